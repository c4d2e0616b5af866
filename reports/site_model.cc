#include "reports/site_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "harness/contract/value.h"

namespace parallax {
namespace {

constexpr std::size_t kIdDigits = 12;         // of SHA-256: 48 bits, for some thousand causes
constexpr std::size_t kShortestShared = 160;  // a shorter part costs more as a number than as text

std::size_t weight(std::string_view status) {
  constexpr std::array<std::string_view, 5> kOrder = {"new", "baseline", "bug", "flaky",
                                                      "explained"};
  return static_cast<std::size_t>(std::find(kOrder.begin(), kOrder.end(), status) - kOrder.begin());
}

}  // namespace

std::size_t TextPool::operator()(std::string_view text) {
  const auto [it, fresh] = numbers_.try_emplace(std::string(text), all_.size());
  if (fresh) all_.push_back(&it->first);
  return it->second;
}

void TextPool::write(JsonText* json) const {
  json->array();
  for (const std::string* text : all_) json->text(*text);
  json->end_array();
}

void ProgramParts::write(const std::string& program, JsonText* json) {
  json->array();
  std::string own;
  for (std::size_t at = 0; at < program.size();) {
    std::size_t end = program.find("\n\n", at);
    end = end == std::string::npos ? program.size() : end + 2;
    const std::string part = program.substr(at, end - at);
    at = end;
    // A part goes among the shared ones when it comes the second time.
    std::size_t* seen = part.size() < kShortestShared ? nullptr : &seen_[part];
    if (seen == nullptr || *seen == 0) {
      if (seen != nullptr) *seen = 1;
      own += part;
      continue;
    }
    if (*seen == 1) {
      *seen = shared_.size() + 2;
      shared_.push_back(&seen_.find(part)->first);
    }
    if (!own.empty()) json->text(own);
    own.clear();
    json->number(*seen - 2);
  }
  if (!own.empty()) json->text(own);
  json->end_array();
}

std::string ProgramParts::file() const {
  JsonText json;
  json.array();
  for (const std::string* part : shared_) json.text(*part);
  json.end_array();
  return json.take();
}

SiteModel::SiteModel(const SiteInput& from)
    : input(from), tally(parallax::tally(from.rows, from.baseline)) {
  stories = read_stories(input.findings_page);
  std::unordered_map<std::string_view, std::size_t> engines;
  for (std::size_t e = 0; e < tally.engines.size(); ++e) engines[tally.engines[e].engine] = e;

  std::map<std::string_view, std::vector<const Row*>> by_path;
  for (const Row& row : input.rows) by_path[row.script].push_back(&row);
  std::map<std::string, std::size_t> topic_numbers;
  for (const Row& row : input.rows) topic_numbers.emplace(row.topic, 0);
  for (auto& [topic, number] : topic_numbers) {
    number = topics.size();
    topics.push_back(topic);
    // Two topics of one slug, and one without any letter, still have folders of their own.
    std::string slug = slug_of(topic);
    const bool taken = std::find(topic_slugs.begin(), topic_slugs.end(), slug) != topic_slugs.end();
    if (slug.empty() || taken) slug += fmt::format("{}{}", slug.empty() ? "topic-" : "-", number);
    topic_slugs.push_back(std::move(slug));
  }

  std::map<std::string, std::size_t> cause_numbers;
  for (auto& [path, rows] : by_path) {
    SiteScript script;
    script.path = path;
    script.topic = topic_numbers[rows.front()->topic];
    script.runs.resize(tally.engines.size());
    script.longest = *std::max_element(rows.begin(), rows.end(), [](const Row* a, const Row* b) {
      return a->steps.size() < b->steps.size();
    });
    for (const Row* row : rows) script.runs[engines[row->engine]] = row;
    std::set<std::size_t> groups;
    for (std::size_t e = 0; e < script.runs.size(); ++e) {
      const Row* row = script.runs[e];
      if (heard(row)) groups.insert(row->group);
      if (row == nullptr) continue;
      for (const Finding& finding : row->findings) {
        const auto [cause, fresh] = cause_numbers.try_emplace(finding.signature(), causes.size());
        if (fresh) {
          causes.emplace_back();
          causes.back().signature = cause->first;
          causes.back().id = digest_of(cause->first).sha256.substr(0, kIdDigits);
        }
        script.findings.push_back(findings.size());
        causes[cause->second].findings.push_back(findings.size());
        findings.push_back({&finding, scripts.size(), e, cause->second,
                            status_of(finding, input.baseline), severity_of(finding)});
      }
    }
    script.behaviours = groups.size();
    scripts.push_back(std::move(script));
  }

  const auto is_before = [&](std::size_t a, std::size_t b) {
    const SiteFinding &x = findings[a], &y = findings[b];
    if (x.status != y.status) return weight(x.status) < weight(y.status);
    return scripts[x.script].longest->steps.size() < scripts[y.script].longest->steps.size();
  };
  for (SiteCause& cause : causes) {
    std::stable_sort(cause.findings.begin(), cause.findings.end(), is_before);
    cause.status = findings[cause.findings.front()].status;
    for (const std::size_t f : cause.findings) {
      cause.severity = std::min(cause.severity, findings[f].severity);
      if (!cause.story) cause.story = story_of(stories, findings[f].finding->known_source);
    }
  }
  std::vector<std::size_t> order(causes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const SiteCause &x = causes[a], &y = causes[b];
    if (x.status != y.status) return weight(x.status) < weight(y.status);
    if (x.severity != y.severity) return x.severity < y.severity;
    return x.findings.size() > y.findings.size();
  });
  std::vector<SiteCause> sorted;
  for (const std::size_t c : order) {
    for (const std::size_t f : causes[c].findings) findings[f].cause = sorted.size();
    sorted.push_back(std::move(causes[c]));
  }
  causes = std::move(sorted);
}

std::string SiteModel::file_of(std::size_t script) const {
  return fmt::format("{}/{}", topic_slugs[scripts[script].topic], script);
}

}  // namespace parallax
