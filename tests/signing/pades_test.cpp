// Signed files: each level has what it should, values fit their room, and signers that may not sign are refused before
// anything is signed.
#include "signing/pades.hpp"

#include "base/sha256.hpp"
#include "pdf/conformance.hpp"
#include "signing/detached.hpp"
#include "signing/keys.hpp"
#include "trust/time_stamp.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const Identity& stamper() {
  static const Identity unit = issue_time_stamper(office_staff().root, "Clock");
  return unit;
}

std::string joined(std::span<const std::string_view> pieces) {
  std::string all;
  for (const std::string_view piece : pieces) all += piece;
  return all;
}

// Stamps as the authority would give them.
struct Stamps {
  std::vector<std::string> over;
  LongTerm long_term() {
    LongTerm made;
    made.stamp = [this](std::span<const std::string_view> data) -> Result<std::string> {
      over.push_back(joined(data));
      return make_time_stamp(stamper(), over.back(), {.at = signing_time.instant});
    };
    made.stamp_bytes = make_time_stamp(stamper(), "x", {.at = signing_time.instant}).size() + 128;
    made.certificates = {office_staff().middle.certificate, office_staff().root.certificate, stamper().certificate};
    made.revocation.crls = {
        make_crl(office_staff().root, {.this_update = at(2016, 10, 1), .next_update = at(2016, 11, 1)})};
    return made;
  }
};

const SigningKey& ada() {
  static const SigningKey key = key_of(office_staff().ada);
  return key;
}

// Everything but the value.
std::string covered(const std::string& pdf, const ValueHole& hole) {
  return pdf.substr(0, hole.begin) + pdf.substr(hole.end);
}

TEST(Pades, LevelsHaveTheirNames) {
  for (const PadesLevel level : {PadesLevel::b_b, PadesLevel::b_t, PadesLevel::b_lt, PadesLevel::b_lta})
    EXPECT_EQ(level_named(name_of(level)), level);
  EXPECT_EQ(level_named("b-x"), std::nullopt);
  EXPECT_EQ(name_of(PadesLevel::b_lta), "b-lta");
}

class PadesLevels : public testing::TestWithParam<PadesLevel> {};

TEST_P(PadesLevels, SignTheWholeFile) {
  Stamps stamps;
  PadesSigner signer = pades_signer(ada(), order_at(GetParam()), stamps.long_term());
  const Signable drawn = drawn_for(signer);
  const auto made = signer.sign(drawn);
  ASSERT_THAT(made, Succeeds());
  EXPECT_THAT(conformance_faults(made->pdf), ElementsAre());
  const std::string content = covered(drawn.pdf, drawn.value);
  EXPECT_EQ(openssl_says(made->value, content, pem_of(office_staff().root.certificate)), "");
  const auto who = signing::signer_of(made->value, content);
  ASSERT_THAT(who, Succeeds());
  EXPECT_EQ(who->certificate, office_staff().ada.certificate);
  const std::string hole = made->pdf.substr(drawn.value.begin, drawn.value.end - drawn.value.begin);
  const std::string digits = to_hex(made->value);
  EXPECT_EQ(hole, "<" + digits + std::string(hole.size() - digits.size() - 2, '0') + ">");
  EXPECT_THAT(made->pdf, HasSubstr("/Name (Ada Quay)"));
  EXPECT_EQ(made->pdf.find("/DSS") != std::string::npos, GetParam() >= PadesLevel::b_lt);
  EXPECT_EQ(made->stamp.empty(), GetParam() != PadesLevel::b_lta);
}

// b-t: over the signature's value. b-lta: over everything besides.
TEST_P(PadesLevels, AreStampedAsTheySay) {
  Stamps stamps;
  PadesSigner signer = pades_signer(ada(), order_at(GetParam()), stamps.long_term());
  const Signable drawn = drawn_for(signer);
  const auto made = signer.sign(drawn);
  ASSERT_THAT(made, Succeeds());
  const std::size_t expected = GetParam() == PadesLevel::b_b ? 0 : GetParam() == PadesLevel::b_lta ? 2 : 1;
  ASSERT_EQ(stamps.over.size(), expected);
  if (expected == 0) return;
  const CmsPtr cms(from_der(d2i_CMS_ContentInfo, made->value).first);
  CMS_SignerInfo* info = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(cms.get()), 0);
  EXPECT_EQ(stamps.over[0], bytes_of(CMS_SignerInfo_get0_signature(info)));
  EXPECT_GE(CMS_unsigned_get_attr_by_NID(info, NID_id_smime_aa_timeStampToken, -1), 0);
  if (expected == 1) return;
  const std::size_t begin = made->pdf.rfind("/Contents <") + 10;
  const ValueHole last{begin, made->pdf.find('>', begin) + 1};
  EXPECT_EQ(stamps.over[1], covered(made->pdf, last));
  const std::string_view over = stamps.over[1];
  const auto read = read_time_stamp(made->stamp, std::span(&over, 1));
  EXPECT_THAT(read, Succeeds());
}

TEST_P(PadesLevels, AreMadeAgainFromTheirValues) {
  Stamps stamps;
  PadesSigner signer = pades_signer(ada(), order_at(GetParam()), stamps.long_term());
  const Signable drawn = drawn_for(signer);
  const auto made = signer.sign(drawn);
  ASSERT_THAT(made, Succeeds());
  const auto again = filled_again(drawn, made->value, made->stamp, signer.stamp_room());
  ASSERT_THAT(again, Succeeds());
  EXPECT_EQ(*again, made->pdf);
}

INSTANTIATE_TEST_SUITE_P(All, PadesLevels,
                         testing::Values(PadesLevel::b_b, PadesLevel::b_t, PadesLevel::b_lt, PadesLevel::b_lta),
                         [](const testing::TestParamInfo<PadesLevel>& level) {
                           std::string name(name_of(level.param));
                           std::erase(name, '-');
                           return name;
                         });

TEST(Pades, AuthorityThatGrowsTalkativeIsRefusedForRoom) {
  for (const PadesLevel level : {PadesLevel::b_t, PadesLevel::b_lta}) {
    LongTerm much = Stamps().long_term();
    much.stamp = [](std::span<const std::string_view> data) -> Result<std::string> {
      return make_time_stamp(
          stamper(), joined(data),
          {.at = signing_time.instant, .others = {office_staff().root.certificate, office_staff().ben.certificate}});
    };
    PadesSigner signer = pades_signer(ada(), order_at(level), much);
    EXPECT_THAT(signer.sign(drawn_for(signer)), FailsWith("signing.room"));
  }
}

TEST(Pades, AStampThatDoesNotComeFailsTheSignature) {
  for (const std::size_t good : {0U, 1U}) {
    Stamps stamps;
    LongTerm broken = stamps.long_term();
    broken.stamp = [&, real = broken.stamp](std::span<const std::string_view> data) -> Result<std::string> {
      if (stamps.over.size() == good) return fail(error("signing.http", {}, "the line is dead"));
      return real(data);
    };
    PadesSigner signer = pades_signer(ada(), order_at(PadesLevel::b_lta), broken);
    EXPECT_THAT(signer.sign(drawn_for(signer)), FailsWith("signing.http")) << good;
  }
}

TEST(Pades, ValuesAreFilledToTheLastByteAndNoFurther) {
  const Signable drawn = sample_to_sign();
  const std::size_t room = sample_entries().room;
  std::string pdf = drawn.pdf;
  ASSERT_THAT(fill_value(pdf, drawn.value, std::string(room, '\xAB')), Succeeds());
  EXPECT_EQ(pdf.substr(drawn.value.end - 3, 3), "ab>");
  EXPECT_EQ(pdf.size(), drawn.pdf.size());
  std::string untouched = drawn.pdf;
  const auto filled = fill_value(untouched, drawn.value, std::string(room + 1, '\xAB'));
  ASSERT_THAT(filled, FailsWith("signing.room"));
  EXPECT_THAT(filled.error()[0].message, HasSubstr("the signature has 2001 bytes, and the file has room for 2000"));
  EXPECT_EQ(untouched, drawn.pdf) << "nothing is half signed";
  EXPECT_THAT(filled_again(drawn, std::string(room + 1, 'x'), "", 0), FailsWith("signing.room"));
  const Signable stamped = sample_to_sign({.stamp = true});
  EXPECT_THAT(filled_again(stamped, "x", std::string(11, 'x'), 10), FailsWith("signing.room"));
}

std::string refused(const Identity& who, const std::vector<Certificate>& roots, bool with_issuer = true) {
  KeyDesk desk;
  const auto key = desk.open_bytes("key.pem", pem_of(who.key.get()) + pem_of(who.certificate) +
                                                  (with_issuer ? pem_of(office_staff().middle.certificate) : ""));
  EXPECT_THAT(key, Succeeds());
  const auto chain = PadesSigner::chain_for(*key, {.roots = roots, .at = signing_time});
  return chain ? "not refused" : print(chain.error(), {.excerpt = false});
}

TEST(PadesChain, IsJudgedAtTheTimeOfSigning) {
  const std::vector<Certificate> roots{office_staff().root.certificate};
  EXPECT_EQ(refused(office_staff().ada, roots), "not refused");
  const std::string expired =
      refused(office_staff().person("Old Key", KeyKind::p256, at(2010, 1, 1), at(2016, 10, 1)), roots);
  EXPECT_THAT(expired, HasSubstr("[trust.expired]"));
  EXPECT_THAT(expired, HasSubstr("sign with the signatory's present certificate; --at is the moment that is judged"));
  EXPECT_THAT(expired, HasSubstr("Old Key"));
  EXPECT_THAT(refused(office_staff().person("New Key", KeyKind::p256, at(2017, 1, 1), at(2020, 1, 1)), roots),
              HasSubstr("[trust.not-yet-valid]"));
  const std::string missing = refused(office_staff().ada, roots, false);
  EXPECT_THAT(missing, HasSubstr("[trust.no-issuer]"));
  EXPECT_THAT(missing, HasSubstr("--chain FILE.pem"));
  const std::string untrusted = refused(office_staff().ada, {make_root({.name = "Another Root"}).certificate});
  EXPECT_TRUE(untrusted.find("[trust.untrusted]") != untrusted.npos ||
              untrusted.find("[trust.no-issuer]") != untrusted.npos)
      << untrusted;
  const Identity server =
      issue(office_staff().middle,
            {.name = "A Server", .from = at(2010, 1, 1), .extensions = {{NID_key_usage, "critical,keyEncipherment"}}});
  EXPECT_THAT(refused(server, roots), HasSubstr("[trust.usage]"));
}

// Whoever has a root of the wrong office, and brings it along, is told so.
TEST(PadesChain, EndsInARootThatIsTrusted) {
  KeyDesk desk;
  const auto key =
      desk.open_bytes("key.pem", office_staff().pem(office_staff().ada) + pem_of(office_staff().root.certificate));
  ASSERT_THAT(key, Succeeds());
  EXPECT_THAT(PadesSigner::chain_for(*key, {.roots = {}, .at = signing_time}), Succeeds());
  const auto chain =
      PadesSigner::chain_for(*key, {.roots = {make_root({.name = "Another Root"}).certificate}, .at = signing_time});
  ASSERT_THAT(chain, FailsWith("trust.untrusted"));
  EXPECT_THAT(print(chain.error()), HasSubstr("sign with a key that one of the department's roots vouches for"));
}

TEST(Pades, OfRsaIsTheSameFromRunToRun) {
  const SigningKey ben = key_of(office_staff().ben);
  const auto made = [&] {
    PadesSigner signer = pades_signer(ben);
    return signer.sign(drawn_for(signer))->pdf;
  };
  EXPECT_EQ(made(), made());
}

}  // namespace
}  // namespace engross::test
