// A script as Python: one writer a script.
#ifndef PARALLAX_HARNESS_TRIAGE_PYTHON_WRITER_H_
#define PARALLAX_HARNESS_TRIAGE_PYTHON_WRITER_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/contract/options.h"
#include "harness/script/scope.h"
#include "harness/triage/writer.h"

namespace parallax {

class PythonWriter {
 public:
  explicit PythonWriter(const ExportOptions& options);
  Source write(const Script& script);

 private:
  using Lines = std::vector<std::string>;
  using Code = tl::expected<Lines, std::string>;  // the error is the reason alone

  // What carries the step out: either an expression, in `expression`, or statements. A step that an
  // exported program has no need of (`seed`) is neither.
  struct Doing {
    std::string expression;
    Lines statements;
  };
  tl::expected<Doing, std::string> doing(const Step& step);
  // The step with its label, called as `how` ("step", or "inner" in a callback).
  Code labelled(const Step& step, std::size_t index, std::string_view how);

  Source expression(const Value& value);
  Source joined(const std::vector<Value>& values);
  Source arguments(const Step& step);
  Source inner_step(const Call& call, std::size_t place);
  Source hooked(const Call& call);
  Source inspect(const Step& step);
  std::string path(std::string_view path);
  std::string place(std::string_view path, std::string_view attribute);  // `a.attribute`
  std::string end(std::string_view name);  // ("a", a, a_in, a_out), what pump() takes
  std::string buffer(std::string_view name, std::string_view which);
  std::string globals(const Step& step);

  Code make_context(const Step& step);
  void set_up(const Step& step, const ContextOptions& options, Lines* lines);
  Code make_object(const Step& step);
  Source move(const Step& step);
  Source pump(const Step& step);
  Source member(const Step& step);
  Code set(const Step& step);
  Code react(const Step& step);
  Code disturb(const Step& step);

  const ExportOptions& options_;
  Scope scope_;
  Identifiers identifiers_;
  PemFiles pems_;
  std::set<std::string, std::less<>> helpers_, dropped_;
  bool default_ciphers_ = false, subclass_ = false;
};

}  // namespace parallax

#endif  // PARALLAX_HARNESS_TRIAGE_PYTHON_WRITER_H_
