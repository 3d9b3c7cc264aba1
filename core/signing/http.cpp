// In: requests. Out: the bodies of answers, through libcurl, tried again where that may help.
// Refuses: other schemes than http and https, answers that are too large, too late or not 200.
#include "signing/http.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <new>
#include <thread>

#include "base/shown.hpp"
#include "signing/http_attempt.hpp"

namespace engross {
namespace {

using Clock = std::chrono::steady_clock;
using signing::Answer;
using signing::attempt;
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
    if (idle_.empty()) {
      if (CURL* made = curl_.easy_init(); made != nullptr) return made;
      throw std::bad_alloc();  // it has no other reason
    }
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
              "check the address and the network, or try again later"};
    case CURLE_TOO_MANY_REDIRECTS:
      return {"sends the question on more than 3 times", "name the address that answers itself"};
    case CURLE_UNSUPPORTED_PROTOCOL:
      return {"sends the question on to an address that is neither http nor https",
              "name the address that answers itself"};
    case CURLE_URL_MALFORMAT:
      return {"is no address that can be asked", "check how it is written"};
    case CURLE_SSL_CACERT_BADFILE:
      return {fmt::format("cannot be trusted: {}", answer.words),
              "install the authorities: apt-get install ca-certificates"};
    case CURLE_PEER_FAILED_VERIFICATION:
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
    answer = attempt(**library, handle, request, {options.connect_timeout, left});
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

bool is_http(std::string_view address) {
  return address.starts_with("http://") || address.starts_with("https://");
}

Result<void> http_is_there(const HttpOptions& options) {
  auto opened = open_curl(options.libraries);
  if (!opened) return fail(std::move(opened.error()));
  return {};
}

}  // namespace engross
