// The matrix as JSON, for pages and programs that are not ours.
#include <nlohmann/json.hpp>

#include "harness/conformance/matrix.h"

namespace parallax {
namespace {

using Json = nlohmann::ordered_json;

Json counts_json(const Counts& counts) {
  Json json = Json::object();
  for (std::size_t m = 0; m < counts.size(); ++m)
    json[std::string(mark_word(kMarks[m]))] = counts[m];
  return json;
}

Json cells_json(const Matrix& matrix, const std::vector<Counts>& cells) {
  Json json = Json::object();
  for (std::size_t e = 0; e < cells.size(); ++e) json[matrix.engines[e]] = counts_json(cells[e]);
  return json;
}

}  // namespace

std::string matrix_json(const Matrix& matrix) {
  Json json;
  json["format"] = "parallax-conformance-1";
  json["scripts"] = matrix.scripts;
  json["seconds"] = matrix.seconds;
  for (std::size_t e = 0; e < matrix.engines.size(); ++e) {
    const Identity identity = e < matrix.identities.size() ? matrix.identities[e] : Identity();
    json["engines"].push_back({{"name", matrix.engines[e]},
                               {"library", identity.library},
                               {"version", identity.version},
                               {"counts", counts_json(matrix.totals[e])}});
  }
  json["sections"] = Json::array();
  for (const MatrixRow& row : matrix.rows) {
    json["sections"].push_back({{"source", row.source},
                                {"section", row.section},
                                {"cells", cells_json(matrix, row.cells)}});
  }
  json["failures"] = Json::array();
  for (const MatrixFailure& failure : matrix.failures) {
    Json entry = {{"engine", matrix.engines[failure.engine]},
                  {"mark", mark_word(failure.verdict.mark)},
                  {"script", failure.script->name},
                  {"title", failure.script->script.title()},
                  {"step", failure.verdict.step},
                  {"wanted", failure.verdict.wanted},
                  {"seen", failure.verdict.seen},
                  {"text", failure.script->text}};
    if (!failure.values.empty()) entry["values"] = failure.values;
    for (const Sentence* sentence : failure.script->sentences) {
      entry["sentences"].push_back({{"id", sentence->id},
                                    {"source", sentence->source},
                                    {"section", sentence->section},
                                    {"level", sentence->level},
                                    {"text", sentence->text}});
    }
    if (failure.explained)
      entry["known"] = {
          {"kind", failure.kind}, {"reason", failure.reason}, {"source", failure.source}};
    json["failures"].push_back(std::move(entry));
  }
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace parallax
