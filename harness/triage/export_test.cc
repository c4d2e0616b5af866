// Exported programs are run, and must say what the engine's own trace says.
#include "harness/triage/export.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>

#include "harness/campaign/campaign.h"
#include "harness/peer/fixed_peer.h"
#include "harness/run/executor.h"

namespace parallax {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPython = "/usr/bin/python3";

const Installation& installation() {
  static const Installation here(fs::path(PARALLAX_BUILD_DIR) / "bin" / "parallax",
                                 PARALLAX_SOURCE_DIR);
  return here;
}

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "parallax-export-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  fs::path operator/(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

void write(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

// What a command prints, both streams.
std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");  // NOLINT(cert-env33-c): our own text
  std::array<char, 4096> part;
  while (const std::size_t n = fread(part.data(), 1, part.size(), pipe)) out.append(part.data(), n);
  pclose(pipe);
  return out;
}

// Randomness is the library's own in an exported program: what depends on it is compared by class.
bool is_random(const Script& script, const Step& step) {
  if (step.kind == StepKind::kMove || step.kind == StepKind::kPump ||
      step.kind == StepKind::kChannelBinding || step.kind == StepKind::kId ||
      step.kind == StepKind::kTime || step.kind == StepKind::kState) {
    return true;
  }
  bool buffer = step.target.ends_with(".out") || step.target.ends_with(".in");
  for (const Step& other : script.steps) {
    const Value* out = other.kind == StepKind::kObject ? other.find("out") : nullptr;
    buffer |= out != nullptr && print(*out) == step.target;
  }
  return buffer && (step.kind == StepKind::kRead || step.kind == StepKind::kPending);
}

struct Comparison {
  std::size_t compared = 0;
  std::string differences;
};

// Each step of the subject, as the trace has it and as the program printed it; exceptions with all their
// fields, or by class alone.
Comparison compare(const Script& script, const Trace& trace, const std::string& printed,
                   bool fields = true) {
  Comparison result;
  for (const Entry& entry : trace.entries) {
    const Step& step = script.steps[entry.step];
    if (!entry.on_subject || step.kind == StepKind::kSeed || entry.outcome.is_unsupported())
      continue;
    const std::string label = exported_label(step, entry.step);
    const std::size_t at = ("\n" + printed).find("\n" + label);
    const std::string line =
        at == std::string::npos
            ? "(nothing)"
            : printed.substr(at + label.size(),
                             printed.find('\n', at + label.size()) - at - label.size());
    const bool by_class = is_random(script, step) || (!fields && entry.outcome.is_raised());
    const std::string wanted =
        by_class ? std::string(class_word(entry.outcome)) : print(entry.outcome, 4096);
    const std::string said = by_class ? line.substr(0, line.find(' ')) : line;
    ++result.compared;
    if (said != wanted)
      result.differences +=
          fmt::format("{}{}\n  the engine's trace: {}\n", label, line, print(entry.outcome, 4096));
  }
  return result;
}

// Every `stride`-th script of the conformance corpus.
std::vector<std::string> sample(std::size_t stride) {
  const auto all = find_scripts({(fs::path(PARALLAX_SOURCE_DIR) / "corpus/conformance").string()});
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
  if (const char* said = std::getenv("PARALLAX_EXPORT_STRIDE"))
    stride = std::strtoul(said, nullptr, 10);
  std::vector<std::string> some;
  for (std::size_t i = 0; i < all->size(); i += stride) some.push_back((*all)[i]);
  return some;
}

class ExportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto peer = make_peer(installation());
    ASSERT_TRUE(peer) << peer.error();
    peer_ = std::move(*peer);
  }

  std::unique_ptr<Host> host(const std::string& engine) {
    auto made = make_host(*parse_engine_spec(engine), installation());
    return made ? std::move(*made) : nullptr;
  }

  ExportOptions options(const std::string& path) {
    return {.pki = installation().pki(), .file = path};
  }

  // Exports, runs and compares each script; the sentences of those that have no counterpart are counted.
  void run_python(const std::vector<std::string>& paths, const std::string& python) {
    const auto engine = host("python:" + python);
    if (engine == nullptr) GTEST_SKIP() << python << " is not there";
    std::size_t programs = 0, compared = 0, refused = 0;
    for (const std::string& path : paths) {
      const auto script = load_script(path);
      ASSERT_TRUE(script) << script.error();
      const auto program = export_script(*script, ExportForm::kPython, options(path));
      if (!program) {
        EXPECT_NE(program.error().find("cannot be exported to Python: "), std::string::npos);
        ++refused;
        continue;
      }
      write(folder_ / "program.py", *program);
      const std::string printed =
          output_of("timeout 60 " + python + " -B " + (folder_ / "program.py").string());
      const Trace trace = execute(*script, path, *engine, peer_.get());
      const Comparison result = compare(*script, trace, printed);
      EXPECT_EQ(result.differences, "") << path << "\n" << printed.substr(0, 2000);
      ++programs;
      compared += result.compared;
    }
    fmt::print("{}: {} programs, {} outcomes compared, {} scripts without counterpart\n", python,
               programs, compared, refused);
    EXPECT_GT(programs, 0U);
    EXPECT_GT(compared, programs);
  }

  Folder folder_;
  std::unique_ptr<Host> peer_;
};

TEST_F(ExportTest, PythonProgramsSayWhatTheEngineSays) { run_python(sample(7), kPython); }

TEST_F(ExportTest, ProgramsRunOnTheOldestAndTheNewestPython) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
  const char* home = std::getenv("HOME");
  for (const char* version : {"3.6.15", "3.13.0"}) {
    const std::string python =
        fmt::format("{}/.pyenv/versions/{}/bin/python3", home == nullptr ? "" : home, version);
    if (fs::exists(python)) run_python(sample(171), python);
  }
}

TEST_F(ExportTest, ProgramsRunOnPyPy) {
  if (!fs::exists("/usr/bin/pypy3")) GTEST_SKIP() << "/usr/bin/pypy3 is not there";
  run_python(sample(201), "/usr/bin/pypy3");
}

// One script in `stride` of those that have a counterpart, at most `most`, built with these flags.
class CppExportTest : public ExportTest {
 protected:
  void run_cpp(std::size_t stride, std::size_t most, const std::string& engine,
               const std::string& flags) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
    if (const char* said = std::getenv("PARALLAX_EXPORT_MOST"))
      most = std::strtoul(said, nullptr, 10);
    const auto subject = host(engine);
    if (subject == nullptr) GTEST_SKIP() << engine << " is not there";
    std::size_t programs = 0, compared = 0, refused = 0;
    for (const std::string& path : sample(stride)) {
      if (programs >= most) break;
      const auto script = load_script(path);
      ASSERT_TRUE(script) << script.error();
      const auto program = export_script(*script, ExportForm::kCpp, options(path));
      if (!program) {
        EXPECT_NE(program.error().find("cannot be exported to C++: "), std::string::npos);
        ++refused;
        continue;
      }
      write(folder_ / "program.cc", *program);
      const std::string binary = (folder_ / "program").string();
      ASSERT_EQ(output_of(fmt::format("g++ -O0 -w -o {0} {0}.cc {1}", binary, flags)), "") << path;
      const std::string printed = output_of("timeout 60 " + binary);
      const Trace trace = execute(*script, path, *subject, peer_.get());
      const Comparison result = compare(*script, trace, printed, false);
      EXPECT_EQ(result.differences, "") << path << "\n" << printed.substr(0, 2000);
      ++programs;
      compared += result.compared;
    }
    fmt::print("{}: {} programs, {} outcomes compared, {} scripts without counterpart\n", engine,
               programs, compared, refused);
    EXPECT_GT(compared, programs);
  }
};

TEST_F(CppExportTest, ProgramsOfLibsslSayWhatTheEngineSays) {
  run_cpp(61, 6, "openssl", "-lssl -lcrypto");
}

TEST_F(CppExportTest, ProgramsBuildOnBoringssl) {
  const std::string folder = "/usr/lib/x86_64-linux-gnu/android";
  if (!fs::exists(folder)) GTEST_SKIP() << folder << " is not there";
  run_cpp(331, 2, "boringssl",
          fmt::format("-I/usr/include/android -L{0} -Wl,-rpath,{0} -lssl -lcrypto", folder));
}

TEST_F(CppExportTest, AStepWithoutCounterpartIsNamed) {
  const auto program = export_script(*parse("object a client\na.getpeercert\n"), ExportForm::kCpp,
                                     options("case.plx"));
  ASSERT_FALSE(program);
  EXPECT_EQ(
      program.error(),
      "case.plx:2: `a.getpeercert` cannot be exported to C++: it is Python's own, and no call "
      "of the library alone; export as python");
}

Script script_of(const std::string& text) {
  auto script = parse(text, "case.plx");
  EXPECT_TRUE(script) << (script ? "" : print(script.error()));
  return script ? *script : Script{};
}

TEST_F(ExportTest, NamesThatPythonKeepsForItselfAreRenamed) {
  const Script script = script_of(
      "object ssl client\nbio class\nclass.write fill(0x41, 3) -> ok 3\nclass.read 2\nbio "
      "ssl_in\nssl_in.pending\nssl.in.pending\nlet print = \"x\"\nshow print\n");
  const auto program = export_script(script, ExportForm::kPython, options("case.plx"));
  ASSERT_TRUE(program) << program.error();
  write(folder_ / "case.py", *program);
  EXPECT_EQ(output_of(std::string(kPython) + " " + (folder_ / "case.py").string()),
            "1: object ssl client -> ok None\n2: bio class -> ok None\n"
            "3: class.write fill(65, 3) -> ok 3\n4: class.read 2 -> ok b\"AA\"\n"
            "5: bio ssl_in -> ok None\n6: ssl_in.pending -> ok 0\n7: ssl.in.pending -> ok 0\n"
            "8: let print = \"x\" -> ok None\n9: show print -> ok \"x\"\n");
}

// What only interpreters are asked: facts of objects, calls outside the table, exceptions as values.
TEST_F(ExportTest, PythonsOwnStepsSayWhatTheEngineSays) {
  const fs::path path = folder_ / "own.plx";
  write(path,
        "inspect ssl names\ninspect ssl.MemoryBIO kind\ninspect ssl.MemoryBIO.pending kind\n"
        "inspect ssl.SSLObject.read signature\ninspect ssl.SSLEOFError mro\ninspect "
        "ssl.OP_NO_TLSv1 value\n"
        "inspect ssl.TLSVersion members\nbio x\ninspect x pickle\ninspect x weakref\nx.write "
        "b\"hello\"\n"
        "x.read runs(\"index\", \"x.eof\", 1)\nx.read raises(\"index\", \"KeyError\")\n"
        "let c = call(ssl.SSLContext, [ssl.PROTOCOL_TLS_CLIENT])\nshow c.check_hostname\n"
        "let a = call(c.wrap_bio, [x, x], {\"server_side\": True})\nlet e = raised(\"x.write 5\")\n"
        "show e.args\ninspect e type\ninspect e str\nlet f = raised(\"c.verify_mode = "
        "9\")\ninspect f repr\n"
        "let g = raised(\"let y = call(c.set_ciphers, [\\\"no\\\"])\")\ninspect g repr\nshow "
        "ssl.HAS_SNI\n");
  run_python({path.string()}, kPython);
}

TEST_F(ExportTest, AStepWithoutCounterpartIsNamed) {
  const auto error = [&](const std::string& text) {
    const auto program = export_script(script_of(text), ExportForm::kPython, options("a/case.plx"));
    return program ? "exported" : program.error();
  };
  EXPECT_EQ(error("bio x\nclock 5\n"),
            "a/case.plx:2: `clock 5` cannot be exported to Python: a Python program lives in the "
            "time of its machine; leave the step out");
  EXPECT_EQ(error("disturb hash\n"), "exported");
  EXPECT_EQ(error("disturb errno\n").find("a/case.plx:1: `disturb errno` cannot be exported"), 0U);
  EXPECT_NE(error("bio x\nx.read runs(\"index\", \"bio y\", 1)\n").find("write it by hand"),
            std::string::npos);
}

}  // namespace
}  // namespace parallax
