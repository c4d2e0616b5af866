// reference_page(): the step table as a page of Markdown.
#include <fmt/format.h>

#include <iterator>

#include "harness/script/table.h"

namespace parallax {
namespace {

using std::string_view;

string_view type_word(Type type) {
  switch (type) {
    case Type::kNewName:
      return "new name";
    case Type::kOldName:
      return "name";
    case Type::kWord:
      return "word";
    case Type::kInteger:
      return "integer";
    case Type::kBoolean:
      return "`True` or `False`";
    case Type::kText:
      return "text or `None`";
    case Type::kBytes:
      return "octets";
    case Type::kValue:
      return "value";
  }
  return "value";
}

std::string upper(string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

// A pipe would end the cell.
std::string cell(string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

std::string usage(const StepDef& def) {
  switch (def.form) {
    case Form::kLet:
      return "let NAME = VALUE";
    case Form::kSet:
      return "TARGET.attribute = VALUE";
    case Form::kBlock:
      return "on CONTEXT.EVENT { STEP; …; return VALUE }";
    case Form::kAttribute:
      return fmt::format("TARGET.{}", def.word);
    case Form::kMethod:
    case Form::kDirective:
      break;
  }
  std::string out =
      def.form == Form::kMethod ? fmt::format("TARGET.{}", def.word) : std::string(def.word);
  const std::size_t operands = def.form == Form::kMethod ? def.params.size() : def.operands;
  for (std::size_t i = 0; i < operands; ++i) {
    const Param& param = def.params[i];
    const std::string name = upper(param.name);
    out += param.required ? " " + name : " [" + name + "]";
  }
  if (operands < def.params.size()) out += " key=value …";
  return out;
}

std::string owners(std::uint8_t on) {
  std::string out;
  const auto add = [&](std::uint8_t bit, string_view word) {
    if ((on & bit) == 0) return;
    out += out.empty() ? "" : ", ";
    out += word;
  };
  add(kOnBio, "MemoryBIO");
  add(kOnObject, "SSLObject");
  add(kOnContext, "SSLContext");
  add(kOnSession, "SSLSession");
  return out;
}

string_view level(ValueClass value) {
  switch (value) {
    case ValueClass::kData:
      return "always";
    case ValueClass::kState:
      return "from level `state` on";
    case ValueClass::kWire:
      return "at level `bytes`";
  }
  return "always";
}

void describe(std::string& out, const StepDef& def) {
  const auto add = [&out](fmt::string_view format, const auto&... arguments) {
    fmt::vformat_to(std::back_inserter(out), format, fmt::make_format_args(arguments...));
  };
  const std::string line = usage(def);
  add("### `{}`\n\n{}\n\n", line, def.doc);
  if (def.on != 0) {
    const std::string of = owners(def.on);
    add("Of: {}. ", of);
  }
  add("Place: {}. ", def.place == Place::kEngine ? "engine" : "executor");
  const string_view when = level(def.value);
  const auto tag = static_cast<unsigned>(def.kind);
  add("Values are compared {}. Tag {}. Source: {}.\n", when, tag, def.source);
  if (def.params.empty()) {
    out += '\n';
    return;
  }
  out += "\n| parameter | takes | |\n|---|---|---|\n";
  for (const Param& param : def.params) {
    std::string takes(type_word(param.type));
    if (!param.choices.empty()) {
      takes = param.type == Type::kWord && !param.open ? "" : fmt::format("{}, such as ", takes);
      for (std::size_t i = 0; i < param.choices.size(); ++i) {
        const string_view quote = param.type == Type::kWord ? "" : "\"";
        takes += fmt::format("{}`{}{}{}`", i == 0 ? "" : ", ", quote, param.choices[i], quote);
      }
    }
    const std::string doc = cell(param.doc);
    add("| `{}` | {} | {} |\n", param.name, takes, doc);
  }
  out += '\n';
}

void words(std::string& out, string_view title, std::span<const WordDoc> docs) {
  fmt::format_to(std::back_inserter(out), "## {}\n\n| word | |\n|---|---|\n", title);
  for (const WordDoc& word : docs) {
    fmt::format_to(std::back_inserter(out), "| `{}` | {} |\n", word.word, cell(word.doc));
  }
  out += '\n';
}

}  // namespace

std::string reference_page() {
  std::string out =
      "# Steps\n\n"
      "Drawn from the step table (harness/script/table.cc) by `parallax reference`; not edited by "
      "hand.\n"
      "docs/language.md has the grammar.\n\n";
  const auto section = [&out](string_view title, auto&& belongs) {
    fmt::format_to(std::back_inserter(out), "## {}\n\n", title);
    for (const StepDef& def : step_table()) {
      if (belongs(def)) describe(out, def);
    }
  };
  section("Steps of a script", [](const StepDef& def) { return def.on == 0; });
  section("Operations of MemoryBIO and SSLObject",
          [](const StepDef& def) { return (def.on & (kOnBio | kOnObject)) != 0; });
  section("Operations of SSLContext", [](const StepDef& def) { return def.on == kOnContext; });
  section("Operations of SSLSession", [](const StepDef& def) { return def.on == kOnSession; });
  words(out, "Events of `on`", events());
  words(out, "Kinds of made object", object_kinds());
  words(out, "Kinds of `disturb`", disturbances());
  out.pop_back();
  return out;
}

}  // namespace parallax
