#include "harness/host/serve.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <new>

#include "harness/fmt/print.h"
#include "harness/host/hello.h"
#include "harness/host/interpreter.h"
#include "harness/script/script.h"

namespace parallax {
namespace {

class Conversation {
 public:
  Conversation(Engine& engine, int in, int out) : interpreter_(engine), in_(in), out_(out) {}

  int run(const Identity& identity) {
    say(print_hello(identity));
    std::string line;
    while (read_line(&line)) answer(line);
    interpreter_.end();
    return flush() ? 0 : 2;
  }

 private:
  void say(std::string_view line) {
    answers_ += line;
    answers_ += '\n';
  }

  void answer(const std::string& line) {
    if (line.starts_with("begin ")) return begin(line);
    if (line.starts_with("end ")) {
      for (const Note& note : interpreter_.key_log())
        say(fmt::format("+{} {}", note.kind, note.text));
      interpreter_.end();
      return say("ok None");
    }
    if (line.starts_with("state ")) return say("ok " + print(interpreter_.state(line.substr(6))));
    auto step = parse_step(line);
    // A later version of the language may have steps that this one does not know.
    if (!step) return say(print(Outcome::unsupported("not understood: " + step.error().message)));
    Outcome outcome;
    try {
      outcome = interpreter_.execute(*step);
    } catch (const std::bad_alloc&) {
      outcome = Outcome::out_of_memory();
    }
    for (const Note& note : outcome.notes()) say(fmt::format("+{} {}", note.kind, note.text));
    say(print(outcome));
  }

  void begin(std::string_view line) {
    ScriptSettings settings;
    line.remove_prefix(6);
    const auto pairs =
        parse_pairs(line.substr(std::min(line.find(' '), line.size())));  // past the id
    if (!pairs) return say(print(Outcome::raised("SyntaxError", pairs.error())));
    for (const auto& [key, value] : *pairs) {
      const auto* number = value.as<std::int64_t>();
      if (const bool* wanted = value.as<bool>(); wanted != nullptr && key == "keylog") {
        settings.key_log = *wanted;
      }
      if (const BigInt* big = value.as<BigInt>(); big != nullptr && key == "seed") {
        settings.seed = std::stoull(big->digits);
      }
      if (number == nullptr) continue;
      if (key == "seed") settings.seed = static_cast<std::uint64_t>(*number);
      if (key == "clock") settings.clock = *number;
    }
    interpreter_.begin(settings);
    say("ok None");
  }

  // The next line without its end; answers are written before waiting. False at the end of input.
  bool read_line(std::string* line) {
    while (true) {
      const std::size_t end = input_.find('\n', scanned_);
      if (end != std::string::npos) {
        line->assign(input_, start_, end - start_);
        start_ = scanned_ = end + 1;
        return true;
      }
      input_.erase(0, start_);
      start_ = 0;
      scanned_ = input_.size();
      if (!flush()) return false;
      input_.resize(scanned_ + (64 << 10));
      ssize_t n = 0;
      do n = read(in_, input_.data() + scanned_, input_.size() - scanned_);
      while (n < 0 && errno == EINTR);
      input_.resize(scanned_ + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
      if (n <= 0) return false;
    }
  }

  bool flush() {
    std::size_t done = 0;
    while (done < answers_.size()) {
      const ssize_t n = write(out_, answers_.data() + done, answers_.size() - done);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return false;
      done += static_cast<std::size_t>(n);
    }
    answers_.clear();
    return true;
  }

  Interpreter interpreter_;
  int in_, out_;
  std::string input_, answers_;
  std::size_t start_ = 0, scanned_ = 0;
};

}  // namespace

int serve(const EngineMaker& make, int in, int out) {
  const auto engine = make();
  if (!engine) {
    print_err("parallax-host: {}\n", engine.error());
    return 2;
  }
  return Conversation(**engine, in, out).run((*engine)->identity());
}

}  // namespace parallax
