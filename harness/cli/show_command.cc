// parallax show: one script on several engines, side by side.

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <memory>

#include "harness/campaign/campaign.h"
#include "harness/cli/commands.h"
#include "harness/fmt/print.h"
#include "harness/run/wire_view.h"
#include "harness/wire/describe.h"
#include "harness/wire/names.h"
#include "harness/wire/outline.h"
#include "reports/terminal.h"

namespace parallax {
namespace {

struct ShowFlags {
  std::string path, reference;
  std::vector<std::string> engines;
  std::uint64_t seed = 1;
  bool state = false, all = false, fields = false;
};

constexpr std::size_t kOctetsShown = 64;  // longer values show as length and digest

struct Style {
  bool colour, terminal;
  std::string paint(const char* code, std::string_view text) const {
    return colour ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
  }
};

// A record, and with --fields what its messages say.
void account(const wire::SeenRecord& record, const ShowFlags& flags,
             std::vector<std::string>* lines) {
  lines->push_back("  " + wire::describe(record));
  if (!flags.fields) return;
  for (const wire::Said& said : record.said) {
    if (said.type != wire::kHandshake) continue;
    const wire::Field message = wire::read_message(said.octets, said.setting);
    lines->push_back("    " + message.name);
    for (const std::string& field : wire::field_lines(message, kOctetsShown))
      lines->push_back("      " + field);
  }
}

// What an engine did at a step, in lines.
std::vector<std::string> account(const Entry& entry, const std::vector<SeenTransfer>& wire,
                                 const ShowFlags& flags) {
  std::vector<std::string> lines = {print(entry.outcome, kOctetsShown)};
  for (const Note& note : entry.outcome.notes())
    lines.push_back(fmt::format("+{} {}", note.kind, note.text.substr(0, 200)));
  for (std::size_t i = 0; i < entry.transfers.size(); ++i) {
    const Transfer& transfer = entry.transfers[i];
    if (transfer.sent.empty()) continue;
    lines.push_back(fmt::format("{} sent {} octets", transfer.from, transfer.sent.size()));
    for (const wire::SeenRecord& record : wire[i].records) account(record, flags, &lines);
    if (const std::string rest = wire::describe_rest(wire[i].rest, wire[i].lost); !rest.empty())
      lines.push_back("  " + rest);
  }
  if (flags.state) {
    for (const Look& look : entry.looks)
      lines.push_back(fmt::format("{} {}", look.name, print(look.state)));
  }
  return lines;
}

constexpr std::size_t kNarrowest = 44;  // of a column: an exception's class, errno and reason

std::string code_of(const std::string& line, bool is_outcome) {
  if (!is_outcome) return "2";
  const std::string word = line.substr(0, line.find(' '));
  if (word == "ok") return "32";
  if (word == "crash" || word == "hang" || word == "oom") return "31;1";
  return word == "unsupported" || word.starts_with('(') ? "2" : "33";
}

// On a terminal: what engines told beside each other where there is room, else below, and never wider.
void show_on_terminal(
    const std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>>& groups,
    const Style& style) {
  const std::size_t width = terminal_columns();
  std::vector<std::vector<Painted>> columns;
  for (const auto& [told, engines] : groups) {
    auto& column = columns.emplace_back();
    if (groups.size() > 1) column.push_back({fmt::format("{}", fmt::join(engines, ", ")), "36"});
    for (const std::string& line : told)
      column.push_back({line, code_of(line, &line == &told.front())});
  }
  if (columns.size() * kNarrowest + 6 <= width) {
    write_out(side_by_side(columns, width, 6, style.colour));
    return;
  }
  for (const auto& column : columns) write_out(side_by_side({column}, width, 6, style.colour));
}

// Engines with the same account share a column.
void show_step(const Step& step, const std::vector<Runs>& runs, const std::vector<WireView>& wires,
               std::size_t index, const ShowFlags& flags, const Style& style, bool* apart) {
  std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>>
      groups;  // account, engines
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const Runs& run = runs[i];
    const auto& entries = run.plain.entries;
    const std::vector<std::string> told = index < entries.size()
                                              ? account(entries[index], wires[i][index], flags)
                                              : std::vector<std::string>{"(ended before)"};
    const auto it =
        std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == told; });
    if (it == groups.end())
      groups.push_back({told, {run.engine}});
    else
      it->second.push_back(run.engine);
  }
  print_out("{:>4}  {}\n", step.line, style.paint("1", print(step)));
  const bool first_apart = groups.size() > 1 && !*apart;
  *apart |= groups.size() > 1;
  if (first_apart) print_out("      {}\n", style.paint("33;1", "▶ here they part"));
  if (style.terminal) return show_on_terminal(groups, style);
  for (const auto& [told, engines] : groups) {
    std::string who;
    for (const std::string& engine : engines) who += (who.empty() ? "" : ", ") + engine;
    if (groups.size() > 1) print_out("      {}\n", style.paint("36", who));
    for (const std::string& line : told)
      print_out("      {}{}\n", groups.size() > 1 ? "  " : "", line);
  }
}

int show(const ShowFlags& flags) {
  const Installation installation = Installation::find();
  Plan plan;
  plan.scripts = {flags.path};
  plan.seed = flags.seed;
  plan.variants = flags.all;
  if (flags.engines.empty()) {
    plan.engines = discover(installation);
    std::erase_if(plan.engines,
                  [&](const EngineSpec& spec) { return !make_host(spec, installation); });
  }
  for (const std::string& text : flags.engines) {
    auto spec = parse_engine_spec(text);
    if (!spec) {
      complain(spec.error());
      return kExitMisuse;
    }
    if (const auto host = make_host(*spec, installation); !host) {
      complain(host.error());
      return kExitMisuse;
    }
    plan.engines.push_back(std::move(*spec));
  }
  plan.judging.reference = choose_reference(plan.engines, flags.reference);
  if (auto followed = follow_reference(&plan.engines, plan.judging.reference, installation);
      !followed) {
    complain(followed.error());
    return kExitMisuse;
  }
  if (const auto script = load_script(flags.path); !script) {
    complain(script.error());
    return kExitMisuse;
  }
  auto expectations = Expectations::load(installation.expectations().string());
  if (!expectations) {
    complain(expectations.error());
    return kExitMisuse;
  }
  const Style style{on_terminal(STDOUT_FILENO), isatty(STDOUT_FILENO) == 1};
  std::size_t fresh = 0;
  const auto sink = [&](const ScriptResult& result) {
    print_out("{}\n", style.paint("1", result.script.title()));
    for (const std::string& cite : result.script.notes("cite")) print_out("cite: {}\n", cite);
    bool apart = false;
    std::vector<WireView> wires;
    for (const Runs& run : result.runs) wires.push_back(view_wire(result.script, run.plain));
    for (std::size_t i = 0; i < result.script.steps.size(); ++i) {
      show_step(result.script.steps[i], result.runs, wires, i, flags, style, &apart);
    }
    for (const Finding& finding : result.verdict.findings) {
      fresh += finding.explained() || finding.flaky ? 0 : 1;
      const std::string known = finding.explained()
                                    ? fmt::format(" (known {}: {}; {})", finding.known_kind,
                                                  finding.known_reason, finding.known_source)
                                    : std::string(finding.flaky ? " (flaky)" : "");
      print_out("{} {}:{} {} level {}: {}{}\n  expected {}\n  seen     {}\n",
                style.paint(known.empty() ? "31;1" : "2", finding.rule), finding.script,
                finding.line, finding.engine, level_name(finding.level), finding.what, known,
                finding.expected, finding.seen);
    }
    return true;
  };
  const CampaignEnd end = run_campaign(plan, installation, &*expectations, sink, interrupted());
  if (!end.fault.empty()) {
    complain(end.fault);
    return kExitOwnFault;
  }
  return fresh > 0 ? kExitDifferences : kExitOk;
}

}  // namespace

void add_show(CLI::App& app, int* status) {
  auto flags = std::make_shared<ShowFlags>();
  CLI::App* command = app.add_subcommand("show", "run one script and show the traces side by side");
  command->add_option("SCRIPT", flags->path, "the script's file")->required();
  command
      ->add_option("--engine,-e", flags->engines,
                   "an engine; may be repeated (default: all that are found)")
      ->allow_extra_args(false);
  command->add_option("--reference", flags->reference,
                      "the engine to compare with (default: the first Python)");
  command->add_option("--seed", flags->seed, "of a script that names none")->capture_default_str();
  command->add_flag("--state", flags->state, "show the state after each step");
  command->add_flag("--fields", flags->fields,
                    "show the fields of each handshake message, by the names of the RFCs");
  command->add_flag("--all", flags->all, "make the metamorphic runs too, and test their rules");
  command->footer(
      "Example:\n  parallax show -e openssl -e boringssl "
      "corpus/conformance/shutdown/after-both-client-1.3.plx");
  command->callback([flags, status] { *status = show(*flags); });
}

}  // namespace parallax
