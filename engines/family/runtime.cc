#include "engines/family/runtime.h"

#include <cerrno>
#include <utility>

namespace parallax::family {
namespace {
constinit thread_local Selection here;
}  // namespace

void Runtime::unraisable(const PythonError& error) {
  std::string text;
  print_text_to(text, error.message.empty() ? error.type : error.type + ": " + error.message);
  notes.push_back({"unraisable", std::move(text)});
}

void Runtime::warning(std::string_view category, std::string_view message) {
  std::string text;
  print_text_to(text, std::string(category) + ": " + std::string(message));
  notes.push_back({"warning", std::move(text)});
}

Guard::Guard(Runtime& runtime, Stream& stream, Recording* record)
    : runtime_(runtime),
      here_(here),
      outer_(here_),
      outer_errno_(std::exchange(errno, runtime.saved_errno)),
      outer_notes_(std::exchange(runtime.notes, {})) {
  here_.stream = &stream;
  here_.base = &runtime.base;
  here_.recording = record;
}

Outcome Guard::finish(Outcome outcome) {
  std::vector<Note>& notes = outcome.notes();
  notes.insert(notes.end(), runtime_.notes.begin(), runtime_.notes.end());
  runtime_.notes.clear();
  return outcome;
}

Guard::~Guard() {
  runtime_.saved_errno = errno;
  errno = outer_errno_;
  // The engine last at work keeps the thread's base; its Runtime may be gone by the next draw, so
  // the outermost guard gives it back.
  here_.stream = outer_.stream;
  here_.base = outer_.base;
  here_.recording = outer_.recording;
  runtime_.notes = std::move(outer_notes_);
}

void draw(void* out, std::size_t length) {
  // A thread that no script knows (`disturb thread`) has a stream of its own.
  static thread_local Stream stranger(0, "");
  Stream* stream = here.stream != nullptr ? here.stream
                   : here.base != nullptr ? here.base
                                          : &stranger;
  stream->draw(out, length);
  ++here.draws;
  if (here.recording != nullptr)
    here.recording->emplace_back(static_cast<const char*>(out), length);
}

bool Guard::has_drawn() const { return here_.draws != outer_.draws; }

}  // namespace parallax::family
