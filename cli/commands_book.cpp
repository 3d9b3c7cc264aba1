// department book: the whole library as one PDF, for lawyers and translators.
#include <fmt/format.h>

#include <memory>

#include "commands.hpp"
#include "library/book.hpp"
#include "output.hpp"

namespace engross::cli {
namespace {

struct BookCommand {
  std::string department, output;
  bool force = false;
};

int run_book(Program& program, const BookCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  auto opened = session.open(command.department);
  if (!opened) return report.refuse(opened.error());
  const Output output{.path = command.output.empty() ? opened->department->id + "-book.pdf" : command.output,
                      .may_hold = "an earlier book",
                      .suggestion = opened->department->id + "-book.pdf",
                      .overwrite = command.force};
  if (auto may = may_write(session, output, {opened->department->resources.origin}); !may)
    return report.refuse(may.error());
  const auto today = session.today(opened->department->zone);
  if (!today) return report.refuse(today.error());
  const auto workbench = session.workbench_of(std::move(*opened));
  if (!workbench) return report.refuse(workbench.error());
  const auto book = draw_book(**workbench, *today);
  if (!book) return report.refuse(book.error());
  if (auto written = write_output(session, output, book->pdf); !written)
    return report.refuse(about(output, written.error()));
  report.say(fmt::format("{}: {} paragraphs on {} pages", output.path, book->paragraphs, book->pages));
  report.note(book->notes);
  report.set("book", text(output.path));
  report.set("pages", number(book->pages));
  report.set("paragraphs", number(book->paragraphs));
  return report.finish();
}

}  // namespace

void add_book_command(Program& program, CLI::App* department) {
  const auto options = std::make_shared<BookCommand>();
  CLI::App* book = program.add_to(department, "book", "The whole library as one accessible PDF",
                                  "engross department book dfe -o book.pdf");
  book->add_option("ID|DIR|FILE.so", options->department, "Which department")->required();
  book->add_option("-o,--output", options->output, "Where to write it; else <id>-book.pdf")->type_name("FILE");
  book->add_flag("--force", options->force, "Overwrite the output file");
  book->callback([&program, options] { program.chosen = [&program, options] { return run_book(program, *options); }; });
}

}  // namespace engross::cli
