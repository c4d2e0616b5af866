// Rules of verification: who must never be taken for the other end.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "harness/compare/pki_facts.h"
#include "harness/compare/rule_checks.h"
#include "harness/compare/story.h"

namespace parallax {
namespace {

using Texts = std::tuple<std::string, std::string, std::string>;

// Calls `f(party, its options, the other end's options)` for each object of the subject of which
// both are known for sure: what the script said when it made them, and nothing else since.
template <typename F>
void each_pair(const Case& c, Role role, F f) {
  if (c.story.reconfigured() || c.story.has_reactions()) return;
  for (std::size_t i = 0; i < c.story.parties().size(); ++i) {
    const Party& party = c.story.parties()[i];
    const std::size_t other = c.story.counterpart(i);
    if (!party.subject || party.role != role || other == kNowhere) continue;
    const Party& peer = c.story.parties()[other];
    if (peer.role == role || !party.options || !peer.options) continue;
    if (party.options->own_defaults || peer.options->own_defaults) continue;
    f(i, *party.options, *peer.options);
  }
}

// Why each of the certificates must be refused; empty if one need not be.
template <typename Why>
std::string all_fail(const std::vector<std::string>& certificates, Why why) {
  std::string reason;
  for (const std::string& certificate : certificates) {
    const std::string_view fails = why(certificate);
    if (fails.empty()) return {};
    reason = fmt::format("{}: {}", certificate, fails);
  }
  return reason;
}

bool at_script_time(const Case& c, const ContextOptions& options) {
  return !c.story.clock_moved() && !options.verify_flags;
}

void must_not_finish(const Case& c, std::size_t party, const std::string& why, RuleReport& report) {
  const std::size_t step = c.story.finished(party);
  const std::string& name = c.story.parties()[party].name;
  report.expect(step == kNowhere, step, [&] {
    return Texts{"no finished handshake", name + " finished",
                 fmt::format("{} accepted what it must refuse ({})", name, why)};
  });
}

}  // namespace

void check_wrong_name(const Case& c, RuleReport& report) {
  each_pair(
      c, Role::kClient, [&](std::size_t i, const ContextOptions& own, const ContextOptions& peer) {
        const Party& party = c.story.parties()[i];
        if (own.verify != Verify::kRequired || !own.check_hostname || !party.server_hostname)
          return;
        const std::string why = all_fail(peer.certificates, [&](const std::string& certificate) {
          return name_must_fail(certificate, *party.server_hostname)
                     ? std::string_view("not the name")
                     : std::string_view();
        });
        if (!why.empty()) must_not_finish(c, i, why + " " + *party.server_hostname, report);
      });
}

void check_untrusted_server(const Case& c, RuleReport& report) {
  each_pair(
      c, Role::kClient, [&](std::size_t i, const ContextOptions& own, const ContextOptions& peer) {
        if (own.verify == Verify::kNone) return;
        const std::string why = all_fail(peer.certificates, [&](const std::string& certificate) {
          return chain_must_fail(certificate, own.authority, at_script_time(c, own));
        });
        if (!why.empty()) must_not_finish(c, i, why, report);
      });
}

void check_untrusted_client(const Case& c, RuleReport& report) {
  each_pair(
      c, Role::kServer, [&](std::size_t i, const ContextOptions& own, const ContextOptions& peer) {
        // Authentication after the handshake verifies later.
        if (own.verify == Verify::kNone || own.post_handshake_auth || peer.post_handshake_auth)
          return;
        if (peer.certificates.empty()) {
          if (own.verify == Verify::kRequired)
            must_not_finish(c, i, "there is no certificate", report);
          return;
        }
        const std::string why = all_fail(peer.certificates, [&](const std::string& certificate) {
          return chain_must_fail(certificate, own.authority, at_script_time(c, own));
        });
        // A client may choose to send none of its certificates: optional verification then lets it
        // in.
        if (!why.empty() && own.verify == Verify::kRequired) must_not_finish(c, i, why, report);
      });
}

}  // namespace parallax
