#include "harness/peer/puppet_options.h"

#include <fmt/format.h>

#include "harness/host/options_from_step.h"
#include "harness/wire/grammar.h"
#include "harness/wire/suites.h"

namespace parallax {
namespace {

using Numbers = std::vector<std::uint16_t>;

const std::string* text_of(const Value& value) {
  if (const Name* name = value.as<Name>()) return &name->text;
  if (const Text* text = value.as<Text>()) return &text->utf8;
  return nullptr;
}

// "x25519,secp256r1", by the names of that enumeration or as numbers.
tl::expected<Numbers, Outcome> list_of(const Argument& argument, std::string_view type) {
  Numbers numbers;
  const std::string* text = text_of(argument.value);
  std::string_view rest = text == nullptr ? std::string_view() : std::string_view(*text);
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    std::optional<std::uint64_t> number;
    if (const auto* known = wire::tls().type(type)) number = known->number_of(word);
    if (const auto* suite = wire::find_suite(word); suite != nullptr && type == "CipherSuite")
      number = suite->id;
    if (!number) return tl::unexpected(bad_value(argument, fmt::format("names of {}", type)));
    numbers.push_back(static_cast<std::uint16_t>(*number));
  }
  if (numbers.empty()) return tl::unexpected(bad_value(argument, fmt::format("names of {}", type)));
  return numbers;
}

// A key agreed beforehand. It goes with SHA-256: RFC 8446 4.2.11.
tl::expected<std::shared_ptr<const puppet::Session>, Outcome> psk_of(const Argument& argument) {
  const Tuple* pair = argument.value.as<Tuple>();
  const Bytes* identity =
      pair == nullptr || pair->items.size() != 2 ? nullptr : pair->items[0].as<Bytes>();
  const Bytes* key = identity == nullptr ? nullptr : pair->items[1].as<Bytes>();
  if (key == nullptr || identity->octets.empty() || key->octets.empty())
    return tl::unexpected(bad_value(argument, "a tuple of two byte strings"));
  auto session = std::make_shared<puppet::Session>();
  session->version = puppet::kTls13;
  session->suite = wire::find_suite("TLS_AES_128_GCM_SHA256")->id;
  session->secret = key->octets;
  session->ticket = identity->octets;
  session->external = true;
  return session;
}

std::string_view group_type() { return "NamedGroup"; }

}  // namespace

Outcome bad_value(const Argument& argument, std::string_view wanted) {
  return Outcome::raised("ValueError", fmt::format("{}={}: expected {}", argument.key,
                                                   print(argument.value, 100), wanted));
}

tl::expected<std::uint64_t, Outcome> number_of(const Argument& argument, std::string_view type) {
  if (const auto* number = argument.value.as<std::int64_t>(); number != nullptr && *number >= 0)
    return static_cast<std::uint64_t>(*number);
  if (const std::string* text = text_of(argument.value)) {
    const wire::Type* known = wire::tls().type(type);
    const auto number = known == nullptr ? std::nullopt : known->number_of(*text);
    if (number) return *number;
  }
  return tl::unexpected(bad_value(argument, fmt::format("a number, or a name of {}", type)));
}

tl::expected<std::vector<std::string>, Outcome> names_of(const Argument& argument) {
  if (const std::string* text = text_of(argument.value)) return std::vector{*text};
  std::vector<std::string> names;
  if (const List* list = argument.value.as<List>()) {
    for (const Value& item : list->items) {
      const std::string* text = text_of(item);
      if (text == nullptr) return tl::unexpected(bad_value(argument, "texts"));
      names.push_back(*text);
    }
    return names;
  }
  return tl::unexpected(bad_value(argument, "a text, or a list of texts"));
}

tl::expected<puppet::Config, Outcome> puppet_config(const Step& step, const SessionOf& session_of) {
  const auto options = context_options(step);
  if (!options) return tl::unexpected(options.error());
  if (options->minimum < Version::kTls12)
    return tl::unexpected(Outcome::unsupported("the puppet speaks TLS 1.2 and 1.3"));
  puppet::Config config;
  config.role = options->role;
  config.lowest = static_cast<std::uint16_t>(options->minimum);
  config.highest = static_cast<std::uint16_t>(options->maximum);
  config.certificates = options->certificates;
  config.alpn = options->alpn;
  config.tickets = options->tickets.value_or(0);
  config.post_handshake_auth = options->post_handshake_auth;
  if (config.role == Role::kClient) config.server_name = "localhost";
  for (const Argument& argument : step.arguments) {
    const std::string& key = argument.key;
    const bool* flag = argument.value.as<bool>();
    if (key == "verify") config.request_certificate = options->verify != Verify::kNone;
    if (key == "server_hostname") {
      const Text* name = argument.value.as<Text>();
      if (name == nullptr && !argument.value.is<None>())
        return tl::unexpected(bad_value(argument, "a text, or None"));
      config.server_name = name == nullptr ? std::nullopt : std::optional(name->utf8);
    }
    if (key == "suites" || key == "groups" || key == "shares") {
      auto numbers = list_of(argument, key == "suites" ? "CipherSuite" : group_type());
      if (!numbers) return tl::unexpected(numbers.error());
      (key == "suites"   ? config.suites
       : key == "groups" ? config.groups
                         : config.shares) = std::move(*numbers);
    }
    if (key == "session") {
      const std::string* name = text_of(argument.value);
      config.session = name == nullptr ? nullptr : session_of(name->substr(0, name->find('.')));
      if (!config.session)
        return tl::unexpected(bad_value(argument, "a puppet that was given a session"));
    }
    if (key == "psk") {
      const auto psk = psk_of(argument);
      if (!psk) return tl::unexpected(psk.error());
      config.session = *psk;
    }
    if (key == "record_size_limit") {
      const auto* limit = argument.value.as<std::int64_t>();
      if (limit == nullptr || *limit < 0 || *limit > UINT16_MAX)
        return tl::unexpected(bad_value(argument, "0 to 65535"));
      config.record_size_limit = static_cast<std::uint16_t>(*limit);
    }
    if (key == "pss_salt") {
      const auto* octets = argument.value.as<std::int64_t>();
      constexpr std::int64_t kMostSalt = 190;  // what 2,048 bits hold beside a hash of 64 octets
      if (octets == nullptr || *octets < 0 || *octets > kMostSalt)
        return tl::unexpected(bad_value(argument, fmt::format("0 to {}", kMostSalt)));
      config.pss_salt = static_cast<std::size_t>(*octets);
    }
    if (flag == nullptr) continue;
    if (key == "early_data") config.early_data = *flag;
    if (key == "middlebox") config.middlebox = *flag;
    if (key == "extended_master_secret") config.extended_master_secret = *flag;
    if (key == "encrypt_then_mac") config.encrypt_then_mac = *flag;
  }
  return config;
}

tl::expected<bool, Outcome> read_shape(const Argument& argument, puppet::Shape* shape) {
  const std::string& key = argument.key;
  const auto* integer = argument.value.as<std::int64_t>();
  const std::string* text = text_of(argument.value);
  // More octets or records than this from one short line would fill memory.
  constexpr std::int64_t kMost = 1 << 16;
  const auto bounded = [&](auto* to, std::int64_t least) -> tl::expected<bool, Outcome> {
    if (integer == nullptr || *integer < least || *integer > kMost)
      return tl::unexpected(bad_value(argument, fmt::format("{} to {}", least, kMost)));
    *to = static_cast<std::decay_t<decltype(*to)>>(*integer);
    return true;
  };
  if (key == "record_type") {
    const auto number = number_of(argument, "ContentType");
    if (!number || *number > 0xFF) return tl::unexpected(bad_value(argument, "a ContentType"));
    shape->type = static_cast<std::uint8_t>(*number);
    return true;
  }
  if (key == "record_version") {
    const auto number = number_of(argument, "ProtocolVersion");
    if (!number || *number > 0xFFFF)
      return tl::unexpected(bad_value(argument, "a ProtocolVersion"));
    shape->version = static_cast<std::uint16_t>(*number);
    return true;
  }
  std::size_t size = 0;
  if (key == "record_length") {
    const auto good = bounded(&size, 0);
    if (good) shape->length = size;
    return good;
  }
  if (key == "cut") {
    const auto good = bounded(&size, 1);
    if (good) shape->cut = size;
    return good;
  }
  if (key == "padding") return bounded(&shape->padding, 0);
  // A record each: bounded more tightly.
  constexpr std::int64_t kMostRecords = 1000;
  if (key == "empty" || key == "copies") {
    if (integer == nullptr || *integer < 0 || *integer > kMostRecords)
      return tl::unexpected(bad_value(argument, "0 to 1000"));
    (key == "empty" ? shape->empty : shape->copies) = static_cast<int>(*integer);
    return true;
  }
  if (key == "join" || key == "oversized") {
    const bool* flag = argument.value.as<bool>();
    if (flag == nullptr) return tl::unexpected(bad_value(argument, "True or False"));
    (key == "join" ? shape->join : shape->oversized) = *flag;
    return true;
  }
  if (key == "epoch") {
    constexpr std::pair<std::string_view, puppet::Epoch> kEpochs[] = {
        {"plain", puppet::Epoch::kPlain},
        {"early", puppet::Epoch::kEarly},
        {"handshake", puppet::Epoch::kHandshake},
        {"application", puppet::Epoch::kApplication}};
    for (const auto& [name, epoch] : kEpochs) {
      if (text != nullptr && *text == name) shape->epoch = epoch;
    }
    if (shape->epoch) return true;
    return tl::unexpected(bad_value(argument, "plain, early, handshake or application"));
  }
  if (key == "key" || key == "tag") {
    const bool is_key = key == "key";
    if (text == nullptr || *text != (is_key ? "wrong" : "broken"))
      return tl::unexpected(bad_value(argument, is_key ? "\"wrong\"" : "\"broken\""));
    (is_key ? shape->wrong_key : shape->broken_tag) = true;
    return true;
  }
  return false;
}

}  // namespace parallax
