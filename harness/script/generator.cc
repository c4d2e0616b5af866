#include "harness/script/generator.h"

#include <array>

#include "harness/contract/random.h"
#include "harness/script/utf8.h"

namespace parallax {
namespace {

using std::string_view;

constexpr std::array<std::int64_t, 22> kEdges = {
    -1,         0,          1,           2,          5,         255,      256,   1023,
    1024,       16383,      16384,       16385,      16406,     17000,    65535, 65536,
    2147483647, 2147483648, -2147483648, 4294967296, INT64_MAX, INT64_MIN};
constexpr std::array<string_view, 8> kSaid = {"x",
                                              "hello",
                                              "",
                                              "a line\n",
                                              "\x16\x03\x01\x00\x05",
                                              "\x15\x03\x03",
                                              "\x17\x03\x03\x00\x01",
                                              "GET / HTTP/1.1\r\n\r\n"};
// What a connection is made of, each about as often as programs do it.
constexpr std::array<StepKind, 20> kUses = {
    StepKind::kDoHandshake,    StepKind::kRead,           StepKind::kRead,
    StepKind::kRead,           StepKind::kWrite,          StepKind::kWrite,
    StepKind::kWrite,          StepKind::kUnwrap,         StepKind::kPending,
    StepKind::kVersion,        StepKind::kCipher,         StepKind::kSession,
    StepKind::kGetPeerCert,    StepKind::kSelectedAlpn,   StepKind::kSessionReused,
    StepKind::kChannelBinding, StepKind::kServerHostname, StepKind::kSharedCiphers,
    StepKind::kPostHandshake,  StepKind::kContextOf};
constexpr std::array<StepKind, 6> kBioUses = {StepKind::kRead,    StepKind::kRead,
                                              StepKind::kWrite,   StepKind::kWrite,
                                              StepKind::kPending, StepKind::kEof};
constexpr std::array<string_view, 6> kNames = {"a", "b", "c", "p", "q", "x"};

Argument keyed(string_view key, Value value) { return {std::string(key), std::move(value)}; }

}  // namespace

std::uint64_t Dice::next() {
  state_ += 0x9E3779B97F4A7C15;
  return mix64(state_);
}

std::string Generator::octets(std::size_t most) {
  if (dice_.percent(50)) return std::string(dice_.pick(kSaid).substr(0, most));
  std::string out(dice_.below(most + 1), '\0');
  const auto filling = static_cast<char>(dice_.next());
  const bool uniform = dice_.percent(30);
  for (char& c : out) c = uniform ? filling : static_cast<char>(dice_.next());
  return out;
}

Value Generator::edge_integer() {
  std::int64_t n = dice_.pick(kEdges);
  if (dice_.percent(30) && n > INT64_MIN && n < INT64_MAX) n += dice_.percent(50) ? 1 : -1;
  return Value::integer(n);
}

std::string Generator::name(const Scope& scope, std::uint8_t mask) {
  const std::size_t n = scope.count(mask);
  if (n == 0 || dice_.percent(2)) return std::string(dice_.pick(kNames));
  return scope.path(mask, dice_.below(n));
}

Value Generator::made_object(const Scope& scope) {
  const string_view kind = dice_.pick(object_kind_words());
  Call call{std::string(kind), {}};
  const auto small = [&] { return Value::integer(static_cast<std::int64_t>(dice_.below(300))); };
  if (kind == "fill")
    call.arguments = {Value::integer(static_cast<std::int64_t>(dice_.below(256))), small()};
  else if (kind == "array")
    call.arguments = {Value::text("i"), List{{small(), small()}}};
  else if (kind == "index" || kind == "intlike")
    call.arguments = {edge_integer()};
  else if (kind == "lying_len")
    call.arguments = {small(), Value::bytes(octets(8))};
  else if (kind == "lying_index" || kind == "subclass")
    call.arguments = {simple_value(scope)};
  else if (kind == "truth")
    call.arguments = {Value::boolean(dice_.percent(50))};
  else if (kind == "raises")
    call.arguments = {Value::text("index"), Value::text(dice_.pick(exception_words()))};
  else if (kind == "runs")
    call.arguments = {Value::text("index"), Value::text(name(scope, kOnObject) + ".pending"),
                      small()};
  else if (kind == "float")
    return Value::real(dice_.percent(50) ? 1.5 : -0.25);
  else if (kind == "complex")
    call.arguments = {small(), small()};
  else if (kind == "set")
    call.arguments = {List{{small()}}};
  else if (kind == "memoryview" && dice_.percent(50))
    call.arguments = {Call{"bytearray", {Value::bytes(octets(8))}}};
  else if (kind != "object")
    call.arguments = {Value::bytes(octets(16))};
  return call;
}

Value Generator::simple_value(const Scope&) {
  switch (dice_.below(6)) {
    case 0:
      return None{};
    case 1:
      return Value::boolean(dice_.percent(50));
    case 2:
      return Value::integer(static_cast<std::int64_t>(dice_.below(300)));
    case 3:
      return edge_integer();
    case 4:
      return Value::text(any_text(6));
    default:
      return Value::bytes(octets(12));
  }
}

// A value that an operation may well be given.
Value Generator::useful_value(const StepDef& def, const Param& param, const Scope& scope) {
  if (dice_.percent(4)) return made_object(scope);
  if (dice_.percent(3)) return simple_value(scope);
  if (param.name == "len") {
    return dice_.percent(40) ? edge_integer() : Value::integer(std::int64_t{1} << dice_.below(15));
  }
  if (param.name == "data") {
    if (dice_.percent(20)) {
      return Call{
          "fill",
          {Value::integer(65), Value::integer(static_cast<std::int64_t>(1 + dice_.below(40000)))}};
    }
    return Value::bytes(octets(64));
  }
  if (param.name == "buffer")
    return Call{"bytearray", {Value::integer(static_cast<std::int64_t>(dice_.below(64)))}};
  if (param.name == "binary_form") return Value::boolean(dice_.percent(50));
  if (param.name == "server_hostname") {
    static constexpr std::array<string_view, 5> kHosts = {"localhost", "server.test", "127.0.0.1",
                                                          "other.test", ""};
    return dice_.percent(20) ? Value() : Value::text(dice_.pick(kHosts));
  }
  if (param.name == "protocols") return List{{Value::text("h2"), Value::text("http/1.1")}};
  if (!param.choices.empty()) return Value::text(dice_.pick(param.choices));
  const std::uint8_t wanted = wanted_kinds(def, param);
  return scope.count(wanted) > 0 ? Value::name(name(scope, wanted)) : simple_value(scope);
}

Value Generator::argument(const StepDef& def, const Param& param, const Scope& scope) {
  switch (param.type) {
    case Type::kNewName:
    case Type::kOldName:
      return Value::name(name(scope, wanted_kinds(def, param)));
    case Type::kWord:
      return Value::name(param.choices.empty() ? string_view("a") : dice_.pick(param.choices));
    case Type::kInteger:
      return dice_.percent(20) ? edge_integer()
                               : Value::integer(static_cast<std::int64_t>(dice_.below(40)));
    case Type::kBoolean:
      return Value::boolean(dice_.percent(70));
    case Type::kText:
      if (dice_.percent(5)) return None{};
      return Value::text(param.choices.empty() ? any_text(8)
                                               : std::string(dice_.pick(param.choices)));
    case Type::kBytes:
      return Value::bytes(octets(32));
    case Type::kValue:
      break;
  }
  return useful_value(def, param, scope);
}

void Generator::add_keys(const StepDef& def, Step* step, const Scope& scope, std::size_t most) {
  const auto keys = argument_params(def).subspan(argument_operands(def));
  for (std::size_t n = dice_.below(most + 1); n > 0 && !keys.empty(); --n) {
    const Param& param = dice_.pick(keys);
    // Names that do not exist yet say nothing here.
    const std::uint8_t wanted = wanted_kinds(def, param);
    const bool names = param.name == "context" || param.name == "in" || param.name == "out" ||
                       param.name == "session";
    if (step->find(param.name) != nullptr || (names && scope.count(wanted) == 0)) continue;
    step->arguments.push_back(keyed(param.name, argument(def, param, scope)));
  }
}

void Generator::add_directive_arguments(const StepDef& def, Step* step, const Scope& scope) {
  const auto params = argument_params(def);
  for (std::size_t i = 0; i < argument_operands(def); ++i) {
    if (!params[i].required && dice_.percent(60)) break;
    step->arguments.push_back(keyed({}, argument(def, params[i], scope)));
  }
}

Step Generator::make_end(StepKind kind, string_view name, string_view role) {
  Step step;
  step.kind = kind;
  step.target = name;
  step.arguments.push_back(keyed({}, Value::name(role)));
  return step;
}

Step Generator::use(const Scope& scope, std::uint8_t kind) {
  Step step;
  step.kind = kind == kOnBio ? dice_.pick(kBioUses) : dice_.pick(kUses);
  if (kind == kOnBio && dice_.percent(5)) step.kind = StepKind::kWriteEof;
  step.target = name(scope, kind);
  const StepDef& def = step_def(step.kind);
  if (def.form != Form::kMethod) return step;
  for (const Param& param : def.params) {
    if (!param.required && dice_.percent(param.name == "len" ? 20 : 80)) break;
    step.arguments.push_back(keyed({}, argument(def, param, scope)));
  }
  return step;
}

Step Generator::carry(const Scope& scope) {
  Step step;
  step.kind = dice_.percent(40) ? StepKind::kPump : StepKind::kMove;
  step.target = name(scope, kOnObject);
  const StepDef& def = step_def(step.kind);
  add_directive_arguments(def, &step, scope);
  if (dice_.percent(25)) add_keys(def, &step, scope, 2);
  return step;
}

Step Generator::plausible_step(const Scope& scope) {
  const std::size_t kind = dice_.below(100);
  if (kind < 45) return use(scope, kOnObject);
  if (kind < 60) return use(scope, kOnBio);
  if (kind < 85) return carry(scope);
  if (kind < 93) {
    // Any operation on something that has it.
    const auto table = step_table();
    const StepDef* def = nullptr;
    do def = &dice_.pick(table);
    while (def->on == 0);
    Step step;
    step.kind = def->kind;
    step.target = name(scope, def->on);
    for (const Param& param : def->params) {
      if (!param.required && dice_.percent(50)) break;
      step.arguments.push_back(keyed({}, argument(*def, param, scope)));
    }
    return step;
  }
  Step step;
  static constexpr std::array<StepKind, 6> kOthers = {StepKind::kDrop,    StepKind::kCollect,
                                                      StepKind::kDisturb, StepKind::kShow,
                                                      StepKind::kLet,     StepKind::kClock};
  step.kind = dice_.pick(kOthers);
  const StepDef& def = step_def(step.kind);
  if (step.kind == StepKind::kLet) {
    step.target = dice_.pick(kNames);
    step.arguments.push_back(keyed({}, Value::name(name(scope, kOnSession | kOnContext | kOnBio))));
    return step;
  }
  if (has_target_operand(def)) step.target = name(scope, kAnyName);
  add_directive_arguments(def, &step, scope);
  return step;
}

Script Generator::plausible(std::size_t most_steps) {
  Script script;
  Scope scope;
  const auto add = [&](Step step) {
    scope.add(step);
    script.steps.push_back(std::move(step));
  };
  Step seed;
  seed.kind = StepKind::kSeed;
  seed.arguments.push_back(keyed({}, Value::integer(static_cast<std::int64_t>(dice_.below(1000)))));
  add(std::move(seed));

  const bool only_bio = dice_.percent(10);
  if (only_bio) {
    Step bio;
    bio.kind = StepKind::kBio;
    bio.target = "x";
    add(std::move(bio));
  } else {
    const bool client = dice_.percent(50);
    static constexpr std::array<string_view, 2> kRoles = {"client", "server"};
    Step subject = make_end(StepKind::kObject, "a", kRoles[client ? 0 : 1]);
    if (dice_.percent(50)) add_keys(step_def(subject.kind), &subject, scope, 3);
    add(std::move(subject));
    Step other = make_end(dice_.percent(85) ? StepKind::kPeer : StepKind::kObject, "p",
                          kRoles[client ? 1 : 0]);
    // A peer lives on another engine: it shares nothing with the subject.
    if (dice_.percent(30)) add_keys(step_def(other.kind), &other, Scope(), 3);
    add(std::move(other));
    if (dice_.percent(70)) {
      Step pump;
      pump.kind = StepKind::kPump;
      pump.target = "a";
      pump.arguments.push_back(keyed({}, Value::name("p")));
      add(std::move(pump));
    }
  }
  const std::size_t more = dice_.below(most_steps) + 1;
  while (script.steps.size() < more) add(only_bio ? use(scope, kOnBio) : plausible_step(scope));
  return script;
}

}  // namespace parallax
