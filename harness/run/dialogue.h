// Dialogue: what each end of a trace said and heard, in its own order.
//
// The wire view (wire_view.h) tells of what was sent, as its sender meant it; this tells of what arrived as well,
// which is another thing where a fault lay in between.
//
// Threads: pure. Complexity: that of the wire view. Errors: none.
#ifndef PARALLAX_HARNESS_RUN_DIALOGUE_H_
#define PARALLAX_HARNESS_RUN_DIALOGUE_H_

#include <optional>
#include <string>
#include <vector>

#include "harness/run/trace.h"
#include "harness/run/wire_view.h"
#include "harness/script/script.h"
#include "harness/wire/conversation.h"

namespace parallax {

// One record that an object sent, or that arrived at it.
struct Heard {
  std::string by;                         // the object
  wire::Side side = wire::Side::kClient;  // its own
  bool sent = false;
  wire::SeenRecord record;
};
// By entry of the trace: what each end said and heard, in the order of its happening. What arrived is read in the
// conversation of the object it arrived at, whatever was done to it on the way.
using Dialogue = std::vector<std::vector<Heard>>;
Dialogue view_dialogue(const Script& script, const Trace& trace);

// Both views, for the cost of one.
struct View {
  WireView wire;
  Dialogue dialogue;
};
View view_both(const Script& script, const Trace& trace);

// Both views, made when they are first asked for: most traces of a fuzz campaign are judged without. One thread's; script and
// trace must outlive it.
class LazyView {
 public:
  LazyView(const Script& script, const Trace& trace) : script_(&script), trace_(&trace) {}
  const View& get() const {
    if (!view_) view_ = view_both(*script_, *trace_);
    return *view_;
  }

 private:
  const Script* script_;
  const Trace* trace_;
  mutable std::optional<View> view_;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_RUN_DIALOGUE_H_
