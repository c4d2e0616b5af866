#include "harness/script/mutator.h"

#include <algorithm>
#include <array>
#include <map>
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

using Names = std::map<std::string, std::string, std::less<>>;

// `a.in` by { a → p } is `p.in`.
void rename_path(std::string* path, const Names& names) {
  const std::size_t dot = std::min(path->find('.'), path->size());
  const auto found = names.find(std::string_view(*path).substr(0, dot));
  // A step without a target has the empty name, which is nobody's.
  if (dot != 0 && found != names.end() && !found->second.empty())
    path->replace(0, dot, found->second);
}

void rename_value(Value* value, const Names& names) {
  if (auto* name = value->as<Name>()) rename_path(&name->text, names);
  if (auto* list = value->as<List>()) {
    for (Value& item : list->items) rename_value(&item, names);
  } else if (auto* tuple = value->as<Tuple>()) {
    for (Value& item : tuple->items) rename_value(&item, names);
  } else if (auto* call = value->as<Call>()) {
    for (Value& item : call->arguments) rename_value(&item, names);
  }
}

void rename_step(Step* step, const Names& names) {
  rename_path(&step->target, names);
  for (Argument& argument : step->arguments) rename_value(&argument.value, names);
  for (Step& inner : step->body) rename_step(&inner, names);
}

bool makes_end(const Step& step) {
  return step.kind == StepKind::kObject || step.kind == StepKind::kPeer ||
         step.kind == StepKind::kPuppet;
}

// Whether the step's table entry knows every setting that it has.
bool takes_all(const Step& step) {
  const auto& params = step_def(step.kind).params;
  return std::ranges::all_of(step.arguments, [&](const Argument& argument) {
    return argument.key.empty() || std::ranges::any_of(params, [&](const Param& param) {
             return param.name == argument.key;
           });
  });
}

// Places of the steps that are so.
template <typename Is>
std::vector<std::size_t> places_of(const Script& script, const Is& is) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < script.steps.size(); ++i)
    if (is(script.steps[i])) places.push_back(i);
  return places;
}

// Sizes at which deliveries go wrong: an octet, a record's header and one less, a handshake's, a record.
constexpr std::array<std::int64_t, 8> kPieces = {1, 4, 5, 6, 9, 64, 1000, 16384};

}  // namespace

bool Mutator::recut(Script* script) {
  const auto delivers = [](const Step& step) {
    const Value* value = step.find("data");
    return step.kind == StepKind::kMove || step.kind == StepKind::kPump ||
           (step.kind == StepKind::kWrite && step.target.ends_with(".in") && value != nullptr &&
            value->is<Bytes>() && value->as<Bytes>()->octets.size() > 1);
  };
  const std::vector<std::size_t> places = places_of(*script, delivers);
  if (places.empty()) return false;
  const std::size_t place = dice_.pick(places);
  Step& step = script->steps[place];
  Step rest = step;
  const std::size_t behind = place + 1;
  if (step.kind == StepKind::kWrite) {
    Bytes* whole = step.arguments.front().value.as<Bytes>();
    if (whole == nullptr || whole->octets.size() < 2) return false;
    const std::size_t cut = 1 + dice_.below(whole->octets.size() - 1);
    rest.arguments.front().value = Value::bytes(whole->octets.substr(cut));
    whole->octets.resize(cut);
    std::vector<Step> more;
    if (dice_.percent(50)) {  // it is looked at between the two
      Step look;
      look.kind = StepKind::kDoHandshake;
      look.target = step.target.substr(0, step.target.size() - 3);
      more.push_back(std::move(look));
    }
    more.push_back(std::move(rest));
    script->steps.insert(script->steps.begin() + offset(behind), more.begin(), more.end());
    return true;
  }
  if (step.kind == StepKind::kMove && dice_.percent(40)) {
    // The first octets now, the rest in a step of its own.
    const bool counted = step.arguments.size() > 1 && step.arguments[1].key.empty();
    Argument count{"", Value::integer(dice_.pick(kPieces))};
    if (counted)
      step.arguments[1] = std::move(count);
    else if (!step.arguments.empty())
      step.arguments.insert(step.arguments.begin() + 1, std::move(count));
    script->steps.insert(script->steps.begin() + offset(behind), std::move(rest));
    return true;
  }
  const auto split = std::find_if(step.arguments.begin(), step.arguments.end(),
                                  [](const Argument& a) { return a.key == "split"; });
  if (split == step.arguments.end())
    step.arguments.push_back({"split", Value::integer(dice_.pick(kPieces))});
  else if (dice_.percent(30))
    step.arguments.erase(split);
  else
    split->value = Value::integer(dice_.pick(kPieces));
  return true;
}

bool Mutator::swap_peers(Script* script) {
  const std::vector<std::size_t> ends = places_of(*script, makes_end);
  if (ends.size() < 2) return false;
  const std::size_t first = dice_.below(ends.size());
  const std::size_t second = (first + 1 + dice_.below(ends.size() - 1)) % ends.size();
  Step& one = script->steps[ends[first]];
  Step& other = script->steps[ends[second]];
  if (one.target == other.target) return false;
  if (dice_.percent(50)) {
    std::swap(one.kind, other.kind);
    if (takes_all(one) && takes_all(other)) return true;
    std::swap(one.kind, other.kind);  // one has a setting that the other kind does not know
    return false;
  }
  const Names names = {{one.target, other.target}, {other.target, one.target}};
  const std::size_t begin = std::max(ends[first], ends[second]) + 1;
  for (std::size_t i = begin + dice_.below(script->steps.size() - begin + 1);
       i < script->steps.size(); ++i)
    rename_step(&script->steps[i], names);
  return true;
}

Script Mutator::join(std::span<const Step> head, std::span<const Step> tail,
                     std::size_t most_steps) {
  Script out;
  out.steps.assign(head.begin(), head.end());
  out.steps.insert(out.steps.end(), tail.begin(), tail.end());
  if (out.steps.size() > most_steps) out.steps.resize(most_steps);
  forget_expected(out.steps);
  return out;
}

Script Mutator::cross(const Script& first, std::span<const std::uint64_t> first_stages,
                      const Script& second, std::span<const std::uint64_t> second_stages,
                      std::size_t most_steps) {
  std::map<std::uint64_t, std::vector<std::size_t>> places;  // of the second, by stage
  for (std::size_t i = 0; i < std::min(second_stages.size(), second.steps.size()); ++i)
    if (second_stages[i] != 0) places[second_stages[i]].push_back(i);
  std::vector<std::size_t> heads;
  for (std::size_t i = 0; i < std::min(first_stages.size(), first.steps.size()); ++i)
    if (places.contains(first_stages[i])) heads.push_back(i);
  if (heads.empty()) return splice(first, second, most_steps);
  const std::size_t head = dice_.pick(heads);
  const std::size_t tail = dice_.pick(places[first_stages[head]]);

  Names names;
  std::vector<const Step*> ends;
  for (std::size_t i = 0; i <= head; ++i)
    if (makes_end(first.steps[i])) ends.push_back(&first.steps[i]);
  std::size_t met = 0;
  for (std::size_t i = 0; i <= tail; ++i) {
    if (!makes_end(second.steps[i])) continue;
    if (met < ends.size()) names[second.steps[i].target] = ends[met++]->target;
  }
  std::vector<Step> rest(second.steps.begin() + offset(tail + 1), second.steps.end());
  for (Step& step : rest) rename_step(&step, names);
  return join(std::span(first.steps).first(head + 1), rest, most_steps);
}

void Mutator::mutate(Script* script, std::size_t most_steps) {
  forget_expected(script->steps);
  std::vector<Step>& steps = script->steps;
  if (steps.empty()) return insert(script);
  const std::size_t place = dice_.below(steps.size());
  switch (dice_.below(12)) {
    case 10:
      if (!recut(script)) insert(script);
      break;
    case 11:
      if (!swap_peers(script)) insert(script);
      break;
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
  const std::size_t head = dice_.below(first.steps.size() + 1);
  const std::size_t tail = dice_.below(second.steps.size() + 1);
  return join(std::span(first.steps).first(head), std::span(second.steps).subspan(tail),
              most_steps);
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
