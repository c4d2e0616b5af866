#include "harness/learn/engine_oracle.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/learn/machine_file.h"
#include "harness/run/executor.h"
#include "harness/run/wire_view.h"
#include "harness/wire/describe.h"
#include "harness/wire/names.h"

namespace parallax::learn {
namespace {

// Values in answers are what tells states apart, not contents: longer ones show as length and digest.
constexpr std::size_t kValueShown = 64;

std::string outcome_words(const Outcome& outcome, Detail detail) {
  if (outcome.is_fatal() || outcome.is_unsupported()) return print(outcome);
  if (outcome.is_raised()) {
    if (detail == Detail::kAccept)
      return outcome.is_raised("SSLWantReadError") || outcome.is_raised("SSLWantWriteError")
                 ? "wait"
                 : "refused";
    std::string words(class_word(outcome));
    const std::string& reason = outcome.error().reason;
    if (detail == Detail::kReason && !reason.empty() && words != reason) words += " " + reason;
    return words;
  }
  if (detail == Detail::kAccept || outcome.value() == Value()) return "ok";
  return print(outcome, kValueShown);
}

// One thing that was said, without what is in it.
std::string said_words(const wire::Said& said) {
  switch (said.type) {
    case wire::kHandshake:
      return std::string(said.octets.empty() ? std::string_view("handshake")
                                             : wire::handshake_type_name(
                                                   static_cast<std::uint8_t>(said.octets[0])));
    case wire::kAlert:
      return "alert " + wire::describe(said);
    case wire::kApplicationData:
      return "data";
    default:
      return std::string(wire::record_type_name(said.type));
  }
}

class Answer {
 public:
  explicit Answer(Detail detail) : detail_(detail) {}

  void outcome(const Outcome& outcome) { add(&outcomes_, outcome_words(outcome, detail_)); }
  void heard(std::string words) { words_.push_back(std::move(words)); }
  void version(const std::string& now) {
    version_ = " = " + (now.empty() ? std::string("None") : now);
  }

  std::string text() const {
    std::string text = outcomes_;
    std::string said;
    for (std::size_t i = 0; i < words_.size();) {
      std::size_t end = i;
      while (end < words_.size() && words_[end] == words_[i]) ++end;
      add(&said, end - i > 1 ? fmt::format("{} x{}", words_[i], end - i) : words_[i]);
      i = end;
    }
    if (!said.empty()) text += (text.empty() ? "+ " : " + ") + said;
    text += version_;
    return text.empty() ? kIdle : text;
  }

 private:
  static void add(std::string* text, std::string_view more) {
    if (!text->empty()) *text += ", ";
    *text += more;
  }
  Detail detail_;
  std::string outcomes_, version_;
  std::vector<std::string> words_;
};

}  // namespace

std::string_view detail_name(Detail detail) {
  return detail == Detail::kAccept ? "accept" : detail == Detail::kClass ? "class" : "reason";
}

std::optional<Detail> parse_detail(std::string_view text) {
  for (const Detail detail : {Detail::kAccept, Detail::kClass, Detail::kReason}) {
    if (detail_name(detail) == text) return detail;
  }
  return std::nullopt;
}

Answers read_answers(const Script& script, const Trace& trace, const std::vector<std::size_t>& ends,
                     std::size_t setup, Detail detail) {
  const WireView wire = view_wire(script, trace);
  Answers answers;
  std::string version;
  bool over = false;
  std::size_t index = setup;
  for (const std::size_t end : ends) {
    if (end == index) {
      answers.push_back(over ? "ended" : kIdle);
      continue;
    }
    if (over || index >= trace.entries.size()) {
      answers.push_back("ended");
      over = true;
      index = end;
      continue;
    }
    Answer answer(detail);
    for (; index < end && index < trace.entries.size(); ++index) {
      const Entry& entry = trace.entries[index];
      const Step& step = script.steps[entry.step];
      const bool carries = step.kind == StepKind::kMove || step.kind == StepKind::kPump;
      if (entry.on_subject ? !carries || !entry.outcome.is_ok()
                           : entry.outcome.is_raised("ValueError"))
        answer.outcome(entry.outcome);
      over |= entry.outcome.is_fatal();
      for (std::size_t i = 0; i < entry.transfers.size(); ++i) {
        if (!entry.transfers[i].from_subject) continue;
        for (const wire::SeenRecord& record : wire[index][i].records) {
          if (record.sealed) answer.heard("sealed");
          for (const wire::Said& said : record.said) answer.heard(said_words(said));
        }
        if (wire[index][i].lost) answer.heard("no TLS");
      }
      for (const Look& look : entry.looks) {
        if (look.name != kSubject || look.state.version == version) continue;
        version = look.state.version;
        answer.version(version);
      }
    }
    index = end;
    answers.push_back(answer.text());
  }
  return answers;
}

tl::expected<Answers, std::string> EngineOracle::ask(const Word& word) {
  std::vector<std::size_t> ends;
  const Script script = alphabet_.script(word, &ends);
  const Trace trace = execute(script, "learn", subject_, &peer_);
  for (std::size_t i = 0; i < std::min(alphabet_.setup.size(), trace.entries.size()); ++i) {
    const Outcome& outcome = trace.entries[i].outcome;
    if (!outcome.is_ok())
      return tl::unexpected(fmt::format("`{}` of the alphabet {} came to {}",
                                        print(alphabet_.setup[i]), alphabet_.name, print(outcome)));
  }
  return read_answers(script, trace, ends, alphabet_.setup.size(), detail_);
}

}  // namespace parallax::learn
