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
  bool refused;             // a write behind write_eof
  std::int64_t size;        // of a read
  std::string_view octets;  // of a write
  std::size_t at, count;    // of a read: what it gives, as a place in all that was written
  BioState state;
};

// One is used again for every input, so that its memory is not asked for anew.
class Model {
 public:
  explicit Model(std::string_view long_one) : long_one_(long_one) {}
  void start() {
    operations.clear();
    written_.clear();
    at_ = 0;
    ended_ = false;
  }
  void take(Input* input) {
    // The upper bits make reads and writes longer, up to 127 KiB: the borders of records and of segments are reached in a
    // step.
    const std::uint8_t kind = input->octet(), what = kind % 8, size = input->octet();
    const std::size_t length = std::size_t{size} << kind / 8 % 10;
    Operation operation{};
    if (what < 3) {
      const std::size_t left = written_.size() - at_;
      operation.act = Act::kRead;
      operation.size = what == 0 ? -1 : static_cast<std::int64_t>(length);
      operation.at = at_;
      operation.count = what == 0 ? left : std::min<std::size_t>(left, length);
      at_ += operation.count;
    } else if (what < 7 || size % 4 != 0) {
      // One in four is longer than any input: growth is where buffers go wrong.
      operation.act = Act::kWrite;
      operation.octets = what < 6    ? input->octets(length)
                         : what == 6 ? long_one_.substr(0, length)
                                     : "";
      operation.refused = ended_;
      if (!ended_) written_ += operation.octets;
    } else {
      operation.act = Act::kWriteEof;
      ended_ = true;
    }
    const std::size_t left = written_.size() - at_;
    operation.state = {left, ended_ && left == 0};
    operations.push_back(operation);
  }
  // What a read gives. Once all is written.
  std::string_view given(const Operation& operation) const {
    return std::string_view(written_).substr(operation.at, operation.count);
  }
  std::vector<Operation> operations;

 private:
  std::string written_;
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

bool right(const Operation& operation, const Model& model, const Outcome& seen) {
  if (operation.refused)
    return seen.is_raised("SSLError") && seen.error().message == "cannot write() after write_eof()";
  if (!seen.is_ok()) return false;
  if (operation.act == Act::kWriteEof) return seen.value().is<None>();
  if (operation.act == Act::kRead) {
    const auto* bytes = seen.value().as<Bytes>();
    return bytes != nullptr && bytes->octets == model.given(operation);
  }
  const auto* count = seen.value().as<std::int64_t>();
  return count != nullptr && *count == static_cast<std::int64_t>(operation.octets.size());
}

void report(const Operation& operation, const Outcome& seen, const BioState& is,
            const std::string& engine) {
  const char* name = kNames[static_cast<std::size_t>(operation.act)];
  const BioState& should = operation.state;
  if (is == should) {
    Laboratory::get().report(fmt::format("memory_bio {}: outcome", name),
                             fmt::format("{}: {} of {} octets", engine, print(seen, 64),
                                         operation.octets.size() + operation.count));
  } else {
    Laboratory::get().report(
        fmt::format("memory_bio {}: {}", name, is.eof != should.eof ? "eof" : "pending"),
        fmt::format("{}: pending {} and eof {} instead of {} and {}", engine, is.pending, is.eof,
                    should.pending, should.eof));
  }
}

// Up to the first operation that goes wrong and was known. Gives the places of what was seen, a bit each.
std::uint32_t hold(const Model& model, MemoryBio& bio, const std::string& engine) {
  std::uint32_t places = 0;
  for (const Operation& operation : model.operations) {
    const Outcome seen = act(operation, bio);
    const BioState is = bio.state();
    if (!right(operation, model, seen) || is != operation.state) {
      report(operation, seen, is, engine);
      break;
    }
    places |= 1U << (static_cast<unsigned>(operation.act) * 8 + (operation.refused ? 4U : 0U) +
                     (is.eof ? 2U : 0U) + (is.pending > 0 ? 1U : 0U));
  }
  return places;
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
  static Model& model = *new Model(long_one);
  model.start();
  for (Input input(data, size); !input.empty();) model.take(&input);
  Laboratory& laboratory = Laboratory::get();
  std::uint32_t places = 0;
  for (std::size_t i = 0; i < laboratory.names().size(); ++i) {
    laboratory.engine(i).begin({.seed = 1});
    places |= hold(model, *laboratory.engine(i).make_bio(), laboratory.names()[i]);
    laboratory.engine(i).end();
  }
  for (unsigned place = 0; place < 32; ++place)
    if ((places >> place & 1U) != 0) note_place(place);
  return 0;
}
