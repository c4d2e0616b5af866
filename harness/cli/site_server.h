// SiteServer: a folder on a loopback address, for `parallax report --serve`. Files only, GET and HEAD only.
//
// It answers no name but localhost and loopback addresses, so that no page elsewhere can read a report by
// having its own name point here. Paths are taken apart and stay below the folder.
//
// Threads: one; it serves until interrupted() is set. Source: RFC 9110; RFC 9112, sections 3 and 6.
#ifndef PARALLAX_HARNESS_CLI_SITE_SERVER_H_
#define PARALLAX_HARNESS_CLI_SITE_SERVER_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace parallax {

// Serves until a signal comes. Prints "serving http://127.0.0.1:PORT/" on stdout. Port 0: any free one.
tl::expected<void, std::string> serve_site(const std::filesystem::path& folder, std::uint16_t port);

}  // namespace parallax

#endif  // PARALLAX_HARNESS_CLI_SITE_SERVER_H_
