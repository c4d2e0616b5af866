// Draw: machines as pictures (SVG).
//
// What a reader needs first is where the engine goes, so a picture leaves out what the file has: an input that
// stays where it is, and says no more than that it waits, has no arrow; arrows of the same way are one, their
// inputs listed under one output; a state that nothing leads out of is a box. What only one of two engines does is
// drawn thick and dashed and marked ≠, so that it shows without colour too.
//
// Threads: waits for `dot` in the caller's. Errors: a sentence, above all that Graphviz is not there.
#ifndef PARALLAX_HARNESS_LEARN_DRAW_H_
#define PARALLAX_HARNESS_LEARN_DRAW_H_

#include <string>
#include <tl/expected.hpp>

#include "harness/learn/machine_file.h"

namespace parallax::learn {

// The picture as a graph in the DOT language, and as SVG.
std::string graph_of(const MachineFile& file);
tl::expected<std::string, std::string> draw_machine(const MachineFile& file);

// Two machines as far as they go together, and each place where they part. They have the same inputs.
std::string graph_together(const MachineFile& one, const MachineFile& other);
tl::expected<std::string, std::string> draw_together(const MachineFile& one,
                                                     const MachineFile& other);

}  // namespace parallax::learn

#endif  // PARALLAX_HARNESS_LEARN_DRAW_H_
