#include "harness/triage/minimize.h"

#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "harness/script/scope.h"
#include "harness/triage/simplify.h"

namespace parallax {
namespace {

std::string_view root_of(std::string_view path) { return path.substr(0, path.find('.')); }

bool mentions(const Value& value, std::string_view name) {
  const auto any = [&](const std::vector<Value>& items) {
    return std::any_of(items.begin(), items.end(),
                       [&](const Value& item) { return mentions(item, name); });
  };
  if (const Name* path = value.as<Name>()) return root_of(path->text) == name;
  if (const List* list = value.as<List>()) return any(list->items);
  if (const Tuple* tuple = value.as<Tuple>()) return any(tuple->items);
  if (const Call* call = value.as<Call>()) return any(call->arguments);
  return false;
}

bool mentions(const Step& step, std::string_view name) {
  if (root_of(step.target) == name) return true;
  for (const Argument& argument : step.arguments) {
    if (mentions(argument.value, name)) return true;
  }
  return std::any_of(step.body.begin(), step.body.end(),
                     [&](const Step& inner) { return mentions(inner, name); });
}

std::size_t count_steps(const std::vector<Step>& steps) {
  std::size_t n = steps.size();
  for (const Step& step : steps) n += count_steps(step.body);
  return n;
}

std::size_t count_names(const Script& script) {
  std::set<std::string_view> names;
  Scope scope;
  for (const Step& step : script.steps) {
    if (made_kind(step, scope) != 0) names.insert(step.target);
    scope.add(step);
  }
  return names.size();
}

using Weight = std::tuple<std::size_t, std::size_t, std::size_t, std::size_t>;
Weight weight_of(const Script& script) {
  std::size_t arguments = 0, values = 0;
  const auto add = [&](const auto& self, const std::vector<Step>& steps) -> void {
    for (const Step& step : steps) {
      arguments += step.arguments.size() + step.expected.size();
      for (const Argument& argument : step.arguments) values += weight(argument.value);
      self(self, step.body);
    }
  };
  add(add, script.steps);
  return {count_names(script), count_steps(script.steps), arguments, values};
}

class Minimizer {
 public:
  Minimizer(Script script, const Shows& shows, const MinimizeOptions& options)
      : best_(std::move(script)), shows_(shows), options_(options) {}

  Minimized run() {
    for (bool changed = true; changed && !over();) {
      changed = drop_names();
      changed |= drop_steps(&best_.steps);
      changed |= drop_steps_of_bodies();
      changed |= drop_pieces();
      changed |= simplify_values();
    }
    return {std::move(best_), runs_, !over()};
  }

 private:
  bool over() const {
    return runs_ >= options_.most_runs || (options_.stop != nullptr && *options_.stop);
  }

  // Whether the present script, changed in place by the caller, still shows it.
  bool holds() {
    if (over()) return false;
    std::string text = encode(best_);
    if (failed_.contains(text)) return false;
    ++runs_;
    if (shows_(best_)) return true;
    failed_.insert(std::move(text));
    return false;
  }

  // Changes `*part`, and takes the change back unless it holds.
  template <typename T, typename Change>
  bool try_change(T* part, const Change& change) {
    T before = *part;
    change(*part);
    if (holds()) return true;
    *part = std::move(before);
    return false;
  }

  // With a name goes every step that speaks of it.
  bool drop_names() {
    std::vector<std::string> names;
    names.reserve(best_.steps.size());
    for (const Step& step : best_.steps) names.push_back(std::string(root_of(step.target)));
    bool changed = false;
    std::set<std::string> seen;
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
      if (name->empty() || !seen.insert(*name).second) continue;
      changed |= try_change(&best_.steps, [&](std::vector<Step>& steps) {
        std::erase_if(steps, [&](const Step& step) { return mentions(step, *name); });
      });
    }
    return changed;
  }

  // Ever smaller runs of steps, from the end, since what is behind the difference goes at once.
  bool drop_steps(std::vector<Step>* steps) {
    bool changed = false;
    for (std::size_t size = (steps->size() + 1) / 2; size > 0; size /= 2) {
      for (std::size_t end = steps->size(); end >= size; end -= size) {
        const std::size_t begin = end - size;
        changed |= try_change(steps, [&](std::vector<Step>& all) {
          all.erase(all.begin() + static_cast<std::ptrdiff_t>(begin),
                    all.begin() + static_cast<std::ptrdiff_t>(end));
        });
      }
    }
    return changed;
  }

  // Calls `visit` with every step, those of reactions too.
  template <typename Visit>
  void each_step(std::vector<Step>& steps, const Visit& visit) {
    for (Step& step : steps) {
      visit(step);
      each_step(step.body, visit);
    }
  }

  bool drop_steps_of_bodies() {
    bool changed = false;
    each_step(best_.steps, [&](Step& step) {
      if (!step.body.empty()) changed |= drop_steps(&step.body);
    });
    return changed;
  }

  // Expected outcomes, keys, and arguments from the last on.
  bool drop_pieces() {
    bool changed = false;
    each_step(best_.steps, [&](Step& step) {
      if (!step.expected.empty())
        changed |= try_change(&step.expected, [](std::vector<Expected>& e) { e.clear(); });
      const std::size_t kept = argument_operands(step_def(step.kind));
      for (std::size_t i = step.arguments.size(); i-- > 0;) {
        if (step.arguments[i].key.empty() && (i < kept || i + 1 < step.arguments.size())) continue;
        changed |= try_change(&step.arguments, [&](std::vector<Argument>& all) {
          all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
        });
      }
    });
    return changed;
  }

  bool simplify_values() {
    bool changed = false;
    each_step(best_.steps, [&](Step& step) {
      for (Argument& argument : step.arguments) {
        for (bool simpler = true; simpler && !over();) {
          simpler = false;
          for (Value& other : simpler_values(argument.value)) {
            simpler = try_change(&argument.value, [&](Value& value) { value = std::move(other); });
            if (simpler) break;
          }
          changed |= simpler;
        }
      }
    });
    return changed;
  }

  Script best_;
  const Shows& shows_;
  const MinimizeOptions& options_;
  std::size_t runs_ = 0;
  std::set<std::string> failed_;  // encodings of what did not show it
};

}  // namespace

bool simpler(const Script& a, const Script& b) {
  const Weight left = weight_of(a), right = weight_of(b);
  return left != right ? left < right : encode(a) < encode(b);
}

Minimized minimize(const Script& script, const Shows& shows, const MinimizeOptions& options) {
  Minimized result = Minimizer(script, shows, options).run();
  if (!script.steps.empty() && !result.script.steps.empty())
    result.script.steps[0].comments = script.steps[0].comments;
  return result;
}

}  // namespace parallax
