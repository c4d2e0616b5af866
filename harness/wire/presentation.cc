#include "harness/wire/presentation.h"

#include <algorithm>

#include "harness/wire/handshake.h"
#include "harness/wire/names.h"
#include "harness/wire/presentation_reader.h"

namespace parallax::wire {
namespace {

// Whether all labels of a form hold.
bool holds(const Form& form, const std::vector<std::string_view>& words) {
  return std::all_of(form.labels.begin(), form.labels.end(), [&](const std::string& label) {
    return std::find(words.begin(), words.end(), label) != words.end();
  });
}

const Type* choose(const Forms* forms, const std::vector<std::string_view>& words) {
  if (forms == nullptr) return nullptr;
  for (const Form& form : forms->forms) {
    if (holds(form, words)) return form.type;
  }
  return nullptr;
}

std::vector<std::string_view> words_of(const Setting& setting) {
  std::vector<std::string_view> words;
  switch (setting.dialect) {
    case Dialect::kTls10:
      words.emplace_back("tls10");
      break;
    case Dialect::kTls12:
      words.emplace_back("tls12");
      break;
    case Dialect::kTls13:
      words.emplace_back("tls13");
      break;
  }
  switch (setting.key_exchange) {
    case KeyExchange::kUnknown:
      break;
    case KeyExchange::kEcdhe:
      words.emplace_back("ecdhe");
      break;
    case KeyExchange::kDhe:
      words.emplace_back("dhe");
      break;
    case KeyExchange::kRsa:
      words.emplace_back("rsa");
      break;
  }
  return words;
}

// Octets behind a length of three octets: a body without a definition.
const Type& unknown_body() {
  static const Type type = [] {
    Type made;
    made.prefix = 3;
    made.ceiling = (1u << 24) - 1;
    return made;
  }();
  return type;
}

std::string name_of_message(std::uint64_t type) {
  const std::string_view name = tls().type("HandshakeType")->name_of(type);
  return name.empty() ? "message_" + std::to_string(type) : std::string(name);
}

}  // namespace

Field opaque_field(std::string_view name, std::string_view octets) {
  return {std::string(name), nullptr, std::string(octets), {}, std::nullopt};
}

const Type* body_type(std::string_view message, const Setting& setting) {
  const Type* type = choose(tls().message(message), words_of(setting));
  return type == nullptr ? &unknown_body() : type;
}

const Type* extension_data_type(std::uint64_t number, std::string_view message) {
  return choose(tls().extension(number), {message});
}

std::uint64_t big_endian(std::string_view octets) {
  std::uint64_t value = 0;
  for (const char c : octets) value = value << 8 | static_cast<std::uint8_t>(c);
  return value;
}

std::string big_endian(std::uint64_t value, std::size_t width) {
  std::string octets;
  while (width-- > 0) octets += static_cast<char>(width < 8 ? value >> (8 * width) & 0xFF : 0);
  return octets;
}

std::string extension_name(std::uint64_t number) {
  const std::string_view name = tls().type("ExtensionType")->name_of(number);
  return name.empty() ? "extension_" + std::to_string(number) : std::string(name);
}

bool FieldReader::take(std::string_view* octets, const Type& type, std::string_view name,
                       Field* field) {
  if (left_ == 0) return false;
  --left_;
  *field = {std::string(name), &type, {}, {}, std::nullopt};
  if (type.prefix > 0) {
    if (octets->size() < type.prefix) return false;
    const std::uint64_t length = big_endian(octets->substr(0, type.prefix));
    if (octets->size() - type.prefix < length) return false;
    fill(octets->substr(type.prefix, length), field);
    octets->remove_prefix(type.prefix + length);
    return true;
  }
  if (type.kind == Type::Kind::kStruct) {
    std::string_view rest = *octets;
    if (!take_members(&rest, field)) return false;
    *octets = rest;
    return true;
  }
  const std::size_t size = type.to_end ? octets->size() : type.width;
  if (octets->size() < size) return false;
  field->octets = octets->substr(0, size);
  octets->remove_prefix(size);
  return true;
}

// Stops at the first member that does not fit, and keeps those before it.
bool FieldReader::take_members(std::string_view* octets, Field* field) {
  for (const Member& member : field->type->members) {
    if (member.optional && octets->empty()) continue;
    const Type* type = member.type;
    // The data of an extension are what its type, just read, makes them.
    if (member.name == "extension_data" && field->fields.size() == 1) {
      const std::uint64_t number = big_endian(field->fields[0].octets);
      field->name = extension_name(number);
      if (const Type* data = extension_data_type(number, message_)) type = data;
    }
    Field inner;
    if (!take(octets, *type, member.name, &inner)) return false;
    const bool as_it_must = !member.must || big_endian(inner.octets) == *member.must;
    field->fields.push_back(std::move(inner));
    if (!as_it_must) return false;
  }
  return true;
}

void FieldReader::fill(std::string_view octets, Field* field) {
  const Type& type = *field->type;
  bool fits = true;
  switch (type.kind) {
    case Type::Kind::kNumber:
    case Type::Kind::kOctets:
      field->octets = octets;
      return;
    case Type::Kind::kStruct:
      fits = take_members(&octets, field);
      break;
    case Type::Kind::kList:
      while (!octets.empty() && fits) {
        Field item;
        fits = take(&octets, *type.item, {}, &item);
        if (fits) field->fields.push_back(std::move(item));
      }
      break;
  }
  if (!octets.empty() || !fits)
    field->fields.push_back(opaque_field(fits ? "trailing" : "malformed", octets));
}

Field read_message(std::string_view octets, const Setting& setting) {
  Field message;
  if (octets.size() < kHandshakeHeader) {
    message.name = "malformed";
    if (!octets.empty()) message.fields.push_back(opaque_field("malformed", octets));
    return message;
  }
  std::string_view rest = octets;
  HandshakeMessage read;
  next_message(&rest, &read);
  message.name = name_of_message(read.type);
  // The Random of a HelloRetryRequest decides what its extensions mean.
  if (read.type == kServerHello && is_hello_retry_request(read.body))
    message.name = "hello_retry_request";
  FieldReader reader(message.name);
  Field& type = message.fields.emplace_back();
  std::string_view header = octets;
  reader.take(&header, *tls().type("HandshakeType"), "msg_type", &type);
  Field& body = message.fields.emplace_back();
  body.name = "body";
  body.type = body_type(message.name, setting);
  reader.fill(read.body, &body);
  if (!read.complete) body.length = read.length;
  if (!rest.empty()) message.fields.push_back(opaque_field("trailing", rest));
  return message;
}

Field read_struct(std::string_view octets, std::string_view name) {
  Field field = opaque_field(name, octets);
  const Type* type = tls().type(name);
  if (type == nullptr) return field;
  FieldReader reader({});
  Field read;
  std::string_view rest = octets;
  if (!reader.take(&rest, *type, name, &read) || !rest.empty()) return field;
  return read;
}

std::string print(const Field& field) {
  std::string inner = field.octets;
  for (const Field& part : field.fields) inner += print(part);
  const std::size_t prefix = field.type == nullptr ? 0 : field.type->prefix;
  return prefix == 0 ? inner : big_endian(field.length.value_or(inner.size()), prefix) + inner;
}

bool whole(const Field& field) {
  if (field.type == nullptr && (field.fields.empty() || field.name == "malformed")) return false;
  if (field.type == &unknown_body() || field.length) return false;
  return std::all_of(field.fields.begin(), field.fields.end(), whole);
}

}  // namespace parallax::wire
