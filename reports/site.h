// Site: a run as a folder of static pages that works from disk and from any web server.
//
//   index.html, site.css, site.js    the page: one document, whose address behind `#` names the view
//   vendor/                          libraries taken from npm when this program was built, if any
//   data/index.js                    what the overview needs; small whatever the run's size
//   data/scripts.js, findings.js, …  lists, each loaded when a view first asks for it
//   data/scripts/TOPIC/N.js          one script's traces on all engines
//   pictures/                        SVG: state machines, benchmarks
//   tree/                            JSON by folder of scripts with totals by engine, for other tools
//
// A data file is a script that hands the page one string of JSON, since a page opened from disk may
// not fetch files. The content security policy allows scripts, styles and pictures of the site alone,
// no inline one, and no connection. Nothing that a script, an engine or a certificate says is markup
// anywhere: texts are JSON, and reach the page as text nodes.
//
// The same input gives the same files, octet for octet.
//
// Threads: pure, but for the functions given. Complexity: n log n in the rows; memory beyond the rows
// is that of one script's file and the lists.
// Source: W3C Content Security Policy Level 3; docs/report.md describes the tree.
#ifndef PARALLAX_REPORTS_SITE_H_
#define PARALLAX_REPORTS_SITE_H_

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "reports/row.h"

namespace parallax {

// A benchmark's repetitions, nanoseconds a turn, and its counters.
struct SiteBench {
  std::string name;
  std::vector<double> times;
  std::map<std::string, double> counters;
};

// A picture, and what it is in a few words.
struct SitePicture {
  std::string name, svg;
};

// One run of a history, oldest first (history.h).
struct SiteRun {
  std::string id, when, parallax;  // when: "2030-01-31T12:00:00Z"
  std::size_t scripts = 0, engines = 0;
  std::size_t agree = 0, explained = 0, bugs = 0, fresh = 0, flaky = 0, unsupported = 0, faults = 0;
};

// When a cause was first and last seen on an engine.
struct SiteSighting {
  std::string first, last;
};

// Who looks after an entry of corpus/expectations, where it is reported, and when to look again.
struct SiteDuty {
  std::string owner, bug, review;
};

enum class Program : std::uint8_t { kPython, kCpp };

struct SiteInput {
  const std::vector<Row>& rows;
  std::set<std::string> baseline = {};  // finding_keys() of an earlier run: known to it, not new
  std::vector<std::string> notes = {};  // for the overview: stale expectations, engines left out
  std::string findings_page = {};       // docs/findings.md
  // The script's text as a program that needs nothing of Parallax; the error says why there is none.
  std::function<tl::expected<std::string, std::string>(const std::string& script,
                                                       const std::string& path, Program form)>
      program = {};
  std::map<std::pair<std::string, std::string>, SiteDuty> duties = {};  // by reason and source
  std::vector<SiteBench> bench = {};
  std::string bench_machine = {};
  std::vector<SitePicture> bench_pictures = {}, machines = {};
  std::string conformance = {};  // JSON of the conformance matrix, as it is
  std::vector<SiteRun> history = {};
  std::map<std::pair<std::string, std::string>, SiteSighting> sightings = {};  // engine, signature
  // Of each figure its value in earlier runs, oldest first: when, and nanoseconds.
  std::map<std::string, std::vector<std::pair<std::string, double>>> figures = {};
  const std::vector<Row>* against = nullptr;  // another run, to be laid beside this one
};

using WriteFile = std::function<tl::expected<void, std::string>(const std::string& path,
                                                                const std::string& text)>;

// Writes every file of the site by `write`, paths relative to the site's folder. Stops at the first
// error.
tl::expected<void, std::string> write_site(const SiteInput& input, const WriteFile& write);

// A script's text made from a row's steps; empty if one of them was cut when the row was made.
std::string script_text(const Row& row);

// The parts that were built in: path in the site and text (site/).
struct SitePart {
  std::string_view path, text;
};
const std::vector<SitePart>& site_parts();

}  // namespace parallax

#endif  // PARALLAX_REPORTS_SITE_H_
