#include "harness/parity/survey.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <string_view>

#include "harness/contract/clock.h"
#include "harness/script/script.h"

namespace parallax {
namespace {

using Words = std::set<std::string>;

class Asking {
 public:
  explicit Asking(Host& host) : host_(host) { host_.begin("survey", {1, kDefaultClock}); }
  ~Asking() { host_.end(); }
  Asking(const Asking&) = delete;
  Asking& operator=(const Asking&) = delete;

  Outcome ask(const std::string& path, std::string_view aspect) {
    const auto step = parse_step(fmt::format("inspect {} {}", path, aspect));
    if (!step) return Outcome::raised("SyntaxError", step.error().message);
    host_.submit(*step);
    return host_.receive();
  }

  // The texts of a list, or the keys of a dict; none if the question fails.
  std::vector<std::string> words(const std::string& path, std::string_view aspect) {
    std::vector<std::string> found;
    const Outcome outcome = ask(path, aspect);
    if (!outcome.is_ok()) return found;
    if (const List* list = outcome.value().as<List>()) {
      for (const Value& item : list->items) {
        if (const Text* text = item.as<Text>()) found.push_back(text->utf8);
      }
    } else if (const Dict* dict = outcome.value().as<Dict>()) {
      for (const auto& [key, value] : dict->items) {
        if (const Text* text = key.as<Text>()) found.push_back(text->utf8);
      }
    }
    return found;
  }

  std::string kind(const std::string& path) {
    const Outcome outcome = ask(path, "kind");
    const Text* text = outcome.is_ok() ? outcome.value().as<Text>() : nullptr;
    return text == nullptr ? std::string() : text->utf8;
  }

 private:
  Host& host_;
};

const std::map<std::string_view, std::string_view> kListOfKind = {{"value", "@values"},
                                                                  {"property", "@values"},
                                                                  {"method", "@functions"},
                                                                  {"function", "@functions"},
                                                                  {"class", "@classes"},
                                                                  {"exception", "@exceptions"},
                                                                  {"enumeration", "@enumerations"}};

void look_at_class(Asking& asking, const std::string& name,
                   std::map<std::string_view, Words>& found) {
  for (const std::string& member : asking.words("ssl." + name, "names")) {
    const std::string path = fmt::format("{}.{}", name, member);
    found["@members"].insert(path);
    const bool data = asking.kind("ssl." + path) == "property";
    found[data ? "@properties" : "@methods"].insert(path);
  }
}

}  // namespace

tl::expected<Lists, std::string> survey(const std::vector<Host*>& hosts) {
  std::map<std::string_view, Words> found;
  for (const char* list : {"@names", "@values", "@functions", "@classes", "@exceptions",
                           "@enumerations", "@constants", "@members", "@methods", "@properties"})
    found[list];
  for (Host* host : hosts) {
    Asking asking(*host);
    const auto names = asking.words("ssl", "names");
    if (names.empty()) {
      return tl::unexpected(fmt::format("{} ({}) does not say what its module has: {}",
                                        host->identity().name, host->identity().version,
                                        print(asking.ask("ssl", "names"))));
    }
    for (const std::string& name : names) {
      found["@names"].insert(name);
      const std::string kind = asking.kind("ssl." + name);
      const auto list = kListOfKind.find(kind);
      if (list != kListOfKind.end()) found[list->second].insert(name);
      if (kind == "class") look_at_class(asking, name, found);
      if (kind != "enumeration") continue;
      for (const std::string& member : asking.words("ssl." + name, "members"))
        found["@constants"].insert(fmt::format("{}.{}", name, member));
    }
  }
  Lists lists;
  for (const auto& [name, words] : found) {
    Filler& filler = lists[std::string(name)];
    for (const std::string& word : words) filler.push_back({word, {word}});
  }
  return lists;
}

}  // namespace parallax
