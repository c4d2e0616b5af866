#include "harness/loopback/application.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

namespace parallax::loopback {
namespace {

class Echo final : public Application {
 public:
  std::string take(std::string_view data) override { return std::string(data); }
};

// Both bound what one connection keeps in memory.
constexpr std::size_t kMostHead = std::size_t{64} << 10;
constexpr std::size_t kMostBody = std::size_t{64} << 20;
constexpr std::string_view kEndOfHead = "\r\n\r\n";

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// The head of a request, as far as the answer needs it.
struct Request {
  std::string method, path;
  std::size_t length = 0;
  bool last = false;  // the client closes after it
};

std::optional<Request> read_head(std::string_view head) {
  const std::string_view line = head.substr(0, head.find("\r\n"));
  const std::size_t one = line.find(' '), two = line.rfind(' ');
  if (one == std::string_view::npos || two == one) return std::nullopt;
  const std::string_view version = line.substr(two + 1);
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return std::nullopt;
  Request request{std::string(line.substr(0, one)),
                  std::string(line.substr(one + 1, two - one - 1)), 0, version == "HTTP/1.0"};
  head.remove_prefix(std::min(line.size() + 2, head.size()));
  while (!head.empty()) {
    const std::string_view field = head.substr(0, head.find("\r\n"));
    head.remove_prefix(std::min(field.size() + 2, head.size()));
    const std::size_t colon = field.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const std::string name = lower(field.substr(0, colon));
    std::string_view value = field.substr(colon + 1);
    while (value.starts_with(' ') || value.starts_with('\t')) value.remove_prefix(1);
    while (value.ends_with(' ') || value.ends_with('\t')) value.remove_suffix(1);
    if (name == "connection")
      request.last = lower(value) != "keep-alive" && (request.last || lower(value) == "close");
    if (name == "transfer-encoding") return std::nullopt;  // nothing that drives us needs it
    if (name == "content-length") {
      const auto length = number(value);
      if (!length) return std::nullopt;
      request.length = *length;
    }
  }
  return request;
}

std::string response(std::string_view status, std::string_view body, bool last, bool with_body) {
  return fmt::format(
      "HTTP/1.1 {}\r\nContent-Type: text/plain\r\nContent-Length: {}\r\nConnection: {}\r\n\r\n{}",
      status, body.size(), last ? "close" : "keep-alive", with_body ? body : std::string_view());
}

class Http final : public Application {
 public:
  explicit Http(std::string greeting) : greeting_(std::move(greeting)) {}

  std::string take(std::string_view data) override {
    in_ += data;
    std::string out;
    while (!over_ && !in_.empty()) {
      const std::size_t end = in_.find(kEndOfHead);
      if (end == std::string::npos) {
        if (in_.size() > kMostHead) out += refuse("413 Content Too Large");
        break;
      }
      const auto request = read_head(std::string_view(in_).substr(0, end));
      if (!request) {
        out += refuse("400 Bad Request");
        break;
      }
      if (request->length > kMostBody) {
        out += refuse("413 Content Too Large");
        break;
      }
      const std::size_t start = end + kEndOfHead.size();
      if (in_.size() - start < request->length) break;
      out += answer(*request, std::string_view(in_).substr(start, request->length));
      in_.erase(0, start + request->length);
      over_ = request->last;
    }
    return out;
  }
  bool over() const override { return over_; }

 private:
  std::string refuse(std::string_view status) {
    over_ = true;
    return response(status, status, true, true);
  }

  std::string answer(const Request& request, std::string_view body) const {
    const bool head = request.method == "HEAD";
    if (request.method == "POST" || request.method == "PUT")
      return response("200 OK", body, request.last, true);
    if (!head && request.method != "GET")
      return response("405 Method Not Allowed", "", request.last, true);
    constexpr std::string_view kOctets = "/octets/";
    if (request.path.starts_with(kOctets)) {
      const auto size = number(std::string_view(request.path).substr(kOctets.size()));
      if (!size || *size > kMostBody) return response("404 Not Found", "", request.last, !head);
      return response("200 OK", std::string(*size, 'x'), request.last, !head);
    }
    return response("200 OK", fmt::format("{}\n{} {}\n", greeting_, request.method, request.path),
                    request.last, !head);
  }

  std::string greeting_, in_;
  bool over_ = false;
};

}  // namespace

std::unique_ptr<Application> make_echo() { return std::make_unique<Echo>(); }

std::unique_ptr<Application> make_http(std::string greeting) {
  return std::make_unique<Http>(std::move(greeting));
}

}  // namespace parallax::loopback
