// parallax fmt, reference and explain: the commands about texts.

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include "harness/campaign/campaign.h"
#include "harness/cli/commands.h"
#include "harness/compare/rules.h"
#include "harness/fmt/print.h"
#include "harness/script/script.h"
#include "harness/script/table.h"

namespace parallax {
namespace {

std::string read_all(std::istream& in) { return {std::istreambuf_iterator<char>(in), {}}; }

struct FmtFlags {
  std::vector<std::string> paths;
  bool check = false;
};

// One file; sets *changed. False when it is no script.
bool format_file(const std::string& path, bool check_only, bool* changed) {
  std::ifstream in(path, std::ios::binary);
  const std::string text = read_all(in);
  const auto script = parse(text, path);
  if (!script) {
    complain(print(script.error()));
    return false;
  }
  bool sound = true;
  for (const SyntaxError& error : check(*script, path)) {
    complain(print(error));
    sound = false;
  }
  const std::string formatted = print(*script);
  if (formatted == text) return sound;
  *changed = true;
  if (check_only) {
    print_out("{}\n", path);
    return sound;
  }
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << formatted;
  return sound;
}

int format(const FmtFlags& flags) {
  if (flags.paths.empty()) {
    std::string text;
    char buffer[4096];
    ssize_t n = 0;
    while ((n = read(STDIN_FILENO, buffer, sizeof buffer)) > 0)
      text.append(buffer, static_cast<std::size_t>(n));
    const auto script = parse(text, "<stdin>");
    if (!script) {
      complain(print(script.error()));
      return kExitMisuse;
    }
    write_out(print(*script));
    return kExitOk;
  }
  const auto scripts = find_scripts(flags.paths);
  if (!scripts) {
    complain(scripts.error());
    return kExitMisuse;
  }
  bool changed = false, sound = true;
  for (const std::string& path : *scripts) sound &= format_file(path, flags.check, &changed);
  if (!sound) return kExitMisuse;
  return flags.check && changed ? kExitDifferences : kExitOk;
}

int explain(const std::string& id) {
  if (id.empty()) {
    for (const Rule& rule : rules()) print_out("{:<34} {}\n", rule.id, rule.sentence);
    return kExitOk;
  }
  const Rule* rule = find_rule(id);
  if (rule == nullptr) {
    std::vector<std::string_view> known;
    for (const Rule& other : rules()) known.push_back(other.id);
    const std::string_view near = nearest(id, known);
    complain(fmt::format("no rule is called {}{}; `parallax explain` lists them", id,
                         near.empty() ? "" : fmt::format("; did you mean {}?", near)));
    return kExitMisuse;
  }
  print_out("{}\n\n  {}\n\nSource: {}\n\n{}\n", rule->id, rule->sentence, rule->source,
            rule->advice);
  return kExitOk;
}

}  // namespace

void add_fmt(CLI::App& app, int* status) {
  auto flags = std::make_shared<FmtFlags>();
  CLI::App* command =
      app.add_subcommand("fmt", "write scripts in the one layout (stdin to stdout without PATH)");
  command->add_option("PATH", flags->paths, "scripts, or folders of them; written in place");
  command->add_flag("--check", flags->check,
                    "change nothing; list the files that would change, and exit 1");
  command->footer(
      "Examples:\n  parallax fmt corpus\n  parallax fmt --check corpus\n  parallax fmt < "
      "draft.plx");
  command->callback([flags, status] { *status = format(*flags); });
}

void add_explain(CLI::App& app, int* status) {
  auto id = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("explain", "say what a rule means, and where it comes from");
  command->add_option("RULE", *id, "the rule's id (default: list all)");
  command->callback([id, status] { *status = explain(*id); });
}

void add_reference(CLI::App& app, int* status) {
  auto line = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("reference", "print the reference page of steps (docs/steps.md)");
  auto rules = std::make_shared<bool>(false);
  command->add_flag("--rules", *rules, "print the page of rules instead (docs/rules.md)");
  command->add_option("--complete", *line,
                      "print the words that can follow this beginning of a line, for editors");
  command->callback([line, command, rules, status] {
    if (*rules) {
      write_out(rules_page());
    } else if (command->count("--complete") == 0) {
      write_out(reference_page());
    } else {
      for (const std::string& word : complete(*line)) print_out("{}\n", word);
    }
    *status = kExitOk;
  });
}

}  // namespace parallax
