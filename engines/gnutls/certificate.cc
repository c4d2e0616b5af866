#include "engines/gnutls/certificate.h"

#include <fmt/format.h>
#include <gnutls/x509-ext.h>

#include <array>
#include <cctype>
#include <ctime>
#include <string>
#include <utility>

namespace parallax::gnutls {
namespace {

// The long names under which Python shows the parts of a name, by their object identifiers.
constexpr auto kAttributes = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"2.5.4.3", "commonName"},
    {"2.5.4.4", "surname"},
    {"2.5.4.5", "serialNumber"},
    {"2.5.4.6", "countryName"},
    {"2.5.4.7", "localityName"},
    {"2.5.4.8", "stateOrProvinceName"},
    {"2.5.4.9", "streetAddress"},
    {"2.5.4.10", "organizationName"},
    {"2.5.4.11", "organizationalUnitName"},
    {"2.5.4.12", "title"},
    {"2.5.4.13", "description"},
    {"2.5.4.15", "businessCategory"},
    {"2.5.4.17", "postalCode"},
    {"2.5.4.41", "name"},
    {"2.5.4.42", "givenName"},
    {"2.5.4.43", "initials"},
    {"2.5.4.44", "generationQualifier"},
    {"2.5.4.46", "dnQualifier"},
    {"2.5.4.65", "pseudonym"},
    {"2.5.4.97", "organizationIdentifier"},
    {"1.2.840.113549.1.9.1", "emailAddress"},
    {"0.9.2342.19200300.100.1.1", "userId"},
    {"0.9.2342.19200300.100.1.25", "domainComponent"},
});

std::string attribute_name(std::string_view oid) {
  for (const auto& [known, name] : kAttributes) {
    if (known == oid) return std::string(name);
  }
  return std::string(oid);
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

// The text of a DirectoryString, as UTF-8 (X.680, the universal tags).
std::string directory_text(unsigned tag, std::string_view octets) {
  constexpr unsigned kT61 = 20;
  constexpr unsigned kBmp = 30;
  std::string out;
  if (tag == kT61) {
    for (const char c : octets) append_utf8(out, static_cast<unsigned char>(c));
  } else if (tag == kBmp) {
    for (std::size_t i = 0; i + 1 < octets.size(); i += 2) {
      append_utf8(out, static_cast<char32_t>(static_cast<unsigned char>(octets[i]) << 8 |
                                             static_cast<unsigned char>(octets[i + 1])));
    }
  } else {
    out = octets;
  }
  return out;
}

// ((("countryName", "XY"),), (("commonName", "localhost"),)): a tuple of RDNs of pairs.
Value describe_name(gnutls_x509_dn_t name) {
  Tuple rdns;
  for (int i = 0;; ++i) {
    Tuple rdn;
    for (int j = 0;; ++j) {
      gnutls_x509_ava_st ava{};
      if (gnutls_x509_dn_get_rdn_ava(name, i, j, &ava) < 0) break;
      std::string_view oid = view(ava.oid);
      if (oid.ends_with('\0')) oid.remove_suffix(1);
      rdn.items.emplace_back(Tuple{
          {Value::text(attribute_name(oid)),
           Value::text(directory_text(static_cast<unsigned>(ava.value_tag), view(ava.value)))}});
    }
    if (rdn.items.empty()) break;
    rdns.items.emplace_back(std::move(rdn));
  }
  return rdns;
}

// "Jan  1 00:00:00 2030 GMT"
Value describe_time(std::time_t time) {
  static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm tm{};
  gmtime_r(&time, &tm);
  return Value::text(fmt::format("{} {:2d} {:02d}:{:02d}:{:02d} {} GMT",
                                 kMonths.at(static_cast<std::size_t>(tm.tm_mon)), tm.tm_mday,
                                 tm.tm_hour, tm.tm_min, tm.tm_sec, tm.tm_year + 1900));
}

Value describe_serial(gnutls_x509_crt_t certificate) {
  std::array<unsigned char, 64> octets{};
  std::size_t size = octets.size();
  std::string text;
  if (gnutls_x509_crt_get_serial(certificate, octets.data(), &size) < 0) return Value::text("");
  std::size_t first = 0;
  while (first + 1 < size && octets.at(first) == 0) ++first;
  for (std::size_t i = first; i < size; ++i) text += fmt::format("{:02X}", octets.at(i));
  return Value::text(text);
}

std::string describe_address(std::string_view octets) {
  const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(octets[i]); };
  if (octets.size() == 4) {
    return fmt::format("{}.{}.{}.{}", octet(0), octet(1), octet(2), octet(3));
  }
  if (octets.size() != 16) return "<invalid>";
  std::string text;
  for (std::size_t i = 0; i < 16; i += 2) {
    text += fmt::format("{}{:X}", i == 0 ? "" : ":", octet(i) << 8 | octet(i + 1));
  }
  return text;
}

Tuple pair(std::string_view kind, std::string_view text) {
  return Tuple{{Value::text(kind), Value::text(text)}};
}

Tuple alternative_names(gnutls_x509_crt_t certificate) {
  Tuple names;
  std::string buffer;
  for (unsigned i = 0;; ++i) {
    std::size_t size = 0;
    unsigned type = 0;
    int code =
        gnutls_x509_crt_get_subject_alt_name2(certificate, i, nullptr, &size, &type, nullptr);
    if (code != GNUTLS_E_SHORT_MEMORY_BUFFER && code < 0) break;
    buffer.assign(size + 1, '\0');
    size = buffer.size();
    code =
        gnutls_x509_crt_get_subject_alt_name2(certificate, i, buffer.data(), &size, &type, nullptr);
    if (code < 0) break;
    const std::string_view name(buffer.data(), size);
    switch (type) {
      case GNUTLS_SAN_DNSNAME:
        names.items.emplace_back(pair("DNS", name));
        break;
      case GNUTLS_SAN_RFC822NAME:
        names.items.emplace_back(pair("email", name));
        break;
      case GNUTLS_SAN_URI:
        names.items.emplace_back(pair("URI", name));
        break;
      case GNUTLS_SAN_IPADDRESS:
        names.items.emplace_back(pair("IP Address", describe_address(name)));
        break;
      case GNUTLS_SAN_DN:
        names.items.emplace_back(pair("DirName", name));
        break;
      case GNUTLS_SAN_REGISTERED_ID:
        names.items.emplace_back(pair("Registered ID", name));
        break;
      default:
        names.items.emplace_back(pair("othername", "<unsupported>"));
    }
  }
  return names;
}

Tuple information_access(gnutls_x509_crt_t certificate, int what) {
  Tuple uris;
  for (unsigned i = 0;; ++i) {
    gnutls_datum_t uri{};
    const int code = gnutls_x509_crt_get_authority_info_access(certificate, i, what, &uri, nullptr);
    if (code == GNUTLS_E_UNKNOWN_ALGORITHM) continue;  // an entry of another kind
    if (code < 0) break;
    uris.items.push_back(Value::text(view(uri)));
    gnutls_free(uri.data);
  }
  return uris;
}

Tuple distribution_points(gnutls_x509_crt_t certificate) {
  Tuple uris;
  std::array<char, 1024> buffer{};
  for (unsigned i = 0;; ++i) {
    std::size_t size = buffer.size();
    if (gnutls_x509_crt_get_crl_dist_points(certificate, i, buffer.data(), &size, nullptr,
                                            nullptr) < 0) {
      break;
    }
    uris.items.push_back(Value::text(std::string_view(buffer.data(), size)));
  }
  return uris;
}

}  // namespace

Certificate parse_certificate(const gnutls_datum_t& der) {
  gnutls_x509_crt_t raw = nullptr;
  if (gnutls_x509_crt_init(&raw) < 0) return nullptr;
  Certificate certificate(raw);
  if (gnutls_x509_crt_import(raw, &der, GNUTLS_X509_FMT_DER) < 0) return nullptr;
  return certificate;
}

Value describe(gnutls_x509_crt_t certificate) {
  Dict dict;
  const auto add = [&](std::string_view key, Value value) {
    dict.items.emplace_back(Value::text(key), std::move(value));
  };
  const auto add_some = [&](std::string_view key, Tuple values) {
    if (!values.items.empty()) add(key, std::move(values));
  };
  gnutls_x509_dn_t name = nullptr;
  if (gnutls_x509_crt_get_subject(certificate, &name) >= 0) add("subject", describe_name(name));
  if (gnutls_x509_crt_get_issuer(certificate, &name) >= 0) add("issuer", describe_name(name));
  add("version", Value::integer(gnutls_x509_crt_get_version(certificate)));
  add("serialNumber", describe_serial(certificate));
  add("notBefore", describe_time(gnutls_x509_crt_get_activation_time(certificate)));
  add("notAfter", describe_time(gnutls_x509_crt_get_expiration_time(certificate)));
  add_some("subjectAltName", alternative_names(certificate));
  add_some("OCSP", information_access(certificate, GNUTLS_IA_OCSP_URI));
  add_some("caIssuers", information_access(certificate, GNUTLS_IA_CAISSUERS_URI));
  add_some("crlDistributionPoints", distribution_points(certificate));
  return dict;
}

}  // namespace parallax::gnutls
