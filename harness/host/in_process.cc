#include "harness/host/in_process.h"

namespace parallax {

void InProcessHost::begin(std::string_view, const ScriptSettings& settings) {
  outcomes_.clear();
  states_.clear();
  interpreter_.begin(settings);
}

Outcome InProcessHost::end() {
  Outcome outcome;
  outcome.notes() = interpreter_.key_log();
  interpreter_.end();
  return outcome;
}

Outcome InProcessHost::receive() {
  Outcome outcome = std::move(outcomes_.front());
  outcomes_.pop_front();
  return outcome;
}

State InProcessHost::receive_state() {
  State state = std::move(states_.front());
  states_.pop_front();
  return state;
}

}  // namespace parallax
