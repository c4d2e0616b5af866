// parallax: one TLS connection, looked at from several places at once.

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <exception>
#include <system_error>

#include "harness/cli/commands.h"
#include "harness/fmt/print.h"

namespace {

// Words that did not get out would pass for there being none.
int end(int status) {
  if (parallax::end_output()) return status;
  parallax::complain(fmt::format("stdout: cannot be written: {}; some of the output is lost",
                                 std::generic_category().message(errno)));
  return parallax::kExitOwnFault;
}

}  // namespace

int main(int argc, char** argv) {
  // A child that died leaves a pipe without a reader; that is an outcome, not our end.
  std::signal(SIGPIPE, SIG_IGN);
  if (parallax::is_bogo_shim(argc, argv)) return parallax::bogo_shim_main(argc, argv);
  int status = parallax::kExitOk;
  CLI::App app{
      "parallax drives implementations of Python's ssl.MemoryBIO and ssl.SSLObject with the same "
      "steps and the\n"
      "same octets, and reports where they part.\n"};
  app.set_version_flag("--version", PARALLAX_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  parallax run corpus                                  every script, every engine at hand\n"
      "  parallax run --engine openssl --engine boringssl corpus/conformance/shutdown\n"
      "  parallax show corpus/conformance/bio/eof-only-once-drained.plx\n"
      "  parallax explain bio-eof-only-once-drained           what a rule means\n"
      "Exit status: 0 all as expected, 1 differences, 2 misuse, 3 the harness's own fault,\n"
      "130 interrupted.");
  parallax::add_run(app, &status);
  parallax::add_show(app, &status);
  parallax::add_learn(app, &status);
  parallax::add_parity(app, &status);
  parallax::add_conformance(app, &status);
  parallax::add_report(app, &status);
  parallax::add_merge(app, &status);
  parallax::add_minimize(app, &status);
  parallax::add_cluster(app, &status);
  parallax::add_bisect(app, &status);
  parallax::add_export(app, &status);
  parallax::add_export_corpus(app, &status);
  parallax::add_serve(app, &status);
  parallax::add_connect(app, &status);
  parallax::add_bogo_shim(app);
  parallax::add_bench(app, &status);
  parallax::add_engines(app, &status);
  parallax::add_explain(app, &status);
  parallax::add_fmt(app, &status);
  parallax::add_reference(app, &status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return end(code == 0 ? parallax::kExitOk : parallax::kExitMisuse);
  } catch (const std::exception& error) {
    parallax::complain(error.what());
    return parallax::kExitOwnFault;
  }
  return end(status);
}
