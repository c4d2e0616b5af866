// A child process with three pipes, which cannot outlive us.
#ifndef PARALLAX_HARNESS_HOST_PROCESS_H_
#define PARALLAX_HARNESS_HOST_PROCESS_H_

#include <sys/types.h>

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace parallax {

// An open descriptor, closed at the end.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { reset(); }
  void reset();
  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

// How a process is to be started. `environment` is added to ours, as NAME=VALUE.
struct Command {
  std::vector<std::string> arguments;  // the first is the program, looked for on PATH
  std::vector<std::string> environment;
};

// Owns a child in a process group of its own. The destructor kills the whole group and waits, so that
// there is neither orphan nor zombie; if we die first, the kernel kills the child (PR_SET_PDEATHSIG,
// which counts from the thread that started it).
// Threads: one.
class Process {
 public:
  Process() = default;
  Process(Process&& other) noexcept;
  Process& operator=(Process&& other) noexcept;
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() { kill_and_wait(); }

  // All three descriptors of the child are pipes to us, ours non-blocking and close-on-exec.
  // The error names the program and what the system said.
  static tl::expected<Process, std::string> start(const Command& command);

  bool is_running() const { return pid_ > 0; }
  int in() const { return in_.get(); }    // its stdin, for us to write
  int out() const { return out_.get(); }  // its stdout
  int err() const { return err_.get(); }  // its stderr
  void close_in() { in_.reset(); }

  // Waits until it has ended (killing the group after `patience_ms`), and says how: "SIGSEGV", or
  // "exited with status 3". Empty when there was no process.
  std::string wait(int patience_ms);
  void kill_and_wait();

 private:
  pid_t pid_ = -1;
  Descriptor in_, out_, err_;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_HOST_PROCESS_H_
