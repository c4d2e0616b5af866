// State: what the contract shows of one name between two steps, read without touching anything.
#ifndef PARALLAX_HARNESS_CONTRACT_STATE_H_
#define PARALLAX_HARNESS_CONTRACT_STATE_H_

#include <cstdint>
#include <string>

namespace parallax {

// One MemoryBIO: `pending` in octets, and `eof`.
struct BioState {
  std::uint64_t pending = 0;
  bool eof = false;
  bool operator==(const BioState&) const = default;
};

// One named thing. `kind` says which fields mean anything: an object has all of them, a BIO has `in`
// alone, anything else (a name never made, or dropped) has none.
struct State {
  enum class Kind : std::uint8_t { kAbsent, kBio, kObject };
  Kind kind = Kind::kAbsent;
  BioState in;                  // of an object: its incoming BIO; of a BIO: itself
  BioState out;                 // of an object: its outgoing BIO
  std::uint64_t pending = 0;    // SSLObject.pending()
  std::string version;          // SSLObject.version(), empty for None
  std::string cipher;           // SSLObject.cipher()[0], empty for None
  std::string alpn;             // SSLObject.selected_alpn_protocol(), empty for None
  bool session_reused = false;  // SSLObject.session_reused
  bool operator==(const State&) const = default;
};

// `{"in": [0, False], "out": [517, False], "pending": 0, "version": None, …}`, fields in this order.
std::string print(const State& state);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONTRACT_STATE_H_
