// An engine in this process: a step is a function call.
#ifndef PARALLAX_HARNESS_HOST_IN_PROCESS_H_
#define PARALLAX_HARNESS_HOST_IN_PROCESS_H_

#include <deque>
#include <memory>

#include "harness/host/host.h"
#include "harness/host/interpreter.h"

namespace parallax {

class InProcessHost final : public Host {
 public:
  explicit InProcessHost(std::unique_ptr<Engine> engine)
      : engine_(std::move(engine)), interpreter_(*engine_) {}
  ~InProcessHost() override { interpreter_.end(); }

  const Identity& identity() const override { return engine_->identity(); }
  void begin(std::string_view, const ScriptSettings& settings) override;
  Outcome end() override;
  void submit(const Step& step) override { outcomes_.push_back(interpreter_.execute(step)); }
  void submit_state(std::string_view name) override { states_.push_back(interpreter_.state(name)); }
  Outcome receive() override;
  State receive_state() override;

 private:
  std::unique_ptr<Engine> engine_;
  Interpreter interpreter_;
  std::deque<Outcome> outcomes_;
  std::deque<State> states_;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_HOST_IN_PROCESS_H_
