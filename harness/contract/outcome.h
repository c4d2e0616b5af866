// Outcome: what one step came to.
//
// Every operation of the contract ends in exactly one Outcome; nothing is thrown. Printed forms, which
// are the same in scripts, traces and the engine protocol (docs/language.md has the grammar):
//
//   ok VALUE                                   returned
//   SSLError errno=1 library="SSL" reason="…" message="…"      raised a Python exception
//   SSLCertVerificationError … verify_code=18 verify_message="…"
//   unsupported "why"                          the engine cannot do this; counted, never a pass
//   crash SIGSEGV · hang 10 · oom              the engine's process ended, never answered, was too big
//
// Thread safety: a plain value type.
// Source: Python documentation, "ssl", Exceptions; "Built-in Exceptions".
#ifndef PARALLAX_HARNESS_CONTRACT_OUTCOME_H_
#define PARALLAX_HARNESS_CONTRACT_OUTCOME_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/contract/value.h"

namespace parallax {

// A Python exception, seen from outside. Fields that the exception does not have are absent or empty.
struct PythonError {
  std::string type;                      // class name without module: "SSLWantReadError"
  std::optional<std::int64_t> error_no;  // OSError.errno, absent when None
  std::string library;                   // SSLError.library: "SSL"
  std::string reason;                    // SSLError.reason: "WRONG_VERSION_NUMBER"
  std::string message;                   // last of args as str, without "(_ssl.c:1000)"
  std::optional<std::int64_t> verify_code;
  std::string verify_message;
  bool operator==(const PythonError&) const = default;
};

// Something that belongs to a step besides its outcome.
//   warning "DeprecationWarning: …"       a warning that the step issued
//   unraisable "ValueError: …"            an exception that Python could only print
//   argument INDEX VALUE                  a mutable argument, looked at after the call
//   callback EVENT ARGUMENTS              a reaction began, with what it was called with
//   step TEXT -> OUTCOME                  a step inside a reaction, in order
struct Note {
  std::string kind;
  std::string text;  // canonical, one line
  bool operator==(const Note&) const = default;
};

class Outcome {
 public:
  enum class Kind : std::uint8_t { kOk, kRaised, kUnsupported, kCrash, kHang, kOutOfMemory };

  Outcome() = default;  // ok None
  static Outcome ok(Value value = None{}) { return {Kind::kOk, std::move(value)}; }
  static Outcome raised(PythonError error);
  static Outcome raised(std::string_view type, std::string_view message);
  static Outcome unsupported(std::string_view why) {
    return {Kind::kUnsupported, Value::text(why)};
  }
  static Outcome crash(std::string_view signal) { return {Kind::kCrash, Value::text(signal)}; }
  static Outcome hang(std::int64_t seconds) { return {Kind::kHang, Value::integer(seconds)}; }
  static Outcome out_of_memory() { return {Kind::kOutOfMemory, None{}}; }

  Kind kind() const { return kind_; }
  bool is_ok() const { return kind_ == Kind::kOk; }
  bool is_raised() const { return kind_ == Kind::kRaised; }
  bool is_raised(std::string_view type) const { return is_raised() && error_.type == type; }
  bool is_unsupported() const { return kind_ == Kind::kUnsupported; }
  // True when the engine's process is gone: crash, hang or out of memory.
  bool is_fatal() const { return kind_ >= Kind::kCrash; }

  const Value& value() const { return value_; }  // of ok; reason, signal or seconds of others
  Value& value() { return value_; }
  const PythonError& error() const { return error_; }  // of raised
  PythonError& error() { return error_; }

  std::vector<Note>& notes() { return notes_; }
  const std::vector<Note>& notes() const { return notes_; }

  bool operator==(const Outcome&) const = default;

 private:
  Outcome(Kind kind, Value value) : kind_(kind), value_(std::move(value)) {}
  Kind kind_ = Kind::kOk;
  Value value_;
  PythonError error_;
  std::vector<Note> notes_;
};

// The canonical text, without the notes. `bytes_limit` as for print(Value).
std::string print(const Outcome& outcome, std::size_t bytes_limit = static_cast<std::size_t>(-1));

// The word that names the outcome's class: "ok", the exception's type, "unsupported", "crash", …
std::string_view class_word(const Outcome& outcome);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONTRACT_OUTCOME_H_
