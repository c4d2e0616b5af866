// Target `wire`: octets as what both sides of a connection say, however they are cut, with secrets and without.

#include <fmt/format.h>

#include "fuzz/target.h"
#include "harness/wire/describe.h"
#include "harness/wire/outline.h"

namespace parallax {
namespace {

// A message is read without loss, whatever it is taken for; looking at its fields ends.
void hold_message_laws(std::string_view octets) {
  using namespace wire;
  for (const Dialect dialect : {Dialect::kTls10, Dialect::kTls12, Dialect::kTls13}) {
    const Field message = read_message(octets, {dialect, KeyExchange::kEcdhe});
    fuzz::hold(print(message) == octets, "wire: printing a message does not undo reading it");
    outline(message);
    field_lines(message, 64);
  }
}

// The same octets from the server, then from the client: each hello teaches the other side's records.
std::vector<std::string> told(const wire::KeyLog& secrets, std::string_view octets,
                              std::size_t piece, std::string* random) {
  wire::Conversation seen(secrets);
  std::vector<std::string> lines;
  for (const wire::Side side : {wire::Side::kServer, wire::Side::kClient}) {
    std::size_t covered = 0;
    for (std::size_t at = 0; at < octets.size(); at += piece) {
      for (const wire::SeenRecord& record : seen.feed(side, octets.substr(at, piece))) {
        lines.push_back(wire::describe(record));
        covered += wire::kRecordHeader + record.length;
      }
    }
    fuzz::hold(covered + seen.rest(side) == octets.size(), "wire: octets are lost or made up");
  }
  *random = seen.client_random();
  return lines;
}

}  // namespace
}  // namespace parallax

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parallax;
  fuzz::Input input(data, size);
  const std::size_t piece = std::size_t{input.octet()} + 1;
  const std::string_view octets = input.octets(size);
  hold_message_laws(octets);
  std::string random, again;
  wire::KeyLog secrets;
  const auto whole = told(secrets, octets, octets.size() + 1, &random);
  fuzz::hold(whole == told(secrets, octets, piece, &again), "wire: cutting changes what is seen");
  for (const char* label :
       {"CLIENT_RANDOM", "CLIENT_EARLY_TRAFFIC_SECRET", "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
        "SERVER_HANDSHAKE_TRAFFIC_SECRET", "CLIENT_TRAFFIC_SECRET_0", "SERVER_TRAFFIC_SECRET_0"})
    secrets.add(fmt::format("{} {} {:064x}", label, parallax::to_hex(random), 1));
  told(secrets, octets, piece, &again);
  return 0;
}
