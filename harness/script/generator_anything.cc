// Generator::anything(): every corner of the language.
#include <array>
#include <limits>

#include "harness/script/generator.h"
#include "harness/script/utf8.h"

namespace parallax {
namespace {

using std::string_view;

constexpr int kMostBlocks = 4;
constexpr int kDeepest = 5;  // of the values made here; deeper ones say nothing new

Argument keyed(string_view key, Value value) { return {std::string(key), std::move(value)}; }

// An empty line above the first step is not kept.
void open_without_space(std::vector<Step>& steps) {
  if (steps.empty() || steps[0].comments.empty() || !steps[0].comments[0].empty()) return;
  steps[0].comments.clear();
}

}  // namespace

std::string Generator::any_text(std::size_t most) {
  static constexpr std::array<char32_t, 12> kPoints = {
      0, '\n', '"', '\\', '#', 0x7f, 0x80, 0xff, 0xd7ff, 0xe000, 0xffff, 0x10ffff};
  std::string out;
  for (std::size_t n = dice_.below(most + 1); n > 0; --n) {
    append_utf8(&out, dice_.percent(20) ? dice_.pick(kPoints)
                                        : static_cast<char32_t>('a' + dice_.below(26)));
  }
  return out;
}

std::string Generator::any_name() {
  static constexpr std::array<string_view, 7> kSome = {
      "a", "b", "z", "move", "a_name_of_some_length", "_", "N0"};
  return std::string(dice_.pick(kSome));
}

Value Generator::value(const Scope& scope, int depth, Value (Generator::*leaf)(const Scope&)) {
  const auto items = [&] {
    std::vector<Value> values;
    for (std::size_t n = dice_.below(4); n > 0; --n)
      values.push_back(value(scope, depth + 1, leaf));
    return values;
  };
  switch (depth < kDeepest ? dice_.below(10) : 9) {
    case 0:
      return List{items()};
    case 1:
      return Tuple{items()};
    case 2: {
      Dict dict;
      for (std::size_t n = dice_.below(3); n > 0; --n) {
        Value key = value(scope, depth + 1, leaf);
        dict.items.emplace_back(std::move(key), value(scope, depth + 1, leaf));
      }
      return dict;
    }
    case 3: {
      std::string kind(dice_.pick(object_kind_words()));
      std::vector<Value> arguments = items();
      // float("inf") is a number, not a made object.
      if (kind == "float") arguments.clear();
      return Call{std::move(kind), std::move(arguments)};
    }
    default:
      return (this->*leaf)(scope);
  }
}

Value Generator::any_value(const Scope& scope) {
  static constexpr std::array<double, 8> kReals = {0.0,
                                                   1.0,
                                                   -1.5,
                                                   1e300,
                                                   5e-324,
                                                   0.1,
                                                   std::numeric_limits<double>::infinity(),
                                                   -std::numeric_limits<double>::infinity()};
  switch (dice_.below(13)) {
    case 0:
      return None{};
    case 1:
      return Value::boolean(dice_.percent(50));
    case 2:
      return edge_integer();
    case 3:
      return Value::integer(static_cast<std::int64_t>(dice_.next()));
    case 4:
      return BigInt{dice_.percent(50) ? "9223372036854775808" : "-123456789012345678901234567890"};
    case 5:
      return Value::real(dice_.pick(kReals));
    case 6:
      return Value::real(std::numeric_limits<double>::quiet_NaN());
    case 7:
      return Value::text(any_text(12));
    case 8:
      return Value::bytes(octets(dice_.percent(5) ? 5000 : 20));
    case 9:
      return digest_of(octets(20));
    case 10:
      return Handle{"session", static_cast<std::int64_t>(dice_.below(5))};
    case 11:
      return Value::name(any_name());
    default:
      return Value::name(name(scope, kAnyName));
  }
}

Expected Generator::any_expected(const Scope& scope) {
  Expected expected;
  switch (dice_.below(8)) {
    case 0:
      expected.any_value = true;
      break;
    case 1:
      expected.outcome = Outcome::ok(value(scope, 0, &Generator::any_value));
      break;
    case 2:
      expected.outcome = Outcome::unsupported("");
      expected.any_value = true;
      break;
    case 3:
      expected.outcome = Outcome::unsupported(any_text(12));
      break;
    case 4:
      expected.outcome = Outcome::crash(dice_.percent(50) ? "SIGSEGV" : "exited with status 3");
      break;
    case 5:
      expected.outcome = Outcome::hang(10);
      break;
    case 6:
      expected.outcome = Outcome::out_of_memory();
      break;
    default: {
      PythonError error;
      error.type = dice_.percent(80) ? dice_.pick(exception_words()) : "SomeOtherError";
      if (dice_.percent(30)) error.error_no = static_cast<std::int64_t>(dice_.next());
      if (dice_.percent(30)) error.library = "SSL";
      if (dice_.percent(30)) error.reason = any_text(6);
      if (dice_.percent(30)) error.message = any_text(20);
      if (dice_.percent(30)) error.verify_code = 18;
      if (dice_.percent(30)) error.verify_message = any_text(6);
      expected.outcome = Outcome::raised(std::move(error));
    }
  }
  return expected;
}

void Generator::add_layout(Step* step) {
  if (dice_.percent(20)) step->remark = "a remark; with -> marks \"of all\" kinds # {";
  if (dice_.percent(20))
    step->comments = {"# a comment", "#", "# cite: here"};
  else if (dice_.percent(10))
    step->comments = {"", "# after an empty line", "", "#another"};
}

Step Generator::any_step(Scope& scope, int depth) {
  const auto table = step_table();
  const StepDef* def = nullptr;
  do {
    def = &dice_.pick(table);
    const bool ends = def->kind == StepKind::kReturn || def->kind == StepKind::kRaise;
    const bool misplaced = depth == 0 ? ends : def->place == Place::kExecutor;
    if (misplaced || (def->form == Form::kBlock && depth == kMostBlocks)) def = nullptr;
  } while (def == nullptr);

  Step step;
  step.kind = def->kind;
  const auto any = [&] { return value(scope, 0, &Generator::any_value); };
  switch (def->form) {
    case Form::kLet:
      step.target = any_name();
      step.arguments.push_back(keyed({}, any()));
      break;
    case Form::kSet:
      step.target = name(scope, kOnObject | kOnContext) + ".";
      step.target += dice_.pick(settable_attributes());
      step.arguments.push_back(keyed({}, any()));
      break;
    case Form::kBlock:
      step.target = name(scope, kOnContext) + ".";
      step.target += dice_.pick(event_words());
      for (std::size_t n = dice_.below(4); n > 0; --n)
        step.body.push_back(any_step(scope, depth + 1));
      open_without_space(step.body);
      if (dice_.percent(10)) step.end_comments = {"# at the end"};
      break;
    case Form::kDirective:
      if (has_target_operand(*def)) {
        step.target = def->params[0].type == Type::kNewName ? any_name() : name(scope, kAnyName);
      }
      add_directive_arguments(*def, &step, scope);
      add_keys(*def, &step, scope, 4);
      break;
    case Form::kMethod:
      step.target = name(scope, def->on);
      for (std::size_t n = dice_.below(4); n > 0; --n) step.arguments.push_back(keyed({}, any()));
      if (dice_.percent(20)) step.arguments.push_back(keyed("some_key", any()));
      if (dice_.percent(20) && !def->params.empty())
        step.arguments.push_back(keyed(def->params[0].name, any()));
      break;
    case Form::kAttribute:
      step.target = name(scope, def->on);
      break;
  }
  for (std::size_t n = dice_.percent(50) ? dice_.below(4) : 0; n > 0; --n)
    step.expected.push_back(any_expected(scope));
  add_layout(&step);
  scope.add(step);
  return step;
}

Script Generator::anything(std::size_t most_steps) {
  Script script;
  Scope scope;
  for (std::size_t n = dice_.below(most_steps + 1); n > 0; --n)
    script.steps.push_back(any_step(scope, 0));
  open_without_space(script.steps);
  if (dice_.percent(20)) script.trailing_comments = {"# the end"};
  return script;
}

}  // namespace parallax
