#include "harness/host/options_from_step.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "harness/contract/trust.h"

namespace parallax {
namespace {

Outcome value_error(std::string_view key, const Value& value) {
  return Outcome::raised("ValueError",
                         fmt::format("{}={} is not a value of this key", key, print(value)));
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

const std::string* word(const Value& value) {
  if (const Name* name = value.as<Name>()) return &name->text;
  if (const Text* text = value.as<Text>()) return &text->utf8;
  return nullptr;
}

bool parse_version(std::string_view text, Version* version) {
  static constexpr std::array<std::pair<std::string_view, Version>, 4> kVersions = {
      {{"1.0", Version::kTls10},
       {"1.1", Version::kTls11},
       {"1.2", Version::kTls12},
       {"1.3", Version::kTls13}}};
  for (const auto& [name, value] : kVersions) {
    if (name == text) {
      *version = value;
      return true;
    }
  }
  return false;
}

bool parse_versions(std::string_view text, ContextOptions* options) {
  const std::size_t dash = text.find('-');
  const std::string_view low = text.substr(0, dash);
  const std::string_view high = dash == std::string_view::npos ? low : text.substr(dash + 1);
  return parse_version(low, &options->minimum) && parse_version(high, &options->maximum);
}

bool parse_unsigned(const Value& value, std::uint64_t* out) {
  const auto* i = value.as<std::int64_t>();
  if (i == nullptr || *i < 0) return false;
  *out = static_cast<std::uint64_t>(*i);
  return true;
}

// One key of the step. False: the value means nothing for that key.
bool apply(const std::string& key, const Value& value, ContextOptions* options) {
  const std::string* text = word(value);
  std::uint64_t number = 0;
  if (key == "tls") return text != nullptr && parse_versions(*text, options);
  if (key == "defaults") {
    options->own_defaults = text != nullptr && *text == "own";
    return options->own_defaults;
  }
  if (key == "cert") {
    if (text == nullptr) return false;
    options->certificates = *text == "none" ? std::vector<std::string>{} : split(*text, ',');
    return true;
  }
  if (key == "ca") {
    if (text == nullptr) return false;
    options->authority = *text == "none" ? std::nullopt : std::optional(*text);
    return true;
  }
  if (key == "trust") {
    options->authority = std::string(kSystemTrust);
    return text != nullptr && *text == "system";
  }
  if (key == "verify") {
    if (text == nullptr) return false;
    if (*text == "none")
      options->verify = Verify::kNone;
    else if (*text == "optional")
      options->verify = Verify::kOptional;
    else if (*text == "required")
      options->verify = Verify::kRequired;
    else
      return false;
    return true;
  }
  if (key == "check_hostname" || key == "post_handshake_auth") {
    const bool* flag = value.as<bool>();
    if (flag == nullptr) return false;
    (key == "check_hostname" ? options->check_hostname : options->post_handshake_auth) = *flag;
    return true;
  }
  if (key == "ciphers" || key == "curve") {
    if (text == nullptr) return false;
    (key == "ciphers" ? options->ciphers : options->curve) = *text;
    return true;
  }
  if (key == "alpn") {
    if (text == nullptr) return false;
    options->alpn = split(*text, ',');
    return true;
  }
  if (key == "options") {
    if (!parse_unsigned(value, &number)) return false;
    options->options = number;
    return true;
  }
  if (key == "verify_flags") {
    if (!parse_unsigned(value, &number)) return false;
    options->verify_flags = number;
    return true;
  }
  if (key == "tickets") {
    if (!parse_unsigned(value, &number) || number > 1000) return false;
    options->tickets = static_cast<int>(number);
    return true;
  }
  return true;  // keys of the object, not of its context
}

}  // namespace

tl::expected<Role, Outcome> role_of(const Step& step) {
  const Value* role = step.find("role");
  const Name* word = role == nullptr ? nullptr : role->as<Name>();
  if (word != nullptr && word->text == "client") return Role::kClient;
  if (word != nullptr && word->text == "server") return Role::kServer;
  return tl::unexpected(Outcome::raised("ValueError", "a role is client or server"));
}

tl::expected<ContextOptions, Outcome> context_options(const Step& step) {
  const auto role = role_of(step);
  if (!role) return tl::unexpected(role.error());
  ContextOptions options;
  options.role = *role;
  if (*role == Role::kClient) {
    options.authority = "root";
    options.verify = Verify::kRequired;
    options.check_hostname = true;
  } else {
    options.certificates = {"p256"};
  }
  bool asked_for_hostname = false;
  for (const Argument& argument : step.arguments) {
    if (argument.key.empty()) continue;
    if (!apply(argument.key, argument.value, &options)) {
      return tl::unexpected(value_error(argument.key, argument.value));
    }
    asked_for_hostname |= argument.key == "check_hostname";
  }
  // Python refuses CERT_NONE while check_hostname is on; a script that says verify=none means both.
  if (!asked_for_hostname && options.verify == Verify::kNone) options.check_hostname = false;
  return options;
}

}  // namespace parallax
