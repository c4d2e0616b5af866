// Lexer: the smallest pieces of the text form, read from a position.
//
// One Lexer walks over one text. Every function either moves past what it read and succeeds, or
// leaves the first error in error() and fails; after a failure nothing more is read. Spaces and
// tabs between pieces are skipped by skip_space(); a newline is a piece of its own.
//
// Threads: one Lexer belongs to one thread. The text must outlive it. Complexity: linear; octets
// between quotes that stand for themselves are copied in runs.
#ifndef PARALLAX_HARNESS_SCRIPT_LEXER_H_
#define PARALLAX_HARNESS_SCRIPT_LEXER_H_

#include <string>
#include <string_view>

#include "harness/script/script.h"

namespace parallax {

// Octets that a bare word is made of (`1.2-1.3`, `h2,http/1.1`), and a name.
bool is_word_char(char c);
bool is_name_start(char c);
bool is_name_char(char c);
// True for None, True and False, which are values and never names.
bool is_reserved(std::string_view name);
// True for `a` and `a.in`: names, not reserved, joined by points.
bool is_path(std::string_view text);

class Lexer {
 public:
  Lexer(std::string_view text, std::string_view file) : text_(text), file_(file) {}

  bool at_end() const { return at_ == text_.size(); }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  bool looking_at(std::string_view what) const { return text_.substr(at_).starts_with(what); }
  std::size_t position() const { return at_; }
  int line() const { return line_; }
  void advance(std::size_t octets) { at_ += octets; }

  void skip_space();
  // True at the end of a line or of the text, or before a comment.
  bool at_line_end() const;
  // Moves past a newline, and counts it.
  void next_line();
  // Moves to the end of the line; gives what stood there, without spaces at its end.
  std::string_view rest_of_line();
  // Moves past `c` if it is next.
  bool accept(char c);
  bool expect(char c, std::string_view after);

  // A name; empty if there is none. A path of names; empty if there is none.
  std::string_view name();
  std::string_view path();
  // A run of is_word_char; empty if there is none.
  std::string_view word();

  // Literals. `b"…"` and `"…"` begin at the quote or the b; a number at its sign or digit.
  bool bytes(std::string* octets);
  bool text(std::string* utf8);
  bool number(Value* value);

  // Records an error here, or at `position`. Always false, so that `return fail(…)` reads well.
  bool fail(std::string message);
  bool fail_at(std::size_t position, std::string message);
  bool failed() const { return failed_; }
  const SyntaxError& error() const { return error_; }
  // What stands here, for messages: "`mvoe`", "the end of the line".
  std::string got() const;

 private:
  bool quoted(std::string* out, bool is_text);
  bool escape(std::string* out, bool is_text);
  bool hex(std::size_t digits, char32_t* code);

  std::string_view text_;
  std::string_view file_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
  SyntaxError error_;
  bool failed_ = false;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_SCRIPT_LEXER_H_
