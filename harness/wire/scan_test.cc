// The scan without secrets costs no allocation, however many the records.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>
#include <string>

#include "harness/wire/names.h"
#include "harness/wire/records.h"

#ifdef __has_feature
#if __has_feature(thread_sanitizer)
#include <sanitizer/allocator_interface.h>
#define PARALLAX_THREAD_SANITIZER
#endif
#endif

namespace {
std::size_t allocations = 0;
}

// Counts for the whole test program. ThreadSanitizer has an operator new of its own, and a hook.
#ifdef PARALLAX_THREAD_SANITIZER
const int kHooked = __sanitizer_install_malloc_and_free_hooks(
    [](const volatile void*, std::size_t) { ++allocations; }, [](const volatile void*) {});
#else
void* operator new(std::size_t size) {
  ++allocations;
  if (void* octets = std::malloc(size == 0 ? 1 : size)) return octets;
  throw std::bad_alloc();
}
void operator delete(void* octets) noexcept { std::free(octets); }
void operator delete(void* octets, std::size_t) noexcept { std::free(octets); }
#endif

namespace parallax::wire {
namespace {

TEST(ScanTest, CostsNoAllocationARecord) {
  std::string octets;
  for (int i = 0; i < 1000; ++i) {
    octets += {static_cast<char>(i % 3 == 0 ? kAlert : kApplicationData), 3, 3, 0, 2};
    octets += {2, static_cast<char>(i % 120)};
  }
  std::size_t records = 0, alerts = 0;
  const std::size_t before = allocations;
  RecordCursor cursor(octets);
  Alert alert;
  for (Record record; cursor.next(&record) && record.complete && record.plausible(); ++records)
    alerts += read_alert(record, &alert) ? 1 : 0;
  EXPECT_EQ(allocations, before);
  EXPECT_EQ(records, 1000u);
  EXPECT_EQ(alerts, 334u);
  const std::size_t counted = allocations;
  const std::string held(100, 'x');
  EXPECT_GT(allocations, counted) << "the counter counts: " << held.size();
}

}  // namespace
}  // namespace parallax::wire
