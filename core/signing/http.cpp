// In: requests. Out: the bodies of answers, through libcurl, tried again where that may help.
// Refuses: other schemes than http and https, answers that are too large, too late or not 200.
#include "signing/http.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "base/shown.hpp"
#include "base/text.hpp"
#include "signing/curl_library.hpp"

namespace engross {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// libcurl and its idle handles, each with the connections that it keeps.
class Connections {
 public:
  explicit Connections(std::vector<std::string> names) : names_(std::move(names)) {}
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;
  ~Connections() {
    for (CURL* handle : idle_) curl_.easy_cleanup(handle);
  }

  Result<const CurlLibrary*> library() {
    const std::scoped_lock lock(mutex_);
    if (!open_) {
      auto opened = open_curl(names_);
      if (!opened) return fail(std::move(opened.error()));
      curl_ = *opened;
      open_ = true;
    }
    return &curl_;
  }

  CURL* take() {
    const std::scoped_lock lock(mutex_);
    if (idle_.empty()) return curl_.easy_init();
    CURL* handle = idle_.back();
    idle_.pop_back();
    curl_.easy_reset(handle);  // its options, not its connections
    return handle;
  }

  void give_back(CURL* handle) {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(handle);
  }

 private:
  std::vector<std::string> names_;
  std::mutex mutex_;
  CurlLibrary curl_;
  bool open_ = false;
  std::vector<CURL*> idle_;
};

struct Answer {
  CURLcode code = CURLE_OK;
  long status = 0;
  std::string reason;  // the words after the status
  std::string body;
  std::string words;  // libcurl's, of a failure
  milliseconds retry_after{};
  bool connected = false;
  std::size_t most = 0;
  bool too_large = false;
};

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

class Attempt {
 public:
  Attempt(const CurlLibrary& curl, CURL* handle) : curl_(curl), handle_(handle) {}
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;
  ~Attempt() { curl_.slist_free_all(headers_); }

  Answer make(const HttpRequest& request, milliseconds connect, milliseconds whole) {
    Answer answer;
    answer.most = request.most_bytes;
    std::string words(CURL_ERROR_SIZE, '\0');
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_ERRORBUFFER, words.data());
    set(CURLOPT_WRITEFUNCTION, &take_body);
    set(CURLOPT_WRITEDATA, &answer);
    set(CURLOPT_HEADERFUNCTION, &take_header);
    set(CURLOPT_HEADERDATA, &answer);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(connect, whole).count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(whole.count()));
    limit();
    if (!request.body.empty()) post(request);
    answer.code = curl_.easy_perform(handle_);
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

bool worth_another_try(const Answer& answer) {
  switch (answer.code) {
    case CURLE_OK:
      return answer.status == 429 || answer.status >= 500;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
      return true;
    default:
      return false;
  }
}

std::string seconds(milliseconds time) {
  return fmt::format("{:g} s", static_cast<double>(time.count()) / 1000);
}

struct Complaint {
  std::string what, hint;
};

Complaint complaint_of_status(const Answer& answer) {
  const std::string words = answer.reason.empty() ? "" : fmt::format(" \"{}\"", answer.reason);
  Complaint complaint{fmt::format("answered HTTP {}{}", answer.status, words), "check the address"};
  if (answer.status == 401 || answer.status == 403 || answer.status == 407)
    complaint.hint = "it wants to know who asks: https://user:password@host/…, if it gave you these";
  if (answer.status == 429 || answer.status >= 500)
    complaint.hint = "it is overloaded or out of order; try again later";
  return complaint;
}

Complaint complaint_of(const Answer& answer, const HttpOptions& options) {
  if (answer.too_large && answer.status == 200)
    return {fmt::format("answered more than {} bytes, which is more than was to be expected", answer.most),
            "check the address: is it that of this service?"};
  switch (answer.code) {
    case CURLE_OK:
      return complaint_of_status(answer);
    case CURLE_COULDNT_RESOLVE_HOST:
      return {"cannot be reached: its host is not known (DNS)", "check the name of the host, and the network"};
    case CURLE_COULDNT_RESOLVE_PROXY:
      return {"cannot be reached: the proxy's host is not known (DNS)", "check http_proxy and https_proxy"};
    case CURLE_COULDNT_CONNECT:
      return {fmt::format("cannot be reached: {}", answer.words),
              "check the address, and whether the network wants a proxy (http_proxy, https_proxy)"};
    case CURLE_OPERATION_TIMEDOUT:
      return {answer.connected ? fmt::format("did not answer within {}", seconds(options.whole_timeout))
                               : fmt::format("did not take the call within {}",
                                             seconds(std::min(options.connect_timeout, options.whole_timeout))),
              "check the network, or allow more time"};
    case CURLE_TOO_MANY_REDIRECTS:
      return {"sends the question on more than 3 times", "name the address that answers itself"};
    case CURLE_UNSUPPORTED_PROTOCOL:
      return {"sends the question on to an address that is neither http nor https",
              "name the address that answers itself"};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
      return {fmt::format("has a certificate that this machine does not trust: {}", answer.words),
              "install its authority (update-ca-certificates), or check the address"};
    default:
      return {fmt::format("gave no answer: {}", answer.words), "check the address"};
  }
}

Diagnostic failure(const HttpRequest& request, const Complaint& complaint, int tried) {
  const std::string times = tried > 1 ? fmt::format("; tried {} times", tried) : "";
  return error("signing.http", {}, fmt::format("{} {}{}", shown_address(request.url), complaint.what, times),
               {complaint.hint});
}

bool has_scheme(std::string_view url, std::string_view scheme) {
  return url.size() > scheme.size() && std::ranges::equal(url.substr(0, scheme.size()), scheme, [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
         });
}

// Attempts until one succeeds, none may follow, or the time is up.
Result<std::string> ask(const HttpRequest& request, const HttpOptions& options, Connections& connections) {
  const auto library = connections.library();
  if (!library) return fail(library.error());
  CURL* handle = connections.take();
  const Clock::time_point end = Clock::now() + options.whole_timeout;
  milliseconds pause = options.pause;
  Answer answer;
  int tried = 0;
  for (milliseconds left = options.whole_timeout; left > milliseconds(0); pause *= 2) {
    answer = Attempt(**library, handle).make(request, options.connect_timeout, left);
    ++tried;
    if (!worth_another_try(answer) || tried >= options.attempts) break;
    const milliseconds wait = std::max(pause, answer.retry_after);
    left = std::chrono::duration_cast<milliseconds>(end - Clock::now()) - wait;
    if (left > milliseconds(0)) std::this_thread::sleep_for(wait);
  }
  connections.give_back(handle);
  if (answer.code == CURLE_OK && answer.status == 200) return std::move(answer.body);
  return fail(failure(request, complaint_of(answer, options), tried));
}

}  // namespace

Exchange http_exchange(HttpOptions options) {
  const auto connections = std::make_shared<Connections>(options.libraries);
  return [connections, options = std::move(options)](const HttpRequest& request) -> Result<std::string> {
    if (!has_scheme(request.url, "http://") && !has_scheme(request.url, "https://"))
      return fail(error("signing.http", {},
                        fmt::format("\"{}\" is no address that can be asked", shown_address(request.url)),
                        {"an address begins with http:// or https://"}));
    return ask(request, options, *connections);
  };
}

std::string shown_address(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t begin = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t end = std::min(url.find_first_of("/?#", begin), url.size());
  const std::size_t at = url.substr(0, end).rfind('@');
  if (at == std::string_view::npos || at < begin) return shown(url);
  return shown(std::string(url.substr(0, begin)) + "***" + std::string(url.substr(at)));
}

}  // namespace engross
