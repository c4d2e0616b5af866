// What every target includes: the entry points that fuzzers call, and octets as text.
//
// libFuzzer, AFL++, honggfuzz, Centipede and replay_main.cc all call LLVMFuzzerTestOneInput.
#ifndef PARALLAX_FUZZ_TARGET_H_
#define PARALLAX_FUZZ_TARGET_H_

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" {
// Only targets that load engines have it: coverage counts where code was there before the first input, and
// AFL++ wants all of it before its fork server.
int LLVMFuzzerInitialize(int* argc, char*** argv);
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
// libFuzzer's own, there only under libFuzzer.
__attribute__((weak)) std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size,
                                                   std::size_t most);
std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                    unsigned seed);
std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* first, std::size_t first_size,
                                      const std::uint8_t* second, std::size_t second_size,
                                      std::uint8_t* out, std::size_t most, unsigned seed);
}

namespace parallax::fuzz {

inline std::string_view text(const std::uint8_t* data, std::size_t size) {
  return size == 0 ? std::string_view()
                   : std::string_view(reinterpret_cast<const char*>(data), size);
}

// A law of our own parsers; where it does not hold, its words name the stop.
inline void hold(bool law, const char* words) {
  if (law) return;
  std::fprintf(stderr, "ASSERTION FAILED: %s\n", words);
  std::abort();
}

// Copies octets out if they fit, and gives their number; else `size`, what was there before.
inline std::size_t put(const std::string& octets, std::uint8_t* out, std::size_t size,
                       std::size_t most) {
  if (octets.size() > most) return size;
  octets.copy(reinterpret_cast<char*>(out), octets.size());
  return octets.size();
}

// Input taken a piece at a time; when it is used up, zeros.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : rest_(text(data, size)) {}
  bool empty() const { return rest_.empty(); }
  std::uint8_t octet() {
    const std::string_view one = octets(1);
    return one.empty() ? 0 : static_cast<std::uint8_t>(one[0]);
  }
  // As many as there are, at most `size`.
  std::string_view octets(std::size_t size) {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(taken.size());
    return taken;
  }

 private:
  std::string_view rest_;
};

}  // namespace parallax::fuzz

#endif  // PARALLAX_FUZZ_TARGET_H_
