// In: a request, and how long to wait. Out: what came of it, good or bad, in libcurl's terms.
// Refuses: bodies larger than the request allows, other protocols than http and https, a fourth redirect.
#include "signing/http_attempt.hpp"

#include <signal.h>
#include <time.h>

#include <algorithm>

#include "base/shown.hpp"
#include "base/text.hpp"

namespace engross::signing {
namespace {

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* to) {
  Answer& answer = *static_cast<Answer*>(to);
  if (count > answer.most - answer.body.size()) {
    answer.too_large = true;
    return 0;
  }
  answer.body.append(bytes, count);
  return count;
}

// Status lines only; the last one counts, as after a redirect.
std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* to) {
  const std::string_view line(bytes, count);
  if (!line.starts_with("HTTP/")) return count;
  const std::size_t status = line.find(' ');
  const std::size_t words = status == std::string_view::npos ? status : line.find(' ', status + 1);
  static_cast<Answer*>(to)->reason =
      words == std::string_view::npos ? "" : shown(trim(line.substr(words + 1)).substr(0, 80));
  return count;
}

// A server that hangs up in the middle of TLS raises SIGPIPE, which would end the program: it stays blocked in this
// thread for as long as this lives, and one that came is taken back.
class WithoutPipeSignal {
 public:
  WithoutPipeSignal() {
    sigset_t pending{};
    ::sigemptyset(&pipe_);
    ::sigaddset(&pipe_, SIGPIPE);
    ::sigpending(&pending);
    was_pending_ = ::sigismember(&pending, SIGPIPE) == 1;
    ::pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~WithoutPipeSignal() {
    constexpr timespec at_once{};
    while (!was_pending_ && ::sigtimedwait(&pipe_, nullptr, &at_once) == SIGPIPE) {
    }
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  WithoutPipeSignal(const WithoutPipeSignal&) = delete;
  WithoutPipeSignal& operator=(const WithoutPipeSignal&) = delete;

 private:
  sigset_t pipe_{};
  sigset_t before_{};
  bool was_pending_ = false;
};

class Attempt {
 public:
  Attempt(const CurlLibrary& curl, CURL* handle) : curl_(curl), handle_(handle) {}
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;
  ~Attempt() { curl_.slist_free_all(headers_); }

  Answer make(const HttpRequest& request, const Patience& patience) {
    Answer answer;
    answer.most = request.most_bytes;
    std::string words(CURL_ERROR_SIZE, '\0');
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_ERRORBUFFER, words.data());
    set(CURLOPT_WRITEFUNCTION, &take_body);
    set(CURLOPT_WRITEDATA, &answer);
    set(CURLOPT_HEADERFUNCTION, &take_header);
    set(CURLOPT_HEADERDATA, &answer);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(patience.connect, patience.whole).count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(patience.whole.count()));
    limit();
    if (!request.body.empty()) post(request);
    {
      const WithoutPipeSignal quiet;
      answer.code = curl_.easy_perform(handle_);
    }
    curl_.easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &answer.status);
    curl_off_t number = 0;
    curl_.easy_getinfo(handle_, CURLINFO_CONNECT_TIME_T, &number);
    answer.connected = number > 0;
    curl_.easy_getinfo(handle_, CURLINFO_RETRY_AFTER, &number);
    answer.retry_after = std::chrono::seconds(std::clamp<curl_off_t>(number, 0, 3600));
    if (answer.too_large && answer.status != 200) answer.code = CURLE_OK;  // the status says it all
    answer.words = words.front() != '\0' ? shown(words.c_str()) : curl_.easy_strerror(answer.code);
    curl_.easy_reset(handle_);  // it outlives what it points to here
    return answer;
  }

 private:
  template <class T>
  void set(CURLoption option, T value) {
    curl_.easy_setopt(handle_, option, value);
  }

  void limit() {
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_USERAGENT, "engross");
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 1L);
    set(CURLOPT_MAXREDIRS, 3L);
    set(CURLOPT_POSTREDIR, static_cast<long>(CURL_REDIR_POST_ALL));
  }

  void post(const HttpRequest& request) {
    headers_ = curl_.slist_append(headers_, ("Content-Type: " + request.content_type).c_str());
    headers_ = curl_.slist_append(headers_, "Expect:");  // these bodies are small: do not ask first
    set(CURLOPT_HTTPHEADER, headers_);
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
    set(CURLOPT_POSTFIELDS, request.body.c_str());
  }

  const CurlLibrary& curl_;
  CURL* handle_;
  curl_slist* headers_ = nullptr;
};

}  // namespace

Answer attempt(const CurlLibrary& curl, CURL* handle, const HttpRequest& request, const Patience& patience) {
  return Attempt(curl, handle).make(request, patience);
}

}  // namespace engross::signing
