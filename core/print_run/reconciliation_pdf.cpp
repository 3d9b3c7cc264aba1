// In: a run and the files of its jobs. Out: pages for people. Refuses what layout and drawing refuse.
#include <fmt/format.h>

#include "letter/build.hpp"
#include "print_run/counts.hpp"
#include "print_run/reconciliation.hpp"
#include "style/report_style.hpp"

namespace engross {
namespace {

using Rows = std::vector<std::vector<TableCell>>;

std::string many(std::size_t n, std::string_view one, std::string_view several) {
  return fmt::format("{} {}", n, n == 1 ? one : several);
}

// Four digits and more in groups, as people read them.
std::string grouped(std::size_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

Block table_right(const std::vector<std::string>& header, Rows rows, std::size_t words) {
  Block block = table_of(header, std::move(rows));
  Table table = *block.table;
  for (std::size_t i = words; i < table.columns.size(); ++i) table.columns[i] = Table::Align::right;
  block.table = std::make_shared<const Table>(std::move(table));
  return block;
}

std::string order_words(const PrintRun& run) {
  std::string words;
  for (const PrintOrder order : run.options().sort) words += fmt::format("{}, ", name_of(order));
  return words + "reference";
}

class Report {
 public:
  Report(const PrintRun& run, const std::vector<PrintedFile>& files) : run_(run), files_(files) {}

  Letter make() {
    Letter letter;
    letter.language = "en-GB";
    letter.subject = "Reconciliation of print run " + run_.plan().id;
    letter.reference = "Print run " + run_.plan().id;
    add_head();
    add_envelopes();
    add_jobs();
    add_help();
    letter.sections.push_back({Part::body, std::move(blocks_)});
    return letter;
  }

 private:
  void say(std::string text) { blocks_.push_back(paragraph_of(words(std::move(text)))); }

  void add_head() {
    const RunCounts counts = counts_of(run_);
    blocks_.push_back(heading_of(1, "Print run " + run_.plan().id));
    blocks_.push_back(
        facts_of({{"Letters", fmt::format("{}, numbers {} to {} of {}", grouped(counts.letters), run_.first(),
                                          run_.last(), grouped(run_.plan().whole))},
                  {"Sheets", fmt::format("{}, {}", grouped(counts.sheets),
                                         run_.options().duplex ? "printed on both sides" : "printed on one side")},
                  {"Pages", run_.options().duplex ? fmt::format("{}, and {}", grouped(counts.pages),
                                                                many(counts.blanks, "empty back", "empty backs"))
                                                  : grouped(counts.pages)},
                  {"Sorted by", order_words(run_)}}));
  }

  void add_envelopes() {
    const RunCounts counts = counts_of(run_);
    Rows rows;
    for (std::size_t i = 0; i < counts.envelopes.size(); ++i)
      if (counts.envelopes[i].letters > 0)
        rows.push_back({cell_of(run_.setup().envelopes[i].name),
                        cell_of(grouped(run_.setup().envelopes[i].most_sheets)),
                        cell_of(grouped(counts.envelopes[i].letters)), cell_of(grouped(counts.envelopes[i].sheets))});
    blocks_.push_back(heading_of(2, "Envelopes"));
    blocks_.push_back(table_right({"Envelope", "Sheets at most", "Envelopes", "Sheets"}, std::move(rows), 1));
  }

  std::string by_envelope(const RunCounts& counts) const {
    std::string words;
    for (std::size_t i = 0; i < counts.envelopes.size(); ++i)
      if (counts.envelopes[i].letters > 0)
        words += fmt::format("{}{}\u00A0{}", words.empty() ? "" : ", ", grouped(counts.envelopes[i].letters),
                             run_.setup().envelopes[i].name);
    return words;
  }

  void add_jobs() {
    Rows rows;
    for (std::size_t i = 0; i < run_.plan().jobs.size(); ++i) {
      const PrintJob& job = run_.plan().jobs[i];
      const PlannedLetter* letters = &run_.plan().letters[job.first];
      const RunCounts counts = counts_of(run_, job);
      rows.push_back({cell_of(files_.at(i).name), cell_of(by_envelope(counts)), cell_of(grouped(letters[0].sequence)),
                      cell_of(grouped(letters[job.count - 1].sequence)), cell_of(grouped(counts.letters)),
                      cell_of(grouped(counts.sheets)), cell_of(grouped(counts.pages + counts.blanks))});
    }
    blocks_.push_back(heading_of(2, "Jobs"));
    blocks_.push_back(table_right({"File", "Envelopes", "First", "Last", "Letters", "Sheets", "Pages of the file"},
                                  std::move(rows), 2));
  }

  void add_help() {
    blocks_.push_back(heading_of(2, "To check"));
    say("Count the sheets of each job and the envelopes of each kind when they leave the machine. Every front bears a "
        "code and below it the number of its letter and which sheet of the letter it is: 000120 and 1/2. The list of "
        "all letters is in the JSON file beside the jobs, with the SHA-256 of each job and letter.");
    say("Sheets that were spoilt are printed again by their numbers: --from 120 --to 140. They are the same pages, "
        "with the same codes: destroy what they replace.");
    blocks_.push_back(heading_of(2, "Done by"));
    Rows rows;
    const std::string name(24, '_'), day(12, '_'), number(8, '_');
    for (const char* step : {"Printed", "Inserted", "Counted"})
      rows.push_back({cell_of(step), cell_of(name), cell_of(day), cell_of(number), cell_of(number)});
    blocks_.push_back(table_of({"Step", "Name", "Date", "Sheets", "Spoilt"}, std::move(rows)));
  }

  const PrintRun& run_;
  const std::vector<PrintedFile>& files_;
  std::vector<Block> blocks_;
};

}  // namespace

Result<std::string> reconciliation_pdf(const PrintRun& run, const std::vector<PrintedFile>& files,
                                       const ReportLook& look) {
  constexpr std::size_t most_pages = 1000;
  const Letter letter = Report(run, files).make();
  const HouseStyle style = report_style(*look.style);
  LayoutCache layouts;
  const auto pages = lay_out({.letter = &letter,
                              .style = &style,
                              .fonts = look.fonts,
                              .logo = nullptr,
                              .fields = {},
                              .most_pages = most_pages,
                              .proof_mark = {}},
                             layouts);
  if (!pages) return fail(pages.error());
  DocumentInfo info = run.about();
  info.title = letter.subject;
  info.language = letter.language;
  DrawCache cache;
  return draw(*pages, info, {.embedding = FontEmbedding::exact}, cache);
}

}  // namespace engross
