// Target `wire`: octets as TLS records and messages, however they are cut.

#include <fmt/format.h>

#include <cstdlib>

#include "fuzz/target.h"
#include "harness/wire/describe.h"
#include "harness/wire/records.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parallax;
  fuzz::Input input(data, size);
  const std::size_t piece = std::size_t{input.octet()} + 1;
  const std::string_view octets = input.octets(size);

  std::vector<std::string> grown;
  wire::Describer describer;
  for (std::size_t at = 0; at < octets.size(); at += piece) {
    for (std::string& line : describer.feed(octets.substr(at, piece)))
      grown.push_back(std::move(line));
  }
  if (const std::string tail = describer.tail(); !tail.empty()) grown.push_back(tail);
  if (grown != wire::describe(octets)) {
    fmt::print(stderr, "ASSERTION FAILED: wire describe: cutting changes what is seen\n");
    std::abort();
  }
  std::size_t covered = 0;
  wire::RecordCursor cursor(octets);
  for (wire::Record record; cursor.next(&record);) {
    if (record.offset != covered || record.fragment.size() > record.length) {
      fmt::print(stderr, "ASSERTION FAILED: wire records: they do not lie side by side\n");
      std::abort();
    }
    covered += wire::kRecordHeader + record.fragment.size();
  }
  return 0;
}
