#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <new>
#include <string>

#include "harness/bench/buffer_kind.h"
#include "harness/buffer/segmented_buffer.h"

namespace parallax::bench {
namespace {

template <typename T>
void* make(std::size_t) {
  return new (std::nothrow) T;
}
template <typename T>
void drop(void* buffer) {
  delete static_cast<T*>(buffer);
}

bool segmented_write(void* buffer, const char* octets, std::size_t count) {
  return static_cast<SegmentedBuffer*>(buffer)->write({octets, count}).has_value();
}
std::size_t segmented_read(void* buffer, char* out, std::size_t count) {
  return static_cast<SegmentedBuffer*>(buffer)->read(out, count);
}

bool string_write(void* buffer, const char* octets, std::size_t count) {
  static_cast<std::string*>(buffer)->append(octets, count);
  return true;
}
std::size_t string_read(void* buffer, char* out, std::size_t count) {
  auto* text = static_cast<std::string*>(buffer);
  count = std::min(count, text->size());
  std::memcpy(out, text->data(), count);
  text->erase(0, count);
  return count;
}

using Deque = std::deque<char>;
bool deque_write(void* buffer, const char* octets, std::size_t count) {
  auto* deque = static_cast<Deque*>(buffer);
  deque->insert(deque->end(), octets, octets + count);
  return true;
}
std::size_t deque_read(void* buffer, char* out, std::size_t count) {
  auto* deque = static_cast<Deque*>(buffer);
  count = std::min(count, deque->size());
  const auto end = deque->begin() + static_cast<std::ptrdiff_t>(count);
  std::copy(deque->begin(), end, out);
  deque->erase(deque->begin(), end);
  return count;
}

struct Ring {
  struct Free {
    void operator()(char* memory) const { std::free(memory); }
  };
  std::unique_ptr<char, Free> octets;
  std::size_t size = 0, written = 0, taken = 0, waiting = 0;
};
void* ring_make(std::size_t most) {
  auto* ring = new (std::nothrow) Ring;
  if (ring == nullptr) return nullptr;
  ring->size = (most + 63) / 64 * 64;
  ring->octets.reset(static_cast<char*>(std::aligned_alloc(64, ring->size)));
  if (ring->octets != nullptr) return ring;
  delete ring;
  return nullptr;
}
// Never wraps in the middle of a copy: the end of the ring is left out instead.
bool ring_write(void* buffer, const char* octets, std::size_t count) {
  auto* ring = static_cast<Ring*>(buffer);
  if (ring->waiting == 0) ring->written = ring->taken = 0;
  if (count > ring->size - ring->written) ring->written = 0;
  std::memcpy(ring->octets.get() + ring->written, octets, count);
  ring->written += count;
  ring->waiting += count;
  return true;
}
std::size_t ring_read(void* buffer, char* out, std::size_t count) {
  auto* ring = static_cast<Ring*>(buffer);
  count = std::min(count, ring->waiting);
  if (count > ring->size - ring->taken) ring->taken = 0;
  std::memcpy(out, ring->octets.get() + ring->taken, count);
  ring->taken += count;
  ring->waiting -= count;
  return count;
}

constexpr std::array kKinds = {
    BufferKind{"segmented", "SegmentedBuffer itself", make<SegmentedBuffer>, drop<SegmentedBuffer>,
               segmented_write, segmented_read},
    BufferKind{"string", "std::string, append and erase from the front", make<std::string>,
               drop<std::string>, string_write, string_read},
    BufferKind{"deque", "std::deque<char>", make<Deque>, drop<Deque>, deque_write, deque_read},
    BufferKind{"memcpy", "two memcpy over a ring: the least that copies cost", ring_make,
               drop<Ring>, ring_write, ring_read},
};

}  // namespace

const BufferKind* plain_kinds(std::size_t* count) {
  *count = kKinds.size();
  return kKinds.data();
}

}  // namespace parallax::bench
