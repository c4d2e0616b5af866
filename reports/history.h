// History: one SQLite file that keeps runs, when a finding was first and last seen, and figures.
//
// The results.jsonl of each run stay the truth; this is their summary, made again from them by adding
// each once more. A run is named by the SHA-256 of its rows, the times they took included, so two runs
// are two and adding one twice changes nothing; merging is commutative and idempotent: a run is in or not, of
// two sightings the first is the earlier and the last the later, of two figures of a run both are the same.
//
//   run(id, at, parallax, level, reference, scripts)          at: "2030-01-31T12:00:00Z"
//   score(run, engine, version, scripts, agree, explained, bugs, fresh, flaky, unsupported, faults)
//   sighting(engine, signature, first_at, first_run, last_at, last_run, status, rule, script)
//   figure(run, name, value)                                  medians of benchmarks, nanoseconds
//   PRAGMA user_version = 1                                   any other is refused
//
// Threads: one History belongs to one thread. Processes: SQLite's own locks; a busy file is waited for
// 10 seconds. Errors: a sentence that names the file and what to do.
// Source: docs/report.md, History; SQLite documentation, "Result and Error Codes".
#ifndef PARALLAX_REPORTS_HISTORY_H_
#define PARALLAX_REPORTS_HISTORY_H_

#include <memory>
#include <set>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "reports/row.h"
#include "reports/site.h"

struct sqlite3;

namespace parallax {

class History {
 public:
  // Opens the file, or makes it.
  static tl::expected<History, std::string> open(const std::string& path);

  // `at`: when the run ended, UTC. False in the value: it was there already.
  tl::expected<bool, std::string> add(const std::vector<Row>& rows, const std::string& at,
                                      const std::vector<SiteBench>& figures = {});
  tl::expected<void, std::string> merge(const std::string& other);

  tl::expected<std::vector<SiteRun>, std::string> runs() const;  // oldest first
  tl::expected<std::map<std::pair<std::string, std::string>, SiteSighting>, std::string> sightings()
      const;
  // Of each figure its value in every run that has it, oldest first.
  tl::expected<std::map<std::string, std::vector<std::pair<std::string, double>>>, std::string>
  figures() const;

 private:
  struct Close {
    void operator()(sqlite3* db) const;
  };
  History(std::string path, std::unique_ptr<sqlite3, Close> db)
      : path_(std::move(path)), db_(std::move(db)) {}
  tl::expected<void, std::string> run(const char* sql);
  tl::unexpected<std::string> failure() const;

  std::string path_;
  std::unique_ptr<sqlite3, Close> db_;
};

// The SHA-256 of the SHA-256 of each row's line.
std::string run_id(const std::vector<Row>& rows);

}  // namespace parallax

#endif  // PARALLAX_REPORTS_HISTORY_H_
