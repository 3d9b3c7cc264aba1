// records purge: personal data of old letters goes from the store and from the runs that are registered with it; what
// proves the letters stays.
#include <fmt/format.h>

#include <memory>

#include "commands.hpp"
#include "day_option.hpp"
#include "ledger/purge_run.hpp"
#include "library/correspondence.hpp"
#include "library/search_cache.hpp"
#include "option_checks.hpp"
#include "record/purge_store.hpp"
#include "record/store_lock.hpp"

namespace engross::cli {
namespace {

struct PurgeCommand {
  std::string before, because;
  bool dry_run = false;
};

Result<Date> first_day_that_stays(const Session& session, const std::string& word) {
  const auto before = day_of_option("--before", word);
  if (!before) return before;
  const auto today = session.today("Europe/London");
  if (!today) return fail(today.error());
  if (*before <= *today) return *before;
  return fail(error("options.date", {}, fmt::format("--before {} is after today, {}", word, today->iso()),
                    {"that would purge every letter: name a day that has come"}));
}

// What is said while one place after the other is purged.
class Purging {
 public:
  Purging(Program& program, Session& session, Report& report, const PurgeOrder& order)
      : program_(program), session_(session), report_(report), order_(order) {}

  void store() {
    Store store = session_.store();
    if (program_.world.kind_of(store.root()) != World::Kind::directory)
      report_.say(fmt::format("No letter was issued into {}", store.root().string()));  // --store may be mistyped
    if (is_run(RunFolder(store.root())) || program_.world.kind_of(store.root()) != World::Kind::directory) return;
    std::optional<StoreLock> held;
    if (!order_.dry_run) {
      auto lock = StoreLock::to_purge(store.root());
      if (!lock) return append(faults_, lock.error());
      held = std::move(*lock);
    }
    const auto done = purge_store(store, order_, [&](const Record& record) {
      tell(record.reference, record.letter_date, fmt::format("issue {}", record.issue), {}, {});
    });
    if (!done) return append(faults_, done.error());
    add(done->letters, done->earlier, done->objects, done->bytes);
  }

  // Their ledgers are closed again before they are purged.
  void runs() {
    std::vector<RunFolder> folders;
    {
      const RegisteredRuns known(program_.world, session_.store().root());
      for (const RegisteredRuns::Opened& run : known.runs()) folders.push_back(run.folder);
      append(faults_, known.faults());
    }
    for (const RunFolder& folder : folders) run(folder);
  }

  // It remembers whom letters went to, by hashes that who has it can try names with.
  void index() {
    if (order_.dry_run) return;
    CorrespondenceIndex::forget(SearchCache::folder_of_user(program_.world), session_.store().root());
  }

  int finish() {
    report_.set("letters", number(letters_));
    report_.set("earlier", number(earlier_));
    report_.set("files", number(files_));
    report_.set("bytes", number(bytes_));
    report_.set("refused_cases_of_runs", number(refused_));
    report_.set("dry_run", Value::boolean(order_.dry_run));
    report_.set("list", std::move(list_));
    const std::string what =
        fmt::format("{} letter{} dated before {}, {} file{} of {} bytes", letters_, letters_ == 1 ? "" : "s",
                    order_.before.iso(), files_, files_ == 1 ? "" : "s", bytes_);
    const std::string refused = refused_ > 0
                                    ? fmt::format("; the refused cases of {} run{}", refused_, refused_ == 1 ? "" : "s")
                                    : std::string();
    const std::string earlier = earlier_ > 0 ? fmt::format("; {} were purged before", earlier_) : std::string();
    report_.say(order_.dry_run ? fmt::format("Would purge {}{}{}; nothing was changed", what, refused, earlier)
                               : fmt::format("Purged {}{}{}", what, refused, earlier));
    return report_.refuse(faults_);
  }

 private:
  void run(const RunFolder& folder) {
    const std::string where = folder.root().string();
    const auto done = purge_run(folder, order_, [&](const LedgerLetter& letter, const Record& record) {
      tell(letter.key, record.letter_date, fmt::format("row {} of {}", letter.row, where), where, letter.row);
    });
    if (!done) return append(faults_, done.error());
    add(done->letters, done->earlier, done->files, done->bytes);
    if (done->refused_cases) ++refused_;
  }

  void tell(const std::string& reference, const Date& date, const std::string& where, const std::string& run,
            std::optional<std::size_t> row) {
    if (order_.dry_run) report_.show(fmt::format("{}  {}  {}\n", date.iso(), reference, where));
    if (!program_.options.json) return;
    Value item = Value::object();
    item.set("reference", text(reference));
    item.set("date", text(date.iso()));
    item.set("run", text(run));
    if (row) item.set("row", number(*row));
    list_.push_back(std::move(item));
  }

  void add(std::size_t letters, std::size_t earlier, std::size_t files, std::uint64_t bytes) {
    letters_ += letters;
    earlier_ += earlier;
    files_ += files;
    bytes_ += bytes;
  }

  Program& program_;
  Session& session_;
  Report& report_;
  const PurgeOrder& order_;
  std::size_t letters_ = 0, earlier_ = 0, files_ = 0, refused_ = 0;
  std::uint64_t bytes_ = 0;
  Value list_ = Value::array();
  Diagnostics faults_;
};

int run_purge(Program& program, const PurgeCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  const auto at = session.at();
  if (!at) return report.refuse(at.error());
  const auto before = first_day_that_stays(session, command.before);
  if (!before) return report.refuse(before.error());
  const PurgeOrder order{.before = *before, .at = *at, .because = command.because, .dry_run = command.dry_run};
  Purging purging(program, session, report, order);
  purging.store();
  purging.runs();
  purging.index();
  return purging.finish();
}

}  // namespace

void add_purge_command(Program& program, CLI::App* records) {
  const auto options = std::make_shared<PurgeCommand>();
  CLI::App* purge = program.add_to(
      records, "purge", "Remove personal data of old letters, and keep what proves them",
      "engross records purge --before 2019-11-01 --because \"kept for seven years\" --dry-run\n"
      "Cases, drafts, words and printed values go, and the letters' files of registered runs; what stays is the record "
      "with its paragraphs, hashes and signature. PDFs elsewhere are not touched. There is no way back.");
  purge->add_option("--before", options->before, "Letters that are dated before this day")
      ->type_name("DATE")
      ->required();
  purge->add_option("--because", options->because, "Why, for whoever looks for such a letter later")
      ->type_name("WORDS")
      ->check(few_words());
  purge->add_flag("--dry-run", options->dry_run, "Only list which letters that would be");
  purge->callback(
      [&program, options] { program.chosen = [&program, options] { return run_purge(program, *options); }; });
}

}  // namespace engross::cli
