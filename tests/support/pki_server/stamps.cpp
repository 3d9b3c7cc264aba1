// In: a TimeStampReq and how to treat it. Out: a TimeStampResp, true or false in one respect.
// Refuses: modes that it does not know, by throwing.
#include "support/pki_server/stamps.hpp"

#include <set>
#include <stdexcept>

#include "support/pki_server/authority.hpp"

namespace engross::test {
namespace {

using TsReqPtr = std::unique_ptr<TS_REQ, FreedBy<TS_REQ_free>>;
using TsRespPtr = std::unique_ptr<TS_RESP, FreedBy<TS_RESP_free>>;
using TsContextPtr = std::unique_ptr<TS_RESP_CTX, FreedBy<TS_RESP_CTX_free>>;

// What the callbacks know.
struct Clerk {
  std::string mode;
  std::time_t now = 0;
};

ASN1_INTEGER* next_serial(TS_RESP_CTX* context, void* data) {
  const Clerk& clerk = *static_cast<const Clerk*>(data);
  if (clerk.mode == "rejects") {
    TS_RESP_CTX_set_status_info(context, TS_STATUS_REJECTION, "no stamps on bank holidays");
    TS_RESP_CTX_add_failure_info(context, TS_INFO_TIME_NOT_AVAILABLE);
    return nullptr;
  }
  if (clerk.mode == "waits") {
    TS_RESP_CTX_set_status_info(context, TS_STATUS_WAITING, "come again");
    return nullptr;
  }
  if (clerk.mode == "with-mods") TS_RESP_CTX_set_status_info(context, TS_STATUS_GRANTED_WITH_MODS, nullptr);
  static long serial = 0;
  ASN1_INTEGER* number = ASN1_INTEGER_new();
  ASN1_INTEGER_set(number, __atomic_add_fetch(&serial, 1, __ATOMIC_RELAXED));
  return number;
}

int tell_time(TS_RESP_CTX*, void* data, long* seconds, long* microseconds) {
  const Clerk& clerk = *static_cast<const Clerk*>(data);
  *seconds = clerk.now + (clerk.mode == "stale" ? -86400 : clerk.mode == "early" ? 86400 : 0);
  *microseconds = 0;
  return 1;
}

void spoil_imprint(TS_REQ* request) {
  TS_MSG_IMPRINT* imprint = TS_REQ_get_msg_imprint(request);
  const ASN1_OCTET_STRING* digest = TS_MSG_IMPRINT_get_msg(imprint);
  std::string bytes(reinterpret_cast<const char*>(ASN1_STRING_get0_data(digest)),
                    static_cast<std::size_t>(ASN1_STRING_length(digest)));
  bytes.front() = static_cast<char>(~bytes.front());
  TS_MSG_IMPRINT_set_msg(imprint, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  TS_REQ_set_msg_imprint(request, imprint);
}

void spoil_nonce(TS_REQ* request) {
  const std::unique_ptr<ASN1_INTEGER, FreedBy<ASN1_INTEGER_free>> nonce(ASN1_INTEGER_new());
  ASN1_INTEGER_set(nonce.get(), 4711);
  TS_REQ_set_nonce(request, nonce.get());
}

// A request cannot lose its nonce, but another can be made that never had one.
TsReqPtr without_nonce(TS_REQ* request) {
  TsReqPtr other(TS_REQ_new());
  TS_REQ_set_version(other.get(), 1);
  TS_REQ_set_msg_imprint(other.get(), TS_REQ_get_msg_imprint(request));
  TS_REQ_set_cert_req(other.get(), 1);
  return other;
}

TsReqPtr spoilt(TsReqPtr request, const std::string& mode) {
  if (mode == "wrong-imprint") spoil_imprint(request.get());
  if (mode == "wrong-nonce") spoil_nonce(request.get());
  if (mode == "no-certificate") TS_REQ_set_cert_req(request.get(), 0);
  if (mode == "no-nonce") return without_nonce(request.get());
  return request;
}

bool known(const std::string& mode) {
  static const std::set<std::string> modes{
      "",          "wrong-imprint", "wrong-nonce", "no-nonce",     "no-certificate", "rejects",       "waits",
      "with-mods", "stale",         "early",       "other-signer", "revoked",        "bad-signature", "weak"};
  return modes.contains(mode);
}

void employ(TS_RESP_CTX* context, const Signer& signer) {
  TS_RESP_CTX_set_signer_cert(context, signer.certificate.get());
  TS_RESP_CTX_set_signer_key(context, signer.key.get());
}

TsContextPtr context_for(Clerk& clerk, const std::string& directory) {
  TsContextPtr context(TS_RESP_CTX_new());
  if (clerk.mode == "other-signer")
    employ(context.get(), stranger("critical,timeStamping"));
  else
    employ(context.get(), read_signer(directory, clerk.mode == "revoked" ? "tsu-revoked" : "tsu"));
  TS_RESP_CTX_set_signer_digest(context.get(), clerk.mode == "weak" ? EVP_sha1() : EVP_sha256());
  if (clerk.mode == "weak") TS_RESP_CTX_set_ess_cert_id_digest(context.get(), EVP_sha1());
  for (const EVP_MD* digest : {EVP_sha256(), EVP_sha384(), EVP_sha512()}) TS_RESP_CTX_add_md(context.get(), digest);
  const std::unique_ptr<ASN1_OBJECT, FreedBy<ASN1_OBJECT_free>> policy(OBJ_txt2obj("1.2.826.0.1.1", 1));
  TS_RESP_CTX_set_def_policy(context.get(), policy.get());
  TS_RESP_CTX_set_serial_cb(context.get(), &next_serial, &clerk);
  TS_RESP_CTX_set_time_cb(context.get(), &tell_time, &clerk);
  return context;
}

}  // namespace

std::string stamp(const std::string& directory, const std::string& mode, const std::string& request, std::time_t now) {
  if (!known(mode)) throw std::runtime_error("no mode " + mode);
  Clerk clerk{mode, now};
  const TsContextPtr context = context_for(clerk, directory);
  TsReqPtr asked(from_der(d2i_TS_REQ, request).first);
  if (!asked) throw std::runtime_error("no time-stamp request");
  asked = spoilt(std::move(asked), mode);
  const std::string der = der_of(i2d_TS_REQ, asked.get());
  const BioPtr bytes = reading(der);
  const TsRespPtr response(TS_RESP_create_response(context.get(), bytes.get()));
  if (!response) throw std::runtime_error("no response: " + openssl_reason());
  std::string reply = der_of(i2d_TS_RESP, response.get());
  if (mode == "bad-signature") reply.back() = static_cast<char>(~reply.back());  // the signature's value comes last
  return reply;
}

}  // namespace engross::test
