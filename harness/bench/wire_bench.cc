// The wire view: records cut without their secrets, and a conversation opened with them.

#include <benchmark/benchmark.h>

#include <string>

#include "harness/wire/conversation.h"
#include "harness/wire/names.h"
#include "harness/wire/records.h"

namespace parallax::wire {
namespace {

// Records of 32 octets, header included.
std::string small_records(std::size_t count) {
  std::string octets;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint8_t type = i % 64 == 0 ? kAlert : kApplicationData;
    const std::size_t length = 32 - kRecordHeader;
    octets += {static_cast<char>(type), 3, 3, 0, static_cast<char>(length)};
    octets.append(length, static_cast<char>(i));
  }
  return octets;
}

// The whole scan that needs no secret: borders, plausibility, alerts in plaintext.
void BM_ScanRecords(benchmark::State& state) {
  constexpr std::size_t kRecords = 1 << 15;
  const std::string octets = small_records(kRecords);
  for (auto _ : state) {
    RecordCursor cursor(octets);
    Alert alert;
    std::size_t alerts = 0, data = 0;
    for (Record record; cursor.next(&record) && record.complete && record.plausible();) {
      alerts += read_alert(record, &alert) ? 1 : 0;
      data += record.type == kApplicationData ? record.length : 0;
    }
    benchmark::DoNotOptimize(alerts);
    benchmark::DoNotOptimize(data);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRecords));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(octets.size()));
}
BENCHMARK(BM_ScanRecords);

// Records of `size` octets of data under TLS 1.3's AES-128-GCM, opened.
void BM_OpenRecords(benchmark::State& state) {
  const CipherSuite& suite = *find_suite(0x1301);
  const std::string secret(32, 's'), data(static_cast<std::size_t>(state.range(0)), 'd');
  constexpr int kRecords = 64;
  std::vector<std::string> sealed;
  sealed.reserve(kRecords);
  Protection writes = Protection::tls13(suite, secret, Protection::Way::kSeal);
  for (int i = 0; i < kRecords; ++i)
    sealed.push_back(writes.seal({.type = kApplicationData}, data));
  for (auto _ : state) {
    Protection reads = Protection::tls13(suite, secret, Protection::Way::kOpen);
    for (const std::string& fragment : sealed)
      benchmark::DoNotOptimize(reads.open(kApplicationData, 0x0303, fragment));
  }
  state.SetItemsProcessed(state.iterations() * kRecords);
  state.SetBytesProcessed(state.iterations() * kRecords * state.range(0));
}
BENCHMARK(BM_OpenRecords)->Arg(32)->Arg(1024)->Arg(16384);

}  // namespace
}  // namespace parallax::wire
