#include "harness/conformance/export.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "harness/host/host.h"
#include "harness/peer/fixed_peer.h"
#include "harness/run/executor.h"
#include "harness/script/table.h"

namespace parallax {
namespace {

using Json = nlohmann::ordered_json;

std::string hex(std::string_view octets) {
  std::string out;
  out.reserve(octets.size() * 2);
  for (const char c : octets) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

const std::string* word_of(const Value& value) {
  if (const Name* name = value.as<Name>()) return &name->text;
  if (const Text* text = value.as<Text>()) return &text->utf8;
  return nullptr;
}

// Every word of a list that commas part.
void add_words(std::set<std::string>* all, std::string_view kind, std::string_view list) {
  while (!list.empty()) {
    const std::string_view word = list.substr(0, list.find(','));
    if (!word.empty()) all->insert(fmt::format("{}:{}", kind, word));
    list.remove_prefix(std::min(word.size() + 1, list.size()));
  }
}

// "extensions.key_share.client_shares.0.group" tells of key_share.
void add_extension(std::set<std::string>* all, std::string_view path) {
  const std::size_t at = path.find("extensions.");
  if (at == std::string_view::npos) return;
  path.remove_prefix(at + std::string_view("extensions.").size());
  all->insert(fmt::format("extension:{}", path.substr(0, path.find('.'))));
}

void add_paths(std::set<std::string>* all, const Value& value) {
  if (const std::string* word = word_of(value)) add_extension(all, *word);
  if (const List* list = value.as<List>()) {
    for (const Value& item : list->items) add_paths(all, item);
  }
  if (const Dict* dict = value.as<Dict>()) {
    for (const auto& [key, item] : dict->items) add_paths(all, key);
  }
}

void add_features(const Step& step, std::set<std::string>* all) {
  const bool makes = step.kind == StepKind::kObject || step.kind == StepKind::kContext ||
                     step.kind == StepKind::kPeer || step.kind == StepKind::kPuppet;
  if (step.kind == StepKind::kPuppet) all->insert("puppet");
  if (step.kind == StepKind::kPeer) all->insert("peer");
  for (const Argument& argument : step.arguments) {
    const std::string* word = word_of(argument.value);
    if (makes && word != nullptr) {
      if (argument.key == "tls") add_words(all, "tls", *word);
      if (argument.key == "cert") add_words(all, "certificate", *word);
      if (argument.key == "suites") add_words(all, "suite", *word);
      if (argument.key == "groups") add_words(all, "group", *word);
      if (argument.key == "alpn") all->insert("alpn");
    }
    if (step.kind == StepKind::kSend || step.kind == StepKind::kExpect) {
      if (argument.key.empty() && word != nullptr) all->insert("message:" + *word);
      if (argument.key == "description" && word != nullptr) all->insert("alert:" + *word);
      add_paths(all, argument.value);
    }
  }
  if (step.kind == StepKind::kObject && !step.arguments.empty()) {
    if (const std::string* role = word_of(step.arguments[0].value)) all->insert("role:" + *role);
  }
  for (const Expected& expected : step.expected) {
    const Text* text =
        step.kind == StepKind::kExpect ? expected.outcome.value().as<Text>() : nullptr;
    const std::size_t space = text == nullptr ? std::string::npos : text->utf8.find(' ');
    if (space != std::string::npos) all->insert("alert:" + text->utf8.substr(space + 1));
  }
  if (!makes && !step.target.empty() && step.kind != StepKind::kSend &&
      step.kind != StepKind::kExpect && step.kind != StepKind::kMove)
    all->insert(fmt::format("operation:{}", step_def(step.kind).word));
  for (const Step& inner : step.body) add_features(inner, all);
}

Json sentence_json(const Sentence& sentence) {
  Json json = {{"id", sentence.id},
               {"source", sentence.source},
               {"section", sentence.section},
               {"level", sentence.level},
               {"text", sentence.text}};
  if (!sentence.unseen.empty()) json["unseen"] = sentence.unseen;
  return json;
}

}  // namespace

std::vector<std::string> features_of(const Script& script) {
  std::set<std::string> all;
  for (const Step& step : script.steps) add_features(step, &all);
  return {all.begin(), all.end()};
}

tl::expected<std::string, std::string> export_corpus(const Sentences& sentences,
                                                     const std::vector<CorpusScript>& scripts,
                                                     const Installation& installation) {
  auto subject = make_peer(installation);
  if (!subject) return tl::unexpected(subject.error());
  auto peer = make_peer(installation);
  if (!peer) return tl::unexpected(peer.error());
  Json json;
  json["format"] = "parallax-corpus-1";
  json["implementation"] = (*subject)->identity().library;
  json["sentences"] = Json::array();
  for (const Sentence& sentence : sentences.all())
    json["sentences"].push_back(sentence_json(sentence));
  json["scripts"] = Json::array();
  for (const CorpusScript& script : scripts) {
    Json entry = {{"id", script.name}, {"title", script.script.title()}};
    entry["sentences"] = Json::array();
    for (const Sentence* sentence : script.sentences) entry["sentences"].push_back(sentence->id);
    entry["features"] = features_of(script.script);
    for (const auto& [name, value] : script.choices) entry["values"][name] = value;
    entry["script"] = script.text;
    const Trace trace = execute(script.script, script.name, **subject, peer->get(), {});
    entry["bytes"] = Json::array();
    for (const Entry& step : trace.entries) {
      for (const Transfer& transfer : step.transfers) {
        entry["bytes"].push_back(
            {{"step", step.step},
             {"from", transfer.from},
             {"to", transfer.to},
             {"implementation_sends", transfer.from_subject},
             {"hex", hex(transfer.to.empty() ? transfer.sent : transfer.delivered)}});
      }
    }
    entry["secrets"] = trace.key_log;
    json["scripts"].push_back(std::move(entry));
  }
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace parallax
