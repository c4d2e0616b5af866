#include "reports/sample_rows.h"

#include <fmt/format.h>

#include "harness/compare/rules.h"
#include "harness/contract/value.h"

namespace parallax {
namespace {

struct EngineSample {
  const char *engine, *family, *version, *library, *semantics;
};
constexpr EngineSample kEngines[] = {
    {"python:/usr/bin/python3", "openssl", "3.11.2", "OpenSSL 3.0.17 1 Jul 2025", "3.11.2-debian"},
    {"openssl", "openssl", "OpenSSL 3.0.17 1 Jul 2025", "OpenSSL 3.0.17 1 Jul 2025",
     "3.11.2-debian"},
    {"boringssl", "boringssl", "BoringSSL 13.0.0+r24", "BoringSSL 13.0.0+r24", "3.13"},
    {"gnutls", "gnutls", "GnuTLS 3.7.9", "GnuTLS 3.7.9", "3.13"},
    {"python:/usr/bin/pypy3", "openssl", "3.9.16 (PyPy 7.3.11)", "OpenSSL 3.0.17 1 Jul 2025",
     "3.9"},
    {"openssl@/opt/openssl-3.5", "openssl", "OpenSSL 3.5.1", "OpenSSL 3.5.1", "3.13"},
    {"python:/opt/python3.6", "openssl", "3.6.15", "OpenSSL 1.1.1w", "3.6"},
    {"python:/opt/python3.8", "openssl", "3.8.20", "OpenSSL 3.0.17", "3.8"},
    {"python:/opt/python3.10", "openssl", "3.10.18", "OpenSSL 3.0.17", "3.10"},
    {"python:/opt/python3.12", "openssl", "3.12.11", "OpenSSL 3.0.17", "3.12"},
    {"python:/opt/python3.13", "openssl", "3.13.5", "OpenSSL 3.5.1", "3.13"},
    {"boringssl@/src/boringssl", "boringssl", "BoringSSL 0.20250701", "BoringSSL 0.20250701",
     "3.13"},
};
constexpr const char* kTopics[] = {"bio",      "handshake", "verification", "data",
                                   "shutdown", "alerts",    "sessions",     "garbage"};
constexpr const char* kTitles[] = {
    "Octets come out in the order they went in.",
    "A TLS 1.3 handshake completes and both ends name the same cipher.",
    "An expired certificate is refused with verify code 10.",
    "A record of 16 KiB and one octet arrives in two reads.",
    "A half-closed connection still accepts writes.",
    "A fatal alert ends the object, and read() says so once.",
    "A session taken from one object resumes on the next.",
    "A first record of HTTP is refused with WRONG_VERSION_NUMBER or its like."};

StepRow step(std::size_t n, std::string text, std::string outcome) {
  StepRow row;
  row.n = n;
  row.line = static_cast<int>(n) + 5;
  row.text = std::move(text);
  row.value = "data";
  row.outcome = std::move(outcome);
  row.on_subject = true;
  return row;
}

TransferRow transfer(const char* from, const char* to, std::uint64_t octets,
                     const std::string& salt, bool identical, std::vector<std::string> records) {
  TransferRow row;
  row.from = from;
  row.to = to;
  row.octets = row.delivered = octets;
  row.sha256 = digest_of(salt).sha256.substr(0, 16);
  row.records = std::move(records);
  row.to_subject = *to == 'a';
  row.from_subject = *from == 'a';
  row.identical = identical;
  return row;
}

std::vector<StepRow> steps(std::size_t script, std::size_t e, bool apart) {
  const EngineSample& engine = kEngines[e];
  const bool boring = std::string_view(engine.family) == "boringssl";
  const bool gnutls = std::string_view(engine.family) == "gnutls";
  std::vector<StepRow> all;
  all.push_back(step(0, "object a server tls=1.3 cert=p256", "ok <object 1>"));
  all.push_back(step(1, "peer p client", "ok <object 1>"));
  StepRow pump = step(2, "pump a p", "ok None");
  pump.transfers.push_back(
      transfer("p", "a", 233, "hello", true,
               {"handshake 1.0 228: client_hello sni=\"localhost\" versions=1.3,1.2"}));
  pump.transfers.push_back(transfer(
      "a", "p", boring ? 741u : 776u, fmt::format("{} {}", script, engine.library), false,
      {"handshake 1.2 122: server_hello version=1.3 cipher=0x1302", "change_cipher_spec 1.2 1",
       "application_data 1.2 23", "application_data 1.2 519", "application_data 1.2 74"}));
  pump.transfers.push_back(transfer("p", "a", 80,
                                    fmt::format("finished {} {}", script, engine.family), false,
                                    {"change_cipher_spec 1.2 1", "application_data 1.2 69"}));
  pump.actions = {
      {"a.do_handshake",
       "SSLWantReadError errno=2 message=\"The operation did not complete (read)\"", true},
      {"p.do_handshake",
       "SSLWantReadError errno=2 message=\"The operation did not complete (read)\"", false},
      {"a.do_handshake", "ok None", true}};
  pump.state = {
      {"a",
       "{\"in\": [0, False], \"out\": [0, False], \"pending\": 0, \"version\": \"TLSv1.3\", "
       "\"cipher\": \"TLS_AES_256_GCM_SHA384\", \"alpn\": None, \"reused\": False}"}};
  all.push_back(std::move(pump));
  all.push_back(step(3, "p.unwrap",
                     "SSLWantReadError errno=2 message=\"The operation did not complete (read)\""));
  all.back().expected = "SSLWantReadError";
  all.back().on_subject = false;
  all.push_back(step(4, "move p a", "ok 24"));
  all.back().transfers.push_back(transfer("p", "a", 24, fmt::format("close {}", script),
                                          script % 3 == 0, {"application_data 1.2 19"}));
  all.push_back(step(5, "a.read 100",
                     apart ? "ok b\"\""
                     : gnutls
                         ? "SSLError errno=1 library=\"GNUTLS\" reason=\"PREMATURE_TERMINATION\" "
                           "message=\"The TLS connection was non-properly terminated.\""
                         : "ok b\"\""));
  all.back().expected = "ok b\"\"";
  all.push_back(step(6, "a.write b\"late\"",
                     apart ? "SSLError errno=1 library=\"SSL\" reason=\"PROTOCOL_IS_SHUTDOWN\" "
                             "message=\"[SSL: PROTOCOL_IS_SHUTDOWN] protocol is shutdown\""
                           : "ok 4"));
  all.back().expected = "ok 4";
  all.push_back(step(
      7, "a.getpeercert binary_form=True",
      gnutls ? "unsupported \"GnuTLS keeps no certificate of an anonymous client\"" : "ok None"));
  all.push_back(step(8, "show bytearray(b\"kept\")", "ok bytearray(b\"kept\")"));
  all.back().notes = {"argument 0 bytearray(b\"kept\")"};
  return all;
}

Finding finding(const Row& row, std::size_t script) {
  const StepRow& at = row.steps[6];
  Finding f;
  f.kind = script % 4 == 3 ? Finding::Kind::kRule : Finding::Kind::kDifference;
  f.script = row.script;
  f.engine = row.engine;
  f.rule = f.kind == Finding::Kind::kRule ? "only-documented-exceptions" : "reference";
  if (f.kind == Finding::Kind::kDifference) f.against = kEngines[0].engine;
  f.level = Level::kClass;
  f.step = 6;
  f.line = at.line;
  f.step_text = at.text;
  f.expected = "ok 4";
  f.seen = at.outcome;
  if (f.kind == Finding::Kind::kDifference) f.errors = "- / PROTOCOL_IS_SHUTDOWN";
  f.what = "After the peer's close_notify, write() is refused where the reference half-closes.";
  if (script % 8 == 4) return f;
  f.known_kind = script % 8 == 0 ? "bug" : "difference";
  f.known_reason = "BoringSSL treats a received close_notify as the end of both directions.";
  f.known_source = "BoringSSL, ssl/ssl_lib.cc, SSL_write; RFC 8446 section 6.1";
  if (script % 8 == 3) {
    f.known_kind = f.known_reason = f.known_source = "";
    f.flaky = true;
  }
  return f;
}

// Puts `hostile` behind every text that is not the harness's own.
void make_hostile(Row* row, const std::string& hostile) {
  row->title += hostile;
  row->topic += hostile;
  row->script += hostile;
  row->engine += hostile;
  row->reference += hostile;
  for (std::string& cite : row->cites) cite += hostile;
  row->identity.name += hostile;
  row->identity.version += hostile;
  row->identity.library += hostile;
  row->peer.library += hostile;
  for (StepRow& s : row->steps) {
    s.text += hostile;
    s.outcome += hostile;
    s.expected += hostile;
    for (std::string& note : s.notes) note += hostile;
    for (auto& [name, state] : s.state) state += hostile;
    for (ActionRow& action : s.actions) action.outcome += hostile;
    for (TransferRow& t : s.transfers)
      for (std::string& record : t.records) record += hostile;
  }
  for (Finding& f : row->findings) {
    f.script = row->script;
    f.engine = row->engine;
    f.seen += hostile;
    f.expected += hostile;
    f.what += hostile;
    f.step_text += hostile;
    f.known_reason += f.explained() ? hostile : "";
  }
}

}  // namespace

std::vector<Row> sample_rows(const SampleOptions& options) {
  std::vector<Row> rows;
  for (std::size_t s = 0; s < options.scripts; ++s) {
    const std::size_t topic = s % std::size(kTopics);
    for (std::size_t e = 0; e < std::min(options.engines, std::size(kEngines)); ++e) {
      const EngineSample& engine = kEngines[e];
      const bool boring = std::string_view(engine.family) == "boringssl";
      const bool apart = boring && s % 4 != 1 && !options.clean;
      Row row;
      row.parallax = "0.1.0";
      row.topic = kTopics[topic];
      row.script = fmt::format("corpus/conformance/{}/sample-{:03}.plx", kTopics[topic], s);
      row.title = kTitles[topic];
      row.cites = {"Python documentation, ssl.SSLObject.unwrap; RFC 8446 section 6.1"};
      row.engine = engine.engine;
      row.identity = {row.engine.substr(0, row.engine.find_first_of(":@")),
                      engine.family,
                      engine.version,
                      engine.library,
                      engine.semantics,
                      {"deterministic", "tls1.2", "tls1.3"}};
      row.peer = {"openssl", "openssl", "OpenSSL 3.0.17 1 Jul 2025", "OpenSSL 3.0.17 1 Jul 2025",
                  "3.13",    {}};
      row.seed = s;
      row.own_seed = true;
      row.level = "bytes";
      row.reference = kEngines[0].engine;
      row.steps = steps(s, e, apart);
      row.group = apart ? 1 : 0;
      row.odd_one_out = apart;
      for (const StepRow& at : row.steps) row.unsupported += at.outcome.starts_with("unsupported");
      for (const Rule& rule : rules()) row.rule_counts.emplace(rule.id, rule.id.size() % 7);
      row.milliseconds = 1.5;
      if (apart) row.findings.push_back(finding(row, s));
      if (!options.hostile.empty()) make_hostile(&row, options.hostile);
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace parallax
