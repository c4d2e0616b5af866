// check(): what is wrong with a script beyond its syntax.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "harness/script/scope.h"
#include "harness/script/value_reader.h"

namespace parallax {
namespace {

using std::string_view;

string_view kind_word(std::uint8_t kind) {
  switch (kind) {
    case kOnBio:
      return "a MemoryBIO";
    case kOnObject:
      return "an SSLObject";
    case kOnContext:
      return "an SSLContext";
    case kOnSession:
      return "a session";
    default:
      return "a value";
  }
}

class Checker {
 public:
  explicit Checker(string_view file) : file_(file) {}
  std::vector<SyntaxError> take() { return std::move(errors_); }

  void script(const Script& script) {
    collect(script.steps);
    steps(script.steps);
  }

 private:
  void steps(const std::vector<Step>& steps) {
    for (const Step& step : steps) this->step(step);
  }

  struct Known {
    std::uint8_t kind = kPlainValue;
    int line = 0;
    bool maybe = false;  // the step that made it may have failed, as it is expected to
  };

  void collect(const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      if (made_kind(step, Scope()) != 0) ever_.insert(step.target);
      collect(step.body);
    }
  }

  void step(const Step& step) {
    const StepDef& def = step_def(step.kind);
    // A step that is expected to fail by a wrong name, operation or argument is right as it is.
    const bool name_error = expects(step, {"NameError"});
    const bool any_error = name_error || expects(step, {"AttributeError", "TypeError"});
    switch (def.form) {
      case Form::kMethod:
      case Form::kAttribute:
        if (!name_error) operation(def, step, any_error);
        break;
      case Form::kSet:
      case Form::kBlock:
        if (!name_error) needs_name(step, step.target.substr(0, step.target.rfind('.')));
        break;
      case Form::kDirective:
        if (has_target_operand(def) && def.params[0].type == Type::kOldName && !name_error) {
          needs_name(step, step.target);
        }
        break;
      case Form::kLet:
        break;
    }
    if (!name_error) {
      const auto params = argument_params(def);
      for (const Argument& argument : step.arguments) {
        const auto param = std::find_if(params.begin(), params.end(),
                                        [&](const Param& p) { return p.name == argument.key; });
        // A word is a Name too, of the language and not of the script.
        const bool word = param != params.end() ? param->type == Type::kWord
                                                : is_word_operand(def, step, argument);
        if (!word) names_in(step, argument.value);
      }
    }
    if (def.form == Form::kMethod && !any_error && !takes_fields(def)) keywords(def, step);
    for (const Expected& expected : step.expected) outcome(step, expected);
    ++depth_;
    steps(step.body);
    --depth_;
    make(def, step);
  }

  static bool is_word_operand(const StepDef& def, const Step& step, const Argument& argument) {
    const auto params = argument_params(def);
    const auto place = static_cast<std::size_t>(&argument - step.arguments.data());
    return place < params.size() && params[place].type == Type::kWord;
  }

  static bool expects(const Step& step, std::initializer_list<string_view> types) {
    return std::any_of(step.expected.begin(), step.expected.end(), [&](const Expected& expected) {
      return std::any_of(types.begin(), types.end(),
                         [&](string_view type) { return expected.outcome.is_raised(type); });
    });
  }

  void make(const StepDef& def, const Step& step) {
    if (step.kind == StepKind::kDrop) names_.erase(step.target);
    if (def.params.empty() || def.params[0].type != Type::kNewName || !has_target_operand(def))
      return;
    const bool may_fail =
        std::any_of(step.expected.begin(), step.expected.end(),
                    [](const Expected& expected) { return !expected.outcome.is_ok(); });
    const bool may_work =
        step.expected.empty() ||
        std::any_of(step.expected.begin(), step.expected.end(),
                    [](const Expected& expected) { return expected.outcome.is_ok(); });
    if (!may_work) return;
    const auto it = names_.find(step.target);
    if (it != names_.end() && !it->second.maybe && step.kind != StepKind::kLet) {
      report(step, fmt::format("`{}` was made before, at line {}; drop it first", step.target,
                               it->second.line));
    }
    std::uint8_t kind = kPlainValue;
    if (step.kind == StepKind::kContext)
      kind = kOnContext;
    else if (step.kind == StepKind::kBio)
      kind = kOnBio;
    else if (step.kind != StepKind::kLet)
      kind = kOnObject;
    else if (const Name* name =
                 step.arguments.empty() ? nullptr : step.arguments[0].value.as<Name>())
      kind = kind_of(name->text);
    names_.insert_or_assign(step.target, Known{kind, step.line, may_fail});
  }

  // What a path is; 0 if its first name is not known.
  std::uint8_t kind_of(string_view path) const {
    const auto it = names_.find(path.substr(0, path.find('.')));
    if (it == names_.end()) return 0;
    std::uint8_t kind = it->second.kind;
    while (path.find('.') != string_view::npos) {
      path.remove_prefix(path.find('.') + 1);
      kind = attribute_kind(kind, path.substr(0, path.find('.')));
    }
    return kind;
  }

  bool needs_name(const Step& step, string_view path) {
    const string_view name = path.substr(0, path.find('.'));
    if (names_.contains(name) || name == kModuleName) return true;
    if (depth_ > 0 && ever_.contains(name)) return true;  // a reaction runs later than it is read
    std::vector<string_view> known;
    known.reserve(names_.size());
    for (const auto& [made, unused] : names_) known.push_back(made);
    report(step,
           fmt::format("expected a name made before, got `{}`{}", name, did_you_mean(name, known)));
    return false;
  }

  void operation(const StepDef& def, const Step& step, bool any_error) {
    if (!needs_name(step, step.target) || any_error) return;
    const std::uint8_t kind = kind_of(step.target);
    if (kind == 0 || kind == kPlainValue || (kind & def.on) != 0) return;
    std::vector<string_view> known;
    for (const StepDef& other : step_table()) {
      if ((other.on & kind) != 0) known.push_back(other.word);
    }
    report(step, fmt::format("`{}` is {}, which has no `{}`{}", step.target, kind_word(kind),
                             def.word, did_you_mean(def.word, known)));
  }

  void keywords(const StepDef& def, const Step& step) {
    std::vector<string_view> known;
    for (const Param& param : def.params) known.push_back(param.name);
    for (const Argument& argument : step.arguments) {
      if (argument.key.empty() ||
          std::find(known.begin(), known.end(), argument.key) != known.end())
        continue;
      report(step, fmt::format("`{}` takes no `{}=`{}", def.word, argument.key,
                               did_you_mean(argument.key, known)));
    }
  }

  void names_in(const Step& step, const Value& value) {
    if (const Name* name = value.as<Name>()) {
      needs_name(step, name->text);
    } else if (const List* list = value.as<List>()) {
      for (const Value& item : list->items) names_in(step, item);
    } else if (const Tuple* tuple = value.as<Tuple>()) {
      for (const Value& item : tuple->items) names_in(step, item);
    } else if (const Dict* dict = value.as<Dict>()) {
      for (const auto& [key, item] : dict->items) {
        names_in(step, key);
        names_in(step, item);
      }
    } else if (const Call* call = value.as<Call>()) {
      for (const Value& item : call->arguments) names_in(step, item);
      if (call->kind == "runs") run_step(step, *call, 1);
      if (call->kind == "raised") run_step(step, *call, 0);
    }
  }

  // The step inside `runs(HOOK, "STEP")` and `raised("STEP")`.
  void run_step(const Step& step, const Call& call, std::size_t place) {
    if (place >= call.arguments.size()) return;
    const Text* text = call.arguments[place].as<Text>();
    if (text == nullptr) return report(step, fmt::format("`{}` takes a step as a text", call.kind));
    const auto inner = parse_step(text->utf8);
    if (!inner)
      report(step, fmt::format("in the step that `{}` runs, column {}: {}", call.kind,
                               inner.error().column, inner.error().message));
  }

  // Any word may be an exception's class; one that is nearly a known word is a slip.
  void outcome(const Step& step, const Expected& expected) {
    if (!expected.outcome.is_raised()) return;
    const std::string& type = expected.outcome.error().type;
    const auto known = exception_words();
    if (std::find(known.begin(), known.end(), type) != known.end()) return;
    std::vector<string_view> words(known.begin(), known.end());
    words.insert(words.end(), {"ok", "unsupported", "crash", "hang", "oom"});
    if (const std::string hint = did_you_mean(type, words); !hint.empty()) {
      report(step, fmt::format("unknown outcome `{}`{}", type, hint));
    }
  }

  void report(const Step& step, std::string message) {
    errors_.push_back({std::string(file_), step.line, 1, std::move(message)});
  }

  string_view file_;
  std::map<std::string, Known, std::less<>> names_;
  std::set<std::string, std::less<>> ever_;  // names made anywhere
  int depth_ = 0;                            // reactions around the step
  std::vector<SyntaxError> errors_;
};

}  // namespace

std::vector<SyntaxError> check(const Script& script, std::string_view file) {
  Checker checker(file);
  checker.script(script);
  return checker.take();
}

}  // namespace parallax
