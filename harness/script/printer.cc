// The canonical layout of scripts and steps.
#include <algorithm>

#include "harness/script/script.h"

namespace parallax {
namespace {

constexpr std::size_t kNoLimit = static_cast<std::size_t>(-1);
constexpr std::size_t kIndent = 4;
constexpr std::size_t kWidth = 100;       // a reaction goes on one line if it fits
constexpr std::size_t kArrowColumn = 44;  // arrows line up no further right than this

void print_head(std::string& out, const Step& step) {
  const StepDef& def = step_def(step.kind);
  switch (def.form) {
    case Form::kSet:
      out += step.target;
      out += " =";
      break;
    case Form::kMethod:
    case Form::kAttribute:
      out += step.target;
      out += '.';
      out += def.word;
      break;
    case Form::kDirective:
    case Form::kLet:
    case Form::kBlock:
      out += def.word;
      if (!step.target.empty()) {
        out += ' ';
        out += step.target;
      }
      if (def.form == Form::kLet) out += " =";
      break;
  }
  for (const Argument& argument : step.arguments) {
    out += ' ';
    if (!argument.key.empty()) {
      out += argument.key;
      out += '=';
    }
    print_to(out, argument.value, kNoLimit);
  }
}

void print_expected(std::string& out, const Step& step) {
  for (std::size_t i = 0; i < step.expected.size(); ++i) {
    out += i == 0 ? "-> " : " | ";
    out += print(step.expected[i]);
  }
}

void print_line(std::string& out, const Step& step, bool with_expected) {
  print_head(out, step);
  if (step.kind == StepKind::kOn) {
    out += " {";
    for (std::size_t i = 0; i < step.body.size(); ++i) {
      out += i == 0 ? " " : "; ";
      print_line(out, step.body[i], with_expected);
    }
    out += " }";
  }
  if (with_expected && !step.expected.empty()) {
    out += ' ';
    print_expected(out, step);
  }
}

bool has_layout(const std::vector<Step>& body) {
  return std::any_of(body.begin(), body.end(), [](const Step& step) {
    return !step.comments.empty() || !step.remark.empty() || !step.end_comments.empty() ||
           has_layout(step.body);
  });
}

class Layout {
 public:
  explicit Layout(std::string& out) : out_(out) {}

  void steps(const std::vector<Step>& steps, std::size_t indent) {
    std::vector<std::string> heads(steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i) heads[i] = head(steps[i], indent);
    std::size_t column = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (i == 0 || !steps[i].comments.empty()) column = arrow_column(steps, heads, i);
      comments(steps[i].comments, indent, i == 0);
      step(steps[i], heads[i], column, indent);
    }
  }

  // Empty lines stand between things, one at a time: none at the beginning of a text or a reaction.
  void comments(const std::vector<std::string>& lines, std::size_t indent, bool opens) {
    bool empty = opens;
    for (const std::string& line : lines) {
      if (line.empty() && empty) continue;
      empty = line.empty();
      if (!empty) out_.append(indent, ' ') += line;
      out_ += '\n';
    }
  }

  // The same at the end of a text or a reaction, where no empty line stands either.
  void closing_comments(std::vector<std::string> lines, std::size_t indent, bool opens) {
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    comments(lines, indent, opens);
  }

 private:
  // The step without its expectation; empty if it takes several lines.
  static std::string head(const Step& step, std::size_t indent) {
    std::string text;
    if (step.kind == StepKind::kOn) {
      if (has_layout(step.body) || !step.end_comments.empty()) return {};
      print_line(text, step, true);
      if (indent + text.size() > kWidth) return {};
      Step bare = step;
      bare.expected.clear();
      text.clear();
      print_line(text, bare, true);
      return text;
    }
    print_head(text, step);
    return text;
  }

  // Where the arrows of a paragraph line up: behind its longest step that is not over-long.
  static std::size_t arrow_column(const std::vector<Step>& steps,
                                  const std::vector<std::string>& heads, std::size_t first) {
    std::size_t column = 0;
    for (std::size_t i = first; i < steps.size() && (i == first || steps[i].comments.empty());
         ++i) {
      if (!steps[i].expected.empty() && heads[i].size() <= kArrowColumn)
        column = std::max(column, heads[i].size());
    }
    return column;
  }

  void step(const Step& step, const std::string& head, std::size_t column, std::size_t indent) {
    out_.append(indent, ' ');
    std::size_t width = head.size();
    if (head.empty()) {
      print_head(out_, step);
      out_ += " {\n";
      steps(step.body, indent + kIndent);
      closing_comments(step.end_comments, indent + kIndent, step.body.empty());
      out_.append(indent, ' ') += '}';
      width = column;
    } else {
      out_ += head;
    }
    if (!step.expected.empty()) {
      out_.append(1 + (width < column ? column - width : 0), ' ');
      print_expected(out_, step);
    }
    if (!step.remark.empty()) {
      out_ += "  # ";
      out_ += step.remark;
    }
    out_ += '\n';
  }

  std::string& out_;
};

}  // namespace

std::string print(const Expected& expected) {
  if (expected.any_value) return std::string(class_word(expected.outcome));
  return print(expected.outcome);
}

std::string print(const Step& step, bool with_expected) {
  std::string out;
  print_line(out, step, with_expected);
  return out;
}

std::string print(const Script& script) {
  std::string out;
  Layout layout(out);
  layout.steps(script.steps, 0);
  layout.closing_comments(script.trailing_comments, 0, script.steps.empty());
  return out;
}

}  // namespace parallax
