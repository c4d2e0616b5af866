#include "harness/loopback/socket.h"

#include <gtest/gtest.h>
#include <poll.h>

namespace parallax::loopback {
namespace {

TEST(AddressTest, IsReadAndPrinted) {
  for (const char* text : {"127.0.0.1:0", "[::1]:4433", "localhost:65535"}) {
    const auto address = parse_address(text);
    ASSERT_TRUE(address) << text;
    EXPECT_EQ(print(*address), text);
  }
  for (const char* text :
       {"", "127.0.0.1", ":1", "::1:1", "[::1:1", "a:", "a:b", "a:65536", "a:1x"})
    EXPECT_FALSE(parse_address(text)) << text;
}

TEST(SocketTest, ConnectsToWhatListens) {
  Address bound;
  const auto listener = listen_on({"127.0.0.1", 0}, &bound);
  ASSERT_TRUE(listener) << listener.error();
  EXPECT_NE(bound.port, 0);
  std::string peer;
  EXPECT_FALSE(accept_from(*listener, &peer).is_open());
  const auto client = connect_to(bound, 5000);
  ASSERT_TRUE(client) << client.error();
  pollfd ready{listener->get(), POLLIN, 0};
  ASSERT_EQ(poll(&ready, 1, 5000), 1);
  EXPECT_TRUE(accept_from(*listener, &peer).is_open());
  EXPECT_TRUE(peer.starts_with("127.0.0.1:")) << peer;
}

TEST(SocketTest, SaysWhyItCannotConnect) {
  Address bound;
  {
    const auto listener = listen_on({"127.0.0.1", 0}, &bound);
  }
  const auto client = connect_to(bound, 5000);
  ASSERT_FALSE(client);
  EXPECT_NE(client.error().find("cannot connect to 127.0.0.1:"), std::string::npos);
}

}  // namespace
}  // namespace parallax::loopback
