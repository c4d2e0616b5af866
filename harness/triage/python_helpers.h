// The functions that an exported Python program may need, as text.
#ifndef PARALLAX_HARNESS_TRIAGE_PYTHON_HELPERS_H_
#define PARALLAX_HARNESS_TRIAGE_PYTHON_HELPERS_H_

#include <set>
#include <string>
#include <string_view>

namespace parallax {

// The text of the functions named and of what they need themselves, in a fixed order, `import` lines
// first. What every program needs is in it without being named.
std::string python_helpers(const std::set<std::string, std::less<>>& names);

// The names that an exported program defines or imports, and Python's own keywords.
std::set<std::string, std::less<>> python_names();

}  // namespace parallax

#endif  // PARALLAX_HARNESS_TRIAGE_PYTHON_HELPERS_H_
