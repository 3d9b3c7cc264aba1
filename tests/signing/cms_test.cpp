// CMS signatures: openssl agrees with them, and they hold exactly what PAdES wants.
#include "signing/cms.hpp"

#include <algorithm>
#include <span>

#include "signing/keys.hpp"

namespace engross::test {
namespace {

const std::string first = "the first piece, ", second = "and the second";
const std::string content = first + second;
const std::vector<std::string_view> pieces = {first, second};

const std::string& root_pem() {
  static const std::string pem = pem_of(office_staff().root.certificate);
  return pem;
}

struct Way {
  const char* name;
  KeyKind kind;
  RsaPadding padding;
  const char* method;
};
void PrintTo(const Way& way, std::ostream* to) {
  *to << way.name;
}

const Way ways[] = {
    {"Rsa2048", KeyKind::rsa_2048, RsaPadding::pkcs1, "RSA 2048 with SHA256"},
    {"Rsa3072", KeyKind::rsa_3072, RsaPadding::pkcs1, "RSA 3072 with SHA256"},
    {"Rsa4096", KeyKind::rsa_4096, RsaPadding::pkcs1, "RSA 4096 with SHA256"},
    {"Rsa2048Pss", KeyKind::rsa_2048, RsaPadding::pss, "RSA 2048 (PSS) with SHA256"},
    {"P256", KeyKind::p256, RsaPadding::pkcs1, "ECDSA P-256 with SHA256"},
    {"P384", KeyKind::p384, RsaPadding::pss, "ECDSA P-384 with SHA384"},
};

class Cms : public testing::TestWithParam<Way> {
 protected:
  CmsSigner signer() const {
    auto made = CmsSigner::with(key, chain, GetParam().padding);
    EXPECT_THAT(made, Succeeds());
    return std::move(*made);
  }
  static std::string signed_by(CmsSigner& with, const StampSignature& stamp = {}) {
    const auto made = with.sign(pieces, stamp);
    EXPECT_THAT(made, Succeeds());
    return *made;
  }
  SigningKey key = key_of(office_staff().person("Wanda Weir", GetParam().kind));
  std::vector<Certificate> chain{key.certificate(), office_staff().middle.certificate, office_staff().root.certificate};
};

struct Parsed {
  explicit Parsed(const std::string& der) : cms(from_der(d2i_CMS_ContentInfo, der).first) {
    EXPECT_EQ(sk_CMS_SignerInfo_num(CMS_get0_SignerInfos(cms.get())), 1);
    signer = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(cms.get()), 0);
  }
  CmsPtr cms;
  CMS_SignerInfo* signer = nullptr;
};

TEST_P(Cms, IsVerifiedByOpenssl) {
  CmsSigner with = signer();
  const std::string cms = signed_by(with);
  EXPECT_EQ(openssl_says(cms, content, root_pem()), "");
  EXPECT_NE(openssl_says(cms, content + ".", root_pem()), "");
  EXPECT_EQ(with.method(), GetParam().method);
}

TEST_P(Cms, HasExactlyTheAttributesOfPades) {
  CmsSigner with = signer();
  const Parsed parsed(signed_by(with));
  std::vector<int> kinds;
  std::vector<std::string> written;
  for (int i = 0; i < CMS_signed_get_attr_count(parsed.signer); ++i) {
    X509_ATTRIBUTE* attribute = CMS_signed_get_attr(parsed.signer, i);
    kinds.push_back(OBJ_obj2nid(X509_ATTRIBUTE_get0_object(attribute)));
    written.push_back(der_of(i2d_X509_ATTRIBUTE, attribute));
  }
  EXPECT_THAT(kinds, testing::UnorderedElementsAre(NID_pkcs9_contentType, NID_pkcs9_messageDigest,
                                                   NID_id_smime_aa_signingCertificateV2));
  EXPECT_TRUE(std::ranges::is_sorted(written)) << "a SET OF is in the order of its bytes";
  EXPECT_LE(CMS_unsigned_get_attr_count(parsed.signer), 0);
}

TEST_P(Cms, IsDetachedAndHoldsTheWholeChain) {
  CmsSigner with = signer();
  const std::string der = signed_by(with);
  const Parsed parsed(der);
  EXPECT_EQ(CMS_is_detached(parsed.cms.get()), 1);
  STACK_OF(X509)* held = CMS_get1_certs(parsed.cms.get());
  std::vector<Certificate> certificates;
  for (int i = 0; i < sk_X509_num(held); ++i) certificates.push_back(Certificate::of(sk_X509_value(held, i)));
  sk_X509_pop_free(held, X509_free);
  EXPECT_THAT(certificates, testing::UnorderedElementsAreArray(chain));
  EXPECT_EQ(der_of(i2d_CMS_ContentInfo, parsed.cms.get()), der);
}

TEST_P(Cms, DependsOnAllOfTheData) {
  CmsSigner with = signer();
  const std::string whole = *with.sign(std::vector<std::string_view>{content});
  EXPECT_EQ(openssl_says(whole, content, root_pem()), "") << "where the pieces end makes no difference";
  const std::string nothing = *with.sign({});
  EXPECT_EQ(openssl_says(nothing, "", root_pem()), "");
  EXPECT_EQ(openssl_says(*with.sign(pieces), content, root_pem()), "") << "what came before leaves nothing behind";
}

TEST_P(Cms, OfRsaWithoutSaltIsTheSameFromRunToRun) {
  CmsSigner one = signer(), other = signer();
  const bool same = GetParam().padding == RsaPadding::pkcs1 && EVP_PKEY_get_base_id(key.key()) == EVP_PKEY_RSA;
  EXPECT_EQ(signed_by(one) == signed_by(other), same);
  EXPECT_EQ(signed_by(one) == signed_by(one), same);
}

TEST_P(Cms, TakesAStampOverTheSignatureAndDropsItForTheNext) {
  CmsSigner with = signer();
  std::string over;
  const std::string token = der_of(i2d_X509, office_staff().root.certificate.x509());  // any sequence will do
  const std::string stamped = signed_by(with, [&](std::string_view value) -> Result<std::string> {
    over = value;
    return token;
  });
  const Parsed parsed(stamped);
  ASSERT_EQ(CMS_unsigned_get_attr_count(parsed.signer), 1);
  const ASN1_OCTET_STRING* value = CMS_SignerInfo_get0_signature(parsed.signer);
  EXPECT_EQ(over, bytes_of(value));
  EXPECT_EQ(openssl_says(stamped, content, root_pem()), "");
  const Parsed next(signed_by(with));
  EXPECT_LE(CMS_unsigned_get_attr_count(next.signer), 0);
  EXPECT_THAT(with.sign(pieces, [](std::string_view) -> Result<std::string> { return fail(error("a.b", {}, "no")); }),
              FailsWith("a.b"));
}

INSTANTIATE_TEST_SUITE_P(Ways, Cms, testing::ValuesIn(ways),
                         [](const testing::TestParamInfo<Way>& way) { return way.param.name; });

// ECDSA signatures differ in length from one to the next.
TEST(CmsRoom, IsEnoughForAThousandSignatures) {
  for (const KeyKind kind : {KeyKind::p256, KeyKind::p384}) {
    const SigningKey key = key_of(office_staff().person("Wanda Weir", kind));
    auto signer = CmsSigner::with(key, {key.certificate()});
    ASSERT_THAT(signer, Succeeds());
    std::size_t longest = 0;
    for (int i = 0; i < 1000; ++i) longest = std::max(longest, signer->sign(pieces)->size());
    EXPECT_LE(longest, signer->longest());
    EXPECT_GE(longest + 140, signer->longest()) << "room is set aside, but not without measure";
  }
}

}  // namespace
}  // namespace engross::test
