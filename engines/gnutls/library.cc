#include "engines/gnutls/library.h"

#include <dlfcn.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <sys/time.h>

#include <cstdint>
#include <ctime>

namespace parallax::gnutls {
namespace {

thread_local Stream* selected = nullptr;
thread_local std::uint64_t draws = 0;

using RndFunction = int (*)(gnutls_rnd_level_t, void*, std::size_t);
using GettimeFunction = void (*)(timespec*);
using SetGettimeFunction = void (*)(GettimeFunction);

// A symbol of libgnutls itself, past the one of the same name here.
void* library_symbol(const char* name) {
  static void* const handle = dlopen("libgnutls.so.30", RTLD_NOW | RTLD_NOLOAD);
  return handle == nullptr ? nullptr : dlsym(handle, name);
}

RndFunction library_rnd() {
  static const RndFunction function = reinterpret_cast<RndFunction>(library_symbol("gnutls_rnd"));
  return function;
}

// Both ask the process, whose main program may have a clock of its own (harness/contract/clock.h).
std::time_t script_time(std::time_t* out) { return std::time(out); }

void script_gettime(timespec* out) {
  timeval now{};
  gettimeofday(&now, nullptr);
  out->tv_sec = now.tv_sec;
  out->tv_nsec = now.tv_usec * 1000;
}

bool draws_reach_us() {
  Stream stream(1, "probe");
  const Draw draw(stream);
  const std::uint64_t before = draws;
  gnutls_datum_t key{};
  const bool made = gnutls_key_generate(&key, 16) == GNUTLS_E_SUCCESS;
  gnutls_free(key.data);
  return made && draws != before;
}

LibraryFacts set_up() {
  LibraryFacts facts;
  facts.draws_are_ours = draws_reach_us();
  gnutls_global_set_time_function(script_time);
  // Ages of TLS 1.3 tickets are told by another clock, which only a private symbol sets.
  auto* const set_gettime =
      reinterpret_cast<SetGettimeFunction>(library_symbol("_gnutls_global_set_gettime_function"));
  if (set_gettime != nullptr) set_gettime(script_gettime);
  facts.clock_is_ours = set_gettime != nullptr;
  return facts;
}

}  // namespace

const LibraryFacts& library() {
  static const LibraryFacts facts = set_up();
  return facts;
}

Draw::Draw(Stream& stream) : before_(selected) { selected = &stream; }
Draw::~Draw() { selected = before_; }

}  // namespace parallax::gnutls

extern "C" __attribute__((visibility("default"))) int gnutls_rnd(gnutls_rnd_level_t level,
                                                                 void* data, std::size_t length) {
  using namespace parallax::gnutls;
  if (selected != nullptr) {
    ++draws;
    selected->draw(data, length);
    return GNUTLS_E_SUCCESS;
  }
  const RndFunction function = library_rnd();
  return function == nullptr || function == &gnutls_rnd ? GNUTLS_E_RANDOM_FAILED
                                                        : function(level, data, length);
}
