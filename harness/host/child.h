// An engine in a child process, spoken to in step lines (docs/protocol.md).
#ifndef PARALLAX_HARNESS_HOST_CHILD_H_
#define PARALLAX_HARNESS_HOST_CHILD_H_

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "harness/host/host.h"
#include "harness/host/process.h"

namespace parallax {

struct ChildOptions {
  std::chrono::milliseconds timeout{10000};  // for one answer; `hello` has 60 s at least
  // Answers to one request beyond this are a flood. The largest honest one is a 64 MiB read, escaped.
  std::size_t flood = std::size_t{256} << 20;
  std::string pki;  // sent with `begin`
};

class ChildHost final : public Host {
 public:
  // Starts the program and reads its `hello`. The error is a sentence with what the program said on
  // stderr, for example that a module is missing.
  static tl::expected<std::unique_ptr<ChildHost>, std::string> start(Command command,
                                                                     ChildOptions options);

  const Identity& identity() const override { return identity_; }
  void begin(std::string_view id, const ScriptSettings& settings) override;
  Outcome end() override;
  void submit(const Step& step) override;
  void submit_state(std::string_view name) override;
  Outcome receive() override;
  State receive_state() override;
  std::string take_stderr() override { return std::exchange(stderr_, {}); }

 private:
  ChildHost(Command command, ChildOptions options)
      : command_(std::move(command)), options_(std::move(options)) {}

  tl::expected<void, std::string> launch();
  void write_line(std::string_view line);
  // One line of stdout without its end, or what went wrong instead.
  tl::expected<std::string_view, Outcome> read_line(std::chrono::milliseconds timeout);
  // Moves octets between us and the child until there is something new to read; false at the deadline.
  enum class Event : std::uint8_t { kProgress, kTimeout, kClosed };
  Event exchange_octets(std::chrono::steady_clock::time_point deadline);
  void drain_stderr();
  Outcome read_answer();
  Outcome failed(Outcome outcome);  // the child is finished with; the outcome is kept
  Outcome ended();                  // it closed its stdout: how?

  Command command_;
  ChildOptions options_;
  Identity identity_;
  Process process_;
  std::uint64_t script_ = 0;        // the number of the script under way
  std::optional<Outcome> failure_;  // since the last begin()
  std::string out_;                 // to be written
  std::size_t written_ = 0;
  std::string in_;  // read, from in_start_ on not yet handed out
  std::size_t in_start_ = 0, in_scanned_ = 0;
  std::size_t answer_octets_ = 0;  // since the answer began, for the flood limit
  std::size_t owed_ = 0;           // answers to `begin` not yet read
  std::string stderr_;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_HOST_CHILD_H_
