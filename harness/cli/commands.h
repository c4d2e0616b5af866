// The subcommands of `parallax`. Each registers its flags and returns its exit status through `status`.
// Adding one is a file here and a line in main.cc.
#ifndef PARALLAX_HARNESS_CLI_COMMANDS_H_
#define PARALLAX_HARNESS_CLI_COMMANDS_H_

#include <CLI/CLI.hpp>
#include <atomic>
#include <string>
#include <string_view>

#include "harness/cli/exit_codes.h"

namespace parallax {

void add_run(CLI::App& app, int* status);
void add_show(CLI::App& app, int* status);
void add_fmt(CLI::App& app, int* status);
void add_engines(CLI::App& app, int* status);
void add_explain(CLI::App& app, int* status);
void add_reference(CLI::App& app, int* status);
void add_learn(CLI::App& app, int* status);
void add_parity(CLI::App& app, int* status);
void add_bench(CLI::App& app, int* status);
void add_report(CLI::App& app, int* status);
void add_merge(CLI::App& app, int* status);
void add_export(CLI::App& app, int* status);
void add_conformance(CLI::App& app, int* status);
void add_export_corpus(CLI::App& app, int* status);
void add_minimize(CLI::App& app, int* status);
void add_cluster(CLI::App& app, int* status);
void add_bisect(CLI::App& app, int* status);
void add_serve(CLI::App& app, int* status);
void add_connect(CLI::App& app, int* status);
void add_bogo_shim(CLI::App& app);
// `parallax bogo-shim`, whose flags are somebody else's: the runner puts its own before ours.
bool is_bogo_shim(int argc, char** argv);
int bogo_shim_main(int argc, char** argv);

// `parallax: SENTENCE` on stderr.
void complain(std::string_view sentence);
bool on_terminal(int fd);  // a terminal that can show colour (NO_COLOR and TERM=dumb are obeyed)
std::size_t terminal_columns();    // of stdout; 100 where it is none
unsigned workers(unsigned asked);  // as many as `--jobs` says; 0: one a processor
// Set by SIGINT and SIGTERM once watch_signals() was called; a second signal ends the process.
const std::atomic<bool>& interrupted();
void watch_signals();

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CLI_COMMANDS_H_
