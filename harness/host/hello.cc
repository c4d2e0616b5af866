#include "harness/host/hello.h"

#include <fmt/format.h>

#include "harness/script/script.h"

namespace parallax {
namespace {

std::string_view text_of(const Value& value) {
  const Text* text = value.as<Text>();
  return text == nullptr ? std::string_view() : std::string_view(text->utf8);
}

// The end of the value that begins at `at`: the next space outside quotes and brackets.
std::size_t value_end(std::string_view text, std::size_t at) {
  bool quoted = false;
  int depth = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c == '\\')
        ++at;
      else if (c == '"')
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[') {
      ++depth;
    } else if (c == ']') {
      --depth;
    } else if (c == ' ' && depth == 0) {
      break;
    }
  }
  return std::min(at, text.size());
}

}  // namespace

std::string print_hello(const Identity& identity) {
  std::string line = fmt::format("hello {}", kProtocolVersion);
  const auto field = [&line](std::string_view name, std::string_view text) {
    line += ' ';
    line += name;
    line += '=';
    print_text_to(line, text);
  };
  field("name", identity.name);
  field("family", identity.family);
  field("version", identity.version);
  field("library", identity.library);
  field("semantics", identity.semantics);
  List capabilities;
  for (const std::string& word : identity.capabilities)
    capabilities.items.push_back(Value::text(word));
  return line + " capabilities=" + print(Value(capabilities));
}

tl::expected<std::vector<std::pair<std::string, Value>>, std::string> parse_pairs(
    std::string_view text) {
  std::vector<std::pair<std::string, Value>> pairs;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const std::size_t equals = text.find('=', at);
    if (equals == std::string_view::npos) {
      return tl::unexpected(fmt::format("expected key=value, got {}", text.substr(at, 80)));
    }
    const std::size_t end = value_end(text, equals + 1);
    auto value = parse_value(text.substr(equals + 1, end - equals - 1));
    if (!value)
      return tl::unexpected(
          fmt::format("{}: {}", text.substr(at, equals - at), value.error().message));
    pairs.emplace_back(text.substr(at, equals - at), std::move(*value));
    at = end;
  }
  return pairs;
}

tl::expected<Identity, std::string> parse_hello(std::string_view line) {
  const std::string expected = fmt::format("hello {} ", kProtocolVersion);
  if (!line.starts_with("hello ")) {
    return tl::unexpected(
        fmt::format("expected a line that begins with `{}`, got `{}`; an engine writes nothing "
                    "else to stdout (docs/protocol.md)",
                    expected, line.substr(0, 80)));
  }
  if (!line.starts_with(expected)) {
    return tl::unexpected(
        fmt::format("speaks protocol version {}, and this is version {}: the engine and the "
                    "harness must be of one version",
                    line.substr(6, line.find(' ', 6) - 6), kProtocolVersion));
  }
  const auto pairs = parse_pairs(line.substr(expected.size()));
  if (!pairs) return tl::unexpected("hello: " + pairs.error());
  Identity identity;
  for (const auto& [key, value] : *pairs) {
    if (key == "name") identity.name = text_of(value);
    if (key == "family") identity.family = text_of(value);
    if (key == "version") identity.version = text_of(value);
    if (key == "library") identity.library = text_of(value);
    if (key == "semantics") identity.semantics = text_of(value);
    if (const List* list = value.as<List>(); key == "capabilities" && list != nullptr) {
      for (const Value& item : list->items) identity.capabilities.emplace_back(text_of(item));
    }
  }
  if (identity.name.empty() || identity.family.empty()) {
    return tl::unexpected(std::string("hello: name and family must be there and not empty"));
  }
  return identity;
}

}  // namespace parallax
