#include "harness/host/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

extern char** environ;  // NOLINT: POSIX's name

namespace parallax {
namespace {

struct Pipe {
  Descriptor read, write;
};

bool make_pipe(Pipe* pipe) {
  std::array<int, 2> fds{};
  if (pipe2(fds.data(), O_CLOEXEC) != 0) return false;
  pipe->read = Descriptor(fds[0]);
  pipe->write = Descriptor(fds[1]);
  return true;
}

void set_non_blocking(int fd) { fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK); }

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> out;
  out.reserve(texts.size() + 1);
  for (const std::string& text : texts) out.push_back(const_cast<char*>(text.c_str()));
  out.push_back(nullptr);
  return out;
}

// Ours, with `added` before it: the first of two equal names is the one that counts with execvpe's libc.
std::vector<std::string> environment_with(const std::vector<std::string>& added) {
  std::vector<std::string> all = added;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::string_view name = text.substr(0, text.find('=') + 1);
    bool replaced = false;
    for (const std::string& other : added) replaced |= other.starts_with(name);
    if (!replaced) all.emplace_back(text);
  }
  return all;
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    reset();
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

void Descriptor::reset() {
  if (fd_ >= 0) close(fd_);
  fd_ = -1;
}

Process::Process(Process&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      in_(std::move(other.in_)),
      out_(std::move(other.out_)),
      err_(std::move(other.err_)) {}

Process& Process::operator=(Process&& other) noexcept {
  if (this != &other) {
    kill_and_wait();
    pid_ = std::exchange(other.pid_, -1);
    in_ = std::move(other.in_);
    out_ = std::move(other.out_);
    err_ = std::move(other.err_);
  }
  return *this;
}

tl::expected<Process, std::string> Process::start(const Command& command) {
  Pipe in, out, err, failure;
  if (!make_pipe(&in) || !make_pipe(&out) || !make_pipe(&err) || !make_pipe(&failure)) {
    return tl::unexpected(fmt::format("cannot make a pipe: {}", std::strerror(errno)));
  }
  const std::vector<std::string> environment = environment_with(command.environment);
  const std::vector<char*> argv = pointers(command.arguments);
  const std::vector<char*> envp = pointers(environment);
  const pid_t parent = getpid();

  const pid_t pid = fork();
  if (pid < 0) return tl::unexpected(fmt::format("cannot fork: {}", std::strerror(errno)));
  if (pid == 0) {
    // Between fork and exec only what is async-signal-safe.
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    dup2(in.read.get(), 0);
    dup2(out.write.get(), 1);
    dup2(err.write.get(), 2);
    execvpe(argv[0], argv.data(), envp.data());
    const int error = errno;
    [[maybe_unused]] const ssize_t written = write(failure.write.get(), &error, sizeof error);
    _exit(127);
  }
  setpgid(pid, pid);
  failure.write.reset();

  Process process;
  process.pid_ = pid;
  int error = 0;
  ssize_t got = 0;
  do got = read(failure.read.get(), &error, sizeof error);
  while (got < 0 && errno == EINTR);
  if (got == sizeof error) {
    process.kill_and_wait();
    return tl::unexpected(
        fmt::format("cannot run {}: {}", command.arguments[0], std::strerror(error)));
  }
  process.in_ = std::move(in.write);
  process.out_ = std::move(out.read);
  process.err_ = std::move(err.read);
  set_non_blocking(process.in());
  set_non_blocking(process.out());
  set_non_blocking(process.err());
  return process;
}

std::string Process::wait(int patience_ms) {
  if (pid_ <= 0) return {};
  int status = 0;
  pid_t got = 0;
  for (int waited = 0;; ++waited) {
    got = waitpid(pid_, &status, WNOHANG);
    if (got != 0 || waited >= patience_ms) break;
    poll(nullptr, 0, 1);
  }
  kill(-pid_, SIGKILL);
  while (got == 0 || (got < 0 && errno == EINTR)) got = waitpid(pid_, &status, 0);
  pid_ = -1;
  if (got < 0) return "gone";
  if (WIFSIGNALED(status)) {
    const char* name = sigabbrev_np(WTERMSIG(status));
    return name == nullptr ? fmt::format("SIG{}", WTERMSIG(status)) : fmt::format("SIG{}", name);
  }
  return fmt::format("exited with status {}", WEXITSTATUS(status));
}

void Process::kill_and_wait() {
  if (pid_ > 0) kill(-pid_, SIGKILL);
  wait(0);
  in_.reset();
  out_.reset();
  err_.reset();
}

}  // namespace parallax
