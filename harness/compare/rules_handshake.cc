// Rules of the handshake's path: what an end must have heard before it says that it is done.
//
// They read the dialogue (run/dialogue.h) of each object of the subject. Where records did not open, what was in
// them is unknown, and nothing is judged.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "harness/compare/judge.h"
#include "harness/compare/rule_checks.h"
#include "harness/compare/story.h"
#include "harness/run/dialogue.h"
#include "harness/wire/names.h"

namespace parallax {
namespace {

using Texts = std::tuple<std::string, std::string, std::string>;

// Handshake types of RFC 8446 4 and RFC 5246 7.4; a change_cipher_spec among them, which is no message of either.
constexpr int kHello = -1;  // client_hello or server_hello, whichever the other end says
constexpr int kCcs = 256;
constexpr int kClientHello = 1, kServerHello = 2, kNewSessionTicket = 4, kEndOfEarlyData = 5,
              kEncryptedExtensions = 8, kCertificate = 11, kServerKeyExchange = 12,
              kCertificateRequest = 13, kServerHelloDone = 14, kCertificateVerify = 15,
              kClientKeyExchange = 16, kFinished = 20, kCertificateStatus = 22;

struct Part {
  int type;
  enum class How : std::uint8_t { kOnce, kMaybe, kOnceOrTwice } how = How::kOnce;
};

std::string name_of(int type) {
  if (type == kCcs) return "change_cipher_spec";
  const std::string_view name = wire::handshake_type_name(static_cast<std::uint8_t>(type));
  return name.empty() ? fmt::format("handshake_{}", type) : std::string(name);
}

std::string names_of(const std::vector<int>& types) {
  std::string text;
  for (const int type : types) text += (text.empty() ? "" : ", ") + name_of(type);
  return text.empty() ? "nothing" : text;
}

// What one object heard and said of its first handshake.
struct Path {
  std::vector<int> heard;                // up to Finished
  bool done = false;                     // Finished was heard
  bool asked = false;                    // it sent certificate_request
  bool certificate = false;              // the other end's was not empty
  std::size_t early_data = 0, data = 0;  // octets heard before and after Finished
  bool sealed = false;                   // something did not open, and is not known to be Finished
};

// A certificate message without a certificate: RFC 8446 4.4.2, RFC 5246 7.4.6.
bool is_empty_certificate(const wire::Said& said) {
  const std::size_t lists = said.setting.dialect == wire::Dialect::kTls13 ? 4 + 4 : 4 + 3;
  return said.octets.size() <= lists;
}

void hear(const wire::SeenRecord& record, bool tls13, Path* path) {
  if (record.sealed) {
    // Without a secret, the first handshake record behind change_cipher_spec of TLS 1.2 is Finished.
    const bool finished = !tls13 && record.type == wire::kHandshake && !path->heard.empty() &&
                          path->heard.back() == kCcs;
    if (finished && !path->done) {
      path->heard.push_back(kFinished);
      path->done = true;
    } else {
      path->sealed = true;
    }
  }
  for (const wire::Said& said : record.said) {
    if (said.type == wire::kApplicationData && record.epoch != wire::Epoch::kEarly)
      (path->done ? path->data : path->early_data) += said.octets.size();
    if (path->done) continue;
    if (said.type == wire::kChangeCipherSpec && !tls13) path->heard.push_back(kCcs);
    if (said.type != wire::kHandshake || said.octets.empty()) continue;
    const int type = static_cast<std::uint8_t>(said.octets[0]);
    if (type == 0) continue;  // hello_request means nothing during a handshake: RFC 5246 7.4.1.1
    path->heard.push_back(type);
    if (type == kCertificate) path->certificate = !is_empty_certificate(said);
    path->done = type == kFinished;
  }
}

// RFC 8446 2 and 4, figure 1; RFC 5246 7.3, figures 1 and 2.
std::vector<Part> wanted(const Path& path, bool server, bool tls13, bool resumed,
                         bool key_exchange) {
  using How = Part::How;
  const How certificate = path.asked ? How::kOnce : How::kMaybe;
  if (tls13 && server) {
    std::vector<Part> parts{{kHello, How::kOnceOrTwice}, {kEndOfEarlyData, How::kMaybe}};
    if (path.asked && !resumed) parts.push_back({kCertificate, certificate});
    if (path.certificate) parts.push_back({kCertificateVerify});
    parts.push_back({kFinished});
    return parts;
  }
  if (tls13) {
    std::vector<Part> parts{{kHello, How::kOnceOrTwice}, {kEncryptedExtensions}};
    if (!resumed)
      parts.insert(parts.end(),
                   {{kCertificateRequest, How::kMaybe}, {kCertificate}, {kCertificateVerify}});
    parts.push_back({kFinished});
    return parts;
  }
  if (server) {
    std::vector<Part> parts{{kHello}};
    if (!resumed) {
      if (path.asked) parts.push_back({kCertificate, certificate});
      parts.push_back({kClientKeyExchange});
      if (path.certificate) parts.push_back({kCertificateVerify});
    }
    parts.insert(parts.end(), {{kCcs}, {kFinished}});
    return parts;
  }
  std::vector<Part> parts{{kHello}};
  if (!resumed) {
    parts.insert(parts.end(), {{kCertificate}, {kCertificateStatus, How::kMaybe}});
    if (key_exchange) parts.push_back({kServerKeyExchange});
    parts.insert(parts.end(), {{kCertificateRequest, How::kMaybe}, {kServerHelloDone}});
  }
  parts.insert(parts.end(), {{kNewSessionTicket, How::kMaybe}, {kCcs}, {kFinished}});
  return parts;
}

// Where the path leaves what is wanted; nothing where it does not.
std::optional<std::string> departure(const std::vector<int>& heard, const std::vector<Part>& parts,
                                     bool server) {
  std::size_t at = 0;
  for (const Part& part : parts) {
    const int type = part.type == kHello ? (server ? kClientHello : kServerHello) : part.type;
    const bool here = at < heard.size() && heard[at] == type;
    if (!here && part.how != Part::How::kMaybe)
      return fmt::format("{} after {}", name_of(type),
                         at == 0 ? "the beginning" : name_of(heard[at - 1]));
    if (here) ++at;
    if (here && part.how == Part::How::kOnceOrTwice && at < heard.size() && heard[at] == type) ++at;
  }
  if (at < heard.size()) return fmt::format("nothing after {}", name_of(heard[at - 1]));
  return std::nullopt;
}

// Walks the trace once for each object of the subject.
template <typename Visit>
void each_path(const Case& c, Visit visit) {
  if (c.story.has_reactions()) return;
  for (std::size_t party = 0; party < c.story.parties().size(); ++party) {
    const Party& own = c.story.parties()[party];
    // Octets that other names wrote into its BIOs are not in its dialogue.
    const bool plain = c.story.pipes()[own.in].name == own.name + ".in";
    if (own.subject && plain) visit(party, own);
  }
}

// The state of the party as seen in an entry, if it was.
const State* state_in(const Case& c, std::size_t entry, std::size_t party) {
  const State* found = nullptr;
  for (const Sight& sight : c.story.sights(entry)) {
    if (sight.party == party) found = sight.state;
  }
  return found;
}

void take_in(const std::vector<Heard>& all, const std::string& name, bool tls13, Path* path) {
  for (const Heard& one : all) {
    if (one.by != name) continue;
    if (!one.sent) {
      hear(one.record, tls13, path);
      continue;
    }
    for (const wire::Said& said : one.record.said) {
      const bool message = said.type == wire::kHandshake && !said.octets.empty();
      path->asked |= message && said.octets[0] == kCertificateRequest;
    }
  }
}

// Whether octets came to the party in a way that no dialogue tells: the script wrote them under another name, or the BIO is
// another party's outgoing one.
bool untold(const Case& c, const Party& own) {
  return c.story.pipes()[own.in].tampered != kNowhere;
}

// The first entry whose state can tell the version: one that an object is born with says nothing of its handshake, until
// that is done.
std::size_t version_told(const Case& c, std::size_t party) {
  const std::size_t made = c.story.parties()[party].made;
  const State* born = state_in(c, made, party);
  return born == nullptr || born->version.empty() ? made : c.story.finished(party);
}

// The version that the party will come to, as its state first tells it; empty where it never does.
std::string_view version_to_come(const Case& c, std::size_t party) {
  for (std::size_t entry = version_told(c, party); entry < c.story.trace().entries.size();
       ++entry) {
    const State* state = state_in(c, entry, party);
    if (state != nullptr && !state->version.empty()) return state->version;
  }
  return {};
}
bool tells_version(const Case& c, std::size_t party) { return !version_to_come(c, party).empty(); }
// change_cipher_spec means nothing in TLS 1.3.
bool becomes_tls13(const Case& c, std::size_t party) {
  return version_to_come(c, party) == "TLSv1.3";
}

// The octets that an act of the party read; null where it is no such act, or there were none.
const std::string* read_by(const Act& act, std::size_t party) {
  if (act.party != party || act.kind != StepKind::kRead || !act.outcome->is_ok()) return nullptr;
  const Bytes* octets = act.outcome->value().as<Bytes>();
  return octets == nullptr || octets->octets.empty() ? nullptr : &octets->octets;
}
bool has_read(const Case& c, std::size_t party) {
  return std::any_of(c.story.acts().begin(), c.story.acts().end(),
                     [&](const Act& act) { return read_by(act, party) != nullptr; });
}

// Suites whose handshakes have no certificate, or another way to do without.
bool is_anonymous(std::string_view cipher) {
  const auto has = [&](std::string_view part) {
    return cipher.find(part) != std::string_view::npos;
  };
  return cipher.starts_with("ADH") || cipher.starts_with("AECDH") || has("PSK") || has("SRP");
}

}  // namespace

void check_handshake_path(const Case& c, RuleReport& report) {
  each_path(c, [&](std::size_t party, const Party& own) {
    if (!tells_version(c, party)) return;
    const Dialogue& dialogue = c.dialogue();
    const bool tls13 = becomes_tls13(c, party), server = own.role == Role::kServer;
    const std::size_t told = version_told(c, party);
    Path path;
    for (std::size_t entry = own.made; entry < c.story.trace().entries.size(); ++entry) {
      take_in(dialogue[entry], own.name, tls13, &path);
      const State* state = state_in(c, entry, party);
      if (entry < told || state == nullptr || state->version.empty()) continue;
      const bool known = state->version == "TLSv1.3" || state->version == "TLSv1.2";
      if (path.heard.empty() && untold(c, own)) return;
      if (!known || (path.sealed && !path.done) || is_anonymous(state->cipher)) return;
      const bool key_exchange = state->cipher.find("DHE") != std::string::npos;
      const auto parts = wanted(path, server, tls13, state->session_reused, key_exchange);
      const auto missing = departure(path.heard, parts, server);
      report.expect(!missing, c.story.trace().entries[entry].step, [&] {
        return Texts{
            *missing, names_of(path.heard),
            "a handshake was done without the messages that the RFC has in it, in their order"};
      });
      return;
    }
  });
}

void check_data_after_finished(const Case& c, RuleReport& report) {
  each_path(c, [&](std::size_t party, const Party& own) {
    if (!has_read(c, party)) return;
    const Dialogue& dialogue = c.dialogue();
    const bool tls13 = becomes_tls13(c, party);
    Path path;
    std::size_t read = 0;
    for (std::size_t entry = own.made; entry < c.story.trace().entries.size(); ++entry) {
      take_in(dialogue[entry], own.name, tls13, &path);
      if (path.sealed || (path.heard.empty() && untold(c, own))) return;
      const auto [first, last] = c.story.acts_of(entry);
      for (std::size_t i = first; i < last; ++i) {
        const Act& act = c.story.acts()[i];
        const std::string* octets = read_by(act, party);
        if (octets == nullptr) continue;
        read += octets->size();
        report.expect(read <= path.data, act.step, [&] {
          return Texts{fmt::format("at most {} octets, those that came behind Finished", path.data),
                       fmt::format("{} octets", read),
                       "application data was taken that came before the other end's Finished"};
        });
      }
    }
  });
}

}  // namespace parallax
