#include "harness/run/trace_capture.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <utility>

#include "harness/contract/clock.h"
#include "harness/run/wire_view.h"
#include "harness/wire/pcapng.h"

namespace parallax {
namespace {

using wire::Side;

constexpr std::string_view kNobody = "the script";
constexpr std::string_view kIn = ".in";

class Capturer {
 public:
  Capturer(const Script& script, const Trace& trace, std::string_view application)
      : script_(script), trace_(trace), file_(application, trace.key_log, kDefaultClock) {}

  std::string run() {
    const WireView view = view_wire(script_, trace_, false);
    for (std::size_t e = 0; e < trace_.entries.size(); ++e) {
      const Entry& entry = trace_.entries[e];
      for (std::size_t t = 0; t < entry.transfers.size(); ++t)
        sides_.try_emplace(entry.transfers[t].from, view[e][t].side);
    }
    for (const Entry& entry : trace_.entries) {
      const Step& step = script_.steps[entry.step];
      comment_ = fmt::format("line {}: {}", step.line, print(step, false).substr(0, 200));
      remake(step);
      written_by_script(step, entry);
      for (const Transfer& transfer : entry.transfers) {
        const bool read = transfer.to.empty();
        send(transfer.from, read ? partner_of(transfer.from) : transfer.to,
             read ? transfer.sent : transfer.delivered);
      }
    }
    return file_.octets();
  }

 private:
  using Pair = std::pair<std::string, std::string>;

  // A name made anew opens connections anew.
  void remake(const Step& step) {
    if (step.kind != StepKind::kObject && step.kind != StepKind::kPeer &&
        step.kind != StepKind::kPuppet)
      return;
    std::erase_if(connections_, [&](const auto& item) {
      return item.first.first == step.target || item.first.second == step.target;
    });
    partners_.erase(step.target);
  }

  std::string partner_of(const std::string& name) const {
    const auto it = partners_.find(name);
    return it == partners_.end() ? std::string(kNobody) : it->second;
  }

  Side side_of(const std::string& name, const std::string& with) const {
    if (const auto it = sides_.find(name); it != sides_.end()) return it->second;
    const auto it = sides_.find(with);
    return it != sides_.end() ? other(it->second) : Side::kClient;
  }

  void send(const std::string& from, const std::string& to, std::string_view octets) {
    if (octets.empty()) return;
    file_.send(connection(from, to), side_of(from, to), octets, std::exchange(comment_, {}));
  }

  std::size_t connection(const std::string& from, const std::string& to) {
    const Pair pair = std::minmax(from, to);
    const auto it = connections_.find(pair);
    if (it != connections_.end()) return it->second;
    partners_.try_emplace(from, to);
    partners_.try_emplace(to, from);
    const bool client = side_of(from, to) == Side::kClient;
    const std::size_t made = file_.connect(
        fmt::format("{} (client), {} (server)", client ? from : to, client ? to : from));
    connections_.emplace(pair, made);
    return made;
  }

  // `a.in.write b"…"` and `a.in.write_eof`
  void written_by_script(const Step& step, const Entry& entry) {
    if (!step.target.ends_with(kIn) || !entry.outcome.is_ok()) return;
    const std::string name = step.target.substr(0, step.target.size() - kIn.size());
    const std::string from = partner_of(name);
    if (step.kind == StepKind::kWriteEof)
      return file_.close(connection(from, name), side_of(from, name));
    const Bytes* octets = step.kind != StepKind::kWrite || step.arguments.empty()
                              ? nullptr
                              : step.arguments[0].value.as<Bytes>();
    if (octets != nullptr) send(from, name, octets->octets);
  }

  const Script& script_;
  const Trace& trace_;
  wire::Capture file_;
  std::string comment_;
  std::map<std::string, Side> sides_;
  std::map<std::string, std::string> partners_;
  std::map<Pair, std::size_t> connections_;
};

}  // namespace

std::string capture_of(const Script& script, const Trace& trace, std::string_view application) {
  return Capturer(script, trace, application).run();
}

}  // namespace parallax
