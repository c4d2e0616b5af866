// Text inside XML, HTML and SVG.
#pragma once

#include <string>
#include <string_view>

namespace parallax {

// & < > " as entities, so that text stays text in an element and in a quoted attribute (XML 1.0, 2.4). Octets are kept as they
// are: what may hold controls or broken UTF-8 goes through xml_escape() of reports/. Complexity: linear.
std::string escape_markup(std::string_view text);

}  // namespace parallax
