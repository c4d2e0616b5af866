// Matrix: engine by section, with the sentence beside each failure; for terminal, page and JSON.
//
// Threads: pure. Complexity: linear in scripts times engines.
#ifndef PARALLAX_HARNESS_CONFORMANCE_MATRIX_H_
#define PARALLAX_HARNESS_CONFORMANCE_MATRIX_H_

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "harness/conformance/known.h"
#include "harness/conformance/suite.h"

namespace parallax {

// How often each mark was given, in the order of kMarks.
using Counts = std::array<std::size_t, kMarks.size()>;

struct MatrixRow {
  std::string source, section;  // "RFC 8446", "4.1.2"
  std::vector<Counts> cells;    // by engine; a script counts once in every section that it cites
};

struct MatrixFailure {
  std::size_t engine = 0;
  const CorpusScript* script = nullptr;
  SentenceVerdict verdict;
  std::string values;      // of a covering array: the values that cause it (blame())
  bool explained = false;  // by an entry of Known:
  std::string kind, reason, source;
};

struct Matrix {
  std::vector<std::string> engines;
  std::vector<Identity> identities;
  std::vector<MatrixRow> rows;
  std::vector<Counts> totals;           // by engine; a script counts once
  std::vector<MatrixFailure> failures;  // all that is not strictly, and not unsupported
  std::size_t scripts = 0;
  double seconds = 0;
  // Marks of kPartly and kFailed that nothing explains.
  std::size_t unexplained() const;
};

Matrix make_matrix(const std::vector<CorpusScript>& scripts, const SuitePlan& plan,
                   const SuiteResult& result, Known* known);

std::string matrix_text(const Matrix& matrix);
std::string matrix_html(const Matrix& matrix);  // a whole page that needs nothing else
std::string matrix_json(const Matrix& matrix);  // docs/conformance.md says what is in it

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CONFORMANCE_MATRIX_H_
