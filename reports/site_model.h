// SiteModel: the rows of a run, arranged once for all of the site's files.
//
// Threads: a plain value; points into SiteInput, which must outlive it. Complexity: n log n in the rows.
#ifndef PARALLAX_REPORTS_SITE_MODEL_H_
#define PARALLAX_REPORTS_SITE_MODEL_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reports/json_text.h"
#include "reports/severity.h"
#include "reports/site.h"
#include "reports/story.h"
#include "reports/tally.h"

namespace parallax {

struct SiteScript {
  std::string_view path;
  std::size_t topic = 0;
  std::vector<const Row*> runs;  // by engine; null where it was not run
  const Row* longest = nullptr;  // a crash ends a trace early, so the steps are those of this one
  std::vector<std::size_t> findings;
  std::size_t behaviours = 0;  // groups, of engines that could do it
};

struct SiteFinding {
  const Finding* finding = nullptr;
  std::size_t script = 0, engine = 0, cause = 0;
  std::string_view status;
  Severity severity = Severity::kNote;
};

// Findings with the same words: one page of the site.
struct SiteCause {
  std::string id, signature;
  std::vector<std::size_t> findings;  // the first is of the shortest script among the worst status
  Severity severity = Severity::kNote;
  std::string_view status;  // the weightiest of its findings'
  std::optional<std::size_t> story;
};

struct SiteModel {
  explicit SiteModel(const SiteInput& from);

  // Whether a row says how its engine behaves: it was run, and could do a step at least.
  static bool heard(const Row* row) {
    return row != nullptr && row->fault.empty() && !row->wholly_unsupported();
  }
  std::string file_of(
      std::size_t script) const;  // name of its data file, without folder and ending

  const SiteInput& input;
  Tally tally;
  std::vector<SiteScript> scripts;  // by path
  std::vector<std::string> topics, topic_slugs;
  std::vector<SiteFinding> findings;  // by script, then engine
  std::vector<SiteCause> causes;      // weightiest status first, then severity, then most places
  std::vector<FindingStory> stories;
};

// Texts by number, each kept once.
class TextPool {
 public:
  TextPool() { (*this)(""); }
  std::size_t operator()(std::string_view text);
  void write(JsonText* json) const;  // an array

 private:
  std::unordered_map<std::string, std::size_t> numbers_;
  std::vector<const std::string*> all_;
};

// Programs' parts that come again and again (helpers, certificates), kept once for all scripts.
class ProgramParts {
 public:
  // An array of texts and of numbers of shared parts, which joined are the program.
  void write(const std::string& program, JsonText* json);
  std::string file() const;  // data/parts.js

 private:
  std::unordered_map<std::string, std::size_t> seen_;  // how often, then number + 2
  std::vector<const std::string*> shared_;
};

// The files. Each is the JSON of one data file.
std::string site_index(const SiteModel& model);
std::string site_scripts(const SiteModel& model);
std::string site_steps(const SiteModel& model);
std::string site_findings(const SiteModel& model);
std::string site_engine(const SiteModel& model, std::size_t engine);
std::string site_script(const SiteModel& model, std::size_t script, ProgramParts* parts);
std::string site_against(const SiteModel& model);
// The JSON tree by folder: paths and texts.
std::vector<std::pair<std::string, std::string>> site_tree(const SiteModel& model);

}  // namespace parallax

#endif  // PARALLAX_REPORTS_SITE_MODEL_H_
