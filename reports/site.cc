#include "reports/site.h"

#include <fmt/format.h>

#include "reports/site_model.h"

namespace parallax {
namespace {

// [name, [time…], [[counter, value]…]]
std::string bench_json(const std::vector<SiteBench>& benches) {
  JsonText json;
  json.array();
  for (const SiteBench& bench : benches) {
    json.array().text(bench.name).array();
    for (const double time : bench.times) json.real(time);
    json.end_array().array();
    for (const auto& [name, value] : bench.counters)
      json.array().text(name).real(value).end_array();
    json.end_array().end_array();
  }
  json.end_array();
  return json.take();
}

// [name, [[when, value]…]]
std::string figures_json(const SiteInput& input) {
  JsonText json;
  json.array();
  for (const auto& [name, values] : input.figures) {
    json.array().text(name).array();
    for (const auto& [when, value] : values) json.array().text(when).real(value).end_array();
    json.end_array().end_array();
  }
  json.end_array();
  return json.take();
}

// Writes until the first error, and remembers it.
class Writer {
 public:
  explicit Writer(const WriteFile& write) : write_(write) {}
  void file(const std::string& path, const std::string& text) {
    if (end_) end_ = write_(path, text);
  }
  void data(const std::string& name, const std::string& json) {
    file("data/" + name + ".js", data_file(name, json));
  }
  bool ok() const { return end_.has_value(); }
  tl::expected<void, std::string> end() { return end_; }

 private:
  const WriteFile& write_;
  tl::expected<void, std::string> end_;
};

}  // namespace

tl::expected<void, std::string> write_site(const SiteInput& input, const WriteFile& write) {
  const SiteModel model(input);
  Writer out(write);
  out.data("scripts", site_scripts(model));
  out.data("steps", site_steps(model));
  out.data("findings", site_findings(model));
  for (std::size_t e = 0; e < model.tally.engines.size(); ++e)
    out.data(fmt::format("engines/{}", e), site_engine(model, e));
  ProgramParts parts;
  for (std::size_t s = 0; s < model.scripts.size() && out.ok(); ++s)
    out.data("scripts/" + model.file_of(s), site_script(model, s, &parts));
  out.data("parts", parts.file());
  if (!input.bench.empty()) out.data("bench", bench_json(input.bench));
  if (!input.conformance.empty()) out.data("conformance", input.conformance);
  if (input.against != nullptr) out.data("against", site_against(model));
  for (std::size_t i = 0; i < input.machines.size(); ++i)
    out.file(fmt::format("pictures/machine-{}.svg", i), input.machines[i].svg);
  for (std::size_t i = 0; i < input.bench_pictures.size(); ++i)
    out.file(fmt::format("pictures/bench-{}.svg", i), input.bench_pictures[i].svg);
  if (!input.figures.empty()) out.data("figures", figures_json(input));
  for (const auto& [path, text] : site_tree(model)) out.file("tree/" + path, text);
  // What opens the rest comes last.
  out.data("index", site_index(model));
  for (const SitePart& part : site_parts())
    out.file(std::string(part.path), std::string(part.text));
  return out.end();
}

}  // namespace parallax
