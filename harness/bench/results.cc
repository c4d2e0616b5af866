#include "harness/bench/results.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace parallax::bench {
namespace {

// The fields of an entry that are not counters.
const std::set<std::string, std::less<>> kFields = {"family_index", "per_family_instance_index",
                                                    "repetitions",  "repetition_index",
                                                    "threads",      "iterations",
                                                    "real_time",    "cpu_time"};

double nanoseconds(const nlohmann::json& entry) {
  static const std::map<std::string, double, std::less<>> kUnits = {
      {"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}};
  const auto unit = kUnits.find(entry.value("time_unit", "ns"));
  return entry.value("cpu_time", 0.0) * (unit == kUnits.end() ? 1 : unit->second);
}

double quantile(std::vector<double> values, double at) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const double place = at * static_cast<double>(values.size() - 1);
  const auto low = static_cast<std::size_t>(place);
  const std::size_t high = std::min(low + 1, values.size() - 1);
  return values[low] + (values[high] - values[low]) * (place - static_cast<double>(low));
}

double number_behind(std::string_view part) {
  double number = 0;
  const std::size_t colon = part.find(':');
  std::from_chars(part.data() + (colon == std::string_view::npos ? 0 : colon + 1),
                  part.data() + part.size(), number);
  return number;
}

}  // namespace

double Measured::median() const { return quantile(times, 0.5); }

double Measured::spread() const {
  const double middle = median();
  return middle == 0 ? 0 : (quantile(times, 0.75) - quantile(times, 0.25)) / 2 / middle;
}

Measured& Results::entry(const std::string& name) {
  const auto [place, fresh] = places_.try_emplace(name, all_.size());
  if (fresh) all_.push_back({name, {}, {}});
  return all_[place->second];
}

tl::expected<void, std::string> Results::add(std::string_view json) {
  const auto document = nlohmann::json::parse(json, nullptr, false);
  if (document.is_discarded() || !document.is_object() || !document.contains("benchmarks")) {
    return tl::unexpected<std::string>(
        "no JSON of Google Benchmark's form: it has no \"benchmarks\"");
  }
  const auto context = document.value("context", nlohmann::json::object());
  if (context_.is_null()) {
    context_ = context;
  } else if (context.contains("library_version")) {
    context_[context.value("executable", "an interpreter")] = context["library_version"];
  }
  for (const auto& found : document["benchmarks"]) {
    if (found.value("run_type", "iteration") != "iteration") continue;
    if (found.value("error_occurred", false)) continue;
    Measured& measured = entry(found.value("run_name", found.value("name", std::string())));
    if (found.contains("cpu_time")) measured.times.push_back(nanoseconds(found));
    for (const auto& [key, value] : found.items()) {
      if (value.is_number() && !kFields.contains(key)) measured.counters[key] = value;
    }
  }
  return {};
}

void Results::add_counter(const std::string& name, const std::string& counter, double value) {
  entry(name).counters[counter] = value;
}

const Measured* Results::find(const std::string& name) const {
  const auto place = places_.find(name);
  return place == places_.end() ? nullptr : &all_[place->second];
}

nlohmann::json Results::json() const {
  nlohmann::json entries = nlohmann::json::array();
  for (const Measured& measured : all_) {
    nlohmann::json entry = {
        {"name", measured.name}, {"run_name", measured.name}, {"run_type", "iteration"}};
    for (const auto& [key, value] : measured.counters) entry[key] = value;
    if (measured.times.empty()) entries.push_back(entry);
    for (std::size_t i = 0; i < measured.times.size(); ++i) {
      entry["repetitions"] = measured.times.size();
      entry["repetition_index"] = i;
      entry["real_time"] = entry["cpu_time"] = measured.times[i];
      entry["time_unit"] = "ns";
      entries.push_back(entry);
    }
  }
  return {{"context", context_}, {"benchmarks", entries}};
}

Name split_name(const std::string& name) {
  Name parts;
  std::array<std::string*, 3> words = {&parts.suite, &parts.buffer, &parts.pattern};
  std::size_t word = 0;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    const std::string_view part = std::string_view(name).substr(begin, end - begin);
    const bool plain =
        parts.suite == "harness" && part.find_first_not_of("0123456789") == part.npos;
    if (part.starts_with("chunk:")) {
      parts.chunk = number_behind(part);
    } else if (plain || part.starts_with("backlog:")) {
      parts.backlog = number_behind(part);
    } else if (part.starts_with("record:")) {
      parts.record = number_behind(part);
    } else if (part.starts_with("BM_")) {
      parts.suite = "harness";
      parts.buffer = part;
      word = 2;
    } else if (word < words.size() && part.find(':') == std::string_view::npos) {
      *words[word++] = part;
    }
    begin = end + 1;
  }
  return parts;
}

std::string join_name(const Name& name) {
  return fmt::format("{}/{}/{}/chunk:{:.0f}/backlog:{:.0f}", name.suite, name.buffer, name.pattern,
                     name.chunk, name.backlog);
}

std::string size_text(double octets) {
  static constexpr std::array<std::string_view, 4> kUnits = {"B", "KiB", "MiB", "GiB"};
  std::size_t unit = 0;
  while (octets >= 1024 && unit + 1 < kUnits.size()) {
    octets /= 1024;
    ++unit;
  }
  return fmt::format("{:.4g} {}", octets, kUnits[unit]);
}

std::string time_text(double nanoseconds) {
  static constexpr std::array<std::string_view, 4> kUnits = {"ns", "µs", "ms", "s"};
  std::size_t unit = 0;
  while (nanoseconds >= 1000 && unit + 1 < kUnits.size()) {
    nanoseconds /= 1000;
    ++unit;
  }
  return fmt::format("{:.3g} {}", nanoseconds, kUnits[unit]);
}

}  // namespace parallax::bench
