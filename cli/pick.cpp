// In: a case that was opened, a name for its draft, an officer's lines. Out: the draft and the steps to it.
// Refuses: to go on with steps that are not of this case as it is now, and to lose words that were changed by hand.
#include "pick.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/sha256.hpp"
#include "editor.hpp"
#include "paragraph_index.hpp"
#include "paragraph_uses.hpp"
#include "pick_dialogue.hpp"
#include "preview.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_bytes = std::size_t{8} << 20U;
constexpr std::size_t most_hits = 10;

class Picking {
 public:
  Picking(Session& session, Opened& opened, const PickOrder& order, const Report& report)
      : session_(session), opened_(opened), order_(order), report_(report), steps_(order.output.path + ".steps") {}

  Result<Picked> run() {
    auto desk = Desk::open(*opened_.workbench, opened_.reply.case_, {.today = opened_.reply.today, .letter_date = {}},
                           order_.case_path);
    if (!desk) return fail(std::move(desk.error()));
    if (auto resumed = resume(*desk); !resumed) return fail(std::move(resumed.error()));
    auto finished = talk(*desk);
    if (!finished) return fail(std::move(finished.error()));
    if (*finished) {
      if (auto saved = save(*desk); !saved) return fail(std::move(saved.error()));
      if (auto removed = session_.world().remove_file(steps_); !removed) return fail(std::move(removed.error()));
    }
    return Picked{.done = *finished, .steps = desk->steps().size(), .reply = desk->reply()};
  }

 private:
  Result<bool> talk(Desk& desk) {
    std::ifstream file;
    if (!order_.answers.empty()) {
      file.open(order_.answers);
      if (!file)
        return fail(error("world.unreadable", {}, fmt::format("{} cannot be read", order_.answers),
                          {"name a file with one command a line: --answers FILE"}));
    }
    const PickTools tools{.department = opened_.workbench->department.get(),
                          .typed = order_.answers.empty() ? &std::cin : &file,
                          .echo = !order_.answers.empty(),
                          .editor = order_.answers.empty() ? editor_of(session_.world()) : std::string(),
                          .save = [&] { return save(desk); },
                          .findings = [&] { return findings_of(*opened_.workbench, desk.reply()); },
                          .search = [&](const std::string& words) { return search(words); },
                          .uses = [&](const std::string& id) { return uses_of(id); },
                          .show_pages = [&] { return show_pages(desk.reply()); }};
    return PickDialogue(desk, tools, report_).run();
  }

  // Paragraphs in every language that the letter's date admits; the index is asked for when it is needed first.
  Result<SearchFound> search(const std::string& words) {
    const auto read = read_search_words(words);
    if (!read) return fail(read.error());
    if (!index_) {
      auto index = paragraph_index(session_, *opened_.workbench->department);
      if (!index) return fail(std::move(index.error()));
      index_ = std::move(*index);
    }
    return index_->search(*read, {.state = SearchFilter::State::all, .date = opened_.reply.date}, most_hits);
  }

  std::string uses_of(const std::string& id) {
    if (!uses_) uses_.emplace(session_, opened_.workbench->department->id);
    return words_of(uses_->of(id));
  }

  // The steps first: what they say of the draft is true before it is, and after a crash between the two the draft is
  // made again from them.
  Result<void> save(const Desk& desk) {
    const DeskJournal journal{
        .identity = desk.identity(), .draft_sha256 = sha256_hex(desk.draft()), .steps = desk.steps()};
    if (auto written = session_.world().write_file(steps_, write_journal(journal)); !written) return written;
    return session_.world().write_file(order_.output.path, desk.draft());
  }

  // In the terminal, or as a proof beside the draft that a viewer opens.
  Result<std::string> show_pages(const Reply& reply) {
    const Preview preview(session_.world(), session_.options());
    const auto laid_out = lay_out_reply(*opened_.workbench, reply, Purpose::proof);
    if (!laid_out) return fail(laid_out.error());
    if (preview.in_terminal()) {
      if (auto drawn = preview.draw(report_, laid_out->pages); !drawn) return fail(std::move(drawn.error()));
      return std::string();
    }
    const auto proof = finish(*opened_.workbench, reply, Purpose::proof);
    if (!proof) return fail(proof.error());
    const std::string path = fs::path(order_.output.path).replace_extension(".proof.pdf").string();
    const Output output{.path = path,
                        .may_hold = "an issued letter",
                        .suggestion = path,
                        .overwrite = holds_proof(session_, path),
                        .has_force = false};
    if (auto may = may_write(session_, output, opened_.inputs); !may) return fail(std::move(may.error()));
    if (auto written = write_output(session_, output, proof->pdf); !written) return fail(std::move(written.error()));
    if (auto opened = preview.open(path); !opened) return fail(std::move(opened.error()));
    return fmt::format("Opened {}.\n", path);
  }

  Result<void> resume(Desk& desk) {
    World& world = session_.world();
    if (order_.output.overwrite || world.kind_of(steps_) == World::Kind::nothing) return {};
    auto bytes = world.read_file(steps_, most_bytes);
    if (!bytes) return fail(std::move(bytes.error()));
    const auto journal = read_journal(make_source(steps_.string(), std::move(*bytes)));
    if (!journal) return fail(journal.error());
    if (journal->identity != desk.identity())
      return fail(
          error("pick.other", {},
                fmt::format("{} has steps on another case, department or template than these are now", steps_.string()),
                {"begin again: --force", "or draft to another name: -o DRAFT.md"}));
    std::string before;
    for (const DeskStep& step : journal->steps) {
      before = desk.draft();
      if (auto taken = desk.take(step); !taken) return fail(std::move(taken.error()));
    }
    if (auto same = not_edited(*journal, desk, before); !same) return same;
    report_.show(
        fmt::format("Going on after {} that you took before.\n",
                    journal->steps.size() == 1 ? "the step" : fmt::format("the {} steps", journal->steps.size())));
    return {};
  }

  // The draft is that of the steps, or of all but the last, when the machine stopped between the two files.
  Result<void> not_edited(const DeskJournal& journal, const Desk& desk, const std::string& before) const {
    if (session_.world().kind_of(order_.output.path) == World::Kind::nothing) return {};
    const auto draft = session_.world().read_file(order_.output.path, most_bytes);
    if (!draft) return fail(draft.error());
    if (*draft == desk.draft() || *draft == before || sha256_hex(*draft) == journal.draft_sha256) return {};
    return fail(
        error("pick.edited", {},
              fmt::format("{} was changed since the last step, and picking on would lose that", order_.output.path),
              {fmt::format("go on by hand, and remove {}", steps_.string()), "or begin again: --force"}));
  }

  Session& session_;
  Opened& opened_;
  const PickOrder& order_;
  const Report& report_;
  fs::path steps_;
  std::optional<SearchIndex> index_;
  std::optional<ParagraphUses> uses_;
};

}  // namespace

Result<Picked> pick(Session& session, Opened& opened, const PickOrder& order, const Report& report) {
  return Picking(session, opened, order, report).run();
}

}  // namespace engross::cli
