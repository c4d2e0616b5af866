// The functions of an exported C++ program, as text.
#ifndef PARALLAX_HARNESS_TRIAGE_CPP_HELPERS_H_
#define PARALLAX_HARNESS_TRIAGE_CPP_HELPERS_H_

#include <string_view>

namespace parallax {

extern const std::string_view
    kCppHelpers;  // includes and functions; PEM texts and `main` come behind
extern const std::string_view kCppClock;  // a clock of the program's own, for scripts that set it

}  // namespace parallax

#endif  // PARALLAX_HARNESS_TRIAGE_CPP_HELPERS_H_
