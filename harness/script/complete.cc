// complete(): what can follow the beginning of a line.
#include <algorithm>

#include "harness/script/table.h"

namespace parallax {
namespace {

using std::string_view;

class Completion {
 public:
  explicit Completion(string_view prefix) : prefix_(prefix) {}

  void offer(std::string word) {
    if (word.starts_with(prefix_) &&
        std::find(words_.begin(), words_.end(), word) == words_.end()) {
      words_.push_back(std::move(word));
    }
  }
  void offer_all(std::span<const string_view> words, string_view before = {}) {
    for (const string_view word : words) offer(std::string(before).append(word));
  }
  std::vector<std::string> take() {
    std::sort(words_.begin(), words_.end());
    return std::move(words_);
  }

 private:
  string_view prefix_;
  std::vector<std::string> words_;
};

// The parts of a line between spaces; the last one, which is being written, may be empty.
std::vector<string_view> split(string_view line) {
  std::vector<string_view> parts;
  for (;;) {
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == string_view::npos) {
      parts.emplace_back();
      return parts;
    }
    line.remove_prefix(first);
    const std::size_t end = line.find_first_of(" \t");
    parts.push_back(line.substr(0, end));
    if (end == string_view::npos) return parts;
    line.remove_prefix(end);
  }
}

void offer_outcomes(Completion& out) {
  for (const string_view word : {"ok", "unsupported", "crash", "hang", "oom"})
    out.offer(std::string(word));
  out.offer_all(exception_words());
}

void offer_values(Completion& out, const Param& param, const std::string& before) {
  if (param.type == Type::kBoolean) {
    out.offer(before + "False");
    out.offer(before + "True");
  } else if (param.type == Type::kWord) {
    out.offer_all(param.choices, before);
  } else if (param.type == Type::kText || param.type == Type::kValue) {
    for (const string_view choice : param.choices)
      out.offer(before + "\"" + std::string(choice) + "\"");
    if (param.type == Type::kText) out.offer(before + "None");
  }
}

// False while an operand is still missing.
bool offer_arguments(Completion& out, const StepDef& def, const std::vector<string_view>& parts) {
  const string_view last = parts.back();
  const auto used = [&](string_view key) {
    return std::any_of(parts.begin() + 1, parts.end() - 1, [&](string_view part) {
      return part.size() > key.size() && part.starts_with(key) && part[key.size()] == '=';
    });
  };
  const bool directive = def.form != Form::kMethod;
  const std::size_t operands = directive ? def.operands : 0;
  const std::size_t place = parts.size() - 2;
  if (directive && place < operands) offer_values(out, def.params[place], {});
  if (directive && place < operands && def.params[place].required) return false;
  for (const Param& param : def.params.subspan(operands)) {
    const std::string key = std::string(param.name) + "=";
    if (last.starts_with(key))
      offer_values(out, param, key);
    else if (!used(param.name))
      out.offer(key);
  }
  return true;
}

}  // namespace

std::vector<std::string> complete(std::string_view line) {
  if (const std::size_t brace = line.find_last_of("{;"); brace != string_view::npos)
    line.remove_prefix(brace + 1);
  const std::vector<string_view> parts = split(line);
  const string_view last = parts.back();
  Completion out(last);
  const auto arrow = std::find(parts.begin(), parts.end(), "->");
  if (arrow != parts.end() && arrow + 1 != parts.end()) {
    const string_view before = parts[parts.size() - 2];
    if (before == "->" || before == "|") offer_outcomes(out);
    return out.take();
  }
  if (parts.size() == 1) {
    const std::size_t point = last.rfind('.');
    if (point == string_view::npos) {
      for (const StepDef& def : step_table()) {
        if (def.on == 0 && def.form != Form::kSet) out.offer(std::string(def.word));
      }
      return out.take();
    }
    const std::string target(last.substr(0, point + 1));
    for (const StepDef& def : step_table()) {
      if (def.on != 0) out.offer(target + std::string(def.word));
    }
    for (const string_view path : {"in", "out"}) out.offer(target + std::string(path));
    return out.take();
  }
  const std::size_t point = parts[0].rfind('.');
  const StepDef* def = point == string_view::npos ? find_directive(parts[0])
                                                  : find_member(parts[0].substr(point + 1));
  if (def == nullptr) return {};
  if (def->form == Form::kBlock) {
    const std::size_t event = last.rfind('.');
    if (event != string_view::npos) out.offer_all(event_words(), last.substr(0, event + 1));
    return out.take();
  }
  if (offer_arguments(out, *def, parts)) out.offer("->");
  return out.take();
}

}  // namespace parallax
