// One attempt to get an answer over HTTP, with a handle of libcurl. Private to this room.
#pragma once

#include <chrono>
#include <string>

#include "signing/curl_library.hpp"
#include "signing/http.hpp"

namespace engross::signing {

struct Answer {
  CURLcode code = CURLE_OK;
  long status = 0;
  std::string reason;  // the words after the status
  std::string body;
  std::string words;  // libcurl's, of a failure
  std::chrono::milliseconds retry_after{};
  bool connected = false;
  std::size_t most = 0;
  bool too_large = false;
};

struct Patience {
  std::chrono::milliseconds connect, whole;
};

// The handle is as new afterwards, but keeps its connections.
Answer attempt(const CurlLibrary& curl, CURL* handle, const HttpRequest& request, const Patience& patience);

}  // namespace engross::signing
