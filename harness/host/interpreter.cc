#include "harness/host/interpreter.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/contract/clock.h"
#include "harness/host/arguments.h"
#include "harness/host/options_from_step.h"

namespace parallax {
namespace {

constexpr std::size_t kNoLimit = static_cast<std::size_t>(-1);
constexpr std::string_view kNeedsPython = "Python's objects and modules need a Python engine";

Outcome name_error(std::string_view name) {
  return Outcome::raised("NameError", fmt::format("name '{}' is not defined", name));
}

Outcome attribute_error(std::string_view type, std::string_view attribute) {
  return Outcome::raised("AttributeError",
                         fmt::format("'{}' object has no attribute '{}'", type, attribute));
}

struct PythonType {
  std::string_view operator()(const std::shared_ptr<Context>&) const { return "SSLContext"; }
  std::string_view operator()(const BoundObject&) const { return "SSLObject"; }
  std::string_view operator()(const std::shared_ptr<MemoryBio>&) const { return "_ssl.MemoryBIO"; }
  std::string_view operator()(const std::shared_ptr<Session>&) const { return "_ssl.SSLSession"; }
  std::string_view operator()(const std::shared_ptr<Value>&) const { return "object"; }
};

std::pair<std::string_view, std::string_view> split_last(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return {path, {}};
  return {path.substr(0, dot), path.substr(dot + 1)};
}

}  // namespace

void Interpreter::begin(const ScriptSettings& settings) {
  end();
  parallax_set_clock(settings.clock);
  engine_.begin(settings);
}

std::vector<Note> Interpreter::key_log() {
  std::vector<Note> notes;
  for (const std::string& line : engine_.take_key_log()) {
    Note& note = notes.emplace_back(Note{"keylog", {}});
    print_text_to(note.text, line);
  }
  return notes;
}

void Interpreter::end() {
  // The newest name first, as a Python frame that unwinds would not promise, but a script may rely on.
  while (!names_.empty()) names_.pop_back();
  seen_contexts_.clear();
  seen_objects_.clear();
  seen_bios_.clear();
  seen_sessions_.clear();
  notes_.clear();
  engine_.end();
}

const Binding* Interpreter::find(std::string_view name) const {
  const auto it =
      std::find_if(names_.begin(), names_.end(), [&](const auto& n) { return n.first == name; });
  return it == names_.end() ? nullptr : &it->second;
}

void Interpreter::bind(std::string_view name, Binding binding) {
  const auto it =
      std::find_if(names_.begin(), names_.end(), [&](const auto& n) { return n.first == name; });
  if (it != names_.end()) {
    it->second = std::move(binding);
  } else {
    names_.emplace_back(name, std::move(binding));
  }
}

tl::expected<Binding, Outcome> Interpreter::resolve(std::string_view path) {
  if (const Binding* binding = find(path)) return *binding;
  const auto [owner_path, attribute] = split_last(path);
  if (path == kModuleName) return tl::unexpected(Outcome::unsupported(kNeedsPython));
  if (attribute.empty()) return tl::unexpected(name_error(path));
  auto owner = resolve(owner_path);
  if (!owner) return owner;
  if (const auto* bound = std::get_if<BoundObject>(&*owner)) {
    if (attribute == "in") return Binding(bound->in);
    if (attribute == "out") return Binding(bound->out);
    if (attribute == "context") return Binding(bound->object->context());
    if (attribute == "session") {
      std::shared_ptr<Session> session;
      Outcome outcome = bound->object->session(&session);
      if (!outcome.is_ok()) return tl::unexpected(std::move(outcome));
      if (session != nullptr) return Binding(std::move(session));
      return Binding(std::make_shared<Value>(outcome.value()));
    }
  }
  return tl::unexpected(attribute_error(std::visit(PythonType{}, *owner), attribute));
}

tl::expected<Binding, Outcome> Interpreter::evaluate(const Value& value) {
  if (const Name* name = value.as<Name>()) return resolve(name->text);
  if (auto octets = made_octets(value)) {
    if (!*octets) return tl::unexpected(octets->error());
    // A bytearray stays one, so that read() may fill it and show() may tell it from bytes.
    if (const Call* call = value.as<Call>(); call != nullptr && call->kind == "bytearray") {
      return Binding(std::make_shared<Value>(Call{"bytearray", {Value::bytes(**octets)}}));
    }
    return Binding(std::make_shared<Value>(Value::bytes(**octets)));
  }
  if (value.is<Call>()) return tl::unexpected(needs_python(value));
  return Binding(std::make_shared<Value>(value));
}

template <typename T>
Value Interpreter::handle(std::string_view kind, std::vector<std::shared_ptr<T>>& seen,
                          const std::shared_ptr<T>& object) {
  auto it = std::find_if(seen.begin(), seen.end(), [&](const std::shared_ptr<T>& other) {
    if constexpr (std::is_same_v<T, Session>)
      return other->equals(*object);
    else
      return other == object;
  });
  if (it == seen.end()) it = seen.insert(seen.end(), object);
  return Handle{std::string(kind), it - seen.begin() + 1};
}

Value Interpreter::show(const Binding& binding) {
  if (const auto* context = std::get_if<std::shared_ptr<Context>>(&binding)) {
    return handle("context", seen_contexts_, *context);
  }
  if (const auto* bound = std::get_if<BoundObject>(&binding)) {
    return handle("sslobject", seen_objects_, bound->object);
  }
  if (const auto* bio = std::get_if<std::shared_ptr<MemoryBio>>(&binding)) {
    return handle("memorybio", seen_bios_, *bio);
  }
  if (const auto* session = std::get_if<std::shared_ptr<Session>>(&binding)) {
    return handle("session", seen_sessions_, *session);
  }
  return *std::get<std::shared_ptr<Value>>(binding);
}

Outcome Interpreter::execute(const Step& step) {
  notes_.clear();
  Outcome outcome = run(step);
  if (!notes_.empty()) {
    // What a reaction did comes before what the operation itself has to say.
    notes_.insert(notes_.end(), outcome.notes().begin(), outcome.notes().end());
    outcome.notes() = std::move(notes_);
    notes_.clear();
  }
  return outcome;
}

Outcome Interpreter::run(const Step& step) {
  switch (step.kind) {
    case StepKind::kContext:
      return make_context(step);
    case StepKind::kObject:
      return make_object(step);
    case StepKind::kBio: {
      bind(step.target, engine_.make_bio());
      return Outcome::ok();
    }
    case StepKind::kLet: {
      if (step.arguments.empty()) return Outcome::raised("ValueError", "let needs a value");
      auto binding = evaluate(step.arguments[0].value);
      if (!binding) return binding.error();
      bind(step.target, *binding);
      return Outcome::ok();
    }
    case StepKind::kShow: {
      auto binding = resolve(step.target);
      if (!binding) return binding.error();
      return Outcome::ok(show(*binding));
    }
    case StepKind::kDrop: {
      const auto it = std::find_if(names_.begin(), names_.end(),
                                   [&](const auto& n) { return n.first == step.target; });
      if (it == names_.end()) return name_error(step.target);
      names_.erase(it);
      return Outcome::ok();
    }
    case StepKind::kClock: {
      const auto* seconds =
          step.arguments.empty() ? nullptr : step.arguments[0].value.as<std::int64_t>();
      if (seconds == nullptr)
        return Outcome::raised("ValueError", "clock needs seconds since 1970");
      parallax_set_clock(*seconds);
      return Outcome::ok();
    }
    case StepKind::kCollect:
      return Outcome::ok();  // references are counted: nothing waits
    case StepKind::kDisturb: {
      const Value* kind = step.find("kind");
      const Name* word = kind == nullptr ? nullptr : kind->as<Name>();
      return engine_.disturb(word == nullptr ? std::string_view() : word->text);
    }
    case StepKind::kInspect:
      return Outcome::unsupported(kNeedsPython);
    case StepKind::kOn:
      return install(step);
    case StepKind::kSet:
      return assign(step);
    case StepKind::kState: {
      auto state = parse_value(print(this->state(step.target)));
      return Outcome::ok(state ? *state : Value());
    }
    default:
      return step_def(step.kind).place == Place::kEngine
                 ? member(step)
                 : Outcome::unsupported("a step of the executor, not of an engine");
  }
}

Outcome Interpreter::make_context(const Step& step) {
  auto options = context_options(step);
  if (!options) return options.error();
  auto context = engine_.make_context(step.target, *options);
  if (!context) return context.error();
  bind(step.target, *context);
  Outcome outcome;
  outcome.notes() = (*context)->notes();
  return outcome;
}

Outcome Interpreter::make_object(const Step& step) {
  const auto role = role_of(step);
  if (!role) return role.error();
  WrapOptions wrap;
  wrap.role = *role;
  if (wrap.role == Role::kClient) wrap.server_hostname = "localhost";
  std::shared_ptr<Context> context;
  BoundObject bound;
  Outcome outcome;

  for (const Argument& argument : step.arguments) {
    const std::string& key = argument.key;
    const Value& value = argument.value;
    if (key == "server_hostname") {
      if (value.is<None>())
        wrap.server_hostname.reset();
      else if (const Text* text = value.as<Text>())
        wrap.server_hostname = text->utf8;
      else
        return needs_python(value);
    } else if (key == "context" || key == "session" || key == "in" || key == "out") {
      auto binding = evaluate(value);
      if (!binding) return binding.error();
      if (key == "context") {
        const auto* found = std::get_if<std::shared_ptr<Context>>(&*binding);
        if (found == nullptr) return needs_python(value);
        context = *found;
      } else if (key == "session") {
        const auto* found = std::get_if<std::shared_ptr<Session>>(&*binding);
        if (found == nullptr && !value.is<None>()) return needs_python(value);
        if (found != nullptr) wrap.session = *found;
      } else {
        const auto* found = std::get_if<std::shared_ptr<MemoryBio>>(&*binding);
        if (found == nullptr) return needs_python(value);
        (key == "in" ? bound.in : bound.out) = *found;
      }
    } else if (key == "class") {
      return Outcome::unsupported("a subclass needs real Python objects");
    }
  }
  if (context == nullptr) {
    auto options = context_options(step);
    if (!options) return options.error();
    auto made = engine_.make_context(step.target + ".context", *options);
    if (!made) return made.error();
    context = *made;
    outcome.notes() = context->notes();
  }
  if (bound.in == nullptr) bound.in = engine_.make_bio();
  if (bound.out == nullptr) bound.out = engine_.make_bio();
  auto object = engine_.wrap_bio(step.target, context, bound.in, bound.out, wrap);
  if (!object) return object.error();
  bound.object = *object;
  bind(step.target, bound);
  return outcome;
}

Outcome Interpreter::assign(const Step& step) {
  const auto [owner_path, attribute] = split_last(step.target);
  if (step.arguments.empty()) return Outcome::raised("ValueError", "an assignment needs a value");
  auto owner = resolve(owner_path);
  if (!owner) return owner.error();
  const Value& literal = step.arguments[0].value;
  if (auto* context = std::get_if<std::shared_ptr<Context>>(&*owner)) {
    return (*context)->set(attribute, literal);
  }
  const auto* bound = std::get_if<BoundObject>(&*owner);
  if (bound == nullptr || (attribute != "context" && attribute != "session")) {
    // Python has a sentence of its own for each read-only attribute; the class is the contract.
    return Outcome::unsupported("setting this attribute needs real Python objects");
  }
  auto value = evaluate(literal);
  if (!value) return value.error();
  if (attribute == "context") {
    const auto* context = std::get_if<std::shared_ptr<Context>>(&*value);
    return context == nullptr ? needs_python(literal) : bound->object->set_context(*context);
  }
  const auto* session = std::get_if<std::shared_ptr<Session>>(&*value);
  return session == nullptr ? needs_python(literal) : bound->object->set_session(*session);
}

Outcome Interpreter::install(const Step& step) {
  const auto [owner_path, event] = split_last(step.target);
  auto owner = resolve(owner_path);
  if (!owner) return owner.error();
  const auto* context = std::get_if<std::shared_ptr<Context>>(&*owner);
  if (context == nullptr) return attribute_error(std::visit(PythonType{}, *owner), event);
  Reaction reaction = [this, body = step.body,
                       name = std::string(event)](const std::vector<Value>& arguments) {
    return react(body, name, arguments);
  };
  return (*context)->on(event, std::move(reaction));
}

Outcome Interpreter::react(const std::vector<Step>& body, std::string_view event,
                           const std::vector<Value>& arguments) {
  std::string text(event);
  for (const Value& argument : arguments) {
    text += ' ';
    print_to(text, argument, kNoLimit);
  }
  notes_.push_back({"callback", std::move(text)});
  for (const Step& step : body) {
    if (step.kind == StepKind::kReturn) {
      return Outcome::ok(step.arguments.empty() ? Value() : step.arguments[0].value);
    }
    if (step.kind == StepKind::kRaise) {
      const Name* type = step.arguments.empty() ? nullptr : step.arguments[0].value.as<Name>();
      const Text* message =
          step.arguments.size() < 2 ? nullptr : step.arguments[1].value.as<Text>();
      return Outcome::raised(type == nullptr ? "Exception" : type->text,
                             message == nullptr ? std::string_view() : message->utf8);
    }
    Outcome outcome = run(step);
    notes_.push_back({"step", print(step, false) + " -> " + print(outcome)});
    if (outcome.is_raised()) return outcome;  // as an exception would leave the callback
  }
  return Outcome::ok();
}

Outcome Interpreter::member(const Step& step) {
  auto owner = resolve(step.target);
  if (!owner) return owner.error();
  const StepDef& def = step_def(step.kind);
  const auto missing = [&] { return attribute_error(std::visit(PythonType{}, *owner), def.word); };
  if (const auto* bio = std::get_if<std::shared_ptr<MemoryBio>>(&*owner)) {
    return (def.on & kOnBio) != 0 ? bio_member(step, **bio) : missing();
  }
  if (const auto* bound = std::get_if<BoundObject>(&*owner)) {
    return (def.on & kOnObject) != 0 ? object_member(step, *bound) : missing();
  }
  if (const auto* context = std::get_if<std::shared_ptr<Context>>(&*owner)) {
    return (def.on & kOnContext) != 0 ? context_member(step, **context) : missing();
  }
  if (const auto* session = std::get_if<std::shared_ptr<Session>>(&*owner)) {
    return (def.on & kOnSession) != 0 ? session_member(step, **session) : missing();
  }
  return Outcome::unsupported("operations on plain values need real Python objects");
}

State Interpreter::state(std::string_view name) const {
  State state;
  const Binding* binding = find(name);
  if (binding == nullptr) return state;
  if (const auto* bio = std::get_if<std::shared_ptr<MemoryBio>>(binding)) {
    state.kind = State::Kind::kBio;
    state.in = (*bio)->state();
  } else if (const auto* bound = std::get_if<BoundObject>(binding)) {
    state.kind = State::Kind::kObject;
    state.in = bound->in->state();
    state.out = bound->out->state();
    bound->object->observe(&state);
  }
  return state;
}

}  // namespace parallax
