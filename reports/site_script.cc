// One script's data file: what page/trace.js reads.

#include <fmt/format.h>

#include "reports/site_model.h"

namespace parallax {
namespace {

// Values by number, by their JSON text.
class Pool {
 public:
  std::size_t operator()(std::string value) {
    const auto [it, fresh] = numbers_.try_emplace(std::move(value), all_.size());
    if (fresh) all_.push_back(&it->first);
    return it->second;
  }
  std::string text() const {
    std::string out = "[";
    for (const std::string* value : all_) (out += out.size() > 1 ? "," : "") += *value;
    return out + "]";
  }

 private:
  std::unordered_map<std::string, std::size_t> numbers_;
  std::vector<const std::string*> all_;
};

// [from, to, octets, delivered, flags, sha256, [record…]]; flags: 1 to a subject, 2 identical,
// 4 other octets arrived than were sent, 8 from a subject.
void add_transfer(const TransferRow& transfer, TextPool& texts, JsonText* json) {
  const unsigned flags = (transfer.to_subject ? 1u : 0u) | (transfer.identical ? 2u : 0u) |
                         (transfer.delivered_sha256.empty() ? 0u : 4u) |
                         (transfer.from_subject ? 8u : 0u);
  json->array().number(texts(transfer.from)).number(texts(transfer.to));
  json->number(transfer.octets).number(transfer.delivered).number(flags).text(transfer.sha256);
  json->array();
  for (const std::string& record : transfer.records) json->number(texts(record));
  json->end_array().end_array();
}

// [outcome, [note…], [[name, state]…], [[text, outcome]…], [transfer…], more actions, more transfers].
std::string observation(const StepRow& step, TextPool& texts) {
  JsonText json;
  json.array().number(texts(step.outcome)).array();
  for (const std::string& note : step.notes) json.number(texts(note));
  json.end_array().array();
  for (const auto& [name, text] : step.state)
    json.array().number(texts(name)).number(texts(text)).end_array();
  json.end_array().array();
  for (const ActionRow& action : step.actions)
    json.array().number(texts(action.text)).number(texts(action.outcome)).end_array();
  json.end_array().array();
  for (const TransferRow& transfer : step.transfers) add_transfer(transfer, texts, &json);
  json.end_array().number(step.more_actions).number(step.more_transfers).end_array();
  return json.take();
}

std::string numbers(const std::vector<std::size_t>& all) {
  JsonText json;
  json.array();
  for (const std::size_t n : all) json.number(n);
  json.end_array();
  return json.take();
}

void add_run(const Row* row, std::size_t trace, JsonText* json) {
  if (row == nullptr) {
    json->null();
    return;
  }
  json->object().put("g", row->group).put("t", trace);
  if (row->odd_one_out) json->put("odd", 1);
  if (row->unsupported > 0) json->put("u", row->unsupported);
  if (row->wholly_unsupported()) json->put("skip", 1);
  if (!row->fault.empty()) json->put("fault", row->fault);
  json->end_object();
}

void add_program(const SiteModel& model, const Row& row, const std::string& text,
                 std::string_view key, Program form, ProgramParts* parts, JsonText* json) {
  if (!model.input.program || text.empty()) return;
  const auto program = model.input.program(text, row.script, form);
  json->key(key);
  if (program)
    parts->write(*program, json);
  else
    json->text(program.error());
}

}  // namespace

std::string script_text(const Row& row) {
  std::string out;
  int line = 1;
  const auto add = [&](const std::string& text) {
    out += text + "\n";
    ++line;
  };
  const auto one_line = [](std::string text) {
    for (char& c : text) {
      if (c == '\n' || c == '\r') c = ' ';
    }
    return text;
  };
  if (!row.title.empty()) add("# " + one_line(row.title));
  for (const std::string& cite : row.cites) add("# cite: " + one_line(cite));
  for (const StepRow& step : row.steps) {
    // What was cut has an ellipsis before its length (make_rows.cc).
    if (step.text.ends_with(" characters)") && step.text.find("… (") != std::string::npos)
      return "";
    while (line < step.line) add("");
    add(step.expected.empty() ? step.text : step.text + " -> " + step.expected);
  }
  return out;
}

std::string site_script(const SiteModel& model, std::size_t number, ProgramParts* parts) {
  const SiteScript& script = model.scripts[number];
  const Row& row = *script.longest;
  TextPool texts;
  Pool observations, traces;
  JsonText json;
  json.object().put("n", number).put("path", row.script).put("topic", row.topic);
  json.put("title", row.title).put("seed", row.seed).put("version", row.parallax);
  json.key("cites").array();
  for (const std::string& cite : row.cites) json.text(cite);
  json.end_array().key("steps").array();
  for (const StepRow& step : row.steps) {
    json.array().number(step.line).number(texts(step.text)).number(texts(step.expected));
    json.text(step.value).end_array();
  }
  json.end_array().key("runs").array();
  for (const Row* run : script.runs) {
    std::vector<std::size_t> trace;
    if (run != nullptr)
      for (const StepRow& step : run->steps)
        trace.push_back(observations(observation(step, texts)));
    add_run(run, traces(numbers(trace)), &json);
  }
  json.end_array().key("findings").array();
  for (const std::size_t finding : script.findings) json.number(finding);
  json.end_array();
  const std::string text = script_text(row);
  json.put("script", text);
  add_program(model, row, text, "python", Program::kPython, parts, &json);
  add_program(model, row, text, "cpp", Program::kCpp, parts, &json);
  json.key("texts");
  texts.write(&json);
  json.end_object();
  // The two pools are JSON already.
  std::string out = json.take();
  out.pop_back();
  return out + ",\"observations\":" + observations.text() + ",\"traces\":" + traces.text() + "}";
}

}  // namespace parallax
