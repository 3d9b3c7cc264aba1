// In: bytes. Out: BIOs that read them; OpenSSL's complaints as words. Refuses nothing.
#include "trust/openssl.hpp"

#include <openssl/err.h>

namespace engross {

BioPtr reading(std::string_view bytes) {
  return BioPtr(BIO_new_mem_buf(bytes.empty() ? "" : bytes.data(), static_cast<int>(bytes.size())));
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

}  // namespace engross
