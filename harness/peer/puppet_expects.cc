// What a puppet was told: `expect`.
#include <fmt/format.h>

#include <algorithm>

#include "harness/peer/puppet_actor.h"
#include "harness/peer/puppet_options.h"
#include "harness/wire/names.h"

namespace parallax {
namespace {

Outcome assertion(std::string message) { return Outcome::raised("AssertionError", message); }

// An alert as a tree of its two fields.
wire::Field alert_fields(std::string_view octets) { return wire::read_struct(octets, "Alert"); }

// Names of enumerations may be written as words or as texts.
bool same(const Value& shown, const Value& wanted) {
  const Name* name = shown.as<Name>();
  const Text* text = wanted.as<Text>();
  if (name != nullptr && text != nullptr) return name->text == text->utf8;
  const List* items = shown.as<List>();
  const List* others = wanted.as<List>();
  if (items != nullptr && others != nullptr)
    return std::equal(items->items.begin(), items->items.end(), others->items.begin(),
                      others->items.end(), same);
  return shown == wanted;
}

// Empty where the field is as wanted, else a sentence.
std::string unlike(const wire::Field& message, const std::string& path, const Value& wanted) {
  const wire::Field* field = wire::find(message, path);
  if (field == nullptr) return fmt::format("it has no {}", path);
  const Value shown = wire::to_value(*field);
  if (same(shown, wanted)) return {};
  if (const auto* number = wanted.as<std::int64_t>()) {
    const auto has = wire::number(message, path);
    if (has && *number >= 0 && *has == static_cast<std::uint64_t>(*number)) return {};
  }
  if (const Bytes* bytes = wanted.as<Bytes>()) {
    const auto has = wire::content(message, path);
    if (has && *has == bytes->octets) return {};
  }
  return fmt::format("{} is {}", path, print(shown, 200));
}

}  // namespace

wire::Setting PuppetActor::setting() const {
  wire::Setting setting;
  const std::uint16_t version =
      puppet_.version() == 0 ? puppet_.config().highest : puppet_.version();
  setting.dialect = version == puppet::kTls12 ? wire::Dialect::kTls12 : wire::Dialect::kTls13;
  if (const wire::CipherSuite* suite = puppet_.suite()) {
    setting.key_exchange = suite->exchange == wire::Exchange::kRsa     ? wire::KeyExchange::kRsa
                           : suite->exchange == wire::Exchange::kTls13 ? wire::KeyExchange::kUnknown
                                                                       : wire::KeyExchange::kEcdhe;
  }
  return setting;
}

Outcome PuppetActor::expect(const Step& step) {
  std::string name;
  if (!step.arguments.empty() && step.arguments[0].key.empty()) {
    if (const Name* word = step.arguments[0].value.as<Name>()) name = word->text;
    if (const Text* text = step.arguments[0].value.as<Text>()) name = text->utf8;
  }
  const auto& received = puppet_.received();
  std::string others;
  for (std::size_t i = 0; i < received.size(); ++i) {
    if (expected_.contains(i)) continue;
    const std::string own = name_of(received[i]);
    if (own != name) {
      others += (others.empty() ? "" : ", ") + own;
      if (own == "alert" && received[i].octets.size() == 2)
        others += fmt::format(" {}", alert_name(static_cast<std::uint8_t>(received[i].octets[1])));
      continue;
    }
    const bool handshake = received[i].content == wire::kHandshake;
    const wire::Field message = handshake ? wire::read_message(received[i].octets, setting())
                                          : alert_fields(received[i].octets);
    std::string wrong;
    for (const Argument& argument : step.arguments) {
      if (argument.key.empty() || !wrong.empty()) continue;
      if (argument.key == "absent") {
        const auto paths = names_of(argument);
        if (!paths) return paths.error();
        for (const std::string& path : *paths) {
          if (wire::find(message, path) != nullptr) wrong = "it has " + path;
        }
      } else if (argument.key == "has") {
        const Dict* dict = argument.value.as<Dict>();
        if (dict == nullptr) return bad_value(argument, "a dict of paths");
        for (const auto& [path, value] : dict->items) {
          const Text* text = path.as<Text>();
          if (text == nullptr) return bad_value(argument, "a dict of paths");
          if (wrong.empty()) wrong = unlike(message, text->utf8, value);
        }
      } else {
        wrong = unlike(message, argument.key, argument.value);
      }
    }
    expected_.insert(i);
    if (!wrong.empty()) return assertion(fmt::format("{} came, but {}", name, wrong));
    if (name == "alert" && received[i].octets.size() == 2) {
      return Outcome::ok(Value::text(fmt::format(
          "{} {}", wire::alert_level_name(static_cast<std::uint8_t>(received[i].octets[0])),
          alert_name(static_cast<std::uint8_t>(received[i].octets[1])))));
    }
    return Outcome::ok();
  }
  if (name == "nothing") {
    if (others.empty()) return Outcome::ok();
    return assertion("received " + others);
  }
  return assertion(
      fmt::format("no {} came; received {}", name, others.empty() ? "nothing" : others));
}

}  // namespace parallax
