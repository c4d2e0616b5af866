#include "harness/wire/grammar.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>

#include "harness/fmt/print.h"

namespace parallax::wire {
namespace {

std::size_t octets_for(std::uint64_t largest) {
  std::size_t octets = 1;
  while (octets < 8 && largest >> (8 * octets) != 0) ++octets;
  return octets;
}

}  // namespace

// Reads the table's text, once, into a Grammar.
class GrammarReader {
 public:
  GrammarReader(std::string_view text, Grammar* grammar) : text_(text), grammar_(*grammar) {
    for (const std::size_t width : {1u, 2u, 3u, 4u, 8u}) {
      Type& type = grammar_.types_.emplace_back();
      type.kind = Type::Kind::kNumber;
      type.name = fmt::format("uint{}", 8 * width);
      type.width = width;
      grammar_.by_name_[type.name] = &type;
    }
    Type& opaque = grammar_.types_.emplace_back();
    opaque.name = "opaque";
    opaque.width = 1;
    grammar_.by_name_[opaque.name] = &opaque;
    opaque_ = &opaque;
  }

  void run() {
    for (next(); !token_.empty();) statement();
  }

 private:
  [[noreturn]] void refuse(std::string_view what) const {
    const auto line =
        1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n');
    print_err("harness/wire/tables.cc: line {} of the table: {}, at \"{}\"\n", line, what, token_);
    std::abort();
  }

  static bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  }

  void next() {
    for (;;) {
      while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
      if (text_.substr(at_, 2) != "//") break;
      at_ = std::min(text_.find('\n', at_), text_.size());
    }
    std::size_t end = at_;
    while (end < text_.size() && is_word(text_[end])) ++end;
    if (end == at_ && at_ < text_.size()) end = text_.substr(at_, 2) == ".." ? at_ + 2 : at_ + 1;
    token_ = text_.substr(at_, end - at_);
    at_ = end;
  }
  bool accept(std::string_view token) {
    if (token_ != token) return false;
    next();
    return true;
  }
  void expect(std::string_view token) {
    if (!accept(token)) refuse(fmt::format("expected \"{}\"", token));
  }
  std::string word() {
    if (token_.empty() || !is_word(token_[0])) refuse("expected a name");
    std::string taken(token_);
    next();
    return taken;
  }
  // 5, 0x1301, 2^16-1
  std::uint64_t number() {
    if (token_.empty() || std::isdigit(static_cast<unsigned char>(token_[0])) == 0)
      refuse("expected a number");
    std::uint64_t value = std::strtoull(std::string(token_).c_str(), nullptr, 0);
    next();
    if (accept("^")) value = std::uint64_t{1} << number();
    if (accept("-")) value -= number();
    return value;
  }
  const Type* known() {
    const Type* type = grammar_.type(token_);
    if (type == nullptr) refuse("no such type yet");
    next();
    return type;
  }

  void define(Type type) {
    if (grammar_.type(type.name) != nullptr) refuse("defined twice: " + type.name);
    const Type& kept = grammar_.types_.emplace_back(std::move(type));
    grammar_.by_name_[kept.name] = &kept;
  }

  void statement() {
    if (accept("enum")) return enumeration();
    if (accept("struct")) return structure();
    if (accept("message")) return forms(&grammar_.messages_, 3, "HandshakeType");
    if (accept("extension")) return forms(&grammar_.extensions_, 2, "ExtensionType");
    const Type* base = known();
    std::string name = word();
    Type type = *shaped(base);
    type.name = std::move(name);
    expect(";");
    define(std::move(type));
  }

  void enumeration() {
    Type type;
    type.kind = Type::Kind::kNumber;
    std::uint64_t largest = 0;
    for (expect("{"); token_ != "}"; accept(",")) {
      std::string name = token_ == "(" ? "" : word();
      expect("(");
      const std::uint64_t value = number();
      expect(")");
      largest = std::max(largest, value);
      if (!name.empty()) type.names.emplace_back(value, std::move(name));
    }
    expect("}");
    type.width = octets_for(largest);
    type.name = word();
    expect(";");
    define(std::move(type));
  }

  void structure() {
    Type type;
    type.kind = Type::Kind::kStruct;
    for (expect("{"); token_ != "}"; expect(";")) {
      Member member;
      member.optional = accept("optional");
      const Type* base = known();
      member.name = word();
      member.type = shaped(base);
      if (accept("=")) member.must = number();
      type.members.push_back(std::move(member));
    }
    expect("}");
    type.name = word();
    expect(";");
    define(std::move(type));
  }

  // `base` as it stands, or as the array or vector that follows the name.
  const Type* shaped(const Type* base) {
    if (accept("[")) {
      if (base != opaque_) refuse("only octets have a fixed number");
      Type type;
      type.name = "opaque";
      type.to_end = accept("*");
      if (!type.to_end) type.width = number();
      expect("]");
      return &grammar_.types_.emplace_back(std::move(type));
    }
    if (!accept("<")) return base;
    Type type;
    type.kind = base == opaque_ ? Type::Kind::kOctets : Type::Kind::kList;
    type.name = base->name;
    type.item = base == opaque_ ? nullptr : base;
    type.floor = number();
    expect("..");
    type.ceiling = number();
    type.prefix = octets_for(type.ceiling);
    expect(">");
    return &grammar_.types_.emplace_back(std::move(type));
  }

  // Bodies and extension data are structs behind a length.
  void forms(std::vector<Forms>* to, std::size_t prefix, std::string_view numbers) {
    Forms all;
    all.name = word();
    const Type* enumeration = grammar_.type(numbers);
    if (const auto known = enumeration->number_of(all.name)) {
      all.number = *known;
    } else {
      expect("(");
      all.number = number();
      expect(")");
    }
    for (expect("{"); token_ != "}"; expect(";")) {
      Form form;
      do form.labels.push_back(word());
      while (accept("."));
      if (form.labels == std::vector<std::string>{"any"}) form.labels.clear();
      expect(":");
      Type type = *known();
      if (type.kind != Type::Kind::kStruct) refuse("a form is a struct");
      type.prefix = prefix;
      type.ceiling = (std::uint64_t{1} << (8 * prefix)) - 1;
      form.type = &grammar_.types_.emplace_back(std::move(type));
      all.forms.push_back(std::move(form));
    }
    expect("}");
    to->push_back(std::move(all));
  }

  std::string_view text_, token_;
  std::size_t at_ = 0;
  Grammar& grammar_;
  const Type* opaque_ = nullptr;
};

std::string_view Type::name_of(std::uint64_t number) const {
  for (const auto& [value, word] : names) {
    if (value == number) return word;
  }
  return {};
}

std::optional<std::uint64_t> Type::number_of(std::string_view word) const {
  for (const auto& [value, name_here] : names) {
    if (name_here == word) return value;
  }
  return std::nullopt;
}

Grammar::Grammar(std::string_view table) { GrammarReader(table, this).run(); }

const Type* Grammar::type(std::string_view name) const {
  const auto it = by_name_.find(name);
  return it == by_name_.end() ? nullptr : it->second;
}

const Forms* Grammar::find(const std::vector<Forms>& all, std::uint64_t number) {
  for (const Forms& forms : all) {
    if (forms.number == number) return &forms;
  }
  return nullptr;
}

const Forms* Grammar::find(const std::vector<Forms>& all, std::string_view name) {
  for (const Forms& forms : all) {
    if (forms.name == name) return &forms;
  }
  return nullptr;
}

}  // namespace parallax::wire
