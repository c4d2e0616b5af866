// Rules of the wire: what an engine sends is TLS, and no more than it has reason to.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "harness/compare/rule_checks.h"
#include "harness/compare/story.h"
#include "harness/wire/names.h"
#include "harness/wire/records.h"

namespace parallax {
namespace {

using Texts = std::tuple<std::string, std::string, std::string>;

// RFC 8446 5.2 and RFC 5246 6.2.3.
constexpr std::size_t kMostCiphertext13 = (1u << 14) + 256;
constexpr std::size_t kMostCiphertext12 = (1u << 14) + 2048;
// Beyond what it was given, an object may say so much: far over any handshake, far under an
// exhaustion.
constexpr std::size_t kMostUnasked = std::size_t{16} << 20;

// What a party of the subject sent, where it and nobody else wrote it.
struct Sent {
  std::size_t index;
  const Party* party;
  const OctetStream* stream;
  std::size_t step_of(std::size_t offset) const {
    const auto& marks = stream->marks;
    const auto it =
        std::find_if(marks.begin(), marks.end(), [&](const auto& m) { return m.second > offset; });
    return it == marks.end() ? (marks.empty() ? party->made : marks.back().first) : it->first;
  }
};

std::vector<Sent> all_sent(const Case& c) {
  std::vector<Sent> all;
  if (c.story.has_reactions()) return all;
  const auto& parties = c.story.parties();
  for (std::size_t i = 0; i < parties.size(); ++i) {
    const Party& party = parties[i];
    const Pipe& out = c.story.pipes()[party.out];
    const auto shared = std::count_if(parties.begin(), parties.end(), [&](const Party& p) {
      return p.out == party.out || p.in == party.out;
    });
    if (!party.subject || out.script_wrote != kNowhere || shared != 1 || out.taken.octets.empty())
      continue;
    all.push_back({i, &party, &out.taken});
  }
  return all;
}

std::string version_of(const Case& c, std::size_t party) {
  std::string version;
  for (std::size_t i = 0; i < c.story.trace().entries.size(); ++i) {
    for (const Sight& sight : c.story.sights(i)) {
      if (sight.party == party && !sight.state->version.empty()) version = sight.state->version;
    }
  }
  return version;
}

std::string describe(const wire::Record& record) {
  return fmt::format("type {}, version {:#06x}, length {}", record.type, record.version,
                     record.length);
}

// Whether all that the party has to send was taken, so that what was taken ends with a record.
bool drained(const Case& c, std::size_t party) {
  const State* last = nullptr;
  for (std::size_t i = 0; i < c.story.trace().entries.size(); ++i) {
    for (const Sight& sight : c.story.sights(i)) {
      if (sight.party == party) last = sight.state;
    }
  }
  return last != nullptr && last->out.pending == 0;
}

std::optional<Version> parse_name(std::string_view name) {
  if (name == "TLSv1") return Version::kTls10;
  if (name == "TLSv1.1") return Version::kTls11;
  if (name == "TLSv1.2") return Version::kTls12;
  if (name == "TLSv1.3") return Version::kTls13;
  return std::nullopt;
}

}  // namespace

void check_whole_records(const Case& c, RuleReport& report) {
  for (const Sent& sent : all_sent(c)) {
    wire::RecordCursor cursor(sent.stream->octets);
    wire::Record record;
    bool sound = true;
    while (sound && cursor.next(&record)) {
      sound = !wire::record_type_name(record.type).empty() && record.version >= 0x0300 &&
              record.version <= 0x0304;
      report.expect(sound, sent.step_of(record.offset), [&] {
        return Texts{"a TLS record", describe(record), "what was sent is no TLS record"};
      });
    }
    if (!sound || !drained(c, sent.index)) continue;
    const std::size_t left = cursor.rest().size();
    report.expect(left == 0, sent.step_of(sent.stream->octets.size() - 1), [&] {
      return Texts{"whole records", fmt::format("{} octets of an unfinished one", left),
                   "all was taken, and it does not end with a record"};
    });
  }
}

void check_record_length(const Case& c, RuleReport& report) {
  for (const Sent& sent : all_sent(c)) {
    const std::size_t most =
        version_of(c, sent.index) == "TLSv1.3" ? kMostCiphertext13 : kMostCiphertext12;
    for (const wire::Record& record : wire::split_records(sent.stream->octets)) {
      report.expect(record.length <= most, sent.step_of(record.offset), [&] {
        return Texts{fmt::format("at most {}", most), describe(record),
                     "a record is longer than the protocol allows"};
      });
    }
  }
}

void check_plain_alert(const Case& c, RuleReport& report) {
  for (const Sent& sent : all_sent(c)) {
    for (const wire::Record& record : wire::split_records(sent.stream->octets)) {
      // From here on records may be encrypted.
      if (record.type == wire::kChangeCipherSpec || record.type == wire::kApplicationData) break;
      if (record.type != wire::kAlert || !record.complete) continue;
      wire::Alert alert;
      const bool sound = wire::read_alert(record, &alert) &&
                         (alert.level == wire::kWarning || alert.level == wire::kFatal);
      report.expect(sound, sent.step_of(record.offset), [&] {
        return Texts{"an alert of two octets, warning or fatal", describe(record),
                     "a plaintext alert is malformed"};
      });
    }
  }
}

void check_begins_with_hello(const Case& c, RuleReport& report) {
  for (const Sent& sent : all_sent(c)) {
    wire::RecordCursor cursor(sent.stream->octets);
    wire::Record record;
    if (!cursor.next(&record) || record.fragment.empty()) continue;
    const auto message = static_cast<std::uint8_t>(record.fragment[0]);
    const bool client = sent.party->role == Role::kClient;
    const bool hello = record.type == wire::kHandshake &&
                       message == (client ? wire::kClientHello : wire::kServerHello);
    report.expect(hello || record.type == wire::kAlert, sent.step_of(0), [&] {
      return Texts{client ? "client_hello or an alert" : "server_hello or an alert",
                   describe(record), "the first thing said is no hello"};
    });
  }
}

void check_no_early_data(const Case& c, RuleReport& report) {
  for (const Sent& sent : all_sent(c)) {
    bool handshake = false;
    for (const wire::Record& record : wire::split_records(sent.stream->octets)) {
      handshake |= record.type == wire::kHandshake;
      if (record.type != wire::kApplicationData && record.type != wire::kChangeCipherSpec) continue;
      report.expect(handshake, sent.step_of(record.offset), [&] {
        return Texts{"a handshake first", describe(record),
                     "encrypted records were sent before any handshake"};
      });
      break;
    }
  }
}

void check_negotiated_version(const Case& c, RuleReport& report) {
  if (c.story.reconfigured() || c.story.has_reactions()) return;
  for (std::size_t i = 0; i < c.story.trace().entries.size(); ++i) {
    for (const Sight& sight : c.story.sights(i)) {
      if (sight.party == kNowhere || sight.state->version.empty()) continue;
      const Party& party = c.story.parties()[sight.party];
      if (!party.subject) continue;
      const std::size_t other = c.story.counterpart(sight.party);
      const auto version = parse_name(sight.state->version);
      const auto holds = [&](const std::optional<ContextOptions>& asked) {
        return !asked || asked->own_defaults ||
               (version && *version >= asked->minimum && *version <= asked->maximum);
      };
      if (!party.options || party.options->own_defaults) continue;
      const bool sound =
          holds(party.options) && (other == kNowhere || holds(c.story.parties()[other].options));
      report.expect(sound, c.story.trace().entries[i].step, [&] {
        return Texts{"a version that both ends allow", sight.state->version,
                     "the version was not asked for"};
      });
    }
  }
}

void check_alpn(const Case& c, RuleReport& report) {
  if (c.story.reconfigured() || c.story.has_reactions()) return;
  for (std::size_t i = 0; i < c.story.trace().entries.size(); ++i) {
    for (const Sight& sight : c.story.sights(i)) {
      if (sight.party == kNowhere || sight.state->version.empty()) continue;
      const Party& party = c.story.parties()[sight.party];
      const std::size_t other = c.story.counterpart(sight.party);
      if (!party.subject || !party.options || other == kNowhere ||
          !c.story.parties()[other].options)
        continue;
      const ContextOptions& own = *party.options;
      const ContextOptions& peers = *c.story.parties()[other].options;
      if (own.alpn.empty() && sight.state->alpn.empty()) continue;
      const auto offered = [&](const ContextOptions& options) {
        return std::find(options.alpn.begin(), options.alpn.end(), sight.state->alpn) !=
               options.alpn.end();
      };
      const bool sound = sight.state->alpn.empty() || (offered(own) && offered(peers));
      report.expect(sound, c.story.trace().entries[i].step, [&] {
        return Texts{"a protocol that both ends offered, or none", sight.state->alpn,
                     "the application protocol was not offered by both ends"};
      });
    }
  }
}

void check_bounded_output(const Case& c, RuleReport& report) {
  for (const Sent& sent : all_sent(c)) {
    std::size_t given = c.story.pipes()[sent.party->in].arrived.octets.size();
    for (const Act& act : c.story.acts()) {
      if (act.party != sent.index || act.kind != StepKind::kWrite || !act.outcome->is_ok())
        continue;
      const auto* number = act.outcome->value().as<std::int64_t>();
      if (number != nullptr && *number > 0) given += static_cast<std::size_t>(*number);
    }
    // A record of one octet costs some 30 on the wire.
    const std::size_t most = kMostUnasked + 64 * given;
    const std::size_t size = sent.stream->octets.size();
    report.expect(size <= most, sent.step_of(size - 1), [&] {
      return Texts{fmt::format("at most {} octets", most), fmt::format("{} octets", size),
                   "far more was sent than there was reason to"};
    });
  }
}

}  // namespace parallax
