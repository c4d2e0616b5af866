// Pairwise: few rows in which every pair of choices of any two dimensions stands together.
//
// Most faults need one or two particular choices at once; rows that hold all pairs find those at a
// fraction of the full product's size. The same sizes give the same rows on every machine.
//
// Threads: pure. Complexity: rows times the square of the dimensions times the choices.
// Source: D. M. Cohen and others, The AETG System, IEEE Transactions on Software Engineering 23(7), 1997.
#ifndef PARALLAX_HARNESS_SCRIPT_PAIRWISE_H_
#define PARALLAX_HARNESS_SCRIPT_PAIRWISE_H_

#include <cstddef>
#include <vector>

namespace parallax {

// A row has an index below sizes[d] for each dimension d. Below three dimensions the rows are the
// whole product. No rows if a dimension is empty.
std::vector<std::vector<std::size_t>> pairwise(const std::vector<std::size_t>& sizes);

// Every combination, the last dimension fastest.
std::vector<std::vector<std::size_t>> product(const std::vector<std::size_t>& sizes);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_SCRIPT_PAIRWISE_H_
