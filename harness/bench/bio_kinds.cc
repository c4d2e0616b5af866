// The kinds of buffer that one library of OpenSSL's family has, and ours behind its BIO interface;
// built once for each library into a shared object. PARALLAX_BIO_KINDS_OF names the library.
#include <openssl/bio.h>

#include <algorithm>
#include <climits>

#include "engines/family/segmented_bio.h"
#include "harness/bench/buffer_kind.h"

namespace parallax::bench {
namespace {

void* make(const BIO_METHOD* method) {
  BIO* bio = BIO_new(method);
  // As ssl.MemoryBIO has it: empty is "not yet", not the end.
  if (bio != nullptr) BIO_set_mem_eof_return(bio, -1);
  return bio;
}
void* make_library(std::size_t) { return make(BIO_s_mem()); }
void* make_segmented(std::size_t) { return make(family::segmented_bio_method()); }
void drop(void* buffer) { BIO_free(static_cast<BIO*>(buffer)); }

bool write(void* buffer, const char* octets, std::size_t count) {
  if (count > INT_MAX) return false;
  const int length = static_cast<int>(count);
  return BIO_write(static_cast<BIO*>(buffer), octets, length) == length;
}
std::size_t read(void* buffer, char* out, std::size_t count) {
  const int length = static_cast<int>(std::min<std::size_t>(count, INT_MAX));
  return static_cast<std::size_t>(std::max(BIO_read(static_cast<BIO*>(buffer), out, length), 0));
}

struct Pair {
  BIO *in = nullptr, *out = nullptr;
};
void* make_pair(std::size_t most) {
  Pair pair;
  if (BIO_new_bio_pair(&pair.in, most, &pair.out, 1) != 1) return nullptr;
  return new Pair(pair);
}
void drop_pair(void* buffer) {
  auto* pair = static_cast<Pair*>(buffer);
  BIO_free(pair->in);
  BIO_free(pair->out);
  delete pair;
}
// A pair takes what fits up to the end of its ring, and the rest when asked again.
bool write_pair(void* buffer, const char* octets, std::size_t count) {
  BIO* bio = static_cast<Pair*>(buffer)->in;
  while (count > 0) {
    const int done =
        BIO_write(bio, octets, static_cast<int>(std::min<std::size_t>(count, INT_MAX)));
    if (done <= 0) return false;
    octets += done;
    count -= static_cast<std::size_t>(done);
  }
  return true;
}
std::size_t read_pair(void* buffer, char* out, std::size_t count) {
  std::size_t taken = 0;
  while (taken < count) {
    const std::size_t got = read(static_cast<Pair*>(buffer)->out, out + taken, count - taken);
    if (got == 0) break;
    taken += got;
  }
  return taken;
}

constexpr BufferKind kKinds[] = {
    {PARALLAX_BIO_KINDS_OF, "BIO_s_mem, what ssl.MemoryBIO is", make_library, drop, write, read},
    {PARALLAX_BIO_KINDS_OF "+segmented", "SegmentedBuffer behind BIO_write and BIO_read",
     make_segmented, drop, write, read},
    {PARALLAX_BIO_KINDS_OF "-pair", "BIO_s_bio, a pair over a ring of fixed size", make_pair,
     drop_pair, write_pair, read_pair},
};

}  // namespace
}  // namespace parallax::bench

extern "C" __attribute__((visibility("default"))) const parallax::bench::BufferKind*
parallax_buffer_kinds(std::size_t* count) {
  *count = std::size(parallax::bench::kKinds);
  return parallax::bench::kKinds;
}
