// Grammar: the RFCs' presentation language, and the types that it defines.
//
// tables.cc holds the messages of TLS as text in that language; this reads the text into Types, by which
// presentation.h takes messages apart. What is understood, beside comments:
//
//   enum { a(1), b(0x0204), (65535) } Name;        octets of a value: what its largest number needs
//   struct { MEMBER; … } Name;
//   TYPE Name;  TYPE Name<0..2^16-1>;               another name; a vector of it
//   message finished { tls12: A; tls13: B; }        the body of a HandshakeType: the first label that fits;
//                                                   NAME(number) where the enum has no such name
//   extension key_share { client_hello: A; }        the data of an ExtensionType, by the message around it
//
//   MEMBER = [ "optional" ] TYPE name [ "[" octets "]" | "[*]" | "<" floor ".." ceiling ">" ] [ "=" number ]
//
// `opaque x[*]` takes what is left; an optional member is absent where nothing is left; `= n` says that
// what follows has this form only if the number is n. `uint8` to `uint64` and `opaque` are known. A label
// is a word, or words joined by dots that must all hold; `any` always holds.
//
// The table is ours: a mistake in it aborts with its line. Threads: immutable once read, so shared.
// Source: RFC 8446 section 3.
#ifndef PARALLAX_HARNESS_WIRE_GRAMMAR_H_
#define PARALLAX_HARNESS_WIRE_GRAMMAR_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parallax::wire {

struct Type;

struct Member {
  std::string name;
  const Type* type = nullptr;
  bool optional = false;
  std::optional<std::uint64_t>
      must;  // what follows is not of this form where the number is another
};

struct Type {
  enum class Kind : std::uint8_t { kNumber, kOctets, kList, kStruct };
  Kind kind = Kind::kOctets;
  std::string name;
  std::size_t width = 0;                 // of a number, and of octets of fixed length
  std::size_t prefix = 0;                // octets that say the length of what follows; 0: none
  bool to_end = false;                   // octets: all that is left
  std::uint64_t floor = 0, ceiling = 0;  // of a vector, in octets
  std::vector<std::pair<std::uint64_t, std::string>>
      names;                    // of a number, as the table orders them
  const Type* item = nullptr;   // of a list
  std::vector<Member> members;  // of a struct

  std::string_view name_of(std::uint64_t number) const;  // empty: it has none
  std::optional<std::uint64_t> number_of(std::string_view word) const;
};

// One way to read a message or an extension, and when.
struct Form {
  std::vector<std::string> labels;  // all must hold; none: always
  const Type* type = nullptr;
};
struct Forms {
  std::uint64_t number = 0;
  std::string name;
  std::vector<Form> forms;
};

class Grammar {
 public:
  explicit Grammar(std::string_view table);
  Grammar(const Grammar&) = delete;
  Grammar& operator=(const Grammar&) = delete;

  // Null where there is no such thing.
  const Type* type(std::string_view name) const;
  const Forms* message(std::uint64_t number) const { return find(messages_, number); }
  const Forms* message(std::string_view name) const { return find(messages_, name); }
  const Forms* extension(std::uint64_t number) const { return find(extensions_, number); }
  const Forms* extension(std::string_view name) const { return find(extensions_, name); }
  const std::vector<Forms>& messages() const { return messages_; }
  const std::vector<Forms>& extensions() const { return extensions_; }

 private:
  friend class GrammarReader;
  static const Forms* find(const std::vector<Forms>& all, std::uint64_t number);
  static const Forms* find(const std::vector<Forms>& all, std::string_view name);

  std::deque<Type> types_;  // whose addresses stay
  std::map<std::string, const Type*, std::less<>> by_name_;
  std::vector<Forms> messages_, extensions_;
};

// That of TLS 1.0 to 1.3 (tables.cc), read at first use.
const Grammar& tls();

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_GRAMMAR_H_
