// Credentials: certificates and keys from anywhere, where an engine looks for them.
//
// Engines take certificates by name from one folder (NAME.pem, NAME.key: corpus/pki). Names of the test PKI
// are used as they are. A file becomes a name in a folder of its own, with links to the test PKI beside it,
// which is removed at the end.
//
// Threads: one. Errors: a sentence, with the file.
#ifndef PARALLAX_HARNESS_LOOPBACK_CREDENTIALS_H_
#define PARALLAX_HARNESS_LOOPBACK_CREDENTIALS_H_

#include <filesystem>
#include <string>
#include <tl/expected.hpp>

namespace parallax::loopback {

class Credentials {
 public:
  explicit Credentials(std::filesystem::path pki) : pki_(std::move(pki)) {}
  ~Credentials();
  Credentials(const Credentials&) = delete;
  Credentials& operator=(const Credentials&) = delete;

  // The name that stands for `certificate`, a name of the test PKI or a file of PEM, a chain leaf first, with
  // its key in the file `key`, where it has one and it is not in the same file.
  tl::expected<std::string, std::string> name_of(const std::string& certificate,
                                                 const std::string& key = {});
  // The folder that an engine is to be made with.
  std::filesystem::path folder() const { return own_.empty() ? pki_ : own_; }

 private:
  tl::expected<void, std::string> make_folder();

  std::filesystem::path pki_, own_;
  int count_ = 0;
};

}  // namespace parallax::loopback

#endif  // PARALLAX_HARNESS_LOOPBACK_CREDENTIALS_H_
