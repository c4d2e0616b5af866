// No octets make a puppet throw, loop, or fill memory.
#include <gtest/gtest.h>

#include "harness/puppet/puppet_for_test.h"

namespace parallax::puppet {
namespace {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : stream_(seed, "dice") {}
  std::size_t below(std::size_t n) {
    std::uint64_t value = 0;
    stream_.draw(&value, sizeof value);
    return n == 0 ? 0 : static_cast<std::size_t>(value % n);
  }

 private:
  Stream stream_;
};

std::string harmed(std::string octets, Dice& dice) {
  if (octets.empty()) return octets;
  const std::size_t at = dice.below(octets.size());
  switch (dice.below(5)) {
    case 0:
      octets[at] = static_cast<char>(dice.below(256));
      break;
    case 1:
      octets.erase(at, 1 + dice.below(8));
      break;
    case 2:
      octets.insert(at, std::string(1 + dice.below(8), static_cast<char>(dice.below(256))));
      break;
    case 3:
      octets.resize(at);
      break;
    default:
      octets += octets.substr(at);
      break;
  }
  return octets;
}

// Plays what is planned, with messages harmed before they are protected.
void play_harmed(Connection& puppet, Dice& dice) {
  for (int most = 0; !puppet.plan().empty() && most < 50; ++most) {
    const Item item = puppet.plan().front();
    puppet.plan().pop_front();
    if (item.kind != Item::Kind::kMessage || dice.below(4) != 0) {
      puppet.play(item);
      continue;
    }
    puppet.before_message(item.number);
    const std::string body = harmed(puppet.body_of(item.number), dice);
    std::string message{static_cast<char>(item.number), 0,
                        static_cast<char>(body.size() >> 8 & 0xFF),
                        static_cast<char>(body.size() & 0xFF)};
    puppet.send_message(message + body, {}, puppet.counts(item.number));
    puppet.after_message(item.number);
  }
  puppet.flush();
}

Config random_config(Config config, Dice& dice) {
  if (dice.below(2) == 0) config.highest = kTls12;
  if (dice.below(3) == 0) config.groups = {kSecp384r1};
  config.request_certificate = dice.below(2) == 0;
  config.tickets = static_cast<int>(dice.below(2));
  config.early_data = dice.below(2) == 0;
  return config;
}

TEST(Total, HarmedMessagesAndRecordsAreBorne) {
  Stage stage;
  std::size_t finished = 0, failed = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Dice dice(seed);
    stage.seed = seed;
    auto client = stage.make(random_config(client_config(), dice), "c");
    auto server = stage.make(random_config(server_config(), dice), "s");
    const bool records = dice.below(2) == 0;
    for (int round = 0; round < 6; ++round) {
      for (const auto& [from, to] :
           {std::pair{client.get(), server.get()}, {server.get(), client.get()}}) {
        if (records)
          play_all(*from);
        else
          play_harmed(*from, dice);
        std::string octets = std::exchange(from->out(), {});
        ASSERT_LT(octets.size(), std::size_t{1} << 18);
        to->receive(records && dice.below(3) == 0 ? harmed(octets, dice) : octets);
      }
      if (client->finished()) client->plan_key_update(true);
    }
    finished += client->finished() ? 1 : 0;
    failed += client->failed() || server->failed() ? 1 : 0;
  }
  // Both ways out were taken, or this shows nothing.
  EXPECT_GT(finished, 20u);
  EXPECT_GT(failed, 100u);
}

TEST(Total, NoiseIsBorne) {
  Stage stage;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    Dice dice(seed);
    auto puppet = stage.make(dice.below(2) == 0 ? client_config() : server_config());
    play_all(*puppet);
    for (int i = 0; i < 4; ++i) {
      std::string noise;
      for (std::size_t n = dice.below(60); n > 0; --n) noise += static_cast<char>(dice.below(256));
      if (dice.below(2) == 0) {
        noise.insert(
            0, {static_cast<char>(20 + dice.below(5)), 3, 3, 0, static_cast<char>(noise.size())});
      }
      puppet->receive(noise);
      play_all(*puppet);
    }
    EXPECT_FALSE(puppet->finished());
  }
}

// A client that said server_key_exchange has no key of any group when an answer comes.
TEST(Total, AServersAnswerWithoutAShareIsRefused) {
  Stage stage;
  for (const bool retry : {false, true}) {
    Config config = server_config();
    if (retry) config.groups = {kSecp384r1};  // a HelloRetryRequest is the answer
    auto client = stage.make(client_config(), "c");
    auto server = stage.make(config, "s");
    play_all(*client);
    client->body_of(kServerKeyExchange);
    server->receive(std::exchange(client->out(), {}));
    play_all(*server);
    client->receive(std::exchange(server->out(), {}));
    EXPECT_EQ(client->failed(), !retry);
  }
}

}  // namespace
}  // namespace parallax::puppet
