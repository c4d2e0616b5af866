// SegmentedBuffer: octets in, octets out, first in first out, whatever waits in between.
//
// What waits is never moved: it lies in a chain of segments, each filled once and drained once. An
// octet is copied twice, in by write() and out by read(), or not at all with reserve()/commit() and
// peek()/consume(). linearise() alone moves what waits, and is asked for by name.
//
// Complexity: write and read of n octets cost O(n), amortised, however much waits; everything else
// but linearise(), find() and the destructor is O(1). Segments double from 512 octets to 64 KiB, so
// that a buffer of a few octets is small and one of n octets has O(n / 64 KiB) segments. Where
// segments are freed, the one last freed is kept for the next write: a steady backlog allocates
// nothing.
//
// Memory: at least the octets that wait, at most those and 3 segments more (half-read head,
// half-filled tail, the spare), plus one header of 64 octets a segment. A drained buffer keeps one
// segment of at most 64 KiB; release() gives that back too. Octets are not wiped when freed: what
// goes over a wire is no secret. Units: octets. Ownership: of its segments; move only.
// Threads: none of its own; one thread at a time may use a buffer.
// Errors: values. A failed call leaves the buffer as it was. Nothing throws.
#ifndef PARALLAX_HARNESS_BUFFER_SEGMENTED_BUFFER_H_
#define PARALLAX_HARNESS_BUFFER_SEGMENTED_BUFFER_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <tl/expected.hpp>

namespace parallax {

class SegmentedBuffer {
 public:
  // The octets of a segment begin at such an address: a cache line, and the widest vector register.
  static constexpr std::size_t kAlignment = 64;
  // Smallest and largest segment, header included. Larger ones would leave more behind in a drained
  // buffer; smaller ones cost more calls of the allocator a mebibyte. With what an allocator adds,
  // the largest is still no more than 64 KiB.
  static constexpr std::size_t kSmallest = 512;
  static constexpr std::size_t kLargest = std::size_t{64} * 1024 - 256;
  static constexpr std::size_t kUnbounded = std::numeric_limits<std::size_t>::max();

  enum class Refusal : std::uint8_t {
    kFull,      // more than the bound would wait
    kNoMemory,  // the allocator refused
  };

  // What happened since the buffer was made.
  struct Counts {
    std::uint64_t copied = 0;       // octets copied by write, read and linearise
    std::uint64_t allocations = 0;  // segments that the allocator was asked for
    std::size_t high_water = 0;     // most octets that ever waited
    std::size_t held = 0;           // octets of memory held now, headers included
  };

  // At most `bound` octets may wait.
  explicit SegmentedBuffer(std::size_t bound = kUnbounded) noexcept : bound_(bound) {}
  ~SegmentedBuffer() { release_all(); }
  SegmentedBuffer(SegmentedBuffer&& other) noexcept { swap(other); }
  SegmentedBuffer& operator=(SegmentedBuffer&& other) noexcept;
  SegmentedBuffer(const SegmentedBuffer&) = delete;
  SegmentedBuffer& operator=(const SegmentedBuffer&) = delete;
  void swap(SegmentedBuffer& other) noexcept;

  std::size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  std::size_t bound() const noexcept { return bound_; }
  const Counts& counts() const noexcept { return counts_; }

  // Appends all of `octets`, or nothing.
  [[nodiscard]] tl::expected<void, Refusal> write(std::string_view octets) noexcept;
  // Takes at most `count` octets from the front; the number taken, less only if fewer wait.
  std::size_t read(char* to, std::size_t count) noexcept;

  // The octets at the front that lie in one piece: empty only if the buffer is. Valid until the
  // next call that is not const.
  std::string_view peek() const noexcept;
  // Forgets `count` octets at the front, all if fewer wait.
  void consume(std::size_t count) noexcept;

  // A writable place of `count` octets or more behind what waits, in one piece; commit() then
  // appends the first of them. A place is lost by the next call that is not const.
  [[nodiscard]] tl::expected<std::span<char>, Refusal> reserve(std::size_t count) noexcept;
  // `count`: at most what reserve() gave.
  void commit(std::size_t count) noexcept;

  // Where `octet` first stands among the first `within` octets; `within`, or size() if that is
  // less, where it does not. O(within).
  std::size_t find(char octet, std::size_t within) const noexcept;

  // All that waits, in one piece: for callers who must have a pointer. Copies it unless it is in
  // one piece already.
  [[nodiscard]] tl::expected<std::string_view, Refusal> linearise() noexcept;

  // Forgets all octets; keeps what a drained buffer keeps.
  void clear() noexcept { consume(size_); }
  // Forgets all octets, and gives all memory back.
  void release() noexcept;

 private:
  struct Segment;

  Segment* allocate(std::size_t total) noexcept;
  void give_back(Segment* segment) noexcept;
  void drop_head() noexcept;
  void settle() noexcept;
  void append(Segment* chain) noexcept;
  std::size_t next_total(std::size_t count) const noexcept;
  bool make_room(std::size_t count) noexcept;
  void release_all() noexcept;
  void grown(std::size_t count) noexcept;

  Segment* head_ = nullptr;   // null if and only if tail_ is
  Segment* tail_ = nullptr;   // where writing goes on
  Segment* spare_ = nullptr;  // empty, of kLargest; null in a drained buffer
  std::size_t size_ = 0;
  std::size_t bound_ = kUnbounded;
  Counts counts_;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_BUFFER_SEGMENTED_BUFFER_H_
