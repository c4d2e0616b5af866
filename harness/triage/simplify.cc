#include "harness/triage/simplify.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <utility>

namespace parallax {
namespace {

// Octets up to this many are tried one by one: beyond, as many runs would be spent on what no one reads.
constexpr std::size_t kOneByOne = 64;
constexpr char kPlain = 'a';

std::uint64_t magnitude(std::int64_t n) {
  return n < 0 ? ~static_cast<std::uint64_t>(n) + 1 : static_cast<std::uint64_t>(n);
}

void simpler_integers(std::int64_t n, std::vector<Value>* out) {
  for (std::uint64_t less = magnitude(n); less > 0; less /= 2) {
    const std::uint64_t rest = magnitude(n) - less;
    out->push_back(Value::integer(n < 0 ? static_cast<std::int64_t>(~rest + 1)
                                        : static_cast<std::int64_t>(rest)));
  }
}

std::size_t odd_octets(const std::string& octets) {
  return static_cast<std::size_t>(
      std::count_if(octets.begin(), octets.end(), [](char c) { return c != kPlain; }));
}

// Shorter ones, then plainer ones.
std::vector<std::string> simpler_octets(const std::string& octets) {
  std::vector<std::string> out;
  if (octets.empty()) return out;
  out.emplace_back();
  for (std::size_t cut = octets.size() / 2; cut > 0; cut /= 2) {
    out.push_back(octets.substr(0, octets.size() - cut));
    out.push_back(octets.substr(cut));
  }
  if (octets.size() <= kOneByOne) {
    for (std::size_t i = 1; i + 1 < octets.size(); ++i)
      out.push_back(octets.substr(0, i) + octets.substr(i + 1));
  }
  if (odd_octets(octets) == 0) return out;
  out.emplace_back(octets.size(), kPlain);
  for (std::size_t i = 0; octets.size() <= kOneByOne && i < octets.size(); ++i) {
    if (octets[i] == kPlain) continue;
    out.push_back(octets);
    out.back()[i] = kPlain;
  }
  return out;
}

bool ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

template <typename Container>
void simpler_items(const Container& container, std::vector<Value>* out) {
  for (std::size_t i = 0; i < container.items.size(); ++i) {
    Container without = container;
    without.items.erase(without.items.begin() + static_cast<std::ptrdiff_t>(i));
    out->push_back(Value(std::move(without)));
  }
  for (std::size_t i = 0; i < container.items.size(); ++i) {
    for (Value& simpler : simpler_values(container.items[i])) {
      Container other = container;
      other.items[i] = std::move(simpler);
      out->push_back(Value(std::move(other)));
    }
  }
}

std::size_t weight_of(const std::vector<Value>& items) {
  std::size_t sum = 0;
  for (const Value& item : items) sum += 1 + weight(item);
  return sum;
}

}  // namespace

std::size_t weight(const Value& value) {
  if (const bool* b = value.as<bool>()) return *b ? 1 : 0;
  // A number weighs what it is, as far as that can be added up.
  if (const auto* n = value.as<std::int64_t>())
    return static_cast<std::size_t>(std::min<std::uint64_t>(magnitude(*n), std::uint64_t{1} << 62));
  if (const BigInt* n = value.as<BigInt>()) return (std::size_t{1} << 62) + n->digits.size();
  if (const double* d = value.as<double>()) return *d == 0 && !std::signbit(*d) ? 0 : 1;
  if (const Bytes* bytes = value.as<Bytes>())
    return 2 * bytes->octets.size() + odd_octets(bytes->octets);
  if (const Text* text = value.as<Text>()) return 2 * text->utf8.size() + odd_octets(text->utf8);
  if (const List* list = value.as<List>()) return weight_of(list->items);
  if (const Tuple* tuple = value.as<Tuple>()) return weight_of(tuple->items);
  if (const Dict* dict = value.as<Dict>()) return dict->items.size();
  if (const Call* call = value.as<Call>()) return 1 + weight_of(call->arguments);
  return 0;
}

std::vector<Value> simpler_values(const Value& value) {
  std::vector<Value> out;
  if (const bool* b = value.as<bool>(); b != nullptr && *b) out.push_back(Value::boolean(false));
  if (const auto* n = value.as<std::int64_t>()) simpler_integers(*n, &out);
  if (value.is<BigInt>()) out.push_back(Value::integer(0));
  if (value.is<double>() && weight(value) > 0) out.push_back(Value::real(0));
  if (const Bytes* bytes = value.as<Bytes>()) {
    for (const std::string& octets : simpler_octets(bytes->octets))
      out.push_back(Value::bytes(octets));
  }
  if (const Text* text = value.as<Text>()) {
    if (ascii(text->utf8)) {
      for (const std::string& octets : simpler_octets(text->utf8))
        out.push_back(Value::text(octets));
    } else {
      out.push_back(Value::text(""));
      out.push_back(Value::text("a"));
    }
  }
  if (const List* list = value.as<List>()) simpler_items(*list, &out);
  if (const Tuple* tuple = value.as<Tuple>()) simpler_items(*tuple, &out);
  if (const Dict* dict = value.as<Dict>()) {
    for (std::size_t i = 0; i < dict->items.size(); ++i) {
      Dict without = *dict;
      without.items.erase(without.items.begin() + static_cast<std::ptrdiff_t>(i));
      out.push_back(Value(std::move(without)));
    }
  }
  if (const Call* call = value.as<Call>()) {
    for (std::size_t i = 0; i < call->arguments.size(); ++i) {
      for (Value& simpler : simpler_values(call->arguments[i])) {
        Call other = *call;
        other.arguments[i] = std::move(simpler);
        out.push_back(Value(std::move(other)));
      }
    }
  }
  std::erase_if(out, [&](const Value& other) { return weight(other) >= weight(value); });
  return out;
}

}  // namespace parallax
