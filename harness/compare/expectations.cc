#include "harness/compare/expectations.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "harness/script/table.h"

namespace parallax {
namespace {

// One key of an entry: its name, whether it must be there, and where it goes.
struct Key {
  std::string_view name;
  bool required;
  std::string Expectation::* field;
};

constexpr std::array<Key, 17> kKeys = {{{"script", false, &Expectation::script},
                                        {"engine", false, &Expectation::engine},
                                        {"reference", false, &Expectation::reference},
                                        {"rule", false, &Expectation::rule},
                                        {"step", false, &Expectation::step},
                                        {"seen", false, &Expectation::seen},
                                        {"expected", false, &Expectation::expected},
                                        {"errors", false, &Expectation::errors},
                                        {"level", false, &Expectation::level},
                                        {"since", false, &Expectation::since},
                                        {"seen_of", false, &Expectation::seen_of},
                                        {"kind", true, &Expectation::kind},
                                        {"reason", true, &Expectation::reason},
                                        {"source", true, &Expectation::source},
                                        {"owner", false, &Expectation::owner},
                                        {"bug", false, &Expectation::bug},
                                        {"review", false, &Expectation::review}}};

// The one key whose value may be a list of texts.
constexpr const char* kEarlier = "earlier";

// What fuzz targets judge under, and the folders of a campaign that keep what they made (ci/campaign).
constexpr std::string_view kOfFuzzTargets = "fuzz";
constexpr std::array<std::string_view, 4> kOfCampaigns = {"found", "small", "alone", "flaky"};

// std::regex recurses with the length of what it looks at; so many octets of a text are looked at.
constexpr std::size_t kLongestSubject = 2048;

std::string known_keys() {
  std::string all;
  for (const Key& key : kKeys) all += std::string(key.name) + ", ";
  return all + kEarlier;
}

std::string unknown_key(std::string_view name) {
  std::vector<std::string_view> known;
  known.reserve(kKeys.size() + 1);
  for (const Key& key : kKeys) known.push_back(key.name);
  known.emplace_back(kEarlier);
  const std::string_view near = nearest(name, known);
  return fmt::format("unknown key `{}`{}; the keys are {}", name,
                     near.empty() ? std::string() : fmt::format(", did you mean `{}`?", near),
                     known_keys());
}

bool is_date(std::string_view text) {
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? text[i] != '-' : (text[i] < '0' || text[i] > '9')) return false;
  }
  return true;
}

// Makes a pattern; the error is the library's sentence.
std::optional<std::string> compile(const std::string& text, std::string_view key,
                                   std::regex* pattern) {
  try {
    *pattern = std::regex(text, std::regex::ECMAScript | std::regex::optimize);
    return std::nullopt;
  } catch (const std::regex_error& error) {
    return fmt::format(
        "`{}` is not a regular expression ({}): {}; write `\\\\` before what stands for itself",
        key, error.what(), text);
  }
}

bool read_earlier(const nlohmann::json& value, std::vector<std::string>* to) {
  const nlohmann::json list = value.is_array() ? value : nlohmann::json::array({value});
  for (const nlohmann::json& text : list) {
    if (!text.is_string()) return false;
    to->push_back(text.get<std::string>());
  }
  return !to->empty();
}

// What is wrong with an entry, or nothing.
std::optional<std::string> read_entry(const nlohmann::json& entry, Expectation* to) {
  if (!entry.is_object()) return "expected an object { … }";
  for (const auto& [name, value] : entry.items()) {
    if (name == kEarlier) {
      if (read_earlier(value, &to->earlier)) continue;
      return fmt::format("`{}` must be a text in quotes, or a list of such", name);
    }
    const auto key =
        std::find_if(kKeys.begin(), kKeys.end(),
                     [&, n = std::string_view(name)](const Key& k) { return k.name == n; });
    if (key == kKeys.end()) return unknown_key(name);
    if (!value.is_string()) return fmt::format("`{}` must be a text in quotes", name);
    (*to).*(key->field) = value.get<std::string>();
  }
  for (const Key& key : kKeys) {
    if (key.required && ((*to).*(key.field)).empty()) {
      return fmt::format("`{}` is missing; add \"{}\": \"…\"", key.name, key.name);
    }
  }
  if (to->kind != "difference" && to->kind != "bug") {
    return fmt::format("`kind` is \"{}\"; write \"difference\" (legitimate) or \"bug\"", to->kind);
  }
  if (!to->level.empty() && !parse_level(to->level))
    return "`level` is accept, class, alert, reason, state, messages or bytes";
  if (!to->since.empty()) {
    // "3.10.13, 3.12" is Python's; "OpenSSL 3.2" a library's.
    const std::size_t digit = to->since.find_first_of("0123456789");
    to->changed = to->since.substr(0, std::min(digit, to->since.size()));
    const auto change = parse_change(std::string_view(to->since).substr(to->changed.size()));
    if (!change || (!to->changed.empty() && to->changed.back() != ' '))
      return "`since` is the first version of each branch with the change, of Python (\"3.10.13, "
             "3.11.7, 3.12\") or of a library (\"OpenSSL 3.2\")";
    to->change = *change;
  }
  if (!to->seen_of.empty() &&
      (to->since.empty() || (to->seen_of != "after" && to->seen_of != "before")))
    return "`seen_of` is \"after\" or \"before\", of the change that `since` names";
  if (!to->review.empty() && !is_date(to->review)) return "`review` must be a date, YYYY-MM-DD";
  if (auto error = compile(to->step, "step", &to->step_pattern)) return error;
  if (auto error = compile(to->seen, "seen", &to->seen_pattern)) return error;
  for (const std::string& pattern : to->earlier) {
    if (auto error = compile(pattern, kEarlier, &to->earlier_patterns.emplace_back())) return error;
  }
  if (auto error = compile(to->errors, "errors", &to->errors_pattern)) return error;
  return compile(to->expected, "expected", &to->expected_pattern);
}

bool found(const std::string& text, const std::regex& pattern, const std::string& source) {
  if (source.empty()) return true;
  return std::regex_search(text.substr(0, kLongestSubject), pattern);
}

// Whether each pattern is found in some step; of a longer text than can be looked at, as of octets that were written, in its
// beginning or in its end.
bool all_come_in(std::span<const Step> steps, const std::vector<std::regex>& patterns) {
  const auto comes = [](const std::string& text, const std::regex& pattern) {
    return std::regex_search(text.substr(0, kLongestSubject), pattern) ||
           (text.size() > kLongestSubject &&
            std::regex_search(text.substr(text.size() - kLongestSubject), pattern));
  };
  return std::all_of(patterns.begin(), patterns.end(), [&](const std::regex& pattern) {
    return std::any_of(steps.begin(), steps.end(),
                       [&](const Step& step) { return comes(print(step, false), pattern); });
  });
}

bool any_name(const std::string& pattern, const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return glob_matches(pattern, name); });
}

// The version of what `since` is about: of the Python that one goes by ("python as 3.11.2-debian"), or of the
// library that it stands on ("on OpenSSL 3.0.19 27 Jan 2026"). Nothing where it stands on another.
std::optional<PythonVersion> version_of(const std::string& changed,
                                        const std::vector<std::string>& names) {
  const std::string before = changed.empty() ? " as " : "on " + changed;
  for (const std::string& name : names) {
    const std::size_t at = changed.empty()            ? name.find(before)
                           : name.starts_with(before) ? 0
                                                      : std::string::npos;
    if (at != std::string::npos) return python_version(std::string_view(name).substr(at));
  }
  return std::nullopt;
}

// Whether the change lies between the two. What an engine shows by itself follows from its own version, so for
// another rule than `reference` it is enough that this has the change.
bool is_between(const Expectation& e, const Sides& sides) {
  const auto own = version_of(e.changed, sides.engine);
  if (!own) return false;
  if (e.rule != "reference" && e.rule != "*") return has_change(e.change, *own);
  const auto theirs = version_of(e.changed, sides.reference);
  return theirs && has_change(e.change, *own) != has_change(e.change, *theirs);
}

// Whether an entry speaks of this comparison. What only a reference can show needs one.
bool speaks_of(const Expectation& e, const Sides& sides) {
  if (!any_name(e.engine, sides.engine)) return false;
  if (!e.since.empty() && !is_between(e, sides)) return false;
  if (e.reference == "*") return e.rule != "reference" || !sides.reference.empty();
  return any_name(e.reference, sides.reference);
}

// "A / B" is "B / A" to who looks from the other side.
std::string other_way(const std::string& errors) {
  constexpr std::string_view kBetween = " / ";
  const std::size_t at = errors.find(kBetween);
  if (at == std::string::npos) return errors;
  return fmt::format("{}{}{}", errors.substr(at + kBetween.size()), kBetween, errors.substr(0, at));
}

// Whether a fuzz target made the script: a campaign keeps it.
bool is_made(std::string_view script) {
  const std::string folder = std::filesystem::path(script).parent_path().filename().string();
  const bool kept =
      std::find(kOfCampaigns.begin(), kOfCampaigns.end(), folder) != kOfCampaigns.end();
  return kept && below_corpus(script).size() == script.size();
}

// Whether an entry speaks of a script.
bool is_about(const Expectation& e, std::string_view script) {
  return glob_matches(e.script, below_corpus(script)) ||
         (e.script == kOfFuzzTargets && is_made(script));
}

// What an entry says of the two sides. Which of them is the reference is the user's choice: an entry that
// says whose `seen` is, before or after a change, is read accordingly.
bool describes(const Expectation& e, const Finding& finding, const Sides& sides) {
  bool turned = false;
  if (!e.seen_of.empty() && finding.rule == "reference") {
    const auto own = version_of(e.changed, sides.engine);
    turned = own && has_change(e.change, *own) != (e.seen_of == "after");
  }
  return found(turned ? finding.expected : finding.seen, e.seen_pattern, e.seen) &&
         found(turned ? finding.seen : finding.expected, e.expected_pattern, e.expected) &&
         found(turned ? other_way(finding.errors) : finding.errors, e.errors_pattern, e.errors);
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view text) {
  // Greedy with one place to come back to: linear in the text for each `*`, never exponential.
  std::size_t p = 0, t = 0, star = std::string_view::npos, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::string_view below_corpus(std::string_view path) {
  constexpr std::string_view kFolder = "corpus/";
  const std::size_t at = path.rfind(kFolder);
  if (at == std::string_view::npos || (at > 0 && path[at - 1] != '/')) return path;
  return path.substr(at + kFolder.size());
}

tl::expected<Expectations, std::string> Expectations::parse(std::string_view json,
                                                            std::string file) {
  nlohmann::json root;
  try {
    root = nlohmann::json::parse(json.begin(), json.end(), nullptr, true, true);
  } catch (const nlohmann::json::exception& error) {
    std::string_view message = error.what();
    message.remove_prefix(std::min(message.size(), message.find("] ") + 2));
    return tl::unexpected(fmt::format("{}: not JSON: {}", file, message));
  }
  if (!root.is_array())
    return tl::unexpected(fmt::format("{}: expected a list of entries, [ {{ … }}, … ]", file));
  Expectations all;
  for (const nlohmann::json& entry : root) {
    Expectation expectation;
    expectation.file = file;
    expectation.number = all.all_.size() + 1;
    if (auto error = read_entry(entry, &expectation)) {
      return tl::unexpected(fmt::format("{}: entry {}: {}", file, expectation.number, *error));
    }
    all.all_.push_back(std::move(expectation));
  }
  return all;
}

tl::expected<Expectations, std::string> Expectations::load(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".json") files.push_back(it->path());
  }
  if (error)
    return tl::unexpected(
        fmt::format("{}: cannot be read as a folder: {}", folder, error.message()));
  std::sort(files.begin(), files.end());
  Expectations all;
  for (const fs::path& file : files) {
    std::ifstream stream(file, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(stream)),
                           std::istreambuf_iterator<char>());
    if (!stream.good() && !stream.eof())
      return tl::unexpected(fmt::format("{}: cannot be read", file.string()));
    auto some = parse(text, file.string());
    if (!some) return tl::unexpected(some.error());
    std::move(some->all_.begin(), some->all_.end(), std::back_inserter(all.all_));
  }
  return all;
}

void Expectations::cover(const std::string& script, const Sides& sides) {
  for (Expectation& e : all_) {
    const auto level = parse_level(e.level);
    // What two libraries are not held to, they are not seen to differ in.
    const bool compared = e.rule != "reference" || !level || *level <= sides.limit;
    if (!e.covered && compared) e.covered = is_about(e, script) && speaks_of(e, sides);
  }
}

const Expectation* Expectations::match(const Finding& finding, const Sides& sides,
                                       std::span<const Step> earlier) {
  for (Expectation& e : all_) {
    if (!is_about(e, finding.script) || !glob_matches(e.rule, finding.rule)) continue;
    if (!speaks_of(e, sides)) continue;
    if (!e.level.empty() && e.level != level_name(finding.level)) continue;
    if (!found(finding.step_text, e.step_pattern, e.step) || !describes(e, finding, sides) ||
        !all_come_in(earlier, e.earlier_patterns))
      continue;
    ++e.matched;
    return &e;
  }
  return nullptr;
}

Expectations Expectations::about(std::string_view script) const {
  Expectations some;
  for (const Expectation& e : all_) {
    if (is_about(e, script)) some.all_.push_back(e);
  }
  return some;
}

std::vector<const Expectation*> Expectations::stale() const {
  std::vector<const Expectation*> all;
  for (const Expectation& e : all_) {
    if (e.covered && e.matched == 0) all.push_back(&e);
  }
  return all;
}

void Expectations::merge(const Expectations& other) {
  for (const Expectation& theirs : other.all_) {
    const auto ours = std::find_if(all_.begin(), all_.end(), [&](const Expectation& e) {
      return e.file == theirs.file && e.number == theirs.number;
    });
    if (ours == all_.end()) {
      all_.push_back(theirs);
    } else {
      ours->matched += theirs.matched;
      ours->covered |= theirs.covered;
    }
  }
}

}  // namespace parallax
