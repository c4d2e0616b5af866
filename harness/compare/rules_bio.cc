// Rules of MemoryBIO: books are kept of every octet that the harness knows to go in or out.
//
// What the script writes and what deliveries bring is known octet by octet; what an SSLObject takes
// from its incoming BIO is known by count, and what it puts into its outgoing one is known when it
// comes out.
#include <fmt/format.h>

#include <algorithm>

#include "harness/compare/rule_checks.h"
#include "harness/compare/story.h"

namespace parallax {
namespace {

enum class Aspect : std::uint8_t { kOrder, kPending, kEof, kReadSize, kWriteCount, kWriteAfterEof };

// What one BIO holds, as far as the harness knows.
struct Books {
  std::string octets;  // from `head` on
  std::string known;   // for each octet, whether its value is known: '1' or '0'
  std::size_t head = 0;
  bool counted = true;  // the number of octets is known
  bool closed = false;  // write_eof() was called

  std::size_t size() const { return octets.size() - head; }
  void push(std::string_view more, bool values_known) {
    octets += more;
    known.append(more.size(), values_known ? '1' : '0');
  }
  void pop(std::size_t n) {
    head += std::min(n, size());
    if (head < 4096 || head < octets.size() / 2)
      return;  // moving the rest each time would be quadratic
    octets.erase(0, head);
    known.erase(0, head);
    head = 0;
  }
  void reset(std::size_t n) {
    octets.assign(n, '\0');
    known.assign(n, '0');
    head = 0;
    counted = true;
  }
  // Whether octets that came out are those at the front.
  bool begins_with(std::string_view front) const {
    for (std::size_t i = 0; i < std::min(front.size(), size()); ++i) {
      if (known[head + i] == '1' && octets[head + i] != front[i]) return false;
    }
    return true;
  }
};

class Bookkeeper {
 public:
  Bookkeeper(const Case& c, Aspect aspect, RuleReport& report)
      : story_(c.story), aspect_(aspect), report_(report), books_(c.story.pipes().size()) {}

  void run() {
    // What a reaction reads or writes in the middle of a call is not in the books.
    if (story_.has_reactions()) return;
    for (std::size_t i = 0; i < story_.trace().entries.size(); ++i) read_entry(i);
  }

 private:
  struct Touch {
    bool shrank = false, grew = false;
    bool counted = true;  // before the step
  };
  // What a step did to each pipe. A script has few, and this is made for every step.
  class Touches {
   public:
    Touch& operator[](std::size_t pipe) {
      Touch* found = find(pipe);
      return found != nullptr ? *found : all_.emplace_back(pipe, Touch{}).second;
    }
    Touch* find(std::size_t pipe) {
      const auto it = std::find_if(all_.begin(), all_.end(),
                                   [pipe](const auto& touch) { return touch.first == pipe; });
      return it == all_.end() ? nullptr : &it->second;
    }
    void clear() { all_.clear(); }
    auto begin() { return all_.begin(); }
    auto end() { return all_.end(); }

   private:
    std::vector<std::pair<std::size_t, Touch>> all_;
  };

  void read_entry(std::size_t index) {
    const Entry& entry = story_.trace().entries[index];
    if (entry.outcome.is_fatal()) return;
    step_ = entry.step;
    touched_.clear();
    Touches& touched = touched_;
    const auto [first, last] = story_.acts_of(index);
    for (std::size_t i = first; i < last; ++i) {
      const Act& act = story_.acts()[i];
      if (act.party != kNowhere) {
        touched[story_.parties()[act.party].in].shrank = true;
        touched[story_.parties()[act.party].out].grew = true;
      }
    }
    // An object that shakes hands between deliveries puts more into its BIO before it is emptied.
    for (std::size_t i = 0; i < entry.transfers.size(); ++i) carry(entry, i, touched);
    for (std::size_t i = first; i < last; ++i) {
      const Act& act = story_.acts()[i];
      if (act.pipe == kNowhere || !story_.pipes()[act.pipe].subject) continue;
      if (act.own != nullptr) operate(act, books_[act.pipe]);
      // A delivery that was refused has not arrived.
      else if (!act.outcome->is_ok())
        books_[act.pipe].counted = false;
    }
    for (auto& [pipe, touch] : touched) {
      touch.counted = books_[pipe].counted;
      books_[pipe].counted = false;
    }
    look(index, touched);
  }

  void carry(const Entry& entry, std::size_t i, Touches& touched) {
    const auto [from, to] = story_.routes(story_index(entry))[i];
    const Transfer& transfer = entry.transfers[i];
    if (from != kNowhere && story_.pipes()[from].subject && !transfer.to.empty()) {
      const Touch* touch = touched.find(from);
      // One object's outgoing BIO can be another's incoming one: what that took in between is not told.
      if (touch != nullptr && touch->shrank) books_[from].counted = false;
      take(books_[from], transfer.sent, touch != nullptr && touch->grew);
    }
    if (to != kNowhere && story_.pipes()[to].subject) books_[to].push(transfer.delivered, true);
  }

  std::size_t story_index(const Entry& entry) const {
    return static_cast<std::size_t>(&entry - story_.trace().entries.data());
  }

  // `octets` came out of a BIO; more may have been put in first when `grew`.
  void take(Books& books, std::string_view octets, bool grew) {
    if (books.counted) {
      if (aspect_ == Aspect::kOrder) {
        report_.expect(books.begins_with(octets) && (grew || octets.size() <= books.size()), step_,
                       [&] {
                         return Texts{fmt::format("{} octets: {}", books.size(), front(books)),
                                      print(Value::bytes(octets), 64),
                                      "octets came out that had not gone in so"};
                       });
      }
    }
    books.pop(octets.size());
  }

  static std::string front(const Books& books) {
    return print(Value::bytes(std::string_view(books.octets).substr(books.head, 64)));
  }

  struct Texts {
    std::string expected, seen, what;
  };

  void operate(const Act& act, Books& books) {
    switch (act.kind) {
      case StepKind::kRead:
        return read(act, books);
      case StepKind::kWrite:
        return write(act, books);
      case StepKind::kWriteEof:
        books.closed |= act.outcome->is_ok();
        return;
      case StepKind::kPending:
        return pending(act, books);
      case StepKind::kEof:
        return eof(act, books);
      default:
        return;
    }
  }

  void read(const Act& act, Books& books) {
    const Bytes* bytes = act.outcome->value().as<Bytes>();
    if (!act.outcome->is_ok()) return;
    if (bytes == nullptr) {
      books.counted = false;
      return;
    }
    std::optional<std::int64_t> asked = -1;
    if (!act.own->arguments.empty()) {
      const Value& value = act.own->arguments[0].value;
      const auto* number = value.as<std::int64_t>();
      const bool* flag = value.as<bool>();
      asked = number != nullptr ? std::optional(*number)
              : flag != nullptr ? std::optional<std::int64_t>(*flag ? 1 : 0)
                                : std::nullopt;
    }
    const std::size_t got = bytes->octets.size();
    if (aspect_ == Aspect::kReadSize && asked) {
      const std::size_t most = *asked < 0 ? kNowhere : static_cast<std::size_t>(*asked);
      const std::size_t due = std::min(most, books.size());
      report_.expect(got <= most && (!books.counted || got == due), step_, [&] {
        return Texts{fmt::format("{} octets", books.counted ? due : most),
                     fmt::format("{} octets", got),
                     "read() gave more than was asked, or less than there was"};
      });
    }
    take(books, bytes->octets, false);
  }

  void write(const Act& act, Books& books) {
    const Outcome& outcome = *act.outcome;
    if (aspect_ == Aspect::kWriteAfterEof && books.closed) {
      report_.expect(!outcome.is_ok(), step_, [&] {
        return Texts{"SSLError", print(outcome), "write() after write_eof() was accepted"};
      });
    }
    if (!outcome.is_ok()) return;
    const auto octets =
        act.own->arguments.empty() ? std::nullopt : story_.octets_of(act.own->arguments[0].value);
    const auto* number = outcome.value().as<std::int64_t>();
    if (aspect_ == Aspect::kWriteCount && octets) {
      report_.expect(number != nullptr && static_cast<std::size_t>(*number) == octets->size(),
                     step_, [&] {
                       return Texts{fmt::format("ok {}", octets->size()), print(outcome),
                                    "write() did not return the number of octets"};
                     });
    }
    // What was written counts, whatever was returned.
    if (octets)
      books.push(*octets, true);
    else if (number != nullptr && *number >= 0)
      books.push(std::string(static_cast<std::size_t>(*number), '\0'), false);
    else
      books.counted = false;
  }

  void pending(const Act& act, const Books& books) {
    if (aspect_ != Aspect::kPending || !books.counted || !act.outcome->is_ok()) return;
    const auto* number = act.outcome->value().as<std::int64_t>();
    report_.expect(number != nullptr && static_cast<std::size_t>(*number) == books.size(), step_,
                   [&] {
                     return Texts{fmt::format("ok {}", books.size()), print(*act.outcome),
                                  "pending is not what was written less what was read"};
                   });
  }

  void eof(const Act& act, const Books& books) {
    if (aspect_ != Aspect::kEof || !books.counted || !act.outcome->is_ok()) return;
    const bool* flag = act.outcome->value().as<bool>();
    const bool due = books.closed && books.size() == 0;
    report_.expect(flag != nullptr && *flag == due, step_, [&] {
      return Texts{due ? "ok True" : "ok False", print(*act.outcome),
                   "eof is not what write_eof() and the pending octets make it"};
    });
  }

  void look(std::size_t index, Touches& touched) {
    for (const Sight& sight : story_.sights(index)) {
      if (sight.party == kNowhere) {
        see(sight.pipe, sight.state->in, touched);
        continue;
      }
      const Party& party = story_.parties()[sight.party];
      see(party.in, sight.state->in, touched);
      if (party.out != party.in) see(party.out, sight.state->out, touched);
    }
  }

  // A BIO was seen to hold so many octets.
  void see(std::size_t pipe, const BioState& state, Touches& touched) {
    if (!story_.pipes()[pipe].subject) return;
    Books& books = books_[pipe];
    Touch& touch = touched[pipe];
    const std::size_t had = books.size(), has = state.pending;
    if (aspect_ == Aspect::kEof) {
      const bool due = books.closed && has == 0;
      report_.expect(state.eof == due, step_, [&] {
        return Texts{due ? "eof True" : "eof False", state.eof ? "eof True" : "eof False",
                     "eof is not what write_eof() and the pending octets make it"};
      });
    }
    if ((touch.shrank && touch.grew) || !touch.counted) return books.reset(has);
    if (!touch.shrank && !touch.grew) {
      if (!books.counted) return books.reset(has);
      if (aspect_ == Aspect::kPending) {
        report_.expect(had == has, step_, [&] {
          return Texts{fmt::format("{} pending", had), fmt::format("{} pending", has),
                       "pending is not what was written less what was read"};
        });
      }
      if (had != has) books.reset(has);
      return;
    }
    // The object emptied it, and only so, or filled it, and only so.
    if (aspect_ == Aspect::kOrder) {
      report_.expect(touch.shrank ? has <= had : has >= had, step_, [&] {
        return Texts{fmt::format("{} {} octets", touch.shrank ? "at most" : "at least", had),
                     fmt::format("{} octets", has),
                     touch.shrank ? "octets appeared that nobody wrote"
                                  : "octets vanished that nobody read"};
      });
    }
    if (touch.shrank ? has > had : has < had) return books.reset(has);
    if (touch.shrank)
      books.pop(had - has);
    else
      books.push(std::string(has - had, '\0'), false);
    books.counted = true;
    touch = {};  // seen by another of its names, it must be the same
  }

  const Story& story_;
  const Aspect aspect_;
  RuleReport& report_;
  std::vector<Books> books_;
  Touches touched_;  // in the step under way
  std::size_t step_ = 0;
};

}  // namespace

void check_bio_order(const Case& c, RuleReport& r) { Bookkeeper(c, Aspect::kOrder, r).run(); }
void check_bio_pending(const Case& c, RuleReport& r) { Bookkeeper(c, Aspect::kPending, r).run(); }
void check_bio_eof(const Case& c, RuleReport& r) { Bookkeeper(c, Aspect::kEof, r).run(); }
void check_bio_read_size(const Case& c, RuleReport& r) {
  Bookkeeper(c, Aspect::kReadSize, r).run();
}
void check_bio_write_count(const Case& c, RuleReport& r) {
  Bookkeeper(c, Aspect::kWriteCount, r).run();
}
void check_bio_write_after_eof(const Case& c, RuleReport& r) {
  Bookkeeper(c, Aspect::kWriteAfterEof, r).run();
}

}  // namespace parallax
