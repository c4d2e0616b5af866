#include "harness/compare/pki_facts.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace parallax {
namespace {

struct Facts {
  std::string_view name;
  std::string_view names =
      "localhost,server.test,127.0.0.1";  // that it may be taken for; `?` any other too
  std::string_view anchor = "root";
  std::string_view fails = {};  // why its chain fails under its anchor
  bool by_date = false;         // because of the date alone
};

constexpr std::string_view kUsual = "localhost,server.test,127.0.0.1";

constexpr std::array<Facts, 64> kCertificates = {{
    {"p256"},
    {"p384"},
    {"p521"},
    {"rsa2048"},
    {"rsa3072"},
    {"ed25519"},
    {"ed448"},
    {"chain"},
    {"chain-rsa"},
    {"chain-with-root"},
    {"chain-with-stranger"},
    {"long-chain"},
    {"server-only"},
    {"no-eku"},
    {"weak-rsa"},
    {"sha1-signed"},
    {"md5-signed", kUsual, "root", "it is signed with MD5"},
    {"chain-no-cert-sign", kUsual, "root", "its issuer may not sign certificates"},
    {"names-excluded", "", "root", "its name is excluded by its authority"},
    {"no-sign-usage"},
    {"ca-as-leaf"},
    {"many-sans", "?"},
    {"sni1", "sni1.test"},
    {"sni2", "sni2.test"},
    {"wrong-name", "other.test"},
    {"wildcard", "*.wild.test"},
    {"wildcard-partial", "*.wild.test"},
    {"wildcard-inner", ""},
    {"wildcard-double", ""},
    {"wildcard-top", "*.test"},
    {"wildcard-bare", "*"},
    {"cn-only", "localhost"},
    {"cn-other-san", "other.test"},
    {"cn-email-san", "localhost"},
    {"ip-only", "127.0.0.1,::1"},
    {"ip-as-dns", ""},
    {"nul-in-name", ""},
    {"idn",
     "xn--bcher-kva.test,b\xc3\xbc"
     "cher.test"},
    {"upper-case", "localhost"},
    {"trailing-dot", "localhost"},
    {"names-denied", "", "root", "its name is outside its authority's constraints"},
    {"names-allowed", "a.allowed.test"},
    {"expired", kUsual, "root", "it has expired", true},
    {"not-yet-valid", kUsual, "root", "it is not yet valid", true},
    {"self-signed", kUsual, ""},
    {"unknown-ca", kUsual, "other-root"},
    {"impostor", kUsual, "fake-root"},
    {"chain-missing", kUsual, "root", "the certificate between is missing"},
    {"chain-expired", kUsual, "root", "a certificate between has expired", true},
    {"chain-not-ca", kUsual, "root", "its issuer is no authority"},
    {"chain-pathlen", kUsual, "root", "its chain is longer than allowed"},
    {"bad-signature", kUsual, "root", "its signature is wrong"},
    {"critical-unknown", kUsual, "root", "it has a critical extension that nobody knows"},
    {"client", "client.test"},
    {"client-p256", "client.test"},
    {"client-p384", "client.test"},
    {"client-rsa", "client.test"},
    {"client-ed25519", "client.test"},
    {"client-chain", "client.test"},
    {"client-expired", "client.test", "root", "it has expired", true},
    {"client-not-yet-valid", "client.test", "root", "it is not yet valid", true},
    {"client-unknown", "client.test", "other-root"},
    {"client-self-signed", "client.test", ""},
    {"client-chain-missing", "client.test", "root", "the certificate between is missing"},
}};

// The anchors that the table speaks of; others (an intermediate, a leaf) may be trusted in more
// ways.
constexpr std::array<std::string_view, 3> kAnchors = {"root", "other-root", "fake-root"};

const Facts* find(std::string_view certificate) {
  const auto it = std::find_if(kCertificates.begin(), kCertificates.end(),
                               [&](const Facts& f) { return f.name == certificate; });
  return it == kCertificates.end() ? nullptr : &*it;
}

// One spelling of a name: lower case, no last dot; an address as the system writes it.
std::string plain(std::string_view name) {
  std::string lower(name);
  std::array<unsigned char, sizeof(in6_addr)> address{};
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (inet_pton(AF_INET6, lower.c_str(), address.data()) == 1 &&
      inet_ntop(AF_INET6, address.data(), text.data(), text.size()) != nullptr) {
    return text.data();
  }
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (lower.ends_with('.')) lower.pop_back();
  return lower;
}

bool fits(std::string_view pattern, std::string_view host) {
  if (pattern == host) return true;
  if (!pattern.starts_with('*')) return false;
  // RFC 6125 6.4.3: one whole label, the leftmost.
  const std::size_t dot = host.find('.');
  if (dot == 0) return false;
  return (dot == std::string_view::npos ? std::string_view() : host.substr(dot)) ==
         pattern.substr(1);
}

}  // namespace

std::string_view chain_must_fail(std::string_view certificate,
                                 const std::optional<std::string>& authority, bool at_script_time) {
  if (!authority) return "nothing is trusted";
  const Facts* facts = find(certificate);
  if (facts == nullptr || std::find(kAnchors.begin(), kAnchors.end(), *authority) == kAnchors.end())
    return {};
  if (facts->anchor.empty()) return "it is signed with its own key";
  if (facts->anchor != *authority) return "its authority is not trusted";
  return facts->by_date && !at_script_time ? std::string_view() : facts->fails;
}

bool name_must_fail(std::string_view certificate, std::string_view hostname) {
  const Facts* facts = find(certificate);
  if (facts == nullptr || facts->names == "?") return false;
  const std::string host = plain(hostname);
  std::string_view names = facts->names;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(','), names.size());
    if (fits(names.substr(0, end), host)) return false;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return true;
}

}  // namespace parallax
