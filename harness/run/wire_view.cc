#include "harness/run/wire_view.h"

#include <map>
#include <memory>
#include <optional>
#include <string_view>

#include "harness/run/dialogue.h"
#include "harness/wire/names.h"

namespace parallax {
namespace {

using wire::Conversation;
using wire::Side;

// RFC 8446 5.1, 4: a record of type handshake whose first message is a ClientHello.
bool opens_as_client(std::string_view octets) {
  return octets.size() > wire::kRecordHeader && octets[0] == wire::kHandshake &&
         octets[wire::kRecordHeader] == wire::kClientHello;
}

std::optional<Side> role_of(const Step& step) {
  const Value* value = step.find("role");
  const Name* role = value == nullptr ? nullptr : value->as<Name>();
  if (role == nullptr) return std::nullopt;
  if (role->text == "client") return Side::kClient;
  return role->text == "server" ? std::optional(Side::kServer) : std::nullopt;
}

// One end, and the connection as it sees it.
struct End {
  End(const wire::KeyLog& secrets, std::optional<Side> role) : seen(secrets), side(role) {}
  // An end that the script does not say the role of is what its first octets make it.
  Side sending(std::string_view octets) {
    if (!side) side = opens_as_client(octets) ? Side::kClient : Side::kServer;
    return *side;
  }
  Side hearing(std::string_view octets) {
    if (!side) side = opens_as_client(octets) ? Side::kServer : Side::kClient;
    return *side;
  }

  Conversation seen;
  std::optional<Side> side;
};

class Viewer {
 public:
  Viewer(const Script& script, const Trace& trace, bool with_secrets)
      : script_(script),
        trace_(trace),
        secrets_(with_secrets ? trace.key_log : std::vector<std::string>()) {}

  WireView run() {
    WireView view;
    view.reserve(trace_.entries.size());
    for (const Entry& entry : trace_.entries) {
      view.emplace_back();
      dialogue_.emplace_back();
      const Step& step = script_.steps[entry.step];
      // A name made anew is another connection; made in vain, it stays what it was.
      if (const auto role = role_of(step);
          role && step.kind != StepKind::kContext && entry.outcome.is_ok())
        ends_.insert_or_assign(step.target, std::make_unique<End>(secrets_, role));
      written_by_script(step, entry);
      for (const Transfer& transfer : entry.transfers) view.back().push_back(carried(transfer));
    }
    return view;
  }
  Dialogue take_dialogue() { return std::move(dialogue_); }

 private:
  End& end(const std::string& name) {
    std::unique_ptr<End>& found = ends_[name];
    if (found == nullptr) found = std::make_unique<End>(secrets_, std::nullopt);
    return *found;
  }

  SeenTransfer carried(const Transfer& transfer) {
    End& from = end(transfer.from);
    SeenTransfer seen;
    seen.side = from.sending(transfer.sent);
    seen.records = from.seen.feed(seen.side, transfer.sent);
    seen.rest = from.seen.rest(seen.side);
    seen.lost = from.seen.lost(seen.side);
    note(transfer.from, seen.side, true, seen.records);
    if (!transfer.to.empty()) arrive(transfer.to, transfer.delivered);
    return seen;
  }

  void arrive(const std::string& name, std::string_view octets) {
    End& to = end(name);
    const Side side = to.hearing(octets);
    note(name, side, false, to.seen.feed(other(side), octets));
  }
  void note(const std::string& name, Side side, bool sent,
            const std::vector<wire::SeenRecord>& records) {
    for (const wire::SeenRecord& record : records)
      dialogue_.back().push_back({name, side, sent, record});
  }

  // `a.in.write b"…"`
  void written_by_script(const Step& step, const Entry& entry) {
    constexpr std::string_view kIn = ".in";
    if (step.kind != StepKind::kWrite || !entry.outcome.is_ok() || step.arguments.empty()) return;
    const Bytes* octets = step.arguments[0].value.as<Bytes>();
    if (octets == nullptr || !step.target.ends_with(kIn)) return;
    arrive(step.target.substr(0, step.target.size() - kIn.size()), octets->octets);
  }

  const Script& script_;
  const Trace& trace_;
  const wire::KeyLog secrets_;
  std::map<std::string, std::unique_ptr<End>> ends_;
  Dialogue dialogue_;
};

}  // namespace

WireView view_wire(const Script& script, const Trace& trace, bool with_secrets) {
  return Viewer(script, trace, with_secrets).run();
}

View view_both(const Script& script, const Trace& trace) {
  Viewer viewer(script, trace, true);
  WireView wire = viewer.run();
  return {std::move(wire), viewer.take_dialogue()};
}

Dialogue view_dialogue(const Script& script, const Trace& trace) {
  return view_both(script, trace).dialogue;
}

}  // namespace parallax
