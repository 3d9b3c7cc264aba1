// What a time-stamping authority answers: TimeStampResp (RFC 3161, 2.4.2).
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace engross {

// The token, byte for byte, when the reply grants it; read_time_stamp() judges it. `from` is the address as it may be
// shown. Error: "signing.time-stamp": no reply, a web page, damaged, or refused (with its status, failure and words).
Result<std::string> read_time_stamp_reply(std::string_view reply, std::string_view from);

}  // namespace engross
