// The files of a run: jobs, what was printed as JSON and as pages; and the names that are refused.
#include "print_run/write_print_run.hpp"

#include <nlohmann/json.hpp>

#include "base/sha256.hpp"
#include "pdf/conformance.hpp"
#include "pdf/sample_pages.hpp"
#include "print_run/sample_run.hpp"
#include "support/diagnostics.hpp"
#include "support/memory_world.hpp"

namespace engross::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

const FontSet& fonts() {
  static const FontSet set{.regular = packaged_face("liberation/LiberationSans-Regular.ttf"),
                           .bold = packaged_face("liberation/LiberationSans-Bold.ttf"),
                           .italic = nullptr,
                           .bold_italic = nullptr,
                           .fallback = {}};
  return set;
}

class Print : public testing::Test {
 protected:
  Print() {
    style.geometry = sample_geometry();
    style.geometry.printable = {15, 5, 180, 287};
    style.geometry.body_left = 25;
    style.geometry.body_width = 160;
    style.geometry.body_bottom = 276;
    style.geometry.continuation_top = 30;
    style.geometry.continuation_header = 17;
    style.geometry.page_number = 285;
  }

  Result<Printed> print(const std::vector<PrintItem>& items, const PrintOptions& options = {},
                        const PrintTarget& target = {.output = "out/letters.pdf"}) {
    auto run = PrintRun::make(items, sample_setup(), options, sample_geometry(), run_info());
    if (!run) return fail(run.error());
    return write_print_run(world, *run, maker(run->items()), {.style = &style, .fonts = &fonts()}, target);
  }
  std::string file(const std::string& path) { return world.read_file(path, 1U << 26U).value(); }

  HouseStyle style;
  MemoryWorld world;
};

TEST_F(Print, WritesJobsAndWhatWasPrinted) {
  const std::vector<PrintItem> items = items_with_pages({1, 4, 12});
  const auto printed = print(items, {.sheets = 6});
  ASSERT_THAT(printed, Succeeds());
  EXPECT_THAT(printed->jobs, ElementsAre("out/letters-001.pdf", "out/letters-002.pdf"));
  const json report = json::parse(file("out/letters.json"));
  EXPECT_EQ(report["run"]["letters"], 3);
  EXPECT_EQ(report["run"]["sheets"], 9);
  EXPECT_EQ(report["run"]["pages"], 17);
  EXPECT_EQ(report["run"]["blank_pages"], 1);
  EXPECT_EQ(report["run"]["sort"], json::array({"postcode"}));
  EXPECT_EQ(report["run"]["envelopes"], json::parse(R"([{"name": "DL", "letters": 2, "sheets": 3},
                                                         {"name": "C5", "letters": 1, "sheets": 6}])"));
  ASSERT_EQ(report["jobs"].size(), 2U);
  EXPECT_EQ(report["jobs"][1]["file"], "letters-002.pdf");
  EXPECT_EQ(report["jobs"][1]["sha256"], sha256_hex(file("out/letters-002.pdf")));
  EXPECT_EQ(report["jobs"][1]["bytes"], file("out/letters-002.pdf").size());
  EXPECT_EQ(report["jobs"][1]["first"], 3);
  ASSERT_EQ(report["letters"].size(), 3U);
  EXPECT_EQ(report["letters"][1], json::parse(R"({"sequence": 2, "reference": "A-2", "pages": 4, "sheets": 2,
            "envelope": "DL", "job": 1, "sha256": ")" +
                                              items[1].sha256 + "\"}"));
}

TEST_F(Print, WritesOneJobUnderTheNameItself) {
  const auto printed = print(items_with_pages({1}));
  ASSERT_THAT(printed, Succeeds());
  EXPECT_THAT(printed->jobs, ElementsAre("out/letters.pdf"));
  EXPECT_EQ(printed->json, "out/letters.json");
  EXPECT_EQ(printed->sheet, "out/letters-reconciliation.pdf");
}

TEST_F(Print, TellsPeopleWhatWasPrintedWithoutNames) {
  ASSERT_THAT(print(items_with_pages({1, 4, 12}), {.sheets = 6}), Succeeds());
  const std::string pdf = file("out/letters-reconciliation.pdf");
  EXPECT_THAT(conformance_faults(pdf), ElementsAre());
  const std::string tree = tag_tree(pdf);
  EXPECT_THAT(tree, HasSubstr("H1 | Print run "));
  EXPECT_THAT(tree, HasSubstr("Letters: 3, numbers 1 to 3 of 3"));
  EXPECT_THAT(tree, HasSubstr("17, and 1 empty back"));
  EXPECT_THAT(tree, HasSubstr("TH | Sheets at most"));
  EXPECT_THAT(tree, HasSubstr("TD | letters-002.pdf"));
  EXPECT_THAT(tree, HasSubstr("TD | 2\u00A0DL"));
  for (const char* reference : {"A-1 ", "A-2 ", "A-3 ", "A-1\n", "A-2\n", "A-3\n"})
    EXPECT_THAT(tree, testing::Not(HasSubstr(reference)));
}

TEST_F(Print, GivesTheSameFilesAgain) {
  ASSERT_THAT(print(items_with_pages({1, 2})), Succeeds());
  const std::string pdf = file("out/letters.pdf"), report = file("out/letters.json");
  ASSERT_THAT(print(items_with_pages({1, 2}), {}, {.output = "out/letters.pdf", .overwrite = true}), Succeeds());
  EXPECT_EQ(file("out/letters.pdf"), pdf);
  EXPECT_EQ(file("out/letters.json"), report);
}

TEST_F(Print, RefusesANameThatIsNoPdfs) {
  const auto printed = print(items_with_pages({1}), {}, {.output = "out/letters"});
  ASSERT_THAT(printed, FailsWith("print.name"));
  EXPECT_EQ(printed.error()[0].message, "\"out/letters\" is no name for a print run: it must end in .pdf");
}

TEST_F(Print, RefusesFilesThatAreThere) {
  for (const char* taken : {"out/letters.pdf", "out/letters.json", "out/letters-reconciliation.pdf"}) {
    ASSERT_THAT(world.write_file(taken, "somebody's"), Succeeds());
    const auto printed = print(items_with_pages({1}));
    ASSERT_THAT(printed, FailsWith("print.exists"));
    EXPECT_EQ(printed.error()[0].message, std::string(taken) + " is there already");
    EXPECT_EQ(file(taken), "somebody's");
    ASSERT_THAT(world.remove_file(taken), Succeeds());
  }
}

TEST_F(Print, RefusesToStandBesideJobsOfAnotherRun) {
  ASSERT_THAT(print(items_with_pages({2, 2, 2}), {.sheets = 1}), Succeeds());
  const PrintTarget again{.output = "out/letters.pdf", .overwrite = true};
  const auto fewer = print(items_with_pages({2, 2}), {.sheets = 1}, again);
  ASSERT_THAT(fewer, FailsWith("print.leftover"));
  EXPECT_EQ(fewer.error()[0].message, "out/letters-003.pdf is there, and is none of this run's 2 jobs");
  EXPECT_THAT(print(items_with_pages({2}), {}, again), FailsWith("print.leftover"));
  EXPECT_THAT(print(items_with_pages({2, 2, 2}), {.sheets = 1}, again), Succeeds());
}

TEST_F(Print, KeepsTheJsonForTheEnd) {
  const auto printed = print(items_with_pages({2, 201}), {.sheets = 200});
  EXPECT_THAT(printed, FailsWith("print.too-many-sheets"));
  std::vector<PrintItem> items = items_with_pages({1, 2});
  auto run = PrintRun::make(items, sample_setup(), {.sheets = 1}, sample_geometry(), run_info());
  ASSERT_THAT(run, Succeeds());
  const auto broken = write_print_run(world, *run, [](std::size_t) -> Result<Pages> { return pages_of_letter("A", 1); },
                                      {.style = &style, .fonts = &fonts()}, {.output = "out/letters.pdf"});
  EXPECT_THAT(broken, FailsWith("print.pages-differ"));
  ASSERT_THAT(world.write_file("out/letters.json", "of an earlier run"), Succeeds());
  EXPECT_FALSE(write_print_run(world, *run, [](std::size_t) -> Result<Pages> { return pages_of_letter("A", 1); },
                               {.style = &style, .fonts = &fonts()}, {.output = "out/letters.pdf", .overwrite = true}));
  EXPECT_EQ(world.kind_of("out/letters-001.pdf"), World::Kind::file);
  EXPECT_EQ(world.kind_of("out/letters.json"), World::Kind::nothing);
}

// A disk that fills up after so many files.
class FullWorld final : public MemoryWorld {
 public:
  explicit FullWorld(int files_that_fit) : room(files_that_fit) {}
  Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) override {
    if (--room < 0) return fail(error("world.unwritable", {}, "cannot write " + path.string()));
    return MemoryWorld::write_file(path, bytes);
  }
  int room;
};

TEST_F(Print, SaysWhichFileTheWorldRefused) {
  const char* names[] = {"letters-001.pdf", "letters-002.pdf", "letters-reconciliation.pdf", "letters.json"};
  for (int files = 0; files < 4; ++files) {
    FullWorld full(files);
    const auto run =
        PrintRun::make(items_with_pages({1, 2}), sample_setup(), {.sheets = 1}, sample_geometry(), run_info());
    ASSERT_THAT(run, Succeeds());
    const auto printed = write_print_run(full, *run, maker(run->items()), {.style = &style, .fonts = &fonts()},
                                         {.output = "out/letters.pdf"});
    ASSERT_THAT(printed, FailsWith("world.unwritable"));
    EXPECT_EQ(printed.error()[0].message, std::string("cannot write out/") + names[files]);
    EXPECT_EQ(full.kind_of("out/letters.json"), World::Kind::nothing);
  }
}

}  // namespace
}  // namespace engross::test
