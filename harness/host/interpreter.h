// Interpreter: carries engine steps out on a C++ Engine.
//
// It keeps the script's names (contexts, objects, BIOs, sessions, values), converts arguments, runs
// reactions, and numbers what it shows. A C++ engine has no Python objects: a step whose point is the
// kind of its argument is answered `unsupported`.
//
// Threads: one Interpreter belongs to one thread, the one of its Engine.
// Complexity: a step costs what the engine does, plus a search among the script's names.
#ifndef PARALLAX_HARNESS_HOST_INTERPRETER_H_
#define PARALLAX_HARNESS_HOST_INTERPRETER_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "harness/contract/engine.h"
#include "harness/script/script.h"

namespace parallax {

// A script's object with the parts that the language can name.
struct BoundObject {
  std::shared_ptr<SslObject> object;
  std::shared_ptr<MemoryBio> in, out;
};
// What a name can stand for. Values are kept by shared_ptr: a bytearray bound twice is one buffer.
using Binding = std::variant<std::shared_ptr<Context>, BoundObject, std::shared_ptr<MemoryBio>,
                             std::shared_ptr<Session>, std::shared_ptr<Value>>;

class Interpreter {
 public:
  explicit Interpreter(Engine& engine) : engine_(engine) {}

  void begin(const ScriptSettings& settings);
  // What the engine kept of it, for end()'s outcome: notes `keylog "LINE"`. Before end().
  std::vector<Note> key_log();
  void end();
  Outcome execute(const Step& step);
  State state(std::string_view name) const;

 private:
  friend class Arguments;

  Outcome run(const Step& step);
  Outcome make_context(const Step& step);
  Outcome make_object(const Step& step);
  Outcome assign(const Step& step);
  Outcome install(const Step& step);
  Outcome react(const std::vector<Step>& body, std::string_view event,
                const std::vector<Value>& arguments);
  Outcome member(const Step& step);
  Outcome bio_member(const Step& step, MemoryBio& bio);
  Outcome object_member(const Step& step, const BoundObject& bound);
  Outcome context_member(const Step& step, Context& context);
  Outcome session_member(const Step& step, const Session& session);

  // What a path stands for: `a`, `a.in`, `a.session`, `a.context`.
  tl::expected<Binding, Outcome> resolve(std::string_view path);
  // The value that an argument stands for: names looked up, `fill` and `bytearray` made.
  tl::expected<Binding, Outcome> evaluate(const Value& value);
  Value show(const Binding& binding);
  void bind(std::string_view name, Binding binding);
  const Binding* find(std::string_view name) const;
  template <typename T>
  Value handle(std::string_view kind, std::vector<std::shared_ptr<T>>& seen,
               const std::shared_ptr<T>& object);

  Engine& engine_;
  std::vector<std::pair<std::string, Binding>> names_;
  std::vector<std::shared_ptr<Context>> seen_contexts_;
  std::vector<std::shared_ptr<SslObject>> seen_objects_;
  std::vector<std::shared_ptr<MemoryBio>> seen_bios_;
  std::vector<std::shared_ptr<Session>> seen_sessions_;
  std::vector<Note> notes_;  // of the step under way
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_HOST_INTERPRETER_H_
