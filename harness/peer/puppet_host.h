// PeerHost: the other ends of a script: objects of the fixed peer's engine, and puppets.
//
// A step goes to the puppet of its name where there is one, else to the engine.
//
// Threads: one PeerHost belongs to one thread. Errors: outcomes.
#ifndef PARALLAX_HARNESS_PEER_PUPPET_HOST_H_
#define PARALLAX_HARNESS_PEER_PUPPET_HOST_H_

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "harness/host/host.h"
#include "harness/peer/puppet_actor.h"

namespace parallax {

class PeerHost final : public Host {
 public:
  // `pki` is the folder of the test PKI.
  PeerHost(std::unique_ptr<Host> engine, const std::string& pki)
      : engine_(std::move(engine)), wallet_(pki) {}

  const Identity& identity() const override { return engine_->identity(); }
  void begin(std::string_view id, const ScriptSettings& settings) override;
  Outcome end() override;
  void submit(const Step& step) override;
  void submit_state(std::string_view name) override;
  Outcome receive() override;
  State receive_state() override;

 private:
  using Puppets = std::map<std::string, std::unique_ptr<PuppetActor>, std::less<>>;

  Outcome make(const Step& step);
  // Its secrets stay until the script's end.
  void forget(Puppets::iterator puppet);
  PuppetActor* find(std::string_view name);

  std::unique_ptr<Host> engine_;
  puppet::Wallet wallet_;
  puppet::SessionStore sessions_;
  Puppets puppets_;
  std::vector<Note> secrets_;
  ScriptSettings settings_;
  // Answers in the order of the questions; nothing: the engine owes it.
  std::deque<std::optional<Outcome>> outcomes_;
  std::deque<std::optional<State>> states_;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_PEER_PUPPET_HOST_H_
