// What the puppet's tests share: a Connection, an engine's object, and octets carried between them.
#ifndef PARALLAX_HARNESS_PUPPET_PUPPET_FOR_TEST_H_
#define PARALLAX_HARNESS_PUPPET_PUPPET_FOR_TEST_H_

#include <memory>
#include <string>
#include <string_view>

#include "engines/family/family_test.h"
#include "harness/contract/clock.h"
#include "harness/contract/random.h"
#include "harness/puppet/connection.h"

namespace parallax::puppet {

inline Entropy seeded(std::uint64_t seed, std::string_view name) {
  auto stream = std::make_shared<Stream>(seed, name);
  return [stream](void* out, std::size_t length) { stream->draw(out, length); };
}

// What puppets of one test have in common.
struct Stage {
  Wallet wallet{kPki};
  SessionStore sessions;
  std::uint64_t seed = 1;
  std::unique_ptr<Connection> make(Config config, std::string_view name = "p") {
    config.clock = kDefaultClock;
    return std::make_unique<Connection>(std::move(config), &wallet, &sessions, seeded(seed, name));
  }
};

inline Config client_config() {
  Config config;
  config.role = Role::kClient;
  config.server_name = "localhost";
  return config;
}
inline Config server_config(std::string_view certificate = "p256") {
  Config config;
  config.role = Role::kServer;
  config.certificates = {std::string(certificate)};
  return config;
}

// Plays all that is planned.
inline void play_all(Connection& puppet) {
  while (!puppet.plan().empty()) {
    const Item item = puppet.plan().front();
    puppet.plan().pop_front();
    puppet.play(item);
  }
  puppet.flush();
}

// The puppet's octets to the object, and back.
inline void carry(Connection& puppet, End& end) {
  play_all(puppet);
  if (!puppet.out().empty()) end.in->write(std::exchange(puppet.out(), {}));
}
inline void carry(End& end, Connection& puppet) { puppet.receive(octets(end.out->read(-1))); }

// Both handshakes to their end, tickets and all. The object's last outcome.
inline Outcome talk(Connection& puppet, End& end) {
  Outcome last;
  for (int round = 0; round < 6; ++round) {
    carry(puppet, end);
    last = end.object->do_handshake();
    carry(end, puppet);
  }
  return last;
}

// Says a word each way; true if both arrived.
inline bool echo(Connection& puppet, End& end) {
  play_all(puppet);
  puppet.write("from the puppet");
  carry(puppet, end);
  const bool there = octets(end.object->read(100)) == "from the puppet";
  end.object->write("from the engine");
  carry(end, puppet);
  return there && puppet.take_data(100) == "from the engine";
}

}  // namespace parallax::puppet

#endif  // PARALLAX_HARNESS_PUPPET_PUPPET_FOR_TEST_H_
