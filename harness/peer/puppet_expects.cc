// What a puppet was told: `expect`.
#include <fmt/format.h>

#include <algorithm>

#include "harness/peer/puppet_actor.h"
#include "harness/peer/puppet_options.h"
#include "harness/wire/names.h"

namespace parallax {
namespace {

Outcome assertion(std::string_view message) { return Outcome::raised("AssertionError", message); }

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

// The octets of a field, whatever it is: those of its value, headers aside.
std::string octets_of(const wire::Field& message, const std::string& path) {
  if (const auto octets = wire::content(message, path)) return *octets;
  const wire::Field* field = wire::find(message, path);
  return field == nullptr ? std::string() : print(wire::to_value(*field));
}

// How long a field is: items of a list, octets of anything else.
std::optional<std::size_t> length_of(const wire::Field& message, const std::string& path) {
  const wire::Field* field = wire::find(message, path);
  if (field == nullptr) return std::nullopt;
  const Value value = wire::to_value(*field);
  if (const List* list = value.as<List>()) return list->items.size();
  if (const Dict* dict = value.as<Dict>()) return dict->items.size();
  if (const Bytes* bytes = value.as<Bytes>()) return bytes->octets.size();
  return octets_of(message, path).size();
}

bool is_among(std::size_t length, const Value& wanted) {
  const auto is = [&](const Value& value) {
    const auto* number = value.as<std::int64_t>();
    return number != nullptr && *number >= 0 && static_cast<std::size_t>(*number) == length;
  };
  const List* list = wanted.as<List>();
  return list == nullptr ? is(wanted) : std::any_of(list->items.begin(), list->items.end(), is);
}

// `length`, `ends`, `most` and `lacks`: empty where the field is as they say, else a sentence.
std::string beyond(const wire::Field& message, std::string_view key, const std::string& path,
                   const Value& wanted) {
  if (wire::find(message, path) == nullptr) return fmt::format("it has no {}", path);
  if (key == "length") {
    const std::size_t length = length_of(message, path).value_or(0);
    return is_among(length, wanted) ? "" : fmt::format("{} has length {}", path, length);
  }
  if (key == "ends") {
    const Bytes* end = wanted.as<Bytes>();
    const std::string octets = octets_of(message, path);
    return end != nullptr && octets.ends_with(end->octets)
               ? ""
               : fmt::format("{} is {}", path, print(Value::bytes(octets), 200));
  }
  const auto* most = wanted.as<std::int64_t>();
  if (key == "lacks") {
    const auto& items = wire::find(message, path)->fields;
    const bool there = std::any_of(items.begin(), items.end(), [&](const wire::Field& item) {
      std::uint64_t number = 0;
      for (const char c : item.octets) number = number << 8 | static_cast<std::uint8_t>(c);
      return most != nullptr && number == static_cast<std::uint64_t>(*most);
    });
    return there || most == nullptr ? fmt::format("{} has it", path) : "";
  }
  const auto number = wire::number(message, path);
  return most != nullptr && number && *most >= 0 && *number <= static_cast<std::uint64_t>(*most)
             ? ""
             : fmt::format("{} is {}", path, number.value_or(0));
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
  const std::string* before = nullptr;  // the last message of that name that was expected already
  for (std::size_t i = 0; i < received.size(); ++i) {
    const std::string own = name_of(received[i]);
    if (expected_.contains(i)) {
      if (own == name) before = &received[i].octets;
      continue;
    }
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
      } else if (argument.key == "same" || argument.key == "differs") {
        const auto paths = names_of(argument);
        if (!paths) return paths.error();
        if (before == nullptr) wrong = "none of its kind was expected before";
        const wire::Field first =
            before == nullptr ? wire::Field() : wire::read_message(*before, setting());
        for (const std::string& path : *paths) {
          if (!wrong.empty()) break;
          const bool equal = octets_of(first, path) == octets_of(message, path);
          if (equal != (argument.key == "same"))
            wrong = fmt::format("{} is {} before", path, equal ? "as it was" : "not as");
        }
      } else if (argument.key == "length" || argument.key == "ends" || argument.key == "most" ||
                 argument.key == "lacks") {
        const Dict* dict = argument.value.as<Dict>();
        if (dict == nullptr) return bad_value(argument, "a dict of paths");
        for (const auto& [path, value] : dict->items) {
          const Text* text = path.as<Text>();
          if (text == nullptr) return bad_value(argument, "a dict of paths");
          if (wrong.empty()) wrong = beyond(message, argument.key, text->utf8, value);
        }
      } else if (argument.key == "record_version") {
        const auto* number = argument.value.as<std::int64_t>();
        if (number == nullptr || *number != received[i].version)
          wrong = fmt::format("its record has version {:#06x}", received[i].version);
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
