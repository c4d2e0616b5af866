// What reading (presentation.cc) and editing (presentation_edit.cc) share.
#ifndef PARALLAX_HARNESS_WIRE_PRESENTATION_READER_H_
#define PARALLAX_HARNESS_WIRE_PRESENTATION_READER_H_

#include <string>
#include <string_view>

#include "harness/wire/presentation.h"

namespace parallax::wire {

Field opaque_field(std::string_view name, std::string_view octets);
// The body of a message by its name; plain octets when none fits.
const Type* body_type(std::string_view message, const Setting& setting);
// Null when the table has none for an extension in that message.
const Type* extension_data_type(std::uint64_t number, std::string_view message);
std::string extension_name(std::uint64_t number);  // "key_share", "extension_2570"

std::uint64_t big_endian(std::string_view octets);  // of more than eight: the last eight
std::string big_endian(std::uint64_t value, std::size_t width);

// Takes octets apart by types, kMaxFields fields at most.
class FieldReader {
 public:
  // `message`: what extensions are looked up for.
  explicit FieldReader(std::string_view message) : message_(message) {}
  // One thing of `type` from the start of *octets. False, and *octets as they were, when they do not fit.
  bool take(std::string_view* octets, const Type& type, std::string_view name, Field* field);
  // The content of `field`, whose type is known: always fits.
  void fill(std::string_view octets, Field* field);

 private:
  bool take_members(std::string_view* octets, Field* field);

  std::string message_;
  std::size_t left_ = kMaxFields;
};

}  // namespace parallax::wire

#endif  // PARALLAX_HARNESS_WIRE_PRESENTATION_READER_H_
