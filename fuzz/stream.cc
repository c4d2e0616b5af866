#include "fuzz/stream.h"

#include <algorithm>

#include "fuzz/target.h"

namespace parallax::fuzz {
namespace {

// A piece costs two steps with their judging: eight cost as much as the rest of an input. In single octets, these are a
// record's header and what it begins with.
constexpr std::size_t kMostPieces = 8;
constexpr std::size_t kPlaces = 16;

// The first octet, as the header tells it.
struct How {
  explicit How(std::uint8_t octet)
      : ends((octet & 3) == 3),
        pieces((octet >> 2 & 3) == 2),
        halves((octet >> 2 & 3) == 3),
        number((octet >> 4) + std::size_t{1}) {}
  bool ends, pieces, halves;
  std::size_t number;
};

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
  const How how(input.octet());
  const std::string_view octets = input.octets(size);
  std::size_t piece = how.pieces   ? how.number
                      : how.halves ? octets.size() * how.number / (kPlaces + 1)
                                   : octets.size();
  piece = std::max(piece, std::size_t{1});

  Script script;
  script.steps.push_back(
      make(StepKind::kObject, "a", {{"", Value::name(role)}, {"tls", Value::name("1.2-1.3")}}));
  // A client speaks first. A server that waits with nothing there does so between pieces, too.
  if (std::string_view(role) == "client" || piece < octets.size() || octets.empty())
    script.steps.push_back(make(StepKind::kDoHandshake, "a"));
  for (std::size_t at = 0; at < octets.size(); at += piece) {
    if (at == (how.halves ? 1 : kMostPieces - 1) * piece) piece = octets.size() - at;
    script.steps.push_back(
        make(StepKind::kWrite, "a.in", {{"", Value::bytes(octets.substr(at, piece))}}));
    script.steps.push_back(make(StepKind::kDoHandshake, "a"));
  }
  if (how.ends) script.steps.push_back(make(StepKind::kWriteEof, "a.in"));
  if (how.ends || how.pieces || how.halves)
    script.steps.push_back(make(StepKind::kRead, "a", {{"", Value::integer(100)}}));
  if (how.ends) script.steps.push_back(make(StepKind::kUnwrap, "a"));
  script.steps.push_back(make(StepKind::kRead, "a.out"));
  return script;
}

}  // namespace parallax::fuzz
