#include "harness/compare/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "harness/compare/judge.h"
#include "harness/compare/rule_checks.h"
#include "harness/compare/story.h"

namespace parallax {
namespace {

constexpr std::string_view kDocs = "Python documentation, ssl, Memory BIO Support";

constexpr std::array<Rule, 45> kRules = {{
    {"bio-octets-in-order",
     "Octets come out of a MemoryBIO in the order they went in; none is lost or made up.", kDocs,
     "Look at how the buffer keeps its read position when it is emptied in part, grows, or is "
     "handed over.",
     check_bio_order},
    {"bio-pending-is-the-balance", "pending is the number of octets written less the number read.",
     "Python documentation, ssl.MemoryBIO.pending",
     "A counter kept beside the buffer has gone its own way, or octets vanished without being "
     "read.",
     check_bio_pending},
    {"bio-eof-only-once-drained",
     "eof is true if and only if write_eof() was called and nothing is pending.",
     "Python documentation, ssl.MemoryBIO.eof",
     "An eof seen too early loses the octets before it; one seen too late hangs the reader.",
     check_bio_eof},
    {"bio-read-size", "read(n) returns the smaller of n and what is pending; read() returns all.",
     "Python documentation, ssl.MemoryBIO.read",
     "Look at negative sizes, and at n beyond what is pending.", check_bio_read_size},
    {"bio-write-counts-octets",
     "write(b) returns the number of octets of b, whatever its items are.",
     "Python documentation, ssl.MemoryBIO.write",
     "Buffers of wider items count in octets; a caller that adds up what it was told loses its "
     "place.",
     check_bio_write_count},
    {"bio-write-after-eof-raises", "write() after write_eof() raises, and takes nothing.",
     "Python documentation, ssl.MemoryBIO.write_eof", "A stream that was ended must not go on.",
     check_bio_write_after_eof},

    {"read-size", "SSLObject.read(n) returns at most n octets.",
     "Python documentation, ssl.SSLSocket.read", "A caller's buffer of n octets would overflow.",
     check_read_size},
    {"read-one-record", "SSLObject.read() returns at most 16384 octets, what one record can hold.",
     "RFC 8446 section 5.1; contract of SSLObject.read",
     "Either records are joined, or one longer than allowed was accepted.", check_one_record},
    {"short-read-leaves-nothing",
     "A read() that returns less than was asked leaves nothing pending.",
     "Python documentation, ssl.SSLSocket.pending",
     "A caller that waits for the network after a short read would wait for octets that are there.",
     check_short_read},
    {"write-takes-the-whole", "SSLObject.write(b) returns the length of b.",
     "Python documentation, ssl.SSLSocket.write; a MemoryBIO never fills",
     "Look at partial-write modes and at data longer than a record.", check_write_whole},
    {"write-keeps-its-argument", "write() does not change the buffer that it is given.",
     "The Python/C API, buffer protocol: y* is read-only",
     "In-place encryption has reached the caller's memory.", check_write_keeps_argument},
    {"dead-stays-dead",
     "After a fatal error no data is read or written, no handshake succeeds, version() is None.",
     "RFC 8446 section 6.2: connections MUST be closed",
     "A state was not poisoned by the error; data after it is not authenticated.",
     check_dead_stays_dead},
    {"handshake-done-once", "Once do_handshake() has returned, it returns None again.",
     "Python documentation, ssl.SSLSocket.do_handshake",
     "The object forgot that it was done, or began anew.", check_handshake_once},
    {"version-never-changes", "Version and cipher of an established connection do not change.",
     "RFC 8446 section 4.1.3; Python documentation, ssl.SSLSocket.version",
     "A renegotiation nobody asked for, or an attribute read from another object.",
     check_version_stable},
    {"version-fits-cipher", "A TLS 1.3 cipher goes with TLS 1.3 and with nothing else.",
     "RFC 8446 appendix B.4", "One of the two is reported from another place than the connection.",
     check_version_cipher},
    {"no-data-before-the-handshake",
     "No application data is accepted before the handshake is done.",
     "RFC 8446 section 2: application data only after Finished; early data is not in the contract",
     "Data of an end that was not authenticated has been passed on.", check_data_needs_handshake},
    {"no-message-is-skipped",
     "A handshake is done only once each message that the RFC has in it was heard, in order.",
     "RFC 8446 sections 2 and 4; RFC 5246 section 7.3",
     "A state machine lets a message be left out, doubled or brought forward: look at what it "
     "expects "
     "after the message named.",
     check_handshake_path},
    {"data-comes-after-finished",
     "No application data is read that came before the other end's Finished.",
     "RFC 8446 section 2; RFC 5246 section 7.3: application data only after both Finished",
     "Data was taken in from whoever spoke first, and passed on once the handshake was done.",
     check_data_after_finished},
    {"truncation-is-not-a-clean-end",
     "A stream without close_notify does not end in b\"\" or SSLZeroReturnError (unless option "
     "0x80 is set).",
     "RFC 8446 section 6.1; SSL_CTX_set_options(3), SSL_OP_IGNORE_UNEXPECTED_EOF",
     "An attacker who cuts the stream could pass for its end. Look at how an eof of the BIO is "
     "reported.",
     check_truncation},
    {"unwrap-needs-the-peers-close",
     "unwrap() returns only after the peer's close_notify has arrived.",
     "Python documentation, ssl.SSLSocket.unwrap; RFC 8446 section 6.1",
     "A one-sided shutdown was reported as a complete one.", check_unwrap},
    {"unwrap-sends-close-notify",
     "The first unwrap() of an established connection sends something.",
     "RFC 8446 section 6.1: each party MUST send a close_notify",
     "The peer cannot tell this end from a truncation.", check_close_notify_sent},
    {"resumption-needs-a-session", "A client that was given no session has not resumed one.",
     "Python documentation, ssl.SSLSocket.session_reused",
     "A session was shared between objects behind their back, or the flag is another object's.",
     check_session_reused},
    {"documented-exceptions", "Only documented exceptions leave an operation.",
     "Python documentation, ssl, Exceptions; contract, one operation at a time",
     "SystemError, AssertionError and the like are faults inside the module.", check_exceptions},

    {"data-arrives-as-sent",
     "What one end reads is what the other wrote, in order, when nothing touched it.",
     "RFC 8446 section 1: authentication, integrity",
     "Data was lost, doubled, reordered or another object's.", check_data_as_sent},
    {"plaintext-stays-inside", "Nothing of 16 octets or more that was written is sent unencrypted.",
     "RFC 8446 section 1: confidentiality",
     "The record layer wrote through, or sent its own buffer.", check_plaintext},

    {"sent-whole-records",
     "All that is sent is TLS records of known types and versions, and ends with one.",
     "RFC 8446 section 5.1", "The peer will fail with a record error; look at what was sent last.",
     check_whole_records},
    {"record-length",
     "No record sent is longer than 2^14 + 256 octets (TLS 1.3) or 2^14 + 2048 (before).",
     "RFC 8446 section 5.2; RFC 5246 section 6.2.3", "Peers must refuse it with record_overflow.",
     check_record_length},
    {"plaintext-alert-form",
     "An alert sent in plaintext has two octets: warning or fatal, and a description.",
     "RFC 8446 sections 5.1 and 6", "Alerts must not be cut or joined.", check_plain_alert},
    {"begins-with-a-hello", "The first record that an end sends is its hello, or an alert.",
     "RFC 8446 section 4", "A client begins with client_hello, a server with server_hello.",
     check_begins_with_hello},
    {"no-ciphertext-before-a-handshake", "No encrypted record is sent before a handshake record.",
     "RFC 8446 section 5; RFC 5246 section 7.1", "Data went out before there were keys.",
     check_no_early_data},
    {"version-was-asked-for", "The version is within what both ends allow.",
     "Python documentation, ssl.SSLContext.minimum_version; RFC 8446 section 4.2.1",
     "A downgrade, or limits that were not passed on to the library.", check_negotiated_version},
    {"alpn-was-offered", "The application protocol is one that both ends offered.",
     "RFC 7301 section 3.2", "Clients must refuse a protocol that they did not offer.", check_alpn},
    {"bounded-output", "No object sends more than 16 MiB and 64 times what it was given.",
     "Project rule: amplification is a denial of service", "Look for a loop that answers itself.",
     check_bounded_output},

    {"wrong-name-is-refused",
     "A client that checks the name never finishes with a peer whose certificate does not match "
     "it.",
     "RFC 6125 section 6; Python documentation, ssl.SSLContext.check_hostname",
     "An impostor with any valid certificate is let in. Resumption must not get round the check.",
     check_wrong_name},
    {"untrusted-server-is-refused",
     "A client that verifies never finishes with a chain that does not hold.",
     "RFC 5280 section 6; Python documentation, ssl.CERT_REQUIRED",
     "Expired, self-signed, of unknown or false authority: see the reason in the finding.",
     check_untrusted_server},
    {"untrusted-client-is-refused",
     "A server that requires a certificate never finishes with a client that has none, or a bad "
     "one.",
     "RFC 8446 section 4.4.2.4; Python documentation, ssl.CERT_REQUIRED",
     "Client authentication can be walked around.", check_untrusted_client},

    {"no-crash", "No step ends the engine's process.", "Project rule",
     "Run the script under a debugger: the report has the signal and what was written to stderr.",
     check_no_crash},
    {"no-hang", "Every step is answered in time.", "Project rule; sans-I/O operations never wait",
     "Look for a loop that makes no progress on the octets at hand.", check_no_hang},
    {"no-exhaustion", "No step takes more memory than the engine's limit.", "Project rule",
     "A length from the wire was believed.", check_no_oom},

    {"same-again", "Two runs of one script give the same trace.", "Project rule",
     "Something other than the script decides: uninitialised memory, an address, time, or a random "
     "source that "
     "the seed does not reach. Engines without `deterministic` are held to outcomes and data.",
     check_same_again},
    {"looking-changes-nothing", "Reading the state between steps does not change what happens.",
     "Python documentation: attributes and queries have no effect",
     "A getter has a side effect, such as clearing an error or taking a record in.", check_looking},
    {"cutting-changes-nothing",
     "How octets are cut into pieces does not change what is understood.",
     "RFC 8446 section 5.1: record boundaries alone have a meaning",
     "A record or header met in parts is handled in another way.", check_cutting},
    {"idle-object-changes-nothing", "An idle object beside does not change what happens.",
     "Project rule", "State is shared between objects: look at globals and caches.", check_beside},
    {"bystander-stays-the-same", "What happens to one object never shows in another.",
     "Project rule", "State is shared between objects: an error queue, a session cache, a buffer.",
     check_bystander},
    {"failure-elsewhere-changes-nothing",
     "An object behaves the same whatever another went through before.",
     "Project rule; SSL_get_error(3): the error queue must be empty before each call",
     "Look for errors left behind in the library's queue, and for errno.", check_after_failure},
}};

void add_count(RuleCounts* counts, std::string_view id, std::size_t count) {
  const auto found = counts->find(id);
  if (found == counts->end())
    counts->emplace(id, count);
  else
    found->second += count;
}

const Finding* find_at(const std::vector<Finding>& findings, std::size_t step) {
  const auto it = std::find_if(findings.begin(), findings.end(),
                               [&](const Finding& f) { return f.step == step; });
  return it == findings.end() ? nullptr : &*it;
}

}  // namespace

void RuleReport::broken(std::size_t step, std::string expected, std::string seen,
                        std::string what) {
  Finding finding;
  finding.kind = Finding::Kind::kRule;
  finding.step = step;
  finding.expected = std::move(expected);
  finding.seen = std::move(seen);
  finding.what = std::move(what);
  findings_.push_back(std::move(finding));
}

std::span<const Rule> rules() { return kRules; }

const Rule* find_rule(std::string_view id) {
  const auto it =
      std::find_if(kRules.begin(), kRules.end(), [&](const Rule& rule) { return rule.id == id; });
  return it == kRules.end() ? nullptr : &*it;
}

std::vector<Finding> check_rules(const Script& script, const Runs& runs, const LazyView& view,
                                 RuleCounts* counts) {
  std::vector<Finding> all;
  const Story story(script, runs.plain);
  // The same runs with the plain ones exchanged: what came back, is broken in both.
  std::optional<Runs> exchanged;
  std::optional<Story> story_again;
  std::optional<LazyView> view_again;
  for (const Rule& rule : kRules) {
    RuleReport report;
    rule.check({script, runs, story, view}, report);
    if (counts != nullptr) add_count(counts, rule.id, report.count());
    if (report.findings().empty()) continue;
    Finding finding = report.findings().front();
    finding.rule = rule.id;
    if (!runs.again.entries.empty()) {
      if (!exchanged) {
        exchanged = Runs{runs.engine, runs.again, runs.variants, runs.plain};
        story_again.emplace(script, exchanged->plain);
        view_again.emplace(script, exchanged->plain);
      }
      RuleReport second;
      rule.check({script, *exchanged, *story_again, *view_again}, second);
      finding.flaky = find_at(second.findings(), finding.step) == nullptr;
    }
    all.push_back(std::move(finding));
  }
  return all;
}

std::vector<Finding> check_rules(const Script& script, const Runs& runs, RuleCounts* counts) {
  return check_rules(script, runs, LazyView(script, runs.plain), counts);
}

std::string rules_page() {
  std::string page =
      "# Rules\n\n"
      "What must hold of every engine in every step, even where all engines agree. `parallax "
      "explain RULE` prints\n"
      "one of these. Each report says how often each rule was put to the test: a rule that was "
      "never tested has\n"
      "shown nothing. This page is written by `parallax reference --rules`.\n";
  for (const Rule& rule : kRules) {
    page += fmt::format("\n## {}\n\n{}\n\nSource: {}.\n\n{}\n", rule.id, rule.sentence, rule.source,
                        rule.advice);
  }
  return page;
}

}  // namespace parallax
