#include "reports/story.h"

#include <cctype>

namespace parallax {
namespace {

constexpr std::size_t kLongestSlug = 60;  // of a file's name and an address

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ' || text.back() == '\r'))
    text.remove_suffix(1);
  while (!text.empty() && (text.front() == '\n' || text.front() == ' ')) text.remove_prefix(1);
  return text;
}

// Takes "- Severity: high, security" and its like; false if the line is something else.
bool take_fact(std::string_view line, FindingStory* story) {
  const auto value = [&](std::string_view label, std::string* to) {
    if (!line.starts_with(label)) return false;
    *to = trimmed(line.substr(label.size()));
    return true;
  };
  if (value("- Severity:", &story->severity)) {
    const std::size_t comma = story->severity.find(',');
    story->security = story->severity.find("security") != std::string::npos;
    story->severity.resize(std::min(comma, story->severity.size()));
    return true;
  }
  return value("- Versions:", &story->versions) || value("- Status:", &story->status);
}

}  // namespace

std::string slug_of(std::string_view text) {
  std::string slug;
  for (const char c : text) {
    if (slug.size() == kLongestSlug) break;
    const auto octet = static_cast<unsigned char>(c);
    if (octet < 0x80 && std::isalnum(octet) != 0)
      slug += static_cast<char>(std::tolower(octet));
    else if (!slug.empty() && slug.back() != '-')
      slug += '-';
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

std::vector<FindingStory> read_stories(std::string_view markdown) {
  std::vector<FindingStory> stories;
  bool fenced = false;
  while (!markdown.empty()) {
    const std::size_t end = std::min(markdown.find('\n'), markdown.size());
    const std::string_view line = markdown.substr(0, end);
    markdown.remove_prefix(std::min(end + 1, markdown.size()));
    if (line.starts_with("```")) fenced = !fenced;
    if (!fenced && line.starts_with("## ")) {
      FindingStory story;
      story.title = trimmed(line.substr(3));
      story.id = slug_of(story.title);
      stories.push_back(std::move(story));
      continue;
    }
    if (stories.empty()) continue;
    if (fenced || !take_fact(line, &stories.back())) (stories.back().text += line) += '\n';
  }
  for (FindingStory& story : stories) story.text = trimmed(story.text);
  return stories;
}

std::optional<std::size_t> story_of(const std::vector<FindingStory>& stories,
                                    std::string_view source) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < stories.size(); ++i) {
    if (stories[i].title.empty() || source.find(stories[i].title) == std::string_view::npos)
      continue;
    if (!best || stories[i].title.size() > stories[*best].title.size()) best = i;
  }
  return best;
}

}  // namespace parallax
