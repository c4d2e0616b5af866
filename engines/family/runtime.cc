#include "engines/family/runtime.h"

#include <cerrno>
#include <utility>

namespace parallax::family {
namespace {
thread_local Stream* selected = nullptr;
thread_local Stream* base = nullptr;
thread_local Recording* recording = nullptr;
thread_local std::uint64_t draws = 0;
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
      outer_stream_(std::exchange(selected, &stream)),
      outer_base_(std::exchange(base, &runtime.base)),
      outer_recording_(std::exchange(recording, record)),
      outer_errno_(std::exchange(errno, runtime.saved_errno)),
      outer_notes_(std::exchange(runtime.notes, {})),
      draws_before_(draws) {}

Outcome Guard::finish(Outcome outcome) {
  std::vector<Note>& notes = outcome.notes();
  notes.insert(notes.end(), runtime_.notes.begin(), runtime_.notes.end());
  runtime_.notes.clear();
  return outcome;
}

Guard::~Guard() {
  runtime_.saved_errno = errno;
  errno = outer_errno_;
  selected = outer_stream_;
  // The engine last at work keeps the thread's base; its Runtime may be gone by the next draw, so
  // the outermost guard gives it back.
  base = outer_base_;
  recording = outer_recording_;
  runtime_.notes = std::move(outer_notes_);
}

void draw(void* out, std::size_t length) {
  // A thread that no script knows (`disturb thread`) has a stream of its own.
  static thread_local Stream stranger(0, "");
  Stream* stream = selected != nullptr ? selected : base != nullptr ? base : &stranger;
  stream->draw(out, length);
  ++draws;
  if (recording != nullptr) recording->emplace_back(static_cast<const char*>(out), length);
}

bool Guard::has_drawn() const { return draws != draws_before_; }

}  // namespace parallax::family
