// Letters that are issued signed: what their records keep, who may sign them, and that nothing at all is written when
// one cannot be signed.
#include <fmt/format.h>

#include "assemble/signing_desk.hpp"
#include "base/sha256.hpp"
#include "pdf/conformance.hpp"
#include "signing/detached.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string only(const Result<Issued>& issued) {
  return issued ? "issued" : print(issued.error(), {.excerpt = false});
}

TEST(Sign, RecordsHowTheLetterIsSealed) {
  SigningDesk desk;
  Signer signer = ada();
  Hand hand = signer.hand(true);
  hand.reason = "as agreed";
  hand.location = "Seaport";
  const auto issued = desk.issue(&hand);
  ASSERT_THAT(issued, Succeeds());
  const RecordedSeal& seal = issued->record.seal.value();
  EXPECT_EQ(fmt::format("{} {} {} {} {} {}", seal.level, seal.signatory, seal.signer, seal.method, seal.at.rfc3339(),
                        seal.visible),
            "b-b ada-quay Ada Quay ECDSA P-256 with SHA256 2016-10-26T09:00:00Z true");
  EXPECT_EQ(seal.certificate, office_staff().ada.certificate.sha256());
  EXPECT_THAT(seal.words, ElementsAre("Digitally signed by Ada Quay", "26 October 2016"));
  EXPECT_EQ(seal.reason + "/" + seal.location + "/" + seal.contact, "as agreed/Seaport/");
  EXPECT_EQ(seal.stamp_room, 0U);
  EXPECT_THAT(desk.parts(issued->record), ElementsAre("ink ada-quay", "signature ada-quay"));
  EXPECT_EQ(issued->record.signature(), "b-b");
  const auto kept = desk.store.record("H-1");
  ASSERT_THAT(kept, Succeeds());
  EXPECT_EQ(to_json(*kept), to_json(issued->record));
  const std::string closed = desk.store.object(kept->file("ink")->sha256).value();
  EXPECT_EQ(closed, *hand.closed_ink) << "ink is kept closed";
  for (const auto& [name, bytes] : desk.world.files)
    EXPECT_EQ(bytes.find(picture().substr(0, 64)), std::string::npos) << name;
}

TEST(Sign, IsOverTheBytesThatAreWritten) {
  SigningDesk desk;
  Signer signer = ada();
  const Hand hand = signer.hand(true);
  const auto issued = desk.issue(&hand);
  ASSERT_THAT(issued, Succeeds());
  const std::string& pdf = desk.world.files.at("out.pdf");
  EXPECT_EQ(pdf, issued->finished.pdf);
  EXPECT_EQ(sha256_hex(pdf), issued->record.output_sha256);
  EXPECT_THAT(conformance_faults(pdf), ElementsAre());
  const std::size_t begin = pdf.find("/Contents <") + 10, end = pdf.find('>', begin) + 1;
  const std::string value = desk.store.object(issued->record.file("signature")->sha256).value();
  const auto who = signing::signer_of(value, pdf.substr(0, begin) + pdf.substr(end));
  ASSERT_THAT(who, Succeeds());
  EXPECT_EQ(who->certificate, office_staff().ada.certificate);
  EXPECT_EQ(end - begin, 2 * issued->record.seal->room + 2);
  const std::string tree = tag_tree(pdf);
  EXPECT_THAT(tree, HasSubstr("Form alt=\"Signature of Ada Quay\"\n  P | Ada Quay"));
}

// A letter breaks its lines and pages alike, signed or not.
TEST(Sign, LeavesTheRestOfTheLetterAsItIs) {
  SigningDesk desk;
  Signer signer = ada();
  const auto reply = reply_to(*desk.bench);
  const std::string plain = tag_tree(finish(*desk.bench, *reply, Purpose::letter)->pdf);
  for (const bool visible : {true, false}) {
    Hand hand = signer.hand(true);
    hand.visible = visible;
    const auto made = sign_letter(*desk.bench, *reply, hand);
    ASSERT_THAT(made, Succeeds());
    std::string tree = tag_tree(made->finished.pdf);
    const std::string form = "  Form alt=\"Signature of Ada Quay\"\n";
    ASSERT_THAT(tree, HasSubstr(form));
    EXPECT_EQ(tree.erase(tree.find(form), form.size()), plain) << visible;
    EXPECT_EQ(made->seal->words.empty(), !visible);
    EXPECT_EQ(made->parts.size(), visible ? 2U : 1U) << "an unseen signature has no ink";
  }
}

TEST(Sign, OneHandSignsManyLetters) {
  SigningDesk desk;
  Signer signer = ada();
  const Hand hand = signer.hand(true);
  std::set<std::string> letters;
  for (const char* words : {"It is lit.", "It is not.", "It is lit."}) {
    const auto reply = reply_to(*desk.bench, fmt::format(R"("paragraphs": [{{"text": "{}"}}])", words));
    ASSERT_THAT(reply, Succeeds());
    const auto made = sign_letter(*desk.bench, *reply, hand);
    ASSERT_THAT(made, Succeeds()) << words;
    EXPECT_THAT(conformance_faults(made->finished.pdf), ElementsAre()) << words;
    EXPECT_THAT(tag_tree(made->finished.pdf), HasSubstr(words));
    letters.insert(made->finished.pdf);
  }
  EXPECT_EQ(letters.size(), 3U) << "the signature of a curve is another each time";
}

TEST(MaySign, TheLettersOwnSignatoryAlone) {
  SigningDesk desk;
  Signer signer = ada();
  Hand hand = signer.hand();
  hand.signatory = "ada-quai";
  EXPECT_EQ(only(desk.issue(&hand)),
            "error: Harbour Office has no signatory \"ada-quai\" [issue.signatory]\n  = did you mean \"ada-quay\"?\n");
  hand.signatory = "zebedee";
  EXPECT_THAT(only(desk.issue(&hand)), HasSubstr("  = it has: ada-quay, ben-pier\n"));
  hand.signatory = "ben-pier";
  const std::string other = only(desk.issue(&hand));
  EXPECT_THAT(other, HasSubstr("the letter is ada-quay's, not ben-pier's [issue.signatory]"));
  EXPECT_THAT(other, HasSubstr("let the case say: \"signatory\": \"ben-pier\""));
  EXPECT_TRUE(desk.world.files.empty()) << "neither letter nor record";
}

TEST(MaySign, WithTheKeysThatTheDepartmentNames) {
  const std::string at = "division: Moorings Division\n";
  const auto naming = [&](const Certificate& certificate) {
    return harbour_with(at, at + "    certificates: ['" + certificate.sha256() + "']\n");
  };
  Signer signer = ada();
  const Hand hand = signer.hand();
  SigningDesk other(naming(office_staff().ben.certificate));
  const std::string refused = only(other.issue(&hand));
  EXPECT_THAT(refused, HasSubstr("this key may not sign as ada-quay: its certificate is CN=Ada Quay"));
  EXPECT_THAT(refused, HasSubstr("fingerprint " + office_staff().ada.certificate.sha256() + " [issue.signatory]"));
  EXPECT_TRUE(other.world.files.empty());
  SigningDesk own(naming(office_staff().ada.certificate));
  EXPECT_THAT(own.issue(&hand), Succeeds());
}

TEST(Sign, IsWhatADepartmentAsksForThatIssuesNothingUnsigned) {
  SigningDesk desk(harbour_with("allow_unsigned: true", "allow_unsigned: false"));
  EXPECT_THAT(desk.issue(nullptr), FailsWith("issue.unsigned"));
  const auto reply = reply_to(*desk.bench);
  EXPECT_THAT(issue(desk.world, desk.store, *desk.bench, *reply, order_to("out.pdf")), FailsWith("issue.unsigned"));
  EXPECT_TRUE(desk.world.files.empty());
  Signer signer = ada();
  const Hand hand = signer.hand();
  EXPECT_THAT(desk.issue(&hand), Succeeds());
}

// The authority goes away when everything was found good and the letter is drawn.
TEST(Sign, LeavesNothingBehindWhenItFails) {
  for (const PadesLevel level : {PadesLevel::b_t, PadesLevel::b_lta}) {
    for (const int answered : {0, 1}) {
      if (level == PadesLevel::b_t && answered > 0) continue;
      LongTerm dying;
      dying.stamp_bytes = 6000;
      const Identity unit = issue_time_stamper(office_staff().root, "Clock");
      dying.stamp = [&, left = answered](std::span<const std::string_view> data) mutable -> Result<std::string> {
        if (left-- == 0) return fail(error("signing.http", {}, "nobody answers"));
        std::string all;
        for (const std::string_view piece : data) all += piece;
        return make_time_stamp(unit, all, {.at = now.instant});
      };
      SigningDesk desk;
      Signer signer(key_of(office_staff().ada), {.level = level, .roots = {office_staff().root.certificate}, .at = now},
                    dying);
      const Hand hand = signer.hand(true);
      EXPECT_THAT(desk.issue(&hand), FailsWith("signing.http"));
      EXPECT_TRUE(desk.world.files.empty()) << "no letter, no record, no claim on the reference";
      Signer well = ada();
      const Hand second = well.hand();
      const auto issued = desk.issue(&second);
      ASSERT_THAT(issued, Succeeds());
      EXPECT_EQ(issued->record.issue, 1);
    }
  }
}

}  // namespace
}  // namespace engross::test
