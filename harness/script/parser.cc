// The text form: scripts and steps from lines.
#include <fmt/format.h>

#include <algorithm>

#include "harness/script/value_reader.h"

namespace parallax {
namespace {

constexpr std::size_t kLongestLine = std::size_t{32}
                                     << 20;  // bounds what one message or step can hold
constexpr int kMostSteps = 100'000;          // bounds what one script can run
constexpr int kMostBlocks = 4;               // reactions within reactions; the parser's stack
constexpr std::size_t kMostArguments = 15;   // of a method; fields of a message are the most

class Parser {
 public:
  Parser(std::string_view text, std::string_view file) : lexer_(text, file) {}
  Lexer& lexer() { return lexer_; }

  // Steps up to the end of the text, or, in a block, up to its `}`.
  bool steps(std::vector<Step>* out, std::vector<std::string>* after, int depth) {
    std::vector<std::string> pending;
    bool first_on_line = true;
    bool needs_separator = false;
    for (;;) {
      lexer_.skip_space();
      if (lexer_.at_end() || (depth > 0 && lexer_.peek() == '}')) break;
      if (lexer_.peek() == '\n') {
        const bool opens = pending.empty() && out->empty();
        if (first_on_line && line_empty_ && !opens &&
            (pending.empty() || !pending.back().empty())) {
          pending.emplace_back();
        }
        lexer_.next_line();
        first_on_line = line_empty_ = true;
        needs_separator = false;
      } else if (lexer_.peek() == '#') {
        const std::string_view comment = lexer_.rest_of_line();
        if (first_on_line)
          pending.emplace_back(comment);
        else
          out->back().remark = trim(comment.substr(1));
        line_empty_ = false;
      } else if (depth > 0 && lexer_.accept(';')) {
        needs_separator = false;
      } else {
        if (needs_separator) {
          return lexer_.fail(fmt::format(
              "expected {}, got {}",
              depth > 0 ? "`;`, `}` or the end of the line" : "the end of the line", lexer_.got()));
        }
        if (++count_ > kMostSteps)
          return lexer_.fail(fmt::format("a script has at most {} steps", kMostSteps));
        line_empty_ = false;
        Step& made = out->emplace_back();
        made.comments = std::exchange(pending, {});
        if (!step(&made, depth)) return false;
        first_on_line = false;
        line_empty_ = false;
        needs_separator = true;
      }
    }
    if (depth > 0 && lexer_.at_end())
      return lexer_.fail("expected `}` at the end of a reaction, got the end of the text");
    while (!pending.empty() && pending.back().empty()) pending.pop_back();
    *after = std::move(pending);
    return true;
  }

  bool step(Step* out, int depth) {
    out->line = lexer_.line();
    const std::size_t start = lexer_.position();
    const std::string_view path = lexer_.path();
    if (path.empty()) return lexer_.fail("expected a step, got " + lexer_.got());
    const StepDef* def = find_directive(path);
    if (def != nullptr) {
      if (!allowed(*def, start, depth)) return false;
      out->kind = def->kind;
      if (!directive(*def, out, depth)) return false;
    } else if (!member(path, start, out)) {
      return false;
    }
    lexer_.skip_space();
    return !lexer_.looking_at("->") || expectations(out);
  }

  bool expectations(Step* out) {
    lexer_.advance(2);
    do {
      lexer_.skip_space();
      Expected& expected = out->expected.emplace_back();
      if (!read_outcome(lexer_, &expected.outcome, &expected.any_value)) return false;
      lexer_.skip_space();
    } while (lexer_.accept('|'));
    return true;
  }

 private:
  static std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view() : text.substr(first);
  }

  bool allowed(const StepDef& def, std::size_t start, int depth) {
    const bool ends_reaction = def.kind == StepKind::kReturn || def.kind == StepKind::kRaise;
    if (depth == 0 && ends_reaction) {
      return lexer_.fail_at(start, fmt::format("`{}` stands only inside `on`", def.word));
    }
    if (depth > 0 && def.place == Place::kExecutor) {
      return lexer_.fail_at(
          start,
          fmt::format("`{}` cannot stand inside `on`: a reaction runs in the engine", def.word));
    }
    return true;
  }

  // True where a step's arguments end.
  bool at_stop() const {
    return lexer_.at_line_end() || lexer_.looking_at("->") || lexer_.peek() == ';' ||
           lexer_.peek() == '}';
  }

  // True at `key=`.
  bool at_key() const {
    std::size_t n = 0;
    if (!is_name_start(lexer_.peek())) return false;
    while (is_name_char(lexer_.peek(n))) ++n;
    return lexer_.peek(n) == '=';
  }

  bool directive(const StepDef& def, Step* out, int depth) {
    if (def.form == Form::kBlock) return block(out, depth);
    if (has_target_operand(def) && !target(def, out)) return false;
    if (def.form == Form::kLet) return assigned(out);
    const auto params = argument_params(def);
    const std::size_t operands = argument_operands(def);
    for (std::size_t i = 0; i < operands; ++i) {
      lexer_.skip_space();
      if (at_stop() || at_key()) {
        if (!params[i].required) break;
        return lexer_.fail(fmt::format("expected {}, got {}", wanted(params[i]), lexer_.got()));
      }
      if (!parameter(params[i], &out->arguments.emplace_back().value)) return false;
    }
    return keys(params.subspan(operands), out);
  }

  bool target(const StepDef& def, Step* out) {
    lexer_.skip_space();
    const std::size_t start = lexer_.position();
    const bool made = def.params[0].type == Type::kNewName;
    const std::string_view name = made ? lexer_.name() : lexer_.path();
    if (name.empty())
      return lexer_.fail(fmt::format("expected a name after `{}`, got {}", def.word, lexer_.got()));
    if (!is_path(name))
      return lexer_.fail_at(start, fmt::format("`{}` is a value, not a name", name));
    out->target = name;
    return ended("a name");
  }

  bool keys(std::span<const Param> params, Step* out) {
    for (;;) {
      lexer_.skip_space();
      if (at_stop()) return true;
      if (!at_key()) {
        return lexer_.fail(params.empty() ? "expected the end of the step, got " + lexer_.got()
                                          : "expected key=value, got " + lexer_.got());
      }
      const std::size_t start = lexer_.position();
      const std::string_view key = lexer_.name();
      const auto param =
          std::find_if(params.begin(), params.end(), [&](const Param& p) { return p.name == key; });
      if (param == params.end()) {
        std::vector<std::string_view> known;
        for (const Param& p : params) known.push_back(p.name);
        return lexer_.fail_at(start,
                              fmt::format("unknown key `{}`{}", key, did_you_mean(key, known)));
      }
      if (!new_key(*out, key, start)) return false;
      lexer_.advance(1);
      Argument& argument = out->arguments.emplace_back();
      argument.key = key;
      if (!parameter(*param, &argument.value)) return false;
    }
  }

  bool new_key(const Step& step, std::string_view key, std::size_t start) {
    for (const Argument& argument : step.arguments) {
      if (argument.key == key)
        return lexer_.fail_at(start, fmt::format("`{}=` stands here twice", key));
    }
    return true;
  }

  bool member(std::string_view path, std::size_t start, Step* out) {
    lexer_.skip_space();
    const std::size_t point = path.rfind('.');
    const bool sets = lexer_.peek() == '=';
    if (point == std::string_view::npos) {
      if (sets)
        return lexer_.fail_at(start, fmt::format("a step names a value by `let {} = …`", path));
      std::vector<std::string_view> known;
      for (const StepDef& d : step_table()) {
        if (d.on == 0 && d.form != Form::kSet) known.push_back(d.word);
      }
      return lexer_.fail_at(
          start, fmt::format("expected a step, got `{}`{}", path, did_you_mean(path, known)));
    }
    if (!is_path(path))
      return lexer_.fail_at(start, fmt::format("`{}` is a value, not a name", path));
    if (sets) {
      out->kind = StepKind::kSet;
      out->target = path;
      return assigned(out);
    }
    const std::string_view word = path.substr(point + 1);
    const StepDef* def = find_member(word);
    if (def == nullptr) {
      std::vector<std::string_view> known;
      for (const StepDef& d : step_table()) {
        if (d.on != 0) known.push_back(d.word);
      }
      return lexer_.fail_at(start + point + 1, fmt::format("expected an operation, got `{}`{}",
                                                           word, did_you_mean(word, known)));
    }
    out->kind = def->kind;
    out->target = path.substr(0, point);
    return def->form == Form::kAttribute ? keys({}, out) : method_arguments(out);
  }

  // Python's own calling convention; what an operation does not take, Python refuses.
  bool method_arguments(Step* out) {
    bool named = false;
    for (;;) {
      lexer_.skip_space();
      if (at_stop()) return true;
      if (out->arguments.size() == kMostArguments) {
        return lexer_.fail(fmt::format("a call has at most {} arguments", kMostArguments));
      }
      const std::size_t start = lexer_.position();
      Argument argument;
      if (at_key()) {
        named = true;
        argument.key = lexer_.name();
        lexer_.advance(1);
        if (is_reserved(argument.key)) return lexer_.fail_at(start, "a value is not a key");
        if (!new_key(*out, argument.key, start)) return false;
      } else if (named) {
        return lexer_.fail("expected key=value: positional arguments stand first");
      }
      if (!read_value(lexer_, Kinds::kKnown, &argument.value) || !ended("a value")) return false;
      out->arguments.push_back(std::move(argument));
    }
  }

  // `= VALUE`
  bool assigned(Step* out) {
    lexer_.skip_space();
    if (!lexer_.expect('=', "and a value")) return false;
    lexer_.skip_space();
    return read_value(lexer_, Kinds::kKnown, &out->arguments.emplace_back().value) &&
           ended("a value") && keys({}, out);
  }

  // Values are separated by space, lest `1"x"` be two of them.
  bool ended(std::string_view what) {
    const char c = lexer_.peek();
    if (c == ' ' || c == '\t' || c == '\r' || c == '=' || at_stop()) return true;
    return lexer_.fail(fmt::format("expected a space after {}, got {}", what, lexer_.got()));
  }

  bool block(Step* out, int depth) {
    lexer_.skip_space();
    const std::size_t start = lexer_.position();
    const std::string_view path = lexer_.path();
    const std::size_t point = path.rfind('.');
    if (point == std::string_view::npos || !is_path(path)) {
      return lexer_.fail_at(
          start, "expected CONTEXT.EVENT after `on`, with an event of " + one_of(event_words()));
    }
    const std::string_view event = path.substr(point + 1);
    const auto known = event_words();
    if (std::find(known.begin(), known.end(), event) == known.end()) {
      return lexer_.fail_at(start + point + 1,
                            fmt::format("expected an event ({}), got `{}`{}", one_of(known), event,
                                        did_you_mean(event, known)));
    }
    if (depth == kMostBlocks)
      return lexer_.fail_at(start, fmt::format("reactions nest at most {} deep", kMostBlocks));
    out->target = path;
    lexer_.skip_space();
    if (!lexer_.expect('{', "after the event")) return false;
    if (!steps(&out->body, &out->end_comments, depth + 1)) return false;
    line_empty_ = false;
    return lexer_.expect('}', "at the end of a reaction");
  }

  // "`client` or `server`", "a name made before", …
  static std::string wanted(const Param& param) {
    if (param.type == Type::kWord && !param.open && !param.choices.empty()) {
      return fmt::format("{} ({})", param.name, one_of(param.choices));
    }
    switch (param.type) {
      case Type::kNewName:
      case Type::kOldName:
        return fmt::format("{} (a name)", param.name);
      case Type::kWord:
        return fmt::format("{} (a word)", param.name);
      case Type::kInteger:
        return fmt::format("{} (an integer)", param.name);
      case Type::kBoolean:
        return fmt::format("{} (`True` or `False`)", param.name);
      case Type::kText:
        return fmt::format("{} (a text, or `None`)", param.name);
      case Type::kBytes:
        return fmt::format("{} (octets, b\"…\")", param.name);
      case Type::kValue:
        break;
    }
    return fmt::format("{} (a value)", param.name);
  }

  bool parameter(const Param& param, Value* value) {
    const std::size_t start = lexer_.position();
    const std::string got =
        param.type == Type::kValue || param.type == Type::kBytes ? std::string() : lexer_.got();
    const auto refuse = [&](std::string_view hint = {}) {
      return lexer_.fail_at(start, fmt::format("expected {}, got {}{}", wanted(param), got, hint));
    };
    switch (param.type) {
      case Type::kWord: {
        const std::string_view word = lexer_.word();
        if (word.empty()) return refuse();
        const bool known =
            std::find(param.choices.begin(), param.choices.end(), word) != param.choices.end();
        if (!known && !param.open && !param.choices.empty())
          return refuse(did_you_mean(word, param.choices));
        *value = Value::name(word);
        break;
      }
      case Type::kNewName:
      case Type::kOldName: {
        const std::string_view path = lexer_.path();
        if (path.empty() || !is_path(path)) return refuse();
        *value = Value::name(path);
        break;
      }
      case Type::kInteger:
        if (!is_digit(lexer_.peek()) && lexer_.peek() != '-') return refuse();
        if (!lexer_.number(value)) return false;
        if (value->is<double>()) return refuse();
        break;
      case Type::kBoolean: {
        const std::string_view word = lexer_.word();
        if (word != "True" && word != "False") return refuse();
        *value = Value::boolean(word == "True");
        break;
      }
      case Type::kText:
      case Type::kBytes:
      case Type::kValue:
        if (!read_value(lexer_, Kinds::kKnown, value)) return false;
        if (param.type == Type::kText && !value->is<Text>() && !value->is<None>()) return refuse();
        if (param.type == Type::kBytes && !value->is<Bytes>()) {
          return lexer_.fail_at(start, fmt::format("expected {}", wanted(param)));
        }
        break;
    }
    return ended("a value");
  }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  Lexer lexer_;
  int count_ = 0;
  bool line_empty_ = true;
};

// The end of a text that holds one thing only.
bool finish(Lexer& lexer) {
  lexer.skip_space();
  if (lexer.peek() == '\n') lexer.next_line();
  return lexer.at_end() || lexer.fail("expected the end, got " + lexer.got());
}

tl::unexpected<SyntaxError> error_of(const Lexer& lexer) { return tl::unexpected(lexer.error()); }

}  // namespace

tl::expected<Script, SyntaxError> parse(std::string_view text, std::string_view file) {
  int line = 1;
  for (std::size_t at = 0; at < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end - at > kLongestLine) {
      return tl::unexpected(SyntaxError{std::string(file), line, 1, "a line has at most 32 MiB"});
    }
    at = end + 1;
  }
  Parser parser(text, file);
  Script script;
  if (!parser.steps(&script.steps, &script.trailing_comments, 0)) return error_of(parser.lexer());
  return script;
}

tl::expected<Step, SyntaxError> parse_step(std::string_view line, std::string_view file) {
  if (line.size() > kLongestLine) {
    return tl::unexpected(SyntaxError{std::string(file), 1, 1, "a line has at most 32 MiB"});
  }
  Parser parser(line, file);
  parser.lexer().skip_space();
  Step step;
  if (!parser.step(&step, 0) || !finish(parser.lexer())) return error_of(parser.lexer());
  return step;
}

tl::expected<Value, SyntaxError> parse_value(std::string_view text) {
  Lexer lexer(text, "<value>");
  lexer.skip_space();
  Value value;
  if (!read_value(lexer, Kinds::kAny, &value) || !finish(lexer)) return error_of(lexer);
  return value;
}

tl::expected<Outcome, SyntaxError> parse_outcome(std::string_view text) {
  Lexer lexer(text, "<outcome>");
  lexer.skip_space();
  Outcome outcome;
  if (!read_outcome(lexer, &outcome, nullptr) || !finish(lexer)) return error_of(lexer);
  return outcome;
}

tl::expected<Expected, SyntaxError> parse_expected(std::string_view text) {
  Lexer lexer(text, "<expected>");
  lexer.skip_space();
  Expected expected;
  if (!read_outcome(lexer, &expected.outcome, &expected.any_value) || !finish(lexer))
    return error_of(lexer);
  return expected;
}

}  // namespace parallax
