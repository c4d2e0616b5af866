// Interpreters: from a word, as people write it, to an engine.
//
//   python3.13, pypy3     a command: on PATH, under ~/.pyenv/versions, in the roots given
//   3.13, 3.6.15          a version that pyenv or a root has
//   /opt/python/bin/py    a path
//   python:…, cmd:…       any engine (harness/host/registry.h)
//
// Threads: pure, but for looking at the disk. Errors say where was looked.
#ifndef PARALLAX_HARNESS_PARITY_INTERPRETERS_H_
#define PARALLAX_HARNESS_PARITY_INTERPRETERS_H_

#include <filesystem>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "harness/host/registry.h"

namespace parallax {

struct Places {
  std::vector<std::filesystem::path> path;      // folders of programs, first first
  std::vector<std::filesystem::path> versions;  // folders of VERSION/bin/python, as pyenv's
};

// PATH, without pyenv's shims (scripts that choose a version), ~/.pyenv/versions, and of each root
// bin, usr/bin, usr/local/bin and versions.
Places places_of(const std::vector<std::string>& roots);

// `module` is what stands in for ssl; empty for ssl itself.
tl::expected<EngineSpec, std::string> find_interpreter(std::string_view word,
                                                       const std::string& module,
                                                       const Places& places);

// Every Python 3 that is found, each once by what it really is, with `module` in it.
std::vector<EngineSpec> all_interpreters(const std::string& module, const Places& places);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_PARITY_INTERPRETERS_H_
