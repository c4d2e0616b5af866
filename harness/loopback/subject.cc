#include "harness/loopback/subject.h"

#include <fmt/format.h>

namespace parallax::loopback {
namespace {

constexpr std::string_view kContext = "context";

std::string_view role_word(Role role) { return role == Role::kServer ? "server" : "client"; }

Step make(StepKind kind, std::string target) {
  Step step;
  step.kind = kind;
  step.target = std::move(target);
  return step;
}

Step make(StepKind kind, std::string target, Value argument) {
  Step step = make(kind, std::move(target));
  step.arguments.push_back({"", std::move(argument)});
  return step;
}

}  // namespace

Outcome Subject::receive() {
  Outcome outcome = host_->receive();
  gone_ = gone_ || outcome.is_fatal();
  return outcome;
}

Outcome Subject::perform(std::string_view text) {
  const auto step = parse_step(text);
  if (!step) return Outcome::raised("SyntaxError", print(step.error()));
  host_->submit(*step);
  return receive();
}

Outcome Subject::begin() {
  gone_ = false;
  host_->begin("loopback", {.seed = options_.seed, .clock = options_.clock});
  return perform(
      fmt::format("context {} {} {}", kContext, role_word(options_.role), options_.context));
}

Outcome Subject::open(std::string_view name, std::string_view keys) {
  return perform(
      fmt::format("object {} {} context={} {}", name, role_word(options_.role), kContext, keys));
}

void Subject::drop(std::string_view name) {
  host_->submit(make(StepKind::kDrop, std::string(name)));
  receive();
}

Turn Subject::turn(std::string_view name, std::string_view in, const Step& step) {
  const std::string own(name);
  if (!in.empty()) host_->submit(make(StepKind::kWrite, own + ".in", Value::bytes(in)));
  host_->submit(step);
  host_->submit(make(StepKind::kRead, own + ".out"));
  Turn turn;
  if (!in.empty()) {
    if (Outcome written = receive(); !written.is_ok()) turn.outcome = std::move(written);
  }
  Outcome outcome = receive();
  if (turn.outcome.is_ok()) turn.outcome = std::move(outcome);
  Outcome out = receive();
  if (Bytes* bytes = out.value().as<Bytes>(); out.is_ok() && bytes != nullptr)
    turn.out = std::move(bytes->octets);
  return turn;
}

Turn Subject::handshake(std::string_view name, std::string_view in) {
  return turn(name, in, make(StepKind::kDoHandshake, std::string(name)));
}

Turn Subject::read(std::string_view name, std::string_view in, std::int64_t size) {
  return turn(name, in, make(StepKind::kRead, std::string(name), Value::integer(size)));
}

Turn Subject::write(std::string_view name, std::string_view data) {
  return turn(name, {}, make(StepKind::kWrite, std::string(name), Value::bytes(data)));
}

Turn Subject::unwrap(std::string_view name, std::string_view in) {
  return turn(name, in, make(StepKind::kUnwrap, std::string(name)));
}

void Subject::write_eof(std::string_view name) {
  host_->submit(make(StepKind::kWriteEof, std::string(name) + ".in"));
  receive();
}

State Subject::state(std::string_view name) {
  host_->submit_state(name);
  return host_->receive_state();
}

}  // namespace parallax::loopback
