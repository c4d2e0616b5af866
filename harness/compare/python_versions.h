// Python versions: on which side of a change an interpreter is.
//
// A change reaches several branches at different patch levels: "3.10.13, 3.11.7, 3.12" is in 3.10 from
// 3.10.13 on, in 3.11 from 3.11.7 on, and in 3.12 and everything later. What a distribution adds to a
// version ("3.11.2-debian"), and another implementation's name before it ("pypy-3.9.16"), does not
// count.
//
// Threads: pure. Complexity: linear in the texts.
#ifndef PARALLAX_HARNESS_COMPARE_PYTHON_VERSIONS_H_
#define PARALLAX_HARNESS_COMPARE_PYTHON_VERSIONS_H_

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parallax {

using PythonVersion = std::array<int, 3>;

// The first version in a text: {3, 11, 2} of "pypy-3.11.2-debian"; parts left out are 0.
std::optional<PythonVersion> python_version(std::string_view text);

// The first version of each branch that has a change, lowest first. Nothing if the text is no such list.
std::optional<std::vector<PythonVersion>> parse_change(std::string_view text);

// Whether a version has it.
bool has_change(const std::vector<PythonVersion>& change, const PythonVersion& version);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_COMPARE_PYTHON_VERSIONS_H_
