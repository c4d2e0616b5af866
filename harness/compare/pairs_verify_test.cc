#include "harness/compare/pki_facts.h"
#include "harness/compare/tell.h"

namespace parallax {
namespace {

// A client of the subject that refused.
Tell refused(const std::string& client_keys, const std::string& server_keys) {
  Tell t;
  t("object a client" + client_keys)("peer p server" + server_keys);
  t("pump a p", "SSLCertVerificationError verify_code=1")
      .moved("a", "p", client_hello())
      .moved("p", "a", server_hello())
      .did("a.do_handshake", "SSLCertVerificationError verify_code=1");
  return t;
}

// A server of the subject that requires certificates.
Tell server(const std::string& client_keys, std::string_view outcome) {
  Tell t;
  t("object s server verify=required ca=root")("peer p client" + client_keys);
  t("pump s p")
      .moved("p", "s", client_hello())
      .moved("s", "p", server_hello())
      .did("s.do_handshake", outcome);
  return t;
}

}  // namespace

void add_verify_pairs(Pairs& pairs) {
  pairs["wrong-name-is-refused"] = {refused("", " cert=wrong-name"),
                                    established("", " cert=wrong-name"), 2};
  pairs["untrusted-server-is-refused"] = {refused("", " cert=expired"),
                                          established("", " cert=expired"), 2};
  pairs["untrusted-client-is-refused"] = {
      server("", "SSLError reason=\"PEER_DID_NOT_RETURN_A_CERTIFICATE\""),
      server(" cert=client-unknown", "ok None"), 2};
}

namespace {

bool breaks(const Tell& t, std::string_view rule) {
  RuleCounts counts;
  for (const Finding& finding : check_rules(t.script(), t.runs(), &counts)) {
    if (finding.rule == rule) return true;
  }
  return false;
}

TEST(VerifyRulesTest, TheRightNameIsNotHeldAgainstAnyone) {
  EXPECT_FALSE(breaks(established(" server_hostname=\"other.test\"", " cert=wrong-name"),
                      "wrong-name-is-refused"));
  EXPECT_FALSE(
      breaks(established(" check_hostname=False", " cert=wrong-name"), "wrong-name-is-refused"));
  EXPECT_FALSE(breaks(established(" verify=none", " cert=expired"), "untrusted-server-is-refused"));
}

TEST(VerifyRulesTest, ContextsSayWhatTheObjectsDoNot) {
  Tell t;
  t("context c server cert=self-signed");
  t("object a client")("peer p server context=c");
  EXPECT_FALSE(breaks(t, "untrusted-server-is-refused"));
}

TEST(VerifyRulesTest, AMovedClockMakesDatesMeanNothing) {
  Tell t;
  t("clock 1737000000");
  t("object a client")("peer p server cert=expired");
  t("pump a p")
      .moved("a", "p", client_hello())
      .moved("p", "a", server_hello())
      .did("a.do_handshake");
  EXPECT_FALSE(breaks(t, "untrusted-server-is-refused"));
}

TEST(VerifyRulesTest, ResumptionDoesNotGetRoundTheName) {
  EXPECT_TRUE(breaks(established(" session=s server_hostname=\"elsewhere.test\""),
                     "wrong-name-is-refused"));
}

TEST(PkiFactsTest, NamesFollowRfc6125) {
  EXPECT_FALSE(name_must_fail("p256", "LocalHost"));
  EXPECT_FALSE(name_must_fail("p256", "127.0.0.1"));
  EXPECT_TRUE(name_must_fail("p256", "127.0.0.2"));
  EXPECT_FALSE(name_must_fail("wildcard", "www.wild.test"));
  EXPECT_TRUE(name_must_fail("wildcard", "a.b.wild.test"));
  EXPECT_TRUE(name_must_fail("wildcard", "wild.test"));
  EXPECT_TRUE(name_must_fail("wildcard-inner", "www.wild.test"));
  EXPECT_TRUE(name_must_fail("ip-as-dns", "127.0.0.1"));
  EXPECT_TRUE(name_must_fail("nul-in-name", "localhost"));
  EXPECT_TRUE(name_must_fail("cn-other-san", "localhost"));
  EXPECT_FALSE(name_must_fail("cn-only", "localhost")) << "implementations may fall back on it";
  EXPECT_FALSE(name_must_fail("made-tomorrow", "localhost")) << "nothing is known of it";
}

TEST(PkiFactsTest, ChainsFollowTheirAnchors) {
  EXPECT_TRUE(chain_must_fail("p256", "root", true).empty());
  EXPECT_FALSE(chain_must_fail("p256", "other-root", true).empty());
  EXPECT_FALSE(chain_must_fail("p256", std::nullopt, true).empty());
  EXPECT_TRUE(chain_must_fail("unknown-ca", "other-root", true).empty());
  EXPECT_FALSE(chain_must_fail("impostor", "root", true).empty());
  EXPECT_FALSE(chain_must_fail("self-signed", "root", true).empty());
  EXPECT_TRUE(chain_must_fail("self-signed", "self-signed", true).empty()) << "trusted by itself";
  EXPECT_FALSE(chain_must_fail("expired", "root", true).empty());
  EXPECT_TRUE(chain_must_fail("expired", "root", false).empty());
}

}  // namespace
}  // namespace parallax
