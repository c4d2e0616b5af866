#include "harness/run/faults.h"

#include <algorithm>

namespace parallax {
namespace {

constexpr std::size_t kHeader = 5;  // of a TLS record: type, version, length (RFC 8446 section 5.1)

// The TLS records of `octets`; what does not make a whole record is one more at the end.
std::vector<std::string_view> records(std::string_view octets) {
  std::vector<std::string_view> out;
  while (octets.size() >= kHeader) {
    const std::size_t length =
        kHeader + (static_cast<std::size_t>(static_cast<unsigned char>(octets[3])) << 8 |
                   static_cast<unsigned char>(octets[4]));
    if (length > octets.size()) break;
    out.push_back(octets.substr(0, length));
    octets.remove_prefix(length);
  }
  if (!octets.empty()) out.push_back(octets);
  return out;
}

std::optional<std::int64_t> integer(const Step& step, std::string_view key) {
  const Value* value = step.find(key);
  const auto* number = value == nullptr ? nullptr : value->as<std::int64_t>();
  return number == nullptr ? std::nullopt : std::optional(*number);
}

bool flag(const Step& step, std::string_view key) {
  const Value* value = step.find(key);
  const bool* set = value == nullptr ? nullptr : value->as<bool>();
  return set != nullptr && *set;
}

std::string alter_selection(const Faults& faults, std::string_view selection) {
  std::string out(selection);
  if (faults.truncate && *faults.truncate >= 0)
    out.resize(std::min(out.size(), static_cast<std::size_t>(*faults.truncate)));
  if (faults.drop) out.clear();
  if (faults.twice) out += std::string(out);
  if (faults.flip) {
    const auto size = static_cast<std::int64_t>(out.size());
    const std::int64_t place = *faults.flip < 0 ? size + *faults.flip : *faults.flip;
    if (place >= 0 && place < size)
      out[static_cast<std::size_t>(place)] =
          static_cast<char>(~out[static_cast<std::size_t>(place)]);
  }
  if (!faults.insert.empty() && faults.at >= 0 &&
      static_cast<std::size_t>(faults.at) <= out.size()) {
    out.insert(static_cast<std::size_t>(faults.at), faults.insert);
  }
  if (faults.reorder) {
    std::string turned;
    const auto parts = records(out);
    for (auto it = parts.rbegin(); it != parts.rend(); ++it) turned += *it;
    out = std::move(turned);
  }
  return out;
}

}  // namespace

bool Faults::alters() const {
  return truncate || drop || twice || flip || !insert.empty() || reorder;
}

Faults faults_of(const Step& step) {
  Faults faults;
  faults.take = integer(step, "count");
  faults.hold = integer(step, "hold");
  faults.record = integer(step, "record");
  faults.truncate = integer(step, "truncate");
  faults.drop = flag(step, "drop");
  faults.twice = flag(step, "double");
  faults.flip = integer(step, "flip");
  if (const Value* value = step.find("insert")) {
    if (const Bytes* bytes = value->as<Bytes>()) faults.insert = bytes->octets;
  }
  faults.at = integer(step, "at").value_or(0);
  faults.reorder = flag(step, "reorder");
  faults.split = std::max<std::int64_t>(integer(step, "split").value_or(0), 0);
  if (const Value* value = step.find("each")) {
    if (const Name* name = value->as<Name>()) faults.each = name->text;
  }
  return faults;
}

std::string alter(const Faults& faults, std::string octets) {
  if (!faults.alters()) return octets;
  if (!faults.record) return alter_selection(faults, octets);
  std::string out;
  std::int64_t number = 0;
  for (const std::string_view record : records(octets)) {
    if (number++ == *faults.record)
      out += alter_selection(faults, record);
    else
      out += record;
  }
  return out;
}

std::vector<std::string_view> cut(std::string_view octets, std::size_t size) {
  std::vector<std::string_view> pieces;
  while (!octets.empty()) {
    pieces.push_back(octets.substr(0, size == 0 ? octets.size() : size));
    octets.remove_prefix(pieces.back().size());
  }
  return pieces;
}

std::vector<std::string_view> recut(std::string_view octets) {
  constexpr std::size_t kFine = 64;
  std::vector<std::string_view> pieces;
  for (std::size_t done = 0, size = 1; done < octets.size(); done += pieces.back().size()) {
    pieces.push_back(octets.substr(done, size));
    size = done < kFine ? size % 7 + 1 : size * 2 + 1;
  }
  return pieces;
}

}  // namespace parallax
