// In: the bytes that a time-stamping authority answered. Out: the token in them.
// Refuses: nothing at all, web pages, damaged replies, refusals, and grants without a token.
#include "signing/time_stamp_reply.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

#include "base/shown.hpp"
#include "base/text.hpp"
#include "trust/openssl.hpp"

namespace engross {
namespace {

using StatusPtr = std::unique_ptr<TS_STATUS_INFO, FreedBy<TS_STATUS_INFO_free>>;

struct Parts {
  StatusPtr status;
  std::string_view token;
};

// TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken ContentInfo OPTIONAL }, taken apart by hand so that
// the token's bytes stay as they were signed.
std::optional<Parts> parts_of(std::string_view reply) {
  const auto* at = reinterpret_cast<const unsigned char*>(reply.data());
  const auto* const end = at + reply.size();
  long length = 0;
  int tag = 0;
  int kind = 0;
  const int shape = ASN1_get_object(&at, &length, &tag, &kind, static_cast<long>(reply.size()));
  if (shape != V_ASN1_CONSTRUCTED || kind != V_ASN1_UNIVERSAL || tag != V_ASN1_SEQUENCE || at + length != end)
    return std::nullopt;
  StatusPtr status(d2i_TS_STATUS_INFO(nullptr, &at, length));
  if (!status) return std::nullopt;
  return Parts{std::move(status), {reinterpret_cast<const char*>(at), static_cast<std::size_t>(end - at)}};
}

// RFC 3161, 2.4.2.
std::string status_words(long status) {
  constexpr std::array<const char*, 6> words{"granted",
                                             "granted with changes",
                                             "rejection",
                                             "waiting",
                                             "a warning that its certificate will be revoked",
                                             "a notice that its certificate was revoked"};
  if (status < 0 || static_cast<std::size_t>(status) >= words.size()) return fmt::format("status {}", status);
  return words[static_cast<std::size_t>(status)];
}

std::string failure_words(const TS_STATUS_INFO* info) {
  constexpr std::array<std::pair<int, const char*>, 8> failures{
      {{TS_INFO_BAD_ALG, "badAlg: it does not take SHA-256"},
       {TS_INFO_BAD_REQUEST, "badRequest: it does not allow such requests"},
       {TS_INFO_BAD_DATA_FORMAT, "badDataFormat: it could not read the request"},
       {TS_INFO_TIME_NOT_AVAILABLE, "timeNotAvailable: its clock is out of order"},
       {TS_INFO_UNACCEPTED_POLICY, "unacceptedPolicy: it does not have the policy"},
       {TS_INFO_UNACCEPTED_EXTENSION, "unacceptedExtension: it does not know an extension"},
       {TS_INFO_ADD_INFO_NOT_AVAILABLE, "addInfoNotAvailable: it does not have what was asked"},
       {TS_INFO_SYSTEM_FAILURE, "systemFailure: it is out of order"}}};
  const ASN1_BIT_STRING* bits = TS_STATUS_INFO_get0_failure_info(info);
  if (bits == nullptr) return {};
  for (const auto& [bit, words] : failures)
    if (ASN1_BIT_STRING_get_bit(bits, bit) == 1) return fmt::format(" ({})", words);
  return {};
}

std::string text_of(const TS_STATUS_INFO* info) {
  constexpr int most = 4;
  constexpr std::size_t longest = 200;
  std::string all;
  const STACK_OF(ASN1_UTF8STRING)* texts = TS_STATUS_INFO_get0_text(info);
  for (int i = 0; i < sk_ASN1_UTF8STRING_num(texts) && i < most; ++i)
    all += (all.empty() ? "" : " ") + std::string(bytes_of(sk_ASN1_UTF8STRING_value(texts, i)));
  return all.empty() ? "" : fmt::format(": \"{}\"", shown(all.substr(0, longest)));
}

tl::unexpected<Diagnostics> no_stamp(std::string message, std::string hint) {
  forget_openssl_errors();
  return fail(error("signing.time-stamp", {}, std::move(message), {std::move(hint)}));
}

}  // namespace

Result<std::string> read_time_stamp_reply(std::string_view reply, std::string_view from) {
  constexpr const char* check = "check that the address is that of a time-stamping service (RFC 3161)";
  if (reply.empty()) return no_stamp(fmt::format("{} answered nothing instead of a time stamp", from), check);
  if (trim(reply).starts_with('<'))
    return no_stamp(fmt::format("{} answered a web page instead of a time stamp", from),
                    "check the address, and whether the network wants you to log in first");
  const auto parts = parts_of(reply);
  if (!parts)
    return no_stamp(fmt::format("{} answered {} bytes that are no reply to a time-stamp request", from, reply.size()),
                    check);
  const TS_STATUS_INFO* info = parts->status.get();
  const long status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(info));
  if (status != TS_STATUS_GRANTED && status != TS_STATUS_GRANTED_WITH_MODS)
    return no_stamp(
        fmt::format("{} gave no time stamp but {}{}{}", from, status_words(status), failure_words(info), text_of(info)),
        "try again later, or ask whoever runs it");
  if (parts->token.empty())
    return no_stamp(fmt::format("{} says that it grants the time stamp, but sent none", from),
                    "try again later, or ask whoever runs it");
  forget_openssl_errors();
  return std::string(parts->token);
}

}  // namespace engross
