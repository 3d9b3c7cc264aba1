// In: a certificate and some that may stand above it. Out: its chain, with what was missing fetched.
// Refuses: chains that stay incomplete, and all that chain_of() refuses. What is fetched is not trusted for that.
#include "signing/issuers.hpp"

#include <fmt/format.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <optional>

#include "trust/signed_attributes.hpp"

namespace engross {
namespace {

constexpr std::size_t longest_chain = 10;
constexpr std::size_t most_bytes = std::size_t{256} << 10;

const Certificate* issuer_among(const Certificate& certificate, const std::vector<Certificate>& candidates) {
  const auto found = std::ranges::find_if(candidates, [&](const Certificate& one) {
    return X509_check_issued(one.x509(), certificate.x509()) == X509_V_OK;
  });
  return found == candidates.end() ? nullptr : &*found;
}

// The first certificate from the leaf up whose issuer nobody gave; nothing when the chain ends in a root.
std::optional<Certificate> highest(Certificate at, const std::vector<Certificate>& pool,
                                   const std::vector<Certificate>& roots) {
  for (std::size_t i = 0; i < longest_chain; ++i) {
    if (at.self_issued() || issuer_among(at, roots) != nullptr) return std::nullopt;
    const Certificate* above = issuer_among(at, pool);
    if (above == nullptr) return at;
    at = *above;
  }
  return std::nullopt;
}

// Whether an issuer of the certificate was fetched into the pool; if not, why, for each address.
bool fetch_issuer(const Certificate& certificate, std::vector<Certificate>& pool, const Exchange& exchange,
                  std::vector<std::string>& why) {
  for (const std::string& address : certificate.issuer_addresses()) {
    if (!is_http(address)) continue;
    const auto reply = exchange({.url = address, .most_bytes = most_bytes});
    if (!reply) {
      why.push_back(reply.error().front().message);
      continue;
    }
    const std::vector<Certificate> fetched = read_issuers(*reply);
    if (const Certificate* issuer = issuer_among(certificate, fetched)) {
      pool.push_back(*issuer);
      return true;
    }
    why.push_back(fmt::format("{} does not hold that certificate", shown_address(address)));
  }
  return false;
}

}  // namespace

std::vector<Certificate> read_issuers(std::string_view bytes) {
  if (auto one = Certificate::from_der(bytes)) return {std::move(*one)};
  if (bytes.starts_with("-----BEGIN "))
    return read_certificates(make_source("issuers", std::string(bytes))).value_or(std::vector<Certificate>());
  const auto [object, whole] = from_der(d2i_CMS_ContentInfo, bytes);
  const CmsPtr cms(object);
  forget_openssl_errors();
  if (!cms || !whole || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed) return {};
  return certificates_in(cms.get());
}

Result<std::vector<Certificate>> complete_chain(const Subject& subject, const EvidenceQuestion& question,
                                                const Exchange& exchange) {
  const std::vector<Certificate>& roots = subject.roots ? *subject.roots : question.roots;
  std::vector<Certificate> pool = subject.pool;
  std::vector<std::string> why;
  for (std::size_t i = 0; i < longest_chain; ++i) {
    const auto top = highest(subject.certificate, pool, roots);
    if (!top || !fetch_issuer(*top, pool, exchange, why)) break;
  }
  auto chain = chain_of({subject.certificate, pool, roots, question.at, subject.use});
  if (chain) return chain;
  Diagnostics because = std::move(chain.error());
  because.front().hints.insert(because.front().hints.end(), why.begin(), why.end());
  return fail(std::move(because));
}

}  // namespace engross
