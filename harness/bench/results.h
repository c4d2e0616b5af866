// Results: what a bench run measured, in Google Benchmark's JSON form, with counters of ours.
//
// One entry a benchmark and repetition; a name is PATTERN/chunk:N/backlog:N behind SUITE/BUFFER/.
// Readers of the form know `name`, `real_time`, `cpu_time`, `time_unit`; counters are further numbers
// of an entry, and what a reader does not know it passes over.
#ifndef PARALLAX_HARNESS_BENCH_RESULTS_H_
#define PARALLAX_HARNESS_BENCH_RESULTS_H_

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace parallax::bench {

// One benchmark: its repetitions' times, nanoseconds of processor time a turn, and its counters.
struct Measured {
  std::string name;
  std::vector<double> times;
  std::map<std::string, double> counters;

  // Of `times`; 0 where there are none.
  double median() const;
  // Half the distance between the quartiles, over the median: the spread of the middle half.
  double spread() const;
};

class Results {
 public:
  // Adds the entries of one JSON document; entries of one name become one Measured. The error says
  // what is wrong with the text.
  tl::expected<void, std::string> add(std::string_view json);
  void add_counter(const std::string& name, const std::string& counter, double value);
  // Null where there is none of that name.
  const Measured* find(const std::string& name) const;
  const std::vector<Measured>& all() const { return all_; }
  // Machine, date, libraries: the `context` of the first document, and who the others' interpreters were.
  const nlohmann::json& context() const { return context_; }
  void set_context(const std::string& key, const std::string& value) { context_[key] = value; }
  // All of it, as one document of the same form.
  nlohmann::json json() const;

 private:
  Measured& entry(const std::string& name);

  std::vector<Measured> all_;
  std::map<std::string, std::size_t> places_;
  nlohmann::json context_;
};

// The parts of a benchmark's name; empty and 0 where it has no such part. `buffer` is whatever is
// compared: a buffer, an engine, a way of doing TLS. BM_Parse/64 is of the suite `harness`: its buffer
// is BM_Parse, its backlog 64.
struct Name {
  std::string suite, buffer, pattern;
  double chunk = 0, backlog = 0, record = 0;
};
Name split_name(const std::string& name);
std::string join_name(const Name& name);

// 16 B, 4 KiB, 64 MiB.
std::string size_text(double octets);
// Nanoseconds in the unit that reads best: 12.3 ns, 4.56 µs.
std::string time_text(double nanoseconds);

}  // namespace parallax::bench

#endif  // PARALLAX_HARNESS_BENCH_RESULTS_H_
