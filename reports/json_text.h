// JsonText: JSON, written as it goes.
//
// For the site's data, where a document object in memory would cost more than the text. What is not
// UTF-8 becomes U+FFFD; `<`, `>`, `&`, U+2028 and U+2029 are written as \uNNNN, so that the text may
// stand in a script element or in JavaScript. A text of more than kLongestText octets is cut, and
// says so: one engine's 10 MB message must not keep a page from opening.
//
// Threads: one writer belongs to one thread. Complexity: linear. Errors: none; what is opened must
// be closed by the caller. Source: RFC 8259.
#ifndef PARALLAX_REPORTS_JSON_TEXT_H_
#define PARALLAX_REPORTS_JSON_TEXT_H_

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace parallax {

class JsonText {
 public:
  static constexpr std::size_t kLongestText = 16384;

  JsonText& object() { return open('{'); }
  JsonText& array() { return open('['); }
  JsonText& end_object() { return close('}'); }
  JsonText& end_array() { return close(']'); }
  // The next value's name in an object. Names are ours: they are never what an engine said.
  JsonText& key(std::string_view name);
  JsonText& text(std::string_view text);
  JsonText& number(std::integral auto n) {
    comma();
    out_ += std::to_string(n);
    return *this;
  }
  JsonText& real(double n);
  JsonText& truth(bool b);
  JsonText& null();

  // `"name": value` of the usual kinds.
  JsonText& put(std::string_view name, std::string_view value) { return key(name).text(value); }
  JsonText& put(std::string_view name, std::integral auto n) { return key(name).number(n); }

  std::string take() { return std::move(out_); }
  std::size_t size() const { return out_.size(); }

 private:
  JsonText& open(char bracket);
  JsonText& close(char bracket);
  void comma();

  std::string out_;
  bool first_ = true;  // no comma before the next value
};

// A script file that hands `json` to the page under `name`: `parallax("name",'…');`. The JSON is in a
// string and is parsed, not run.
std::string data_file(std::string_view name, std::string_view json);

}  // namespace parallax

#endif  // PARALLAX_REPORTS_JSON_TEXT_H_
