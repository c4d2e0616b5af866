// EngineOracle: an engine under an alphabet, as something that answers words.
//
// A word is made a script and carried out by the executor from the beginning, like any other script; what came
// of each input is put into a few words, from the trace and the wire view alone:
//
//   ok b"data" + finished            what the subject's call came to; what it then said on the wire
//   SSLError + alert fatal decode_error
//   SSLWantReadError + server_hello, change_cipher_spec, finished = TLSv1.3    version() has changed
//   crash SIGSEGV                    and `ended` from there on
//
// Numbers that are drawn, and octets, are no part of it; a message said several times over has its number.
//
// Threads: those of its hosts. Complexity: that of the script.
#ifndef PARALLAX_HARNESS_LEARN_ENGINE_ORACLE_H_
#define PARALLAX_HARNESS_LEARN_ENGINE_ORACLE_H_

#include <memory>
#include <string>

#include "harness/host/host.h"
#include "harness/learn/alphabet.h"
#include "harness/learn/teacher.h"
#include "harness/run/trace.h"

namespace parallax::learn {

// How finely what an operation came to is told apart.
enum class Detail : std::uint8_t {
  kAccept,  // ok, wait, refused
  kClass,   // the exception's class; the value
  kReason,  // and the library's reason
};
std::string_view detail_name(Detail detail);
std::optional<Detail> parse_detail(std::string_view text);

class EngineOracle final : public Oracle {
 public:
  // The hosts outlive it.
  EngineOracle(Alphabet alphabet, Host& subject, Host& peer, Detail detail)
      : alphabet_(std::move(alphabet)),
        names_(alphabet_.names()),
        subject_(subject),
        peer_(peer),
        detail_(detail) {}

  const Alphabet& alphabet() const { return alphabet_; }
  const std::vector<std::string>& inputs() const override { return names_; }
  tl::expected<Answers, std::string> ask(const Word& word) override;

 private:
  Alphabet alphabet_;
  std::vector<std::string> names_;
  Host& subject_;
  Host& peer_;
  Detail detail_;
};

// What came of each input of a script that `alphabet.script(word, &ends)` made.
Answers read_answers(const Script& script, const Trace& trace, const std::vector<std::size_t>& ends,
                     std::size_t setup, Detail detail);

}  // namespace parallax::learn

#endif  // PARALLAX_HARNESS_LEARN_ENGINE_ORACLE_H_
