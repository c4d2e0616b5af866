// Passive: what an engine was seen to do, as a graph, from the traces of whatever was run.
//
// For each engine and role: (state, message that arrived) to (state, what the object then said, what its call came
// to), with how often and in which script first. The state is what an onlooker can name: which handshake
// message the object heard last, whether it is established, closing, closed or failed. It is no proof of anything
// that was not seen; `parallax learn` asks.
//
// Graphs merge: adding the same traces in another order, or in two parts, gives the same graph.
//
// Threads: one at a time. Complexity: of add(), that of the wire view. Errors: none.
#ifndef PARALLAX_HARNESS_LEARN_PASSIVE_H_
#define PARALLAX_HARNESS_LEARN_PASSIVE_H_

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <tuple>
#include <vector>

#include "harness/run/trace.h"
#include "harness/script/script.h"

namespace parallax::learn {

struct Sighting {  // one thing that was seen
  std::string from, heard, to, outcome, said;
  auto operator<=>(const Sighting&) const = default;
};
struct Seen {
  std::size_t times = 0;
  std::string script;  // the first in the order of names
};

struct PassiveGraph {
  std::string engine, role;
  std::map<Sighting, Seen> seen;
};

class Passive {
 public:
  void add(const Script& script, const Trace& trace, const std::string& engine,
           const std::string& path);
  void add(const PassiveGraph& graph);
  // By role, then in the order in which the engines were first seen.
  std::vector<const PassiveGraph*> graphs(std::string_view role) const;

 private:
  PassiveGraph& graph(const std::string& engine, const std::string& role);
  std::vector<PassiveGraph> graphs_;
};

// A line for each thing seen: FROM | HEARD | TO | OUTCOME | SAID | TIMES | SCRIPT (docs/machines.md).
std::string print(const PassiveGraph& graph);
tl::expected<PassiveGraph, std::string> read_passive(std::string_view text, std::string_view name);

// The engines' graphs side by side, every state in the same place; arrows that only some engines have are thick,
// dashed and marked ≠. Needs Graphviz.
tl::expected<std::string, std::string> draw_passive(const std::vector<const PassiveGraph*>& graphs);

// Reads the graphs that are in the folder into *passive; then writes all of it there: ENGINE-ROLE.passive, and
// passive-ROLE.svg. What is said is why there is no picture; empty: there is.
void load_passive(const std::string& folder, Passive* passive);
tl::expected<std::string, std::string> save_passive(const std::string& folder,
                                                    const Passive& passive);

}  // namespace parallax::learn

#endif  // PARALLAX_HARNESS_LEARN_PASSIVE_H_
