// Html: one static page that works from disk and shows a whole run.
//
// The page holds its style, its code and the rows' data; it loads nothing. Its content security
// policy names the one style and the one script by their digests, so nothing that an engine or a
// certificate says can run: data is JSON in an inert element, `<` escaped, and reaches the page as
// text nodes only.
//
// Texts are kept once, observations of a step once a script, so that 600 scripts on 12 engines stay
// under 15 MB. The same rows give the same page, octet for octet.
//
// Threads: pure. Complexity: n log n in the rows. Source: W3C Content Security Policy Level 3;
// WHATWG HTML, 4.12.1.3 (restrictions for contents of script elements).
#ifndef PARALLAX_REPORTS_HTML_H_
#define PARALLAX_REPORTS_HTML_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reports/row.h"

namespace parallax {

struct HtmlOptions {
  std::set<std::string> baseline = {};  // finding_keys() of an earlier run: known to it, not new
  std::vector<std::string> notes =
      {};  // lines for the overview: stale expectations, engines left out
};

std::string html_page(const std::vector<Row>& rows, const HtmlOptions& options = {});

// The data of the page: what page/data.js reads.
nlohmann::ordered_json page_data(const std::vector<Row>& rows, const HtmlOptions& options = {});

// JSON text that may stand inside <script type="application/json">: `<`, `>` and `&` as \u00NN.
std::string escape_for_script(std::string_view json);

// The parts of the page, as they were built in (page/).
extern const std::string_view kPageHtml;
extern const std::string_view kPageCss;
extern const std::string_view kPageJs;

}  // namespace parallax

#endif  // PARALLAX_REPORTS_HTML_H_
