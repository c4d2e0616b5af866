#include "reports/summary_json.h"

#include "reports/json_text.h"
#include "reports/severity.h"
#include "reports/tally.h"

namespace parallax {

std::string summary_json(const std::vector<Row>& rows, const std::set<std::string>& baseline) {
  const Tally t = tally(rows, baseline);
  const Row first = rows.empty() ? Row() : rows.front();
  JsonText json;
  json.object().put("schema", 1).put("parallax", first.parallax).put("level", first.level);
  json.put("reference", first.reference).put("scripts", t.scripts).key("engines").array();
  for (const EngineTally& e : t.engines) {
    json.object().put("engine", e.engine).put("family", e.identity.family);
    json.put("version", e.identity.version).put("library", e.identity.library);
    json.put("scripts", e.scripts).put("agree", e.agree).put("explained", e.differences);
    json.put("bugs", e.bugs).put("new", e.fresh).put("flaky", e.flaky);
    json.put("unsupported", e.unsupported).put("faults", e.faults).end_object();
  }
  json.end_array().key("rules").array();
  for (const auto& [id, tested] : t.rule_counts)
    json.object().put("rule", id).put("tested", tested).end_object();
  json.end_array().key("new").array();
  for (const Finding* f : t.fresh) {
    json.object().put("script", f->script).put("line", f->line).put("engine", f->engine);
    json.put("severity", severity_name(severity_of(*f))).put("kind", kind_name(f->kind));
    json.put("rule", f->rule).put("against", f->against).put("level", level_name(f->level));
    json.put("step", f->step_text).put("expected", f->expected).put("seen", f->seen);
    json.put("what", f->what).put("signature", f->signature()).end_object();
  }
  json.end_array().end_object();
  return json.take() + "\n";
}

}  // namespace parallax
