// Installation: where everything is on disk.
//
// Three layouts, found from where the running program is:
//   installed   PREFIX/bin/parallax, PREFIX/lib/parallax/*.so, PREFIX/share/parallax/{corpus,engines,…}
//   one folder  OUT/fuzz_script, OUT/lib/parallax/*.so, OUT/share/parallax/…: as OSS-Fuzz has it
//   build tree  BUILD/bin/parallax, BUILD/lib/parallax/*.so, and the source tree it was built from
// Engines that a user adds (`parallax engines add`) are in the user's own folder:
//   $PARALLAX_HOME/engines, else $XDG_DATA_HOME/parallax/engines, else ~/.local/share/parallax/engines
//
// Thread safety: immutable once made.
#ifndef PARALLAX_HARNESS_HOST_INSTALLATION_H_
#define PARALLAX_HARNESS_HOST_INSTALLATION_H_

#include <filesystem>
#include <string>
#include <vector>

namespace parallax {

class Installation {
 public:
  // From the running program (/proc/self/exe).
  static Installation find();
  // `binary` is the program's path, `source` the source tree to fall back on.
  Installation(const std::filesystem::path& binary, const std::filesystem::path& source);

  std::filesystem::path data() const {
    return data_;
  }  // what share/parallax or the source tree holds
  std::filesystem::path corpus() const { return data_ / "corpus"; }
  std::filesystem::path pki() const { return data_ / "corpus" / "pki"; }
  std::filesystem::path expectations() const { return data_ / "corpus" / "expectations"; }
  std::filesystem::path python_engine() const { return data_ / "engines" / "python" / "engine.py"; }
  // Where Python 2.7 finds the package pep546: with the native form where that was built.
  std::filesystem::path backport() const { return backport_; }
  std::filesystem::path host_program() const { return bin_ / "parallax-host"; }
  std::filesystem::path clock_library() const { return libraries_ / "libparallax_clock.so"; }
  std::filesystem::path engine_library(const std::string& name) const;
  std::filesystem::path user_engines() const { return user_; }
  // The names of all engines that are shared objects, the peer's left out, sorted.
  std::vector<std::string> engine_names() const;

 private:
  std::filesystem::path bin_, libraries_, data_, user_, backport_;
};

// The peer's library name: an engine like any other, never a subject.
inline constexpr const char* kPeerEngine = "peer";
// OpenSSL with bugs that are off until asked for (engines/planted/protocol.h): no engine by itself.
inline constexpr const char* kPlantedEngine = "planted_tls";

}  // namespace parallax

#endif  // PARALLAX_HARNESS_HOST_INSTALLATION_H_
