#include "harness/learn/graphviz.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>

#include "harness/host/process.h"

namespace parallax::learn {
namespace {

// A layout of some hundred edges takes a second; one of ten thousand may never end.
constexpr int kPatience = 60000;  // milliseconds

constexpr const char* kAdvice = "pictures need Graphviz (apt install graphviz)";

// A file that is gone with it.
class Draft {
 public:
  Draft() : fd_(mkstemp(path_.data())) {}
  ~Draft() {
    if (fd_ < 0) return;
    close(fd_);
    unlink(path_.c_str());
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  bool write(std::string_view text) const {
    while (fd_ >= 0 && !text.empty()) {
      const ssize_t count = ::write(fd_, text.data(), text.size());
      if (count <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(count));
    }
    return fd_ >= 0;
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_ = (std::filesystem::temp_directory_path() / "parallax-XXXXXX").string();
  int fd_;
};

}  // namespace

tl::expected<std::string, std::string> lay_out(const std::string& graph,
                                               const std::string& format) {
  const Draft draft;
  if (!draft.write(graph))
    return tl::unexpected(std::string("no file can be written in the temporary folder"));
  auto process = Process::start({{"dot", "-T" + format, draft.path()}, {}});
  if (!process) return tl::unexpected(fmt::format("{}: {}", process.error(), kAdvice));
  std::string out;
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(kPatience);
  std::array<char, 1 << 16> buffer{};
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                          end - std::chrono::steady_clock::now())
                          .count();
    pollfd wait{process->out(), POLLIN, 0};
    if (left <= 0 || poll(&wait, 1, static_cast<int>(left)) <= 0)
      return tl::unexpected(std::string("dot does not come to an end with this graph"));
    const ssize_t count = ::read(process->out(), buffer.data(), buffer.size());
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (count <= 0) break;
    out.append(buffer.data(), static_cast<std::size_t>(count));
  }
  if (out.empty()) return tl::unexpected(fmt::format("dot drew nothing; {}", kAdvice));
  return out;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\l";  // lines of a label are set to the left
      continue;
    }
    out += c;
  }
  return out + "\"";
}

}  // namespace parallax::learn
