// Two runs laid side by side: what came, what went, and where an engine's own answers changed.

#include <algorithm>

#include "reports/results.h"
#include "reports/site_model.h"

namespace parallax {
namespace {

// A page shows so many changed answers; a new library changes thousands in one way.
constexpr std::size_t kMostChanges = 2000;

void add_figures(std::string_view key, const EngineTally* e, JsonText* json) {
  json->key(key);
  if (e == nullptr) {
    json->null();
    return;
  }
  json->object().put("version", e->identity.version).put("library", e->identity.library);
  json->put("scripts", e->scripts).put("agree", e->agree).put("explained", e->differences);
  json->put("bugs", e->bugs).put("new", e->fresh).put("flaky", e->flaky);
  json->put("unsupported", e->unsupported).put("faults", e->faults).end_object();
}

const EngineTally* find_engine(const Tally& tally, std::string_view name) {
  const auto it = std::find_if(tally.engines.begin(), tally.engines.end(),
                               [&](const EngineTally& e) { return e.engine == name; });
  return it == tally.engines.end() ? nullptr : &*it;
}

void add_gone(const std::vector<Row>& there, const std::set<std::string>& here, JsonText* json) {
  json->key("gone").array();
  for (const Row& row : there) {
    for (const Finding& f : row.findings) {
      if (here.contains(finding_key(f))) continue;
      json->object().put("path", f.script).put("engine", f.engine).put("line", f.line);
      json->put("rule", f.rule).put("what", f.what).put("status", status_of(f, {}));
      json->put("severity", severity_name(severity_of(f))).end_object();
    }
  }
  json->end_array();
}

// [script, engine, line, step, there, here] of the first answer that differs.
bool add_change(const SiteModel& model, std::size_t script, std::size_t engine, const Row& there,
                bool count_only, JsonText* json) {
  const Row& here = *model.scripts[script].runs[engine];
  const std::size_t steps = std::max(here.steps.size(), there.steps.size());
  for (std::size_t i = 0; i < steps; ++i) {
    const StepRow* a = i < there.steps.size() ? &there.steps[i] : nullptr;
    const StepRow* b = i < here.steps.size() ? &here.steps[i] : nullptr;
    if (a != nullptr && b != nullptr && a->text == b->text && a->outcome == b->outcome) continue;
    const StepRow& at = i < here.steps.size() ? here.steps[i] : there.steps[i];
    if (!count_only)
      json->array()
          .number(script)
          .number(engine)
          .number(at.line)
          .text(at.text)
          .text(a == nullptr ? "" : a->outcome)
          .text(b == nullptr ? "" : b->outcome)
          .end_array();
    return true;
  }
  return false;
}

}  // namespace

std::string site_against(const SiteModel& model) {
  const std::vector<Row>& there = *model.input.against;
  const Tally theirs = tally(there);
  JsonText json;
  json.object().key("engines").array();
  std::set<std::string_view> names;
  for (const EngineTally& e : model.tally.engines) names.insert(e.engine);
  for (const EngineTally& e : theirs.engines) names.insert(e.engine);
  for (const std::string_view name : names) {
    json.object().put("engine", name);
    add_figures("there", find_engine(theirs, name), &json);
    add_figures("here", find_engine(model.tally, name), &json);
    json.end_object();
  }
  json.end_array();

  std::map<std::pair<std::string_view, std::string_view>, const Row*> rows;
  std::set<std::string_view> their_scripts;
  for (const Row& row : there) {
    rows[{row.script, row.engine}] = &row;
    their_scripts.insert(row.script);
  }
  std::size_t both = 0, changes = 0;
  json.key("changed").array();
  for (std::size_t s = 0; s < model.scripts.size(); ++s) {
    both += their_scripts.contains(model.scripts[s].path) ? 1 : 0;
    for (std::size_t e = 0; e < model.tally.engines.size(); ++e) {
      const auto it = rows.find({model.scripts[s].path, model.tally.engines[e].engine});
      if (it == rows.end() || !SiteModel::heard(model.scripts[s].runs[e])) continue;
      changes += add_change(model, s, e, *it->second, changes >= kMostChanges, &json) ? 1 : 0;
    }
  }
  json.end_array().put("changes", changes);
  json.put("only_here", model.scripts.size() - both).put("only_there", their_scripts.size() - both);

  const std::set<std::string> before = finding_keys(there), now = finding_keys(model.input.rows);
  json.key("came").array();
  for (std::size_t f = 0; f < model.findings.size(); ++f) {
    if (!before.contains(finding_key(*model.findings[f].finding))) json.number(f);
  }
  json.end_array();
  add_gone(there, now, &json);
  json.end_object();
  return json.take();
}

}  // namespace parallax
