// An issued letter made again from its record and the store, or the reason why it cannot be.
#include "assemble/remake.hpp"

#include "assemble/bench.hpp"
#include "base/sha256.hpp"
#include "compose/drafts.hpp"

namespace engross::test {
namespace {

// A letter issued at a desk that is gone: only the store is left.
struct Archive {
  MemoryWorld world;
  Store store{world, "store"};
  Record record;
  std::string pdf;

  explicit Archive(const std::string& members = R"("topics": ["lights"])", const std::string& draft_from = "",
                   const std::string& draft_to = "") {
    const auto bench = workbench();
    auto reply = reply_to(*bench, members);
    EXPECT_THAT(reply, Succeeds());
    if (!draft_from.empty()) {
      const std::string draft = write_draft(reply->composed, head_of(reply->case_, *bench->department));
      reply = reply_to(*bench, members, make_source("reply.md", edit(draft, draft_from, draft_to)));
      EXPECT_THAT(reply, Succeeds());
    }
    auto issued = issue(world, store, *bench, *reply, order_to("out.pdf"));
    EXPECT_THAT(issued, Succeeds());
    record = issued->record;
    pdf = issued->finished.pdf;
  }

  std::string path_of(const std::string& role) const {
    const std::string key = record.file(role)->sha256;
    return "store/objects/" + key.substr(0, 2) + "/" + key.substr(2);
  }
  // The record as if it had kept other bytes in that role.
  void keep_instead(const std::string& role, const std::string& bytes) {
    for (RecordedFile& file : record.files)
      if (file.role == role) file.sha256 = *store.keep(bytes);
  }
  void forget(const std::string& role) {
    std::erase_if(record.files, [&](const RecordedFile& file) { return file.role == role; });
  }
};

TEST(Remake, GivesTheIssuedBytes) {
  const Archive archive;
  const auto remade = remake(archive.store, archive.record);
  ASSERT_THAT(remade, Succeeds());
  EXPECT_EQ(remade->pdf, archive.pdf);
}

TEST(Remake, GivesTheIssuedBytesOfADraftedLetter) {
  const Archive archive(R"("topics": ["lights"])", "The light on the mole is lit from dusk.", "The light is out.");
  EXPECT_EQ(archive.record.file("draft")->name, "reply.md");
  ASSERT_EQ(archive.record.changes.size(), 1U);
  EXPECT_EQ(archive.record.changes[0].kind + " " + archive.record.changes[0].id, "edited lights");
  const auto remade = remake(archive.store, archive.record);
  ASSERT_THAT(remade, Succeeds());
  EXPECT_EQ(remade->pdf, archive.pdf);
  const auto again = prepare_again(archive.store, archive.record);
  ASSERT_THAT(again, Succeeds());
  EXPECT_NE(dump(again->reply.letter()).find("The light is out."), std::string::npos);
}

std::string only(const Result<Finished>& finished) {
  if (finished) return "remade";
  if (finished.error().size() != 1) return print(finished.error());
  std::string out = finished.error()[0].code + ": " + finished.error()[0].message;
  for (const std::string& hint : finished.error()[0].hints) out += " | " + hint;
  return out;
}

TEST(Remake, AsksForTheEngineThatIssuedIt) {
  Archive archive;
  archive.record.engine = "0.0.1";
  EXPECT_EQ(only(remake(archive.store, archive.record)),
            "remake.engine: engross 0.0.1 issued H-1; this is engross " + engine_version() + " | use engross 0.0.1");
}

TEST(Remake, SaysWhenItsBytesAreOthers) {
  Archive archive;
  archive.record.output_sha256 = std::string(64, '0');
  EXPECT_EQ(only(remake(archive.store, archive.record)),
            "remake.differs: the letter made again has SHA-256 " + sha256_hex(archive.pdf) + ", the issued one had " +
                std::string(64, '0') +
                " | a library that engross uses was changed since: use the machine image of that "
                "day");
  Archive dated;
  dated.record.letter_date = day("2016-10-27");
  EXPECT_THAT(remake(dated.store, dated.record), FailsWith("remake.differs"));
}

TEST(Remake, NeedsEveryInputThatTheRecordNames) {
  for (const std::string role : {"department", "shared", "font", "case", "draft"}) {
    Archive archive(R"("topics": ["lights"])", "lit from dusk", "lit all day");
    archive.world.files.erase(archive.path_of(role));
    EXPECT_THAT(remake(archive.store, archive.record), FailsWith("store.missing")) << role;
    Archive damaged(R"("topics": ["lights"])", "lit from dusk", "lit all day");
    damaged.world.files.at(damaged.path_of(role)) += "x";
    EXPECT_THAT(remake(damaged.store, damaged.record), FailsWith("store.damaged")) << role;
  }
}

TEST(Remake, NeedsARecordThatNamesThem) {
  for (const std::string role : {"department", "shared", "case"}) {
    Archive archive;
    archive.forget(role);
    EXPECT_EQ(only(remake(archive.store, archive.record)),
              "record.damaged: the record of H-1 names no " + role +
                  " | restore the record from a backup; the store is written only by engross");
  }
  Archive archive;
  archive.forget("font");
  const auto remade = remake(archive.store, archive.record);
  ASSERT_FALSE(remade.has_value());
  EXPECT_EQ(remade.error().size(), 4U);
  EXPECT_EQ(remade.error()[0].message, "the record of H-1 names no font liberation/LiberationSans-Regular.ttf");
}

TEST(Remake, RefusesInputsThatDoNotRead) {
  const std::pair<const char*, const char*> rows[] = {
      {"department", "bundle.damaged"},
      {"shared", "bundle.damaged"},
      {"case", "data.syntax"},
  };
  for (const auto& [role, code] : rows) {
    Archive archive;
    archive.keep_instead(role, "[what was this?");
    EXPECT_THAT(remake(archive.store, archive.record), FailsWith(code)) << role;
  }
  Archive archive;
  archive.keep_instead("department", to_bundle({.origin = "", .files = {{"style.yaml", "a: 1\n"}}}));
  EXPECT_THAT(remake(archive.store, archive.record), FailsWith("department.missing"));
}

}  // namespace
}  // namespace engross::test
