// Finding and changing fields (presentation.h).
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "harness/wire/handshake.h"
#include "harness/wire/presentation.h"
#include "harness/wire/presentation_reader.h"

namespace parallax::wire {
namespace {

tl::unexpected<std::string> refuse(std::string why) {
  return tl::unexpected<std::string>(std::move(why));
}

// "a.b.c" into "a.b" and "c".
std::pair<std::string_view, std::string_view> split_last(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return {{}, path};
  return {path.substr(0, dot), path.substr(dot + 1)};
}

std::optional<std::size_t> place(const Field& field, std::string_view segment) {
  std::int64_t index = 0;
  const char* const end = std::to_address(segment.end());
  const auto [read, error] = std::from_chars(std::to_address(segment.begin()), end, index);
  if (error != std::errc() || read != end || segment.empty()) return std::nullopt;
  const auto size = static_cast<std::int64_t>(field.fields.size());
  if (index < 0) index += size;
  if (index < 0 || index >= size) return std::nullopt;
  return static_cast<std::size_t>(index);
}

// Where a segment leads: the field that holds it, and its place there.
struct Spot {
  Field* parent = nullptr;
  std::size_t at = 0;
  Field& field() const { return parent->fields[at]; }
};

std::optional<Spot> step_down(Field& from, std::string_view segment) {
  for (std::size_t i = 0; i < from.fields.size(); ++i) {
    if (!segment.empty() && from.fields[i].name == segment) return Spot{&from, i};
  }
  for (Field& inner : from.fields) {
    if (inner.name != "body" && inner.name != "extension_data") continue;
    if (auto spot = step_down(inner, segment)) return spot;
  }
  if (const auto index = place(from, segment)) return Spot{&from, *index};
  return std::nullopt;
}

std::optional<Spot> seek(Field& message, std::string_view path) {
  if (path.empty()) path = "body";
  Field* field = &message;
  std::optional<Spot> spot;
  while (field != nullptr) {
    const std::size_t dot = path.find('.');
    spot = step_down(*field, path.substr(0, dot));
    if (!spot || dot == std::string_view::npos) return spot;
    path.remove_prefix(dot + 1);
    field = &spot->field();
  }
  return spot;
}

std::string names_in(const Field& message, std::string_view path) {
  const Field* field = path.empty() ? find(message, "body") : find(message, path);
  if (field == nullptr) return {};
  std::string names;
  for (const Field& inner : field->fields) {
    if (!inner.name.empty()) names += (names.empty() ? "" : ", ") + inner.name;
  }
  return names.empty() ? fmt::format("{} items", field->fields.size()) : names;
}

std::string absent(const Field& message, std::string_view path) {
  const std::string_view above = split_last(path).first;
  const std::string names = names_in(message, above);
  if (names.empty()) return fmt::format("{} has no field {}, nor {}", message.name, path, above);
  return fmt::format("{} has no field {}; {} has: {}", message.name, path,
                     above.empty() ? "it" : above, names);
}

std::string range(const Type& type) {
  if (type.kind != Type::Kind::kNumber) return "octets";
  return type.width >= 8
             ? "a number"
             : fmt::format("a number up to {}", (std::uint64_t{1} << (8 * type.width)) - 1);
}

Edit assign(Field* field, std::string_view message, const Value& value);

Edit assign_number(Field* field, const Value& value) {
  const Type& type = *field->type;
  std::optional<std::uint64_t> number;
  if (const auto* integer = value.as<std::int64_t>(); integer != nullptr && *integer >= 0)
    number = static_cast<std::uint64_t>(*integer);
  std::string_view word;
  if (const auto* name = value.as<Name>()) word = name->text;
  if (const auto* text = value.as<Text>()) word = text->utf8;
  if (!word.empty()) number = type.number_of(word);
  if (!number || (type.width < 8 && *number >> (8 * type.width) != 0)) {
    return refuse(fmt::format("{} takes {}{}, not {}", field->name, range(type),
                              type.names.empty() ? "" : " or a name of " + type.name,
                              print(value)));
  }
  field->octets = big_endian(*number, type.width);
  return {};
}

// A blank field of a type: what set() starts from for items that are dicts.
Field blank(const Type& type, std::string_view name, std::string_view message) {
  Field field{std::string(name), &type, {}, {}, std::nullopt};
  if (type.kind == Type::Kind::kStruct) {
    for (const Member& member : type.members) {
      Field& inner = field.fields.emplace_back(blank(*member.type, member.name, message));
      if (member.must) inner.octets = big_endian(*member.must, member.type->width);
    }
  } else if (type.kind != Type::Kind::kList && type.prefix == 0 && !type.to_end) {
    field.octets.assign(type.width, '\0');
  }
  return field;
}

Edit assign_list(Field* field, std::string_view message, const std::vector<Value>& items) {
  std::vector<Field> fields;
  for (const Value& item : items) {
    Field& made = fields.emplace_back(blank(*field->type->item, {}, message));
    if (Edit edit = assign(&made, message, item); !edit)
      return refuse(fmt::format("item {}: {}", fields.size() - 1, edit.error()));
  }
  field->fields = std::move(fields);
  field->octets.clear();
  return {};
}

bool is_extension(const Field& field) {
  return field.fields.size() == 2 && field.fields[1].name == "extension_data";
}

// Gives an extension's data the definition that its type asks for.
void know_data(Field* extension, std::string_view message) {
  const std::uint64_t number = big_endian(extension->fields[0].octets);
  extension->name = extension_name(number);
  if (const Type* type = extension_data_type(number, message))
    extension->fields[1] = blank(*type, "extension_data", message);
}

Edit assign_struct(Field* field, std::string_view message, const Dict& dict) {
  Field changed = *field;
  for (const auto& [key, value] : dict.items) {
    const auto* text = key.as<Text>();
    const auto* word = key.as<Name>();
    const std::string name = text != nullptr   ? text->utf8
                             : word != nullptr ? word->text
                                               : print(key);
    const auto spot = step_down(changed, name);
    if (!spot) return refuse(absent(changed, name));
    if (Edit edit = assign(&spot->field(), message, value); !edit) return edit;
    if (name == "extension_type" && is_extension(changed)) know_data(&changed, message);
  }
  *field = std::move(changed);
  return {};
}

Edit assign(Field* field, std::string_view message, const Value& value) {
  if (const auto* bytes = value.as<Bytes>()) {
    const bool fixed = field->type != nullptr && field->type->prefix == 0 && !field->type->to_end;
    if (fixed &&
        field->type->kind == Type::Kind::kStruct) {  // an item: read, kept whole if it is none
      std::string_view rest = bytes->octets;
      Field read;
      const bool fits =
          FieldReader(message).take(&rest, *field->type, field->name, &read) && rest.empty();
      *field = fits ? std::move(read) : opaque_field(field->name, bytes->octets);
      return {};
    }
    field->fields.clear();
    field->octets.clear();
    if (field->type == nullptr)
      field->octets = bytes->octets;
    else
      FieldReader(message).fill(bytes->octets, field);
    return {};
  }
  if (field->type == nullptr)
    return refuse(fmt::format("{} takes octets, not {}", field->name, print(value)));
  if (field->type->kind == Type::Kind::kNumber) return assign_number(field, value);
  if (const auto* list = value.as<List>();
      list != nullptr && field->type->kind == Type::Kind::kList)
    return assign_list(field, message, list->items);
  if (const auto* dict = value.as<Dict>();
      dict != nullptr && field->type->kind == Type::Kind::kStruct)
    return assign_struct(field, message, *dict);
  // An extension, or data of one member alone, by that member's value.
  if (is_extension(*field)) return assign(&field->fields[1], message, value);
  if (field->type->kind == Type::Kind::kStruct && field->fields.size() == 1)
    return assign(field->fields.data(), message, value);
  return refuse(fmt::format("{} takes octets{}, not {}",
                            field->name.empty() ? field->type->name : field->name,
                            field->type->kind == Type::Kind::kList     ? " or a list"
                            : field->type->kind == Type::Kind::kStruct ? " or a dict"
                                                                       : "",
                            print(value)));
}

// A list's content may have been given as octets that its definition does not cover.
bool is_list(const Field& field) {
  return field.type != nullptr && field.type->kind == Type::Kind::kList;
}

std::optional<std::uint64_t> extension_number(std::string_view name) {
  if (const auto number = tls().type("ExtensionType")->number_of(name)) return number;
  constexpr std::string_view kPrefix = "extension_";
  if (!name.starts_with(kPrefix)) return std::nullopt;
  name.remove_prefix(kPrefix.size());
  std::uint64_t number = 0;
  const auto [read, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || read != name.data() + name.size() || number > 0xFFFF)
    return std::nullopt;
  return number;
}

void insert(Field* list, std::optional<std::size_t> at, Field item) {
  const std::size_t index = std::min(at.value_or(list->fields.size()), list->fields.size());
  list->fields.insert(list->fields.begin() + static_cast<std::ptrdiff_t>(index), std::move(item));
}

}  // namespace

Field* find(Field& message, std::string_view path) {
  const auto spot = seek(message, path);
  return spot ? &spot->field() : nullptr;
}

const Field* find(const Field& message, std::string_view path) {
  return find(const_cast<Field&>(message), path);  // NOLINT: seeking changes nothing
}

std::optional<std::uint64_t> number(const Field& message, std::string_view path) {
  const Field* field = find(message, path);
  if (field == nullptr || field->type == nullptr || field->type->kind != Type::Kind::kNumber)
    return std::nullopt;
  return big_endian(field->octets);
}

std::optional<std::string> content(const Field& message, std::string_view path) {
  const Field* field = find(message, path);
  if (field == nullptr) return std::nullopt;
  std::string octets = field->octets;
  for (const Field& part : field->fields) octets += print(part);
  return octets;
}

tl::expected<Field, std::string> blank_message(std::string_view name, const Setting& setting) {
  const Forms* forms = tls().message(name);
  std::optional<std::uint64_t> number = tls().type("HandshakeType")->number_of(name);
  if (forms != nullptr) number = forms->number;
  if (!number) {
    std::string names;
    for (const Forms& known : tls().messages()) names += (names.empty() ? "" : ", ") + known.name;
    return refuse(fmt::format("no message is called {}; there are {}", name, names));
  }
  Field message;
  message.name = name;
  Field& type = message.fields.emplace_back(blank(*tls().type("HandshakeType"), "msg_type", name));
  type.octets = big_endian(*number, 1);
  message.fields.push_back(blank(*body_type(name, setting), "body", name));
  return message;
}

Edit set(Field& message, std::string_view path, const Value& value) {
  const auto spot = seek(message, path);
  if (const auto* more = value.as<Bytes>(); !spot && path == "trailing" && more != nullptr) {
    const auto body = seek(message, "");
    if (!body) return refuse(absent(message, path));
    body->field().fields.push_back(opaque_field("trailing", more->octets));
    return {};
  }
  if (!spot) return refuse(absent(message, path));
  Field changed = spot->field();
  if (Edit edit = assign(&changed, message.name, value); !edit) return edit;
  spot->field() = std::move(changed);
  return {};
}

Edit set_length(Field& message, std::string_view path, std::uint64_t length) {
  auto spot = seek(message, path);
  if (!spot) return refuse(absent(message, path));
  Field* field = &spot->field();
  if (is_extension(*field)) field = &field->fields[1];
  const std::size_t prefix = field->type == nullptr ? 0 : field->type->prefix;
  if (prefix == 0) return refuse(fmt::format("{} has no length", path));
  if (prefix < 8 && length >> (8 * prefix) != 0)
    return refuse(
        fmt::format("the length of {} has {} octets; {} needs more", path, prefix, length));
  field->length = length;
  return {};
}

Edit add(Field& message, std::string_view path, const Value& value, std::optional<std::size_t> at) {
  if (const auto spot = seek(message, path); spot && is_list(spot->field())) {
    Field item = blank(*spot->field().type->item, {}, message.name);
    if (Edit edit = assign(&item, message.name, value); !edit) return edit;
    insert(&spot->field(), at, std::move(item));
    return {};
  }
  const auto [above, name] = split_last(path);
  const auto list = seek(message, above);
  const auto extension = extension_number(name);
  if (!list || !is_list(list->field()) || list->field().type->item->name != "Extension" ||
      !extension) {
    if (seek(message, path)) return refuse(fmt::format("{} is no list", path));
    return refuse(absent(message, path));
  }
  Field item = blank(*list->field().type->item, {}, message.name);
  item.fields[0].octets = big_endian(*extension, 2);
  know_data(&item, message.name);
  if (Edit edit = assign(&item.fields[1], message.name, value); !edit) return edit;
  insert(&list->field(), at, std::move(item));
  return {};
}

Edit remove(Field& message, std::string_view path) {
  const auto spot = seek(message, path);
  if (!spot) return refuse(absent(message, path));
  spot->parent->fields.erase(spot->parent->fields.begin() + static_cast<std::ptrdiff_t>(spot->at));
  return {};
}

Edit repeat(Field& message, std::string_view path) {
  const auto spot = seek(message, path);
  if (!spot) return refuse(absent(message, path));
  insert(spot->parent, spot->at, Field(spot->field()));
  return {};
}

Edit move_to(Field& message, std::string_view path, std::size_t at) {
  const auto spot = seek(message, path);
  if (!spot) return refuse(absent(message, path));
  if (at >= spot->parent->fields.size())
    return refuse(fmt::format("{} has {} neighbours; there is no place {}", path,
                              spot->parent->fields.size() - 1, at));
  Field moved = std::move(spot->field());
  spot->parent->fields.erase(spot->parent->fields.begin() + static_cast<std::ptrdiff_t>(spot->at));
  insert(spot->parent, at, std::move(moved));
  return {};
}

Value to_value(const Field& field) {
  if (field.type != nullptr && field.type->kind == Type::Kind::kNumber) {
    const std::uint64_t number = big_endian(field.octets);
    const std::string_view name = field.type->name_of(number);
    if (!name.empty()) return Value::name(name);
    return Value::integer(static_cast<std::int64_t>(number));
  }
  const bool list = is_list(field);
  const bool octets = field.fields.empty() && !list &&
                      (field.type == nullptr || field.type->kind == Type::Kind::kOctets);
  if (octets) return Value::bytes(field.octets);
  if (list) {
    List items;
    for (const Field& item : field.fields) items.items.push_back(to_value(item));
    return items;
  }
  Dict members;
  for (const Field& member : field.fields)
    members.items.emplace_back(Value::text(member.name), to_value(member));
  return members;
}

}  // namespace parallax::wire
