#include "fuzz/stream.h"

#include <algorithm>

#include "fuzz/target.h"

namespace parallax::fuzz {
namespace {

// A piece costs two steps with their judging. In single octets, these are a record's header and what it begins with.
constexpr std::size_t kMostPieces = 8;
// Sizes of small pieces below this, places to cut in two from it on: of an octet's seven bits.
constexpr std::size_t kPlaces = 64;

Step make(StepKind kind, const char* target, std::vector<Argument> arguments = {}) {
  Step step;
  step.kind = kind;
  step.target = target;
  step.arguments = std::move(arguments);
  return step;
}

}  // namespace

Script stream_script(const char* role, const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::uint8_t how = input.octet();
  const std::string_view octets = input.octets(size);
  const std::size_t cut = how >> 1;
  const bool halved = cut >= kPlaces;
  std::size_t piece = cut == 0 ? octets.size()
                      : halved ? octets.size() * (cut - kPlaces + 1) / (kPlaces + 1)
                               : cut;
  piece = std::max(piece, std::size_t{1});

  Script script;
  script.steps.push_back(
      make(StepKind::kObject, "a", {{"", Value::name(role)}, {"tls", Value::name("1.2-1.3")}}));
  // A client speaks first. A server that waits with nothing there does so between pieces, too.
  if (std::string_view(role) == "client" || piece < octets.size() || octets.empty())
    script.steps.push_back(make(StepKind::kDoHandshake, "a"));
  for (std::size_t at = 0; at < octets.size(); at += piece) {
    if (at == (halved ? 1 : kMostPieces - 1) * piece) piece = octets.size() - at;
    script.steps.push_back(
        make(StepKind::kWrite, "a.in", {{"", Value::bytes(octets.substr(at, piece))}}));
    script.steps.push_back(make(StepKind::kDoHandshake, "a"));
  }
  const bool ends = (how & 1) != 0;
  if (ends) script.steps.push_back(make(StepKind::kWriteEof, "a.in"));
  if (ends || cut != 0)
    script.steps.push_back(make(StepKind::kRead, "a", {{"", Value::integer(100)}}));
  if (ends) script.steps.push_back(make(StepKind::kUnwrap, "a"));
  script.steps.push_back(make(StepKind::kRead, "a.out"));
  return script;
}

}  // namespace parallax::fuzz
