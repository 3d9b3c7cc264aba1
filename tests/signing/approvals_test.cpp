// Approvals: they hold for the letter as it was, by whom the department asks for, and for nothing else.
#include "signing/approvals.hpp"

#include "signing/office.hpp"
#include "signing/standing.hpp"

namespace engross::test {
namespace {

TEST_F(Office, LetsALetterGoThatEverybodyApproved) {
  const Approvals approvals = all();
  EXPECT_EQ(faults(approvals), "");
  ASSERT_EQ(approvals.all.size(), 2U);
  const ApprovalStatement& said = approvals.all[1].statement;
  EXPECT_EQ(said.role, "checker");
  EXPECT_EQ(said.person, "Ben Pier");
  EXPECT_EQ(said.certificate, staff.ben.certificate.sha256());
  EXPECT_EQ(said.time, "2016-10-26T09:00:00Z");
  EXPECT_EQ(said.reference, "H-1");
  EXPECT_EQ(said.department, "harbour");
  EXPECT_EQ(said.department_sha256, department->bundle_sha256);
  EXPECT_EQ(said.letter_sha256, approved().letter_sha256);
}

TEST_F(Office, SaysWhoHasNotApproved) {
  EXPECT_EQ(faults(none()),
            "error: the letter has not been approved as drafter, checker [approvals.missing]\n"
            "  = engross approve reply.md --as drafter --key FILE\n"
            "  = engross approve reply.md --as checker --key FILE\n");
  EXPECT_EQ(faults(with(staff.ada, "drafter")),
            "error: the letter has not been approved as checker [approvals.missing]\n"
            "  = engross approve reply.md --as checker --key FILE\n");
  EXPECT_THAT(check_approvals(*harbour(), approved(), none(), now), Succeeds());  // where nobody asks
}

TEST_F(Office, TakesAChangedCommaForAnotherLetter) {
  replace_words(letter, "The light ", "The light, ");
  const Approvals approvals = all();
  replace_words(letter, "The light, ", "The light ");
  const auto checked = check(approvals);
  ASSERT_THAT(checked, FailsWith("approvals.void"));
  ASSERT_EQ(checked.error().size(), 2U);
  const std::string& told = checked.error()[0].message;
  EXPECT_EQ(
      told.find("the approval by Ada Quay as drafter is void: words have changed since\nbody 1 (lights) changed\n"), 0U)
      << told;
  EXPECT_NE(told.find("The light[-,-] "), std::string::npos) << told;
  EXPECT_EQ(checked.error()[1].message.find("the approval by Ben Pier as checker is void"), 0U);
}

TEST_F(Office, NamesEveryKindOfChange) {
  const Approvals approvals = all();
  const Letter before = letter;
  letter.subject = "Lamps";
  EXPECT_NE(faults(approvals).find("subject\n    {+Lamps+} [approvals.void]"), std::string::npos) << faults(approvals);
  letter = before;
  letter.sections[3].blocks.clear();
  EXPECT_NE(faults(approvals).find(" deleted\n"), std::string::npos) << faults(approvals);
  letter = before;
  letter.date = day("2016-10-27");
  EXPECT_NE(faults(approvals).find("date\n    [-2016-10-26-]{+2016-10-27+}"), std::string::npos) << faults(approvals);
  letter = before;
  letter.signatures[0].id = "ben-pier";
  EXPECT_NE(faults(approvals).find("signatory\n    [-ada-quay-]{+ben-pier+}"), std::string::npos) << faults(approvals);
  letter = before;
  EXPECT_EQ(faults(approvals), "");
}

TEST_F(Office, SeesWhatNoWordSays) {
  Block list;
  list.kind = Block::Kind::list;
  Block one;
  one.inlines.push_back({.text = "One"});
  list.items.push_back({.blocks = {one}});
  letter.sections.back().blocks.push_back(list);
  const Approvals approvals = all();
  letter.sections.back().blocks.back().tight = false;
  EXPECT_NE(faults(approvals).find("is void: the words are the same, but how they are set out has changed"),
            std::string::npos)
      << faults(approvals);
}

Picture logo(const std::string& bytes) {
  return {
      .name = "pictures/logo.png", .width = 2, .height = 2, .samples = {}, .alpha = {}, .jpeg = {}, .sha256 = bytes};
}

TEST_F(Office, TakesAChangedLogoForAnotherLook) {
  pages.pictures = {std::make_shared<Picture>(logo("aa"))};
  const Approvals approvals = all();
  EXPECT_EQ(faults(approvals), "");
  pages.pictures = {std::make_shared<Picture>(logo("bb"))};
  EXPECT_NE(
      faults(approvals).find("the approval by Ada Quay as drafter is void: the words are the same, but the look has "
                             "changed: the house style, a picture or a font [approvals.void]"),
      std::string::npos)
      << faults(approvals);
}

TEST(Look, IsEverythingThatCanBeSeen) {
  const auto shown = [](std::uint16_t glyph) {
    return std::make_shared<ShownText>(
        ShownText{.glyphs = {{.id = glyph, .advance = 500}}, .text = "", .actual_text = ""});
  };
  const std::string font = *SystemWorld().read_file("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
                                                    std::size_t{8} << 20U);
  const auto face = Face::from_bytes("regular", font);
  ASSERT_THAT(face, Succeeds());
  Page page;
  page.runs = {{.size = 10, .colour = {}, .shown = shown(36)}};
  page.rules = {{}};
  page.order = {{.kind = Page::Item::Kind::run, .index = 0}, {.kind = Page::Item::Kind::rule, .index = 0}};
  const Pages pages{.pages = {page}, .elements = {}, .faces = {*face}, .pictures = {}, .language = "en", .notes = {}};
  const std::string before = look_of(pages);
  const auto differs = [&](auto change) {
    Pages changed = pages;
    change(changed.pages[0]);
    return look_of(changed) != before && dump(changed) == dump(pages);  // what the dump alone would not show
  };
  EXPECT_TRUE(differs([&](Page& of) { of.runs[0].shown = shown(37); }));
  EXPECT_TRUE(differs([](Page& of) { of.rules[0].colour.red = 1; }));
  EXPECT_FALSE(differs([](Page&) {}));
  Pages coloured = pages;
  coloured.pages[0].runs[0].colour = {.red = 29 / 255.0, .green = 0, .blue = 0};
  Pages nearly = pages;
  nearly.pages[0].runs[0].colour = {.red = 28 / 255.0, .green = 0, .blue = 0};
  EXPECT_EQ(dump(coloured), dump(nearly));
  EXPECT_NE(look_of(coloured), look_of(nearly));
  std::string other = font;
  other[other.find("Copyright") == std::string::npos ? other.size() - 1 : other.size() - 1] ^=
      1;  // in no table that is read
  const auto edited = Face::from_bytes("regular", other);
  ASSERT_THAT(edited, Succeeds());
  Pages refaced = pages;
  refaced.faces = {*edited};
  EXPECT_EQ(dump(refaced), dump(pages));
  EXPECT_NE(look_of(refaced), before);
}

TEST_F(Office, RefusesOnePersonInTwoRoles) {
  const Approvals drafted = with(staff.ada, "drafter");
  EXPECT_EQ(said(say_yes(staff.ada, "checker", drafted)),
            "error: one person in two roles: Ada Quay has approved this letter as drafter already "
            "[approvals.same-person]\n  = somebody else must approve it as checker\n");
  // Two files joined by hand are no way around it.
  Approvals joined = drafted;
  joined.all.push_back(with(staff.ada, "checker").all[0]);
  EXPECT_EQ(faults(joined),
            "error: one person in two roles: Ada Quay approved as drafter and checker [approvals.same-person]\n"
            "  = have the letter approved by somebody else in one of them\n");
  joined.all.push_back(with(staff.ben, "checker").all[0]);
  EXPECT_EQ(faults(joined), "");
}

// The same person is known by any of their certificates.
TEST_F(Office, KnowsAPersonByEachCertificate) {
  const Identity second = staff.person("Ada Quay (card)");
  Changes changes = approving_office();
  std::string yaml = staff.approvers();
  const std::string first = "\"" + staff.ada.certificate.sha256() + "\"";
  yaml.replace(yaml.find(first), first.size(), first + ", \"" + second.certificate.sha256() + "\"");
  changes["approvers.yaml"] = yaml;
  reopen(changes);
  EXPECT_THAT(say_yes(second, "checker", with(staff.ada, "drafter")), FailsWith("approvals.same-person"));
  EXPECT_THAT(say_yes(second, "drafter", with(staff.ada, "drafter")), Succeeds());
}

TEST_F(Office, RefusesRolesAndPeopleThatItDoesNotKnow) {
  EXPECT_EQ(said(say_yes(staff.ada, "draughter", none())),
            "error: Harbour Office has no role \"draughter\" [approvals.role]\n  = did you mean \"drafter\"?\n");
  EXPECT_EQ(said(say_yes(staff.ada, "king", none())),
            "error: Harbour Office has no role \"king\" [approvals.role]\n"
            "  = its roles are: drafter, checker, private-office\n");
  EXPECT_EQ(said(say_yes(staff.stranger, "checker", none())),
            "error: this is the certificate of Sam Strand, fingerprint " + staff.stranger.certificate.sha256() +
                ", and nobody in approvers.yaml has it [approvals.unknown]\n"
                "  = use the key of an approver, or put the fingerprint into approvers.yaml\n");
  EXPECT_EQ(said(say_yes(staff.ben, "drafter", none())),
            "error: Ben Pier may approve as checker, not as drafter [approvals.no-role]\n"
            "  = approve in a role that is yours, or have it given to you in approvers.yaml\n");
  EXPECT_THAT(say_yes(staff.cleo, "private-office", none()), Succeeds());  // known, though no letter needs it
  department = harbour();
  EXPECT_EQ(said(say_yes(staff.ada, "drafter", none())),
            "error: Harbour Office has no approvers [approvals.role]\n"
            "  = name them in approvers.yaml of the department\n");
}

TEST_F(Office, DropsAnApprovalWhoseGiverIsGone) {
  const Approvals approvals = all();
  Changes changes = approving_office("  approvals: [checker]\n");
  changes["approvers.yaml"] = Staff::approvers({{&staff.ada, {"checker"}}});
  reopen(changes);
  EXPECT_EQ(faults(approvals),
            "error: the approval by Ben Pier as checker does not count: nobody in approvers.yaml has that certificate "
            "[approvals.unknown]\n  = have the letter approved by somebody who is there, or put the person back\n");
  changes["approvers.yaml"] = Staff::approvers({{&staff.ada, {"checker"}}, {&staff.ben, {"drafter"}}});
  reopen(changes);
  EXPECT_EQ(
      faults(approvals),
      "error: the approval by Ben Pier as checker does not count: approvers.yaml does not give Ben Pier that role "
      "[approvals.no-role]\n  = have the letter approved by somebody who is checker\n");
}

TEST_F(Office, KeepsApprovalsWhenTheRestOfTheDepartmentChanges) {
  const Approvals approvals = all();
  Changes changes = approving_office();
  changes["paragraphs/storm.md"] = std::nullopt;
  reopen(changes);
  EXPECT_NE(department->bundle_sha256, approvals.all[0].statement.department_sha256);
  EXPECT_EQ(faults(approvals), "");
}

TEST_F(Office, RefusesApprovalsOfAnotherLetter) {
  const Approvals approvals = all();
  letter.reference = "H-2";
  EXPECT_EQ(faults(approvals),
            "error: the approval by Ada Quay as drafter is of another letter: H-1 of harbour [approvals.other-letter]\n"
            "  = take away the file of approvals: it belongs beside another draft\n"
            "error: the approval by Ben Pier as checker is of another letter: H-1 of harbour [approvals.other-letter]\n"
            "  = take away the file of approvals: it belongs beside another draft\n");
}

TEST_F(Office, StopsWhereOthersApprovedSomethingElse) {
  const Approvals drafted = with(staff.ada, "drafter");
  replace_words(letter, "dusk", "dawn");
  const std::string stopped = said(say_yes(staff.ben, "checker", drafted));
  EXPECT_NE(stopped.find("the approval by Ada Quay as drafter is void: words have changed since"), std::string::npos)
      << stopped;
  EXPECT_NE(stopped.find("[-dusk-]{+dawn+}"), std::string::npos) << stopped;
  EXPECT_NE(stopped.find("drop such approvals: --anew"), std::string::npos) << stopped;
  const auto anew = say_yes(staff.ben, "checker", drafted, true);
  ASSERT_THAT(anew, Succeeds());
  ASSERT_EQ(anew->approvals.all.size(), 1U);
  EXPECT_EQ(anew->approvals.all[0].statement.person, "Ben Pier");
  ASSERT_EQ(anew->dropped.size(), 1U);
  EXPECT_EQ(anew->dropped[0].code, "approvals.void");
  EXPECT_EQ(anew->dropped[0].severity, Severity::warning);
  // One's own is replaced without asking.
  const auto again = say_yes(staff.ada, "drafter", drafted);
  ASSERT_THAT(again, Succeeds());
  ASSERT_EQ(again->approvals.all.size(), 1U);
  EXPECT_EQ(again->approvals.all[0].statement.letter_sha256, approved().letter_sha256);
}

TEST_F(Office, LeavesARoleToWhoHasIt) {
  const Approvals approvals = all();
  const std::string stopped = said(say_yes(staff.ada, "checker", with(staff.ben, "checker")));
  EXPECT_EQ(stopped,
            "error: Ben Pier has approved this letter as checker already, and that holds [approvals.held]\n"
            "  = nothing is left to do in this role\n");
  EXPECT_THAT(say_yes(staff.ada, "checker", with(staff.ben, "checker"), true), FailsWith("approvals.held"));
}

}  // namespace
}  // namespace engross::test
