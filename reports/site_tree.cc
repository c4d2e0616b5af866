// The JSON tree beside the site: a folder of scripts is a folder of the tree, with an index.json.

#include <fmt/format.h>

#include <algorithm>

#include "reports/site_model.h"

namespace parallax {
namespace {

struct Totals {
  std::size_t scripts = 0, agree = 0, explained = 0, bugs = 0, fresh = 0, flaky = 0,
              unsupported = 0, faults = 0;
};

struct Folder {
  std::string name;  // as the scripts' paths have it
  std::vector<Totals> engines;
  std::size_t scripts = 0;
  std::vector<std::size_t> own;   // scripts in this very folder
  std::set<std::string> folders;  // paths in the tree
};

// A path's folder as one below the tree: no way up, no name that a file system minds.
std::string safe_folder(std::string_view path) {
  const std::size_t end = path.rfind('/');
  if (end == std::string_view::npos) return "";
  std::string safe;
  std::string part;
  for (const char c : std::string(path.substr(0, end)) + "/") {
    const auto octet = static_cast<unsigned char>(c);
    if (c == '/') {
      if (part == ".." || part == "index.json") part += '_';
      if (!part.empty() && part != ".") safe += (safe.empty() ? "" : "/") + part.substr(0, 100);
      part.clear();
    } else {
      const bool plain =
          (octet < 0x80 && std::isalnum(octet) != 0) || c == '-' || c == '_' || c == '.';
      part += plain ? c : '_';
    }
  }
  return safe;
}

void add(const Row& row, const std::set<std::string>& baseline, Totals* totals) {
  ++totals->scripts;
  totals->unsupported += row.unsupported;
  totals->faults += row.fault.empty() ? 0 : 1;
  bool agrees = SiteModel::heard(&row);
  for (const Finding& finding : row.findings) {
    agrees &= finding.flaky;
    const std::string_view status = status_of(finding, baseline);
    totals->fresh += status == "new" ? 1 : 0;
    totals->bugs += status == "bug" ? 1 : 0;
    totals->flaky += status == "flaky" ? 1 : 0;
    totals->explained += status == "explained" || status == "baseline" ? 1 : 0;
  }
  totals->agree += agrees ? 1 : 0;
}

void add_script(const SiteModel& model, std::size_t number, JsonText* json) {
  const SiteScript& script = model.scripts[number];
  json->object().put("script", script.path).put("title", script.longest->title);
  std::map<std::size_t, std::vector<std::size_t>> groups;
  for (std::size_t e = 0; e < script.runs.size(); ++e) {
    if (SiteModel::heard(script.runs[e])) groups[script.runs[e]->group].push_back(e);
  }
  json->key("groups").array();
  for (const auto& [group, engines] : groups) {
    json->array();
    for (const std::size_t e : engines) json->text(model.tally.engines[e].engine);
    json->end_array();
  }
  json->end_array().key("findings").array();
  for (const std::size_t f : script.findings) {
    const SiteFinding& found = model.findings[f];
    json->object().put("engine", found.finding->engine).put("status", found.status);
    json->put("severity", severity_name(found.severity))
        .put("kind", kind_name(found.finding->kind));
    json->put("rule", found.finding->rule).put("level", level_name(found.finding->level));
    json->put("line", found.finding->line).put("cause", model.causes[found.cause].id);
    json->put("what", found.finding->what).end_object();
  }
  json->end_array().end_object();
}

std::string folder_json(const SiteModel& model, const Folder& folder) {
  JsonText json;
  json.object().put("schema", 1).put("folder", folder.name).put("scripts_below", folder.scripts);
  json.key("engines").array();
  for (std::size_t e = 0; e < folder.engines.size(); ++e) {
    const Totals& t = folder.engines[e];
    json.object().put("engine", model.tally.engines[e].engine).put("scripts", t.scripts);
    json.put("agree", t.agree)
        .put("explained", t.explained)
        .put("bugs", t.bugs)
        .put("new", t.fresh);
    json.put("flaky", t.flaky)
        .put("unsupported", t.unsupported)
        .put("faults", t.faults)
        .end_object();
  }
  json.end_array().key("folders").array();
  for (const std::string& below : folder.folders) json.text(below + "/index.json");
  json.end_array().key("scripts").array();
  for (const std::size_t s : folder.own) add_script(model, s, &json);
  json.end_array().end_object();
  return json.take() + "\n";
}

}  // namespace

std::vector<std::pair<std::string, std::string>> site_tree(const SiteModel& model) {
  std::map<std::string, Folder> folders;
  folders[""].name = "";
  for (std::size_t s = 0; s < model.scripts.size(); ++s) {
    const SiteScript& script = model.scripts[s];
    const std::string own = safe_folder(script.path);
    folders[own].own.push_back(s);
    // Up to the root, each folder counts what is below it and knows its own folders.
    for (std::string at = own;;) {
      Folder& folder = folders[at];
      folder.name = at;
      folder.engines.resize(script.runs.size());
      ++folder.scripts;
      for (std::size_t e = 0; e < script.runs.size(); ++e) {
        if (script.runs[e] != nullptr)
          add(*script.runs[e], model.input.baseline, &folder.engines[e]);
      }
      if (at.empty()) break;
      const std::size_t slash = at.rfind('/');
      const std::string up = slash == std::string::npos ? "" : at.substr(0, slash);
      folders[up].folders.insert(at.substr(slash == std::string::npos ? 0 : slash + 1));
      at = up;
    }
  }
  std::vector<std::pair<std::string, std::string>> files;
  files.reserve(folders.size());
  for (const auto& [path, folder] : folders)
    files.emplace_back((path.empty() ? "" : path + "/") + "index.json", folder_json(model, folder));
  return files;
}

}  // namespace parallax
