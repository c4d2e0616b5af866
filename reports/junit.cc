#include "reports/junit.h"

#include <fmt/format.h>

#include "harness/fmt/markup.h"
#include "reports/results.h"
#include "reports/tally.h"

namespace parallax {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// The length of the UTF-8 sequence at the start of `text`, 0 if there is none or XML has no place
// for it. Source: Unicode Standard, table 3-7; XML 1.0, production 2 (Char).
std::size_t character_length(std::string_view text) {
  const auto at = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const auto tail = [&](std::size_t i) { return (at(i) & 0xC0) == 0x80; };
  const unsigned c = at(0);
  if (c < 0x80) return c >= 0x20 || c == '\t' || c == '\n' || c == '\r' ? 1 : 0;
  if (c >= 0xC2 && c <= 0xDF) return tail(1) ? 2 : 0;
  if (c >= 0xE0 && c <= 0xEF) {
    if (!tail(1) || !tail(2)) return 0;
    const unsigned code = (c & 0x0F) << 12 | (at(1) & 0x3F) << 6 | (at(2) & 0x3F);
    return code >= 0x800 && (code < 0xD800 || code > 0xDFFF) && code < 0xFFFE ? 3 : 0;
  }
  if (c >= 0xF0 && c <= 0xF4) {
    if (!tail(1) || !tail(2) || !tail(3)) return 0;
    const unsigned code = (c & 7) << 18 | (at(1) & 0x3F) << 12;
    return code >= 0x10000 && code <= 0x10FFFF ? 4 : 0;
  }
  return 0;
}

std::string finding_text(const Finding& f) {
  return fmt::format(
      "{}:{}: {}\n  expected {}\n  seen     {}\n  {} {}, level {}\n  {}\n  parallax show {}\n",
      f.script, f.line, f.step_text, f.expected, f.seen, kind_name(f.kind), f.rule,
      level_name(f.level), f.what, f.script);
}

std::string first_unsupported(const Row& row) {
  for (const StepRow& step : row.steps)
    if (step.on_subject) return step.outcome;
  return "unsupported";
}

void add_case(std::string& out, const Row& row, const std::set<std::string>& baseline) {
  out += fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"{:.3f}\"",
                     xml_escape(row.topic), xml_escape(row.script),
                     row.milliseconds.value_or(0) / 1000);
  std::string text;
  const Finding* first = nullptr;
  for (const Finding& finding : row.findings) {
    if (!is_new(finding) || baseline.contains(finding_key(finding))) continue;
    if (first == nullptr) first = &finding;
    text += finding_text(finding);
  }
  if (!row.fault.empty()) {
    out +=
        fmt::format(">\n      <error message=\"{}\"/>\n    </testcase>\n", xml_escape(row.fault));
  } else if (first != nullptr) {
    out +=
        fmt::format(">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n",
                    xml_escape(first->rule), xml_escape(first->what), xml_escape(text));
  } else if (row.wholly_unsupported()) {
    out += fmt::format(">\n      <skipped message=\"{}\"/>\n    </testcase>\n",
                       xml_escape(first_unsupported(row)));
  } else {
    out += "/>\n";
  }
}

struct Counts {
  std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;
  double seconds = 0;
};

Counts count_cases(const std::vector<Row>& rows, const std::string& engine,
                   const std::set<std::string>& baseline) {
  Counts counts;
  for (const Row& row : rows) {
    if (row.engine != engine) continue;
    ++counts.tests;
    counts.seconds += row.milliseconds.value_or(0) / 1000;
    bool fails = false;
    for (const Finding& finding : row.findings)
      fails |= is_new(finding) && !baseline.contains(finding_key(finding));
    if (!row.fault.empty()) {
      ++counts.errors;
    } else if (fails) {
      ++counts.failures;
    } else if (row.wholly_unsupported()) {
      ++counts.skipped;
    }
  }
  return counts;
}

}  // namespace

std::string xml_escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    switch (length == 0 ? '\0' : text[0]) {
      case '\0':
        out += kReplacement;
        break;
      case '\'':
        out += "&apos;";
        break;
      case '\t':
        out += "&#9;";
        break;  // an attribute's value would lose these three
      case '\n':
        out += "&#10;";
        break;
      case '\r':
        out += "&#13;";
        break;
      default:
        out += escape_markup(text.substr(0, length));
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

std::string junit_xml(const std::vector<Row>& rows, const std::set<std::string>& baseline) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"parallax\">\n";
  for (const EngineTally& engine : tally(rows, baseline).engines) {
    const Counts counts = count_cases(rows, engine.engine, baseline);
    out += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" "
        "time=\"{:.3f}\">\n    <properties>\n",
        xml_escape(engine.engine), counts.tests, counts.failures, counts.errors, counts.skipped,
        counts.seconds);
    const auto property = [&out](std::string_view name, std::string_view value) {
      out += fmt::format("      <property name=\"{}\" value=\"{}\"/>\n", name, xml_escape(value));
    };
    property("family", engine.identity.family);
    property("version", engine.identity.version);
    property("library", engine.identity.library);
    property("semantics", engine.identity.semantics);
    out += "    </properties>\n";
    for (const Row& row : rows)
      if (row.engine == engine.engine) add_case(out, row, baseline);
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace parallax
