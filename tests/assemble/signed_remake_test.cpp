// Signed letters made again from their records: the same bytes, or the reason why they cannot be.
#include <fmt/format.h>

#include <map>

#include "assemble/signing_desk.hpp"
#include "pdf/conformance.hpp"
#include "signing/long_term.hpp"
#include "signing/served.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;

TEST(SignedRemake, GivesTheSignedBytes) {
  for (const bool with_ink : {true, false})
    for (const bool visible : {true, false}) {
      SigningDesk desk;
      Signer signer = ada();
      Hand hand = signer.hand(with_ink);
      hand.visible = visible;
      hand.contact = "ada@harbour.example";
      const auto issued = desk.issue(&hand);
      ASSERT_THAT(issued, Succeeds());
      const auto record = desk.store.record("H-1");
      const auto again = remake(desk.store, *record, signer.opener());
      ASSERT_THAT(again, Succeeds()) << with_ink << visible;
      EXPECT_EQ(again->pdf, issued->finished.pdf);
      const auto without_key = remake(desk.store, *record);
      EXPECT_EQ(without_key.has_value(), !(with_ink && visible)) << "no ink, no key";
    }
}

TEST(SignedRemake, OfALetterWithInkNeedsItsKey) {
  SigningDesk desk;
  Signer signer = ada();
  const Hand hand = signer.hand(true);
  const auto issued = desk.issue(&hand);
  ASSERT_THAT(issued, Succeeds());
  const auto nobody = remake(desk.store, issued->record);
  ASSERT_THAT(nobody, FailsWith("remake.ink"));
  EXPECT_EQ(print(nobody.error()),
            "error: the letter bears ink, which only the key of ada-quay opens [remake.ink]\n"
            "  = give that key: --key FILE\n");
  const SigningKey ben = key_of(office_staff().ben);
  const auto other = remake(desk.store, issued->record, [&](std::string_view closed) { return open_ink(closed, ben); });
  EXPECT_FALSE(other.has_value());
  const auto nonsense = remake(desk.store, issued->record, [](std::string_view) { return std::string("no picture"); });
  EXPECT_THAT(nonsense, FailsWith("picture.not-a-picture"));
}

TEST(SignedRemake, NeedsEveryPartOfTheSignature) {
  SigningDesk desk;
  Signer signer = ada();
  const Hand hand = signer.hand(true);
  const auto issued = desk.issue(&hand);
  ASSERT_THAT(issued, Succeeds());
  Record forgetful = issued->record;
  std::erase_if(forgetful.files, [](const RecordedFile& file) { return file.role == "signature"; });
  EXPECT_THAT(remake(desk.store, forgetful, signer.opener()), FailsWith("record.damaged"));
  Record cramped = issued->record;
  cramped.seal->room = 100;
  EXPECT_THAT(remake(desk.store, cramped, signer.opener()), FailsWith("signing.room"));
  Record renamed = issued->record;
  renamed.seal->signer = "Ben Pier";
  EXPECT_THAT(remake(desk.store, renamed, signer.opener()), FailsWith("remake.differs"));
  const std::string key = issued->record.file("signature")->sha256;
  desk.world.files.at("store/objects/" + key.substr(0, 2) + "/" + key.substr(2)) += "x";
  EXPECT_THAT(remake(desk.store, issued->record, signer.opener()), FailsWith("store.damaged"));
}

// With the stamps and the evidence of an authority that is there no more.
TEST(SignedRemake, GivesTheBytesOfEveryLevel) {
  SigningDesk desk;
  std::map<std::string, std::string> letters;
  {
    const ServedPki pki;
    const std::string passphrase = read_file(pki / "passphrase");
    const auto key =
        SigningKey::open(SystemWorld(), {.where = pki / "signer-p256.p12", .chains = {}},
                         [&](const std::string&) { return Secret(passphrase.substr(0, passphrase.find('\n'))); });
    ASSERT_THAT(key, Succeeds());
    for (const PadesLevel level : {PadesLevel::b_t, PadesLevel::b_lt, PadesLevel::b_lta}) {
      const SigningOrder order{.level = level, .roots = certificates_in(pki / "root.pem"), .at = now};
      const auto chain = PadesSigner::chain_for(*key, order);
      ASSERT_THAT(chain, Succeeds());
      auto long_term = gather_long_term({.order = order,
                                         .chain = *chain,
                                         .service = {.url = pki.url("/tsa"), .exchange = http_exchange(impatient())}});
      ASSERT_THAT(long_term, Succeeds());
      Signer signer(*key, order, std::move(*long_term));
      const Hand hand = signer.hand();
      const std::string name(name_of(level));
      std::string text = case_text(R"("topics": ["lights"])");
      const auto reply = prepare(*desk.bench, case_of(text.replace(text.find("H-1"), 3, name)), today);
      ASSERT_THAT(reply, Succeeds());
      IssueOrder issue_order = order_to(name + ".pdf");
      issue_order.hand = &hand;
      const auto issued = engross::issue(desk.world, desk.store, *desk.bench, *reply, issue_order);
      ASSERT_THAT(issued, Succeeds()) << name;
      EXPECT_THAT(conformance_faults(issued->finished.pdf), ElementsAre()) << name;
      letters[name] = issued->finished.pdf;
    }
  }
  for (const auto& [name, pdf] : letters) {
    const auto record = desk.store.record(name);
    ASSERT_THAT(record, Succeeds());
    EXPECT_EQ(record->seal->level, name);
    EXPECT_EQ(record->file("certificate") != nullptr, name != "b-t");
    EXPECT_EQ(record->file("ocsp") != nullptr || record->file("crl") != nullptr, name != "b-t");
    EXPECT_EQ(record->file("time-stamp") != nullptr, name == "b-lta");
    EXPECT_EQ(record->seal->stamp_room > 0, name == "b-lta");
    const auto again = remake(desk.store, *record);
    ASSERT_THAT(again, Succeeds()) << name;
    EXPECT_EQ(again->pdf, pdf) << name;
  }
}

}  // namespace
}  // namespace engross::test
