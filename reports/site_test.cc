// The site's files, read as other programs would. What a browser makes of them is reports/site/test.
#include "reports/site.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>
#include <regex>

#include "reports/results.h"
#include "reports/sample_rows.h"
#include "reports/site_model.h"

namespace parallax {
namespace {

using Json = nlohmann::json;
using Files = std::map<std::string, std::string>;

Files site_of(const SiteInput& input) {
  Files files;
  const auto end = write_site(input, [&](const std::string& path, const std::string& text) {
    EXPECT_TRUE(files.emplace(path, text).second) << path << " is written twice";
    return tl::expected<void, std::string>();
  });
  EXPECT_TRUE(end) << end.error();
  return files;
}

// The JSON that a data file hands over: what JavaScript makes of its one string.
Json data_of(const std::string& file) {
  const std::size_t begin = file.find(",'") + 2, end = file.rfind("');\n");
  std::string json;
  for (std::size_t i = begin; i < end; ++i) json += file[i] == '\\' ? file[++i] : file[i];
  return Json::parse(json);
}

TEST(JsonTextTest, AnyTextComesBackAsItWasOrReplaced) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (auto n = random() % 40; n > 0; --n) text += static_cast<char>(random() % 256);
    JsonText json;
    json.array().text(text).end_array();
    const std::string written = json.take();
    const Json read = Json::parse(written);
    for (const char c : {'<', '>', '&'}) EXPECT_EQ(written.find(c), std::string::npos);
    // What JSON itself would replace is replaced here too.
    const std::string theirs = Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
    if (theirs.find("\xEF\xBF\xBD") == std::string::npos) {
      EXPECT_EQ(read[0].get<std::string>(), text);
    }
    EXPECT_EQ(data_of(data_file("x", written)), read);
  }
}

TEST(JsonTextTest, HugeTextIsCutAndSaysSo) {
  JsonText json;
  std::string huge = "é";
  huge.resize(10'000'002, 'x');
  json.text(huge);
  const std::string text = json.take();
  EXPECT_LT(text.size(), JsonText::kLongestText + 100);
  EXPECT_NE(text.find("(10000002 octets, cut here"), std::string::npos);
}

TEST(SiteTest, TheDocumentAllowsItsOwnFilesAloneAndNothingInline) {
  const std::vector<Row> rows = sample_rows();
  const Files files = site_of({.rows = rows});
  const std::string& page = files.at("index.html");
  EXPECT_NE(
      page.find(
          "content=\"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          "base-uri 'none'; form-action 'none'\""),
      std::string::npos);
  EXPECT_FALSE(std::regex_search(page, std::regex("<script>|<style|\\son[a-z]+=|style=")));
  for (const auto& [path, text] : files) {
    if (path.ends_with(".html") || path == "site.js" || path == "site.css") {
      for (const char* what :
           {"unsafe-", "//cdn", "@import", "url(", "innerHTML", "insertAdjacentHTML",
            "document.write", "eval(", "fetch(", "XMLHttpRequest"})
        EXPECT_EQ(text.find(what), std::string::npos) << path << " " << what;
    }
  }
}

TEST(SiteTest, HostileTextsStayTexts) {
  const std::string hostile =
      "</script><script>x</script>');alert(1);//\\\"'\n\xE2\x80\xA8\xFF../..";
  const std::vector<Row> rows = sample_rows({.scripts = 12, .engines = 3, .hostile = hostile});
  const Files files = site_of({.rows = rows});
  for (const auto& [path, text] : files) {
    EXPECT_TRUE(std::regex_match(path, std::regex("[A-Za-z0-9._/-]+"))) << path;
    EXPECT_EQ(("/" + path + "/").find("/../"), std::string::npos) << path;
    if (path.starts_with("data/")) {
      // One line, one call, one string: the first quote that is not escaped ends it.
      EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << path;
      EXPECT_TRUE(text.starts_with("parallax(\"") && text.ends_with("');\n")) << path;
      std::size_t i = text.find(",'") + 2;
      while (i < text.size() && text[i] != '\'') i += text[i] == '\\' ? 2 : 1;
      EXPECT_EQ(i, text.size() - 4) << path;
      EXPECT_EQ(text.find('<'), std::string::npos) << path;
    }
    if (path.starts_with("tree/")) {
      EXPECT_TRUE(Json::accept(text)) << path;
    }
  }
}

TEST(SiteTest, ScriptsKeepTheirTracesOnceFaultsAndMissingRuns) {
  std::vector<Row> rows = sample_rows({.scripts = 2, .engines = 2});
  rows.pop_back();
  rows[0].fault = "The script does not parse.";
  const Files files = site_of({.rows = rows});
  const Json list = data_of(files.at("data/scripts.js"));
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0][3], "!A");
  EXPECT_EQ(list[1][3], "A-");
  const Json first = data_of(files.at("data/scripts/" + list[0][5].get<std::string>() + ".js"));
  EXPECT_EQ(first["runs"][0]["fault"], "The script does not parse.");
  const Json second = data_of(files.at("data/scripts/" + list[1][5].get<std::string>() + ".js"));
  EXPECT_TRUE(second["runs"][1].is_null());
  for (const Json& trace : second["traces"])
    for (const Json& at : trace) EXPECT_LT(at.get<std::size_t>(), second["observations"].size());
}

TEST(SiteTest, FiguresOfTheTreeAreThoseOfTheTally) {
  const std::vector<Row> rows = sample_rows();
  const Files files = site_of({.rows = rows});
  const Json root = Json::parse(files.at("tree/index.json"));
  const Tally t = tally(rows);
  for (std::size_t e = 0; e < t.engines.size(); ++e) {
    EXPECT_EQ(root["engines"][e]["agree"], t.engines[e].agree);
    EXPECT_EQ(root["engines"][e]["new"], t.engines[e].fresh);
    EXPECT_EQ(root["engines"][e]["bugs"], t.engines[e].bugs);
  }
  const Json bio = Json::parse(files.at("tree/corpus/conformance/bio/index.json"));
  EXPECT_EQ(bio["scripts"].size(), 3u);
  EXPECT_EQ(bio["scripts"][0]["groups"].size(), 2u);
}

TEST(SiteTest, SameRowsSameFiles) {
  const std::vector<Row> rows = sample_rows();
  EXPECT_EQ(site_of({.rows = rows}), site_of({.rows = rows}));
}

TEST(SiteTest, NothingRunIsASiteToo) {
  const std::vector<Row> none;
  const Files files = site_of({.rows = none, .against = &none});
  EXPECT_EQ(data_of(files.at("data/index.js"))["scripts"], 0);
}

TEST(SiteTest, TheFirstErrorEndsIt) {
  const std::vector<Row> rows = sample_rows();
  std::size_t calls = 0;
  const auto end = write_site({.rows = rows}, [&](const std::string&, const std::string&) {
    ++calls;
    return tl::expected<void, std::string>(tl::unexpected(std::string("the disk is full")));
  });
  EXPECT_EQ(end.error(), "the disk is full");
  EXPECT_EQ(calls, 1u);
}

TEST(SiteTest, ProgramsShareWhatComesTwice) {
  const std::vector<Row> rows = sample_rows({.scripts = 8, .engines = 2});
  SiteInput input{.rows = rows};
  const std::string helper = std::string(400, 'h') + "\n\n";
  input.program = [&](const std::string& script, const std::string& path, Program) {
    return tl::expected<std::string, std::string>("# " + path + "\n\n" + helper + script);
  };
  const Files files = site_of(input);
  const Json parts = data_of(files.at("data/parts.js")),
             list = data_of(files.at("data/scripts.js"));
  EXPECT_EQ(std::count(parts.begin(), parts.end(), Json(helper)), 1);
  for (const Json& entry : list) {
    const Json script = data_of(files.at("data/scripts/" + entry[5].get<std::string>() + ".js"));
    std::string program;
    for (const Json& part : script["python"])
      program += part.is_number() ? parts[part.get<std::size_t>()].get<std::string>()
                                  : part.get<std::string>();
    EXPECT_EQ(program, "# " + entry[0].get<std::string>() + "\n\n" + helper +
                           script["script"].get<std::string>());
  }
}

TEST(SiteTest, AScriptIsMadeFromItsStepsOnTheirLines) {
  Row row = sample_rows().front();
  const std::string text = script_text(row);
  EXPECT_NE(text.find("# Octets come out in the order they went in.\n# cite: "), std::string::npos);
  EXPECT_NE(text.find("\na.write b\"late\" -> ok 4\n"), std::string::npos) << text;
  const std::size_t at = text.find("a.write b\"late\"");
  EXPECT_EQ(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1,
            row.steps[6].line);
  row.steps[0].text += "… (99999 characters)";
  EXPECT_EQ(script_text(row), "");
}

TEST(SiteTest, TwoRunsSideBySide) {
  const std::vector<Row> now = sample_rows();
  std::vector<Row> then = now;
  for (Row& row : then) {
    if (row.engine != "boringssl") continue;
    row.findings.clear();
    row.steps[6].outcome = "ok 4";
  }
  const Files files = site_of({.rows = now, .against = &then});
  const Json against = data_of(files.at("data/against.js"));
  EXPECT_EQ(against["came"].size(), 18u);
  EXPECT_EQ(against["gone"].size(), 0u);
  EXPECT_EQ(against["changes"], 18);
  EXPECT_EQ(against["changed"][0][4], "ok 4");
  const Json back = data_of(site_of({.rows = then, .against = &now}).at("data/against.js"));
  EXPECT_EQ(back["gone"].size(), 18u);
}

TEST(SiteTest, UnsupportedIsNoAgreement) {
  std::vector<Row> rows = sample_rows({.scripts = 1, .engines = 2, .clean = true});
  for (StepRow& step : rows[1].steps) step.outcome = "unsupported \"no\"";
  const Json index = data_of(site_of({.rows = rows}).at("data/index.js"));
  EXPECT_EQ(index["both"][0][1], 0);
  EXPECT_EQ(index["topics"][0]["engines"][1][0], 0);
}

TEST(SeverityTest, GuardsAndDeathsAreHigh) {
  Finding f;
  f.kind = Finding::Kind::kRule;
  f.rule = "wrong-name-is-refused";
  EXPECT_EQ(severity_of(f), Severity::kHigh);
  f.rule = "read-size";
  EXPECT_EQ(severity_of(f), Severity::kMedium);
  f.seen = "crash SIGSEGV";
  EXPECT_EQ(severity_of(f), Severity::kHigh);
  f = {};
  f.level = Level::kBytes;
  EXPECT_EQ(severity_of(f), Severity::kNote);
  f.level = Level::kAccept;
  EXPECT_EQ(severity_of(f), Severity::kHigh);
  for (const Finding::Kind kind : {Finding::Kind::kRule}) {
    f.kind = kind;
    f.rule = "plaintext-stays-inside";
    f.flaky = true;
    EXPECT_EQ(severity_of(f), Severity::kLow);
  }
}

TEST(StoryTest, SectionsBecomeStoriesAndTheirFactsAreTakenOut) {
  const auto stories = read_stories(
      "# Findings\n\nHead.\n\n## PyPy: a `thing`\n\nIt happens.\n\n- Severity: high, security\n- "
      "Status: "
      "unreported\n\n```python\n## no story\n- Severity: low\n```\n\n## Other\nText.\n");
  ASSERT_EQ(stories.size(), 2u);
  EXPECT_EQ(stories[0].id, "pypy-a-thing");
  EXPECT_EQ(stories[0].severity, "high");
  EXPECT_TRUE(stories[0].security);
  EXPECT_EQ(stories[0].status, "unreported");
  EXPECT_NE(stories[0].text.find("## no story\n- Severity: low"), std::string::npos);
  EXPECT_EQ(story_of(stories, "docs/findings.md, PyPy: a `thing`"), 0u);
  EXPECT_FALSE(story_of(stories, "docs/findings.md"));
}

}  // namespace
}  // namespace parallax
