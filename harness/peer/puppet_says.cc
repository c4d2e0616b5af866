// What a puppet says: `flight` and `send`.
#include <fmt/format.h>

#include <algorithm>

#include "harness/host/arguments.h"
#include "harness/peer/puppet_actor.h"
#include "harness/peer/puppet_options.h"
#include "harness/wire/names.h"

namespace parallax {
namespace {

using puppet::Item;
using puppet::Shape;

// A step that does more than one thing wrong says so: engines may then differ merely in which they see.
void mark_faults(Outcome* outcome, int faults) {
  if (faults > 1) outcome->notes().push_back({"faults", fmt::format("{}", faults)});
}

std::string first_word(const Step& step) {
  if (step.arguments.empty() || !step.arguments[0].key.empty()) return {};
  const Value& value = step.arguments[0].value;
  if (const Name* name = value.as<Name>()) return name->text;
  if (const Text* text = value.as<Text>()) return text->utf8;
  return {};
}

tl::expected<std::string, Outcome> octets_argument(const Step& step, std::string_view key) {
  for (const Argument& argument : step.arguments) {
    if (argument.key == key) return to_octets(argument.value);
  }
  return std::string();
}

// A path of a dict's key.
const std::string* path_of(const Value& value) {
  if (const Text* text = value.as<Text>()) return &text->utf8;
  return nullptr;
}

bool is_edit(std::string_view key) {
  return key == "set" || key == "remove" || key == "double" || key == "add" || key == "place" ||
         key == "lengths";
}

tl::expected<std::uint64_t, Outcome> place_of(const Argument& argument, const Value& value) {
  const auto* number = value.as<std::int64_t>();
  if (number == nullptr || *number < 0)
    return tl::unexpected(bad_value(argument, "a dict of paths and numbers"));
  return static_cast<std::uint64_t>(*number);
}

// One key of `send`, as edits of the message. Counts them in *faults.
tl::expected<void, Outcome> edit(const Argument& argument, wire::Field* message, int* faults) {
  const auto done = [&](const wire::Edit& made) -> tl::expected<void, Outcome> {
    ++*faults;
    if (!made) return tl::unexpected(Outcome::raised("ValueError", made.error()));
    return {};
  };
  const std::string& key = argument.key;
  if (!is_edit(key)) return done(wire::set(*message, key, argument.value));
  if (key == "remove" || key == "double") {
    const auto paths = names_of(argument);
    if (!paths) return tl::unexpected(paths.error());
    for (const std::string& path : *paths) {
      const auto made =
          done(key == "remove" ? wire::remove(*message, path) : wire::repeat(*message, path));
      if (!made) return made;
    }
    return {};
  }
  const Dict* dict = argument.value.as<Dict>();
  if (dict == nullptr) return tl::unexpected(bad_value(argument, "a dict of paths"));
  for (const auto& [at, value] : dict->items) {
    const std::string* path = path_of(at);
    if (path == nullptr) return tl::unexpected(bad_value(argument, "a dict of paths"));
    wire::Edit made;
    if (key == "set") {
      made = wire::set(*message, *path, value);
    } else if (key == "add") {
      made = wire::add(*message, *path, value);
    } else {
      const auto number = place_of(argument, value);
      if (!number) return tl::unexpected(number.error());
      made = key == "place" ? wire::move_to(*message, *path, static_cast<std::size_t>(*number))
                            : wire::set_length(*message, *path, *number);
    }
    if (const auto result = done(made); !result) return result;
  }
  return {};
}

// The paths that a key of `send` changes.
std::vector<std::string> paths_of(const Argument& argument) {
  std::vector<std::string> paths;
  if (const Dict* dict = argument.value.as<Dict>()) {
    for (const auto& [at, value] : dict->items) {
      if (const std::string* path = path_of(at)) paths.push_back(*path);
    }
    return paths;
  }
  return names_of(argument).value_or(paths);
}

// Whether a step changes the binders of PSKs: themselves, or the extension as a whole.
bool changes_binders(const Step& step) {
  constexpr std::string_view kOffer = "extensions.pre_shared_key";
  const auto changes = [&](const std::string& path) {
    return path.starts_with(kOffer) && !path.starts_with(fmt::format("{}.identities", kOffer));
  };
  return std::ranges::any_of(step.arguments, [&](const Argument& argument) {
    return is_edit(argument.key) && std::ranges::any_of(paths_of(argument), changes);
  });
}

// The HandshakeType of a name, kHelloRetryRequest included.
std::optional<std::uint8_t> type_named(std::string_view name) {
  if (name == "hello_retry_request") return puppet::kHelloRetryRequest;
  const auto* type = wire::tls().type("HandshakeType");
  const auto number = type == nullptr ? std::nullopt : type->number_of(name);
  return number ? std::optional(static_cast<std::uint8_t>(*number)) : std::nullopt;
}

bool is_true(const Step& step, std::string_view key) {
  return std::any_of(step.arguments.begin(), step.arguments.end(), [&](const Argument& argument) {
    const bool* flag = argument.value.as<bool>();
    return argument.key == key && flag != nullptr && *flag;
  });
}

bool is_item(const Item& item, std::string_view name) { return name_of(item) == name; }

}  // namespace

Outcome PuppetActor::flight(const Step& step) {
  Shape shape;
  std::string until, repeat;
  std::vector<std::string> skip, swap;
  for (const Argument& argument : step.arguments) {
    const auto shaped = read_shape(argument, &shape);
    if (!shaped) return shaped.error();
    if (*shaped) continue;
    const std::string& key = argument.key;
    if (key != "until" && key != "repeat" && key != "skip" && key != "swap")
      return Outcome::raised("TypeError",
                             fmt::format("flight() got an unexpected argument '{}'", key));
    const auto names = names_of(argument);
    if (!names) return names.error();
    if (key == "skip") skip = *names;
    if (key == "swap") swap = *names;
    if (key == "until") until = names->empty() ? "" : names->front();
    if (key == "repeat") repeat = names->empty() ? "" : names->front();
  }
  if (!swap.empty() && swap.size() != 2)
    return Outcome::raised("ValueError", "swap: expected two names");
  auto& plan = puppet_.plan();
  for (const std::string& name : swap) {
    if (std::none_of(plan.begin(), plan.end(), [&](const Item& i) { return is_item(i, name); }))
      return Outcome::raised("ValueError", fmt::format("`{}` is not what comes next", name));
  }
  if (swap.size() == 2) {
    const auto one =
        std::find_if(plan.begin(), plan.end(), [&](const Item& i) { return is_item(i, swap[0]); });
    const auto two =
        std::find_if(plan.begin(), plan.end(), [&](const Item& i) { return is_item(i, swap[1]); });
    std::iter_swap(one, two);
  }
  List said;
  while (!plan.empty()) {
    const Item item = plan.front();
    const std::string name = name_of(item);
    if (!until.empty() && name == until) break;
    plan.pop_front();
    if (std::find(skip.begin(), skip.end(), name) != skip.end() && !name.empty()) continue;
    for (int times = name == repeat && !name.empty() ? 2 : 1; times > 0; --times) {
      play(item, shape);
      if (!name.empty()) said.items.push_back(Value::text(name));
    }
  }
  puppet_.flush();
  Outcome outcome = Outcome::ok(std::move(said));
  mark_faults(&outcome, shape.faults() + static_cast<int>(skip.size()) + int{!repeat.empty()} +
                            int{!swap.empty()});
  return outcome;
}

int PuppetActor::pass_over(std::string_view name) {
  auto& plan = puppet_.plan();
  if (std::none_of(plan.begin(), plan.end(), [&](const Item& i) { return is_item(i, name); }))
    return 0;
  int left_out = 0;
  while (!is_item(plan.front(), name)) {
    const Item item = plan.front();
    plan.pop_front();
    if (item.kind == Item::Kind::kMessage)
      left_out = 1;
    else if (puppet_.tls13())
      play(item, {});  // TLS 1.2: keys change with change_cipher_spec, which is left out too
  }
  return left_out;
}

Outcome PuppetActor::send(const Step& step) {
  const std::string name = first_word(step);
  Shape shape;
  for (const Argument& argument : step.arguments) {
    if (argument.key.empty()) continue;
    if (const auto shaped = read_shape(argument, &shape); !shaped) return shaped.error();
  }
  if (const auto type = type_named(name)) return send_message(step, *type, shape);
  return send_other(step, name, shape);
}

// A handshake message: what the RFCs would have it say now, edited.
Outcome PuppetActor::send_message(const Step& step, std::uint8_t type, const Shape& shape) {
  int faults = shape.faults();
  auto& plan = puppet_.plan();
  if (type == puppet::kClientHello && puppet_.finished() && !puppet_.tls13())
    puppet_.plan_renegotiation();
  if (type == puppet::kCertificateRequest && puppet_.finished() && puppet_.tls13())
    puppet_.plan_post_handshake_auth();
  if (is_true(step, "skip")) faults += pass_over(first_word(step));
  // What has no message of its own goes before the next message: change_cipher_spec, other keys.
  const auto next = std::find_if(
      plan.begin(), plan.end(), [](const Item& item) { return item.kind == Item::Kind::kMessage; });
  const bool due = next != plan.end() && next->number == type;
  if (due) {
    while (plan.front().kind != Item::Kind::kMessage) {
      play(plan.front(), {});
      plan.pop_front();
    }
    plan.pop_front();
  }
  const bool any_time =
      puppet_.finished() && (type == puppet::kKeyUpdate || type == puppet::kNewSessionTicket ||
                             type == puppet::kHelloRequest);
  if (!due && !any_time) ++faults;
  puppet_.before_message(type);
  const std::string body = puppet_.body_of(type);
  const std::uint8_t wire_type = type == puppet::kHelloRetryRequest ? puppet::kServerHello : type;
  std::string octets{static_cast<char>(wire_type), static_cast<char>(body.size() >> 16 & 0xFF),
                     static_cast<char>(body.size() >> 8 & 0xFF),
                     static_cast<char>(body.size() & 0xFF)};
  octets += body;
  wire::Field message = wire::read_message(octets, setting());
  bool counts = puppet_.counts(type), edited = false;
  for (const Argument& argument : step.arguments) {
    Shape ignored;
    if (argument.key.empty() || *read_shape(argument, &ignored)) continue;
    if (argument.key == "skip") continue;
    if (argument.key == "transcript") {
      const bool* flag = argument.value.as<bool>();
      if (flag != nullptr && !*flag) counts = false;
      continue;
    }
    // A KeyUpdate may ask or not: neither is a fault.
    int edits = 0;
    if (const auto made = edit(argument, &message, &edits); !made) return made.error();
    if (argument.key != "request_update") faults += edits;
    edited = true;
  }
  if (edited) octets = wire::print(message);
  // The binder covers what was edited, unless it was edited itself.
  const bool psk = wire::find(message, "extensions.pre_shared_key") != nullptr;
  if (edited && type == puppet::kClientHello && psk && !changes_binders(step))
    octets = octets.substr(0, 4) + puppet_.rebound(octets.substr(4));
  puppet_.send_message(octets, shape, counts);
  puppet_.after_message(type);
  while (!plan.empty() && due && plan.front().kind == Item::Kind::kWriteEpoch) {
    play(plan.front(), {});
    plan.pop_front();
  }
  if (!shape.join) puppet_.flush();
  Outcome outcome = Outcome::ok();
  mark_faults(&outcome, faults);
  return outcome;
}

// Anything that is no handshake message of a known type.
Outcome PuppetActor::send_other(const Step& step, std::string_view name, const Shape& shape) {
  const auto data = octets_argument(step, "data");
  if (!data) return data.error();
  std::uint64_t level = wire::kFatal, description = puppet::kCloseNotify, type = 0;
  for (const Argument& argument : step.arguments) {
    const bool is_level = argument.key == "level", is_type = argument.key == "msg_type";
    if (!is_level && !is_type && argument.key != "description") continue;
    const auto number = number_of(argument, is_level  ? "AlertLevel"
                                            : is_type ? "HandshakeType"
                                                      : "AlertDescription");
    if (!number) return number.error();
    if (*number > 0xFF) return bad_value(argument, "one octet");
    (is_level ? level : is_type ? type : description) = *number;
  }
  Outcome outcome = Outcome::ok();
  int faults = shape.faults();
  if (name == "alert") {
    if (data->empty())
      puppet_.send_alert(static_cast<std::uint8_t>(level), static_cast<std::uint8_t>(description),
                         shape);
    else
      puppet_.send_record(wire::kAlert, *data, shape);
  } else if (name == "change_cipher_spec" && is_true(step, "skip")) {
    faults += pass_over(name);
    if (!puppet_.plan().empty() && is_item(puppet_.plan().front(), name)) {
      play(puppet_.plan().front(), shape);
      puppet_.plan().pop_front();
    } else {
      puppet_.send_record(wire::kChangeCipherSpec, "\x01", shape);
    }
    while (!puppet_.plan().empty() && puppet_.plan().front().kind == Item::Kind::kWriteEpoch) {
      play(puppet_.plan().front(), {});
      puppet_.plan().pop_front();
    }
  } else if (name == "change_cipher_spec") {
    puppet_.send_record(wire::kChangeCipherSpec, data->empty() ? "\x01" : *data, shape);
  } else if (name == "application_data") {
    puppet_.send_record(wire::kApplicationData, *data, shape);
  } else if (name == "record") {
    puppet_.send_record(wire::kHandshake, *data, shape);
  } else if (name == "octets") {
    puppet_.flush();
    puppet_.out() += *data;
    ++faults;
  } else if (name == "handshake") {
    const auto body = octets_argument(step, "body");
    if (!body) return body.error();
    std::string message{static_cast<char>(type), static_cast<char>(body->size() >> 16 & 0xFF),
                        static_cast<char>(body->size() >> 8 & 0xFF),
                        static_cast<char>(body->size() & 0xFF)};
    puppet_.send_message(message + *body, shape, true);
    if (!shape.join) puppet_.flush();
    ++faults;
  } else {
    return Outcome::raised("ValueError",
                           fmt::format("`{}` is not a message that a puppet can send", name));
  }
  mark_faults(&outcome, faults);
  return outcome;
}

}  // namespace parallax
