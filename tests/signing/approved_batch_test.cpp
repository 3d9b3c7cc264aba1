// Approvals of a batch: they hold for exactly the batch that was approved, and for the letters that were seen of it.
#include "signing/approved_batch.hpp"

#include <functional>

#include "signing/office.hpp"

namespace engross::test {
namespace {

std::string hash(char digit) {
  std::string digits(64, digit);
  return digits;
}

class BatchOffice : public Office {
 protected:
  BatchOffice() { of_department(); }
  void of_department() { batch.department_sha256 = department->bundle_sha256; }
  void reopen_batch(Changes changes) {
    reopen(std::move(changes));
    of_department();
  }

  Result<Approving> yes(const Identity& who, const std::string& role, Approvals so_far, bool anew = false) const {
    return approve(*department, batch, key_of(who), {.role = role, .at = now, .anew = anew}, std::move(so_far));
  }
  static Approvals nobody() { return {.name = "cases.csv.approvals.json", .all = {}}; }
  Approvals drafted() const { return yes(staff.ada, "drafter", nobody())->approvals; }
  Approvals by_all() const {
    auto made = yes(staff.ben, "checker", drafted());
    EXPECT_THAT(made, Succeeds());
    return made ? made->approvals : Approvals();
  }
  std::string wrong(const Approvals& approvals) const {
    const auto checked = check_approvals(*department, batch, approvals, now);
    return checked ? "" : print(checked.error(), {.excerpt = false});
  }

  ApprovedBatch batch{.department = "harbour",
                      .department_sha256 = {},
                      .shared_sha256 = hash('1'),
                      .export_sha256 = hash('2'),
                      .mapping_sha256 = hash('3'),
                      .cases_sha256 = hash('4'),
                      .cases = 2000,
                      .today = "2016-10-26",
                      .samples = {{"H-1", hash('5'), hash('6')}, {"H-7", hash('7'), hash('8')}}};
};

TEST_F(BatchOffice, LetsABatchGoThatEverybodyApproved) {
  const Approvals approvals = by_all();
  EXPECT_EQ(wrong(approvals), "");
  ASSERT_EQ(approvals.all.size(), 2U);
  const ApprovalStatement& said = approvals.all[1].statement;
  EXPECT_EQ(said.canonical(),
            "engross approval 1\n{\"cases\":\"2000\",\"cases_sha256\":\"" + hash('4') + "\",\"certificate\":\"" +
                staff.ben.certificate.sha256() + "\",\"department\":\"harbour\",\"department_sha256\":\"" +
                department->bundle_sha256 + "\",\"export_sha256\":\"" + hash('2') +
                "\",\"kind\":\"batch\",\"mapping_sha256\":\"" + hash('3') +
                "\",\"person\":\"Ben Pier\",\"role\":\"checker\",\"samples\":[{\"letter_sha256\":\"" + hash('5') +
                "\",\"pages_sha256\":\"" + hash('6') + "\",\"reference\":\"H-1\"},{\"letter_sha256\":\"" + hash('7') +
                "\",\"pages_sha256\":\"" + hash('8') + "\",\"reference\":\"H-7\"}],\"shared_sha256\":\"" + hash('1') +
                "\",\"time\":\"2016-10-26T09:00:00Z\",\"today\":\"2016-10-26\"}\n");
}

TEST_F(BatchOffice, SaysWhoHasNotApproved) {
  EXPECT_EQ(wrong(nobody()),
            "error: the batch has not been approved as drafter, checker [approvals.missing]\n"
            "  = engross approve --batch cases.csv --map M.yaml --sample N --as drafter --key FILE\n"
            "  = engross approve --batch cases.csv --map M.yaml --sample N --as checker --key FILE\n");
  batch.mapping_sha256.clear();
  EXPECT_EQ(wrong(drafted()),
            "error: the batch has not been approved as checker [approvals.missing]\n"
            "  = engross approve --batch cases.csv --sample N --as checker --key FILE\n");
}

TEST_F(BatchOffice, IsVoidWhenAnythingChanges) {
  const Approvals approvals = by_all();
  const ApprovedBatch before = batch;
  const auto changed = [&](const std::function<void(ApprovedBatch&)>& change) {
    batch = before;
    change(batch);
    std::string said = wrong(approvals);
    const std::string begin = "error: the approval by Ada Quay as drafter is void: ";
    EXPECT_EQ(said.substr(0, begin.size()), begin) << said;
    EXPECT_NE(said.find("error: the approval by Ben Pier as checker is void: "), std::string::npos) << said;
    return said.substr(begin.size(), said.find(" [approvals.void]") - begin.size());
  };
  EXPECT_EQ(changed([](ApprovedBatch& b) { b.export_sha256 = hash('0'); }), "the export has changed since");
  EXPECT_EQ(changed([](ApprovedBatch& b) { b.mapping_sha256 = hash('0'); }), "the mapping has changed since");
  EXPECT_EQ(changed([](ApprovedBatch& b) { b.mapping_sha256.clear(); }), "it was approved with a mapping");
  EXPECT_EQ(changed([](ApprovedBatch& b) { b.department_sha256 = hash('0'); }), "the department has changed since");
  EXPECT_EQ(changed([](ApprovedBatch& b) { b.shared_sha256 = hash('0'); }), "the shared templates have changed since");
  EXPECT_EQ(changed([](ApprovedBatch& b) { b.cases = 2001; }), "it had 2000 cases and has 2001");
  EXPECT_EQ(changed([](ApprovedBatch& b) { b.department = "dfe"; }),
            "it was approved as one of the department harbour, and is of dfe");
  EXPECT_EQ(changed([](ApprovedBatch& b) { b.cases_sha256 = hash('0'); }),
            "the export is read otherwise (--format, --delimiter, --encoding, another engross), and gives other cases");
  EXPECT_EQ(changed([](ApprovedBatch& b) { b.today.clear(); }),
            "its letters were approved as of 2016-10-26, and would go out with the day of issue as their date");
  EXPECT_EQ(changed([](ApprovedBatch& b) { b.today = "2016-10-27"; }),
            "its letters were approved as of 2016-10-26, and would go out as of 2016-10-27");
  EXPECT_NE(wrong(approvals).find("  = or let the letters bear that day: --today 2016-10-26\n"), std::string::npos);
  EXPECT_EQ(changed([](ApprovedBatch& b) {
              b.export_sha256 = b.cases_sha256 = hash('0');
              b.cases = 1;
            }),
            "the export has changed since; it had 2000 cases and has 1");
  batch = before;
  batch.samples.clear();  // where approvals are judged nobody has looked at a letter
  EXPECT_EQ(wrong(approvals), "");
}

TEST_F(BatchOffice, IsNoLetterAndNoLetterIsOne) {
  EXPECT_EQ(faults(by_all()),
            "error: the approval by Ada Quay as drafter is of a batch, and this is a letter [approvals.other-kind]\n"
            "  = have the letter approved for itself\n"
            "error: the approval by Ben Pier as checker is of a batch, and this is a letter [approvals.other-kind]\n"
            "  = have the letter approved for itself\n");
  const std::string said = wrong(all());
  EXPECT_NE(said.find("the approval by Ada Quay as drafter is of a letter, and this is a batch [approvals.other-kind]"),
            std::string::npos)
      << said;
  // A letter's approvals and a batch's may lie in one file; each counts where it belongs.
  Approvals both = by_all();
  for (const Approval& one : all().all) both.all.push_back(one);
  EXPECT_EQ(faults(both), "");
  EXPECT_EQ(wrong(both), "");
}

TEST_F(BatchOffice, RefusesOnePersonInTwoRoles) {
  EXPECT_EQ(said(yes(staff.ada, "checker", drafted())),
            "error: one person in two roles: Ada Quay has approved this batch as drafter already "
            "[approvals.same-person]\n  = somebody else must approve it as checker\n");
  Approvals joined = drafted();
  joined.all.push_back(yes(staff.ada, "checker", nobody())->approvals.all[0]);
  EXPECT_EQ(wrong(joined),
            "error: one person in two roles: Ada Quay approved as drafter and checker [approvals.same-person]\n"
            "  = have the batch approved by somebody else in one of them\n");
}

TEST_F(BatchOffice, RefusesRolesAndPeopleThatItDoesNotKnow) {
  EXPECT_THAT(yes(staff.ada, "king", nobody()), FailsWith("approvals.role"));
  EXPECT_THAT(yes(staff.stranger, "checker", nobody()), FailsWith("approvals.unknown"));
  EXPECT_THAT(yes(staff.ben, "drafter", nobody()), FailsWith("approvals.no-role"));
  EXPECT_EQ(said(yes(staff.ada, "checker", yes(staff.ben, "checker", nobody())->approvals)),
            "error: Ben Pier has approved this batch as checker already, and that holds [approvals.held]\n"
            "  = nothing is left to do in this role\n");
}

// Nobody's approval outlives their certificate, their role, or the trust in who certified them.
TEST_F(BatchOffice, AsksWhetherItsPeopleMayStill) {
  const Approvals approvals = by_all();
  now = *Timestamp::parse("2041-01-01T09:00:00Z");
  EXPECT_NE(wrong(approvals).find("[approvals.expired]"), std::string::npos) << wrong(approvals);
  now = *Timestamp::parse("2016-10-26T09:00:00Z");
  const auto with_changes = [&](const Changes& more) {
    Changes changes = approving_office();
    for (const auto& [path, text] : more) changes[path] = text;
    reopen(changes);  // the hash of the department is the old one: it is not what is looked at here
    return wrong(approvals);
  };
  EXPECT_NE(
      with_changes({{"trust/people.crl", make_crl(staff.middle, {.this_update = at(2016, 10, 1),
                                                                 .next_update = at(2016, 11, 1),
                                                                 .revoked = {{.certificate = staff.ben.certificate,
                                                                              .at = at(2016, 10, 2)}}})}})
          .find("[approvals.revoked]"),
      std::string::npos);
  EXPECT_NE(with_changes({{"trust/root.pem", pem_of(make_root({.name = "Other Root"}).certificate)}})
                .find("[approvals.untrusted]"),
            std::string::npos);
  EXPECT_NE(
      with_changes({{"approvers.yaml", Staff::approvers({{&staff.ada, {"drafter"}}, {&staff.cleo, {"checker"}}})}})
          .find("[approvals.unknown]"),
      std::string::npos);
  EXPECT_NE(with_changes({{"approvers.yaml", Staff::approvers({{&staff.ada, {"drafter"}},
                                                               {&staff.ben, {"private-office"}},
                                                               {&staff.cleo, {"checker"}}})}})
                .find("[approvals.no-role]"),
            std::string::npos);
}

TEST_F(BatchOffice, DropsWhatDoesNotHoldWhenItIsTold) {
  const Approvals before = drafted();
  batch.cases = 2001;
  const std::string stopped = said(yes(staff.ben, "checker", before));
  EXPECT_NE(stopped.find("it had 2000 cases and has 2001 [approvals.void]"), std::string::npos) << stopped;
  EXPECT_NE(stopped.find("or approve the batch as it is and drop such approvals: --anew"), std::string::npos)
      << stopped;
  const auto anew = yes(staff.ben, "checker", before, true);
  ASSERT_THAT(anew, Succeeds());
  ASSERT_EQ(anew->approvals.all.size(), 1U);
  EXPECT_EQ(anew->dropped.size(), 1U);
}

TEST_F(BatchOffice, SaysThatAStatementWasTamperedWith) {
  const std::vector<std::function<void(ApprovalStatement&)>> edits{
      [](ApprovalStatement& s) { s.time = "2016-10-26T09:00:01Z"; },
      [](ApprovalStatement& s) { s.person = "Ada Quay"; },
      [](ApprovalStatement& s) { s.samples[0].letter_sha256 = hash('9'); },
      [](ApprovalStatement& s) { s.samples[1].pages_sha256 = hash('9'); },
      [](ApprovalStatement& s) { s.samples[1].reference = "H-8"; },
      [](ApprovalStatement& s) { s.samples.pop_back(); },
      [](ApprovalStatement& s) { std::swap(s.samples[0], s.samples[1]); },
      [](ApprovalStatement& s) { s.cases = "1"; },
      [](ApprovalStatement& s) { s.export_sha256 = hash('9'); }};
  for (std::size_t i = 0; i < edits.size(); ++i) {
    Approvals approvals = by_all();
    edits[i](approvals.all[1].statement);
    EXPECT_NE(wrong(approvals).find("somebody changed the file: have the batch approved again"), std::string::npos)
        << i << wrong(approvals);
  }
  Approvals approvals = by_all();
  std::swap(approvals.all[0].cms, approvals.all[1].cms);
  EXPECT_NE(wrong(approvals).find("[approvals.signature]"), std::string::npos);
}

TEST_F(BatchOffice, ReadsWhatItWrote) {
  const std::string written = write_approvals(by_all());
  EXPECT_EQ(written.find("\"words\""), std::string::npos);
  const auto again = read_approvals(make_source("cases.csv.approvals.json", written));
  ASSERT_THAT(again, Succeeds());
  EXPECT_EQ(write_approvals(*again), written);
  EXPECT_EQ(wrong(*again), "");
}

TEST_F(BatchOffice, IsReadStrictly) {
  const std::string good = write_approvals(drafted());
  const auto damaged = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    const auto read = read_approvals(make_source("f", text.replace(at, from.size(), to)));
    return read ? "not refused" : read.error()[0].message;
  };
  EXPECT_EQ(damaged("\"kind\": \"batch\"", "\"kind\": \"folder\""),
            "\"kind\" should be letter or batch: this engross knows no other");
  EXPECT_EQ(damaged("\"kind\": \"batch\"", "\"kind\": \"letter\""),
            "\"shared_sha256\" has no place in a file of approvals");
  EXPECT_EQ(damaged("\"statement\": {", "\"words\": {}, \"statement\": {"),
            "\"words\" has no place in a file of approvals");
  EXPECT_EQ(damaged("\"cases\": \"2000\"", "\"cases\": 2000"), "\"cases\" should be a string");
  for (const char* cases : {"", "0", "02000", "2 000", "-1", "1e3", "99999999999999999999"})
    EXPECT_EQ(damaged("\"cases\": \"2000\"", std::string("\"cases\": \"") + cases + "\""),
              "\"cases\" should be the number of cases, in digits");
  EXPECT_EQ(damaged("\"today\": \"2016-10-26\"", "\"today\": \"26 October\""),
            "\"today\" should be a day such as 2016-10-26, or empty");
  EXPECT_EQ(damaged("\"mapping_sha256\": \"3", "\"mapping_sha256\": \"A"),
            "\"mapping_sha256\" should be 64 small hexadecimal digits");
  EXPECT_EQ(damaged("\"export_sha256\": \"" + hash('2'), "\"export_sha256\": \""),
            "\"export_sha256\" should be 64 small hexadecimal digits");
  EXPECT_EQ(damaged("\"pages_sha256\": \"6", "\"pages_sha256\": \"A"),
            "\"pages_sha256\" should be 64 small hexadecimal digits");
  EXPECT_EQ(damaged("\"reference\": \"H-7\"", "\"reference\": \"H-1\""),
            "\"reference\" should be of a letter, each once");
  EXPECT_EQ(damaged("\"reference\": \"H-7\"", "\"reference\": \"\""), "\"reference\" should be of a letter, each once");
  EXPECT_EQ(damaged("\"reference\": \"H-7\"", "\"row\": 7, \"reference\": \"H-7\""),
            "\"row\" has no place in a file of approvals");
  EXPECT_EQ(damaged("\"samples\": [", "\"samples\": [7, "), "a letter that was seen is an object");
  EXPECT_EQ(damaged("\"samples\": [", "\"samples\": [], \"more\": ["), "\"more\" has no place in a file of approvals");
}

TEST_F(BatchOffice, HoldsAsManySamplesAsPeopleCanLookAt) {
  batch.samples.clear();
  EXPECT_THAT(yes(staff.ada, "drafter", nobody()), FailsWith("approvals.damaged"));
  for (std::size_t i = 0; i < most_samples; ++i)
    batch.samples.push_back({"H-" + std::to_string(i), hash('5'), hash('6')});
  EXPECT_THAT(yes(staff.ada, "drafter", nobody()), Succeeds());
  batch.samples.push_back({"H-x", hash('5'), hash('6')});
  const auto refused = yes(staff.ada, "drafter", nobody());
  ASSERT_THAT(refused, FailsWith("approvals.damaged"));
  EXPECT_EQ(refused.error()[0].message, "\"samples\" should be an array of 1 to 1000 letters that were seen");
}

TEST_F(BatchOffice, ComparesTheLettersThatWereSeen) {
  Approvals approvals = drafted();
  batch.samples = {{"H-7", hash('7'), hash('9')}};
  const Approved seen{.reference = "H-7",
                      .department = "harbour",
                      .department_sha256 = {},
                      .letter_sha256 = hash('7'),
                      .pages_sha256 = hash('8'),
                      .words = {}};
  EXPECT_TRUE(SeenLetters(approvals).has("H-7"));
  EXPECT_FALSE(SeenLetters(approvals).has("H-2"));
  EXPECT_EQ(SeenLetters(approvals).size(), 2U);
  EXPECT_TRUE(SeenLetters(approvals).against(seen).empty());
  Approved unseen = seen;
  unseen.reference = "H-2";
  EXPECT_TRUE(SeenLetters(approvals).against(unseen).empty());
  Approved other_words = seen;
  other_words.letter_sha256 = hash('0');
  auto faults = SeenLetters(approvals).against(other_words);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].code, "approvals.sampled");
  EXPECT_EQ(faults[0].message,
            "letter H-7 is not the one that Ada Quay saw and approved as drafter: its words, or how they are set out, "
            "have changed");
  // Another person's sample is another one to be compared.
  approvals.all.push_back(yes(staff.ben, "checker", nobody())->approvals.all[0]);
  faults = SeenLetters(approvals).against(seen);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].message,
            "letter H-7 is not the one that Ben Pier saw and approved as checker: the words are the same, but the look "
            "has changed");
}

}  // namespace
}  // namespace engross::test
