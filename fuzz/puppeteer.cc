#include "fuzz/puppeteer.h"

#include <algorithm>
#include <array>

#include "fuzz/target.h"

namespace parallax::fuzz {
namespace {

constexpr const char* kCbcSuite = "ECDHE-ECDSA-AES128-SHA";
constexpr int kMostActions = 8;  // each is a few steps, and a handshake costs 0.5 ms

// Puppets by what they have to say: bits of a message.
enum Whose : unsigned {
  kClient13 = 1,
  kServer13 = 2,
  kClient12 = 4,
  kServer12 = 8,
  kAll = 15,
  kRetries = 16  // of a server of TLS 1.3: whether its first answer is a HelloRetryRequest
};

// A message, who says it, the field that proves something, whether it has extensions, and its other fields.
struct Message {
  const char* name;
  unsigned whose;
  const char* proof;
  bool extended;
  std::array<const char*, 6> fields;
};
constexpr Message kMessages[] = {
    {"client_hello",
     kClient13 | kClient12,
     "extensions.pre_shared_key.binders.0",
     true,
     {"legacy_version", "random", "legacy_session_id", "cipher_suites",
      "legacy_compression_methods"}},
    {"server_hello",
     kServer13 | kServer12,
     nullptr,
     true,
     {"legacy_version", "random", "legacy_session_id_echo", "cipher_suite",
      "legacy_compression_method"}},
    {"hello_retry_request",
     kServer13,
     nullptr,
     true,
     {"legacy_version", "random", "legacy_session_id_echo", "cipher_suite"}},
    {"encrypted_extensions", kServer13, nullptr, true, {}},
    {"certificate",
     kAll,
     nullptr,
     false,
     {"certificate_request_context", "certificate_list", "certificate_list.0"}},
    {"certificate_request",
     kServer13 | kServer12,
     nullptr,
     true,
     {"certificate_request_context", "certificate_types", "supported_signature_algorithms"}},
    {"certificate_verify",
     kClient13 | kServer13 | kClient12,
     "signature",
     false,
     {"algorithm", "signature"}},
    {"server_key_exchange",
     kServer12,
     "signature",
     false,
     {"curve_type", "namedcurve", "public", "algorithm", "signature"}},
    {"server_hello_done", kServer12, nullptr, false, {}},
    {"client_key_exchange", kClient12, nullptr, false, {"ecdh_Yc"}},
    {"finished", kAll, "verify_data", false, {"verify_data"}},
    {"new_session_ticket",
     kServer13 | kServer12,
     nullptr,
     true,
     {"ticket_lifetime", "ticket_nonce", "ticket"}},
    {"end_of_early_data", kClient13, nullptr, false, {}},
    {"key_update", kClient13 | kServer13, nullptr, false, {"request_update"}},
    {"hello_request", kServer12, nullptr, false, {}},
    {"change_cipher_spec", kAll, nullptr, false, {}}};

// Messages that have extensions, by name, as bits: where RFC 8446 section 4.2 and those before it have one.
enum Home : unsigned {
  kHello = 1,
  kAnswer = 2,
  kRetry = 4,
  kEncrypted = 8,
  kRequest = 16,
  kTicket = 32
};
unsigned home_of(const Message& message) {
  constexpr std::string_view kHomes[] = {"client_hello",        "server_hello",
                                         "hello_retry_request", "encrypted_extensions",
                                         "certificate_request", "new_session_ticket"};
  const auto* const at = std::find(std::begin(kHomes), std::end(kHomes), message.name);
  return 1u << (at - std::begin(kHomes));
}

// Extensions, for each octets that are one in some message, and where it belongs.
struct Extension {
  const char* name;
  std::string_view body;
  unsigned homes;
};
constexpr Extension kExtensions[] = {
    {"server_name", {}, kHello | kEncrypted},
    {"max_fragment_length", "\1", kHello | kEncrypted},
    {"status_request", {}, kHello | kRequest},
    {"supported_groups", {"\0\2\0\x1d", 4}, kHello | kEncrypted},
    {"ec_point_formats", {"\1\0", 2}, kHello | kAnswer},
    {"signature_algorithms", {"\0\2\4\3", 4}, kHello | kRequest},
    {"application_layer_protocol_negotiation", {"\0\3\2h2", 5}, kHello | kEncrypted | kAnswer},
    {"encrypt_then_mac", {}, kHello | kAnswer},
    {"extended_master_secret", {}, kHello | kAnswer},
    {"record_size_limit", {"\x40\0", 2}, kHello | kEncrypted},
    {"session_ticket", {}, kHello | kAnswer},
    {"pre_shared_key", {"\0\0", 2}, kHello | kAnswer},
    {"early_data", {}, kHello | kEncrypted | kTicket},
    {"supported_versions", "\3\4", kHello | kAnswer | kRetry},
    {"cookie", {"\0\5again", 7}, kHello | kRetry},
    {"psk_key_exchange_modes", "\1\1", kHello},
    {"key_share", {"\0\x17", 2}, kHello | kAnswer | kRetry},
    {"renegotiation_info", "\1x", kHello | kAnswer}};
constexpr const char* kOthers[] = {"alert", "change_cipher_spec", "application_data", "record",
                                   "octets"};
constexpr const char* kEpochs[] = {"plain", "early", "handshake", "application"};
// Those that something has: verify_data, a binder, a random, a signature.
constexpr std::size_t kSizes[] = {0, 1, 2, 3, 4, 8, 12, 20, 32, 48, 64, 133};

template <std::size_t N>
const char* pick(const char* const (&words)[N], Input& input) {
  return words[input.octet() % N];
}

// One of all, or of those that a puppet of this kind has to say and that `fits` is true of.
const Message& any_message(Input& input) { return kMessages[input.octet() % std::size(kMessages)]; }
template <typename Fits>
const Message& message_of(unsigned whose, Input& input, Fits fits) {
  std::array<const Message*, std::size(kMessages)> own{};
  std::size_t count = 0;
  for (const Message& message : kMessages) {
    if ((message.whose & whose) != 0 && fits(message)) own[count++] = &message;
  }
  return *own[input.octet() % count];
}
const Message& own_message(unsigned whose, Input& input) {
  return message_of(whose, input, [](const Message&) { return true; });
}

bool is_retry(const Message& message) {
  return std::string_view(message.name) == "hello_retry_request";
}

Step make(StepKind kind, const char* target, std::vector<Argument> arguments = {}) {
  Step step;
  step.kind = kind;
  step.target = target;
  step.arguments = std::move(arguments);
  return step;
}

Argument key(const char* name, Value value) { return {name, std::move(value)}; }

// As many as a field has, whatever is left of the input; behind a length of their own, where the first octet says so.
Value octets(Input& input) {
  const std::uint8_t how = input.octet();
  const std::size_t size = kSizes[how / 4 % std::size(kSizes)];
  std::string octets(input.octets(size));
  octets.resize(size, 'x');
  const auto low = static_cast<char>(size);
  if (how % 4 == 2) octets.insert(0, 1, low);
  if (how % 4 == 3) octets.insert(0, {'\0', low});
  return Value::bytes(octets);
}

std::string field_of(const Message& message, Input& input) {
  const std::uint8_t which = input.octet();
  const auto count = static_cast<std::size_t>(std::count_if(
      message.fields.begin(), message.fields.end(), [](const char* f) { return f != nullptr; }));
  if (which < count) return message.fields[which];
  if (!message.extended) return count == 0 ? "none" : message.fields[which % count];
  const std::size_t rest = which - count;
  return rest == 0
             ? std::string("extensions")
             : std::string("extensions.") + kExtensions[(rest - 1) % std::size(kExtensions)].name;
}

// One change of a message.
Argument change_body(const Message& message, std::uint8_t how, Input& input) {
  std::string field = field_of(message, input);
  const auto at = [&](Value value) { return Dict{{{Value::text(field), std::move(value)}}}; };
  switch (how % 8) {
    case 0:
      return key("remove", Value::text(field));
    case 1:
      return key("double", Value::text(field));
    case 2:
      return key("place", at(Value::integer(input.octet() % 8)));
    case 3:
      return key("lengths", at(Value::integer(input.octet())));
    case 4:
      return key("add", at(octets(input)));
    case 5:
      return key("set", at(Value::integer(input.octet())));
    default:
      if (field.starts_with("extensions.")) field += ".extension_data";
      return key("set", at(octets(input)));
  }
}

// One change of how a message goes into records.
Argument change_record(std::uint8_t how, Input& input) {
  switch (how % 12) {
    case 0:
      return key("tag", Value::text("broken"));
    case 1:
      return key("key", Value::text("wrong"));
    case 2:
      return key("cut", Value::integer(1 + input.octet()));
    case 3:
      return key("padding", Value::integer(std::int64_t{16} * input.octet()));
    case 4:
      return key("copies", Value::integer(input.octet() % 4));
    case 5:
      return key("empty", Value::integer(input.octet() % 40));
    case 6:
      return key("record_type", Value::integer(input.octet()));
    case 7:
      return key("record_version", Value::integer(0x0300 + input.octet()));
    case 8:
      return key("record_length", Value::integer(std::int64_t{64} * input.octet()));
    case 9:
      return key("epoch", Value::text(pick(kEpochs, input)));
    case 10:
      return key("join", Value::boolean(true));
    default:
      return key("oversized", Value::boolean(true));
  }
}

// Nothing where the octet's two highest bits are set, but that of two KeyUpdates one asks for another; else of the body twice as
// often as of records.
std::vector<Argument> change(const Message& message, Input& input) {
  constexpr std::int64_t kRequested = 1;  // RFC 8446 section 4.6.3
  const std::uint8_t how = input.octet();
  if (how >= 192 && how % 2 == 1 && std::string_view(message.name) == "key_update")
    return {key("set", Dict{{{Value::text("request_update"), Value::integer(kRequested)}}})};
  if (how >= 192) return {};
  if (how >= 128) return {change_record(how % 64, input)};
  return {change_body(message, how % 128, input)};
}

Step send(const char* what, std::vector<Argument> arguments) {
  arguments.insert(arguments.begin(), key("", Value::name(what)));
  return make(StepKind::kSend, "p", std::move(arguments));
}

Step flight(std::vector<Argument> arguments = {}) {
  return make(StepKind::kFlight, "p", std::move(arguments));
}

// A message in its own place: what comes before it, and then it.
void in_place(const Message& message, std::vector<Argument> change, std::vector<Step>* steps) {
  steps->push_back(flight({key("until", Value::text(message.name))}));
  steps->push_back(send(message.name, std::move(change)));
}

// A proof of nothing, as long as a right one.
void forge(unsigned whose, Input& input, std::vector<Step>* steps) {
  constexpr std::size_t kProofs[] = {32, 48, 12};
  const Message& message =
      message_of(whose, input, [](const Message& m) { return m.proof != nullptr; });
  const std::string proof(kProofs[input.octet() % std::size(kProofs)], 'x');
  in_place(message, {key("set", Dict{{{Value::text(message.proof), Value::bytes(proof)}}})}, steps);
}

// One that belongs in this message as often as any.
const Extension& any_extension(const Message& message, Input& input) {
  const std::uint8_t which = input.octet();
  if (which < 128) return kExtensions[which % std::size(kExtensions)];
  std::array<const Extension*, std::size(kExtensions)> own{};
  std::size_t count = 0;
  for (const Extension& extension : kExtensions) {
    if ((extension.homes & home_of(message)) != 0) own[count++] = &extension;
  }
  return *own[which % count];
}

// An extension that is well made, and has no place there or says what is not so.
void extend(unsigned whose, bool add, Input& input, std::vector<Step>* steps) {
  // A HelloRetryRequest is rare, so half of a retrying server's are in that.
  const bool retry = (whose & kRetries) != 0 && input.octet() % 2 == 1;
  const Message& message =
      message_of(whose, input, [&](const Message& m) { return retry ? is_retry(m) : m.extended; });
  const Extension& extension = any_extension(message, input);
  const std::string path =
      std::string("extensions.") + extension.name + (add ? "" : ".extension_data");
  in_place(message,
           {key(add ? "add" : "set",
                Dict{{{Value::text(path), Value::bytes(std::string(extension.body))}}})},
           steps);
}

// A whole record, so that what comes behind it is still one.
Value noise(Input& input) {
  const char type =
      static_cast<char>(input.octet() % 2 == 0 ? input.octet() : 20 + input.octet() % 4);
  const std::string body = octets(input).as<Bytes>()->octets;
  return Value::bytes(std::string({type, 3, 3, '\0', static_cast<char>(body.size())}) + body);
}

// Something that is no handshake message, or is one of any number.
Step other(Input& input) {
  const char* what = pick(kOthers, input);
  std::vector<Argument> arguments;
  if (std::string_view(what) != "change_cipher_spec")
    arguments.push_back(key("data", octets(input)));
  const std::uint8_t how = input.octet();
  if (how % 2 == 1) arguments.push_back(change_record(how / 2, input));
  return send(what, std::move(arguments));
}

// Kinds of action, by how many of 32 octets are one: what a single octet more or less decides is rarer.
void act(unsigned whose, std::uint8_t kind, Input& input, std::vector<Step>* steps) {
  const auto own = [&] { return Value::text(own_message(whose, input).name); };
  const int number = kind % 32;
  if (number == 0) return steps->push_back(flight());
  if (number < 5) return steps->push_back(flight({key("skip", own())}));
  if (number < 7) return steps->push_back(flight({key("repeat", own())}));
  if (number < 8) {
    const Value one = own();
    return steps->push_back(flight({key("swap", List{{one, own()}})}));
  }
  if (number < 9) return steps->push_back(make(StepKind::kWrite, "p.in", {key("", noise(input))}));
  if (number < 11) return steps->push_back(other(input));
  if (number < 14) {  // out of place
    const Message& message = any_message(input);
    return steps->push_back(send(message.name, change(message, input)));
  }
  if (number < 18) return forge(whose, input, steps);
  if (number < 26) return extend(whose, number < 23, input, steps);
  const Message& message = own_message(whose, input);
  if (number < 28) return in_place(message, {change_record(input.octet(), input)}, steps);
  in_place(message, change(message, input), steps);
}

// A session that the puppet p can resume: of an honest connection of w with another object of the context.
void get_session(const std::vector<Argument>& puppet, const std::vector<Argument>& subject,
                 std::vector<Step>* steps) {
  steps->push_back(make(StepKind::kContext, "c", subject));
  steps->push_back(make(StepKind::kObject, "o", {subject[0], key("context", Value::name("c"))}));
  steps->push_back(make(StepKind::kPuppet, "w", puppet));
  steps->push_back(make(StepKind::kPump, "w", {key("", Value::name("o"))}));
  steps->push_back(make(StepKind::kWrite, "o", {key("", Value::bytes("with tickets"))}));
  steps->push_back(make(StepKind::kMove, "o", {key("", Value::name("w"))}));
  steps->push_back(make(StepKind::kRead, "w", {key("", Value::integer(100))}));
}

}  // namespace

Script puppet_script(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::uint8_t who = input.octet();
  const bool server = (who & 1) != 0;
  const bool tls12 = (who & 4) != 0;
  unsigned whose = server ? (tls12 ? kServer12 : kServer13) : tls12 ? kClient12 : kClient13;
  // Of servers the half that no client could resume with as well.
  const bool other_groups = (who & 8) != 0 || (server && (who & 128) != 0);
  if (server && !tls12 && other_groups) whose |= kRetries;
  constexpr const char* kVersions[] = {"1.2-1.3", "1.3", "1.2", "1.2"};
  Argument versions = key("tls", Value::name(kVersions[who >> 1 & 3]));
  Script script;
  std::vector<Step>& steps = script.steps;
  std::vector<Argument> puppet = {key("", Value::name(server ? "server" : "client")), versions};
  if ((who & 6) == 6) puppet.push_back(key("suites", Value::name(kCbcSuite)));
  if (other_groups) puppet.push_back(key("groups", Value::name("secp256r1")));
  // A client that has a certificate is asked for one as well.
  if ((who & 16) != 0) puppet.push_back(key("cert", Value::name(server ? "rsa2048" : "client")));
  if (server && (who & 32) != 0) puppet.push_back(key("verify", Value::name("required")));
  if (server && (who & 64) != 0) puppet.push_back(key("tickets", Value::integer(1)));
  std::vector<Argument> subject = {key("", Value::name(server ? "client" : "server")), versions};
  if ((who & 6) == 6) subject.push_back(key("ciphers", Value::text(kCbcSuite)));
  if (!server && (who & 48) != 0) {
    subject.push_back(key("verify", Value::name("optional")));
    subject.push_back(key("ca", Value::name("root")));
  }
  // Whoever resumes is not asked for a certificate.
  if (!server && (who & 144) == 128) {
    get_session(puppet, subject, &steps);
    subject = {subject[0], key("context", Value::name("c"))};
    puppet.push_back(key("session", Value::name("w")));
  }
  steps.push_back(make(StepKind::kObject, "a", std::move(subject)));
  steps.push_back(make(StepKind::kPuppet, "p", std::move(puppet)));
  if (server) {
    steps.push_back(make(StepKind::kDoHandshake, "a"));
    steps.push_back(make(StepKind::kMove, "a", {key("", Value::name("p"))}));
  }
  const Step pump =
      make(StepKind::kPump, "p", {key("", Value::name("a")), key("rounds", Value::integer(4))});
  const auto exchange = [&] {
    steps.push_back(make(StepKind::kMove, "p", {key("", Value::name("a"))}));
    steps.push_back(make(StepKind::kDoHandshake, "a"));
    steps.push_back(make(StepKind::kMove, "a", {key("", Value::name("p"))}));
  };
  for (int i = 0; i < kMostActions && !input.empty(); ++i) {
    const std::uint8_t kind = input.octet();
    if (kind >= 128) {
      steps.push_back(pump);  // what comes then comes behind the handshake
    } else if (kind >= 64) {
      steps.push_back(flight());  // or in the second flight
      exchange();
    }
    act(whose, kind, input, &steps);
    exchange();
  }
  steps.push_back(pump);
  steps.push_back(make(StepKind::kWrite, "p", {key("", Value::bytes("from the puppet"))}));
  steps.push_back(make(StepKind::kMove, "p", {key("", Value::name("a"))}));
  steps.push_back(make(StepKind::kRead, "a", {key("", Value::integer(100))}));
  steps.push_back(make(StepKind::kWrite, "a", {key("", Value::bytes("to the puppet"))}));
  steps.push_back(make(StepKind::kUnwrap, "a"));
  steps.push_back(make(StepKind::kMove, "a", {key("", Value::name("p"))}));
  steps.push_back(make(StepKind::kRead, "p", {key("", Value::integer(100))}));
  return script;
}

}  // namespace parallax::fuzz
