// Subject: an engine with one context, and as many objects of it as there are connections.
//
// It speaks to the engine through a Host alone, in the steps of scripts, so that whatever a Host can hold
// can stand behind a socket: a shared object, an interpreter, a program. Steps that belong together are
// written ahead: a turn costs one wait, wherever the engine lives.
//
// After a fatal outcome (a crash, a hang) every object is gone; gone() says so, and begin() starts afresh.
// Threads: one, its Host's. Complexity: of the engine's; a name is found by search (interpreter.h).
#ifndef PARALLAX_HARNESS_LOOPBACK_SUBJECT_H_
#define PARALLAX_HARNESS_LOOPBACK_SUBJECT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "harness/host/host.h"

namespace parallax::loopback {

struct SubjectOptions {
  Role role = Role::kServer;
  // The keys of the `context` step, as scripts write them: `tls=1.3 cert="own" alpn="http/1.1"`.
  std::string context;
  std::uint64_t seed = 0;
  // Seconds since 1970 that the engine sees, standing still; 0 is the real time.
  std::int64_t clock = 0;
};

// What one turn came to, and what the object has to say to the other end after it.
struct Turn {
  Outcome outcome;
  std::string out;
};

class Subject {
 public:
  Subject(std::unique_ptr<Host> host, SubjectOptions options)
      : host_(std::move(host)), options_(std::move(options)) {}
  ~Subject() { host_->end(); }
  Subject(const Subject&) = delete;
  Subject& operator=(const Subject&) = delete;

  // Forgets everything and makes the context. Its outcome says why an engine cannot serve.
  Outcome begin();
  // Makes an object. `keys` are those of the `object` step: `server_hostname="localhost"`.
  Outcome open(std::string_view name, std::string_view keys = {});
  void drop(std::string_view name);

  // Octets in, one operation, octets out.
  Turn handshake(std::string_view name, std::string_view in = {});
  Turn read(std::string_view name, std::string_view in = {}, std::int64_t size = kReadSize);
  Turn write(std::string_view name, std::string_view data);
  Turn unwrap(std::string_view name, std::string_view in = {});
  void write_eof(std::string_view name);

  State state(std::string_view name);
  // Any other step, as a script has it.
  Outcome perform(std::string_view step);

  const Identity& identity() const { return host_->identity(); }
  Role role() const { return options_.role; }
  bool gone() const { return gone_; }

  static constexpr std::int64_t kReadSize = 16384;  // the most that a record holds

 private:
  Turn turn(std::string_view name, std::string_view in, const Step& step);
  Outcome receive();

  std::unique_ptr<Host> host_;
  SubjectOptions options_;
  bool gone_ = false;
};

}  // namespace parallax::loopback

#endif  // PARALLAX_HARNESS_LOOPBACK_SUBJECT_H_
