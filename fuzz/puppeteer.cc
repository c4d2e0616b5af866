#include "fuzz/puppeteer.h"

#include "fuzz/target.h"

namespace parallax::fuzz {
namespace {

constexpr int kMostActions = 8;  // each is a few steps, and a handshake costs 0.5 ms
constexpr const char* kMessages[] = {"client_hello",
                                     "server_hello",
                                     "hello_retry_request",
                                     "encrypted_extensions",
                                     "certificate",
                                     "certificate_request",
                                     "certificate_verify",
                                     "server_key_exchange",
                                     "server_hello_done",
                                     "client_key_exchange",
                                     "finished",
                                     "new_session_ticket",
                                     "end_of_early_data",
                                     "key_update",
                                     "hello_request",
                                     "change_cipher_spec"};
constexpr const char* kPaths[] = {"legacy_version",
                                  "random",
                                  "legacy_session_id",
                                  "legacy_session_id_echo",
                                  "cipher_suites",
                                  "cipher_suite",
                                  "legacy_compression_methods",
                                  "extensions",
                                  "extensions.0",
                                  "extensions.1",
                                  "extensions.supported_versions",
                                  "extensions.key_share",
                                  "extensions.supported_groups",
                                  "extensions.signature_algorithms",
                                  "extensions.server_name",
                                  "extensions.renegotiation_info",
                                  "extensions.extended_master_secret",
                                  "extensions.encrypt_then_mac",
                                  "certificate_list",
                                  "certificate_list.0",
                                  "certificate_request_context",
                                  "algorithm",
                                  "signature",
                                  "verify_data",
                                  "request_update",
                                  "ticket",
                                  "exchange_keys",
                                  "params"};
constexpr const char* kOthers[] = {"alert", "change_cipher_spec", "application_data", "record",
                                   "octets"};
constexpr const char* kEpochs[] = {"plain", "early", "handshake", "application"};

template <std::size_t N>
const char* pick(const char* const (&words)[N], Input& input) {
  return words[input.octet() % N];
}

Step make(StepKind kind, const char* target, std::vector<Argument> arguments = {}) {
  Step step;
  step.kind = kind;
  step.target = target;
  step.arguments = std::move(arguments);
  return step;
}

Argument key(const char* name, Value value) { return {name, std::move(value)}; }
Value octets(Input& input) { return Value::bytes(input.octets(input.octet() % 64)); }

// One change of a message, or of how it goes into records.
Argument change(Input& input) {
  const std::uint8_t how = input.octet();
  const auto at = [&](Value value) {
    return Dict{{{Value::text(pick(kPaths, input)), std::move(value)}}};
  };
  switch (how % 16) {
    case 0:
      return key("remove", Value::text(pick(kPaths, input)));
    case 1:
      return key("double", Value::text(pick(kPaths, input)));
    case 2:
      return key("place", at(Value::integer(input.octet() % 8)));
    case 3:
      return key("lengths", at(Value::integer(input.octet())));
    case 4:
      return key("cut", Value::integer(1 + input.octet()));
    case 5:
      return key("padding", Value::integer(std::int64_t{16} * input.octet()));
    case 6:
      return key("copies", Value::integer(input.octet() % 4));
    case 7:
      return key("empty", Value::integer(input.octet() % 40));
    case 8:
      return key("record_type", Value::integer(input.octet()));
    case 9:
      return key("record_version", Value::integer(0x0300 + input.octet()));
    case 10:
      return key("record_length", Value::integer(std::int64_t{64} * input.octet()));
    case 11:
      return key("epoch", Value::text(pick(kEpochs, input)));
    case 12:
      return how / 16 % 2 == 0 ? key("key", Value::text("wrong"))
                               : key("tag", Value::text("broken"));
    case 13:
      return key(how / 16 % 2 == 0 ? "join" : "oversized", Value::boolean(true));
    default:
      return key("set", at(how / 16 % 2 == 0 ? octets(input) : Value::integer(input.octet())));
  }
}

Step action(Input& input) {
  const std::uint8_t kind = input.octet();
  switch (kind % 8) {
    case 0:
      return make(StepKind::kFlight, "p");
    case 1:
      return make(StepKind::kFlight, "p", {key("skip", Value::text(pick(kMessages, input)))});
    case 2:
      return make(StepKind::kFlight, "p", {key("repeat", Value::text(pick(kMessages, input)))});
    case 3: {
      const Value one = Value::text(pick(kMessages, input));
      return make(StepKind::kFlight, "p",
                  {key("swap", List{{one, Value::text(pick(kMessages, input))}})});
    }
    case 4:
      return make(StepKind::kFlight, "p", {key("until", Value::text(pick(kMessages, input)))});
    case 5:
      return make(StepKind::kWrite, "p.in", {key("", octets(input))});
    case 6:
      return make(
          StepKind::kSend, "p",
          {key("", Value::name(pick(kOthers, input))), key("data", octets(input)), change(input)});
    default:
      return make(StepKind::kSend, "p",
                  {key("", Value::name(pick(kMessages, input))), change(input)});
  }
}

}  // namespace

Script puppet_script(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::uint8_t who = input.octet();
  const bool server = (who & 1) != 0;
  constexpr const char* kVersions[] = {"1.2-1.3", "1.3", "1.2", "1.2-1.3"};
  Argument versions = key("tls", Value::name(kVersions[who >> 1 & 3]));
  Script script;
  std::vector<Step>& steps = script.steps;
  std::vector<Argument> puppet = {key("", Value::name(server ? "server" : "client")), versions};
  if ((who & 8) != 0) puppet.push_back(key("groups", Value::name("secp384r1")));
  if ((who & 16) != 0) puppet.push_back(key("cert", Value::name(server ? "rsa2048" : "client")));
  if (server && (who & 32) != 0) puppet.push_back(key("verify", Value::name("required")));
  if (server && (who & 64) != 0) puppet.push_back(key("tickets", Value::integer(1)));
  std::vector<Argument> subject = {key("", Value::name(server ? "client" : "server")), versions};
  if (!server && (who & 32) != 0) {
    subject.push_back(key("verify", Value::name("optional")));
    subject.push_back(key("ca", Value::name("root")));
  }
  steps.push_back(make(StepKind::kObject, "a", std::move(subject)));
  steps.push_back(make(StepKind::kPuppet, "p", std::move(puppet)));
  if (server) {
    steps.push_back(make(StepKind::kDoHandshake, "a"));
    steps.push_back(make(StepKind::kMove, "a", {key("", Value::name("p"))}));
  }
  for (int i = 0; i < kMostActions && !input.empty(); ++i) {
    steps.push_back(action(input));
    steps.push_back(make(StepKind::kMove, "p", {key("", Value::name("a"))}));
    steps.push_back(make(StepKind::kDoHandshake, "a"));
    steps.push_back(make(StepKind::kMove, "a", {key("", Value::name("p"))}));
  }
  steps.push_back(
      make(StepKind::kPump, "p", {key("", Value::name("a")), key("rounds", Value::integer(4))}));
  steps.push_back(make(StepKind::kWrite, "p", {key("", Value::bytes("from the puppet"))}));
  steps.push_back(make(StepKind::kMove, "p", {key("", Value::name("a"))}));
  steps.push_back(make(StepKind::kRead, "a", {key("", Value::integer(100))}));
  steps.push_back(make(StepKind::kUnwrap, "a"));
  steps.push_back(make(StepKind::kMove, "a", {key("", Value::name("p"))}));
  steps.push_back(make(StepKind::kRead, "p", {key("", Value::integer(100))}));
  return script;
}

}  // namespace parallax::fuzz
