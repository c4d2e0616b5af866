#include "harness/peer/puppet_host.h"

#include <sstream>

#include "harness/contract/random.h"
#include "harness/peer/puppet_options.h"

namespace parallax {

void PeerHost::begin(std::string_view id, const ScriptSettings& settings) {
  puppets_.clear();
  sessions_.clear();
  outcomes_.clear();
  states_.clear();
  secrets_.clear();
  settings_ = settings;
  engine_->begin(id, settings);
}

Outcome PeerHost::end() {
  while (!puppets_.empty()) forget(puppets_.begin());
  sessions_.clear();
  Outcome outcome = engine_->end();
  outcome.notes().insert(outcome.notes().end(), secrets_.begin(), secrets_.end());
  return outcome;
}

void PeerHost::forget(Puppets::iterator puppet) {
  if (settings_.key_log) {
    std::istringstream lines(puppet->second->connection().key_log());
    for (std::string line; std::getline(lines, line);) {
      Note& note = secrets_.emplace_back(Note{"keylog", {}});
      print_text_to(note.text, line);
    }
  }
  puppets_.erase(puppet);
}

PuppetActor* PeerHost::find(std::string_view name) {
  const auto it = puppets_.find(name.substr(0, name.find('.')));
  return it == puppets_.end() ? nullptr : it->second.get();
}

Outcome PeerHost::make(const Step& step) {
  auto config = puppet_config(step, [&](std::string_view name) {
    const PuppetActor* actor = find(name);
    return actor == nullptr ? nullptr : actor->connection().session();
  });
  if (!config) return config.error();
  config->clock = settings_.clock;
  for (const std::string& certificate : config->certificates) {
    if (const auto credential = wallet_.credential(certificate); !credential)
      return Outcome::raised("FileNotFoundError", credential.error());
  }
  // A server knows a key agreed beforehand as it knows its tickets.
  if (config->role == Role::kServer && config->session && config->session->external)
    sessions_[config->session->ticket] = config->session;
  if (const auto it = puppets_.find(step.target); it != puppets_.end()) forget(it);
  auto stream = std::make_shared<Stream>(settings_.seed, step.target);
  puppets_[step.target] = std::make_unique<PuppetActor>(
      std::move(*config), &wallet_, &sessions_,
      [stream](void* out, std::size_t length) { stream->draw(out, length); });
  return Outcome::ok();
}

void PeerHost::submit(const Step& step) {
  if (step.kind == StepKind::kPuppet) {
    outcomes_.emplace_back(make(step));
    return;
  }
  if (step.kind == StepKind::kClock) {
    if (const auto* now =
            step.arguments.empty() ? nullptr : step.arguments[0].value.as<std::int64_t>())
      settings_.clock = *now;
  }
  PuppetActor* actor = find(step.target);
  if (actor == nullptr) {
    outcomes_.emplace_back(std::nullopt);
    engine_->submit(step);
    return;
  }
  if (step.kind == StepKind::kDrop) {
    if (const auto it = puppets_.find(step.target); it != puppets_.end()) forget(it);
    outcomes_.emplace_back(Outcome::ok());
    return;
  }
  const std::size_t dot = step.target.find('.');
  const std::string_view part =
      dot == std::string::npos ? std::string_view() : std::string_view(step.target).substr(dot + 1);
  outcomes_.emplace_back(actor->perform(step, part));
}

void PeerHost::submit_state(std::string_view name) {
  if (const PuppetActor* actor = find(name)) {
    states_.emplace_back(actor->state());
    return;
  }
  states_.emplace_back(std::nullopt);
  engine_->submit_state(name);
}

Outcome PeerHost::receive() {
  std::optional<Outcome> outcome = std::move(outcomes_.front());
  outcomes_.pop_front();
  return outcome ? std::move(*outcome) : engine_->receive();
}

State PeerHost::receive_state() {
  std::optional<State> state = std::move(states_.front());
  states_.pop_front();
  return state ? std::move(*state) : engine_->receive_state();
}

}  // namespace parallax
