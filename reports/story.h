// Story: one section of docs/findings.md, told by a person: title, severity, status and text.
//
//   story = "## " title LF text               ; text goes on to the next "## "
//   text  = paragraphs, of which lines "- Severity: W", "- Versions: W" and "- Status: W" are taken out
//
// A finding's story is one whose title its expectation's source names ("docs/findings.md, TITLE").
//
// Threads: pure. Complexity: linear. Errors: none; what is not of this form is text.
#ifndef PARALLAX_REPORTS_STORY_H_
#define PARALLAX_REPORTS_STORY_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parallax {

struct FindingStory {
  std::string title, id;  // id: letters, digits and `-`, for addresses
  std::string severity;   // "high", "medium", "low", or what stands there
  bool security = false;
  std::string versions, status;
  std::string text;  // Markdown: paragraphs and fenced programs
};

std::vector<FindingStory> read_stories(std::string_view markdown);

// The story whose title stands in `source`; the longest, if several do.
std::optional<std::size_t> story_of(const std::vector<FindingStory>& stories,
                                    std::string_view source);

// Letters and digits in lower case, `-` between; at most 60.
std::string slug_of(std::string_view text);

}  // namespace parallax

#endif  // PARALLAX_REPORTS_STORY_H_
