// In: bytes and ASN.1 values. Out: BIOs that read them, moments, digits; OpenSSL's complaints as words.
// Refuses nothing.
#include "trust/openssl.hpp"

#include <openssl/bn.h>
#include <openssl/err.h>

namespace engross {

BioPtr reading(std::string_view bytes) {
  return BioPtr(BIO_new_mem_buf(bytes.empty() ? "" : bytes.data(), static_cast<int>(bytes.size())));
}

// CMS_verify() of OpenSSL 3.0 makes itself another BIO of one in memory, and loses it when the signature names a digest
// that there is not; of a filter it makes none.
BioPtr reading_signed(std::string_view bytes) {
  BioPtr filter(BIO_new(BIO_f_null()));
  BIO_push(filter.get(), reading(bytes).release());
  return filter;
}

std::string openssl_reason() {
  const unsigned long code = ERR_peek_last_error();
  const char* words = code == 0 ? nullptr : ERR_reason_error_string(code);
  std::string reason = words != nullptr ? words : "no reason given";
  ERR_clear_error();
  return reason;
}

void forget_openssl_errors() {
  ERR_clear_error();
}

std::optional<std::chrono::sys_seconds> moment_of(const ASN1_TIME* time) {
  int days = 0;
  int seconds = 0;
  const std::unique_ptr<ASN1_TIME, FreedBy<ASN1_TIME_free>> epoch(ASN1_TIME_set(nullptr, 0));
  if (time == nullptr || ASN1_TIME_diff(&days, &seconds, epoch.get(), time) != 1) {
    ERR_clear_error();
    return std::nullopt;
  }
  return std::chrono::sys_seconds(std::chrono::days(days) + std::chrono::seconds(seconds));
}

std::string_view bytes_of(const ASN1_STRING* string) {
  if (string == nullptr || ASN1_STRING_length(string) <= 0) return {};
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(string)),
          static_cast<std::size_t>(ASN1_STRING_length(string))};
}

std::string hex_of(const ASN1_INTEGER* number) {
  const std::unique_ptr<BIGNUM, FreedBy<BN_free>> value(number != nullptr ? ASN1_INTEGER_to_BN(number, nullptr)
                                                                          : nullptr);
  char* digits = value ? BN_bn2hex(value.get()) : nullptr;
  std::string text = digits != nullptr ? digits : "";
  OPENSSL_free(digits);
  return text;
}

}  // namespace engross
