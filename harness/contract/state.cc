#include "harness/contract/state.h"

#include <fmt/format.h>

#include "harness/contract/value.h"

namespace parallax {
namespace {

void print_bio(std::string& out, const char* name, const BioState& bio) {
  fmt::format_to(std::back_inserter(out), "\"{}\": [{}, {}]", name, bio.pending,
                 bio.eof ? "True" : "False");
}

void print_optional(std::string& out, const char* name, const std::string& text) {
  fmt::format_to(std::back_inserter(out), ", \"{}\": ", name);
  if (text.empty()) {
    out += "None";
  } else {
    print_text_to(out, text);
  }
}

}  // namespace

std::string print(const State& state) {
  std::string out = "{";
  if (state.kind != State::Kind::kAbsent) print_bio(out, "in", state.in);
  if (state.kind == State::Kind::kObject) {
    out += ", ";
    print_bio(out, "out", state.out);
    fmt::format_to(std::back_inserter(out), ", \"pending\": {}", state.pending);
    print_optional(out, "version", state.version);
    print_optional(out, "cipher", state.cipher);
    print_optional(out, "alpn", state.alpn);
    out += state.session_reused ? ", \"reused\": True" : ", \"reused\": False";
  }
  return out + "}";
}

}  // namespace parallax
