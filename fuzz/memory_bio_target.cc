// Target `memory_bio`: the MemoryBIO of every engine against a model of a few lines.

#include <fmt/format.h>

#include "fuzz/behaviour.h"
#include "fuzz/laboratory.h"
#include "fuzz/target.h"

namespace parallax::fuzz {
namespace {

// What ssl.MemoryBIO is: octets in the order they came, and an end that shows once they are gone.
class Model {
 public:
  Outcome read(std::int64_t size) {
    const std::size_t n =
        size < 0 ? held_.size() : std::min(held_.size(), static_cast<std::size_t>(size));
    Outcome outcome = Outcome::ok(Value::bytes(held_.substr(0, n)));
    held_.erase(0, n);
    return outcome;
  }
  Outcome write(std::string_view octets) {
    if (ended_) return Outcome::raised("SSLError", "cannot write() after write_eof()");
    held_ += octets;
    return Outcome::ok(Value::integer(static_cast<std::int64_t>(octets.size())));
  }
  Outcome write_eof() {
    ended_ = true;
    return Outcome::ok();
  }
  BioState state() const { return {held_.size(), ended_ && held_.empty()}; }

 private:
  std::string held_;
  bool ended_ = false;
};

// Longer than any input: growth is where buffers go wrong. No two stretches of it are alike soon.
std::string_view long_one(std::size_t size) {
  static const std::string all = [] {
    std::string octets(std::size_t{255} << 9, '\0');
    for (std::size_t i = 0; i < octets.size(); ++i)
      octets[i] = static_cast<char>(i * 2654435761u >> 13);
    return octets;
  }();
  return std::string_view(all).substr(0, size);
}

// One operation, drawn from the input; the same on the model and on an engine's. The upper bits make
// reads and writes longer, up to 127 KiB: the borders of records and of segments are reached in a step.
template <typename Bio>
Outcome act(std::uint8_t what, std::uint8_t size, std::string_view octets, Bio& bio) {
  const std::size_t length = std::size_t{size} << what / 8 % 10;
  if (what % 8 < 3) return bio.read(what % 8 == 0 ? -1 : static_cast<std::int64_t>(length));
  if (what % 8 < 7) return bio.write(what % 8 == 6 ? long_one(length) : octets);
  return size % 4 == 0 ? bio.write_eof() : bio.write({});
}

}  // namespace
}  // namespace parallax::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parallax;
  using namespace parallax::fuzz;
  Laboratory& laboratory = Laboratory::get();
  for (std::size_t i = 0; i < laboratory.names().size(); ++i) {
    Model model;
    laboratory.engine(i).begin({.seed = 1});
    const auto bio = laboratory.engine(i).make_bio();
    for (Input input(data, size); !input.empty();) {
      const std::uint8_t what = input.octet(), length = input.octet();
      const std::string_view octets = what % 8 >= 3 && what % 8 < 6 ? input.octets(length) : "";
      const Outcome wanted = act(what, length, octets, model);
      const Outcome seen = act(what, length, octets, *bio);
      const BioState should = model.state(), is = bio->state();
      note(Mix()
               .add(what % 8)
               .add(class_word(seen))
               .add(is.eof ? 1 : 0)
               .add(is.pending > 0 ? 1 : 0));
      const char* name = what % 8 < 3 ? "read" : what % 8 < 7 ? "write" : "write_eof";
      if (seen.kind() != wanted.kind() || seen.value() != wanted.value() ||
          class_word(seen) != class_word(wanted)) {
        laboratory.report(fmt::format("memory_bio {}: outcome", name),
                          fmt::format("{}: {} instead of {}", laboratory.names()[i],
                                      print(seen, 64), print(wanted, 64)));
        break;
      }
      if (is != should) {
        laboratory.report(
            fmt::format("memory_bio {}: {}", name, is.eof != should.eof ? "eof" : "pending"),
            fmt::format("{}: pending {} and eof {} instead of {} and {}", laboratory.names()[i],
                        is.pending, is.eof, should.pending, should.eof));
        break;
      }
    }
    laboratory.engine(i).end();
  }
  return 0;
}
