#include "harness/script/mutator.h"

#include <algorithm>
#include <utility>

#include "harness/script/utf8.h"
#include "harness/script/value_reader.h"

namespace parallax {
namespace {

Scope scope_before(const Script& script, std::size_t place) {
  Scope scope;
  for (std::size_t i = 0; i < place && i < script.steps.size(); ++i) scope.add(script.steps[i]);
  return scope;
}

void forget_expected(std::vector<Step>& steps) {
  for (Step& step : steps) {
    step.expected.clear();
    forget_expected(step.body);
  }
}

std::ptrdiff_t offset(std::size_t n) { return static_cast<std::ptrdiff_t>(n); }

// The parameter that argument `place` of a step fills; null for what the table does not know.
const Param* param_of(const Step& step, std::size_t place) {
  const auto params = argument_params(step_def(step.kind));
  const std::string& key = step.arguments[place].key;
  if (key.empty()) return place < params.size() ? &params[place] : nullptr;
  for (const Param& param : params) {
    if (param.name == key) return &param;
  }
  return nullptr;
}

}  // namespace

void Mutator::mutate(Script* script, std::size_t most_steps) {
  forget_expected(script->steps);
  std::vector<Step>& steps = script->steps;
  if (steps.empty()) return insert(script);
  const std::size_t place = dice_.below(steps.size());
  switch (dice_.below(10)) {
    case 0:
    case 1:
      insert(script);
      break;
    case 2:
      steps.erase(steps.begin() + offset(place));
      break;
    case 3: {
      Step copy = steps[place];
      steps.insert(steps.begin() + offset(place), std::move(copy));
      break;
    }
    case 4: {
      Step moved = std::move(steps[place]);
      steps.erase(steps.begin() + offset(place));
      steps.insert(steps.begin() + offset(dice_.below(steps.size() + 1)), std::move(moved));
      break;
    }
    default: {
      const Scope scope = scope_before(*script, place);
      Step* step = &steps[place];
      if (!step->body.empty() && dice_.percent(80))
        step = &step->body[dice_.below(step->body.size())];
      const std::size_t what = dice_.below(10);
      if (what < 2)
        change_target(step, scope);
      else if (what < 4)
        change_keys(step, scope);
      else
        change_argument(step, scope);
    }
  }
  if (steps.size() > most_steps) steps.resize(most_steps);
}

void Mutator::insert(Script* script) {
  const std::size_t place = dice_.below(script->steps.size() + 1);
  Step step = generator_.plausible_step(scope_before(*script, place));
  if (place < script->steps.size() && script->steps[place].kind == StepKind::kOn &&
      step_def(step.kind).place == Place::kEngine && dice_.percent(50)) {
    std::vector<Step>& body = script->steps[place].body;
    body.insert(body.begin() + offset(dice_.below(body.size() + 1)), std::move(step));
    return;
  }
  script->steps.insert(script->steps.begin() + offset(place), std::move(step));
}

Script Mutator::splice(const Script& first, const Script& second, std::size_t most_steps) {
  Script out;
  const std::size_t head = dice_.below(first.steps.size() + 1);
  const std::size_t tail = dice_.below(second.steps.size() + 1);
  out.steps.assign(first.steps.begin(), first.steps.begin() + offset(head));
  out.steps.insert(out.steps.end(), second.steps.begin() + offset(tail), second.steps.end());
  if (out.steps.size() > most_steps) out.steps.resize(most_steps);
  forget_expected(out.steps);
  return out;
}

void Mutator::change_target(Step* step, const Scope& scope) {
  const StepDef& def = step_def(step->kind);
  const bool old_name =
      def.on != 0 || (has_target_operand(def) && def.params[0].type == Type::kOldName);
  if (!old_name) return change_argument(step, scope);
  std::uint8_t mask = def.on != 0 ? def.on : wanted_kinds(def, def.params[0]);
  if (dice_.percent(5)) mask = kAnyName;
  const std::size_t n = scope.count(mask);
  if (n > 0) step->target = scope.path(mask, dice_.below(n));
}

void Mutator::change_keys(Step* step, const Scope& scope) {
  const StepDef& def = step_def(step->kind);
  if (def.form != Form::kDirective && def.form != Form::kMethod)
    return change_argument(step, scope);
  const auto params = argument_params(def);
  const std::size_t operands = def.form == Form::kMethod ? 0 : argument_operands(def);
  if (params.size() == operands) return change_argument(step, scope);
  std::vector<Argument>& arguments = step->arguments;
  if (!arguments.empty() && !arguments.back().key.empty() && dice_.percent(40)) {
    arguments.pop_back();
    return;
  }
  const Param& param = dice_.pick(params.subspan(operands));
  const auto same = std::find_if(arguments.begin(), arguments.end(),
                                 [&](const Argument& a) { return a.key == param.name; });
  if (same != arguments.end()) {
    same->value = generator_.argument(def, param, scope);
  } else if (arguments.size() < 12 &&
             step->find(param.name) == nullptr) {  // a call takes 15 at most
    Value value = generator_.argument(def, param, scope);
    arguments.push_back({std::string(param.name), std::move(value)});
  }
}

void Mutator::change_argument(Step* step, const Scope& scope) {
  if (step->arguments.empty()) return;
  const std::size_t place = dice_.below(step->arguments.size());
  Value& value = step->arguments[place].value;
  const StepDef& def = step_def(step->kind);
  const Param* param = param_of(*step, place);
  const bool typed = param != nullptr && param->type != Type::kValue;
  const bool bends = value.is<std::int64_t>() || value.is<Bytes>() || value.is<Text>();
  if (param != nullptr && (dice_.percent(40) || (typed && !bends))) {
    value = generator_.argument(def, *param, scope);
  } else {
    change_value(&value, scope, 0);
  }
}

void Mutator::change_value(Value* value, const Scope& scope, int depth) {
  if (auto* n = value->as<std::int64_t>()) {
    const auto bits = static_cast<std::uint64_t>(*n);
    switch (dice_.below(4)) {
      case 0:
        *value = generator_.edge_integer();
        break;
      case 1:
        *n = static_cast<std::int64_t>(bits + 1);
        break;
      case 2:
        *n = static_cast<std::int64_t>(bits - 1);
        break;
      default:
        *n = static_cast<std::int64_t>(bits * 2);
    }
  } else if (Bytes* bytes = value->as<Bytes>()) {
    change_octets(&bytes->octets);
  } else if (Text* text = value->as<Text>()) {
    change_octets(&text->utf8);
    text->utf8 = to_utf8(text->utf8);
  } else if (bool* flag = value->as<bool>()) {
    *flag = !*flag;
  } else if (Name* name = value->as<Name>()) {
    const std::size_t names = scope.count(kAnyName);
    if (names > 0) name->text = scope.path(kAnyName, dice_.below(names));
  } else if (List* list = value->as<List>(); list != nullptr && !list->items.empty()) {
    change_value(&list->items[dice_.below(list->items.size())], scope, depth + 1);
  } else if (Tuple* tuple = value->as<Tuple>(); tuple != nullptr && !tuple->items.empty()) {
    change_value(&tuple->items[dice_.below(tuple->items.size())], scope, depth + 1);
  } else if (Call* call = value->as<Call>(); call != nullptr && !call->arguments.empty()) {
    change_value(&call->arguments[dice_.below(call->arguments.size())], scope, depth + 1);
    // float("nan") is a number; a changed text may have become one.
    *value = make_call(std::move(call->kind), std::move(call->arguments));
  } else if (depth == 0) {
    *value = generator_.edge_integer();
  }
}

void Mutator::change_octets(std::string* octets) {
  const std::size_t place = dice_.below(octets->size() + 1);
  switch (dice_.below(4)) {
    case 0:
      octets->insert(place, generator_.octets(8));
      break;
    case 1:
      octets->resize(place);
      break;
    case 2:
      if (place < octets->size()) octets->erase(place, 1 + dice_.below(4));
      break;
    default:
      if (place < octets->size())
        (*octets)[place] =
            static_cast<char>((*octets)[place] ^ static_cast<char>(1U << dice_.below(8)));
  }
}

}  // namespace parallax
