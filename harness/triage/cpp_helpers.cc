#include "harness/triage/cpp_helpers.h"

namespace parallax {

const std::string_view kCppClock = R"CPP(
  // libcrypto asks the program for the time, and gets the script's.
  static time_t now = 1893456000;
  extern "C" time_t time(time_t* out) noexcept {
    if (out) *out = now;
    return now;
  }
  extern "C" int gettimeofday(struct timeval* out, void*) noexcept {
    out->tv_sec = now;
    out->tv_usec = 0;
    return 0;
  }
)CPP";

const std::string_view kCppHelpers = R"CPP(
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/time.h>

#include <cstdio>
#include <cstring>
#include <ctime>
#include <string>
#include <vector>

  using std::string;

  static string escaped(const string& octets) {
    string out = "b\"";
    for (unsigned char c : octets) {
      char hex[5];
      snprintf(hex, sizeof hex, "\\x%02x", c);
      if (c == '"' || c == '\\')
        out += '\\', out += char(c);
      else if (c == '\n')
        out += "\\n";
      else if (c == '\r')
        out += "\\r";
      else if (c == '\t')
        out += "\\t";
      else if (c >= 32 && c < 127)
        out += char(c);
      else
        out += hex;
    }
    return out + "\"";
  }
  static string number(long n) { return "ok " + std::to_string(n); }
  static string truth(bool b) { return b ? "ok True" : "ok False"; }
  static string text(const char* s) { return s ? "ok \"" + string(s) + "\"" : "ok None"; }

  // What failed, by the name that Python gives it, and the library's own words.
  static string failure(const char* type) {
    unsigned long code = ERR_peek_last_error();
    const char* words = code ? ERR_reason_error_string(code) : nullptr;
    string out = type + (words ? " message=\"" + string(words) + "\"" : string());
    ERR_clear_error();
    return out;
  }
  static string failure(SSL* ssl, int returned) {
    unsigned long code = ERR_peek_last_error();
    switch (SSL_get_error(ssl, returned)) {
      case SSL_ERROR_WANT_READ:
        ERR_clear_error();
        return "SSLWantReadError";
      case SSL_ERROR_WANT_WRITE:
        ERR_clear_error();
        return "SSLWantWriteError";
      case SSL_ERROR_ZERO_RETURN:
        return failure("SSLZeroReturnError");
      case SSL_ERROR_SYSCALL:
        return failure(code ? "SSLError" : "SSLEOFError");
    }
#ifdef SSL_R_UNEXPECTED_EOF_WHILE_READING
    if (ERR_GET_REASON(code) == SSL_R_UNEXPECTED_EOF_WHILE_READING) return failure("SSLEOFError");
#endif
    if (ERR_GET_LIB(code) == ERR_LIB_SSL && ERR_GET_REASON(code) == SSL_R_CERTIFICATE_VERIFY_FAILED)
      return failure("SSLCertVerificationError");
    return failure("SSLError");
  }

  // One direction: a memory BIO, and whether its end was declared.
  struct Buffer {
    BIO* bio = BIO_new(BIO_s_mem());
    bool ended = false;
    Buffer() { BIO_set_mem_eof_return(bio, -1); }
    string take(long most = -1) {
      long there = long(BIO_pending(bio)), n = most < 0 || most > there ? there : most;
      string out(size_t(n), 0);
      if (n > 0) BIO_read(bio, &out[0], int(n));
      return out;
    }
    string read(long most = -1) { return "ok " + escaped(take(most)); }
    string write(const string& octets) {
      if (ended) return "SSLError message=\"cannot write() after write_eof()\"";
      if (!octets.empty()) BIO_write(bio, octets.data(), int(octets.size()));
      return number(long(octets.size()));
    }
    string write_eof() {
      ended = true;
      BIO_clear_retry_flags(bio);
      BIO_set_mem_eof_return(bio, 0);
      return "ok None";
    }
    string pending() { return number(long(BIO_pending(bio))); }
    string eof() { return truth(ended && BIO_pending(bio) == 0); }
  };

  struct Setup {
    bool server = false;
    int lowest = TLS1_2_VERSION, highest = TLS1_3_VERSION;
    const char* ciphers = nullptr;
    unsigned long options = 0;
    bool own_defaults = false;
    int verify = SSL_VERIFY_NONE;
    bool check_hostname = false;
    unsigned long verify_flags = 0;
    const char* authority = nullptr;
    bool system_trust = false;
    std::vector<std::pair<const char*, const char*>> certificates;
    string alpn;  // as on the wire: lengths and names
    const char* curve = nullptr;
    int tickets = -1;
  };

  static BIO* opened(const char* pem) { return BIO_new_mem_buf(pem, int(strlen(pem))); }

  static int choose(SSL*, const unsigned char** out, unsigned char* length,
                    const unsigned char* theirs, unsigned theirs_length, void* own) {
    string& list = *static_cast<string*>(own);
    int found = SSL_select_next_proto(const_cast<unsigned char**>(out), length,
                                      reinterpret_cast<const unsigned char*>(list.data()),
                                      unsigned(list.size()), theirs, theirs_length);
    return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
  }

  struct Context {
    SSL_CTX* ctx = nullptr;
    Setup setup;

    string make(const Setup& wanted) {
      setup = wanted;
      ERR_clear_error();
      ctx = SSL_CTX_new(setup.server ? TLS_server_method() : TLS_client_method());
      SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_AUTO_RETRY |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
      SSL_CTX_set_session_id_context(ctx, reinterpret_cast<const unsigned char*>("Python"), 7);
      if (!setup.own_defaults) {
        SSL_CTX_set_min_proto_version(ctx, setup.lowest);
        SSL_CTX_set_max_proto_version(ctx, setup.highest);
        if (SSL_CTX_set_cipher_list(ctx, setup.ciphers) != 1) return failure("SSLError");
#ifndef OPENSSL_IS_BORINGSSL
        SSL_CTX_clear_options(ctx, SSL_CTX_get_options(ctx));
        SSL_CTX_set_options(ctx, setup.options);
#endif
      }
      SSL_CTX_set_verify(ctx, setup.verify, nullptr);
      X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(ctx),
                                  X509_V_FLAG_TRUSTED_FIRST | setup.verify_flags);
      X509_VERIFY_PARAM_set_hostflags(SSL_CTX_get0_param(ctx), X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
      if (setup.system_trust) SSL_CTX_set_default_verify_paths(ctx);
      if (setup.authority) {
        BIO* pem = opened(setup.authority);
        while (X509* one = PEM_read_bio_X509(pem, nullptr, nullptr, nullptr))
          X509_STORE_add_cert(SSL_CTX_get_cert_store(ctx), one);
        BIO_free(pem);
        ERR_clear_error();
      }
      for (auto& pair : setup.certificates) {
        BIO *chain = opened(pair.first), *key = opened(pair.second);
        X509* leaf = PEM_read_bio_X509(chain, nullptr, nullptr, nullptr);
        if (!leaf || SSL_CTX_use_certificate(ctx, leaf) != 1) return failure("SSLError");
        SSL_CTX_clear_chain_certs(ctx);
        while (X509* more = PEM_read_bio_X509(chain, nullptr, nullptr, nullptr))
          SSL_CTX_add0_chain_cert(ctx, more);
        ERR_clear_error();
        EVP_PKEY* secret = PEM_read_bio_PrivateKey(key, nullptr, nullptr, nullptr);
        if (!secret || SSL_CTX_use_PrivateKey(ctx, secret) != 1 ||
            SSL_CTX_check_private_key(ctx) != 1)
          return failure("SSLError");
      }
      if (!setup.alpn.empty()) {
        SSL_CTX_set_alpn_protos(ctx, reinterpret_cast<const unsigned char*>(setup.alpn.data()),
                                unsigned(setup.alpn.size()));
        SSL_CTX_set_alpn_select_cb(ctx, choose, &setup.alpn);
      }
      if (setup.curve && SSL_CTX_set1_curves_list(ctx, setup.curve) != 1)
        return failure(
            "SSLErro"
            "r");
      if (setup.tickets >= 0) SSL_CTX_set_num_tickets(ctx, size_t(setup.tickets));
      return "ok None";
    }
  };

  struct End {
    SSL* ssl = nullptr;
    Buffer *in = nullptr, *out = nullptr;
    bool closing = false;

    string make(Context& context, Buffer& incoming, Buffer& outgoing, const char* hostname,
                SSL_SESSION* session) {
      ERR_clear_error();
      in = &incoming, out = &outgoing;
      if (!context.ctx) return "NameError";
      ssl = SSL_new(context.ctx);
      BIO_up_ref(in->bio);
      if (in != out) BIO_up_ref(out->bio);
      SSL_set_bio(ssl, in->bio, out->bio);
      if (hostname) {
        ASN1_OCTET_STRING* address = a2i_IPADDRESS(hostname);
        ERR_clear_error();
        if (!address && SSL_set_tlsext_host_name(ssl, hostname) != 1) return gone();
        if (context.setup.check_hostname &&
            (address ? X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), hostname)
                     : X509_VERIFY_PARAM_set1_host(SSL_get0_param(ssl), hostname,
                                                   strlen(hostname))) != 1)
          return gone();
      }
      if (context.setup.server)
        SSL_set_accept_state(ssl);
      else
        SSL_set_connect_state(ssl);
      if (session && SSL_set_session(ssl, session) != 1) return gone();
      return "ok None";
    }
    string gone() {
      SSL_free(ssl);
      ssl = nullptr;
      return failure("SSLError");
    }
    string do_handshake() {
      if (!ssl) return "NameError";
      ERR_clear_error();
      int returned = SSL_do_handshake(ssl);
      return returned == 1 ? "ok None" : failure(ssl, returned);
    }
    string read(int length = 1024) {
      if (!ssl) return "NameError";
      ERR_clear_error();
      string octets(size_t(length), 0);
      int returned = SSL_read(ssl, &octets[0], length);
      if (returned > 0) return "ok " + escaped(octets.substr(0, size_t(returned)));
      if (SSL_get_error(ssl, returned) == SSL_ERROR_ZERO_RETURN &&
          SSL_get_shutdown(ssl) == SSL_RECEIVED_SHUTDOWN)
        return "ok b\"\"";
      return failure(ssl, returned);
    }
    string write(const string& octets) {
      if (!ssl) return "NameError";
      ERR_clear_error();
      int returned = SSL_write(ssl, octets.data(), int(octets.size()));
      return returned > 0 ? number(returned) : failure(ssl, returned);
    }
    string unwrap() {
      if (!ssl) return "NameError";
      ERR_clear_error();
      int returned =
          SSL_shutdown(ssl);  // twice at most: send close_notify, then look for the other's
      if (returned == 0) returned = SSL_shutdown(ssl);
      return returned >= 0 ? "ok None" : failure(ssl, returned);
    }
    string pending() { return ssl ? number(SSL_pending(ssl)) : "NameError"; }
    string version() {
      return !ssl ? "NameError" : text(SSL_is_init_finished(ssl) ? SSL_get_version(ssl) : nullptr);
    }
    string session_reused() { return !ssl ? "NameError" : truth(SSL_session_reused(ssl) != 0); }
    string cipher() {
      if (!ssl) return "NameError";
      const SSL_CIPHER* c = SSL_get_current_cipher(ssl);
      if (!c) return "ok None";
      return string("ok (\"") + SSL_CIPHER_get_name(c) + "\", \"" + SSL_CIPHER_get_version(c) +
             "\", " + std::to_string(SSL_CIPHER_get_bits(c, nullptr)) + ")";
    }
    string selected_alpn_protocol() {
      if (!ssl) return "NameError";
      const unsigned char* name = nullptr;
      unsigned length = 0;
      SSL_get0_alpn_selected(ssl, &name, &length);
      return length ? "ok \"" + string(reinterpret_cast<const char*>(name), length) + "\""
                    : "ok None";
    }
  };

  // What happens to octets on their way. Places outside of them do nothing.
  struct Faults {
    long count = -1, split = 0, hold = 0, record = -1, truncate = -1, flip = 0, at = 0;
    bool drop = false, twice = false, flips = false, reorder = false;
    string insert, each;
  };

  static std::vector<string> records(string octets) {
    std::vector<string> found;
    while (octets.size() >= 5) {
      size_t length = 5 + size_t((unsigned char)octets[3]) * 256 + (unsigned char)octets[4];
      if (length > octets.size()) break;
      found.push_back(octets.substr(0, length));
      octets.erase(0, length);
    }
    if (!octets.empty()) found.push_back(octets);
    return found;
  }

  static string spoil(string octets, const Faults& f) {
    if (f.record >= 0) {
      Faults rest = f;
      rest.record = -1;
      string out;
      long n = 0;
      for (const string& one : records(octets)) out += n++ == f.record ? spoil(one, rest) : one;
      return out;
    }
    if (f.truncate >= 0 && size_t(f.truncate) < octets.size()) octets.resize(size_t(f.truncate));
    if (f.drop) octets.clear();
    if (f.twice) octets += string(octets);
    long size = long(octets.size()), place = f.flip < 0 ? size + f.flip : f.flip;
    if (f.flips && place >= 0 && place < size) octets[size_t(place)] = char(~octets[size_t(place)]);
    if (f.at >= 0 && f.at <= long(octets.size())) octets.insert(size_t(f.at), f.insert);
    if (f.reorder) {
      string turned;
      for (const string& one : records(octets)) turned = one + turned;
      octets = turned;
    }
    return octets;
  }

  static bool waits(const string& outcome) { return outcome.rfind("SSLWantReadError", 0) == 0; }
  static bool is_ok(const string& outcome) { return outcome.rfind("ok", 0) == 0; }

  static string move(End& from, End& to, string& held, const Faults& f = Faults()) {
    if (!from.ssl || !to.ssl) return "NameError";
    string octets = held + spoil(from.out->take(f.count), f), failed;
    held.clear();
    if (f.hold > 0) {
      size_t keep = octets.size() < size_t(f.hold) ? octets.size() : size_t(f.hold);
      held = octets.substr(octets.size() - keep);
      octets.resize(octets.size() - keep);
    }
    bool acts = !f.each.empty();
    size_t step = f.split > 0 ? size_t(f.split) : octets.size();
    for (size_t at = 0; at < octets.size(); at += step) {
      string wrote = to.in->write(octets.substr(at, step));
      if (!is_ok(wrote)) return wrote;
      if (!acts) continue;
      string outcome = f.each == "read" ? to.read() : to.do_handshake();
      if (!waits(outcome) && !is_ok(outcome) && failed.empty()) failed = outcome;
      acts = failed.empty() && (waits(outcome) || f.each == "read");
    }
    return failed.empty() ? number(long(octets.size())) : failed;
  }

  static string pump(End& first, End& second, string& first_held, string& second_held,
                     int rounds = 20, long split = 0) {
    if (!first.ssl || !second.ssl) return "NameError";
    End* ends[] = {&first, &second};
    string* held[] = {&first_held, &second_held};
    string last[] = {"SSLWantReadError", "SSLWantReadError"};
    for (int round = 0; round < rounds; ++round) {
      bool moved = false;
      for (int i = 0; i < 2; ++i) {
        if (waits(last[i])) last[i] = ends[i]->do_handshake();
        string octets = *held[i] + ends[i]->out->take();
        held[i]->clear();
        size_t step = split > 0 ? size_t(split) : octets.size();
        for (size_t at = 0; at < octets.size(); at += step) {
          if (!is_ok(ends[1 - i]->in->write(octets.substr(at, step)))) break;
          moved = true;
          if (split > 0 && waits(last[1 - i])) last[1 - i] = ends[1 - i]->do_handshake();
        }
      }
      if (!moved) break;
    }
    return is_ok(last[0]) ? last[1] : last[0];
  }

  template <typename Do>
  static void step(const char* label, Do act) {
    printf("%s%s\n", label, string(act()).c_str());
    fflush(stdout);
  }
)CPP";

}  // namespace parallax
