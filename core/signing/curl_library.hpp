// libcurl, opened when the first request is made: linked in, it would cost every start of the program milliseconds.
#pragma once

#include <curl/curl.h>

#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace engross {

// The functions that are used, under their own types. Once opened it stays open: it leaves things to the end of the
// process that must find it there.
struct CurlLibrary {
  decltype(&::curl_global_init) global_init = nullptr;
  decltype(&::curl_easy_init) easy_init = nullptr;
  decltype(&::curl_easy_reset) easy_reset = nullptr;
  decltype(&::curl_easy_cleanup) easy_cleanup = nullptr;
  decltype(&::curl_easy_setopt) easy_setopt = nullptr;
  decltype(&::curl_easy_getinfo) easy_getinfo = nullptr;
  decltype(&::curl_easy_perform) easy_perform = nullptr;
  decltype(&::curl_easy_strerror) easy_strerror = nullptr;
  decltype(&::curl_slist_append) slist_append = nullptr;
  decltype(&::curl_slist_free_all) slist_free_all = nullptr;
};

// The first of these names that the system's loader finds. Error: "signing.no-http" (what it said, which package).
Result<CurlLibrary> open_curl(const std::vector<std::string>& names);

}  // namespace engross
