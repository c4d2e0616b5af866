// Target `memory_bio`: the MemoryBIO of every engine against a model of a few lines.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "fuzz/behaviour.h"
#include "fuzz/laboratory.h"
#include "fuzz/target.h"

namespace parallax::fuzz {
namespace {

enum class Act : std::uint8_t { kRead, kWrite, kWriteEof };
constexpr std::array<const char*, 3> kNames = {"read", "write", "write_eof"};

// One operation, and what ssl.MemoryBIO does at it: octets come in the order they went in, and an end shows once they
// are gone. The model runs once, however many engines there are.
struct Operation {
  Act act;
  std::int64_t size;        // of a read
  std::string_view octets;  // of a write; what a read gives
  bool refused;             // a write behind write_eof
  BioState state;
};

class Model {
 public:
  explicit Model(std::string_view long_one) : long_one_(long_one) {}
  void take(Input* input) {
    // The upper bits make reads and writes longer, up to 127 KiB: the borders of records and of segments are reached in a
    // step.
    const std::uint8_t kind = input->octet(), what = kind % 8, size = input->octet();
    const std::size_t length = std::size_t{size} << kind / 8 % 10;
    if (what < 3) {
      const std::size_t left = written_.size() - at_;
      const std::size_t n = what == 0 ? left : std::min<std::size_t>(left, length);
      add({Act::kRead, what == 0 ? -1 : static_cast<std::int64_t>(length), {}, false, {}}, at_, n);
      at_ += n;
    } else if (what < 7 || size % 4 != 0) {
      // One in four is longer than any input: growth is where buffers go wrong.
      const std::string_view octets = what < 6    ? input->octets(length)
                                      : what == 6 ? long_one_.substr(0, length)
                                                  : "";
      if (!ended_) written_ += octets;
      add({Act::kWrite, 0, octets, ended_, {}}, 0, 0);
    } else {
      ended_ = true;
      add({Act::kWriteEof, 0, {}, false, {}}, 0, 0);
    }
    const std::size_t left = written_.size() - at_;
    operations.back().state = {left, ended_ && left == 0};
  }
  // Once all is written, what reads give stays where it is.
  void settle() {
    for (std::size_t i = 0; i < operations.size(); ++i) {
      if (operations[i].act == Act::kRead)
        operations[i].octets = std::string_view(written_).substr(reads_[i].first, reads_[i].second);
    }
  }
  std::vector<Operation> operations;

 private:
  void add(Operation operation, std::size_t at, std::size_t n) {
    operations.push_back(operation);
    reads_.emplace_back(at, n);
  }
  std::string written_;
  std::vector<std::pair<std::size_t, std::size_t>> reads_;
  std::size_t at_ = 0;
  bool ended_ = false;
  std::string_view long_one_;
};

Outcome act(const Operation& operation, MemoryBio& bio) {
  switch (operation.act) {
    case Act::kRead:
      return bio.read(operation.size);
    case Act::kWrite:
      return bio.write(operation.octets);
    default:
      return bio.write_eof();
  }
}

bool right(const Operation& operation, const Outcome& seen) {
  if (operation.refused)
    return seen.is_raised("SSLError") && seen.error().message == "cannot write() after write_eof()";
  if (!seen.is_ok()) return false;
  if (operation.act == Act::kWriteEof) return seen.value().is<None>();
  if (operation.act == Act::kRead) {
    const auto* bytes = seen.value().as<Bytes>();
    return bytes != nullptr && bytes->octets == operation.octets;
  }
  const auto* count = seen.value().as<std::int64_t>();
  return count != nullptr && *count == static_cast<std::int64_t>(operation.octets.size());
}

// False: it went wrong, and was known.
bool hold(const Operation& operation, MemoryBio& bio, const std::string& engine) {
  const Outcome seen = act(operation, bio);
  const BioState is = bio.state(), &should = operation.state;
  const char* name = kNames[static_cast<std::size_t>(operation.act)];
  if (right(operation, seen) && is == should) {
    note_place(static_cast<std::size_t>(operation.act) * 8 + (operation.refused ? 4 : 0) +
               (is.eof ? 2 : 0) + (is.pending > 0 ? 1 : 0));
    return true;
  }
  if (is == should) {
    Laboratory::get().report(
        fmt::format("memory_bio {}: outcome", name),
        fmt::format("{}: {} of {} octets", engine, print(seen, 64), operation.octets.size()));
  } else {
    Laboratory::get().report(
        fmt::format("memory_bio {}: {}", name, is.eof != should.eof ? "eof" : "pending"),
        fmt::format("{}: pending {} and eof {} instead of {} and {}", engine, is.pending, is.eof,
                    should.pending, should.eof));
  }
  return false;
}

}  // namespace
}  // namespace parallax::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parallax::fuzz;
  // No two stretches of it are alike soon.
  static const std::string long_one = [] {
    std::string octets(std::size_t{255} << 9, '\0');
    for (std::size_t i = 0; i < octets.size(); ++i)
      octets[i] = static_cast<char>(i * 2654435761U >> 13);
    return octets;
  }();
  Model model(long_one);
  for (Input input(data, size); !input.empty();) model.take(&input);
  model.settle();
  Laboratory& laboratory = Laboratory::get();
  for (std::size_t i = 0; i < laboratory.names().size(); ++i) {
    laboratory.engine(i).begin({.seed = 1});
    const auto bio = laboratory.engine(i).make_bio();
    for (const Operation& operation : model.operations)
      if (!hold(operation, *bio, laboratory.names()[i])) break;
    laboratory.engine(i).end();
  }
  return 0;
}
