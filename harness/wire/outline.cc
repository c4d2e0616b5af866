#include "harness/wire/outline.h"

#include <fmt/format.h>

#include "harness/wire/describe.h"
#include "harness/wire/names.h"

namespace parallax::wire {
namespace {

// Octets that are neither drawn nor follow from what is drawn.
bool tells(const Field& field) {
  return field.name == "host_name" || (field.type != nullptr && field.type->name == "ProtocolName");
}

// Numbers that are drawn, or hide one: RFC 8446 4.6.1, 4.2.11.
bool drawn(const Field& field) {
  return field.name == "ticket_age_add" || field.name == "obfuscated_ticket_age";
}

void outline_to(std::string& out, const Field& field) {
  if (field.length) out += fmt::format("({}) ", *field.length);
  if (field.type != nullptr && field.type->kind == Type::Kind::kNumber) {
    out += drawn(field) ? "…" : print(to_value(field));
    return;
  }
  const bool list = field.type != nullptr && field.type->kind == Type::Kind::kList;
  const bool octets = field.fields.empty() && !list &&
                      (field.type == nullptr || field.type->kind == Type::Kind::kOctets);
  if (octets) {
    if (field.octets.empty() || tells(field))
      print_bytes_to(out, field.octets);
    else
      out += "…";
    return;
  }
  out += list ? "[" : "{";
  bool first = true;
  for (const Field& inner : field.fields) {
    if (!first) out += ", ";
    first = false;
    const bool extension = inner.fields.size() == 2 && inner.fields[1].name == "extension_data";
    if (!inner.name.empty()) out += inner.name + ": ";
    outline_to(out, extension ? inner.fields[1] : inner);
  }
  out += list ? "]" : "}";
}

void lines_to(std::vector<std::string>& lines, const Field& field, const std::string& path,
              std::size_t limit) {
  const bool extensions = !field.fields.empty() && field.type != nullptr &&
                          field.type->item != nullptr && field.type->item->name == "Extension";
  const bool inner = path.empty() || field.name == "extension_data" || extensions ||
                     (field.fields.size() == 2 && field.fields[1].name == "extension_data");
  const std::string said = field.length ? fmt::format(" (its length says {})", *field.length) : "";
  if (!inner || field.fields.empty()) {
    lines.push_back(fmt::format("{} = {}{}", path, print(to_value(field), limit), said));
    return;
  }
  if (!said.empty()) lines.push_back((path.empty() ? field.name : path) + said);
  for (const Field& part : field.fields) {
    if (part.name == "extension_type") continue;
    const bool passed = part.name == "extension_data";
    const std::string name = part.name.empty() ? "item" : part.name;
    lines_to(lines, part,
             passed         ? path
             : path.empty() ? name
                            : fmt::format("{}.{}", path, name),
             limit);
  }
}

}  // namespace

std::string outline(const Field& message) {
  std::string text = message.name + " ";
  const Field* body = find(message, "body");
  outline_to(text, body == nullptr ? message : *body);
  return text;
}

std::string outline(const Said& said) {
  if (said.type == kHandshake) return outline(read_message(said.octets, said.setting));
  const std::string_view name = record_type_name(said.type);
  const std::string type = name.empty() ? fmt::format("type {}", said.type) : std::string(name);
  if (said.type == kAlert) return type + " " + describe(said);
  return fmt::format("{} {}", type, said.octets.size());
}

std::vector<std::string> field_lines(const Field& message, std::size_t limit) {
  std::vector<std::string> lines;
  const Field* body = find(message, "body");
  if (body == nullptr) return lines;
  if (body->fields.empty() && body->octets.empty()) return lines;
  if (body->fields.empty()) {
    lines.push_back(fmt::format("body = {}", print(to_value(*body), limit)));
    return lines;
  }
  lines_to(lines, *body, "", limit);
  return lines;
}

}  // namespace parallax::wire
