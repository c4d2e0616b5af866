// Registry: from the name of an engine, as people write it, to a Host.
//
//   openssl · boringssl · gnutls           a shared object in lib/parallax
//   openssl@/opt/openssl-3.5               one that `parallax engines add` built for that prefix
//   python:/usr/bin/python3 · python:pypy3 an interpreter, through engines/python
//   python:PATH+MODULE                     another module than `ssl`: one with ssl's names, or a backport,
//                                          pep546 (engines/backport) or a form of it, pep546:ctypes
//   cmd:ssh box ./engine                   any program that speaks the protocol
//   planted:lose-octet                     `openssl` with a deliberate bug (engines/planted)
//   openssl+segmented                      the same shared object on another buffer (harness/buffer)
//
// Any of them may end in `?semantics=3.11.2-debian`: the Python version to behave as, where the engine
// can choose.
#ifndef PARALLAX_HARNESS_HOST_REGISTRY_H_
#define PARALLAX_HARNESS_HOST_REGISTRY_H_

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "harness/host/host.h"
#include "harness/host/installation.h"

namespace parallax {

struct EngineSpec {
  enum class Kind : std::uint8_t { kLibrary, kPython, kCommand, kPlanted };
  Kind kind = Kind::kLibrary;
  std::string text;         // as people wrote it, without `?…`
  std::string name;         // library name, interpreter, command, or bug
  std::string module;       // of an interpreter: what is tested instead of `ssl`; empty: `ssl`
  std::string semantics;    // empty: the engine's own
  std::string buffer = {};  // what follows `+`; empty: the engine's own
};
// The error says what is wrong with the text and shows the forms above.
tl::expected<EngineSpec, std::string> parse_engine_spec(std::string_view text);

enum class Where : std::uint8_t { kChild, kInProcess };

struct HostOptions {
  Where where = Where::kChild;
  std::chrono::milliseconds timeout{10000};
};

// The error is one line: which engine, why not, and what to install.
tl::expected<std::unique_ptr<Host>, std::string> make_host(const EngineSpec& spec,
                                                           const Installation& installation,
                                                           const HostOptions& options = {});
// Every engine that this machine could have: the libraries, and the Python interpreters on PATH and
// under ~/.pyenv/versions, 3.6 and later, each once by what it really is. Nothing is started.
std::vector<EngineSpec> discover(const Installation& installation);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_HOST_REGISTRY_H_
