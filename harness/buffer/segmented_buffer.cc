#include "harness/buffer/segmented_buffer.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace parallax {

// Its octets follow it directly. Invariant: begin <= end <= capacity; only the tail, and the head
// of a buffer just drained, may be empty.
struct alignas(SegmentedBuffer::kAlignment) SegmentedBuffer::Segment {
  Segment* next;
  std::size_t begin, end, capacity;

  char* octets() { return reinterpret_cast<char*>(this + 1); }
  std::size_t room() const { return capacity - end; }
  std::size_t waiting() const { return end - begin; }
};

namespace {

// The header of a segment; what is larger than this less two headers cannot be asked for at all.
constexpr std::size_t kHeader = SegmentedBuffer::kAlignment;
constexpr std::size_t kMost =
    static_cast<std::size_t>(std::numeric_limits<std::ptrdiff_t>::max()) - 2 * kHeader;

constexpr std::size_t round_up(std::size_t count) { return (count + kHeader - 1) & ~(kHeader - 1); }

}  // namespace

SegmentedBuffer& SegmentedBuffer::operator=(SegmentedBuffer&& other) noexcept {
  SegmentedBuffer taken(std::move(other));
  swap(taken);
  return *this;
}

void SegmentedBuffer::swap(SegmentedBuffer& other) noexcept {
  std::swap(head_, other.head_);
  std::swap(tail_, other.tail_);
  std::swap(spare_, other.spare_);
  std::swap(size_, other.size_);
  std::swap(bound_, other.bound_);
  std::swap(counts_, other.counts_);
}

SegmentedBuffer::Segment* SegmentedBuffer::allocate(std::size_t total) noexcept {
  static_assert(sizeof(Segment) == kHeader);
  if (total == kLargest && spare_ != nullptr) return std::exchange(spare_, nullptr);
  void* memory = std::aligned_alloc(kAlignment, total);
  if (memory == nullptr) return nullptr;
  auto* segment = static_cast<Segment*>(memory);
  *segment = {nullptr, 0, 0, total - kHeader};
  counts_.held += total;
  ++counts_.allocations;
  return segment;
}

void SegmentedBuffer::give_back(Segment* segment) noexcept {
  if (segment == nullptr) return;
  counts_.held -= segment->capacity + kHeader;
  std::free(segment);
}

// The head is drained, and something follows it.
void SegmentedBuffer::drop_head() noexcept {
  Segment* drained = std::exchange(head_, head_->next);
  if (spare_ == nullptr && drained->capacity + kHeader == kLargest) {
    *drained = {nullptr, 0, 0, drained->capacity};
    spare_ = drained;
  } else {
    give_back(drained);
  }
}

// Nothing waits: the next octet goes where the last first one went, which the cache still holds.
void SegmentedBuffer::settle() noexcept {
  while (head_ != tail_) drop_head();
  if (spare_ != nullptr) give_back(std::exchange(spare_, nullptr));
  if (head_ == nullptr) return;
  if (head_->capacity + kHeader > kLargest) {
    give_back(std::exchange(head_, nullptr));
    tail_ = nullptr;
  } else {
    head_->begin = head_->end = 0;
  }
}

void SegmentedBuffer::append(Segment* chain) noexcept {
  if (tail_ != nullptr && size_ == 0 && tail_->waiting() == 0) {  // too small, and in the way
    give_back(tail_);
    head_ = tail_ = nullptr;
  }
  (tail_ == nullptr ? head_ : tail_->next) = chain;
  tail_ = chain;
  while (tail_->next != nullptr) tail_ = tail_->next;
}

// How large the segment after the tail is to be, for `count` octets or the first of them.
std::size_t SegmentedBuffer::next_total(std::size_t count) const noexcept {
  const std::size_t grown = tail_ == nullptr ? kSmallest : 2 * (tail_->capacity + kHeader);
  const std::size_t wanted = std::bit_ceil(std::min(count, kLargest) + kHeader);
  return std::clamp(std::max(grown, wanted), kSmallest, kLargest);
}

void SegmentedBuffer::grown(std::size_t count) noexcept {
  size_ += count;
  counts_.high_water = std::max(counts_.high_water, size_);
}

tl::expected<void, SegmentedBuffer::Refusal> SegmentedBuffer::write(
    std::string_view octets) noexcept {
  if (octets.size() > bound_ - size_) return tl::unexpected(Refusal::kFull);
  if (octets.empty()) return {};
  if (tail_ != nullptr && octets.size() <= tail_->room()) {
    std::memcpy(tail_->octets() + tail_->end, octets.data(), octets.size());
    tail_->end += octets.size();
  } else {
    // First all memory, then the octets: a refusal leaves everything as it was.
    const bool keep = tail_ != nullptr && (size_ > 0 || tail_->capacity + kHeader == kLargest);
    const std::size_t fits = keep ? tail_->room() : 0;
    Segment* chain = nullptr;
    Segment** link = &chain;
    std::size_t total = next_total(octets.size() - fits);
    for (std::size_t left = octets.size() - fits; left > 0;) {
      *link = allocate(total);
      if (*link == nullptr) {
        while (chain != nullptr) give_back(std::exchange(chain, chain->next));
        return tl::unexpected(Refusal::kNoMemory);
      }
      left -= std::min(left, (*link)->capacity);
      link = &(*link)->next;
      total = std::clamp(std::bit_ceil(std::min(left, kLargest) + kHeader), total, kLargest);
    }
    std::string_view rest = octets;
    const auto fill = [&rest](Segment* segment) {
      const std::size_t part = std::min(rest.size(), segment->room());
      std::memcpy(segment->octets() + segment->end, rest.data(), part);
      segment->end += part;
      rest.remove_prefix(part);
    };
    if (fits > 0) fill(tail_);
    for (Segment* segment = chain; segment != nullptr; segment = segment->next) fill(segment);
    append(chain);
  }
  counts_.copied += octets.size();
  grown(octets.size());
  return {};
}

std::size_t SegmentedBuffer::read(char* to, std::size_t count) noexcept {
  count = std::min(count, size_);
  for (std::size_t left = count; left > 0;) {
    const std::size_t part = std::min(left, head_->waiting());
    std::memcpy(to, head_->octets() + head_->begin, part);
    to += part;
    left -= part;
    consume(part);
  }
  counts_.copied += count;
  return count;
}

std::string_view SegmentedBuffer::peek() const noexcept {
  return size_ == 0 ? std::string_view()
                    : std::string_view(head_->octets() + head_->begin, head_->waiting());
}

void SegmentedBuffer::consume(std::size_t count) noexcept {
  if (count >= size_) {
    size_ = 0;
    settle();
    return;
  }
  size_ -= count;
  // Something is left, so a drained head has a successor, perhaps one that reserve() left empty.
  while (count >= head_->waiting() && head_ != tail_) {
    count -= head_->waiting();
    drop_head();
  }
  head_->begin += count;
}

bool SegmentedBuffer::make_room(std::size_t count) noexcept {
  if (tail_ != nullptr && count <= tail_->room()) return true;
  const std::size_t total =
      count + kHeader > kLargest ? round_up(count + kHeader) : next_total(count);
  Segment* segment = allocate(total);
  if (segment == nullptr) return false;
  append(segment);
  return true;
}

tl::expected<std::span<char>, SegmentedBuffer::Refusal> SegmentedBuffer::reserve(
    std::size_t count) noexcept {
  if (count > bound_ - size_) return tl::unexpected(Refusal::kFull);
  if (count > kMost || !make_room(count)) return tl::unexpected(Refusal::kNoMemory);
  return std::span<char>(tail_->octets() + tail_->end, std::min(tail_->room(), bound_ - size_));
}

void SegmentedBuffer::commit(std::size_t count) noexcept {
  if (count == 0) return;
  if (tail_ == nullptr || count > tail_->room()) std::abort();  // more than reserve() gave
  tail_->end += count;
  grown(count);
}

std::size_t SegmentedBuffer::find(char octet, std::size_t within) const noexcept {
  within = std::min(within, size_);
  std::size_t before = 0;
  for (Segment* segment = head_; before < within; segment = segment->next) {
    const std::size_t part = std::min(within - before, segment->waiting());
    const char* octets = segment->octets() + segment->begin;
    const void* found = std::memchr(octets, octet, part);
    if (found != nullptr) {
      return before + static_cast<std::size_t>(static_cast<const char*>(found) - octets);
    }
    before += part;
  }
  return within;
}

tl::expected<std::string_view, SegmentedBuffer::Refusal> SegmentedBuffer::linearise() noexcept {
  if (peek().size() == size_) return peek();
  Segment* whole = allocate(round_up(size_ + kHeader));
  if (whole == nullptr) return tl::unexpected(Refusal::kNoMemory);
  for (Segment* segment = head_; segment != nullptr; segment = segment->next) {
    std::memcpy(whole->octets() + whole->end, segment->octets() + segment->begin,
                segment->waiting());
    whole->end += segment->waiting();
  }
  counts_.copied += size_;
  while (head_ != nullptr) give_back(std::exchange(head_, head_->next));
  head_ = tail_ = whole;
  return peek();
}

void SegmentedBuffer::release() noexcept {
  release_all();
  head_ = tail_ = spare_ = nullptr;
  size_ = 0;
}

void SegmentedBuffer::release_all() noexcept {
  while (head_ != nullptr) give_back(std::exchange(head_, head_->next));
  give_back(spare_);
}

}  // namespace parallax
