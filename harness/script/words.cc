#include <algorithm>
#include <array>
#include <vector>

#include "harness/script/table.h"

namespace parallax {
namespace {

using std::string_view;

constexpr WordDoc kEvents[] = {
    {"sni", "a server saw a ClientHello: called with the server_name, or None"},
    {"keylog", "a secret was made: called with a line of the NSS key log format"},
    {"msg", "a message went by: called with direction, version, content type and message type"},
    {"psk", "a pre-shared key is asked for (Python 3.13 on): called with the hint or identity"},
};

constexpr WordDoc kKinds[] = {
    {"bytearray", "`bytearray(N)`, `bytearray(b\"…\")`: mutable, looked at again after the call"},
    {"memoryview", "`memoryview(X)`: a view of bytes, or of a bytearray and then writable"},
    {"array", "`array(\"i\", [1, 2])`: items longer than an octet; the type code first"},
    {"readonly", "`readonly(b\"…\")`: a read-only view"},
    {"strided", "`strided(b\"…\")`: every second octet of a buffer, which is not contiguous"},
    {"fill", "`fill(BYTE, N)`: one octet N times over, made inside the engine"},
    {"subclass", "`subclass(V)`: an instance of a subclass of the type of V (bytes, str, int, …)"},
    {"index", "`index(N)`: an object whose `__index__` gives N"},
    {"intlike", "`intlike(N)`: an object with `__int__` alone"},
    {"truth", "`truth(B)`: an object whose `__bool__` gives B"},
    {"lying_len", "`lying_len(N, b\"…\")`: a bytes subclass whose `__len__` says N"},
    {"lying_index", "`lying_index(V)`: an object whose `__index__` gives V, which is no int"},
    {"raises",
     "`raises(\"index\"|\"len\"|\"buffer\"|\"bool\", \"TYPE\")`: an object whose method raises"},
    {"runs",
     "`runs(\"index\"|\"len\"|\"buffer\"|\"bool\", \"STEP\", V)`: an object whose method runs a "
     "step, "
     "then gives V"},
    {"float", "`float(\"inf\")`, `float(\"-inf\")`, `float(\"nan\")`: numbers without a literal"},
    {"complex", "`complex(A, B)`: a complex number"},
    {"set", "`set([V, …])`: a set"},
    {"object", "`object()`: a plain object"},
    {"call",
     "`call(PATH, [V, …], {\"key\": V, …})`: what the callable gives; lists and dict may be left "
     "out"},
    {"raised", "`raised(\"STEP\")`: the exception that the step raises, None if it raises none"},
};

constexpr WordDoc kDisturbances[] = {
    {"errno", "sets errno to a number of something else"},
    {"error_queue", "leaves an error in the library's queue, as another module's failed call does"},
    {"hash", "asks for a hash that does not exist"},
    {"certificate", "loads a certificate that is none"},
    {"thread", "another thread uses the library, and fails"},
};

template <std::size_t n>
constexpr std::array<string_view, n> words_of(const WordDoc (&docs)[n]) {
  std::array<string_view, n> words;
  for (std::size_t i = 0; i < n; ++i) words[i] = docs[i].word;
  return words;
}
constexpr auto kEventWords = words_of(kEvents);
constexpr auto kKindWords = words_of(kKinds);

// Edit distance in which exchanging two neighbours counts once (Damerau-Levenshtein, restricted).
std::size_t distance(string_view a, string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({change, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    before = last;
    last = row;
  }
  return last[b.size()];
}

}  // namespace

string_view nearest(string_view word, std::span<const string_view> known) {
  constexpr std::size_t kFarthest = 3;
  // No known word is this long; the bound keeps a line of megabytes from being compared.
  constexpr std::size_t kLongest = 64;
  if (word.size() > kLongest) return {};
  string_view best;
  std::size_t least = std::min(kFarthest, word.size() / 2) + 1;
  for (const string_view candidate : known) {
    const std::size_t d = distance(word, candidate);
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

std::vector<string_view> all_words() {
  std::vector<string_view> words;
  for (const StepDef& def : step_table()) {
    if (def.form == Form::kSet) continue;
    if (std::find(words.begin(), words.end(), def.word) == words.end()) words.push_back(def.word);
  }
  return words;
}

std::span<const WordDoc> events() { return kEvents; }
std::span<const WordDoc> object_kinds() { return kKinds; }
std::span<const WordDoc> disturbances() { return kDisturbances; }
std::span<const string_view> event_words() { return kEventWords; }
std::span<const string_view> object_kind_words() { return kKindWords; }

}  // namespace parallax
