// In: names of shared libraries. Out: libcurl's functions from the first that is there.
// Refuses: a machine that has none, and a library that lacks one of the functions.
#include "signing/curl_library.hpp"

#include <fmt/format.h>

#include "base/late_library.hpp"

namespace engross {
namespace {

Diagnostic no_http(const std::string& reason) {
  return error(
      "signing.no-http", {},
      fmt::format("time stamps and revocation data are asked for over HTTP, but libcurl cannot be used: {}", reason),
      {"install it: apt-get install libcurl4", "or sign at level b-b, which asks nobody"});
}

}  // namespace

Result<CurlLibrary> open_curl(const std::vector<std::string>& names) {
  LateLibrary library(names);
  CurlLibrary curl;
  library.take("curl_global_init", curl.global_init)
      .take("curl_easy_init", curl.easy_init)
      .take("curl_easy_reset", curl.easy_reset)
      .take("curl_easy_cleanup", curl.easy_cleanup)
      .take("curl_easy_setopt", curl.easy_setopt)
      .take("curl_easy_getinfo", curl.easy_getinfo)
      .take("curl_easy_perform", curl.easy_perform)
      .take("curl_easy_strerror", curl.easy_strerror)
      .take("curl_slist_append", curl.slist_append)
      .take("curl_slist_free_all", curl.slist_free_all);
  if (!library.is_whole()) return fail(no_http(library.reason()));
  if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return fail(no_http("it does not start"));
  return curl;
}

}  // namespace engross
