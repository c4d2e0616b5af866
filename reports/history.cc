#include "reports/history.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>

#include "harness/contract/value.h"
#include "reports/severity.h"
#include "reports/tally.h"

namespace parallax {
namespace {

constexpr int kVersion = 1;
constexpr int kBusyMilliseconds = 10000;

constexpr const char* kTables = R"(
create table if not exists run(id text primary key, at text not null, parallax text not null, level text not null,
  reference text not null, scripts integer not null) without rowid;
create table if not exists score(run text not null, engine text not null, version text not null, scripts integer not null,
  agree integer not null, explained integer not null, bugs integer not null, fresh integer not null, flaky integer not null,
  unsupported integer not null, faults integer not null, primary key(run, engine)) without rowid;
create table if not exists sighting(engine text not null, signature text not null, first_at text not null,
  first_run text not null, last_at text not null, last_run text not null, status text not null, rule text not null,
  script text not null, primary key(engine, signature)) without rowid;
create table if not exists figure(run text not null, name text not null, value real not null,
  primary key(run, name)) without rowid;
)";

// The earlier first and the later last; of equal times the smaller run, so that order does not matter.
constexpr const char* kSight = R"(
insert into sighting values(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
on conflict(engine, signature) do update set
  status = case when (excluded.last_at, excluded.last_run) > (last_at, last_run) then excluded.status else status end,
  rule = case when (excluded.last_at, excluded.last_run) > (last_at, last_run) then excluded.rule else rule end,
  script = case when (excluded.last_at, excluded.last_run) > (last_at, last_run) then excluded.script else script end,
  first_run = case when (excluded.first_at, excluded.first_run) < (first_at, first_run) then excluded.first_run else first_run end,
  first_at = min(first_at, excluded.first_at),
  last_run = case when (excluded.last_at, excluded.last_run) > (last_at, last_run) then excluded.last_run else last_run end,
  last_at = max(last_at, excluded.last_at)
)";

// One prepared statement; bind in order, then step.
class Statement {
 public:
  Statement(sqlite3* db, const char* sql) { sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr); }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& operator<<(const std::string& text) {
    sqlite3_bind_text(statement_, ++bound_, text.data(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
    return *this;
  }
  Statement& operator<<(std::size_t n) {
    sqlite3_bind_int64(statement_, ++bound_, static_cast<sqlite3_int64>(n));
    return *this;
  }
  Statement& operator<<(double n) {
    sqlite3_bind_double(statement_, ++bound_, n);
    return *this;
  }
  // Runs what was bound, and is ready for the next row's values. A null statement fails here.
  bool done() {
    const bool good = sqlite3_step(statement_) == SQLITE_DONE;
    sqlite3_reset(statement_);
    bound_ = 0;
    return good;
  }
  int step() { return sqlite3_step(statement_); }
  std::string text(int column) const {
    const auto* octets = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return octets == nullptr
               ? ""
               : std::string(octets,
                             static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
  }
  std::size_t count(int column) const {
    return static_cast<std::size_t>(
        std::max<sqlite3_int64>(0, sqlite3_column_int64(statement_, column)));
  }
  double real(int column) const { return sqlite3_column_double(statement_, column); }

 private:
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

double median(std::vector<double> all) {
  std::sort(all.begin(), all.end());
  const std::size_t half = all.size() / 2;
  return all.size() % 2 == 1 ? all[half] : (all[half - 1] + all[half]) / 2;
}

}  // namespace

void History::Close::operator()(sqlite3* db) const { sqlite3_close(db); }

tl::unexpected<std::string> History::failure() const {
  return tl::unexpected(fmt::format("{}: {}", path_, sqlite3_errmsg(db_.get())));
}

tl::expected<void, std::string> History::run(const char* sql) {
  if (sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) return failure();
  return {};
}

tl::expected<History, std::string> History::open(const std::string& path) {
  sqlite3* db = nullptr;
  const int status = sqlite3_open(path.c_str(), &db);
  History history(path, std::unique_ptr<sqlite3, Close>(db));
  if (status != SQLITE_OK) return history.failure();
  sqlite3_busy_timeout(db, kBusyMilliseconds);
  int version = 0;
  bool empty = true;
  {
    Statement ask(db, "pragma user_version");
    if (ask.step() != SQLITE_ROW)
      return tl::unexpected(fmt::format("{}: {}; a history is made by `--history` with a new name",
                                        path, sqlite3_errmsg(db)));
    version = static_cast<int>(ask.count(0));
    Statement tables(db, "select 1 from sqlite_master limit 1");
    empty = tables.step() != SQLITE_ROW;
  }
  if (version != kVersion && !(version == 0 && empty)) {
    return tl::unexpected(fmt::format(
        "{}: is {}, and this Parallax reads version {} of a history; use another file", path,
        version == 0 ? "a database of something else" : fmt::format("version {}", version),
        kVersion));
  }
  if (empty) {
    if (auto made = history.run(kTables); !made) return tl::unexpected(made.error());
    if (auto set = history.run("pragma user_version = 1"); !set) return tl::unexpected(set.error());
  }
  return history;
}

std::string run_id(const std::vector<Row>& rows) {
  // Digests of lines, since the whole text of a large run would fill the memory.
  std::string digests;
  for (const Row& row : rows) digests += digest_of(to_line(row)).sha256;
  return digest_of(digests).sha256;
}

tl::expected<bool, std::string> History::add(const std::vector<Row>& rows, const std::string& at,
                                             const std::vector<SiteBench>& benches) {
  const std::string id = run_id(rows);
  const Tally t = tally(rows);
  if (auto begun = run("begin immediate"); !begun) return tl::unexpected(begun.error());
  bool good = true;
  const Row first = rows.empty() ? Row() : rows.front();
  Statement add_run(db_.get(), "insert or ignore into run values(?, ?, ?, ?, ?, ?)");
  add_run << id << at << first.parallax << first.level << first.reference << t.scripts;
  good &= add_run.done();
  const bool fresh = sqlite3_changes(db_.get()) > 0;
  Statement score(db_.get(), "insert or ignore into score values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  for (const EngineTally& e : t.engines) {
    score << id << e.engine << e.identity.version << e.scripts << e.agree << e.differences << e.bugs
          << e.fresh << e.flaky << e.unsupported << e.faults;
    good = good && score.done();
  }
  Statement sight(db_.get(), kSight);
  for (const Row& row : rows) {
    for (const Finding& f : row.findings) {
      sight << f.engine << f.signature() << at << id << at << id << std::string(status_of(f, {}))
            << f.rule << f.script;
      good = good && sight.done();
    }
  }
  Statement figure(db_.get(), "insert or ignore into figure values(?, ?, ?)");
  for (const SiteBench& bench : benches) {
    if (bench.times.empty()) continue;
    figure << id << bench.name << median(bench.times);
    good = good && figure.done();
  }
  if (!good) {
    auto error = failure();
    (void)run("rollback");
    return error;
  }
  if (auto ended = run("commit"); !ended) return tl::unexpected(ended.error());
  return fresh;
}

tl::expected<void, std::string> History::merge(const std::string& other) {
  // Opened first by itself: the version is checked, and a file that is none is not made by `attach`.
  if (sqlite3* probe = nullptr;
      sqlite3_open_v2(other.c_str(), &probe, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK) {
    sqlite3_close(probe);
    return tl::unexpected(fmt::format("{}: cannot be opened as a history", other));
  } else {
    sqlite3_close(probe);
  }
  if (auto opened = open(other); !opened) return tl::unexpected(opened.error());
  Statement attach(db_.get(), "attach ? as theirs");
  attach << other;
  if (!attach.done()) return failure();
  std::string sight = kSight;
  const std::size_t values = sight.find("values(");
  sight.replace(values, sight.find(')', values) + 1 - values,
                "select * from theirs.sighting where true");
  const std::string all =
      "begin immediate; insert or ignore into run select * from theirs.run;"
      "insert or ignore into score select * from theirs.score;"
      "insert or ignore into figure select * from theirs.figure;" +
      sight + "; commit";
  auto merged = run(all.c_str());
  if (!merged) (void)run("rollback");
  if (auto detached = run("detach theirs"); !detached && merged) return detached;
  return merged;
}

tl::expected<std::vector<SiteRun>, std::string> History::runs() const {
  Statement ask(
      db_.get(),
      "select id, at, parallax, run.scripts, count(engine), sum(agree), sum(explained), sum(bugs), "
      "sum(fresh), sum(flaky), sum(unsupported), sum(faults) from run left join score on run = id "
      "group by id order by at, id");
  std::vector<SiteRun> all;
  int status = 0;
  while ((status = ask.step()) == SQLITE_ROW) {
    all.push_back({ask.text(0), ask.text(1), ask.text(2), ask.count(3), ask.count(4), ask.count(5),
                   ask.count(6), ask.count(7), ask.count(8), ask.count(9), ask.count(10),
                   ask.count(11)});
  }
  if (status != SQLITE_DONE) return failure();
  return all;
}

tl::expected<std::map<std::pair<std::string, std::string>, SiteSighting>, std::string>
History::sightings() const {
  Statement ask(db_.get(), "select engine, signature, first_at, last_at from sighting");
  std::map<std::pair<std::string, std::string>, SiteSighting> all;
  int status = 0;
  while ((status = ask.step()) == SQLITE_ROW)
    all[{ask.text(0), ask.text(1)}] = {ask.text(2), ask.text(3)};
  if (status != SQLITE_DONE) return failure();
  return all;
}

tl::expected<std::map<std::string, std::vector<std::pair<std::string, double>>>, std::string>
History::figures() const {
  Statement ask(db_.get(),
                "select name, at, value from figure join run on run = id order by name, at, id");
  std::map<std::string, std::vector<std::pair<std::string, double>>> all;
  int status = 0;
  while ((status = ask.step()) == SQLITE_ROW)
    all[ask.text(0)].emplace_back(ask.text(1), ask.real(2));
  if (status != SQLITE_DONE) return failure();
  return all;
}

}  // namespace parallax
