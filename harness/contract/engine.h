// Engine: one implementation of Python's sans-I/O TLS contract.
//
// An engine in C or C++ is a shared object that exports one function, parallax_engine(). It makes
// contexts, MemoryBIOs and SSLObjects, each an exact counterpart of Python's; every operation returns
// an Outcome and throws nothing. docs/adding-an-engine.md has the five rules of an adapter.
//
// Names. Contexts and objects are made with the name that the script gives them: the adapter keys
// their randomness by it (random.h).
//
// Ownership: shared_ptr stands for a Python reference. An SslObject keeps its context and both BIOs
// alive, as Python's does; a script's `drop` ends the script's own reference only.
//
// Threads: an Engine and all it made belong to one thread at a time. Several engines, of one library or
// of many, may run in several threads of one process.
//
// Source: Python documentation, "ssl", Memory BIO Support; CPython Modules/_ssl.c; PEP 546, PEP 543.
#ifndef PARALLAX_HARNESS_CONTRACT_ENGINE_H_
#define PARALLAX_HARNESS_CONTRACT_ENGINE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "harness/contract/options.h"
#include "harness/contract/outcome.h"
#include "harness/contract/state.h"
#include "harness/contract/value.h"

namespace parallax {

// An SSLSession: opaque, passed from one object to another. Attributes as Python's, by name: "time",
// "timeout", "ticket_lifetime_hint", "has_ticket", "id".
class Session {
 public:
  virtual ~Session() = default;
  virtual Outcome get(std::string_view attribute) const = 0;
  // Python's ==: same session id.
  virtual bool equals(const Session& other) const = 0;
};

// ssl.MemoryBIO.
class MemoryBio {
 public:
  virtual ~MemoryBio() = default;
  // Up to `size` octets, all of them when negative. ok Bytes.
  virtual Outcome read(std::int64_t size) = 0;
  // ok with the number of octets; SSLError after write_eof().
  virtual Outcome write(std::string_view octets) = 0;
  virtual Outcome write_eof() = 0;
  virtual BioState state() const = 0;
};

// What a callback came to: `return V` (ok V) or `raise E` (raised).
// The arguments are what Python would pass, sslobject and context left out.
using Reaction = std::function<Outcome(const std::vector<Value>& arguments)>;

// ssl.SSLContext, as far as objects made from it can show.
class Context {
 public:
  virtual ~Context() = default;
  // Installs a reaction for `event` ("sni", "keylog", "msg", "psk"), or removes it when null.
  // ok None, or unsupported.
  virtual Outcome on(std::string_view event, Reaction reaction) = 0;
  // Attribute access and methods by Python's names: get("options"), set("verify_mode", 2),
  // call("set_ciphers", {"HIGH"}). Unknown ones: unsupported.
  virtual Outcome get(std::string_view attribute) = 0;
  virtual Outcome set(std::string_view attribute, const Value& value) = 0;
  virtual Outcome call(std::string_view method, const std::vector<Value>& arguments) = 0;
  // What was said while it was made, warnings above all; they belong to the step that made it.
  virtual std::vector<Note> notes() const { return {}; }
};

// ssl.SSLObject. Every operation has the meaning, results and errors of Python 3 (of the version asked
// for, Settings::semantics). Argument conversion has been done; lengths are Python's.
class SslObject {
 public:
  virtual ~SslObject() = default;

  virtual Outcome do_handshake() = 0;
  // ok Bytes, at most `length` octets and one record. Negative: ValueError, as Python.
  virtual Outcome read(std::int64_t length) = 0;
  // read(length, buffer) with a writable buffer: fills `buffer` from its start; ok with the number.
  virtual Outcome read_into(std::int64_t length, std::string& buffer) = 0;
  virtual Outcome write(std::string_view data) = 0;
  virtual Outcome unwrap() = 0;
  virtual Outcome pending() = 0;

  virtual Outcome version() = 0;                 // "TLSv1.3" or None
  virtual Outcome cipher() = 0;                  // (name, protocol, bits) or None
  virtual Outcome shared_ciphers() = 0;          // list of such, or None
  virtual Outcome compression() = 0;             // None
  virtual Outcome selected_alpn_protocol() = 0;  // str or None
  virtual Outcome selected_npn_protocol() = 0;   // None
  virtual Outcome getpeercert(bool binary_form) = 0;
  virtual Outcome get_verified_chain() = 0;    // list of DER, 3.13
  virtual Outcome get_unverified_chain() = 0;  // list of DER, 3.13
  virtual Outcome get_channel_binding(std::string_view type) = 0;
  virtual Outcome verify_client_post_handshake() = 0;

  virtual Outcome server_side() = 0;
  virtual Outcome server_hostname() = 0;
  virtual Outcome session_reused() = 0;
  // SSLObject.session. The outcome is ok None where there is none; the session itself is stored in
  // *session where there is one.
  virtual Outcome session(std::shared_ptr<Session>* session) = 0;
  virtual Outcome set_session(const std::shared_ptr<Session>& session) = 0;
  virtual std::shared_ptr<Context> context() = 0;
  virtual Outcome set_context(const std::shared_ptr<Context>& context) = 0;

  // The object's part of a State (version, cipher, pending, alpn, session_reused); the BIOs' parts are
  // filled in by the caller. Must change nothing. Cheap: it is called after every step.
  virtual void observe(State* state) = 0;
};

// Who an engine is. Taken from the library's headers and from the library at run time, never typed in.
struct Identity {
  std::string name;       // "openssl", "boringssl", "python"
  std::string family;     // judges count families, not engines: "openssl", "boringssl", "gnutls"
  std::string version;    // of the implementation: "3.11.2", "OpenSSL 3.0.22 25 Aug 2026"
  std::string library;    // of the TLS library as loaded: "OpenSSL 3.0.22 25 Aug 2026"
  std::string semantics;  // Python version whose behaviour it has: "3.11.2-debian", "3.13"
  std::vector<std::string> capabilities;  // sorted; capabilities.h lists the words
  bool operator==(const Identity&) const = default;
};

// What is fixed for the length of one script.
struct ScriptSettings {
  std::uint64_t seed = 0;
  std::int64_t clock = 0;  // seconds since 1970: what time() says, until a `clock` step
  bool key_log = false;    // keep the secrets for take_key_log()
};

template <typename T>
using Result = tl::expected<std::shared_ptr<T>, Outcome>;

class Engine {
 public:
  virtual ~Engine() = default;

  virtual const Identity& identity() const = 0;

  // Between scripts. begin() reseeds; end() forgets everything that a script made or changed, keeps
  // caches that no script can see (contexts by their options, sessions flushed).
  virtual void begin(const ScriptSettings& settings) = 0;
  virtual void end() = 0;

  virtual Result<Context> make_context(std::string_view name, const ContextOptions& options) = 0;
  virtual std::shared_ptr<MemoryBio> make_bio() = 0;
  // SSLContext.wrap_bio. The same BIO may serve both ways.
  virtual Result<SslObject> wrap_bio(std::string_view name, const std::shared_ptr<Context>& context,
                                     const std::shared_ptr<MemoryBio>& incoming,
                                     const std::shared_ptr<MemoryBio>& outgoing,
                                     const WrapOptions& options) = 0;
  // Acts on the process outside every object, leaving the objects alone: "errno", "error_queue",
  // "hash", "certificate", "thread". ok None, or unsupported for a kind it does not know.
  virtual Outcome disturb(std::string_view kind) = 0;

  // The secrets of all connections since begin(), lines of the NSS key log format in the order they were
  // made, where the settings asked for them; none from an engine that cannot. Keeping them shows in no
  // outcome, state or octet, and takes nothing from a script's own `on CONTEXT.keylog`. Called once,
  // before end().
  virtual std::vector<std::string> take_key_log() { return {}; }
};

// How an engine is made. `semantics` empty: the newest that the adapter knows. `buffer` empty: the
// library's own behind MemoryBio.
struct EngineConfig {
  std::string pki;          // folder of the test PKI
  std::string semantics;    // "3.13", "3.11.2-debian"
  std::string buffer = {};  // "segmented"
};

// The word of a buffer of ours behind MemoryBio, as `NAME+segmented` has it.
inline constexpr const char* kSegmented = "segmented";

// The exported function's type and name. Returns an owning pointer, or null with the reason in *error.
// `abi` is kEngineAbi as the caller was compiled: another number is refused with a sentence.
inline constexpr std::uint32_t kEngineAbi = 4;
using EngineFactory = Engine* (*)(std::uint32_t abi, const EngineConfig& config,
                                  std::string* error);
inline constexpr const char* kEngineFactoryName = "parallax_engine";

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONTRACT_ENGINE_H_
