// Talk: one TLS connection of `serve` or `connect`, from its first octet to its last, without its socket.
//
// Octets of the socket go in, octets for the socket come out, and what was read goes to an Application. It
// ends by close_notify both ways where the other end takes part; whoever owns the socket closes it once
// over() and out is written.
//
// Invariants: after over() nothing more is put into out; a failure's alert is in out before over(). Threads: one, its Subject's.
// Complexity: of the engine's operations, linear in the octets. Errors: end() says how it ended.
#ifndef PARALLAX_HARNESS_LOOPBACK_TALK_H_
#define PARALLAX_HARNESS_LOOPBACK_TALK_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "harness/loopback/application.h"
#include "harness/loopback/subject.h"

namespace parallax::loopback {

class Talk {
 public:
  // `subject` outlives it. `keys` are those of the `object` step.
  Talk(Subject& subject, std::string name, std::unique_ptr<Application> application,
       std::string_view keys = {});
  ~Talk();
  Talk(const Talk&) = delete;
  Talk& operator=(const Talk&) = delete;

  // A client says its first word here; a server has none.
  void start();
  void receive(std::string_view octets);
  // The other end closed its side of the socket.
  void receive_end();
  // Says something of one's own, besides the application's.
  void write(std::string_view data);
  // Says close_notify, if the handshake got so far.
  void close();
  // It ends now, for that reason: "timeout".
  void abandon(std::string_view why);

  // Whether what comes behind our close_notify is read until theirs; else unwrap is called until it says who is right.
  bool reads_on = true;
  // Called once, when the handshake is done and before anything is read.
  std::function<void(Talk&)> on_established;

  std::string out;  // for the socket; its owner takes it out
  bool established() const { return phase_ != Phase::kHandshake && established_; }
  bool over() const { return phase_ == Phase::kOver; }
  bool clean() const { return end_ == "closed"; }
  const std::string& end() const { return end_; }
  const std::string& name() const { return name_; }
  const Outcome& outcome() const { return last_; }  // of the last operation

  // The facts of the connection as `key=value`, on one line: what was agreed, how much was said, how it ended.
  std::string line() const;

 private:
  enum class Phase : std::uint8_t { kHandshake, kOpen, kClosing, kOver };

  void handshake(std::string_view in);
  void read(std::string_view in);
  void read_on(std::string_view in);
  void unwrap(std::string_view in = {});
  void learn();
  // True when the turn went well or is merely waiting.
  bool took(Turn turn);
  void finish(std::string end);
  void fail(const Outcome& outcome);

  Subject& subject_;
  std::string name_;
  std::unique_ptr<Application> application_;
  Phase phase_ = Phase::kHandshake;
  bool established_ = false, waiting_ = false;
  std::string end_, certificate_;
  State state_;
  Outcome last_;
  std::uint64_t read_ = 0, written_ = 0;
};

}  // namespace parallax::loopback

#endif  // PARALLAX_HARNESS_LOOPBACK_TALK_H_
