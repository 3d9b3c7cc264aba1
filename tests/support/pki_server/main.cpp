// In: a directory made by samples/pki/make-pki (later than this starts, if need be) and perhaps a clock that stands
// still. Out: the port on standard output; then time stamps, OCSP responses, CRLs and certificates on loopback, each
// true or with a fault that the path names: /tsa, /tsa/wrong-nonce, /ocsp/stale, /crl/root.crl, /crl/soon/root.crl,
// /ca/root.cer. /requests tells how often each path was asked. Ends when its standard input does.
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "support/pki_server/authority.hpp"
#include "support/pki_server/http_server.hpp"
#include "support/pki_server/stamps.hpp"
#include "support/pki_server/status.hpp"

namespace {

using namespace engross::test;

std::vector<std::string> parts_of(const std::string& path) {
  std::vector<std::string> parts;
  for (std::size_t at = 1; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

Reply refusal(int status, std::string reason) {
  Reply reply;
  reply.status = status;
  reply.reason = std::move(reason);
  reply.type = "text/html";
  reply.body = "<html><body>" + reply.reason + "</body></html>";
  return reply;
}

Reply busy_for_an_hour() {
  Reply reply = refusal(503, "Service Unavailable");
  reply.headers["Retry-After"] = "3600";
  return reply;
}

Reply body(std::string bytes, std::string type = "application/octet-stream") {
  Reply reply;
  reply.type = std::move(type);
  reply.body = std::move(bytes);
  return reply;
}

Reply way(Reply::Way which) {
  Reply reply;
  reply.way = which;
  return reply;
}

class Office {
 public:
  Office(std::string directory, std::time_t at) : directory_(std::move(directory)), at_(at) {}

  Reply answer(const Question& question) {
    try {
      return answer_counted(question, count(question.path));
    } catch (const std::exception& problem) {
      return refusal(400, problem.what());
    }
  }

 private:
  std::time_t now() const { return at_ != 0 ? at_ : std::time(nullptr); }

  int count(const std::string& path) {
    const std::scoped_lock lock(mutex_);
    return path == "/requests" ? 0 : ++counts_[path];
  }

  std::string counts() {
    const std::scoped_lock lock(mutex_);
    std::string text;
    for (const auto& [path, times] : counts_) text += path + " " + std::to_string(times) + "\n";
    return text;
  }

  Reply answer_counted(const Question& question, int times) {
    const std::vector<std::string> parts = parts_of(question.path);
    const std::string family = parts.empty() ? "" : parts[0];
    const std::string mode = parts.size() > 1 ? parts[1] : "";
    if (family == "requests") return body(counts());
    if (mode == "slow") return way(Reply::Way::never);
    if (mode == "huge") return way(Reply::Way::endless);
    if (mode == "hangs-up") return way(Reply::Way::hang_up);
    if (mode == "503" || (mode == "503-then-good" && times % 2 == 1)) return refusal(503, "Service Unavailable");
    if (mode == "429" || (mode == "429-then-good" && times % 2 == 1)) return refusal(429, "Too Many Requests");
    if (mode == "busy-for-an-hour") return busy_for_an_hour();
    if (mode == "404") return refusal(404, "Not Found");
    if (mode == "empty") return body("");
    if (mode == "garbage") return body(std::string("\x30\x82\x01\x00garbage", 11));
    if (mode == "html") return body("<!DOCTYPE html><html><body>Please log in to the guest network</body></html>");
    if (mode == "private" && question.headers.find("authorization") == question.headers.end())
      return refusal(401, "Unauthorized");
    const bool plain = mode == "private" || mode.ends_with("-then-good");
    return honest(question, parts, family, plain ? "" : mode);
  }

  Reply honest(const Question& question, const std::vector<std::string>& parts, const std::string& family,
               const std::string& mode) {
    if (family == "tsa") return body(stamp(directory_, mode, question.body, now()), "application/timestamp-reply");
    if (family == "ocsp") return body(ocsp(directory_, mode, question.body, now()), "application/ocsp-response");
    if (family == "crl" && parts.size() > 1)
      return body(crl(directory_, parts.size() > 2 ? mode : "", stem(parts.back()), now()), "application/pkix-crl");
    if (family == "ca") return body(issuers(parts.back(), mode == "bundle"), "application/pkix-cert");
    if (family == "echo") return body(question.method + " " + question.headers.at("user-agent") + "\n" + question.body);
    if (family == "authorization") return body(question.headers.at("authorization"));
    if (family == "redirect") return redirect(parts);
    return refusal(404, "Not Found");
  }

  static std::string stem(const std::string& name) { return name.substr(0, name.rfind('.')); }

  // A certificate in DER, or a bundle: certificates alone in a CMS.
  std::string issuers(const std::string& name, bool bundle) const {
    const engross::X509Ptr certificate = read_certificate(directory_ + "/" + stem(name) + ".pem");
    if (!bundle) return engross::der_of(i2d_X509, certificate.get());
    const engross::CmsPtr cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_PARTIAL));
    CMS_add1_cert(cms.get(), certificate.get());
    CMS_final(cms.get(), engross::reading("x").get(), nullptr, CMS_BINARY);
    return engross::der_of(i2d_CMS_ContentInfo, cms.get());
  }

  // /redirect/2/echo leads to /redirect/1/echo and that to /echo; /redirect/file to a file.
  static Reply redirect(const std::vector<std::string>& parts) {
    Reply reply = refusal(307, "Temporary Redirect");
    if (parts.at(1) == "file") {
      reply.headers["Location"] = "file:///etc/hostname";
      return reply;
    }
    const int left = std::stoi(parts.at(1)) - 1;
    reply.headers["Location"] = (left > 0 ? "/redirect/" + std::to_string(left) : "") + "/" + parts.at(2);
    return reply;
  }

  std::string directory_;
  std::time_t at_;
  std::mutex mutex_;
  std::map<std::string, int> counts_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fputs("name a directory, and if the clock is to stand still, seconds since 1970\n", stderr);
    return 2;
  }
  ::signal(SIGPIPE, SIG_IGN);
  Office office(arguments[1], count > 2 ? std::stol(arguments[2]) : 0);
  HttpServer server;
  server.serve([&office](const Question& question) { return office.answer(question); });
  std::printf("%d\n", server.port());
  std::fflush(stdout);
  char byte = 0;
  while (::read(0, &byte, 1) > 0) {
  }
  std::_Exit(0);  // with its threads in the middle of whatever they do
}
