// Presentation: handshake messages as trees of named fields, and back.
//
// The names are those of the RFCs' presentation language (tables.cc). Reading is lossless and total:
// print(read_message(octets)) is `octets` for every string of octets. What does not fit its definition is
// kept as octets in a field called `malformed`, what is left over in one called `trailing`; nothing of
// what was read before it is lost. Messages and extensions that the table does not have are kept whole.
//
// A message is one field with two in it: `msg_type` and `body`. A path names a field of it:
//
//   legacy_version                            `body` and `extension_data` may be left out
//   cipher_suites.0  cipher_suites.-1         items by place, negative: from the end
//   extensions.key_share.client_shares.0.group
//   extensions.key_share                      the whole extension, its type and length included
//   extensions.extension_2570                 one that has no name
//
// Every length is computed when printed, unless set_length() made it say something else.
//
// Threads: plain values. Complexity: linear in the octets, and kMaxFields fields a message at most; the
// rest is kept as octets. Errors: an edit that cannot be made changes nothing and says why.
// Source: RFC 8446 section 3 and 4; RFC 5246 section 4 and 7.4.
#ifndef PARALLAX_HARNESS_WIRE_PRESENTATION_H_
#define PARALLAX_HARNESS_WIRE_PRESENTATION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "harness/contract/value.h"
#include "harness/wire/grammar.h"

namespace parallax::wire {

// A message of 16 MiB would otherwise be a million fields of a hundred octets each.
inline constexpr std::size_t kMaxFields = 1u << 16;

// What decides between two definitions of one message.
enum class Dialect : std::uint8_t { kTls10, kTls12, kTls13 };  // kTls10: TLS 1.1 and below
enum class KeyExchange : std::uint8_t { kUnknown, kEcdhe, kDhe, kRsa };
struct Setting {
  Dialect dialect = Dialect::kTls13;
  KeyExchange key_exchange = KeyExchange::kUnknown;
};

struct Field {
  std::string name;                     // empty for an item that has none
  const Type* type = nullptr;           // null: octets that no definition covers
  std::string octets;                   // of a number (big-endian), and of octets
  std::vector<Field> fields;            // of a struct and of a list, in order
  std::optional<std::uint64_t> length;  // said in place of the true one

  bool operator==(const Field&) const = default;
};

// One message with its header, as it stands in a stream; octets behind its end are `trailing`. Octets
// that are not all there keep the length that their header says. A ServerHello with the Random of
// RFC 8446 4.1.3 is called `hello_retry_request`.
Field read_message(std::string_view octets, const Setting& setting);

// An alert's or another structure's octets, by the name of the table: "AlertDescription".
Field read_struct(std::string_view octets, std::string_view type);

// The octets.
std::string print(const Field& field);

// A message with every number 0, every vector empty and octets of fixed length all 0. An unknown name
// is an error that says what there is.
tl::expected<Field, std::string> blank_message(std::string_view name, const Setting& setting);

// Whether every octet was understood: nothing in it is malformed or trailing, no body lacks a
// definition, and no length was set. Extensions that have none are well-formed all the same.
bool whole(const Field& field);

// Null where there is none. The pointer lives until the message is edited.
const Field* find(const Field& message, std::string_view path);
Field* find(Field& message, std::string_view path);

// A number; nothing for what is none, or is absent.
std::optional<std::uint64_t> number(const Field& message, std::string_view path);
// The octets of a field's content, its length left out; nothing for what is absent.
std::optional<std::string> content(const Field& message, std::string_view path);

using Edit = tl::expected<void, std::string>;

// Gives a field another content. Octets (`b"…"`) are its content whatever it is, read anew by its
// definition. A number takes an integer or a name of its enumeration; a vector takes a list of items; a struct
// takes a dict of members, those not named are left alone. set(m, "", b"…") replaces the body;
// set(m, "trailing", b"…") puts octets behind what it should hold, within its length.
Edit set(Field& message, std::string_view path, const Value& value);
// Its length says this; the octets stay. Fields without a length refuse.
Edit set_length(Field& message, std::string_view path, std::uint64_t length);
// Adds an item to the list at `path`, before place `at`, at the end without it. With the name of an
// extension that is not there behind the list's path, adds that extension with this data.
Edit add(Field& message, std::string_view path, const Value& value,
         std::optional<std::size_t> at = std::nullopt);
Edit remove(Field& message, std::string_view path);
// The field comes twice, one behind the other.
Edit repeat(Field& message, std::string_view path);
// The field changes its place among its neighbours.
Edit move_to(Field& message, std::string_view path, std::size_t at);

// The field as a script would write it: integers or the names of their enumerations, octets, lists,
// and dicts of members. set(m, path, to_value(f)) gives f again where whole(f).
Value to_value(const Field& field);

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_PRESENTATION_H_
