// What the tests of time stamps and evidence share: an impatient exchange, addresses led elsewhere, certificates.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "signing/http.hpp"
#include "support/served_pki.hpp"
#include "trust/certificate.hpp"

namespace engross::test {

inline const std::chrono::sys_seconds served_time{std::chrono::seconds(served_at)};

inline HttpOptions impatient() {
  using namespace std::chrono_literals;
  return {.connect_timeout = 5s, .whole_timeout = 10s, .attempts = 3, .pause = 1ms};
}

inline std::vector<Certificate> certificates_in(const std::string& path) {
  return read_certificates(make_source(path, read_file(path))).value_or(std::vector<Certificate>());
}

inline Certificate certificate_in(const std::string& path) {
  return certificates_in(path).at(0);
}

using Ways = std::map<std::string, std::string>;

// Leads requests whose path begins with one of `from` to another path, and notes all paths that were asked for.
class Detour {
 public:
  explicit Detour(Ways ways = {}) : ways_(std::move(ways)) {}
  Detour(const Detour&) = delete;
  Detour& operator=(const Detour&) = delete;

  Exchange exchange() {
    return [this, real = http_exchange(impatient())](const HttpRequest& request) {
      HttpRequest led = request;
      const std::size_t path = led.url.find('/', led.url.find("://") + 3);
      for (const auto& [from, to] : ways_)
        if (led.url.substr(path).starts_with(from)) {
          led.url.replace(path, from.size(), to);
          break;
        }
      asked.push_back(led.url.substr(path));
      return real(led);
    };
  }

  std::vector<std::string> asked;

 private:
  Ways ways_;
};

}  // namespace engross::test
