// Letters that need approvals: what is approved of them, and that nothing else goes out.
#include "assemble/approval.hpp"

#include <png.h>

#include "assemble/bench.hpp"
#include "assemble/remake.hpp"
#include "assemble/stand_in_date.hpp"
#include "signing/harbour_office.hpp"

namespace engross::test {
namespace {

// A picture of one colour.
std::string png(unsigned char grey) {
  const std::vector<unsigned char> samples(std::size_t{40} * 20, grey);
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = 40;
  image.height = 20;
  image.format = PNG_FORMAT_GRAY;
  png_alloc_size_t size = 0;
  png_image_write_to_memory(&image, nullptr, &size, 0, samples.data(), 0, nullptr);
  std::string bytes(size, '\0');
  png_image_write_to_memory(&image, bytes.data(), &size, 0, samples.data(), 0, nullptr);
  bytes.resize(size);
  return bytes;
}

std::string harbour_file(const std::string& name) {
  return *SystemWorld().read_file(ENGROSS_SOURCE_DIR "/tests/compose/fixtures/harbour/" + name, std::size_t{1} << 16U);
}

Changes together(Changes some, const Changes& more) {
  for (const auto& [path, text] : more) some[path] = text;
  return some;
}

constexpr const char* lights = R"("topics": ["lights"])";

// A desk of the office, today or on another day.
struct Desk {
  explicit Desk(const Changes& changes, const char* on = "2016-10-26")
      : bench(workbench(changes)), calendar{.today = day(on), .letter_date = {}} {
    now = *Timestamp::parse(std::string(on) + "T09:00:00Z");
  }

  Reply reply(const std::string& members = lights, SourceRef draft = nullptr) {
    auto made = prepare(*bench, case_of(case_text(members)), calendar, std::move(draft));
    EXPECT_THAT(made, Succeeds());
    return *made;
  }
  SourceRef approved_by_all(const Reply& of) {
    const auto approved = approved_of(*bench, of);
    EXPECT_THAT(approved, Succeeds());
    Approvals all{.name = "a.approvals.json", .all = {}};
    for (const auto& [who, role] : {std::pair{&office_staff().ada, "drafter"}, {&office_staff().ben, "checker"}}) {
      auto made = approve(*bench->department, *approved, key_of(*who), {.role = role, .at = now}, std::move(all));
      EXPECT_THAT(made, Succeeds());
      all = made->approvals;
    }
    return make_source(all.name, write_approvals(all));
  }
  std::string faults(const Reply& of, const SourceRef& file) {
    const auto allowed = approvals_allow(*bench, of, file, now);
    return allowed ? "" : print(allowed.error(), {.excerpt = false});
  }
  Result<Issued> issue(const Reply& of, const SourceRef& file) {
    IssueOrder order = order_to("out.pdf");
    order.at = now;
    order.approvals = file;
    return engross::issue(world, store, *bench, of, order);
  }

  MemoryWorld world;
  Store store{world, "store"};
  std::unique_ptr<Workbench> bench;
  Calendar calendar;
  Timestamp now;
};

TEST(Approval, LetsTheLetterGoAndIsKept) {
  Desk desk(approving_office());
  const Reply reply = desk.reply();
  const SourceRef file = desk.approved_by_all(reply);
  EXPECT_EQ(desk.faults(reply, file), "");
  const auto issued = desk.issue(reply, file);
  ASSERT_THAT(issued, Succeeds());
  const RecordedFile* kept = issued->record.file("approvals");
  ASSERT_NE(kept, nullptr);
  EXPECT_EQ(kept->name, "a.approvals.json");
  EXPECT_EQ(desk.store.object(kept->sha256).value(), file->text);
  const auto again = remake(desk.store, issued->record);
  ASSERT_THAT(again, Succeeds());
  EXPECT_EQ(again->pdf, issued->finished.pdf);
}

TEST(Approval, IsNeededWhereTheDepartmentAsksForIt) {
  Desk desk(approving_office());
  EXPECT_THAT(desk.issue(desk.reply(), nullptr), FailsWith("approvals.missing"));
  EXPECT_TRUE(desk.world.files.empty());  // neither letter nor record
  EXPECT_THAT(desk.issue(desk.reply(), make_source("a", "{}")), FailsWith("approvals.damaged"));
  Desk free(Changes{});
  const auto issued = free.issue(free.reply(), make_source("a", "not even read"));
  ASSERT_THAT(issued, Succeeds());
  EXPECT_EQ(issued->record.file("approvals"), nullptr);
}

TEST(Approval, IsOfALetterWithoutErrors) {
  Desk desk(approving_office());
  Reply reply = desk.reply();
  reply.findings.push_back(warning("check.gap", {}, "a gap"));
  EXPECT_THAT(approved_of(*desk.bench, reply), Succeeds());
  reply.findings.push_back(error("check.leak", {}, "a leak"));
  const auto refused = approved_of(*desk.bench, reply);
  ASSERT_THAT(refused, FailsWith("check.leak"));
  EXPECT_EQ(refused.error().size(), 1U);
}

TEST(Approval, IsVoidAfterAChangedComma) {
  const Changes office = approving_office();
  Desk desk(office);
  const SourceRef file = desk.approved_by_all(desk.reply());
  std::string text = harbour_file("paragraphs/lights.md");
  text.replace(text.find("mole is"), 7, "mole, is");
  Desk later(together(office, {{"paragraphs/lights.md", text}}));
  const std::string told = later.faults(later.reply(), file);
  EXPECT_NE(told.find("the approval by Ada Quay as drafter is void: words have changed since\n"
                      "body 1 (lights) changed\n    The light on the mole{+,+} is lit from dusk. [approvals.void]"),
            std::string::npos)
      << told;
  EXPECT_THAT(later.issue(later.reply(), file), FailsWith("approvals.void"));
}

SourceRef draft_of(const Desk& desk, const Reply& reply) {
  const DraftHead head{.case_path = "case.json",
                       .case_sha256 = std::string(64, '0'),
                       .department = "harbour",
                       .department_sha256 = desk.bench->department->bundle_sha256,
                       .version = "2.1.0",
                       .template_name = "reply",
                       .language = "en-GB",
                       .date = reply.date.iso()};
  return make_source("reply.md", write_draft(reply.composed, head));
}

SourceRef edited(const SourceRef& draft, const std::vector<std::pair<std::string, std::string>>& changes) {
  std::string text = draft->text;
  for (const auto& [from, to] : changes) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from << " is not in\n" << text;
    if (at != std::string::npos) text.replace(at, from.size(), to);
  }
  return make_source(draft->name, text);
}

TEST(Approval, IsVoidAfterAnEditOfTheDraft) {
  Desk desk(approving_office());
  const Reply plain = desk.reply();
  const SourceRef draft = draft_of(desk, plain);
  const SourceRef file = desk.approved_by_all(desk.reply(lights, draft));
  EXPECT_EQ(desk.faults(plain, file), "");  // an unedited draft is the letter of its case
  const std::string told = desk.faults(desk.reply(lights, edited(draft, {{"dusk", "dusk to dawn"}})), file);
  EXPECT_NE(told.find("from dusk{+ to dawn+}. [approvals.void]"), std::string::npos) << told;
}

// Only where the date is left open, and only the date.
TEST(Approval, HoldsForADraftThatIsDatedAnew) {
  for (const bool open : {false, true}) {
    Desk desk(approving_office(std::string("  approvals: [drafter, checker]\n") + (open ? "  date: at-issue\n" : "")));
    const SourceRef draft = edited(draft_of(desk, desk.reply()), {{"lit from", "always lit from"}});
    const SourceRef file = desk.approved_by_all(desk.reply(lights, draft));
    EXPECT_EQ(desk.faults(desk.reply(lights, draft), file), "");
    const std::vector<std::pair<std::string, std::string>> dates{{"date: \"2016-10-26\"", "date: \"2016-11-02\""},
                                                                 {"26 October 2016", "2 November 2016"}};
    const Reply later = desk.reply(lights, edited(draft, dates));
    EXPECT_EQ(later.date, day("2016-11-02"));
    EXPECT_EQ(desk.faults(later, file) == "", open) << desk.faults(later, file);
    std::vector<std::pair<std::string, std::string>> more = dates;
    more.emplace_back("dusk", "dawn");
    EXPECT_NE(desk.faults(desk.reply(lights, edited(draft, more)), file).find("[-dusk-]{+dawn+}"), std::string::npos);
  }
}

TEST(Approval, IsVoidAfterAChangedLogo) {
  const Changes office = together(
      approving_office(), {{"style.yaml", harbour_file("style.yaml") + "logo: {picture: pictures/logo.png, width: 30, "
                                                                       "alternative: \"Harbour Office\"}\n"},
                           {"pictures/logo.png", png(100)}});
  Desk desk(office);
  const SourceRef file = desk.approved_by_all(desk.reply());
  EXPECT_EQ(desk.faults(desk.reply(), file), "");
  Desk later(together(office, {{"pictures/logo.png", png(101)}}));
  const std::string told = later.faults(later.reply(), file);
  EXPECT_NE(told.find("the words are the same, but the look has changed: the house style, a picture or a font"),
            std::string::npos)
      << told;
  EXPECT_THAT(later.issue(later.reply(), file), FailsWith("approvals.void"));
}

TEST(Approval, IsVoidAfterAnotherLook) {
  const Changes office = approving_office();
  Desk desk(office);
  const SourceRef file = desk.approved_by_all(desk.reply());
  std::string font = machine_fonts()("liberation/LiberationSans-Regular.ttf").value();
  font.back() = static_cast<char>(font.back() ^ 1);
  std::string own_font = harbour_file("style.yaml");
  own_font.replace(own_font.find("liberation/LiberationSans-Regular.ttf"), 37, "fonts/Regular.ttf");
  std::string size = harbour_file("style.yaml");
  size.replace(size.find("leading: 13}"), 12, "leading: 13.5}");
  std::string colour = harbour_file("style.yaml");
  colour.replace(colour.find("labels:"), 7, "  sender: {colour: \"#010000\"}\nlabels:");
  for (const Changes& change :
       {Changes{{"style.yaml", size}}, Changes{{"style.yaml", own_font}, {"fonts/Regular.ttf", font}},
        Changes{{"style.yaml", colour}}}) {
    Desk later(together(office, change));
    const std::string told = later.faults(later.reply(), file);
    EXPECT_NE(told.find("the words are the same, but the look has changed"), std::string::npos) << told;
  }
  std::string same_font = font;
  same_font.back() = static_cast<char>(same_font.back() ^ 1);  // the file of the machine, now the department's own
  Desk same(together(office, {{"style.yaml", own_font}, {"fonts/Regular.ttf", same_font}}));
  EXPECT_EQ(same.faults(same.reply(), file), "");
}

// What is signed with ink and a field is what was approved without them.
TEST(Approval, LeavesTheInkOut) {
  Desk desk(approving_office());
  const SourceRef file = desk.approved_by_all(desk.reply());
  const SigningKey key = key_of(office_staff().ada);
  SigningOrder as{.roots = {office_staff().root.certificate}, .at = desk.now};
  const auto chain = PadesSigner::chain_for(key, as);
  ASSERT_THAT(chain, Succeeds());
  auto signer = PadesSigner::with(key, *chain, std::move(as));
  ASSERT_THAT(signer, Succeeds());
  const auto ink = Picture::from_bytes("ink", png(0));
  ASSERT_THAT(ink, Succeeds());
  const Hand hand{.signatory = "ada-quay", .signer = &*signer, .closed_ink = "closed", .ink = *ink};
  IssueOrder order = order_to("out.pdf");
  order.hand = &hand;
  order.unsigned_ = false;
  order.approvals = file;
  const auto issued = engross::issue(desk.world, desk.store, *desk.bench, desk.reply(), order);
  ASSERT_THAT(issued, Succeeds());
  EXPECT_NE(issued->record.file("ink"), nullptr);
  EXPECT_NE(issued->record.file("approvals"), nullptr);
}

TEST(Approval, IsVoidOnAnotherDayUnlessTheDateIsLeftOpen) {
  Desk fixed(approving_office());
  const SourceRef of_fixed = fixed.approved_by_all(fixed.reply());
  Desk fixed_later(approving_office(), "2016-10-27");
  const std::string told = fixed_later.faults(fixed_later.reply(), of_fixed);
  EXPECT_NE(told.find("date\n    [-2016-10-26-]{+2016-10-27+}"), std::string::npos) << told;
  const Changes open = approving_office("  approvals: [drafter, checker]\n  date: at-issue\n");
  Desk desk(open);
  const SourceRef file = desk.approved_by_all(desk.reply());
  EXPECT_EQ(file->text.find("2016-10-26\""), std::string::npos);
  Desk later(open, "2016-12-30");
  EXPECT_EQ(later.faults(later.reply(), file), "");
  const auto issued = later.issue(later.reply(), file);
  ASSERT_THAT(issued, Succeeds());
  EXPECT_EQ(issued->record.letter_date, day("2016-12-30"));
  // A paragraph that is out of date by then is another letter, as far as the department lets it out at all.
  std::string paragraph = harbour_file("paragraphs/lights.md");
  paragraph.replace(paragraph.find("lit from"), 8, "lit on {{#long_date}}letter.date{{/long_date}} from");
  Desk dated(together(open, {{"paragraphs/lights.md", paragraph}}));
  const SourceRef of_dated = dated.approved_by_all(dated.reply());
  EXPECT_NE(of_dated->text.find("lit on 1 January 2000 from"), std::string::npos) << of_dated->text;
  Desk dated_later(together(open, {{"paragraphs/lights.md", paragraph}}), "2016-11-30");
  EXPECT_EQ(dated_later.faults(dated_later.reply(), of_dated), "");
  EXPECT_NE(dated_later.faults(dated_later.reply(), file), "");
}

// Only the date itself may change: not how it is printed, not another day that happens to be the same.
TEST(Approval, LeavesNothingButTheDateOpen) {
  const Changes open = approving_office("  approvals: [drafter, checker]\n  date: at-issue\n");
  const auto lit = [&](const std::string& tag) {
    std::string paragraph = harbour_file("paragraphs/lights.md");
    paragraph.replace(paragraph.find("from dusk"), 9, "on " + tag);
    return together(open, {{"paragraphs/lights.md", paragraph}});
  };
  Desk desk(lit("{{#long_date}}letter.date{{/long_date}}"));
  const SourceRef file = desk.approved_by_all(desk.reply());
  Desk shorter(lit("{{#short_date}}letter.date{{/short_date}}"));
  EXPECT_NE(shorter.faults(shorter.reply(), file).find("[-1 January 2000-]{+01/01/2000+}"), std::string::npos);
  const std::string members = R"("topics": ["lights"], "facts": {"visit": "2016-10-26"})";
  Desk visit(lit("{{#long_date}}facts.visit{{/long_date}}"));
  EXPECT_NE(visit.faults(visit.reply(members), file).find("[-1 January 2000-]{+26 October 2016+}"), std::string::npos);
}

TEST(StandInDate, StandsWhereverTheDateIsPrinted) {
  const auto run = [](const char* text, const char* pointer) {
    Inline made{.text = text};
    made.origin = {.kind = Origin::Kind::value, .span = {}, .pointer = pointer};
    return made;
  };
  Letter letter;
  letter.date = day("2016-10-26");
  Block block;
  block.inlines = {run("26 October 2016", "/letter/date"),
                   run("26/10/2016", "/case/date"),
                   run("Wednesday", "/letter/date"),
                   run("dydd Mercher", "/letter/date"),
                   run("26 Hydref 2016", "/letter/date"),
                   run("2016-10-26", "/letter/date"),
                   run("26 October 2016", "/case/facts/visit"),
                   run("the 26th", "/letter/date")};
  Block list;
  list.kind = Block::Kind::list;
  list.items = {{.blocks = {block}}};
  Block table;
  table.kind = Block::Kind::table;
  table.table = std::make_shared<Table>(
      Table{.columns = {{}}, .header = {{.inlines = block.inlines}}, .rows = {{{.inlines = block.inlines}}}});
  Block strong;
  Inline inside{.kind = Inline::Kind::strong};
  inside.children = block.inlines;
  strong.inlines = {inside};
  letter.sections = {{.part = Part::body, .blocks = {block, list, table, strong}}};
  const Letter other = with_stand_in_date(letter);
  EXPECT_EQ(other.date, day("2000-01-01"));
  const std::string printed = dump(other);
  const std::string words = "1 January 200001/01/2000Saturdaydydd Sadwrn1 Ionawr 20002000-01-0126 October 2016the 26th";
  std::size_t times = 0;
  for (std::size_t at = 0; (at = printed.find(words, at)) != std::string::npos; ++at) ++times;
  EXPECT_EQ(times, 5U) << printed;
  letter.date.reset();
  EXPECT_EQ(dump(with_stand_in_date(letter)), dump(letter));
}

}  // namespace
}  // namespace engross::test
