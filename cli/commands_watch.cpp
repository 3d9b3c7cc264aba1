// watch: a proof again at every change of the case, the draft or the department.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>

#include "base/zone.hpp"
#include "commands.hpp"
#include "compose/draft.hpp"
#include "data/read.hpp"
#include "file_watch.hpp"
#include "inputs.hpp"
#include "option_checks.hpp"
#include "output.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

constexpr int interrupted_exit = 130;

struct WatchCommand {
  std::string input, output;
  ReplyOptions reply;
  bool once = false;
};

// The files that a letter is made of, as far as they can be told before it is made.
class Making {
 public:
  Making(World& world, const CommonOptions& options, const WatchCommand& command)
      : world_(world), options_(options), command_(command) {}

  // Before a render, so that a change while it runs is not lost.
  Watched watched() const {
    const Session session(world_, options_);
    Watched watched;
    watched.files.emplace_back(command_.input);
    std::string department = options_.department;
    if (const SourceRef source = read(command_.input)) {
      const fs::path named = case_of(*source);
      if (!named.empty()) watched.files.push_back(named);
      if (const SourceRef case_ = named.empty() ? source : read(named); case_ && department.empty())
        department = department_of(case_);
    }
    if (const auto path = session.locate_department(department))
      for (const fs::path& one : with_lenders(session, *path)) add(session, one, watched);
    return watched;
  }

  struct Proof {
    std::string pdf;
    std::size_t pages = 0;
    Diagnostics notes;
    std::string zone;
  };
  Result<Proof> render() {
    Session session(world_, options_);
    auto opened = open_reply(session, command_.input, command_.reply);
    if (!opened) return fail(std::move(opened.error()));
    inputs = opened->inputs;
    auto finished = finish(*opened->workbench, opened->reply, Purpose::proof);
    if (!finished) return fail(std::move(finished.error()));
    Proof proof{.pdf = std::move(finished->pdf),
                .pages = finished->pages,
                .notes = std::move(opened->reply.findings),
                .zone = opened->workbench->department->zone};
    append(proof.notes, finished->notes);
    return proof;
  }

  std::vector<fs::path> inputs;  // of the last letter that could be opened

 private:
  SourceRef read(const fs::path& path) const {
    auto text = world_.read_file(path, 64U << 20U);
    return text ? make_source(path.string(), std::move(*text)) : nullptr;
  }

  // Of a draft; empty for a case.
  fs::path case_of(const Source& source) const {
    if (kind_of(source) != InputKind::draft) return {};
    if (!command_.reply.case_path.empty()) return command_.reply.case_path;
    const auto head = read_draft_head(std::make_shared<const Source>(source));
    if (!head || head->case_path.empty()) return {};
    return fs::path(command_.input).parent_path() / head->case_path;
  }

  static std::string department_of(const SourceRef& source) {
    const auto document = read_json(source);
    const Value* id = document && document->root.is_object() ? document->root.find("department") : nullptr;
    return id != nullptr && id->is_string() ? id->text() : std::string();
  }

  // A department and what it extends, whether or not they can be opened.
  std::vector<fs::path> with_lenders(const Session& session, const fs::path& department) const {
    std::vector<fs::path> all = session.lenders_of(department).paths;
    all.insert(all.begin(), department);
    const auto is_folder = [&](const fs::path& path) { return world_.kind_of(path) == World::Kind::directory; };
    if (!std::ranges::all_of(all, is_folder))  // what a library extends stands inside it
      for (fs::path& lender : session.lenders_met_opening(department)) all.push_back(std::move(lender));
    return all;
  }

  // With its lock, as it is called and as what the link leads to, and the lock's signature.
  void add(const Session& session, const fs::path& department, Watched& to) const {
    const bool is_folder = world_.kind_of(department) == World::Kind::directory;
    (is_folder ? to.folders : to.files).push_back(department);
    const fs::path lock = session.locks().file_for(department);
    to.files.push_back(options_.lock.empty() ? lock_beside(department) : fs::path(options_.lock));
    to.files.push_back(lock);
    to.files.push_back(signature_beside(lock));
  }

  World& world_;
  const CommonOptions& options_;
  const WatchCommand& command_;
};

// "09:41:07", as clocks of the department show it; Greenwich's when there is no department.
std::string clock(const World& world, const std::string& zone) {
  const Timestamp now = in_zone(world.now(), zone.empty() ? "UTC" : zone).value_or(world.now());
  const auto local = now.instant + std::chrono::minutes(now.offset_minutes);
  const std::chrono::hh_mm_ss time(local - std::chrono::floor<std::chrono::days>(local));
  return fmt::format("{:02}:{:02}:{:02}", time.hours().count(), time.minutes().count(), time.seconds().count());
}

class Watching {
 public:
  Watching(Program& program, const WatchCommand& command)
      : program_(program), command_(command), making_(program.world, program.options, command) {}

  int run() {
    FileWatch watch;
    for (;;) {
      watch.look_at(making_.watched());
      const int ended = render();
      if (FileWatch::interrupted()) return interrupted_exit;
      if (command_.once || stop_) return ended;
      if (watch.wait() == FileWatch::Woken::interrupted) return interrupted_exit;
      if (!watch.is_told() && !said_how_) {
        Report(program_.options).say("The system cannot tell of changes, so they are looked for twice a second.");
        said_how_ = true;
      }
    }
  }

 private:
  // One line, and what is wrong; gives the exit code that it would have as the only one. With --json, an object each.
  int render() {
    Report report(program_.options);
    const auto began = std::chrono::steady_clock::now();
    auto proof = making_.render();
    if (FileWatch::interrupted()) return interrupted_exit;  // what was cut short is no fault of the letter
    int ended = done;
    if (!proof) {
      ended = refuse(report, proof.error(), "not rendered");
    } else if (auto written = write(proof->pdf); !written) {
      stop_ = !has_proof_;  // nothing will come of it
      ended = refuse(report, written.error(), "not written");
    } else {
      has_proof_ = true;
      zone_ = proof->zone;
      ended = tell(report, *proof, began);
    }
    std::fflush(stdout);
    return ended;
  }

  int tell(Report& report, const Making::Proof& proof, std::chrono::steady_clock::time_point began) {
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
    report.say(fmt::format("{} {}: {} {} in {} ms", clock(program_.world, zone_), command_.output, proof.pages,
                           proof.pages == 1 ? "page" : "pages", took.count()));
    report.note(proof.notes);
    report.set("output", text(command_.output));
    report.set("pages", number(proof.pages));
    report.set("milliseconds", number(static_cast<std::size_t>(took.count())));
    return report.finish();
  }

  int refuse(Report& report, const Diagnostics& faults, std::string_view what) {
    report.say(fmt::format("{} {}{}", clock(program_.world, zone_), what,
                           has_proof_ ? fmt::format("; {} is as it was", command_.output) : ""));
    return report.refuse(faults);
  }

  // Over a proof as often as it likes, over anything else never: also when that came to be while the watch went on.
  Result<void> write(const std::string& pdf) {
    const Session session(program_.world, program_.options);
    const Output output{.path = command_.output,
                        .may_hold = "an issued letter",
                        .suggestion = "proof.pdf",
                        .overwrite = holds_proof(session, command_.output),
                        .has_force = false};
    if (auto may = may_write(session, output, making_.inputs); !may) return may;
    return write_output(session, output, pdf);
  }

  Program& program_;
  const WatchCommand command_;
  Making making_;
  std::string zone_;
  bool has_proof_ = false, stop_ = false, said_how_ = false;
};

// "case.json" -> "case.proof.pdf", as render has it.
std::string proof_of(const std::string& input) {
  return fs::path(input).replace_extension().string() + ".proof.pdf";
}

int run_watch(Program& program, WatchCommand command) {
  if (is_stream(program.world, command.input) || command.output == "-")
    return Report(program.options)
        .refuse({error("options.input", {}, "a stream cannot be watched, and no proof can be replaced in one",
                       {"name files: engross watch case.json -o proof.pdf"})});
  if (command.output.empty()) command.output = proof_of(command.input);
  return Watching(program, command).run();
}

}  // namespace

void add_watch_command(Program& program) {
  const auto options = std::make_shared<WatchCommand>();
  CLI::App* watch =
      program.add("watch", "Make the proof again at every change of the case, the draft or the department",
                  "engross watch reply.md --department ./dfe -o proof.pdf\n"
                  "A line says when each proof was made; when one cannot be, what is wrong, and the last one "
                  "stays.\nCtrl-C ends it, with exit code 130.");
  watch->add_option("CASE|DRAFT", options->input, "Case or draft")->required();
  watch->add_option("-o,--output", options->output, "The proof; else beside the case, as render has it")
      ->type_name("FILE.pdf")
      ->check(named());
  watch->add_flag("--once", options->once, "Make one proof and end, as render does");
  add_reply_options(watch, options->reply);
  watch->callback(
      [&program, options] { program.chosen = [&program, options] { return run_watch(program, *options); }; });
}

}  // namespace engross::cli
