// The traces of RFC 8448, reproduced octet by octet.
//
// Randomness and the certificate's signature come from the trace (the salt of a PSS signature is taken out of
// it); so do the extensions that the RFC's ends send and these do not. All else is computed.
#include <botan/auto_rng.h>
#include <botan/bigint.h>
#include <botan/ecdsa.h>
#include <botan/numthry.h>
#include <botan/pem.h>
#include <botan/pk_keys.h>
#include <botan/pkcs8.h>
#include <botan/rsa.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <deque>
#include <filesystem>
#include <fstream>
#include <map>

#include "harness/puppet/puppet_for_test.h"
#include "harness/wire/hex_for_test.h"
#include "harness/wire/presentation.h"

namespace parallax::puppet {
namespace {

using wire::from_hex;
using wire::to_hex;
const std::string kTestData = PARALLAX_SOURCE_DIR "/harness/puppet/testdata";

std::map<std::string, std::string> section(const std::string& wanted) {
  std::ifstream file(kTestData + "/rfc8448.txt");
  std::map<std::string, std::string> values;
  std::string line, current;
  while (std::getline(file, line)) {
    if (line.starts_with("[")) current = line.substr(1, line.find(']') - 1);
    const std::size_t sign = line.find(" = ");
    if (current == wanted && sign != std::string::npos)
      values[line.substr(0, sign)] = from_hex(line.substr(sign + 3));
  }
  return values;
}

// Draws of 32 octets come from the pool, in order; Botan's blinding has a stream of its own.
Entropy pool_of(const std::string& octets) {
  auto pool = std::make_shared<std::deque<std::string>>();
  for (std::size_t at = 0; at + 32 <= octets.size(); at += 32)
    pool->push_back(octets.substr(at, 32));
  return [pool, rest = seeded(1, "rest")](void* out, std::size_t length) {
    if (length != 32 || pool->empty()) return rest(out, length);
    std::copy(pool->front().begin(), pool->front().end(), static_cast<char*>(out));
    pool->pop_front();
  };
}

// RFC 8017 9.1.2: a PSS signature's salt, by the public key.
std::string salt_of(const std::string& signature, const Botan::RSA_PublicKey& key) {
  const Botan::BigInt s(reinterpret_cast<const std::uint8_t*>(signature.data()), signature.size());
  const auto encoded =
      Botan::BigInt::encode_1363(Botan::power_mod(s, key.get_e(), key.get_n()), signature.size());
  const std::string em(encoded.begin(), encoded.end());
  const std::size_t masked = em.size() - 32 - 1;
  std::string mask;
  for (char counter = 0; mask.size() < masked; ++counter)
    mask +=
        wire::hash(wire::Digest::kSha256, em.substr(masked, 32) + std::string(3, '\0') + counter);
  std::string salt(32, '\0');
  for (std::size_t i = 0; i < 32; ++i)
    salt[i] = static_cast<char>(em[masked - 32 + i] ^ mask[masked - 32 + i]);
  return salt;
}

// As the wallet reads it.
void keep(const std::string& stem, const std::string& certificate, const Botan::Private_Key& key) {
  const std::vector<std::uint8_t> der(certificate.begin(), certificate.end());
  std::ofstream(stem + ".pem") << Botan::PEM_Code::encode(der, "CERTIFICATE");
  std::ofstream(stem + ".key") << Botan::PKCS8::PEM_encode(key);
}

std::string counting(std::size_t n) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += static_cast<char>(i);
  return out;
}

class Rfc8448 : public testing::Test {
 protected:
  Rfc8448() : wallet_(kTestData) {}

  Config client() const {
    Config config;
    config.role = Role::kClient;
    config.lowest = kTls13;
    config.server_name = "server";
    config.suites = {0x1301, 0x1303, 0x1302};
    config.groups = {kX25519, kSecp256r1, kSecp384r1, kSecp521r1, 256, 257, 258, 259, 260};
    config.schemes = {0x0403, 0x0503, 0x0603, 0x0203, 0x0804, 0x0805, 0x0806, 0x0401,
                      0x0501, 0x0601, 0x0201, 0x0402, 0x0502, 0x0602, 0x0202};
    config.record_size_limit = 0x4001;
    config.middlebox = false;
    return config;
  }
  Config server() const {
    Config config = client();
    config.role = Role::kServer;
    config.suites = {0x1301};
    config.certificates = {"rfc8448"};
    return config;
  }
  std::unique_ptr<Connection> make(const Config& config, const std::string& pool) {
    return std::make_unique<Connection>(config, &wallet_, &sessions_, pool_of(pool));
  }
  // With the salt behind it.
  std::string server_pool(std::map<std::string, std::string>& trace) {
    const auto credential = wallet_.credential("rfc8448");
    EXPECT_TRUE(credential) << credential.error();
    const auto* key = dynamic_cast<const Botan::RSA_PublicKey*>((*credential)->key.get());
    std::string pool = trace["server_pool"].substr(0, 64);
    if (trace.contains("signature")) pool += salt_of(trace["signature"], *key);
    return pool;
  }

  // The client's hello, with extensions that this client does not send: number, data, and place.
  struct Extra {
    std::string name, data;
    std::size_t place;
  };
  static std::string say_hello(Connection& puppet, const std::vector<Extra>& extras,
                               const std::string& age = {}) {
    play_edited(puppet, kClientHello, [&](wire::Field& message) {
      for (const Extra& extra : extras) add_extension(message, extra);
      if (!age.empty()) {
        EXPECT_TRUE(wire::set(message,
                              "extensions.pre_shared_key.identities.0.obfuscated_ticket_age",
                              Value::bytes(age)));
      }
    });
    return say(puppet);
  }
  static void add_extension(wire::Field& message, const Extra& extra) {
    EXPECT_TRUE(wire::add(message, "extensions." + extra.name, Value::bytes(extra.data)));
    EXPECT_TRUE(wire::move_to(message, "extensions." + extra.name, extra.place));
  }
  // What is planned up to a message of that type, which is edited before it is sent.
  template <typename Edit>
  static void play_edited(Connection& puppet, std::uint8_t type, const Edit& edit) {
    while (!puppet.plan().empty()) {
      const Item item = puppet.plan().front();
      puppet.plan().pop_front();
      if (item.kind != Item::Kind::kMessage || item.number != type) {
        puppet.play(item);
        continue;
      }
      puppet.before_message(type);
      const std::uint8_t on_wire = type == kHelloRetryRequest ? kServerHello : type;
      wire::Field message = wire::read_message(
          Writer().number(on_wire, 1).vector(3, puppet.body_of(type)).take(), {});
      edit(message);
      std::string octets = wire::print(message);
      if (type == kClientHello) octets = octets.substr(0, 4) + puppet.rebound(octets.substr(4));
      puppet.send_message(octets, {}, puppet.counts(type));
      return puppet.after_message(type);
    }
    ADD_FAILURE() << "no message of type " << int{type} << " is planned: " << puppet.problem();
  }
  // Up to a CertificateVerify with this signature: where no salt can be handed out, and none is known.
  static void play_signed(Connection& puppet, const std::string& signature) {
    play_edited(puppet, kCertificateVerify, [&signature](wire::Field& message) {
      EXPECT_TRUE(wire::set(message, "signature", Value::bytes(signature)));
    });
  }
  static std::string say(Connection& puppet) {
    play_all(puppet);
    return std::exchange(puppet.out(), {});
  }
  static std::string close(Connection& puppet) {
    puppet.send_alert(1, kCloseNotify, {});
    return std::exchange(puppet.out(), {});
  }
  static std::string data(Connection& puppet) {
    puppet.write(counting(50));
    return std::exchange(puppet.out(), {});
  }
  static void same(const std::string& said, const std::string& trace, const char* what) {
    EXPECT_EQ(to_hex(said), to_hex(trace)) << what;
  }

  // From the server's hello to both Finished.
  void expect_flights(Connection& puppet, Connection& other,
                      std::map<std::string, std::string>& trace) {
    const std::string flight = say(other);
    same(flight, trace["server_hello"] + trace["server_flight"], "server's flight");
    puppet.receive(flight);
    EXPECT_FALSE(puppet.failed()) << puppet.problem();
    const std::string answer = say(puppet);
    same(answer, trace["client_flight"], "client's flight");
    other.receive(answer);
    EXPECT_TRUE(puppet.finished() && other.finished()) << puppet.problem() << other.problem();
  }
  void expect_closing(Connection& puppet, Connection& other,
                      std::map<std::string, std::string>& trace) {
    same(close(puppet), trace["client_close"], "client's close_notify");
    same(close(other), trace["server_close"], "server's close_notify");
  }

  Wallet wallet_;
  SessionStore sessions_;
};

TEST_F(Rfc8448, Section3Simple) {
  auto trace = section("3");
  ASSERT_FALSE(trace.empty());
  auto puppet = make(client(), trace["client_pool"]);
  auto other = make(server(), server_pool(trace));
  const std::string hello = say_hello(*puppet, {{"session_ticket", "", 3}});
  same(hello, trace["client_hello"], "client_hello");
  other->receive(hello);
  expect_flights(*puppet, *other, trace);
  other->send_message(
      from_hex("040000c90000001efad6aac502000000b22c035d829359ee5ff7af4ec900000000262a6494dc"
               "486d2c8a34cb33fa90bf1b0070ad3c498883c9367c09a2be785abc55cd226097a3a982117283"
               "f82a03a143efd3ff5dd36d64e861be7fd61d2827db279cce145077d454a3664d4e6da4d29ee0"
               "3725a6a4dafcd0fc67d2aea70529513e3da2677fa5906c5b3f7d8f92f228bda40dda721470f9"
               "fbf297b5aea617646fac5c03272e970727c621a79141ef5f7de6505e5bfbc388e93343694093"
               "934ae4d3570008002a000400000400"),
      {}, false);
  other->flush();
  const std::string ticket = std::exchange(other->out(), {});
  same(ticket, trace["ticket"], "new_session_ticket");
  puppet->receive(ticket);
  ASSERT_NE(puppet->session(), nullptr);
  EXPECT_EQ(to_hex(puppet->session()->secret),
            "4ecd0eb6ec3b4d87f5d6028f922ca4c5851a277fd41311c9e62d2c9492e1c4f3");
  EXPECT_EQ(puppet->session()->max_early_data, 1024u);
  same(data(*puppet), trace["client_data"], "client's data");
  same(data(*other), trace["server_data"], "server's data");
  expect_closing(*puppet, *other, trace);
}

TEST_F(Rfc8448, Section4ResumedWithEarlyData) {
  auto trace = section("4");
  const std::string hello = trace["client_hello"];
  auto session = std::make_shared<Session>();
  session->version = kTls13;
  session->suite = 0x1301;
  session->secret = from_hex("4ecd0eb6ec3b4d87f5d6028f922ca4c5851a277fd41311c9e62d2c9492e1c4f3");
  // The identity stands behind the lengths of the last extension.
  const std::size_t binders = 2 + 1 + 32, age = 4, ticket = 178;
  session->ticket = hello.substr(hello.size() - binders - age - ticket, ticket);
  session->max_early_data = 1024;
  sessions_[session->ticket] = session;
  Config config = client();
  config.session = session;
  config.early_data = true;
  auto puppet = make(config, trace["client_pool"]);
  Config own = server();
  own.early_data = true;
  auto other = make(own, trace["server_pool"]);
  const std::string said = say_hello(*puppet, {{"padding", std::string(87, '\0'), 9}},
                                     hello.substr(hello.size() - binders - age, age));
  same(said, hello, "client_hello");
  other->receive(said);
  play_all(*puppet);
  puppet->write("ABCDEF");
  const std::string early = std::exchange(puppet->out(), {});
  same(early, trace["early"], "early data");
  other->receive(early);
  EXPECT_EQ(other->take_data(10), "ABCDEF");
  expect_flights(*puppet, *other, trace);
  same(data(*puppet), trace["client_data"], "client's data");
  same(data(*other), trace["server_data"], "server's data");
  expect_closing(*puppet, *other, trace);
}

TEST_F(Rfc8448, Section5HelloRetryRequest) {
  auto trace = section("5");
  Config config = client();
  config.groups = {kX25519, kSecp256r1, kSecp384r1};
  auto puppet = make(config, trace["client_pool"]);
  Config own = server();
  own.groups = {kSecp256r1};  // else it would take the share that comes first
  auto other = make(own, trace["server_pool"]);
  const std::string hello = say_hello(*puppet, {});
  same(hello, trace["client_hello"], "client_hello");
  other->receive(hello);
  const std::string& retry = trace["hello_retry_request"];
  // The cookie stands between key_share, six octets, and supported_versions, six octets.
  constexpr std::size_t kCookie = 0x74;
  const std::string cookie = retry.substr(retry.size() - 6 - kCookie, kCookie);
  play_edited(*other, kHelloRetryRequest,
              [&cookie](wire::Field& message) { add_extension(message, {"cookie", cookie, 1}); });
  const std::string asked = say(*other);
  same(asked, retry, "hello_retry_request");
  puppet->receive(asked);
  EXPECT_FALSE(puppet->failed()) << puppet->problem();
  const std::string second = say_hello(*puppet, {{"padding", std::string(0xAF, '\0'), 9}});
  same(second, trace["client_hello_2"], "second client_hello");
  other->receive(second);
  EXPECT_FALSE(other->failed()) << other->problem();
  play_edited(*other, kEncryptedExtensions, [](wire::Field& message) {
    const std::string groups = from_hex(
        "0006"
        "0017"
        "0018"
        "001d");
    EXPECT_TRUE(
        wire::set(message, "extensions.supported_groups.extension_data", Value::bytes(groups)));
  });
  play_signed(
      *other,
      trace["signature"]);  // agreeing on P-256 draws 32 octets more than the RFC's server did
  expect_flights(*puppet, *other, trace);
  expect_closing(*puppet, *other, trace);
}

// The private keys of these certificates are not in the trace, so other keys of their kinds stand in for
// them, and the signatures are the trace's.
TEST_F(Rfc8448, Section6ClientAuthentication) {
  auto trace = section("6");
  ASSERT_FALSE(trace.empty());
  Botan::AutoSeeded_RNG rng;
  const std::string folder = testing::TempDir() + "rfc8448-" + std::to_string(getpid());
  std::filesystem::create_directories(folder);
  keep(folder + "/server", trace["server_certificate"],
       Botan::ECDSA_PrivateKey(rng, Botan::EC_Group("secp256r1")));
  keep(folder + "/client", trace["client_certificate"], Botan::RSA_PrivateKey(rng, 1024));
  wallet_ = Wallet(folder);
  Config config = client(), own = server();
  config.certificates = {"client"};
  own.certificates = {"server"};
  own.request_certificate = true;
  auto puppet = make(config, trace["client_pool"]);
  auto other = make(own, trace["server_pool"]);
  const std::string hello = say_hello(*puppet, {});
  same(hello, trace["client_hello"], "client_hello");
  other->receive(hello);
  EXPECT_FALSE(other->failed()) << other->problem();
  play_signed(*other, trace["server_signature"]);
  const std::string flight = say(*other);
  same(flight, trace["server_hello"] + trace["server_flight"], "server's flight");
  puppet->receive(flight);
  EXPECT_FALSE(puppet->failed()) << puppet->problem();
  play_signed(*puppet, trace["client_signature"]);
  const std::string answer = say(*puppet);
  same(answer, trace["client_flight"], "client's flight");
  other->receive(answer);
  EXPECT_TRUE(puppet->finished() && other->finished()) << puppet->problem() << other->problem();
  expect_closing(*puppet, *other, trace);
}

TEST_F(Rfc8448, Section7MiddleboxCompatibility) {
  auto trace = section("7");
  Config config = client(), own = server();
  config.middlebox = own.middlebox = true;
  auto puppet = make(config, trace["client_pool"]);
  auto other = make(own, server_pool(trace));
  const std::string hello = say_hello(*puppet, {});
  same(hello, trace["client_hello"], "client_hello");
  other->receive(hello);
  expect_flights(*puppet, *other, trace);
  expect_closing(*puppet, *other, trace);
}

}  // namespace
}  // namespace parallax::puppet
