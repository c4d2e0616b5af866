#include "harness/bench/patterns.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace parallax::bench {
namespace {

constexpr std::size_t kKiB = 1024, kMiB = 1024 * kKiB;
constexpr std::size_t kRecordHeader = 5;
// A full TLS 1.3 record without its header: 16 KiB, content type and tag (RFC 8446 5.2).
constexpr std::size_t kRecordBody = 16 * kKiB + 17;
constexpr std::size_t kRecord = kRecordHeader + kRecordBody;

// How consumers drive the two BIOs of an object: octets received before any is read, in pieces of, and
// sent at most at once (0: all that waits). From the sources of asyncio.sslproto, uvloop, trio, anyio,
// urllib3, Twisted. The last two are reactors by kind: one that is told what is ready sends what the
// kernel takes, and one that is told what is done has several receives under way, and sends all at once.
struct Consumer {
  const char* pattern;
  const char* what;
  std::size_t received, piece, sent;
};
constexpr Consumer kConsumers[] = {
    {"asyncio", "asyncio: 256 KiB received, all sent at once", 256 * kKiB, 256 * kKiB, 0},
    {"uvloop", "uvloop: 256 KiB received, all sent at once", 256 * kKiB, 256 * kKiB, 0},
    {"trio", "trio: 64 KiB received, all sent at once", 64 * kKiB, 64 * kKiB, 0},
    {"anyio", "anyio: 64 KiB received, all sent at once", 64 * kKiB, 64 * kKiB, 0},
    {"urllib3", "urllib3: 16 KiB received, all sent at once", 16 * kKiB, 16 * kKiB, 0},
    {"twisted", "Twisted: 64 KiB received, sent by 32 KiB", 64 * kKiB, 64 * kKiB, 32 * kKiB},
    {"readiness", "select and poll: 64 KiB received, sent by 16 KiB as the kernel takes it",
     64 * kKiB, 64 * kKiB, 16 * kKiB},
    {"completion", "completion: sixteen receives of 16 KiB, all sent at once", 256 * kKiB,
     16 * kKiB, 0},
};

const Consumer* consumer_of(std::string_view pattern) {
  const auto* found =
      std::ranges::find_if(kConsumers, [&](const Consumer& c) { return c.pattern == pattern; });
  return found == std::end(kConsumers) ? nullptr : found;
}

// The most that ever waits in a case.
std::size_t most(const Case& what) {
  const std::size_t turn = what.pattern == "slow-reader" ? 0 : 2 * kMiB;
  return what.backlog + std::max(what.chunk, kRecord) + turn;
}

}  // namespace

std::string Case::name() const {
  return fmt::format("{}/chunk:{}/backlog:{}", pattern, chunk, backlog);
}

const std::vector<Pattern>& patterns() {
  static const std::vector<Pattern> all = [] {
    std::vector<Pattern> made = {
        {"ping-pong", "write a chunk, read a chunk, behind a backlog"},
        {"burst", "write the backlog by chunks, then read it by chunks"},
        {"slow-reader", "two chunks in for one out until the backlog waits, then out"},
        {"small-then-big", "the backlog in by chunks, out at once"},
        {"records", "a record of 16 KiB in; its header and its body out; behind a backlog"},
    };
    for (const Consumer& consumer : kConsumers) made.push_back({consumer.pattern, consumer.what});
    return made;
  }();
  return all;
}

Load::Load(const BufferKind& kind, const Case& what) : kind_(kind), what_(what) {
  const std::size_t largest =
      what.pattern == "small-then-big" ? what.backlog : std::max({what.chunk, kRecord, 2 * kMiB});
  in_.assign(std::max({what.chunk, kRecord, 256 * kKiB}), 'x');
  out_.assign(largest, '\0');
}

void Load::fill() {
  buffer_ = kind_.make(most(what_));
  filled_ = buffer_ != nullptr;
  if (what_.pattern != "ping-pong" && what_.pattern != "records") return;
  for (std::size_t left = what_.backlog; filled_ && left > 0;) {
    const std::size_t part = std::min(left, std::size_t{64} * kKiB);
    filled_ = put(part);
    left -= part;
  }
}

Load::~Load() {
  if (buffer_ != nullptr) kind_.free(buffer_);
}

void Load::drain() {
  while (kind_.read(buffer_, out_.data(), out_.size()) > 0) {
  }
}

std::size_t Load::turn() { return ready() ? run() : 0; }

std::size_t Load::run() {
  const std::size_t chunk = what_.chunk, chunks = chunk == 0 ? 0 : what_.backlog / chunk;
  if (what_.pattern == "ping-pong") return put(chunk) && take(chunk) ? chunk : 0;
  if (what_.pattern == "records") {
    return put(kRecord) && take(kRecordHeader) && take(kRecordBody) ? kRecord : 0;
  }
  bool fine = true;
  if (what_.pattern == "burst") {
    for (std::size_t i = 0; i < chunks; ++i) fine = fine && put(chunk);
    for (std::size_t i = 0; i < chunks; ++i) fine = fine && take(chunk);
    return fine ? chunks * chunk : 0;
  }
  if (what_.pattern == "slow-reader") {
    for (std::size_t i = 0; i < chunks; ++i) fine = fine && put(chunk) && put(chunk) && take(chunk);
    for (std::size_t i = 0; i < chunks; ++i) fine = fine && take(chunk);
    return fine ? 2 * chunks * chunk : 0;
  }
  if (what_.pattern == "small-then-big") {
    for (std::size_t i = 0; i < chunks; ++i) fine = fine && put(chunk);
    return fine && take(chunks * chunk) ? chunks * chunk : 0;
  }
  const Consumer* consumer = consumer_of(what_.pattern);
  return consumer == nullptr ? 0
                             : this->consumer(consumer->received, consumer->piece, consumer->sent);
}

// What is received is written in its pieces and read record by record, as libssl does; the answer, as
// many records, is written by libssl and read at once or in pieces.
std::size_t Load::consumer(std::size_t received, std::size_t piece, std::size_t sent_at_most) {
  const std::size_t records = std::max<std::size_t>(received / kRecord, 1);
  bool fine = true;
  for (std::size_t at = 0; at < received; at += piece) fine = fine && put(piece);
  std::size_t left = received;
  while (fine && left >= kRecord) {
    fine = take(kRecordHeader) && take(kRecordBody);
    left -= kRecord;
  }
  fine = fine && take(left);
  for (std::size_t i = 0; i < records; ++i) fine = fine && put(kRecord);
  for (std::size_t out = records * kRecord; fine && out > 0;) {
    const std::size_t part = sent_at_most == 0 ? out : std::min(out, sent_at_most);
    fine = take(part);
    out -= part;
  }
  return fine ? received + records * kRecord : 0;
}

std::vector<Case> cases(bool large) {
  std::vector<Case> all;
  for (std::size_t chunk : {std::size_t{16}, 16 * kKiB}) {
    for (std::size_t backlog : {std::size_t{0}, 4 * kKiB, 64 * kKiB, kMiB, 8 * kMiB, 64 * kMiB}) {
      all.push_back({"ping-pong", chunk, backlog});
    }
    if (large) all.push_back({"ping-pong", chunk, 1024 * kMiB});
  }
  for (std::size_t chunk : {std::size_t{1}, std::size_t{256}, 4 * kKiB, 64 * kKiB, kMiB}) {
    for (std::size_t backlog : {std::size_t{0}, kMiB}) all.push_back({"ping-pong", chunk, backlog});
  }
  for (std::size_t backlog : {64 * kKiB, kMiB, 16 * kMiB}) {
    for (const char* pattern : {"burst", "slow-reader"})
      all.push_back({pattern, 16 * kKiB, backlog});
    all.push_back({"small-then-big", 256, backlog});
  }
  for (std::size_t backlog : {std::size_t{0}, kMiB}) all.push_back({"records", 16 * kKiB, backlog});
  for (const Consumer& consumer : kConsumers) all.push_back({consumer.pattern, 16 * kKiB, 0});
  return all;
}

bool sensible(const BufferKind& kind, const Case& what) {
  const std::string_view name = kind.name;
  // These move or copy octet by octet: gibibytes of them are no news, and take minutes.
  const bool slow = name == "string" || name == "deque" || name == "boringssl";
  if (what.backlog > 64 * kMiB) return name.find("pair") == std::string_view::npos && !slow;
  // BoringSSL's and std::string's cost of a turn grows with the backlog, and these have many turns.
  const bool many = what.pattern == "burst" || what.pattern == "slow-reader";
  return !(slow && many && what.backlog > kMiB);
}

}  // namespace parallax::bench
