#include "reports/results.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <utility>

namespace parallax {
namespace {

std::string failure(std::string_view path, std::string_view doing, int error) {
  return fmt::format("{}: {}: {}", path, doing, std::strerror(error));
}

// The offset behind the last end of line; 0 if there is none, -1 on an error.
off_t end_of_whole_lines(int fd, off_t size) {
  char block[4096];
  while (size > 0) {
    const off_t begin = std::max<off_t>(0, size - static_cast<off_t>(sizeof block));
    const auto wanted = static_cast<std::size_t>(size - begin);
    const ssize_t got = pread(fd, block, wanted, begin);
    if (got != static_cast<ssize_t>(wanted)) return -1;
    for (off_t at = size; at > begin; --at)
      if (block[at - begin - 1] == '\n') return at;
    size = begin;
  }
  return 0;
}

}  // namespace

tl::expected<std::unique_ptr<ResultsWriter>, std::string> ResultsWriter::open(
    const std::string& path, Mode mode, std::string* message) {
  message->clear();
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (fd < 0) return tl::unexpected(failure(path, "cannot be opened for writing", errno));
  std::unique_ptr<ResultsWriter> writer(new ResultsWriter(path, fd));
  if (flock(fd, LOCK_EX | LOCK_NB) != 0)
    return tl::unexpected(fmt::format(
        "{}: another run is writing to this file; wait for it, or choose another --out", path));
  struct stat status{};
  if (fstat(fd, &status) != 0) return tl::unexpected(failure(path, "cannot be looked at", errno));
  // A device or a pipe has nothing to cut.
  if (!S_ISREG(status.st_mode)) return writer;
  const off_t end = mode == Mode::kFresh ? 0 : end_of_whole_lines(fd, status.st_size);
  if (end < 0) return tl::unexpected(failure(path, "cannot be read", errno));
  if (end != status.st_size && ftruncate(fd, end) != 0)
    return tl::unexpected(failure(path, "cannot be cut", errno));
  if (mode == Mode::kAppend && end != status.st_size)
    *message =
        fmt::format("{}: the last line was torn by an interrupted run; its {} octets were cut off",
                    path, status.st_size - end);
  return writer;
}

ResultsWriter::~ResultsWriter() { ::close(fd_); }

tl::expected<void, std::string> ResultsWriter::append(const Row& row) {
  const std::string line = to_line(row) + "\n";
  const std::lock_guard<std::mutex> guard(mutex_);
  const off_t before = lseek(fd_, 0, SEEK_END);
  ssize_t written = 0;
  do {
    written = ::write(fd_, line.data(), line.size());
  } while (written < 0 && errno == EINTR);
  if (written == static_cast<ssize_t>(line.size())) return {};
  // Linux writes a line to a regular file whole, unless the disk or a quota is full.
  const int error = written < 0 ? errno : ENOSPC;
  std::string after = "the rows before it are kept";
  if (written > 0 && (before < 0 || ftruncate(fd_, before) != 0))
    after += ", and the torn line is cut off at the next start";
  return tl::unexpected(
      fmt::format("{}: a row could not be written: {} ({}); make room and run again with --resume",
                  path_, std::strerror(error), after));
}

tl::expected<Results, std::string> read_results(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return tl::unexpected(failure(path, "cannot be read", errno));
  Results results;
  std::map<std::pair<std::string, std::string>, std::size_t> places;
  std::vector<bool> stale;
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (file.eof()) {  // no end of line behind it
      results.message = fmt::format("{}:{}: the last line is torn and was left out", path, number);
      break;
    }
    tl::expected<Row, std::string> row = from_line(line);
    if (!row) return tl::unexpected(fmt::format("{}:{}: {}", path, number, row.error()));
    const auto [place, fresh] = places.try_emplace({row->script, row->engine}, results.rows.size());
    if (!fresh) stale[std::exchange(place->second, results.rows.size())] = true;
    results.rows.push_back(std::move(*row));
    stale.push_back(false);
  }
  if (file.bad()) return tl::unexpected(failure(path, "cannot be read", errno));
  std::size_t kept = 0;
  for (std::size_t i = 0; i < results.rows.size(); ++i) {
    if (stale[i]) continue;
    if (kept != i) results.rows[kept] = std::move(results.rows[i]);
    ++kept;
  }
  results.rows.resize(kept);
  return results;
}

std::set<std::string> complete_scripts(const std::vector<Row>& rows,
                                       const std::vector<std::string>& engines,
                                       const RunSettings& settings) {
  std::map<std::string, std::set<std::string>> seen;
  for (const Row& row : rows) {
    if (row.fault.empty() && row.parallax == settings.parallax && row.level == settings.level &&
        (row.own_seed || row.seed == settings.seed) && row.reference == settings.reference)
      seen[row.script].insert(row.engine);
  }
  std::set<std::string> complete;
  for (const auto& [script, present] : seen) {
    if (std::all_of(engines.begin(), engines.end(), [&engines_of = present](const std::string& e) {
          return engines_of.contains(e);
        }))
      complete.insert(script);
  }
  return complete;
}

std::string finding_key(const Finding& finding) {
  return finding.script + '\n' + finding.engine + '\n' + finding.signature();
}

std::set<std::string> finding_keys(const std::vector<Row>& rows) {
  std::set<std::string> keys;
  for (const Row& row : rows)
    for (const Finding& finding : row.findings) keys.insert(finding_key(finding));
  return keys;
}

}  // namespace parallax
