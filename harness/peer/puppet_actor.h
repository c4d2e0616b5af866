// PuppetActor: a puppet as scripts see it, with two MemoryBIOs and the operations of steps.md.
//
// Threads: one thread, that of its Wallet and SessionStore. Complexity: of the Connection's. Errors: outcomes;
// nothing is thrown, whatever the other end sends and whatever the script asks.
#ifndef PARALLAX_HARNESS_PEER_PUPPET_ACTOR_H_
#define PARALLAX_HARNESS_PEER_PUPPET_ACTOR_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/contract/outcome.h"
#include "harness/contract/state.h"
#include "harness/puppet/connection.h"
#include "harness/script/script.h"
#include "harness/wire/presentation.h"

namespace parallax {

class PuppetActor {
 public:
  PuppetActor(puppet::Config config, puppet::Wallet* wallet, puppet::SessionStore* sessions,
              puppet::Entropy entropy)
      : puppet_(std::move(config), wallet, sessions, std::move(entropy)) {}

  // A step on the puppet itself (`part` empty), on its `in` or its `out`.
  Outcome perform(const Step& step, std::string_view part);
  State state() const;
  const puppet::Connection& connection() const { return puppet_; }

 private:
  Outcome bio_step(const Step& step, bool incoming);
  Outcome do_handshake();
  Outcome read(const Step& step);
  Outcome write(const Step& step);
  Outcome unwrap();
  // What stands in the way of going on: the other end's alert, an own judgement, the end of the stream.
  std::optional<Outcome> trouble() const;
  std::string play(const puppet::Item& item, const puppet::Shape& shape);
  void play_all();

  // puppet_says.cc
  Outcome flight(const Step& step);
  Outcome send(const Step& step);
  // Leaves out what is due before the next thing of that name, if it is due; 1 if that was a message.
  int pass_over(std::string_view name);
  Outcome send_message(const Step& step, std::uint8_t type, const puppet::Shape& shape);
  Outcome send_other(const Step& step, std::string_view name, const puppet::Shape& shape);
  // puppet_expects.cc
  Outcome expect(const Step& step);
  wire::Setting setting() const;

  puppet::Connection puppet_;
  bool eof_ = false, out_eof_ = false, closed_ = false;
  std::set<std::size_t> expected_;  // indices of received() that were expected
};

// The name of what was received or is planned: "finished", "alert", "change_cipher_spec".
std::string name_of(const puppet::Received& received);
std::string name_of(const puppet::Item& item);
// "unexpected_message" for 10, "alert_77" where there is no name.
std::string alert_name(std::uint8_t description);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_PEER_PUPPET_ACTOR_H_
