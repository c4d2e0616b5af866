#include "engines/family/callbacks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <string_view>

#include "engines/family/arguments.h"
#include "engines/family/context.h"
#include "engines/family/errors.h"
#include "engines/family/object.h"

namespace parallax::family {
namespace {

TlsObject* object_of(const SSL* ssl) { return static_cast<TlsObject*>(SSL_get_app_data(ssl)); }

Value text_or_none(const char* text) {
  return text == nullptr || *text == '\0' ? Value() : Value::text(text);
}

// The (identity, key) that a client's psk callback returned. False: not of that form.
bool read_identity(const Value& value, std::string* identity, std::string* key) {
  const Tuple* pair = value.as<Tuple>();
  if (pair == nullptr || pair->items.size() != 2) return false;
  const Text* name = pair->items[0].as<Text>();
  const Bytes* octets = pair->items[1].as<Bytes>();
  if ((name == nullptr && !pair->items[0].is<None>()) || octets == nullptr) return false;
  *identity = name == nullptr ? "" : name->utf8;
  *key = octets->octets;
  return true;
}

unsigned on_psk_client(SSL* ssl, const char* hint, char* identity, unsigned identity_room,
                       unsigned char* key, unsigned key_room) {
  TlsObject& object = *object_of(ssl);
  const TlsContext::SharedReaction reaction = object.tls_context().psk;
  if (reaction == nullptr) return 0;
  const Outcome outcome = (*reaction)({text_or_none(hint)});
  std::string name, secret;
  if (!outcome.is_ok()) {
    object.runtime().unraisable(outcome.error());
    return 0;
  }
  if (!read_identity(outcome.value(), &name, &secret) || name.size() + 1 > identity_room ||
      secret.size() > key_room) {
    return 0;
  }
  std::memcpy(identity, name.c_str(), name.size() + 1);
  std::copy(secret.begin(), secret.end(), key);
  return static_cast<unsigned>(secret.size());
}

unsigned on_psk_server(SSL* ssl, const char* identity, unsigned char* key, unsigned key_room) {
  TlsObject& object = *object_of(ssl);
  const TlsContext::SharedReaction reaction = object.tls_context().psk;
  if (reaction == nullptr) return 0;
  const Outcome outcome = (*reaction)({text_or_none(identity)});
  if (!outcome.is_ok()) {
    object.runtime().unraisable(outcome.error());
    return 0;
  }
  const Bytes* secret = outcome.value().as<Bytes>();
  if (secret == nullptr || secret->octets.size() > key_room) return 0;
  std::copy(secret->octets.begin(), secret->octets.end(), key);
  return static_cast<unsigned>(secret->octets.size());
}

// What _ssl.c finds out about a message before it calls the Python side.
int message_type(int content_type, const unsigned char* octets, std::size_t length) {
  constexpr int kChangeCipherSpec = 0x0101;  // ssl._TLSMessageType.CHANGE_CIPHER_SPEC
  constexpr int kHeader = 0x100;             // a record's header, not a message
  constexpr int kInnerContentType = 0x101;
  if (content_type == SSL3_RT_CHANGE_CIPHER_SPEC) return kChangeCipherSpec;
  if (content_type == SSL3_RT_ALERT) return length > 1 ? octets[1] : -1;
  if (content_type == SSL3_RT_HANDSHAKE || content_type == kHeader ||
      content_type == kInnerContentType) {
    return length > 0 ? octets[0] : -1;
  }
  return -1;
}

}  // namespace

int on_servername(SSL* ssl, int* alert, void* argument) {
  const auto& context = *static_cast<TlsContext*>(argument);
  const TlsContext::SharedReaction reaction = context.sni;
  if (reaction == nullptr) return SSL_TLSEXT_ERR_OK;
  Runtime& runtime = object_of(ssl)->runtime();
  const char* name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
  const Outcome outcome = (*reaction)({name == nullptr ? Value() : Value::text(name)});
  if (!outcome.is_ok()) {
    if (outcome.is_raised()) runtime.unraisable(outcome.error());
    *alert = SSL_AD_HANDSHAKE_FAILURE;
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  if (outcome.value().is<None>()) return SSL_TLSEXT_ERR_OK;
  const auto number = to_long(runtime.semantics, outcome.value());
  if (number) {
    *alert = static_cast<int>(*number);
  } else {
    runtime.unraisable(number.error().error());
    *alert = SSL_AD_INTERNAL_ERROR;
  }
  return SSL_TLSEXT_ERR_ALERT_FATAL;
}

void on_keylog(const SSL* ssl, const char* line) {
  TlsObject* object = object_of(ssl);
  if (object == nullptr) return;
  object->add_keylog(line);
  if (object->runtime().keeps_key_log) object->runtime().key_log.emplace_back(line);
}

void deliver_keylog(TlsObject& object, const std::string& line) {
  const TlsContext::SharedReaction reaction = object.tls_context().keylog;
  if (reaction == nullptr) return;
  const Outcome outcome = (*reaction)({Value::text(line)});
  if (outcome.is_raised()) object.runtime().unraisable(outcome.error());
}

void on_message(int written, int version, int content_type, const void* octets, std::size_t length,
                SSL* ssl, void* /*argument*/) {
  TlsObject& object = *object_of(ssl);
  const TlsContext::SharedReaction reaction = object.tls_context().msg;
  if (reaction == nullptr) return;
  const auto* data = static_cast<const unsigned char*>(octets);
  if (content_type == 0x100 && length > 2) version = data[1] << 8 | data[2];
  const Outcome outcome = (*reaction)({Value::text(written != 0 ? "write" : "read"),
                                       Value::integer(version), Value::integer(content_type),
                                       Value::integer(message_type(content_type, data, length)),
                                       Value::bytes({static_cast<const char*>(octets), length})});
  if (outcome.is_raised()) object.set_exception(outcome.error());
}

Outcome TlsContext::install_psk() {
  if (!runtime_->semantics.psk) {
    return Outcome::raised("AttributeError",
                           fmt::format("'SSLContext' object has no attribute 'set_psk_{}_callback'",
                                       options_.role == Role::kClient ? "client" : "server"));
  }
  changed_ = true;
  const bool there = psk != nullptr;
  if (options_.role == Role::kClient) {
    SSL_CTX_set_psk_client_callback(ssl(), there ? on_psk_client : nullptr);
    return Outcome::ok();
  }
  if (SSL_CTX_use_psk_identity_hint(ssl(), "") != 1) return refused("failed to set identity hint");
  SSL_CTX_set_psk_server_callback(ssl(), there ? on_psk_server : nullptr);
  return Outcome::ok();
}

Outcome TlsContext::on(std::string_view event, Reaction reaction) {
  Guard guard(*runtime_, stream_);
  SharedReaction shared =
      reaction == nullptr ? nullptr : std::make_shared<const Reaction>(std::move(reaction));
  const bool there = shared != nullptr;
  if (event == "sni") {
    if (options_.role == Role::kClient && runtime_->semantics.hostname_in_library) {
      return value_error("sni_callback cannot be set on TLS_CLIENT context");
    }
    sni = std::move(shared);
    int (*callback)(SSL*, int*, void*) = there ? on_servername : nullptr;
    SSL_CTX_set_tlsext_servername_callback(ssl(), callback);
    SSL_CTX_set_tlsext_servername_arg(ssl(), this);
    return Outcome::ok();
  }
  if (event == "keylog") {
    if (!runtime_->semantics.keylog)
      return Outcome::unsupported("keylog_filename needs Python 3.8");
    keylog = std::move(shared);
    SSL_CTX_set_keylog_callback(ssl(), there || runtime_->keeps_key_log ? on_keylog : nullptr);
    return Outcome::ok();
  }
  if (event == "msg") {
    if (!runtime_->semantics.msg_callback) {
      return Outcome::raised("AttributeError",
                             "'SSLContext' object has no attribute '_msg_callback'");
    }
    msg = std::move(shared);
    SSL_CTX_set_msg_callback(ssl(), there ? on_message : nullptr);
    return Outcome::ok();
  }
  if (event == "psk") {
    psk = std::move(shared);
    return install_psk();
  }
  return Outcome::unsupported(fmt::format("no event {}", event));
}

}  // namespace parallax::family
