#include "engines/family/certificate.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "engines/family/errors.h"
#include "engines/family/utf8.h"

namespace parallax::family {
namespace {

using Part = tl::expected<Value, Outcome>;

// CPython's buffers: longer texts are cut (2,048 octets less one).
constexpr int kLine = 2047;

// Owns what X509_get_ext_d2i made.
template <typename T, auto Free>
using Owned = std::unique_ptr<T, Freer<Free>>;

template <typename T>
T* extension(const X509* certificate, int nid) {
  return static_cast<T*>(X509_get_ext_d2i(certificate, nid, nullptr, nullptr));
}

std::string_view octets_of(const ASN1_STRING* text) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
          static_cast<std::size_t>(ASN1_STRING_length(text))};
}

// What `print` writes into a BIO, up to its first line's end.
template <typename Print>
std::string first_line(Print print) {
  const BioPtr out(BIO_new(BIO_s_mem()));
  print(out.get());
  std::string line(kLine + 1, '\0');
  const int length = BIO_gets(out.get(), line.data(), kLine);
  line.resize(length < 0 ? 0 : static_cast<std::size_t>(length));
  return line;
}

std::string object_name(const ASN1_OBJECT* object) {
  const int length = OBJ_obj2txt(nullptr, 0, object, 0);
  if (length <= 0) return {};
  std::string name(static_cast<std::size_t>(length) + 1, '\0');
  OBJ_obj2txt(name.data(), length + 1, object, 0);
  name.resize(static_cast<std::size_t>(length));
  return name;
}

// ("commonName", "localhost")
Part attribute(const Semantics& semantics, const X509_NAME_ENTRY* entry) {
  const Value name = Value::text(object_name(X509_NAME_ENTRY_get_object(entry)));
  const ASN1_STRING* data = X509_NAME_ENTRY_get_data(entry);
  if (ASN1_STRING_type(data) == V_ASN1_BIT_STRING) {
    return Value(Tuple{{name, Value::bytes(octets_of(data))}});
  }
  unsigned char* utf8 = nullptr;
  const int length = ASN1_STRING_to_UTF8(&utf8, data);
  if (length < 0) return tl::unexpected(call_failed(semantics));
  const OctetsPtr owner(utf8);
  auto text = decode_utf8({reinterpret_cast<char*>(utf8), static_cast<std::size_t>(length)});
  if (!text) return text;
  return Value(Tuple{{name, *text}});
}

// A tuple of relative names, each a tuple of attributes.
Part distinguished_name(const Semantics& semantics, const X509_NAME* name) {
  Tuple all;
  Tuple relative;
  int level = -1;
  for (int i = 0; i < X509_NAME_entry_count(name); ++i) {
    const X509_NAME_ENTRY* entry = X509_NAME_get_entry(name, i);
    if (level >= 0 && level != X509_NAME_ENTRY_set(entry)) {
      all.items.emplace_back(std::exchange(relative, Tuple()));
    }
    level = X509_NAME_ENTRY_set(entry);
    auto part = attribute(semantics, entry);
    if (!part) return part;
    relative.items.push_back(std::move(*part));
  }
  if (!relative.items.empty()) all.items.emplace_back(std::move(relative));
  return Value(std::move(all));
}

std::string address_text(const ASN1_OCTET_STRING* address) {
  const std::string_view octets = octets_of(address);
  const auto octet = [&](std::size_t i) {
    return static_cast<unsigned>(static_cast<unsigned char>(octets[i]));
  };
  if (octets.size() == 4) return fmt::format("{}.{}.{}.{}", octet(0), octet(1), octet(2), octet(3));
  if (octets.size() != 16) return "<invalid>";
  std::string text;
  for (std::size_t i = 0; i < 16; i += 2) {
    text += fmt::format("{}{:X}", i == 0 ? "" : ":", octet(i) << 8 | octet(i + 1));
  }
  return text;
}

// The library's own form, "othername:<unsupported>", cut in two at the colon.
Part printed_name(GENERAL_NAME* name) {
  const std::string line = first_line([&](BIO* out) { GENERAL_NAME_print(out, name); });
  const std::size_t colon = line.find(':');
  if (colon == std::string::npos)
    return tl::unexpected(value_error("Invalid value " + line.substr(0, 200)));
  return Value(Tuple{{Value::text(line.substr(0, colon)), Value::text(line.substr(colon + 1))}});
}

Part general_name(const Semantics& semantics, GENERAL_NAME* name) {
  const auto pair = [](std::string_view kind, Part value) -> Part {
    if (!value) return value;
    return Value(Tuple{{Value::text(kind), std::move(*value)}});
  };
  switch (name->type) {
    case GEN_DIRNAME:
      return pair("DirName", distinguished_name(semantics, name->d.directoryName));
    case GEN_EMAIL:
      return pair("email", decode_utf8(octets_of(name->d.rfc822Name)));
    case GEN_DNS:
      return pair("DNS", decode_utf8(octets_of(name->d.dNSName)));
    case GEN_URI:
      return pair("URI", decode_utf8(octets_of(name->d.uniformResourceIdentifier)));
    case GEN_IPADD:
      return pair("IP Address", Value::text(address_text(name->d.iPAddress)));
    case GEN_RID: {
      std::array<char, kLine + 1> text{};
      const int length = i2t_ASN1_OBJECT(text.data(), kLine, name->d.registeredID);
      if (length < 0) return tl::unexpected(call_failed(semantics));
      return pair("Registered ID",
                  Value::text(length > kLine ? "<INVALID>" : std::string_view(text.data())));
    }
    default:
      return printed_name(name);
  }
}

// Appends `key` with what `make` gives, unless that is an empty tuple.
bool put(Dict* fields, std::string_view key, Part part, Outcome* error, bool even_empty = false) {
  if (!part) {
    *error = std::move(part.error());
    return false;
  }
  const Tuple* tuple = part->as<Tuple>();
  if (!even_empty && tuple != nullptr && tuple->items.empty()) return true;
  fields->items.emplace_back(Value::text(key), std::move(*part));
  return true;
}

// Nothing where the extension is absent; an empty tuple where it is there without names.
Part alternative_names(const Semantics& semantics, const X509* certificate, bool* present) {
  const Owned<GENERAL_NAMES, GENERAL_NAMES_free> names(
      extension<GENERAL_NAMES>(certificate, NID_subject_alt_name));
  *present = names != nullptr;
  Tuple all;
  const auto count =
      names == nullptr ? 0 : static_cast<std::size_t>(sk_GENERAL_NAME_num(names.get()));
  for (std::size_t i = 0; i < count; ++i) {
    auto part = general_name(
        semantics, sk_GENERAL_NAME_value(
                       names.get(), static_cast<decltype(sk_GENERAL_NAME_num(names.get()))>(i)));
    if (!part) return part;
    all.items.push_back(std::move(*part));
  }
  return Value(std::move(all));
}

Part access_locations(const X509* certificate, int method) {
  const Owned<AUTHORITY_INFO_ACCESS, AUTHORITY_INFO_ACCESS_free> info(
      extension<AUTHORITY_INFO_ACCESS>(certificate, NID_info_access));
  Tuple all;
  if (info == nullptr) return Value(std::move(all));
  for (decltype(sk_ACCESS_DESCRIPTION_num(info.get())) i = 0;
       i < sk_ACCESS_DESCRIPTION_num(info.get()); ++i) {
    const ACCESS_DESCRIPTION* access = sk_ACCESS_DESCRIPTION_value(info.get(), i);
    if (OBJ_obj2nid(access->method) != method || access->location->type != GEN_URI) continue;
    auto text = decode_utf8(octets_of(access->location->d.uniformResourceIdentifier));
    if (!text) return text;
    all.items.push_back(std::move(*text));
  }
  return Value(std::move(all));
}

Part revocation_points(const X509* certificate) {
  const Owned<CRL_DIST_POINTS, CRL_DIST_POINTS_free> points(
      extension<CRL_DIST_POINTS>(certificate, NID_crl_distribution_points));
  Tuple all;
  if (points == nullptr) return Value(std::move(all));
  for (decltype(sk_DIST_POINT_num(points.get())) i = 0; i < sk_DIST_POINT_num(points.get()); ++i) {
    const DIST_POINT* point = sk_DIST_POINT_value(points.get(), i);
    // A name relative to the issuer (type 1) holds no URI; CPython reads it as a list all the same.
    if (point->distpoint == nullptr || point->distpoint->type != 0) continue;
    const GENERAL_NAMES* names = point->distpoint->name.fullname;
    for (decltype(sk_GENERAL_NAME_num(names)) j = 0; j < sk_GENERAL_NAME_num(names); ++j) {
      const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, j);
      if (name->type != GEN_URI) continue;
      auto text = decode_utf8(octets_of(name->d.uniformResourceIdentifier));
      if (!text) return text;
      all.items.push_back(std::move(*text));
    }
  }
  return Value(std::move(all));
}

}  // namespace

Outcome decode_certificate(const Semantics& semantics, const X509* certificate) {
  // The getters of older libraries take a certificate that is not const, and change nothing.
  auto* x509 = const_cast<X509*>(certificate);
  Dict fields;
  Outcome error;
  const auto time = [&](const ASN1_TIME* at) {
    return Value::text(first_line([&](BIO* out) { ASN1_TIME_print(out, at); }));
  };
  const bool basics =
      put(&fields, "subject", distinguished_name(semantics, X509_get_subject_name(x509)), &error,
          true) &&
      put(&fields, "issuer", distinguished_name(semantics, X509_get_issuer_name(x509)), &error,
          true);
  if (!basics) return error;
  fields.items.emplace_back(Value::text("version"), Value::integer(X509_get_version(x509) + 1));
  fields.items.emplace_back(Value::text("serialNumber"), Value::text(first_line([&](BIO* out) {
                              i2a_ASN1_INTEGER(out, X509_get_serialNumber(x509));
                            })));
  fields.items.emplace_back(Value::text("notBefore"), time(X509_get0_notBefore(certificate)));
  fields.items.emplace_back(Value::text("notAfter"), time(X509_get0_notAfter(certificate)));
  bool named = false;
  Part names = alternative_names(semantics, certificate, &named);
  if (!put(&fields, "subjectAltName", std::move(names), &error, named) ||
      !put(&fields, "OCSP", access_locations(certificate, NID_ad_OCSP), &error) ||
      !put(&fields, "caIssuers", access_locations(certificate, NID_ad_ca_issuers), &error) ||
      !put(&fields, "crlDistributionPoints", revocation_points(certificate), &error)) {
    return error;
  }
  return Outcome::ok(Value(std::move(fields)));
}

Outcome encode_certificate(const Semantics& semantics, const X509* certificate) {
  unsigned char* der = nullptr;
  const int length = i2d_X509(const_cast<X509*>(certificate), &der);
  if (length < 0) return call_failed(semantics);
  const OctetsPtr owner(der);
  return Outcome::ok(
      Value::bytes({reinterpret_cast<char*>(der), static_cast<std::size_t>(length)}));
}

}  // namespace parallax::family
