#include "harness/loopback/talk.h"

#include <fmt/format.h>

namespace parallax::loopback {
namespace {

bool waits(const Outcome& outcome) {
  return outcome.is_raised("SSLWantReadError") || outcome.is_raised("SSLWantWriteError");
}

// The reason where there is one, else the message: "SSLError WRONG_VERSION_NUMBER".
std::string brief(const Outcome& outcome) {
  if (!outcome.is_raised()) return print(outcome, 100);
  const PythonError& error = outcome.error();
  return error.type + " " + (error.reason.empty() ? error.message : error.reason);
}

}  // namespace

Talk::Talk(Subject& subject, std::string name, std::unique_ptr<Application> application,
           std::string_view keys)
    : subject_(subject), name_(std::move(name)), application_(std::move(application)) {
  if (const Outcome made = subject_.open(name_, keys); !made.is_ok()) fail(made);
}

Talk::~Talk() {
  if (!subject_.gone()) subject_.drop(name_);
}

void Talk::start() {
  if (phase_ == Phase::kHandshake && subject_.role() == Role::kClient) handshake({});
}

bool Talk::took(Turn turn) {
  out += turn.out;
  last_ = std::move(turn.outcome);
  waiting_ = waits(last_);
  return last_.is_ok() || waiting_;
}

void Talk::receive(std::string_view octets) {
  switch (phase_) {
    case Phase::kHandshake:
      return handshake(octets);
    case Phase::kOpen:
      return read(octets);
    case Phase::kClosing:
      return reads_on ? read_on(octets) : unwrap(octets);
    case Phase::kOver:
      return;
  }
}

void Talk::handshake(std::string_view in) {
  if (!took(subject_.handshake(name_, in))) return fail(last_);
  if (waiting_) return;
  established_ = true;
  phase_ = Phase::kOpen;
  learn();
  if (on_established) on_established(*this);
  read({});  // what came behind the last message of the handshake
}

void Talk::learn() {
  state_ = subject_.state(name_);
  const Outcome outcome = subject_.perform(name_ + ".getpeercert binary_form=True");
  const Bytes* bytes = outcome.value().as<Bytes>();
  constexpr std::size_t kShown = 16;  // enough to tell certificates apart in a log
  if (outcome.is_ok() && bytes != nullptr)
    certificate_ = digest_of(bytes->octets).sha256.substr(0, kShown);
}

void Talk::read(std::string_view in) {
  while (phase_ == Phase::kOpen) {
    if (!took(subject_.read(name_, in))) {
      if (last_.is_raised("SSLZeroReturnError")) return unwrap();
      return fail(last_);
    }
    in = {};
    if (waiting_) return;
    const Bytes* bytes = last_.value().as<Bytes>();
    if (bytes == nullptr) return fail(last_);
    if (bytes->octets.empty()) return unwrap();  // their close_notify: ours, and it is over
    read_ += bytes->octets.size();
    const std::string answer = application_->take(bytes->octets);
    if (!answer.empty()) write(answer);
    if (application_->over()) close();
  }
}

// Behind our close_notify the other end may go on (RFC 8446 6.1): it is read until theirs, and not answered.
void Talk::read_on(std::string_view in) {
  while (phase_ == Phase::kClosing) {
    if (!took(subject_.read(name_, in))) {
      if (last_.is_raised("SSLZeroReturnError")) return finish("closed");
      return fail(last_);
    }
    in = {};
    if (waiting_) return;
    const Bytes* bytes = last_.value().as<Bytes>();
    if (bytes == nullptr || bytes->octets.empty()) return unwrap();
    read_ += bytes->octets.size();
    application_->take(bytes->octets);
  }
}

void Talk::write(std::string_view data) {
  if (phase_ != Phase::kOpen || data.empty()) return;
  written_ += data.size();
  if (!took(subject_.write(name_, data))) fail(last_);
}

void Talk::close() {
  if (phase_ == Phase::kHandshake) return finish("closed before the handshake");
  if (phase_ == Phase::kOpen) unwrap();
}

void Talk::unwrap(std::string_view in) {
  phase_ = Phase::kClosing;
  if (!took(subject_.unwrap(name_, in))) {
    // What is unread stands in the way of their close_notify, not of ours.
    if (reads_on && last_.is_raised() &&
        last_.error().reason == "APPLICATION_DATA_AFTER_CLOSE_NOTIFY")
      return finish("closed");
    return fail(last_);
  }
  if (!waiting_) finish("closed");
}

void Talk::receive_end() {
  switch (phase_) {
    case Phase::kHandshake:
      subject_.write_eof(name_);
      took(subject_.handshake(name_));
      return finish("left during the handshake");
    case Phase::kOpen:
      subject_.write_eof(name_);
      read({});
      if (phase_ == Phase::kOpen) finish("truncated");
      return;
    case Phase::kClosing:  // we said close_notify; they need not: RFC 8446 6.1
      return finish("half-closed");
    case Phase::kOver:
      return;
  }
}

void Talk::abandon(std::string_view why) {
  if (phase_ != Phase::kOver) finish(std::string(why));
}

void Talk::fail(const Outcome& outcome) {
  // A stream that ends without close_notify has a name of its own among the failures.
  if (outcome.is_raised("SSLEOFError") && established_) return finish("truncated");
  finish("failed: " + brief(outcome));
}

void Talk::finish(std::string end) {
  phase_ = Phase::kOver;
  end_ = std::move(end);
}

std::string Talk::line() const {
  const auto or_dash = [](const std::string& text) { return text.empty() ? "-" : text.c_str(); };
  return fmt::format(
      "version={} cipher={} alpn={} resumed={} certificate={} read={} written={} end=\"{}\"",
      or_dash(state_.version), or_dash(state_.cipher), or_dash(state_.alpn),
      state_.session_reused ? "yes" : "no", or_dash(certificate_), read_, written_,
      end_.empty() ? "open" : end_);
}

}  // namespace parallax::loopback
