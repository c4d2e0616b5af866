// Makes the seed corpora and dictionaries of all targets from the project's own corpus.
//
//   fuzz_seeds CORPUS OUT     OUT/script, OUT/server_stream, …, and OUT/script_text.dict, …
//
// What is run on engines becomes a seed only if all engines that are built show nothing at it that is not explained.
//
// Exit status: 0, or 2 with a sentence.

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>

#include "fuzz/laboratory.h"
#include "fuzz/puppeteer.h"
#include "fuzz/stream.h"
#include "harness/campaign/campaign.h"
#include "harness/fmt/print.h"
#include "harness/host/in_process.h"
#include "harness/host/library.h"
#include "harness/peer/fixed_peer.h"
#include "harness/run/executor.h"
#include "harness/wire/records.h"

namespace parallax {
namespace fs = std::filesystem;
namespace {

// A seed longer than this costs more than it shows: mutation seldom hits what matters in it.
constexpr std::size_t kLongest = 4096;

class Seeds {
 public:
  explicit Seeds(fs::path out) : out_(std::move(out)) {}

  // Named by content, so that equal seeds are one file. False: the disk is full.
  void add(const std::string& target, const std::string& octets) {
    if (octets.empty() || octets.size() > kLongest) return;
    const fs::path folder = out_ / target;
    fs::create_directories(folder);
    std::ofstream file(folder / digest_of(octets).sha256.substr(0, 16), std::ios::binary);
    file << octets;
    file.flush();
    good_ = good_ && file;
  }
  void dictionary(const std::string& target, const std::set<std::string>& words) {
    std::ofstream file(out_ / (target + ".dict"));
    for (const std::string& word : words) {
      if (word.empty()) continue;  // libFuzzer refuses a dictionary with such a one
      std::string quoted;
      for (const char c : word) {
        const auto octet = static_cast<unsigned char>(c);
        const bool plain = octet > 0x20 && octet < 0x7F && c != '"' && c != '\\';
        quoted += plain ? std::string(1, c) : fmt::format("\\x{:02x}", octet);
      }
      file << '"' << quoted << "\"\n";
    }
    good_ = good_ && file.flush();
  }
  bool good() const { return good_; }

 private:
  fs::path out_;
  bool good_ = true;
};

// What arrived at the subject's objects, by role, as the stream targets take it: pieces as large as
// they come, with and without an end.
void add_streams(const Script& script, const Trace& trace, fuzz::Laboratory* laboratory,
                 Seeds* seeds) {
  for (const Step& step : script.steps) {
    const Value* role = step.kind == StepKind::kObject ? step.find("role") : nullptr;
    const Name* word = role == nullptr ? nullptr : role->as<Name>();
    if (word == nullptr) continue;
    std::string arrived, first;
    for (const Entry& entry : trace.entries) {
      for (const Transfer& transfer : entry.transfers) {
        if (transfer.to != step.target) continue;
        if (first.empty()) first = transfer.delivered;
        arrived += transfer.delivered;
      }
    }
    if (arrived.empty()) continue;
    // All of it, and its first flight: what comes later was meant for one engine's randomness.
    for (const std::string& part : {arrived, first}) {
      for (const char how : {'\0', '\3'}) {
        const std::string stream = std::string(1, how) + part;
        const auto* octets = reinterpret_cast<const std::uint8_t*>(stream.data());
        if (stream.size() <= kLongest &&
            laboratory->honest(fuzz::stream_script(word->text.c_str(), octets, stream.size()),
                               fuzz::kStreamEffort))
          seeds->add(word->text + "_stream", stream);
      }
    }
    seeds->add("wire", std::string(1, '\xFF') + arrived);
  }
}

std::string octets_of(std::initializer_list<int> numbers) {
  std::string octets;
  for (const int number : numbers) octets += static_cast<char>(number);
  return octets;
}

void add_dictionaries(Seeds* seeds) {
  std::set<std::string> words;
  for (const std::string_view word : all_words()) words.insert(std::string(word));
  for (const StepDef& def : step_table()) {
    for (const Param& param : def.params) {
      words.insert(std::string(param.name) + "=");
      for (const std::string_view choice : param.choices) words.insert(std::string(choice));
    }
  }
  for (const auto& more : {event_words(), object_kind_words(), exception_words()}) {
    for (const std::string_view word : more) words.insert(std::string(word));
  }
  words.insert({"\n", " -> ", "b\"", "ok ", "unsupported ", "crash SIG", "hang ", "oom"});
  seeds->dictionary("script_text", words);
  seeds->dictionary("engine_protocol", words);
  seeds->dictionary("expectations", {"\"script\"", "\"engine\"",
                                     "\"rule\"",   "\"step\"",
                                     "\"seen\"",   "\"expected\"",
                                     "\"errors\"", "\"earlier\"",
                                     "\"level\"",  "\"since\"",
                                     "\"kind\"",   "\"reason\"",
                                     "\"source\"", "\"difference\"",
                                     "\"bug\"",    "[",
                                     "{",          "}",
                                     "]",          "*",
                                     "?"});
  // Headers of records (RFC 8446 section 5.1), types of messages (section 4) and of extensions (4.2).
  std::set<std::string> tls;
  for (const int type : {20, 21, 22, 23, 24}) {
    for (const int minor : {1, 3, 4}) tls.insert(octets_of({type, 3, minor}));
  }
  for (const int type : {0, 1, 2, 4, 8, 11, 12, 13, 14, 15, 16, 20, 22, 24})
    tls.insert(octets_of({type, 0, 0}));
  for (const int type : {0, 5, 10, 11, 13, 16, 21, 22, 23, 35, 41, 42, 43, 44, 45, 49, 50, 51})
    tls.insert(octets_of({0, type}));
  for (const char* target : {"server_stream", "client_stream", "wire"})
    seeds->dictionary(target, tls);
}

// A puppet of each kind: an honest handshake, then in its first and in its second flight each message that it has to say is
// left out, forged, damaged, has one field changed, or an extension more. The numbers are the puppeteer's: who, actions,
// messages, changes.
void add_puppets(const std::function<void(const std::string&)>& add) {
  constexpr int kOwnMessages = 10, kProofs = 3, kFields = 4, kExtensions = 18;  // or a few less
  constexpr int kSkip = 1, kForge = 14, kAdd = 18, kSet = 23, kRecord = 26, kChange = 28;
  constexpr int kBroken = 0, kSetOctets = 6, kSize = 4 * 8;
  // TLS 1.3 and 1.2 as a client and as a server; then resuming, with certificates, after a retry, with CBC.
  for (const int who : {2, 3, 4, 5, 0x82, 0x32, 0x33, 0x34, 0x0B, 6, 7}) {
    add(octets_of({who}));
    for (const int flights : {0, 1}) {
      const std::string begin =
          octets_of({who}) + std::string(static_cast<std::size_t>(flights), '\0');
      for (int message = 0; message < kOwnMessages; ++message) {
        add(begin + octets_of({kSkip, message}));
        add(begin + octets_of({kRecord, message, kBroken}));
        for (int field = 0; field < kFields && who < 6; ++field)
          add(begin + octets_of({kChange, message, kSetOctets, field, kSize}));
      }
      for (int proof = 0; proof < kProofs; ++proof)
        for (int size = 0; size < kProofs; ++size) add(begin + octets_of({kForge, proof, size}));
    }
    for (int extension = 0; extension < kExtensions && who < 6; ++extension) {
      add(octets_of({who, kAdd, extension, extension}));
      add(octets_of({who, kSet, extension, extension}));
    }
  }
}

int make(const char* corpus, const char* out) {
  const Installation installation = Installation::find();
  auto peer = make_peer(installation);
  auto subject = load_engine(installation.engine_library("openssl").string(),
                             {.pki = installation.pki().string(), .semantics = {}});
  const auto paths = find_scripts({corpus});
  if (!peer || !subject || !paths) {
    print_err("fuzz_seeds: {}\n", !peer      ? peer.error()
                                  : !subject ? subject.error()
                                             : paths.error());
    return 2;
  }
  InProcessHost host(std::move(*subject));
  // A seed that shows something by itself, on whatever engines, would end every campaign at its start.
  std::string engines = "openssl";
  for (const std::string& name : installation.engine_names())
    if (name != "openssl" && name.find('@') == std::string::npos) engines += "," + name;
  setenv("PARALLAX_FUZZ_ENGINES", engines.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): one thread
  fuzz::Laboratory& laboratory = fuzz::Laboratory::get();
  Seeds seeds(out);
  fs::create_directories(out);
  for (const std::string& path : *paths) {
    auto script = load_script(path);
    if (!script) {
      print_err("fuzz_seeds: {}\n", script.error());
      return 2;
    }
    seeds.add("script_text", print(*script));
    for (Step& step : script->steps) step.expected.clear();
    fuzz::bound(&*script);
    const Trace trace = execute(*script, path, host, peer->get());
    // What an input is to the target: its octets decoded.
    const std::string octets = encode(*script);
    if (octets.size() <= kLongest && laboratory.honest(*script)) seeds.add("script", octets);
    add_streams(*script, trace, &laboratory, &seeds);
    for (const Entry& entry : trace.entries) seeds.add("engine_protocol", print(entry.outcome));
  }
  // One operation of each kind: read all, read 2, write 4, a long write, write_eof, read behind it.
  seeds.add("memory_bio", std::string("\x03\x04"
                                      "abcd\x01\x02\x06\xFF\x07\x04\x00\x00\x00\x00",
                                      16));
  const auto add_puppet = [&](const std::string& input) {
    const auto* octets = reinterpret_cast<const std::uint8_t*>(input.data());
    if (laboratory.honest(fuzz::puppet_script(octets, input.size()))) seeds.add("puppet", input);
  };
  add_puppets(add_puppet);
  // Up to and over the borders of segments: 65,280 and 32,640 in, 65,280 out, 255 in, 510 and 1 out.
  seeds.add("memory_bio",
            "\x46\xFF\x3E\xFF\x41\xFF\x06\xFF\x09\xFF\x01\x01" + std::string(2, '\0'));
  // A call of each kind on few octets; then writes and reads over the borders of records and segments.
  std::string calls;
  for (char kind = 0; kind < 14; ++kind) calls += {kind, 40, kind};
  seeds.add("segmented_bio", calls);
  seeds.add("segmented_bio",
            octets_of({0x80, 255, 1, 0x80, 255, 2, 0x33, 255, 0, 0x93, 128, 0, 6,    90,  0,
                       0x80, 129, 3, 3,    200, 0, 7,    0,   0, 0x93, 255, 0, 0x93, 255, 0}));
  for (const auto& entry : fs::directory_iterator(installation.expectations())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    seeds.add("expectations",
              std::string(std::istreambuf_iterator<char>(file), {}).substr(0, kLongest));
  }
  add_dictionaries(&seeds);
  if (seeds.good()) return 0;
  parallax::print_err("fuzz_seeds: {} cannot be written; is the disk full?\n", out);
  return 2;
}

}  // namespace
}  // namespace parallax

int main(int argc, char** argv) {
  if (argc == 3) return parallax::make(argv[1], argv[2]);
  parallax::print_err("usage: fuzz_seeds CORPUS OUT\n");
  return 2;
}
