#include "harness/script/value_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace parallax {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class ValueReader {
 public:
  ValueReader(Lexer& lexer, Kinds kinds) : lexer_(lexer), kinds_(kinds) {}

  bool read(Value* value, int depth) {
    const char c = lexer_.peek();
    if (c == 'b' && lexer_.peek(1) == '"') {
      Bytes bytes;
      if (!lexer_.bytes(&bytes.octets)) return false;
      *value = std::move(bytes);
      return true;
    }
    if (c == '"') {
      Text text;
      if (!lexer_.text(&text.utf8)) return false;
      *value = std::move(text);
      return true;
    }
    if (is_digit(c) || (c == '-' && is_digit(lexer_.peek(1)))) return lexer_.number(value);
    if (c == '<') return object(value);
    if (is_name_start(c)) return word(value, depth);
    if (c != '[' && c != '(' && c != '{') {
      if (c == '\'') return lexer_.fail("texts are written with double quotes: \"…\" or b\"…\"");
      return lexer_.fail("expected a value, got " + lexer_.got());
    }
    if (!enter(depth)) return false;
    lexer_.advance(1);
    if (c == '{') return dict(value, depth);
    std::vector<Value> items;
    bool comma = false;
    if (!sequence(c == '[' ? ']' : ')', depth, &items, &comma)) return false;
    if (c == '[')
      *value = List{std::move(items)};
    else if (items.size() == 1 && !comma)
      *value = Value(std::move(items[0]));  // parentheses alone
    else
      *value = Tuple{std::move(items)};
    return true;
  }

 private:
  static std::string too_deep() { return fmt::format("values nest at most {} deep", kMostNesting); }
  bool enter(int depth) { return depth < kMostNesting || lexer_.fail(too_deep()); }

  bool sequence(char close, int depth, std::vector<Value>* items, bool* comma) {
    for (;;) {
      lexer_.skip_space();
      if (lexer_.accept(close)) return true;
      items->emplace_back();
      if (!read(&items->back(), depth + 1)) return false;
      lexer_.skip_space();
      *comma = lexer_.accept(',');
      if (*comma) continue;
      return lexer_.expect(close, "or `,`");
    }
  }

  bool dict(Value* value, int depth) {
    Dict dict;
    for (;;) {
      lexer_.skip_space();
      if (lexer_.accept('}')) break;
      auto& [key, item] = dict.items.emplace_back();
      if (!read(&key, depth + 1)) return false;
      lexer_.skip_space();
      if (!lexer_.expect(':', "after a key")) return false;
      lexer_.skip_space();
      if (!read(&item, depth + 1)) return false;
      lexer_.skip_space();
      if (lexer_.accept(',')) continue;
      if (!lexer_.expect('}', "or `,`")) return false;
      break;
    }
    *value = std::move(dict);
    return true;
  }

  bool word(Value* value, int depth) {
    const std::size_t start = lexer_.position();
    const std::string_view path = lexer_.path();
    if (lexer_.peek() == '(') {
      const auto known = object_kind_words();
      if (kinds_ == Kinds::kKnown && std::find(known.begin(), known.end(), path) == known.end()) {
        return lexer_.fail_at(start, fmt::format("expected a kind of object, got `{}`{}", path,
                                                 did_you_mean(path, known)));
      }
      if (path.find('.') != std::string_view::npos)
        return lexer_.fail_at(start, "a kind of object is one word");
      // float("nan") looks like a call, and is a number with nothing in it; any other float(…) is a call.
      if (!enter(path == "float" ? depth - 1 : depth)) return false;
      lexer_.advance(1);
      std::vector<Value> arguments;
      bool comma = false;
      if (!sequence(')', depth, &arguments, &comma)) return false;
      *value = make_call(std::string(path), std::move(arguments));
      if (depth == kMostNesting && value->as<Call>() != nullptr)
        return lexer_.fail_at(start, too_deep());
      return true;
    }
    if (path == "None")
      *value = None{};
    else if (path == "True" || path == "False")
      *value = Value::boolean(path == "True");
    else if (is_path(path))
      *value = Value::name(path);
    else
      return lexer_.fail_at(start, fmt::format("`{}` is a value, not a name", path));
    return true;
  }

  // `<session 1>`, `<bytes 16384 sha256:…>`.
  bool object(Value* value) {
    lexer_.advance(1);
    const std::string_view kind = lexer_.name();
    if (kind.empty()) return lexer_.fail("expected the kind of an object, got " + lexer_.got());
    lexer_.skip_space();
    const std::size_t at = lexer_.position();
    Value number;
    if (!lexer_.number(&number)) return false;
    const auto* n = number.as<std::int64_t>();
    if (n == nullptr) return lexer_.fail_at(at, "expected a 64-bit number");
    lexer_.skip_space();
    if (kind == "bytes" && lexer_.looking_at("sha256:")) {
      lexer_.advance(7);
      const std::size_t start = lexer_.position();
      const std::string_view sum = lexer_.word();
      const bool is_hex = sum.find_first_not_of("0123456789abcdef") == std::string_view::npos;
      if (*n < 0 || sum.size() != 64 || !is_hex) {
        return lexer_.fail_at(start, "expected a SHA-256: 64 digits in lower-case hexadecimal");
      }
      *value = Digest{static_cast<std::uint64_t>(*n), std::string(sum)};
    } else {
      *value = Handle{std::string(kind), *n};
    }
    return lexer_.expect('>', "at the end of an object");
  }

  Lexer& lexer_;
  Kinds kinds_;
};

}  // namespace

Value make_call(std::string kind, std::vector<Value> arguments) {
  const Text* text = kind == "float" && arguments.size() == 1 ? arguments[0].as<Text>() : nullptr;
  if (text != nullptr) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    if (text->utf8 == "inf") return Value::real(kInfinity);
    if (text->utf8 == "-inf") return Value::real(-kInfinity);
    if (text->utf8 == "nan") return Value::real(std::numeric_limits<double>::quiet_NaN());
  }
  return Call{std::move(kind), std::move(arguments)};
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known) {
  const std::string_view near = nearest(word, known);
  return near.empty() ? std::string() : fmt::format("; did you mean `{}`?", near);
}

std::string one_of(std::span<const std::string_view> words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    out += i == 0 ? "" : i + 1 == words.size() ? " or " : ", ";
    out += fmt::format("`{}`", words[i]);
  }
  return out;
}

bool read_value(Lexer& lexer, Kinds kinds, Value* value, int depth) {
  return ValueReader(lexer, kinds).read(value, depth);
}

}  // namespace parallax
