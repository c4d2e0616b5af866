// parallax conformance: which sentence an engine breaks. parallax export-corpus: the corpus for others.

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "harness/cli/commands.h"
#include "harness/cli/report_files.h"
#include "harness/conformance/export.h"
#include "harness/conformance/known.h"
#include "harness/conformance/matrix.h"
#include "harness/conformance/table.h"
#include "harness/fmt/print.h"

namespace parallax {
namespace fs = std::filesystem;
namespace {

struct ConformanceFlags {
  std::vector<std::string> paths, engines, sentences;
  std::string out = "out", host = "child", format = "text", check_table, write;
  unsigned jobs = 0;
  std::int64_t timeout = 10;
  bool table = false, quiet = false;
};

struct Loaded {
  Sentences sentences;
  std::vector<CorpusScript> scripts;
};

tl::expected<Loaded, std::string> load(const std::vector<std::string>& paths,
                                       const Installation& installation) {
  Loaded loaded;
  auto sentences = Sentences::load((installation.corpus() / "sentences").string());
  if (!sentences) return tl::unexpected(sentences.error());
  loaded.sentences = std::move(*sentences);
  auto scripts = load_corpus(paths.empty() ? std::vector{installation.corpus().string()} : paths,
                             loaded.sentences);
  if (!scripts) return tl::unexpected(scripts.error());
  if (scripts->empty())
    return tl::unexpected(std::string("no script there names a sentence (`# sentence: ID LEVEL`)"));
  loaded.scripts = std::move(*scripts);
  return loaded;
}

// `--table` and `--check-table FILE`.
int tell_table(const ConformanceFlags& flags, const Loaded& loaded) {
  const std::string table = sentence_table(loaded.sentences, loaded.scripts);
  if (flags.check_table.empty()) {
    write_out(table);
    return kExitOk;
  }
  std::ifstream file(flags.check_table, std::ios::binary);
  const std::string before{std::istreambuf_iterator<char>(file), {}};
  int status = kExitOk;
  if (before != table) {
    complain(fmt::format("{} is not what `parallax conformance --table` writes; write it again",
                         flags.check_table));
    status = kExitDifferences;
  }
  for (const std::string& id : gaps(loaded.sentences, loaded.scripts)) {
    complain(fmt::format("{} has neither a script nor a reason why there is none", id));
    status = kExitDifferences;
  }
  return status;
}

// `--write FOLDER`: each script as a .plx file, for `show`, `minimize` and the others.
int write_scripts(const ConformanceFlags& flags, const Loaded& loaded) {
  for (const CorpusScript& script : loaded.scripts) {
    std::string name = script.name;
    std::replace(name.begin(), name.end(), '[', '-');
    std::replace(name.begin(), name.end(), ',', '-');
    std::erase(name, ']');
    const fs::path path = fs::path(flags.write) / (name + ".plx");
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (const auto written = write_file(path, script.text); !written) {
      complain(written.error());
      return kExitOwnFault;
    }
  }
  return kExitOk;
}

tl::expected<SuitePlan, std::string> plan_of(const ConformanceFlags& flags,
                                             const Installation& installation) {
  SuitePlan plan;
  for (const std::string& text : flags.engines) {
    auto spec = parse_engine_spec(text);
    if (!spec) return tl::unexpected(spec.error());
    if (const auto host = make_host(*spec, installation); !host)
      return tl::unexpected(fmt::format("{}: {}", text, host.error()));
    plan.engines.push_back(std::move(*spec));
  }
  if (plan.engines.empty()) {
    for (EngineSpec& spec : discover(installation)) {
      const bool own = spec.kind == EngineSpec::Kind::kLibrary && spec.buffer.empty();
      if (own && make_host(spec, installation)) plan.engines.push_back(std::move(spec));
    }
  }
  if (plan.engines.empty())
    return tl::unexpected(std::string("no engine at hand; `parallax engines` says why"));
  plan.jobs = workers(flags.jobs);
  plan.hosts.where = flags.host == "in-process" ? Where::kInProcess : Where::kChild;
  plan.hosts.timeout = std::chrono::seconds(flags.timeout);
  return plan;
}

tl::expected<void, std::string> write_matrix(const ConformanceFlags& flags, const Matrix& matrix) {
  std::error_code error;
  fs::create_directories(fs::path(flags.out) / "conformance", error);
  if (error) return tl::unexpected(fmt::format("--out {}: {}", flags.out, error.message()));
  if (auto json = write_file(fs::path(flags.out) / "conformance.json", matrix_json(matrix)); !json)
    return json;
  return write_file(fs::path(flags.out) / "conformance" / "index.html", matrix_html(matrix));
}

int conform(const ConformanceFlags& flags) {
  const Installation installation = Installation::find();
  auto loaded = load(flags.paths, installation);
  if (!loaded) {
    complain(loaded.error());
    return kExitMisuse;
  }
  if (flags.table || !flags.check_table.empty()) return tell_table(flags, *loaded);
  std::erase_if(loaded->scripts, [&](const CorpusScript& script) {
    const auto is_named = [&](const Sentence* sentence) {
      return std::find(flags.sentences.begin(), flags.sentences.end(), sentence->id) !=
             flags.sentences.end();
    };
    return !flags.sentences.empty() &&
           std::none_of(script.sentences.begin(), script.sentences.end(), is_named);
  });
  if (loaded->scripts.empty()) {
    complain("no script tests that sentence; docs/sentences.md has them all");
    return kExitMisuse;
  }
  if (!flags.write.empty()) return write_scripts(flags, *loaded);
  const auto plan = plan_of(flags, installation);
  auto known = Known::load((installation.expectations() / "conformance").string());
  if (!plan || !known) {
    complain(!plan ? plan.error() : known.error());
    return kExitMisuse;
  }
  watch_signals();
  std::size_t done = 0;
  const bool shows = !flags.quiet && on_terminal(STDERR_FILENO);
  const auto step = [&] {
    if (++done % 20 == 0 && shows) print_err("\r[{}/{}]", done, loaded->scripts.size());
  };
  const auto result = run_suite(loaded->scripts, *plan, installation, interrupted(), step);
  if (shows) print_err("\r\x1b[K");
  if (!result) {
    complain(result.error());
    return kExitOwnFault;
  }
  if (interrupted()) return kExitInterrupted;
  const Matrix matrix = make_matrix(loaded->scripts, *plan, *result, &*known);
  if (const auto written = write_matrix(flags, matrix); !written) {
    complain(written.error());
    return kExitOwnFault;
  }
  write_out(flags.format == "json" ? matrix_json(matrix) : matrix_text(matrix));
  // Part of the corpus cannot say that an entry matches nothing any more.
  const auto stale =
      flags.paths.empty() && flags.sentences.empty() ? known->stale() : std::vector<std::string>();
  for (const std::string& sentence : stale) complain(sentence);
  return matrix.unexplained() > 0 || !stale.empty() ? kExitDifferences : kExitOk;
}

}  // namespace

void add_conformance(CLI::App& app, int* status) {
  auto flags = std::make_shared<ConformanceFlags>();
  CLI::App* command = app.add_subcommand(
      "conformance", "which sentence of the RFCs or of Python's documentation an engine breaks");
  command->add_option("PATH", flags->paths,
                      "books, scripts, or folders of them (default: the corpus)");
  command
      ->add_option("--engine,-e", flags->engines,
                   "an engine; may be repeated (default: every library that is found)")
      ->allow_extra_args(false);
  command->add_option("--sentence", flags->sentences, "only scripts that test this sentence")
      ->allow_extra_args(false);
  command->add_option("--jobs,-j", flags->jobs, "workers (default: one a processor)");
  command->add_option("--host", flags->host, "where engines live: child or in-process")
      ->check(CLI::IsMember({"child", "in-process"}))
      ->capture_default_str();
  command->add_option("--timeout", flags->timeout, "seconds an engine has for one answer")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  command->add_option("--out", flags->out, "folder for conformance.json and conformance/index.html")
      ->capture_default_str();
  command->add_option("--format", flags->format, "what is printed: text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->add_flag("--quiet,-q", flags->quiet, "no progress");
  command->add_flag("--table", flags->table, "print the page docs/sentences.md; nothing is run");
  command->add_option(
      "--check-table", flags->check_table,
      "that page: 1 if it is not current, or a sentence has neither script nor reason");
  command->add_option("--write", flags->write, "write each script to this folder; nothing is run");
  command->footer(
      "Examples:\n"
      "  parallax conformance -e openssl -e boringssl -e gnutls\n"
      "  parallax conformance -e openssl --sentence rfc8446-4.1.2-014\n"
      "  parallax conformance --table > docs/sentences.md");
  command->callback([flags, status] { *status = conform(*flags); });
}

void add_export_corpus(CLI::App& app, int* status) {
  auto out = std::make_shared<std::string>();
  auto paths = std::make_shared<std::vector<std::string>>();
  CLI::App* command = app.add_subcommand(
      "export-corpus", "the conformance corpus as one JSON: sentences, scripts, features, octets");
  command->add_option("PATH", *paths, "books, scripts, or folders of them (default: the corpus)");
  command->add_option("--out", *out, "the file (default: stdout)");
  command->footer(
      "The format is docs/corpus.schema.json.\nExample:\n  parallax export-corpus --out "
      "corpus.json");
  command->callback([out, paths, status] {
    const Installation installation = Installation::find();
    const auto loaded = load(*paths, installation);
    if (!loaded) {
      complain(loaded.error());
      *status = kExitMisuse;
      return;
    }
    const auto json = export_corpus(loaded->sentences, loaded->scripts, installation);
    const auto written = !json ? tl::expected<void, std::string>(tl::unexpected(json.error()))
                         : out->empty() ? tl::expected<void, std::string>()
                                        : write_file(*out, *json);
    if (!written) {
      complain(written.error());
      *status = kExitOwnFault;
      return;
    }
    if (out->empty()) write_out(*json);
  });
}

}  // namespace parallax
