#include "harness/bench/kinds.h"

#include <dlfcn.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "harness/fmt/print.h"
#include "harness/host/installation.h"

namespace parallax::bench {

std::vector<BufferKind> all_kinds() {
  std::size_t count = 0;
  const BufferKind* plain = plain_kinds(&count);
  std::vector<BufferKind> kinds(plain, plain + count);
  std::vector<std::string> files;
  std::error_code error;
  // Engines' libraries lie in the folder above, where each is taken for an engine.
  const auto folder = Installation::find().clock_library().parent_path() / "bench";
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".so") files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  for (const std::string& file : files) {
    void* library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    void* symbol = library == nullptr ? nullptr : dlsym(library, "parallax_buffer_kinds");
    if (symbol == nullptr) {
      print_err("parallax-bench: {}\n", dlerror());
      continue;
    }
    const BufferKind* found = reinterpret_cast<BufferKinds>(symbol)(&count);
    kinds.insert(kinds.end(), found, found + count);
  }
  return kinds;
}

}  // namespace parallax::bench
