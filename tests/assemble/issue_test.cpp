// Issuing exactly once: what is refused, what is kept, and what is taken back.
#include "assemble/issue.hpp"

#include "assemble/bench.hpp"
#include "base/sha256.hpp"
#include "data/read.hpp"

namespace engross::test {
namespace {

// A world in which some files cannot be written or removed.
class FaultyWorld : public MemoryWorld {
 public:
  std::string unwritable;   // a part of the path
  std::string unremovable;  // a part of the path

  Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) override {
    if (names(path, unwritable)) return fail(error("world.unwritable", {}, path.string() + ": the disk is full"));
    return MemoryWorld::write_file(path, bytes);
  }
  Result<void> write_new_file(const std::filesystem::path& path, std::string_view bytes) override {
    if (names(path, unwritable)) return fail(error("world.unwritable", {}, path.string() + ": the disk is full"));
    return MemoryWorld::write_new_file(path, bytes);
  }
  Result<void> remove_file(const std::filesystem::path& path) override {
    if (names(path, unremovable)) return fail(error("world.unwritable", {}, path.string() + ": read only"));
    return MemoryWorld::remove_file(path);
  }

 private:
  static bool names(const std::filesystem::path& path, const std::string& part) {
    return !part.empty() && path.string().find(part) != std::string::npos;
  }
};

struct Desk {
  FaultyWorld world;
  Store store{world, "store"};
  std::unique_ptr<Workbench> bench = workbench();

  Result<Issued> issue(const IssueOrder& order, const std::string& members = R"("topics": ["lights"])") {
    const auto reply = reply_to(*bench, members);
    EXPECT_THAT(reply, Succeeds());
    return engross::issue(world, store, *bench, *reply, order);
  }
  std::string records() const {
    std::string out;
    const auto all = store.records();
    EXPECT_THAT(all, Succeeds());
    for (const Record& record : all->records)
      out += record.reference + "/" + std::to_string(record.issue) + " " + record.because + "\n";
    return out;
  }
};

TEST(Issue, WritesTheLetterAndKeepsItsInputs) {
  Desk desk;
  const auto issued = desk.issue(order_to("out.pdf"));
  ASSERT_THAT(issued, Succeeds());
  EXPECT_EQ(desk.world.files.at("out.pdf"), issued->finished.pdf);
  const auto record = desk.store.record("H-1");
  ASSERT_THAT(record, Succeeds());
  EXPECT_EQ(to_json(*record), to_json(issued->record));
  std::string roles;
  for (const RecordedFile& file : record->files) {
    roles += file.role + " " + file.name + "\n";
    EXPECT_THAT(desk.store.object(file.sha256), Succeeds());
  }
  EXPECT_EQ(roles,
            "case case.json\ndepartment harbour\nshared templates\nfont liberation/LiberationSans-Bold.ttf\n"
            "font liberation/LiberationSans-BoldItalic.ttf\nfont liberation/LiberationSans-Italic.ttf\n"
            "font liberation/LiberationSans-Regular.ttf\nletter H-1\n");
  EXPECT_EQ(desk.store.object(record->file("department")->sha256).value(),
            to_bundle(desk.bench->department->resources));
  EXPECT_EQ(record->file("department")->sha256, desk.bench->department->bundle_sha256);
}

TEST(Issue, RecordsWhatTheLetterIs) {
  Desk desk;
  const auto issued = desk.issue(order_to("out.pdf"));
  ASSERT_THAT(issued, Succeeds());
  const Record& record = issued->record;
  EXPECT_EQ(record.reference + " " + record.department + " " + record.department_version + " " + record.template_name +
                " " + record.language + " " + record.letter_date.iso() + " " + record.today.iso() + " " +
                record.at->rfc3339() + " " + std::string(record.signature()),
            "H-1 harbour 2.1.0 reply en-GB 2016-10-26 2016-10-26 2016-10-26T09:00:00Z unsigned");
  EXPECT_EQ(record.engine, engine_version());
  EXPECT_EQ(record.issue, 1);
  EXPECT_EQ(record.pages, 1U);
  EXPECT_EQ(record.output_bytes, issued->finished.pdf.size());
  EXPECT_EQ(record.output_sha256, sha256_hex(issued->finished.pdf));
  std::string ids;
  for (const RecordedParagraph& paragraph : record.paragraphs)
    if (paragraph.why.kind == Provenance::Kind::paragraph) ids += paragraph.why.id + " ";
  EXPECT_EQ(ids, "thanks-short lights goodbye ");
  EXPECT_TRUE(record.changes.empty());
}

// The only problem's message and hints.
std::string only(const Result<Issued>& issued) {
  if (issued) return "issued";
  if (issued.error().size() != 1) return print(issued.error());
  std::string out = issued.error()[0].code + ": " + issued.error()[0].message;
  for (const std::string& hint : issued.error()[0].hints) out += " | " + hint;
  return out;
}

TEST(Issue, GoesNotOutAgainstWhatTheWorkbenchSays) {
  Desk desk;
  desk.bench->against_issue = {error("lock.not-locked", {}, "harbour is not locked", {"lock it"})};
  EXPECT_EQ(only(desk.issue(order_to("out.pdf"))), "lock.not-locked: harbour is not locked | lock it");
  EXPECT_FALSE(desk.world.files.contains("out.pdf"));
  EXPECT_EQ(desk.records(), "");
  const auto reply = reply_to(*desk.bench, R"("topics": ["lights"])");
  ASSERT_THAT(reply, Succeeds());
  EXPECT_THAT(finish(*desk.bench, *reply, Purpose::proof), Succeeds()) << "it may be written all the same";
}

TEST(Issue, IsUnsignedOnlyWhereThatIsSaidAndAllowed) {
  Desk desk;
  IssueOrder order = order_to("out.pdf");
  order.unsigned_ = false;
  EXPECT_EQ(only(desk.issue(order)),
            "issue.unsigned: nothing was said of how the letter is signed | sign it: --sign-as ID --key FILE | or say "
            "--unsigned to issue it without a digital signature");
  std::string yaml = desk.bench->department->resources.files.at("department.yaml");
  const std::string allowed = "allow_unsigned: true";
  yaml.replace(yaml.find(allowed), allowed.size(), "allow_unsigned: false");
  desk.bench = workbench({{"department.yaml", yaml}});
  EXPECT_EQ(only(desk.issue(order_to("out.pdf"))),
            "issue.unsigned: Harbour Office does not issue letters without a digital signature | "
            "sign it: --sign-as ID --key FILE | or let the department allow it: policies.allow_unsigned in "
            "department.yaml");
  EXPECT_TRUE(desk.world.files.empty());
}

TEST(Issue, RefusesALetterWithFindingsThatAreErrors) {
  Desk desk;
  const auto issued =
      desk.issue(order_to("out.pdf"), R"("paragraphs": [{"use": "lights"}, {"text": "Dear {{name}}, so it is."}])");
  ASSERT_FALSE(issued.has_value());
  EXPECT_EQ(places(issued.error()), "case.json:2:51 check.leak\ncase.json:2:57 check.leak\n");
  EXPECT_TRUE(desk.world.files.empty());
}

TEST(Issue, HappensOnceUnlessThereIsAReason) {
  Desk desk;
  ASSERT_THAT(desk.issue(order_to("1.pdf")), Succeeds());
  IssueOrder again = order_to("2.pdf");
  EXPECT_EQ(
      only(desk.issue(again)),
      "store.issued-before: a letter with reference H-1 was issued on 2016-10-26 | if its file is lost, make it again: "
      "engross records remake H-1 -o FILE.pdf | to issue it again, say why: --reissue --because \"…\"");
  again.again = Store::Again::reissue;
  EXPECT_EQ(only(desk.issue(again)), "issue.because: a letter is issued again only for a reason | add --because \"…\"");
  EXPECT_FALSE(desk.world.files.contains("2.pdf"));
  EXPECT_EQ(desk.records(), "H-1/1 \n");
  again.because = "lost in the post";
  const auto reissued = desk.issue(again);
  ASSERT_THAT(reissued, Succeeds());
  EXPECT_EQ(reissued->record.issue, 2);
  EXPECT_EQ(desk.records(), "H-1/1 \nH-1/2 lost in the post\n");
  EXPECT_EQ(desk.world.files.at("1.pdf"), desk.world.files.at("2.pdf"));
}

TEST(Issue, TakesTheClaimBackWhenTheOutputCannotBeWritten) {
  Desk desk;
  desk.world.unwritable = "out.pdf";
  const auto issued = desk.issue(order_to("out.pdf"));
  ASSERT_FALSE(issued.has_value());
  EXPECT_EQ(print(issued.error()), "error: out.pdf: the disk is full [world.unwritable]\n");
  EXPECT_EQ(desk.records(), "");
  desk.world.unwritable.clear();
  const auto second = desk.issue(order_to("out.pdf"));
  ASSERT_THAT(second, Succeeds());
  EXPECT_EQ(second->record.issue, 1);
}

TEST(Issue, TakesBackTheClaimOfAReissueAlone) {
  Desk desk;
  ASSERT_THAT(desk.issue(order_to("1.pdf")), Succeeds());
  desk.world.unwritable = "2.pdf";
  IssueOrder again = order_to("2.pdf");
  again.again = Store::Again::reissue;
  again.because = "lost in the post";
  EXPECT_THAT(desk.issue(again), FailsWith("world.unwritable"));
  EXPECT_EQ(desk.records(), "H-1/1 \n");
}

TEST(Issue, SaysWhenTheClaimCouldNotBeTakenBack) {
  Desk desk;
  desk.world.unwritable = "out.pdf";
  desk.world.unremovable = "records";
  const auto issued = desk.issue(order_to("out.pdf"));
  ASSERT_FALSE(issued.has_value());
  EXPECT_EQ(issued.error().size(), 2U);
  EXPECT_EQ(desk.records(), "H-1/1 \n");
}

TEST(Issue, WritesNothingWhenTheStoreCannotBeWritten) {
  for (const char* part : {"objects", "records"}) {
    Desk desk;
    desk.world.unwritable = part;
    EXPECT_THAT(desk.issue(order_to("out.pdf")), FailsWith("world.unwritable")) << part;
    EXPECT_FALSE(desk.world.files.contains("out.pdf")) << part;
    EXPECT_EQ(desk.records(), "") << part;
  }
}

}  // namespace
}  // namespace engross::test
