// The operations of MemoryBIO, SSLObject, SSLContext and SSLSession, from steps to calls.

#include <fmt/format.h>

#include <limits>

#include "harness/host/arguments.h"
#include "harness/host/interpreter.h"

namespace parallax {
namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kIntLeast = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t kIntMost = std::numeric_limits<std::int32_t>::max();

Outcome missing(std::string_view what) {
  return Outcome::unsupported(
      fmt::format("a call without {} is a matter of Python's argument parsing", what));
}

// True when the step has an argument that its table entry does not know.
bool has_stray_arguments(const Step& step) {
  const StepDef& def = step_def(step.kind);
  std::size_t positional = 0;
  for (const Argument& argument : step.arguments) {
    if (argument.key.empty()) {
      ++positional;
      continue;
    }
    bool known = false;
    for (const Param& param : def.params) known |= param.name == argument.key;
    if (!known) return true;
  }
  return positional > def.params.size();
}

}  // namespace

Outcome Interpreter::bio_member(const Step& step, MemoryBio& bio) {
  if (has_stray_arguments(step)) return missing("the right arguments");
  // MemoryBIO's parameters are positional only.
  for (const Argument& argument : step.arguments) {
    if (!argument.key.empty()) return missing("positional arguments");
  }
  const Value* first = step.arguments.empty() ? nullptr : &step.arguments[0].value;
  switch (step.kind) {
    case StepKind::kRead: {
      if (step.arguments.size() > 1) return missing("the right arguments");
      if (first == nullptr) return bio.read(-1);
      auto binding = evaluate(*first);
      if (!binding) return binding.error();
      const auto size = to_integer(show(*binding), kIntLeast, kIntMost);
      return size ? bio.read(*size) : size.error();
    }
    case StepKind::kWrite: {
      if (first == nullptr || step.arguments.size() > 1) return missing("one argument");
      if (const Bytes* bytes = first->as<Bytes>()) return bio.write(bytes->octets);
      auto binding = evaluate(*first);
      if (!binding) return binding.error();
      auto octets = to_octets(show(*binding));
      return octets ? bio.write(*octets) : octets.error();
    }
    case StepKind::kWriteEof:
      return bio.write_eof();
    case StepKind::kPending:
      return Outcome::ok(Value::integer(static_cast<std::int64_t>(bio.state().pending)));
    case StepKind::kEof:
      return Outcome::ok(Value::boolean(bio.state().eof));
    default:
      return Outcome::unsupported("not an operation of MemoryBIO");
  }
}

Outcome Interpreter::object_member(const Step& step, const BoundObject& bound) {
  if (has_stray_arguments(step)) return missing("the right arguments");
  SslObject& object = *bound.object;
  switch (step.kind) {
    case StepKind::kRead: {
      std::int64_t length = 1024;
      if (const Value* value = step.find("len")) {
        auto binding = evaluate(*value);
        if (!binding) return binding.error();
        const auto number = to_integer(show(*binding), kLeast, kMostOctets);
        if (!number) return number.error();
        length = *number;
      }
      const Value* buffer = step.find("buffer");
      if (buffer == nullptr || buffer->is<None>()) return object.read(length);
      auto binding = evaluate(*buffer);
      if (!binding) return binding.error();
      auto* value = std::get_if<std::shared_ptr<Value>>(&*binding);
      Call* call = value == nullptr ? nullptr : (*value)->as<Call>();
      if (call == nullptr || call->kind != "bytearray") return needs_python(show(*binding));
      std::string& octets = call->arguments[0].as<Bytes>()->octets;
      const std::string before = octets;
      Outcome outcome = object.read_into(length, octets);
      if (octets != before) {
        // Its place among the arguments: positional second, or by name.
        outcome.notes().push_back({"argument", "1 " + print(**value)});
      }
      return outcome;
    }
    case StepKind::kWrite: {
      const Value* value = step.find("data");
      if (value == nullptr) return missing("data");
      if (const Bytes* bytes = value->as<Bytes>()) return object.write(bytes->octets);
      auto binding = evaluate(*value);
      if (!binding) return binding.error();
      auto octets = to_octets(show(*binding));
      return octets ? object.write(*octets) : octets.error();
    }
    case StepKind::kPending:
      return object.pending();
    case StepKind::kDoHandshake:
      return object.do_handshake();
    case StepKind::kUnwrap:
      return object.unwrap();
    case StepKind::kVersion:
      return object.version();
    case StepKind::kCipher:
      return object.cipher();
    case StepKind::kSharedCiphers:
      return object.shared_ciphers();
    case StepKind::kCompression:
      return object.compression();
    case StepKind::kSelectedAlpn:
      return object.selected_alpn_protocol();
    case StepKind::kSelectedNpn:
      return object.selected_npn_protocol();
    case StepKind::kGetPeerCert: {
      const Value* value = step.find("binary_form");
      if (value == nullptr) return object.getpeercert(false);
      const auto binary = to_truth(*value);
      return binary ? object.getpeercert(*binary) : binary.error();
    }
    case StepKind::kVerifiedChain:
      return object.get_verified_chain();
    case StepKind::kUnverifiedChain:
      return object.get_unverified_chain();
    case StepKind::kChannelBinding: {
      const Value* value = step.find("cb_type");
      if (value == nullptr) return object.get_channel_binding("tls-unique");
      const Text* type = value->as<Text>();
      return type == nullptr ? needs_python(*value) : object.get_channel_binding(type->utf8);
    }
    case StepKind::kPostHandshake:
      return object.verify_client_post_handshake();
    case StepKind::kServerSide:
      return object.server_side();
    case StepKind::kServerHostname:
      return object.server_hostname();
    case StepKind::kSessionReused:
      return object.session_reused();
    case StepKind::kSession: {
      std::shared_ptr<Session> session;
      Outcome outcome = object.session(&session);
      return session == nullptr ? outcome : Outcome::ok(show(session));
    }
    case StepKind::kContextOf:
      return Outcome::ok(show(object.context()));
    default:
      return Outcome::unsupported("not an operation of SSLObject");
  }
}

Outcome Interpreter::context_member(const Step& step, Context& context) {
  const StepDef& def = step_def(step.kind);
  if (def.form == Form::kAttribute) return context.get(def.word);
  std::vector<Value> arguments;
  for (const Argument& argument : step.arguments) {
    if (!argument.key.empty()) return missing("positional arguments");
    arguments.push_back(argument.value);
  }
  return context.call(def.word, arguments);
}

Outcome Interpreter::session_member(const Step& step, const Session& session) {
  return session.get(step_def(step.kind).word);
}

}  // namespace parallax
