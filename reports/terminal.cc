#include "reports/terminal.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "reports/severity.h"
#include "reports/tally.h"

namespace parallax {
namespace {

constexpr std::size_t kMostFaults = 3;  // one cause shows in every script
constexpr std::size_t kMostNotes = 6;   // stale expectations come in dozens

enum class Style { kPlain, kBold, kDim, kRed, kGreen, kYellow };

class Paint {
 public:
  explicit Paint(bool on) : on_(on) {}
  std::string operator()(Style style, std::string_view text) const {
    if (!on_ || style == Style::kPlain) return std::string(text);
    static constexpr std::string_view kCodes[] = {"0", "1", "2", "31", "32", "33"};
    return fmt::format("\x1b[{}m{}\x1b[0m", kCodes[static_cast<std::size_t>(style)], text);
  }

 private:
  bool on_;
};

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// One line of at most `width` characters: control characters become spaces, what is cut becomes
// "…".
std::string fit(std::string_view text, std::size_t width) {
  std::string out;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at + 1;
    while (next < text.size() && continues(text[next])) ++next;
    if (characters + 1 == width && next < text.size()) return out + "…";
    const auto c = static_cast<unsigned char>(text[at]);
    // C0, DEL, and C1 (U+0080 to U+009F, which is 0xC2 0x80 to 0xC2 0x9F).
    const bool control =
        c < 0x20 || c == 0x7F ||
        (c == 0xC2 && next == at + 2 && static_cast<unsigned char>(text[at + 1]) < 0xA0);
    out += control ? " " : std::string(text.substr(at, next - at));
    ++characters;
    at = next;
  }
  return out;
}

std::string count(std::size_t n, std::string_view thing) {
  return fmt::format("{} {}{}", n, thing, n == 1 ? "" : "s");
}

const std::string& version_of(const Identity& identity) {
  return identity.version.empty() ? identity.library : identity.version;
}

void add_engines(std::string& out, const Tally& t, const Paint& paint, std::size_t columns) {
  std::size_t name = 6;
  std::size_t version = 7;
  for (const EngineTally& e : t.engines) {
    name = std::max(name, e.engine.size());
    version = std::max(version, version_of(e.identity).size());
  }
  // The figures take 58 columns; names and versions share the rest.
  const std::size_t room = columns > 58 + 24 ? columns - 58 : 24;
  name = std::min(name, room / 2);
  version = std::min(version, room - name);
  out +=
      paint(Style::kBold, fmt::format("{:<{}}  {:<{}}  {:>7}  {:>6}  {:>9}  {:>5}  {:>5}  {:>11}",
                                      "engine", name, "version", version, "scripts", "agree",
                                      "explained", "bugs", "new", "unsupported"));
  out += '\n';
  for (const EngineTally& e : t.engines) {
    out += fmt::format("{:<{}}  {:<{}}  {:>7}  ", fit(e.engine, name), name,
                       fit(version_of(e.identity), version), version, e.scripts);
    out +=
        paint(e.agree == e.scripts ? Style::kGreen : Style::kPlain, fmt::format("{:>6}", e.agree));
    out += fmt::format("  {:>9}  {:>5}  ", e.differences, e.bugs);
    out += paint(e.fresh > 0 ? Style::kRed : Style::kPlain, fmt::format("{:>5}", e.fresh));
    out += paint(Style::kDim, fmt::format("  {:>11}", e.unsupported));
    out += '\n';
  }
}

void add_rules(std::string& out, const Tally& t, const Paint& paint, std::size_t columns) {
  std::size_t tested = 0;
  std::vector<std::string> never;
  for (const auto& [id, n] : t.rule_counts) {
    tested += n;
    if (n == 0) never.push_back(id);
  }
  out += fmt::format("\n{} put to the test {}", count(t.rule_counts.size(), "rule"),
                     count(tested, "time"));
  if (never.empty()) {
    out += "; each at least once\n";
    return;
  }
  out += '\n';
  out += paint(
      Style::kYellow,
      fit(fmt::format("never tested ({}): {}", never.size(), fmt::join(never, ", ")), columns));
  out += '\n';
}

// New findings with the same words: one cause, told once.
struct Cause {
  const Finding* first = nullptr;
  std::size_t places = 0;
  std::set<std::string> engines;
};

// The worst first, then the most frequent.
std::vector<Cause> causes_of(const Tally& t) {
  std::vector<Cause> causes;
  std::map<std::string, std::size_t> numbers;
  for (const Finding* finding : t.fresh) {
    const auto [it, fresh] = numbers.try_emplace(finding->signature(), causes.size());
    if (fresh) causes.push_back({finding, 0, {}});
    ++causes[it->second].places;
    causes[it->second].engines.insert(finding->engine);
  }
  std::stable_sort(causes.begin(), causes.end(), [](const Cause& a, const Cause& b) {
    const Severity x = severity_of(*a.first), y = severity_of(*b.first);
    return x != y ? x < y : a.places > b.places;
  });
  return causes;
}

constexpr std::size_t kCauseLines = 7;  // of add_cause

void add_cause(std::string& out, const Cause& cause, const Paint& paint, std::size_t columns) {
  const Finding& f = *cause.first;
  const Severity severity = severity_of(f);
  const std::string place = fmt::format("{}:{}", f.script, f.line);
  const std::string more =
      cause.places == 1 ? "" : fmt::format("  and {}", count(cause.places - 1, "more place"));
  out += '\n';
  out += paint(severity == Severity::kHigh ? Style::kRed : Style::kYellow,
               fmt::format("{:<8}", severity_name(severity))) +
         paint(Style::kBold, fit(place, columns - 8 - more.size())) + paint(Style::kDim, more) +
         "\n";
  const auto line = [&](std::string_view label, std::string_view text) {
    out += "  " + paint(Style::kDim, fmt::format("{:<9}", label)) + fit(text, columns - 11) + "\n";
  };
  line("step", f.step_text);
  line("expected", f.expected);
  out +=
      "  " + paint(Style::kDim, "seen     ") + paint(Style::kRed, fit(f.seen, columns - 11)) + "\n";
  const std::string who = f.kind == Finding::Kind::kRule       ? "breaks rule " + f.rule
                          : f.kind == Finding::Kind::kExpected ? std::string("against the script")
                                                               : "against " + f.against;
  line("engine",
       fmt::format("{}, {}, level {}", fmt::join(cause.engines, ", "), who, level_name(f.level)));
  line("show it", "parallax show " + f.script);
}

std::string closing_line(const Tally& t) {
  std::vector<std::string> parts;
  if (t.total.fresh > 0) parts.push_back(count(t.total.fresh, "new difference"));
  if (t.total.faults > 0) parts.push_back(count(t.total.faults, "fault") + " of the harness");
  if (parts.empty()) parts.push_back("no unexplained difference");
  if (t.total.flaky > 0)
    parts.push_back(fmt::format("{} that did not come back", count(t.total.flaky, "difference")));
  return fmt::format("{} in {} on {}.", fmt::join(parts, ", "), count(t.scripts, "script"),
                     count(t.engines.size(), "engine"));
}

}  // namespace

std::string side_by_side(const std::vector<std::vector<Painted>>& columns, std::size_t width,
                         std::size_t indent, bool colour) {
  constexpr std::size_t kGap = 2;
  const std::size_t n = std::max<std::size_t>(columns.size(), 1);
  const std::size_t room = width > indent + n * kGap + n * 8 ? (width - indent) / n - kGap : 8;
  std::vector<std::vector<Painted>> wrapped;
  std::size_t lines = 0;
  for (const auto& column : columns) {
    auto& own = wrapped.emplace_back();
    for (const Painted& line : column) {
      const std::string text = fit(line.text, line.text.size() + 1);
      std::size_t at = 0;
      do {  // what does not fit goes on two columns in
        std::string part(own.empty() || at == 0 ? 0 : 2, ' ');
        std::size_t characters = part.size();
        while (at < text.size() && characters < room) {
          std::size_t next = at + 1;
          while (next < text.size() && continues(text[next])) ++next;
          part += text.substr(at, next - at);
          at = next;
          ++characters;
        }
        part.append(room - characters, ' ');
        own.push_back({std::move(part), line.code});
      } while (at < text.size());
    }
    lines = std::max(lines, own.size());
  }
  std::string out;
  for (std::size_t i = 0; i < lines; ++i) {
    std::string line(indent, ' ');
    for (const auto& column : wrapped) {
      const std::string& text = i < column.size() ? column[i].text : std::string(room, ' ');
      const bool paint = colour && i < column.size() && !column[i].code.empty();
      line += paint ? fmt::format("\x1b[{}m{}\x1b[0m", column[i].code, text) : text;
      line += std::string(kGap, ' ');
    }
    out += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return out;
}

std::string terminal_summary(const std::vector<Row>& rows, const TerminalOptions& options) {
  const Paint paint(options.colour);
  const std::size_t columns = std::max<std::size_t>(options.columns, 60);
  const Tally t = tally(rows, options.baseline);
  if (rows.empty()) return "No script was run.\n";
  std::string out;
  add_engines(out, t, paint, columns);
  add_rules(out, t, paint, columns);
  std::size_t faults = 0;
  for (const Row& row : rows) {
    if (row.fault.empty() || ++faults > kMostFaults) continue;
    if (faults == 1) out += '\n';
    out += paint(Style::kRed, "fault of the harness: ") +
           fit(fmt::format("{} on {}: {}", row.script, row.engine, row.fault), columns - 22) + "\n";
  }
  if (faults > kMostFaults)
    out += fmt::format("… and {}\n", count(faults - kMostFaults, "more fault"));

  std::string end;
  for (std::size_t i = 0; i < std::min(options.notes.size(), kMostNotes); ++i)
    end += fit(options.notes[i], columns) + "\n";
  if (options.notes.size() > kMostNotes)
    end += fmt::format("… and {}\n", count(options.notes.size() - kMostNotes, "more note"));
  const bool clean = t.total.fresh == 0 && t.total.faults == 0;
  end += paint(clean ? Style::kGreen : Style::kRed, closing_line(t)) + "\n";
  if (!options.page.empty()) end += "page: " + options.page + "\n";

  // What is left of the screen goes to causes: one at least, and a line for those that do not fit.
  const std::vector<Cause> causes = causes_of(t);
  const auto lines = [](const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  };
  const std::size_t used =
      lines(out) + lines(end) + 4;  // blank lines, what is left out, the prompt
  const std::size_t room = options.lines > used ? (options.lines - used) / kCauseLines : 0;
  const std::size_t shown = std::min(std::max<std::size_t>(room, 1), causes.size());
  for (std::size_t i = 0; i < shown; ++i) add_cause(out, causes[i], paint, columns);
  if (shown < causes.size())
    out += fmt::format("\n… and {} more causes; the page and results.jsonl have them all\n",
                       causes.size() - shown);
  return out + "\n" + end;
}

}  // namespace parallax
