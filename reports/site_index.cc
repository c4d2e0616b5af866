// The files that the site's lists and overview read.

#include <fmt/format.h>

#include <algorithm>

#include "harness/compare/rules.h"
#include "reports/site_model.h"

namespace parallax {
namespace {

void add_engine(const EngineTally& e, JsonText* json) {
  json->object().put("engine", e.engine).put("name", e.identity.name);
  json->put("family", e.identity.family).put("version", e.identity.version);
  json->put("library", e.identity.library).put("semantics", e.identity.semantics);
  json->key("capabilities").array();
  for (const std::string& capability : e.identity.capabilities) json->text(capability);
  json->end_array();
  json->put("scripts", e.scripts).put("agree", e.agree).put("explained", e.differences);
  json->put("bugs", e.bugs).put("new", e.fresh).put("flaky", e.flaky);
  json->put("unsupported", e.unsupported).put("faults", e.faults).end_object();
}

// Rows of numbers, an engine each: with how many scripts two engines were both heard, and in how many
// they behave alike.
void add_matrix(const SiteModel& model, JsonText* json) {
  const std::size_t n = model.tally.engines.size();
  std::vector<std::size_t> both(n * n), alike(n * n);
  for (const SiteScript& script : model.scripts) {
    for (std::size_t a = 0; a < n; ++a) {
      if (!SiteModel::heard(script.runs[a])) continue;
      for (std::size_t b = 0; b < n; ++b) {
        if (!SiteModel::heard(script.runs[b])) continue;
        ++both[a * n + b];
        alike[a * n + b] += script.runs[a]->group == script.runs[b]->group ? 1 : 0;
      }
    }
  }
  for (const auto& [name, all] : {std::pair{"both", &both}, std::pair{"alike", &alike}}) {
    json->key(name).array();
    for (std::size_t a = 0; a < n; ++a) {
      json->array();
      for (std::size_t b = 0; b < n; ++b) json->number((*all)[a * n + b]);
      json->end_array();
    }
    json->end_array();
  }
}

// What a script came to on one engine, in a character: its group's letter, `u` unsupported, `!` fault
// of the harness, `-` not run.
char mark(const Row* row) {
  if (row == nullptr) return '-';
  if (!row->fault.empty()) return '!';
  if (row->wholly_unsupported()) return 'u';
  return static_cast<char>('A' + std::min<std::size_t>(row->group, 19));  // never reaches U
}

// [path, title, topic, marks, unsupported steps?, odd one out, data file]
void add_script(const SiteModel& model, std::size_t number, JsonText* json) {
  const SiteScript& script = model.scripts[number];
  std::string marks;
  bool unsupported = false, odd = false;
  for (const Row* row : script.runs) {
    marks += mark(row);
    unsupported |= row != nullptr && row->unsupported > 0;
    odd |= row != nullptr && row->odd_one_out;
  }
  json->array().text(script.path).text(script.longest->title).number(script.topic).text(marks);
  json->number((unsupported ? 1 : 0) | (odd ? 2 : 0)).text(model.file_of(number)).end_array();
}

// By topic: scripts, those with more than one behaviour, and of each engine how many ran and agree.
void add_topics(const SiteModel& model, JsonText* json) {
  struct Count {
    std::size_t ran = 0, agree = 0;
  };
  struct Topic {
    std::size_t scripts = 0, apart = 0;
    std::vector<Count> engines;
  };
  std::vector<Topic> topics(model.topics.size());
  for (const SiteScript& script : model.scripts) {
    Topic& topic = topics[script.topic];
    topic.engines.resize(script.runs.size());
    ++topic.scripts;
    topic.apart += script.behaviours > 1 ? 1 : 0;
    for (std::size_t e = 0; e < script.runs.size(); ++e) {
      if (!SiteModel::heard(script.runs[e])) continue;
      ++topic.engines[e].ran;
      const auto& findings = script.runs[e]->findings;
      topic.engines[e].agree +=
          std::all_of(findings.begin(), findings.end(), [](const Finding& f) { return f.flaky; });
    }
  }
  json->key("topics").array();
  for (std::size_t t = 0; t < topics.size(); ++t) {
    json->object().put("topic", model.topics[t]).put("scripts", topics[t].scripts);
    json->put("apart", topics[t].apart).key("engines").array();
    for (const Count& c : topics[t].engines)
      json->array().number(c.ran).number(c.agree).end_array();
    json->end_array().end_object();
  }
  json->end_array();
}

void add_rules(const SiteModel& model, JsonText* json) {
  const std::size_t engines = model.tally.engines.size();
  struct Count {
    std::vector<std::size_t> tested, broken;
    std::size_t scripts = 0, last = SIZE_MAX;
  };
  std::map<std::string_view, Count> counts;
  for (const auto& [id, total] : model.tally.rule_counts) {
    counts[id].tested.resize(engines);
    counts[id].broken.resize(engines);
  }
  for (std::size_t s = 0; s < model.scripts.size(); ++s) {
    for (std::size_t e = 0; e < engines; ++e) {
      const Row* row = model.scripts[s].runs[e];
      if (row == nullptr) continue;
      for (const auto& [id, n] : row->rule_counts) {
        Count& count = counts[id];
        count.tested[e] += n;
        if (n == 0 || count.last == s) continue;
        count.last = s;
        ++count.scripts;
      }
    }
  }
  for (const SiteFinding& f : model.findings) {
    const auto it = counts.find(f.finding->rule);
    if (it != counts.end() && f.finding->kind == Finding::Kind::kRule)
      ++it->second.broken[f.engine];
  }
  json->key("rules").array();
  for (const auto& [id, count] : counts) {
    const Rule* rule = find_rule(id);  // null: of another version of Parallax
    json->object().put("id", id).put("sentence", rule == nullptr ? "" : rule->sentence);
    json->put("source", rule == nullptr ? "" : rule->source);
    json->put("advice", rule == nullptr ? "" : rule->advice).put("scripts", count.scripts);
    for (const auto& [name, all] :
         {std::pair{"tested", &count.tested}, std::pair{"broken", &count.broken}}) {
      json->key(name).array();
      for (const std::size_t n : *all) json->number(n);
      json->end_array();
    }
    json->end_object();
  }
  json->end_array();
}

// Findings by severity and status, of each engine: {high: {new: [n…], bug: …}, …}.
void add_severities(const SiteModel& model, JsonText* json) {
  json->key("severities").object();
  for (std::size_t s = 0; s < kSeverities; ++s) {
    std::map<std::string_view, std::vector<std::size_t>> counts;
    for (const SiteFinding& f : model.findings) {
      if (static_cast<std::size_t>(f.severity) != s) continue;
      auto& of_engines = counts[f.status];
      of_engines.resize(model.tally.engines.size());
      ++of_engines[f.engine];
    }
    json->key(severity_name(static_cast<Severity>(s))).object();
    for (const auto& [status, all] : counts) {
      json->key(status).array();
      for (const std::size_t n : all) json->number(n);
      json->end_array();
    }
    json->end_object();
  }
  json->end_object();
}

void add_stories(const SiteModel& model, JsonText* json) {
  json->key("stories").array();
  for (const FindingStory& story : model.stories) {
    json->object().put("id", story.id).put("title", story.title).put("severity", story.severity);
    json->key("security").truth(story.security).put("versions", story.versions);
    json->put("status", story.status).end_object();
  }
  json->end_array();
}

void add_history(const SiteModel& model, JsonText* json) {
  json->key("history").array();
  for (const SiteRun& r : model.input.history) {
    json->object().put("id", r.id).put("when", r.when).put("parallax", r.parallax);
    json->put("scripts", r.scripts).put("engines", r.engines).put("agree", r.agree);
    json->put("explained", r.explained).put("bugs", r.bugs).put("new", r.fresh);
    json->put("flaky", r.flaky).put("unsupported", r.unsupported).put("faults", r.faults);
    json->end_object();
  }
  json->end_array();
}

}  // namespace

std::string site_index(const SiteModel& model) {
  const SiteInput& input = model.input;
  const Row none;
  const Row& first = input.rows.empty() ? none : input.rows.front();
  JsonText json;
  json.object().put("parallax", first.parallax).put("level", first.level);
  json.put("reference", first.reference);
  std::set<std::string> versions, peers;
  for (const Row& row : input.rows) {
    if (!row.parallax.empty()) versions.insert(row.parallax);
    if (!row.peer.name.empty()) peers.insert(row.peer.library);
  }
  json.key("notes").array();
  for (const std::string& note : input.notes) json.text(note);
  if (versions.size() > 1) json.text("These rows were written by several versions of Parallax.");
  json.end_array().key("peers").array();
  for (const std::string& peer : peers) json.text(peer);
  json.end_array().key("engines").array();
  for (const EngineTally& e : model.tally.engines) add_engine(e, &json);
  json.end_array();
  std::size_t apart = 0;
  for (const SiteScript& script : model.scripts) apart += script.behaviours > 1 ? 1 : 0;
  json.put("scripts", model.scripts.size()).put("apart", apart);
  json.put("findings", model.findings.size()).put("causes", model.causes.size());
  add_matrix(model, &json);
  add_topics(model, &json);
  add_rules(model, &json);
  add_severities(model, &json);
  add_stories(model, &json);
  add_history(model, &json);
  json.key("machines").array();
  for (std::size_t i = 0; i < input.machines.size(); ++i) json.text(input.machines[i].name);
  json.end_array().key("pictures").array();
  for (const SitePicture& picture : input.bench_pictures) json.text(picture.name);
  json.end_array();
  json.put("figures", input.figures.size())
      .put("benches", input.bench.size())
      .put("machine", input.bench_machine);
  json.key("conformance").truth(!input.conformance.empty());
  json.key("against").truth(input.against != nullptr);
  // The worst first, so that the overview names them without loading the list.
  json.key("worst").array();
  for (std::size_t c = 0; c < std::min<std::size_t>(model.causes.size(), 8); ++c) {
    const SiteCause& cause = model.causes[c];
    const SiteFinding& f = model.findings[cause.findings.front()];
    json.object().put("id", cause.id).put("status", cause.status);
    json.put("severity", severity_name(cause.severity)).put("places", cause.findings.size());
    json.put("what", f.finding->what).put("rule", f.finding->rule).put("engine", f.engine);
    json.put("path", f.finding->script).put("step", f.finding->step_text).end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string site_scripts(const SiteModel& model) {
  JsonText json;
  json.array();
  for (std::size_t s = 0; s < model.scripts.size(); ++s) add_script(model, s, &json);
  json.end_array();
  return json.take();
}

std::string site_steps(const SiteModel& model) {
  TextPool texts;
  JsonText scripts;
  scripts.array();
  for (const SiteScript& script : model.scripts) {
    std::set<std::size_t> all;
    for (const StepRow& step : script.longest->steps) all.insert(texts(step.text.substr(0, 200)));
    for (const std::string& cite : script.longest->cites) all.insert(texts(cite));
    scripts.array();
    for (const std::size_t n : all) scripts.number(n);
    scripts.end_array();
  }
  scripts.end_array();
  JsonText json;
  json.object().key("texts");
  texts.write(&json);
  json.end_object();
  std::string out = json.take();
  out.pop_back();
  return out + ",\"scripts\":" + scripts.take() + "}";
}

std::string site_findings(const SiteModel& model) {
  TextPool texts;
  JsonText findings;
  findings.array();
  for (const SiteFinding& f : model.findings) {
    const Finding& x = *f.finding;
    findings.array().number(f.script).number(f.engine).number(f.cause).text(f.status);
    findings.number(static_cast<unsigned>(f.severity))
        .text(kind_name(x.kind))
        .text(level_name(x.level));
    findings.number(x.step).number(x.line);
    const auto known = model.input.duties.find({x.known_reason, x.known_source});
    const SiteDuty duty =
        x.explained() && known != model.input.duties.end() ? known->second : SiteDuty();
    for (const std::string* text :
         {&x.against, &x.rule, &x.step_text, &x.expected, &x.seen, &x.what, &x.known_reason,
          &x.known_source, &duty.owner, &duty.bug, &duty.review})
      findings.number(texts(*text));
    findings.end_array();
  }
  findings.end_array();
  JsonText json;
  json.object().key("causes").array();
  for (const SiteCause& cause : model.causes) {
    json.object().put("id", cause.id).put("words", cause.signature).put("status", cause.status);
    json.put("severity", severity_name(cause.severity));
    if (cause.story) json.put("story", model.stories[*cause.story].id);
    json.key("all").array();
    for (const std::size_t f : cause.findings) json.number(f);
    json.end_array().key("seen").array();
    std::set<std::size_t> engines;
    for (const std::size_t f : cause.findings) engines.insert(model.findings[f].engine);
    for (const std::size_t e : engines) {
      const auto it = model.input.sightings.find({model.tally.engines[e].engine, cause.signature});
      if (it == model.input.sightings.end()) continue;
      json.array().number(e).text(it->second.first).text(it->second.last).end_array();
    }
    json.end_array().end_object();
  }
  json.end_array().key("stories").array();
  for (const FindingStory& story : model.stories) json.text(story.text);
  json.end_array().key("texts");
  texts.write(&json);
  json.end_object();
  std::string out = json.take();
  out.pop_back();
  return out + ",\"findings\":" + findings.take() + "}";
}

std::string site_engine(const SiteModel& model, std::size_t engine) {
  JsonText json;
  json.object().key("alone").array();
  std::map<std::string_view, std::pair<std::size_t, std::size_t>> reasons;  // steps, first script
  for (std::size_t s = 0; s < model.scripts.size(); ++s) {
    const auto& runs = model.scripts[s].runs;
    const Row* row = runs[engine];
    if (row == nullptr) continue;
    for (const StepRow& step : row->steps) {
      if (step.on_subject && step.outcome.starts_with("unsupported"))
        ++reasons.try_emplace(step.outcome, 0, s).first->second.first;
    }
    if (!SiteModel::heard(row)) continue;
    std::size_t heard = 0, alike = 0;
    for (const Row* other : runs) {
      if (!SiteModel::heard(other)) continue;
      ++heard;
      alike += other->group == row->group ? 1 : 0;
    }
    if (heard > 1 && alike == 1) json.number(s);
  }
  json.end_array().key("unsupported").array();
  std::vector<std::pair<std::string_view, std::pair<std::size_t, std::size_t>>> sorted(
      reasons.begin(), reasons.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second.first > b.second.first; });
  for (const auto& [reason, where] : sorted)
    json.array().text(reason).number(where.first).number(where.second).end_array();
  json.end_array().end_object();
  return json.take();
}

}  // namespace parallax
