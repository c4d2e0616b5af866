// The corpus reads, its marks mean what they say, and each planted protocol bug fails at the sentence it breaks.

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

#include "engines/planted/protocol.h"
#include "harness/conformance/export.h"
#include "harness/conformance/json_schema.h"
#include "harness/conformance/known.h"
#include "harness/conformance/matrix.h"
#include "harness/conformance/suite.h"
#include "harness/conformance/table.h"

namespace parallax {

void PrintTo(const Plant& plant, std::ostream* out) { *out << plant.name; }

namespace {

namespace fs = std::filesystem;

const Installation& installation() {
  static const Installation found{fs::path(PARALLAX_BUILD_DIR) / "bin" / "parallax",
                                  PARALLAX_SOURCE_DIR};
  return found;
}

const Sentences& sentences() {
  static const Sentences all = *Sentences::load((installation().corpus() / "sentences").string());
  return all;
}

std::vector<CorpusScript> book(std::string_view text) {
  auto scripts = read_book(text, "test.plxs", sentences());
  EXPECT_TRUE(scripts) << scripts.error();
  return scripts ? std::move(*scripts) : std::vector<CorpusScript>();
}

std::string complaint(std::string_view text) {
  const auto scripts = read_book(text, "test.plxs", sentences());
  return scripts ? "" : scripts.error();
}

SuiteResult run(const std::vector<CorpusScript>& scripts, const std::vector<std::string>& engines,
                Where where = Where::kInProcess) {
  SuitePlan plan;
  for (const std::string& engine : engines) plan.engines.push_back(*parse_engine_spec(engine));
  plan.hosts.where = where;
  const auto result = run_suite(scripts, plan, installation(), std::atomic<bool>{false});
  EXPECT_TRUE(result) << result.error();
  return result ? *result : SuiteResult();
}

constexpr std::string_view kHello =
    "=== x\n# A title.\n# sentence: rfc8446-4.1.2-014 MUST\nobject a server tls=1.3\n"
    "puppet p client tls=1.3\n";

TEST(BookTest, AnUnknownSentenceIsNamedWithItsNeighbour) {
  const std::string error = complaint("=== x\n# T.\n# sentence: rfc8446-4.1.2-0144 MUST\nseed 1\n");
  EXPECT_NE(error.find("test.plxs#x: no sentence is called `rfc8446-4.1.2-0144`"),
            std::string::npos)
      << error;
  EXPECT_NE(error.find("did you mean `rfc8446-4.1.2-014`"), std::string::npos) << error;
}

TEST(BookTest, AWrongLevelIsAnError) {
  EXPECT_NE(
      complaint("=== x\n# T.\n# sentence: rfc8446-4.1.2-014 SHOULD\nseed 1\n").find("is a MUST"),
      std::string::npos);
}

TEST(BookTest, AnUnseenSentenceIsAnError) {
  EXPECT_NE(complaint("=== x\n# T.\n# sentence: rfc8446-4.1.3-003 MUST\nseed 1\n").find("unseen"),
            std::string::npos);
}

TEST(BookTest, AScriptWithoutASentenceIsAnError) {
  EXPECT_NE(complaint("=== x\n# T.\nseed 1\n").find("names no sentence"), std::string::npos);
}

TEST(BookTest, ANameNeverMadeIsAnError) {
  EXPECT_NE(complaint(std::string(kHello) + "q.flight\n").find("`q`"), std::string::npos);
}

TEST(BookTest, ValuesMakeRowsInWhichEveryPairStandsTogether) {
  const auto scripts = book(
      "vary one\n  a  1\n  b  2\nvary two\n  c  3\n  d  4\nvary three\n  e  5\n  f  6\n\n=== x\n# "
      "T.\n"
      "# sentence: rfc8446-4.1.2-014 MUST\nbio y\ny.write fill($one, $two)\ny.read $three\n");
  std::set<std::pair<std::string, std::string>> pairs;
  for (const CorpusScript& script : scripts) {
    EXPECT_EQ(script.array, "x");
    ASSERT_EQ(script.choices.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t j = i + 1; j < 3; ++j)
        pairs.emplace(script.choices[i].second, script.choices[j].second);
  }
  EXPECT_EQ(pairs.size(), 12u);
  EXPECT_LT(scripts.size(), 8u);
  EXPECT_EQ(scripts.front().name.substr(0, 8), "x[one=a,");
}

TEST(BlameTest, TheValuesThatCauseItAreNamed) {
  const std::vector<std::vector<Choice>> rows = {{{"v", "1"}, {"c", "x"}},
                                                 {{"v", "1"}, {"c", "y"}},
                                                 {{"v", "2"}, {"c", "x"}},
                                                 {{"v", "2"}, {"c", "y"}}};
  EXPECT_EQ(blame(rows, {true, true, false, false}), "v=1");
  EXPECT_EQ(blame(rows, {false, false, false, true}), "v=2 with c=y");
  EXPECT_EQ(blame(rows, {true, true, true, true}), "every row");
  EXPECT_EQ(blame(rows, {false, false, false, false}), "");
}

// One script, whose expectation is changed: the engine does the same each time.
Mark mark_of(const std::string& end) {
  const auto scripts =
      book(std::string(kHello) +
           "p.send client_hello legacy_compression_methods=b\"\\x01\\x00\"\nmove p a\n" + end);
  return run(scripts, {"openssl"}).verdicts.at(0).at(0).mark;
}

TEST(VerdictTest, MarksMeanWhatTheySay) {
  const std::string refused = "a.do_handshake -> SSLError\nmove a p\n";
  EXPECT_EQ(mark_of(refused + "p.expect alert -> ok \"fatal illegal_parameter\"\n"),
            Mark::kStrictly);
  EXPECT_EQ(mark_of(refused + "p.expect alert -> ok \"fatal decode_error\"\n"), Mark::kAsMeant);
  EXPECT_EQ(mark_of(refused + "p.expect alert description=\"decode_error\" -> ok\n"),
            Mark::kAsMeant);
  EXPECT_EQ(mark_of(refused + "p.expect server_hello -> ok\n"), Mark::kPartly);
  EXPECT_EQ(mark_of("a.do_handshake -> SSLWantReadError\n"), Mark::kFailed);
  EXPECT_EQ(mark_of("a.do_handshake -> SSLEOFError\n"), Mark::kStrictly);  // a refusal is a refusal
  EXPECT_EQ(mark_of(refused + "p.flight until=\"finished\"\np.send finished\np.flight "
                              "swap=[\"certificate\", \"finished\"]\n"),
            Mark::kFailed);
}

TEST(KnownTest, ALibraryIsANameOfEveryEngineOnIt) {
  const fs::path folder = fs::temp_directory_path() / "parallax_known_library_test";
  fs::create_directories(folder);
  std::ofstream(folder / "x.json")
      << R"([{"engine": "on OpenSSL 3.0.*", "script": "x*", "mark": "failed",
    "kind": "bug", "reason": "r", "source": "s"}])";
  auto known = Known::load(folder.string());
  ASSERT_TRUE(known) << known.error();
  EXPECT_NE(known->match({"python:python3", "on OpenSSL 3.0.19 27 Jan 2026"}, "xy", Mark::kFailed),
            nullptr);
  EXPECT_EQ(known->match({"openssl@/opt", "on OpenSSL 3.5.7 9 Jun 2026"}, "xy", Mark::kFailed),
            nullptr);
  fs::remove_all(folder);
}

TEST(KnownTest, OneThatMatchesNothingIsStale) {
  const fs::path folder = fs::temp_directory_path() / "parallax_known_test";
  fs::create_directories(folder);
  std::ofstream(folder / "x.json") << R"([{"engine": "openssl", "script": "x*", "mark": "failed",
    "kind": "bug", "reason": "r", "source": "s"}])";
  auto known = Known::load(folder.string());
  ASSERT_TRUE(known) << known.error();
  EXPECT_TRUE(known->stale().empty());  // nothing of it was run
  EXPECT_EQ(known->match({"openssl"}, "xy", Mark::kStrictly), nullptr);
  EXPECT_EQ(known->stale().size(), 1u);
  EXPECT_EQ(known->match({"boringssl", "on BoringSSL"}, "xy", Mark::kFailed), nullptr);
  EXPECT_NE(known->match({"openssl"}, "xy", Mark::kFailed), nullptr);
  EXPECT_TRUE(known->stale().empty());
  std::ofstream(folder / "x.json")
      << R"([{"engine": "openssl", "script": "x", "mark": "strictly"}])";
  EXPECT_FALSE(Known::load(folder.string()));
  fs::remove_all(folder);
}

TEST(CorpusTest, EverySentenceHasAScriptOrAReason) {
  const auto scripts = load_corpus({installation().corpus().string()}, sentences());
  ASSERT_TRUE(scripts) << scripts.error();
  EXPECT_GT(scripts->size(), 1500u);
  const auto open = gaps(sentences(), *scripts);
  EXPECT_TRUE(open.empty()) << open.front() << " and " << open.size() - 1 << " more";
}

TEST(ExportTest, WhatIsWrittenObeysItsSchema) {
  const auto scripts =
      load_corpus({(installation().corpus() / "protocol" / "rfc8446-56.plxs").string(),
                   (installation().corpus() / "conformance" / "bio").string()},
                  sentences());
  ASSERT_TRUE(scripts) << scripts.error();
  const auto text = export_corpus(sentences(), *scripts, installation());
  ASSERT_TRUE(text) << text.error();
  nlohmann::json json = nlohmann::json::parse(*text);
  JsonSchema schema{
      nlohmann::json::parse(std::ifstream(PARALLAX_SOURCE_DIR "/docs/corpus.schema.json"))};
  EXPECT_EQ(schema.check(json), "");
  for (const auto& script : json["scripts"]) {
    for (const auto& bytes : script["bytes"]) {
      const auto& hex = bytes["hex"].get_ref<const std::string&>();
      EXPECT_TRUE(hex.size() % 2 == 0 &&
                  hex.find_first_not_of("0123456789abcdef") == std::string::npos)
          << script["id"];
    }
  }
  EXPECT_FALSE(json["scripts"].back()["bytes"].empty());
  json["scripts"].back().erase("features");
  EXPECT_NE(schema.check(json), "");
}

// The sentence that each protocol plant breaks, and a script that tests it.
struct Broken {
  std::string_view plant, sentence, script;
};
constexpr Broken kBroken[] = {
    {"wrong-finished", "rfc8446-4.4.4-001", "rfc8446-4.4.4/wrong-finished-to-a-server"},
    {"wrong-signature", "rfc8446-4.4.3-009", "rfc8446-4.4.3/wrong-signature-to-a-client"},
    {"wrong-key-exchange", "rfc5246-7.4.3-004", "rfc5246-7.4.3/wrong-signature"},
    {"wrong-tag", "rfc8446-5.2-003", "rfc8446-5.2/broken-tag"},
    {"wrong-mac", "rfc5246-7.2.2-003", "rfc5246-7.2.2/wrong-mac"},
    {"wrong-binder", "rfc8446-4.2.11-009", "rfc8446-4.2.11/wrong-binder"},
    {"no-fatal-alert", "rfc5246-7.2.2-003", "rfc5246-7.2.2/alert-before-closing"},
    {"mild-alert", "rfc8446-6-004", "rfc8446-6.2/alert-before-closing"},
    {"blurred-alert", "rfc8446-6.2-004", "rfc8446-6.2/alert-before-closing"},
    {"skips-server-verify", "rfc8446-4-002", "messages/1.3-client/missing-certificate_verify"},
    {"skips-client-verify", "rfc8446-4-002", "messages/1.3-server-asks/missing-certificate_verify"},
    {"skips-encrypted-extensions", "rfc8446-4-002",
     "messages/1.3-client/missing-encrypted_extensions"},
    {"early-change-cipher-spec", "rfc5246-7.4-001", "rfc5246-7.4/early-change-cipher-spec"},
    {"data-before-finished", "rfc8446-4-001", "rfc8446-4/data-before-finished"},
    {"loses-key-update", "rfc8446-4.6.3-003", "rfc8446-4.6.3/read-on"},
    {"silent-key-update", "rfc8446-4.6.3-005", "rfc8446-4.6.3/answered"},
    {"forgets-cookie", "rfc8446-4.2.2-001", "rfc8446-4.2.2/cookie"},
    {"forgets-master-secret", "rfc7627-5.1-001", "rfc7627-5.1/both-use-it"},
    {"wrong-renegotiation-info", "rfc5746-3.4-004", "rfc5746-3.4/never-was"},
    {"misplaced-extension", "rfc8446-4.2-003",
     "extensions/1.3-client/server_hello-with-server_name"},
};

class PlantedSentence : public testing::TestWithParam<Plant> {};

TEST_P(PlantedSentence, FailsWhereItIsBroken) {
  const auto* broken =
      std::find_if(std::begin(kBroken), std::end(kBroken),
                   [](const Broken& entry) { return entry.plant == GetParam().name; });
  ASSERT_NE(broken, std::end(kBroken)) << "name the sentence that " << GetParam().name << " breaks";
  auto scripts = load_corpus({(installation().corpus() / "protocol").string()}, sentences());
  ASSERT_TRUE(scripts) << scripts.error();
  std::erase_if(*scripts,
                [&](const CorpusScript& script) { return script.name != broken->script; });
  ASSERT_EQ(scripts->size(), 1u) << broken->script;
  const auto& cited = scripts->front().sentences;
  EXPECT_TRUE(
      std::any_of(cited.begin(), cited.end(),
                  [&](const Sentence* sentence) { return sentence->id == broken->sentence; }))
      << broken->script << " is not about " << broken->sentence;
  const std::string planted = "planted:" + std::string(GetParam().name);
  const SuiteResult result = run(*scripts, {"openssl", planted}, Where::kChild);
  // OpenSSL sends another alert for a wrong renegotiation_info; with the plant it sends none.
  EXPECT_LE(result.verdicts.at(0).at(0).mark, Mark::kAsMeant);
  EXPECT_GT(result.verdicts.at(0).at(1).mark, result.verdicts.at(0).at(0).mark)
      << broken->sentence << " holds, though " << GetParam().sentence;
}

INSTANTIATE_TEST_SUITE_P(Every, PlantedSentence,
                         testing::ValuesIn(protocol_plants().begin(), protocol_plants().end()),
                         [](const auto& param_info) {
                           std::string name(param_info.param.name);
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace parallax
