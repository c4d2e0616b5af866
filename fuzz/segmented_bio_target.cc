// Target `segmented_bio`: the segmented BIO beside the library's BIO_s_mem, call for call (linked with libcrypto, as
// an engine is, and with nothing else of the harness).
//
// PARALLAX_FUZZ_PLANTED set: ours loses an octet behind 64 KiB, which must be found.
#include <cstdio>
#include <cstdlib>

#include "engines/family/segmented_bio_calls.h"
#include "fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parallax::family::calls;
  const Owned ours = segmented(), theirs = library();
  constexpr int kMostCalls = 400;        // an input takes some milliseconds
  constexpr int kMostWaiting = 1 << 20;  // what moves or shows all that waits would take seconds
  int calls = 0;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
  static const bool planted = std::getenv("PARALLAX_FUZZ_PLANTED") != nullptr;
  for (parallax::fuzz::Input input(data, size); !input.empty() && calls < kMostCalls; ++calls) {
    const int kind = input.octet(), count = input.octet(), salt = input.octet();
    // The upper bits of the kind make counts larger, to the borders of records and segments and over them.
    const Call call{kind % 16 % kKinds, count << kind / 16 % 10, salt};
    if (call.kind < 3 && BIO_pending(theirs.get()) > kMostWaiting) continue;
    if (planted && BIO_pending(ours.get()) > 65536)
      parallax::family::segmented_buffer(ours.get())->consume(1);
    const std::string seen = carry_out(ours.get(), call) + look(ours.get());
    const std::string wanted = carry_out(theirs.get(), call) + look(theirs.get());
    if (seen == wanted) continue;
    std::fprintf(stderr,
                 "ASSERTION FAILED: segmented_bio parts from BIO_s_mem in a call of kind %c\n",
                 'a' + call.kind);
    std::fprintf(stderr, "call %d: %.200s\ninstead of %.200s\n", calls, seen.c_str(),
                 wanted.c_str());
    std::abort();
  }
  return 0;
}
