// Letters of ours at every level, judged as anybody may judge them: they hold, and any changed byte is seen, wherever
// it lies, except in the value that nothing covers: the signature's, or at b-lta the last time stamp's.
//
// A sample of places by default; ENGROSS_SWEEP of them in a long run.
#include <cstdlib>
#include <random>

#include "assemble/signing_desk.hpp"
#include "signing/long_term.hpp"
#include "support/served_pki.hpp"
#include "verification/verify.hpp"

namespace engross::test {
namespace {

namespace vf = engross::verification;

std::size_t rounds(std::size_t usual) {
  const char* sweep = std::getenv("ENGROSS_SWEEP");
  return sweep != nullptr ? std::strtoul(sweep, nullptr, 10) : usual;
}

Certificate root_of(const ServedPki& pki) {
  return read_certificates(make_source("root.pem", read_file(pki / "root.pem"))).value().front();
}

Signer signer_at(const ServedPki& pki, PadesLevel level) {
  const auto key =
      SigningKey::open(SystemWorld(), {.where = pki / "signer-p256.key", .chains = {pki / "signer-p256.chain.pem"}},
                       [](const std::string&) { return Secret(""); });
  EXPECT_THAT(key, Succeeds());
  const SigningOrder order{.level = level, .roots = {root_of(pki)}, .at = now};
  const auto chain = PadesSigner::chain_for(*key, order);
  EXPECT_THAT(chain, Succeeds());
  auto long_term = gather_long_term(
      {.order = order, .chain = *chain, .service = {.url = pki.url("/tsa"), .exchange = http_exchange()}});
  EXPECT_THAT(long_term, Succeeds());
  return Signer(*key, order, std::move(*long_term));
}

class OurLetters : public ::testing::TestWithParam<PadesLevel> {
 protected:
  OurLetters() {
    SigningDesk desk;
    Signer signer = signer_at(pki_, GetParam());
    const Hand hand = signer.hand(true);
    const auto issued = desk.issue(&hand);
    EXPECT_THAT(issued, Succeeds());
    if (issued) pdf = issued->finished.pdf;
    options = {.roots = {root_of(pki_)}, .at = now.instant};
    hole_end = pdf.find('>', pdf.rfind("/Contents <")) + 1;
    hole_begin = pdf.rfind("/Contents <") + 10;
  }

  bool passes(const std::string& file) const {
    const auto verdict = vf::verify(file, options);
    return verdict && verdict->is_signed && verdict->intact;
  }

  std::string pdf;
  vf::VerifyOptions options;
  std::size_t hole_begin = 0, hole_end = 0;  // of the value that nothing covers

 private:
  ServedPki pki_{{"tsu", "ocsp", "signer-p256"}};
};

TEST_P(OurLetters, HoldAtTheirLevel) {
  const auto verdict = vf::verify(pdf, options);
  ASSERT_THAT(verdict, Succeeds());
  EXPECT_TRUE(verdict->good()) << vf::headline(*verdict) << "\n" << vf::details(*verdict);
  EXPECT_EQ(vf::name_of(verdict->level), name_of(GetParam()));
  EXPECT_EQ(verdict->trust, vf::Trust::trusted);
  EXPECT_EQ(verdict->pdfa + " " + verdict->pdfua, "2a 1");
}

TEST_P(OurLetters, ShowAnyChangedByte) {
  std::mt19937 random(20161026);  // the same places in every run
  for (std::size_t i = 0, most = rounds(120); i < most; ++i) {
    const std::size_t at = random() % pdf.size();
    const auto by = static_cast<unsigned char>(1U << random() % 8);
    if (at >= hole_begin && at < hole_end) continue;
    std::string changed = pdf;
    changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ by);
    EXPECT_FALSE(passes(changed)) << "byte " << at << " ^ " << int{by};
  }
}

std::string name_of_level(const ::testing::TestParamInfo<PadesLevel>& of) {
  std::string name(name_of(of.param));
  std::erase(name, '-');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Levels, OurLetters,
                         ::testing::Values(PadesLevel::b_b, PadesLevel::b_t, PadesLevel::b_lt, PadesLevel::b_lta),
                         name_of_level);

}  // namespace
}  // namespace engross::test
