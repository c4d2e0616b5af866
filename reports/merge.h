// Merge: the rows of several runs, of several machines, as those of one.
//
// Of all rows of one script on one engine one is kept, the least in an order of all rows: one that could be run
// before one that could not, more findings before fewer, then by its text, the time it took left out. So merging is
// commutative, associative and idempotent: shards may come late, twice, in any order, or be merges themselves.
//
// Threads: pure. Complexity: n log n in the rows.
#ifndef PARALLAX_REPORTS_MERGE_H_
#define PARALLAX_REPORTS_MERGE_H_

#include <vector>

#include "reports/row.h"

namespace parallax {

// By script, then engine.
std::vector<Row> merge_rows(std::vector<Row> rows);

}  // namespace parallax

#endif  // PARALLAX_REPORTS_MERGE_H_
