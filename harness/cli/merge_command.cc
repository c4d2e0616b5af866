// parallax merge: the results of several runs, of several machines, as those of one.

#include <memory>

#include "harness/cli/commands.h"
#include "harness/cli/report_files.h"
#include "reports/merge.h"
#include "reports/results.h"

namespace parallax {
namespace {

struct MergeFlags {
  std::vector<std::string> files;
  std::string out;
};

int merge_files(const MergeFlags& flags) {
  std::vector<Row> rows;
  for (const std::string& path : flags.files) {
    auto results = read_results(path);
    if (!results) {
      complain(results.error());
      return kExitMisuse;
    }
    if (!results->message.empty()) complain(results->message);
    for (Row& row : results->rows) rows.push_back(std::move(row));
  }
  std::string text;
  for (const Row& row : merge_rows(std::move(rows))) text += to_line(row) + "\n";
  const auto written = write_file(flags.out, text);
  if (written) return kExitOk;
  complain(written.error());
  return kExitOwnFault;
}

}  // namespace

void add_merge(CLI::App& app, int* status) {
  auto flags = std::make_shared<MergeFlags>();
  CLI::App* command = app.add_subcommand(
      "merge", "make one results.jsonl of several, whatever their order and however often");
  command->add_option("RESULTS", flags->files, "results.jsonl of runs")->required();
  command->add_option("--out,-o", flags->out, "the file to write; it may be one of those read")
      ->required();
  command->footer("Example:\n  parallax merge shard-*/results.jsonl -o out/results.jsonl");
  command->callback([flags, status] { *status = merge_files(*flags); });
}

}  // namespace parallax
