// A print run of the sample case with varied fields: what a letter costs in it and how large it is, beside the same
// letters as files of their own, in one process.
//
//   bench_print [LETTERS]          exit 1 when a limit is missed
//   bench_print LETTERS FOLDER     the same, and the job, what was printed and the single letters in that folder
#include <fmt/format.h>

#include <functional>

#include "base/sha256.hpp"
#include "bench/letters.hpp"
#include "data/read.hpp"
#include "print_run/write_print_run.hpp"

namespace engross::bench {
namespace {

// Limits: a letter of the stream has a code on each sheet to be made and checked besides; what it has no need of is
// fonts of its own.
constexpr double most_cost = 1.3, most_bytes = 0.3;

std::string postcode(std::size_t i) {
  constexpr std::array areas{"TF", "LL", "TN", "CB", "NE", "SW"};
  return fmt::format("{}{} {}AB", areas[i % areas.size()], 1 + i * 7 % 20, i % 10);
}

// Some letters are short, some long, a few too thick for the smallest envelope.
std::string with_length(const std::string& text, std::size_t i) {
  const std::size_t paragraphs = i % 50 == 7 ? 200 : i % 9 == 4 ? 16 : i % 4 == 0 ? 2 : 0;
  if (paragraphs == 0) return text;
  std::string own;
  for (std::size_t k = 0; k < paragraphs; ++k)
    own += fmt::format(
        R"({{"text": "This is point {} of the reply to letter {}: an officer’s own words, of which there are as many as it takes to fill some lines, so that a letter has one page, or three, or more than ten."}}, )",
        k + 1, i);
  own.erase(own.size() - 2);
  return replaced(text, R"("topics": [)", "\"paragraphs\": [" + own + R"(], "topics": [)");
}

LaidOut laid_out(Workbench& bench, const std::string& text) {
  return must(lay_out_reply(bench, prepared(bench, text), Purpose::letter));
}

struct Single {
  std::vector<PrintItem> items;
  std::size_t bytes = 0;
  double draw_seconds = 0;
};

Single single_letters(Workbench& bench, const std::vector<std::string>& cases) {
  Single made;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Reply reply = prepared(bench, cases[i]);
    const LaidOut laid = must(lay_out_reply(bench, reply, Purpose::letter));
    const DocumentInfo info = info_of(bench, reply, Purpose::letter);
    const double before = cpu_seconds();
    const std::string pdf =
        must(draw(laid.pages, info, {.embedding = bench.department->style.embedding}, bench.draw_cache));
    made.draw_seconds += cpu_seconds() - before;
    made.bytes += pdf.size();
    made.items.push_back({.reference = fmt::format("2016-{:07}", 46030 + i),
                          .postcode = postcode(i),
                          .pages = laid.pages.pages.size(),
                          .sha256 = sha256_hex(pdf)});
  }
  return made;
}

PrintSetup setup(const SystemWorld& world) {
  const std::string path = std::string(ENGROSS_SOURCE_DIR) + "/templates/print-run.yaml";
  return must(PrintSetup::from(must(read_yaml(make_source(path, must(world.read_file(path, 1U << 20U)))))));
}

bool run(int letters, const std::string& folder) {
  SystemWorld world;
  const auto bench = workbench(world, FontEmbedding::tiered);
  std::vector<std::string> cases = varied_cases(world, letters);
  for (std::size_t i = 0; i < cases.size(); ++i) cases[i] = with_length(cases[i], i);
  const Single single = single_letters(*bench, cases);
  const long peak_before = peak_kib();
  DocumentInfo about{.title = {},
                     .author = bench->department->name,
                     .subject = {},
                     .language = "en-GB",
                     .date = *Timestamp::parse("2016-10-26T00:00:00+01:00")};
  const PrintRun job =
      must(PrintRun::make(single.items, setup(world), {.sort = {PrintOrder::postcode}, .sheets = 1'000'000},
                          bench->department->style.geometry, about));
  double layout_seconds = 0;
  const PagesOf pages_of = [&](std::size_t item) -> Result<Pages> {
    const double before = cpu_seconds();
    Pages pages = laid_out(*bench, cases[item]).pages;
    layout_seconds += cpu_seconds() - before;
    return pages;
  };
  const double before = cpu_seconds();
  DrawCache cache;
  const std::string pdf = must(job.draw(job.plan().jobs[0], pages_of, cache));
  const double seconds = cpu_seconds() - before - layout_seconds;
  const auto each = [&](double total) { return total / static_cast<double>(letters); };
  const PrintJob& planned = job.plan().jobs[0];
  fmt::print("{} letters on {} sheets: {} pages and {} empty backs\n", letters, planned.sheets, planned.pages,
             planned.blanks);
  fmt::print("{:<46} {:>6.0f} us {:>8.0f} bytes a letter\n", "drawn into a file of its own, tiered fonts",
             each(single.draw_seconds) * 1e6, each(static_cast<double>(single.bytes)));
  fmt::print("{:<46} {:>6.0f} us {:>8.0f} bytes a letter, {} in all\n", "drawn into the stream", each(seconds) * 1e6,
             each(static_cast<double>(pdf.size())), pdf.size());
  fmt::print("{:<46} {:>6.0f} us\n", "case to pages, before either", each(layout_seconds) * 1e6);
  fmt::print("peak memory {} KiB, of which the stream {} KiB: {:.1f} a letter\n", peak_kib(), peak_kib() - peak_before,
             each(static_cast<double>(peak_kib() - peak_before)));
  if (!folder.empty()) {
    const Printed printed = must(write_print_run(world, job, pages_of,
                                                 {.style = &bench->department->style, .fonts = &bench->equipment.fonts},
                                                 {.output = folder + "/letters.pdf", .overwrite = true}));
    fmt::print("written: {}, {}, {}\n", printed.jobs[0].string(), printed.json.string(), printed.sheet.string());
  }
  const bool results[] = {
      within("cost of a letter in the stream, against a file of its own", seconds / single.draw_seconds, most_cost),
      within("bytes of the stream, against the files",
             static_cast<double>(pdf.size()) / static_cast<double>(single.bytes), most_bytes)};
  return std::ranges::all_of(results, std::identity());
}

}  // namespace
}  // namespace engross::bench

int main(int argc, char** argv) {
  const int letters = argc > 1 ? std::max(1, std::atoi(argv[1])) : 1000;
  return engross::bench::run(letters, argc > 2 ? argv[2] : "") ? 0 : 1;
}
