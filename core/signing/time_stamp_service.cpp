// In: data, and a service that is to stamp it. Out: its token, once all that it says was checked.
// Refuses: stamps over other data, to other questions, of other times, and by signers who may not stamp.
#include "signing/time_stamp_service.hpp"

#include <fmt/format.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>

#include "signing/time_stamp_reply.hpp"
#include "trust/algorithms.hpp"

namespace engross {
namespace {

using RequestPtr = std::unique_ptr<TS_REQ, FreedBy<TS_REQ_free>>;
using ImprintPtr = std::unique_ptr<TS_MSG_IMPRINT, FreedBy<TS_MSG_IMPRINT_free>>;
using AlgorithmPtr = std::unique_ptr<X509_ALGOR, FreedBy<X509_ALGOR_free>>;
using NumberPtr = std::unique_ptr<ASN1_INTEGER, FreedBy<ASN1_INTEGER_free>>;

struct Question {
  std::string der;
  std::string nonce;  // as TimeStamp has it
};

ImprintPtr imprint_of(std::span<const std::string_view> data) {
  std::string digest = digest_of(EVP_sha256(), data);
  const AlgorithmPtr algorithm(X509_ALGOR_new());
  X509_ALGOR_set_md(algorithm.get(), EVP_sha256());
  ImprintPtr imprint(TS_MSG_IMPRINT_new());
  TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get());
  TS_MSG_IMPRINT_set_msg(imprint.get(), reinterpret_cast<unsigned char*>(digest.data()),
                         static_cast<int>(digest.size()));
  return imprint;
}

// Null when there is no randomness to be had.
NumberPtr random_nonce() {
  std::uint64_t value = 0;
  if (RAND_bytes(reinterpret_cast<unsigned char*>(&value), sizeof value) != 1) return {};
  NumberPtr nonce(ASN1_INTEGER_new());
  ASN1_INTEGER_set_uint64(nonce.get(), value);
  return nonce;
}

Result<Question> question_about(std::span<const std::string_view> data) {
  const NumberPtr nonce = random_nonce();
  if (!nonce)
    return fail(error("signing.time-stamp", {},
                      fmt::format("no random number for the time-stamp request: {}", openssl_reason())));
  const RequestPtr request(TS_REQ_new());
  TS_REQ_set_version(request.get(), 1);
  TS_REQ_set_msg_imprint(request.get(), imprint_of(data).get());
  TS_REQ_set_nonce(request.get(), nonce.get());
  TS_REQ_set_cert_req(request.get(), 1);
  return Question{der_of(i2d_TS_REQ, request.get()), hex_of(nonce.get())};
}

Diagnostic not_believed(const TimeStampService& service, std::string_view why, std::vector<std::string> hints) {
  return error("signing.time-stamp", {},
               fmt::format("the time stamp from {} is not to be believed: {}", shown_address(service.url), why),
               std::move(hints));
}

Diagnostic not_believed(const TimeStampService& service, const Diagnostics& because) {
  return not_believed(service, because.front().message, because.front().hints);
}

std::optional<Diagnostic> fault_of_time(const TimeStampService& service, const TimeStamp& stamp,
                                        std::optional<std::chrono::sys_seconds> now) {
  if (!now || std::chrono::abs(stamp.at - *now) <= service.tolerance) return std::nullopt;
  return not_believed(service,
                      fmt::format("it says that it is {}, and the clock of this machine says {}", shown_time(stamp.at),
                                  shown_time(*now)),
                      {"set the clock of this machine right, or use another service if it is right"});
}

// Without roots, an issuer that nobody gave is no fault: then the certificate itself is judged, as if it were a root.
std::optional<Diagnostic> fault_of_signer(const TimeStampService& service, const TimeStamp& stamp) {
  ChainQuestion question{stamp.signer, stamp.certificates, service.roots, stamp.at, Use::time_stamp};
  question.pool.insert(question.pool.end(), service.pool.begin(), service.pool.end());
  auto chain = chain_of(question);
  if (!chain && service.roots.empty() && chain.error().front().code == "trust.no-issuer") {
    question.roots = {stamp.signer};
    chain = chain_of(question);
  }
  if (chain) return std::nullopt;
  return not_believed(service, chain.error());
}

std::optional<Diagnostic> fault_of(const TimeStampService& service, const TimeStamp& stamp, const std::string& nonce,
                                   std::optional<std::chrono::sys_seconds> now) {
  if (stamp.nonce != nonce)
    return not_believed(service,
                        fmt::format("it answers another question (its nonce is {}, and {} was sent)",
                                    stamp.nonce.empty() ? "missing" : stamp.nonce, nonce),
                        {"somebody may be sending old stamps again; use another service if this goes on"});
  if (auto fault = fault_of_time(service, stamp, now)) return fault;
  return fault_of_signer(service, stamp);
}

}  // namespace

Result<Stamp> ask_for_stamp(const TimeStampService& service, std::span<const std::string_view> data,
                            std::optional<std::chrono::sys_seconds> now) {
  const auto question = question_about(data);
  if (!question) return fail(question.error());
  const auto reply =
      service.exchange({.url = service.url, .content_type = "application/timestamp-query", .body = question->der});
  if (!reply) return fail(reply.error());
  auto token = read_time_stamp_reply(*reply, shown_address(service.url));
  if (!token) return fail(std::move(token.error()));
  auto said = read_time_stamp(*token, data);
  if (!said) return fail(not_believed(service, said.error()));
  if (auto fault = fault_of(service, *said, question->nonce, now)) return fail(std::move(*fault));
  return Stamp{std::move(*token), std::move(*said)};
}

Result<Stamp> probe(const TimeStampService& service, std::optional<std::chrono::sys_seconds> now) {
  const std::array<std::string_view, 1> nothing{"engross asks whether this service works"};
  return ask_for_stamp(service, nothing, now);
}

}  // namespace engross
