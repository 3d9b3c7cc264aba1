// Asks a time-stamping authority (RFC 3161) when data existed, and believes nothing that it cannot check.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "signing/http.hpp"
#include "trust/chain.hpp"
#include "trust/time_stamp.hpp"

namespace engross {

struct TimeStampService {
  std::string url;                   // may hold user:password@
  Exchange exchange;                 // how it is asked: http_exchange()
  std::vector<Certificate> roots{};  // trusted; empty: whoever signs the stamp is taken, if for stamps at all
  std::vector<Certificate> pool{};   // certificates that may stand between its certificate and a root
  // How far its clock and ours may be apart: a signature's time is believed to the minute, and machines that set their
  // clocks over the network agree within seconds.
  std::chrono::seconds tolerance{300};
};

struct Stamp {
  std::string token;  // DER, byte for byte as it came
  TimeStamp said;
};

// A stamp over the SHA-256 of `data` (its pieces one after another), asked for with its certificate and a nonce of 8
// random bytes. `now` is compared with its time; nothing when the caller's clock is fixed. Errors: those of the
// exchange, and "signing.time-stamp": refused, damaged, over other data, another nonce, a wrong signature, a time that
// is not now, a certificate that may not stamp or that no root vouches for.
Result<Stamp> ask_for_stamp(const TimeStampService& service, std::span<const std::string_view> data,
                            std::optional<std::chrono::sys_seconds> now);

// A stamp over nothing in particular: shows that the service works, how large its stamps are and who signs them, before
// anything depends on it.
Result<Stamp> probe(const TimeStampService& service, std::optional<std::chrono::sys_seconds> now);

}  // namespace engross
