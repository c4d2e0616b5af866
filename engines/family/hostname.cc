#include "engines/family/hostname.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "engines/family/errors.h"

namespace parallax::family {
namespace {

// Longer labels than DNS has (RFC 1035, section 2.3.4) are refused by the codec.
constexpr std::size_t kLongestLabel = 63;

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t end = 0;
  while ((end = text.find(separator)) != std::string_view::npos) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

// 3.13 raises the codec's own error, whose last argument is the reason alone.
Outcome encode_error(std::string_view reason) {
  return Outcome::raised("UnicodeEncodeError", reason);
}

Outcome codec_error(const Semantics& semantics, std::string_view text) {
  return Outcome::raised(
      "UnicodeError",
      semantics.idna == 1
          ? std::string(text)
          : fmt::format("encoding with 'idna' codec failed (UnicodeError: {})", text));
}

Outcome check_labels(const Semantics& semantics, std::string_view name) {
  const std::vector<std::string_view> labels = split(name, '.');
  for (std::size_t i = 0; i + 1 < labels.size(); ++i) {
    if (!labels[i].empty() && (semantics.idna == 2 || labels[i].size() <= kLongestLabel)) continue;
    if (semantics.idna == 2) {
      return encode_error("label empty");
    }
    return codec_error(semantics, "label empty or too long");
  }
  for (const std::string_view label : labels) {
    if (label.size() <= kLongestLabel) continue;
    if (semantics.idna == 2) {
      return encode_error("label too long");
    }
    return codec_error(semantics, "label too long");
  }
  return Outcome::ok();
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

// Python's repr of a str without control characters.
std::string quoted(std::string_view text) {
  const char quote = text.find('\'') != std::string_view::npos ? '"' : '\'';
  return fmt::format("{0}{1}{0}", quote, text);
}

// One label against a pattern with at most one '*', which stands for dotless characters.
bool label_matches(std::string_view pattern, std::string_view label, bool whole) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return same_name(pattern, label);
  const std::string_view head = pattern.substr(0, star);
  const std::string_view tail = pattern.substr(star + 1);
  const std::size_t least = head.size() + tail.size() + (whole ? 1 : 0);
  return label.size() >= least && same_name(head, label.substr(0, head.size())) &&
         same_name(tail, label.substr(label.size() - tail.size()));
}

tl::expected<bool, Outcome> dns_name_matches(std::string_view pattern, std::string_view hostname) {
  if (pattern.empty()) return false;
  const std::vector<std::string_view> want = split(pattern, '.');
  const auto stars = std::ranges::count(want[0], '*');
  if (stars > 1) {
    return tl::unexpected(Outcome::raised(
        "CertificateError", "too many wildcards in certificate DNS name: " + quoted(pattern)));
  }
  if (stars == 0) return same_name(pattern, hostname);
  const std::vector<std::string_view> have = split(hostname, '.');
  if (want.size() != have.size()) return false;
  const bool plain =
      want[0] != "*" && (want[0].starts_with("xn--") || hostname.starts_with("xn--"));
  if (plain ? !same_name(want[0], have[0]) : !label_matches(want[0], have[0], want[0] == "*")) {
    return false;
  }
  for (std::size_t i = 1; i < want.size(); ++i) {
    if (!same_name(want[i], have[i])) return false;
  }
  return true;
}

// The octets of an address, empty if the text is none.
std::string address(std::string_view text) {
  const std::string copy(text);
  std::array<char, 16> octets{};
  if (inet_pton(AF_INET, copy.c_str(), octets.data()) == 1) return {octets.data(), 4};
  if (inet_pton(AF_INET6, copy.c_str(), octets.data()) == 1) return {octets.data(), 16};
  return {};
}

const Tuple* entry(const Value& certificate, std::string_view key) {
  for (const auto& [name, value] : certificate.as<Dict>()->items) {
    if (name.as<Text>()->utf8 == key) return value.as<Tuple>();
  }
  return nullptr;
}

// The two texts of a pair such as ("DNS", "localhost"); empty for other kinds.
std::pair<std::string_view, std::string_view> pair_of(const Value& value) {
  const Tuple* pair = value.as<Tuple>();
  const Text* first = pair == nullptr ? nullptr : pair->items[0].as<Text>();
  const Text* second = pair == nullptr ? nullptr : pair->items[1].as<Text>();
  if (first == nullptr || second == nullptr) return {};
  return {first->utf8, second->utf8};
}

Outcome no_match(std::string_view hostname, const std::vector<std::string>& names) {
  if (names.empty()) {
    return Outcome::raised("CertificateError",
                           "no appropriate commonName or subjectAltName fields were found");
  }
  if (names.size() == 1) {
    return Outcome::raised("CertificateError", fmt::format("hostname {} doesn't match {}",
                                                           quoted(hostname), quoted(names[0])));
  }
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + quoted(name);
  return Outcome::raised("CertificateError", fmt::format("hostname {} doesn't match either of {}",
                                                         quoted(hostname), all));
}

}  // namespace

tl::expected<std::string, Outcome> encode_hostname(const Semantics& semantics,
                                                   std::string_view hostname) {
  if (std::ranges::any_of(hostname, [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
    return tl::unexpected(Outcome::unsupported("server_hostname beyond ASCII"));
  }
  if (!hostname.empty()) {
    Outcome labels = check_labels(semantics, hostname);
    if (!labels.is_ok()) return tl::unexpected(std::move(labels));
  }
  if (hostname.find('\0') != std::string_view::npos) {
    return tl::unexpected(
        type_error("argument must be encoded string without null bytes, not str"));
  }
  return std::string(hostname);
}

Outcome match_hostname(const Value& certificate, std::string_view hostname) {
  const Dict* fields = certificate.as<Dict>();
  if (fields == nullptr || fields->items.empty()) {
    return value_error(
        "empty or no certificate, match_hostname needs a SSL socket or SSL context with either "
        "CERT_OPTIONAL or CERT_REQUIRED");
  }
  const std::string host_address = address(hostname);
  std::vector<std::string> names;
  if (const Tuple* alternatives = entry(certificate, "subjectAltName")) {
    for (const Value& item : alternatives->items) {
      const auto [kind, name] = pair_of(item);
      if (kind == "DNS" && host_address.empty()) {
        const auto found = dns_name_matches(name, hostname);
        if (!found) return found.error();
        if (*found) return Outcome::ok();
      }
      if (kind == "IP Address" && !host_address.empty() && address(name) == host_address) {
        return Outcome::ok();
      }
      if (kind == "DNS" || kind == "IP Address") names.emplace_back(name);
    }
  }
  if (names.empty()) {
    if (const Tuple* subject = entry(certificate, "subject")) {
      for (const Value& rdn : subject->items) {
        for (const Value& item : rdn.as<Tuple>()->items) {
          const auto [kind, name] = pair_of(item);
          if (kind != "commonName") continue;
          const auto found = dns_name_matches(name, hostname);
          if (!found) return found.error();
          if (*found) return Outcome::ok();
          names.emplace_back(name);
        }
      }
    }
  }
  return no_match(hostname, names);
}

}  // namespace parallax::family
