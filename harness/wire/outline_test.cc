#include "harness/wire/outline.h"

#include <gtest/gtest.h>

#include <string>

namespace parallax::wire {
namespace {

using namespace std::string_literals;

Field hello(char random, std::string_view name) {
  Field made = *blank_message("client_hello", {});
  const auto done = [](const Edit& edit) { EXPECT_TRUE(edit) << edit.error(); };
  done(set(made, "random", Value::bytes(std::string(32, random))));
  done(set(made, "cipher_suites",
           List{{Value::name("TLS_AES_128_GCM_SHA256"), Value::integer(0x1a1a)}}));
  done(add(made, "extensions.server_name",
           List{{Dict{{{Value::text("name_type"), Value::name("host_name")},
                       {Value::text("host_name"), Value::bytes(name)}}}}}));
  done(add(made, "extensions.cookie", Value::bytes(std::string("\0\1", 2) + random)));
  return made;
}

TEST(OutlineTest, LeavesOutWhatIsDrawnAndKeepsTheRest) {
  EXPECT_EQ(outline(hello('a', "x")), outline(hello('b', "x")));
  EXPECT_NE(outline(hello('a', "x")), outline(hello('a', "y")));
  EXPECT_EQ(
      outline(hello('a', "x")),
      "client_hello {legacy_version: 0, random: …, legacy_session_id: b\"\", cipher_suites: "
      "[TLS_AES_128_GCM_SHA256, 6682], legacy_compression_methods: [], extensions: [server_name: "
      "{server_name_list: [{name_type: host_name, host_name: b\"x\"}]}, cookie: {cookie: …}]}");
}

TEST(OutlineTest, LengthsThatLieAndWhatDoesNotFitShow) {
  Field lying = hello('a', "x");
  ASSERT_TRUE(set_length(lying, "cipher_suites", 3));
  EXPECT_NE(outline(lying).find("cipher_suites: (3) ["), std::string::npos);
  const Field odd = read_message("\x18\x00\x00\x03\x00hi"s, {});
  EXPECT_EQ(outline(odd), "key_update {request_update: update_not_requested, trailing: …}");
  EXPECT_EQ(outline(Said{21, "\x02\x32", {}, 1}), "alert fatal decode_error");
  EXPECT_EQ(outline(Said{23, "hello", {}, 1}), "application_data 5");
}

// Each line's left side is a path that find() and set() take.
TEST(FieldLinesTest, AreOneAFieldByThePathThatNamesIt) {
  const Field message = hello('a', "x");
  const auto lines = field_lines(message, 16);
  ASSERT_EQ(lines.size(), 7u);
  EXPECT_EQ(lines[0], "legacy_version = 0");
  EXPECT_EQ(lines[1].substr(0, 20), "random = <bytes 32 s");
  EXPECT_EQ(lines[3], "cipher_suites = [TLS_AES_128_GCM_SHA256, 6682]");
  EXPECT_EQ(lines[5],
            "extensions.server_name.server_name_list = [{\"name_type\": host_name, \"host_name\": "
            "b\"x\"}]");
  EXPECT_EQ(lines[6], "extensions.cookie.cookie = b\"a\"");
  for (const std::string& line : lines) {
    const std::string path = line.substr(0, line.find(" = "));
    EXPECT_NE(find(message, path), nullptr) << path;
  }
}

}  // namespace
}  // namespace parallax::wire
