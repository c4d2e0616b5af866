#include "harness/host/child.h"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "harness/host/hello.h"

namespace parallax {
namespace {

using Clock = std::chrono::steady_clock;
// Written ahead before we look whether the child can take it: a pipe holds 64 KiB.
constexpr std::size_t kWriteAhead = 64 << 10;
// Kept of a child's stderr: a flood there must not fill our memory.
constexpr std::size_t kStderrKept = 64 << 10;
// How long a child that closed its stdout may take to end, before it is killed.
constexpr int kPatienceMs = 2000;

State::Kind kind_of(const Dict& dict) {
  return dict.items.empty()       ? State::Kind::kAbsent
         : dict.items.size() == 1 ? State::Kind::kBio
                                  : State::Kind::kObject;
}

bool read_bio(const Value& value, BioState* bio) {
  const List* list = value.as<List>();
  if (list == nullptr || list->items.size() != 2) return false;
  const auto* pending = list->items[0].as<std::int64_t>();
  const bool* eof = list->items[1].as<bool>();
  if (pending == nullptr || eof == nullptr) return false;
  *bio = {static_cast<std::uint64_t>(*pending), *eof};
  return true;
}

void read_text(const Value& value, std::string* text) {
  if (const Text* found = value.as<Text>()) *text = found->utf8;
}

// A state as `state NAME` answers it; unknown keys are ignored, as the protocol's rule says.
std::optional<State> state_of(const Value& value) {
  const Dict* dict = value.as<Dict>();
  if (dict == nullptr) return std::nullopt;
  State state;
  state.kind = kind_of(*dict);
  for (const auto& [key, item] : dict->items) {
    const Text* name = key.as<Text>();
    if (name == nullptr) return std::nullopt;
    const std::string& k = name->utf8;
    if (k == "in" && !read_bio(item, &state.in)) return std::nullopt;
    if (k == "out" && !read_bio(item, &state.out)) return std::nullopt;
    if (k == "pending") {
      if (const auto* pending = item.as<std::int64_t>())
        state.pending = static_cast<std::uint64_t>(*pending);
    }
    if (k == "version") read_text(item, &state.version);
    if (k == "cipher") read_text(item, &state.cipher);
    if (k == "alpn") read_text(item, &state.alpn);
    if (k == "reused") {
      if (const bool* reused = item.as<bool>()) state.session_reused = *reused;
    }
  }
  return state;
}

}  // namespace

tl::expected<std::unique_ptr<ChildHost>, std::string> ChildHost::start(Command command,
                                                                       ChildOptions options) {
  std::unique_ptr<ChildHost> host(new ChildHost(std::move(command), std::move(options)));
  if (auto launched = host->launch(); !launched) return tl::unexpected(launched.error());
  return host;
}

tl::expected<void, std::string> ChildHost::launch() {
  out_.clear();
  in_.clear();
  written_ = in_start_ = in_scanned_ = answer_octets_ = owed_ = 0;
  failure_.reset();
  auto process = Process::start(command_);
  if (!process) return tl::unexpected(process.error());
  process_ = std::move(*process);
  // An interpreter on a busy machine may take its time to start; an answer may not.
  const auto line = read_line(std::max(options_.timeout, std::chrono::milliseconds(60000)));
  if (!line) {
    std::string said = stderr_.substr(0, stderr_.find_last_not_of('\n') + 1);
    if (const std::size_t last = said.rfind('\n'); last != std::string::npos)
      said.erase(0, last + 1);
    return tl::unexpected(fmt::format("{} did not say hello: {}{}{}", command_.arguments[0],
                                      print(line.error()), said.empty() ? "" : ": ", said));
  }
  auto identity = parse_hello(*line);
  if (!identity) {
    process_.kill_and_wait();
    return tl::unexpected(fmt::format("{}: {}", command_.arguments[0], identity.error()));
  }
  identity_ = std::move(*identity);
  return {};
}

void ChildHost::begin(std::string_view, const ScriptSettings& settings) {
  if (!process_.is_running() || failure_) {
    process_.kill_and_wait();
    if (auto launched = launch(); !launched) {
      failure_ = Outcome::crash(launched.error());
      return;
    }
  }
  std::string line =
      fmt::format("begin {} seed={} clock={} pki=", ++script_, settings.seed, settings.clock);
  print_text_to(line, options_.pki);
  if (settings.key_log) line += " keylog=True";
  write_line(line);
  ++owed_;
}

Outcome ChildHost::end() {
  if (failure_) return *failure_;
  write_line(fmt::format("end {}", script_));
  return receive();
}

void ChildHost::submit(const Step& step) {
  if (!failure_) write_line(print(step, false));
}

void ChildHost::submit_state(std::string_view name) {
  if (!failure_) write_line(fmt::format("state {}", name));
}

void ChildHost::write_line(std::string_view line) {
  out_ += line;
  out_ += '\n';
  // Not waited for: what the pipe does not take now is written while answers are awaited.
  if (out_.size() - written_ >= kWriteAhead) exchange_octets(Clock::now());
}

Outcome ChildHost::receive() {
  while (owed_ > 0 && !failure_) {
    const Outcome begun = read_answer();
    if (!failure_ && !begun.is_ok())
      failed(Outcome::crash("protocol: begin was answered " + print(begun)));
    --owed_;
  }
  return failure_ ? *failure_ : read_answer();
}

State ChildHost::receive_state() {
  const Outcome outcome = receive();
  if (!outcome.is_ok()) return {};
  auto state = state_of(outcome.value());
  if (!state) failed(Outcome::crash("protocol: a state was answered " + print(outcome, 200)));
  return state.value_or(State{});
}

Outcome ChildHost::read_answer() {
  answer_octets_ = 0;
  std::vector<Note> notes;
  while (true) {
    const auto line = read_line(options_.timeout);
    if (!line) return line.error();
    if (!line->starts_with('+')) {
      auto outcome = parse_outcome(*line);
      if (!outcome) {
        return failed(
            Outcome::crash(fmt::format("protocol: not an outcome: {}", line->substr(0, 200))));
      }
      outcome->notes() = std::move(notes);
      // An engine may say of itself that it is out of memory; it is not to be trusted after that.
      if (outcome->is_fatal()) return failed(std::move(*outcome));
      return std::move(*outcome);
    }
    const std::size_t space = std::min(line->find(' '), line->size());
    notes.push_back({std::string(line->substr(1, space - 1)),
                     std::string(line->substr(std::min(space + 1, line->size())))});
  }
}

tl::expected<std::string_view, Outcome> ChildHost::read_line(std::chrono::milliseconds timeout) {
  const auto deadline = Clock::now() + timeout;
  while (true) {
    const std::size_t end = in_.find('\n', in_scanned_);
    if (end != std::string::npos) {
      const std::string_view line(in_.data() + in_start_, end - in_start_);
      answer_octets_ += line.size();
      in_start_ = in_scanned_ = end + 1;
      return line;
    }
    in_scanned_ = in_.size();
    if (answer_octets_ + (in_.size() - in_start_) > options_.flood) {
      return tl::unexpected(failed(Outcome::crash("flood: more than the limit in one answer")));
    }
    if (in_start_ > 0) {
      in_.erase(0, in_start_);
      in_scanned_ -= in_start_;
      in_start_ = 0;
    }
    switch (exchange_octets(deadline)) {
      case Event::kProgress:
        break;
      case Event::kTimeout:
        return tl::unexpected(failed(
            Outcome::hang(std::chrono::duration_cast<std::chrono::seconds>(timeout).count())));
      case Event::kClosed:
        return tl::unexpected(ended());
    }
  }
}

ChildHost::Event ChildHost::exchange_octets(Clock::time_point deadline) {
  while (true) {
    const bool to_write = written_ < out_.size();
    std::array<pollfd, 3> fds = {{{process_.out(), POLLIN, 0},
                                  {process_.err(), POLLIN, 0},
                                  {to_write ? process_.in() : -1, POLLOUT, 0}}};
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    const int ready =
        poll(fds.data(), fds.size(), static_cast<int>(std::max<std::int64_t>(left, 0)));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return Event::kTimeout;
    if (fds[1].revents != 0) drain_stderr();
    if (fds[2].revents != 0) {
      const ssize_t n = write(process_.in(), out_.data() + written_, out_.size() - written_);
      if (n > 0) written_ += static_cast<std::size_t>(n);
      if (n < 0 && errno != EAGAIN && errno != EINTR)
        written_ = out_.size();  // its end will be seen
      if (written_ == out_.size()) {
        out_.clear();
        written_ = 0;
      }
    }
    if (fds[0].revents != 0) {
      const std::size_t before = in_.size();
      in_.resize(before + (64 << 10));
      const ssize_t n = read(process_.out(), in_.data() + before, in_.size() - before);
      in_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
      if (n > 0) return Event::kProgress;
      if (n == 0 || (errno != EAGAIN && errno != EINTR)) return Event::kClosed;
    }
  }
}

void ChildHost::drain_stderr() {
  std::array<char, 4096> buffer{};
  ssize_t n = 0;
  while ((n = read(process_.err(), buffer.data(), buffer.size())) > 0) {
    stderr_.append(buffer.data(), static_cast<std::size_t>(n));
    if (stderr_.size() > kStderrKept) stderr_.erase(0, stderr_.size() - kStderrKept);
  }
}

Outcome ChildHost::ended() {
  process_.close_in();
  const std::string how = process_.wait(kPatienceMs);
  drain_stderr();
  return failed(Outcome::crash(how));
}

Outcome ChildHost::failed(Outcome outcome) {
  process_.kill_and_wait();
  failure_ = outcome;
  return outcome;
}

}  // namespace parallax
