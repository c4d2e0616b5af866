#include "harness/loopback/application.h"

#include <gtest/gtest.h>

namespace parallax::loopback {
namespace {

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

TEST(EchoTest, SaysWhatItIsTold) {
  const auto echo = make_echo();
  EXPECT_EQ(echo->take("hello"), "hello");
  EXPECT_FALSE(echo->over());
}

TEST(HttpTest, AnswersRequestsHoweverTheyAreCut) {
  const std::string asked =
      "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
      "POST /b HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello"
      "HEAD /c HTTP/1.1\r\nConnection: close\r\n\r\n";
  const auto whole = make_http("me");
  const std::string answers = whole->take(asked);
  EXPECT_TRUE(has(answers, "\r\n\r\nme\nGET /a\n"));
  EXPECT_TRUE(has(answers, "Content-Length: 5\r\nConnection: keep-alive\r\n\r\nhello"));
  EXPECT_TRUE(answers.ends_with("Connection: close\r\n\r\n"));
  EXPECT_TRUE(whole->over());
  const auto pieces = make_http("me");
  std::string said;
  for (const char c : asked) said += pieces->take({&c, 1});
  EXPECT_EQ(said, answers);
}

TEST(HttpTest, GivesAsManyOctetsAsAreAskedFor) {
  const auto http = make_http("me");
  EXPECT_TRUE(http->take("GET /octets/1000 HTTP/1.1\r\n\r\n").ends_with(std::string(1000, 'x')));
  EXPECT_TRUE(has(http->take("GET /octets/99999999999 HTTP/1.1\r\n\r\n"), "404"));
  EXPECT_FALSE(http->over());
}

TEST(HttpTest, KeepsAConnectionAsItsVersionHasIt) {
  const auto old = make_http("me");
  old->take("GET / HTTP/1.0\r\n\r\n");
  EXPECT_TRUE(old->over());
  const auto kept = make_http("me");
  kept->take("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
  EXPECT_FALSE(kept->over());
}

TEST(HttpTest, RefusesWhatIsNoHttpOrTooLong) {
  for (const char* nonsense :
       {"nonsense\r\n\r\n", "GET / HTTP/2\r\n\r\n", "GET / HTTP/1.1\r\nx\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"}) {
    const auto http = make_http("me");
    EXPECT_TRUE(has(http->take(nonsense), "400 Bad Request")) << nonsense;
    EXPECT_TRUE(http->over());
    EXPECT_EQ(http->take("GET / HTTP/1.1\r\n\r\n"), "");
  }
  const auto http = make_http("me");
  EXPECT_TRUE(has(http->take(std::string(100000, 'x')), "413"));
  const auto large = make_http("me");
  EXPECT_TRUE(has(large->take("POST / HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n"), "413"));
}

}  // namespace
}  // namespace parallax::loopback
