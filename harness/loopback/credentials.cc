#include "harness/loopback/credentials.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <system_error>

namespace parallax::loopback {
namespace fs = std::filesystem;

Credentials::~Credentials() {
  std::error_code error;
  if (!own_.empty()) fs::remove_all(own_, error);
}

tl::expected<void, std::string> Credentials::make_folder() {
  if (!own_.empty()) return {};
  std::error_code error;
  std::string pattern = (fs::temp_directory_path(error) / "parallax-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr)
    return tl::unexpected("cannot make a folder like " + pattern);
  own_ = pattern;
  for (const auto& entry : fs::directory_iterator(pki_, error))
    fs::create_symlink(fs::absolute(entry.path()), own_ / entry.path().filename(), error);
  return {};
}

tl::expected<std::string, std::string> Credentials::name_of(const std::string& certificate,
                                                            const std::string& key) {
  std::error_code error;
  const bool is_name = certificate.find('/') == std::string::npos;
  if (is_name && key.empty() && fs::exists(pki_ / (certificate + ".pem"), error))
    return certificate;
  for (const std::string& file : {certificate, key}) {
    if (!file.empty() && !fs::is_regular_file(file, error))
      return tl::unexpected(
          fmt::format("{}: neither a file nor a name in {}", file, pki_.string()));
  }
  if (auto made = make_folder(); !made) return tl::unexpected(made.error());
  std::string name = fmt::format("given-{}", ++count_);
  fs::create_symlink(fs::absolute(certificate), own_ / (name + ".pem"), error);
  if (!error)
    fs::create_symlink(fs::absolute(key.empty() ? certificate : key), own_ / (name + ".key"),
                       error);
  if (error) return tl::unexpected(fmt::format("{}: {}", certificate, error.message()));
  return name;
}

}  // namespace parallax::loopback
