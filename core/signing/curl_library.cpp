// In: names of shared libraries. Out: libcurl's functions from the first that is there.
// Refuses: a machine that has none, and a library that lacks one of the functions.
#include "signing/curl_library.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

namespace engross {
namespace {

std::string loader_reason() {
  const char* words = ::dlerror();
  return words != nullptr ? words : "no reason given";
}

Diagnostic no_http(const std::string& reason) {
  return error(
      "signing.no-http", {},
      fmt::format("time stamps and revocation data are asked for over HTTP, but libcurl cannot be used: {}", reason),
      {"install it: apt-get install libcurl4", "or sign at level b-b, which asks nobody"});
}

template <class Function>
bool take(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  return function != nullptr;
}

}  // namespace

Result<CurlLibrary> open_curl(const std::vector<std::string>& names) {
  void* library = nullptr;
  std::string reason;
  for (const std::string& name : names) {
    library = ::dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library != nullptr) break;
    if (std::string said = loader_reason(); reason.empty()) reason = std::move(said);
  }
  if (library == nullptr) return fail(no_http(reason));
  CurlLibrary curl;
  const bool whole =
      take(library, "curl_global_init", curl.global_init) && take(library, "curl_easy_init", curl.easy_init) &&
      take(library, "curl_easy_reset", curl.easy_reset) && take(library, "curl_easy_cleanup", curl.easy_cleanup) &&
      take(library, "curl_easy_setopt", curl.easy_setopt) && take(library, "curl_easy_getinfo", curl.easy_getinfo) &&
      take(library, "curl_easy_perform", curl.easy_perform) &&
      take(library, "curl_easy_strerror", curl.easy_strerror) &&
      take(library, "curl_slist_append", curl.slist_append) &&
      take(library, "curl_slist_free_all", curl.slist_free_all);
  if (!whole) return fail(no_http(loader_reason()));
  if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return fail(no_http("it does not start"));
  return curl;
}

}  // namespace engross
