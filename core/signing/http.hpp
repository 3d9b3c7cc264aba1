// One question over HTTP and its answer, behind a function, so that what asks can be tested without a network.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace engross {

struct HttpRequest {
  std::string url;  // http or https; user:password@ in it is sent as basic authentication, and never printed
  std::string content_type = {};                  // of the body
  std::string body = {};                          // empty: GET, else POST
  std::size_t most_bytes = std::size_t{1} << 20;  // of the answer's body
};

// The body of an answer with status 200. Errors: "signing.http" (whom it asked, what happened, how often it was tried,
// what to do) and "signing.no-http" (libcurl is not installed). May be called from several threads at once.
using Exchange = std::function<Result<std::string>(const HttpRequest&)>;

struct HttpOptions {
  std::chrono::milliseconds connect_timeout{5'000};  // of each attempt
  std::chrono::milliseconds whole_timeout{20'000};   // of all attempts and the pauses between them
  int attempts = 3;                      // after failed connections, HTTP 429 and 5xx; never after another answer
  std::chrono::milliseconds pause{500};  // before the second attempt; doubled each time; Retry-After may lengthen it
  std::vector<std::string> libraries{"libcurl.so.4", "libcurl-gnutls.so.4"};  // where libcurl is looked for
};

// By libcurl, which is opened when the first request is made. Connections are kept between requests. At most 3
// redirects, to http or https only. Proxies as in the environment (http_proxy, https_proxy, no_proxy); certificates of
// https are checked against the system's authorities.
Exchange http_exchange(HttpOptions options = {});

// Whether anything can be asked over HTTP on this machine at all. Error: "signing.no-http".
Result<void> http_is_there(const HttpOptions& options = {});

// Whether it can be asked at all: http or https.
bool is_http(std::string_view address);

// The address as it may be shown: "https://user:password@host/" as "https://***@host/", control characters as %XX.
std::string shown_address(std::string_view url);

}  // namespace engross
