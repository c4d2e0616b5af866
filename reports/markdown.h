// Markdown: a run in a page, for a pull request's comment or a job's summary.
//
// Threads: pure. Complexity: linear in the rows. Text from scripts and engines is in code spans or escaped:
// none of it is markup, a mention or a link.
// Source: GitHub Flavored Markdown Spec, 0.29.
#ifndef PARALLAX_REPORTS_MARKDOWN_H_
#define PARALLAX_REPORTS_MARKDOWN_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reports/row.h"

namespace parallax {

struct MarkdownOptions {
  std::set<std::string> baseline;  // finding_keys() of an earlier run, whose findings are not new
  // A comment on GitHub holds 65,536 characters; so many findings of at most 1,000 octets fit.
  std::size_t groups = 30;
};

// Verdict, engines, then the new differences by signature: the first of each with its step.
std::string markdown(const std::vector<Row>& rows, const MarkdownOptions& options = {});

// A code span that holds any text: control characters and line ends become blanks.
std::string code_span(std::string_view text);

}  // namespace parallax

#endif  // PARALLAX_REPORTS_MARKDOWN_H_
