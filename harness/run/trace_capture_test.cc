// What an independent reader, tshark, makes of a capture: the same messages, alerts and data as the wire view.
#include "harness/run/trace_capture.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "harness/host/installation.h"
#include "harness/host/registry.h"
#include "harness/run/executor.h"
#include "harness/run/wire_view.h"
#include "harness/wire/names.h"

namespace parallax {
namespace {

std::string output_of(const std::string& command) {
  std::string text;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return text;
  std::array<char, 4096> buffer{};
  for (std::size_t n = 0; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    text.append(buffer.data(), n);
  pclose(pipe);
  return text;
}

bool have_tshark() { return !output_of("tshark --version 2>/dev/null").empty(); }

struct Seen {
  std::string client, server;  // numbers of handshake types, and of alerts behind an `a`
  bool operator==(const Seen&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Seen& seen) {
  return out << "client " << seen.client << "| server " << seen.server;
}

Seen seen_by_us(const Script& script, const Trace& trace) {
  Seen seen;
  for (const auto& entry : view_wire(script, trace)) {
    for (const SeenTransfer& transfer : entry) {
      std::string& text = transfer.side == wire::Side::kClient ? seen.client : seen.server;
      for (const wire::SeenRecord& record : transfer.records) {
        for (const wire::Said& said : record.said) {
          if (said.type == wire::kHandshake) text += std::to_string(said.octets[0]) + " ";
          if (said.type == wire::kAlert) text += fmt::format("a{} ", int{said.octets[1]});
        }
      }
    }
  }
  return seen;
}

Seen seen_by_tshark(const std::string& file) {
  const std::string lines =
      output_of("tshark -r " + file +
                " -Y 'tls.handshake.type || tls.alert_message.desc' -T fields -E separator=';' -e "
                "tcp.srcport "
                "-e tls.handshake.type -e tls.alert_message.desc 2>/dev/null");
  Seen seen;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    std::istringstream parts(line);
    std::string port, types, alerts;
    std::getline(parts, port, ';');
    std::getline(parts, types, ';');
    std::getline(parts, alerts, ';');
    std::string& text = port == "443" ? seen.server : seen.client;
    const auto add = [&](const std::string& list, const std::string& before) {
      std::istringstream items(list);
      for (std::string item; std::getline(items, item, ',');) text += before + item + " ";
    };
    add(types, "");
    add(alerts, "a");
  }
  return seen;
}

class TsharkTest : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(TsharkTest, DecryptsAnExportedTraceAndSeesTheSame) {
  if (!have_tshark()) GTEST_SKIP() << "tshark is not on this machine";
  const auto& [engine, keys] = GetParam();
  const auto script =
      parse("object a server " + keys + "\npeer p client " + keys.substr(0, 7) +
            " ca=root\npump a p\na.write b\"from the server\"\nmove a p\np.read 100\n"
            "p.write b\"from the client\"\nmove p a\na.read 100\n"
            "a.unwrap\nmove a p\np.unwrap\nmove p a\n");
  ASSERT_TRUE(script) << print(script.error());
  const Installation installation = Installation::find();
  auto subject = make_host(*parse_engine_spec(engine), installation);
  auto peer = make_host(*parse_engine_spec("openssl"), installation);
  if (!subject) GTEST_SKIP() << engine << ": " << subject.error();
  ASSERT_TRUE(peer) << peer.error();
  const Trace trace = execute(*script, "test", **subject, peer->get());
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("parallax-" + std::to_string(getpid()) + ".pcapng");
  std::ofstream(file, std::ios::binary) << capture_of(*script, trace, "parallax test");
  const Seen ours = seen_by_us(*script, trace);
  EXPECT_NE(ours.client.find("20 "), std::string::npos) << "Finished: " << ours;
  EXPECT_NE(ours.server.find("a0 "), std::string::npos) << "close_notify: " << ours;
  EXPECT_EQ(seen_by_tshark(file), ours);
  const std::string data =
      output_of("tshark -r " + file.string() + " -q -z follow,tls,ascii,0 2>/dev/null");
  EXPECT_NE(data.find("from the server"), std::string::npos) << data;
  EXPECT_NE(data.find("from the client"), std::string::npos) << data;
  const std::string comments =
      output_of("tshark -r " + file.string() + " -T fields -e frame.comment 2>/dev/null");
  EXPECT_NE(comments.find("line 3: pump a p"), std::string::npos) << comments;
  std::filesystem::remove(file);
}

INSTANTIATE_TEST_SUITE_P(Traces, TsharkTest,
                         testing::Values(std::pair("openssl", "tls=1.3 cert=p256"),
                                         std::pair("openssl", "tls=1.2 cert=rsa2048"),
                                         std::pair("boringssl", "tls=1.3 cert=p256"),
                                         std::pair("gnutls", "tls=1.2 cert=p256")),
                         [](const auto& tested) {
                           std::string name =
                               tested.param.first + std::string("_") + tested.param.second;
                           for (char& c : name)
                             if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
                           return name;
                         });

}  // namespace
}  // namespace parallax
