// explain: why each paragraph, sentence and value is there.
#include <memory>

#include "commands.hpp"
#include "inputs.hpp"
#include "library/explain.hpp"

namespace engross::cli {
namespace {

struct ExplainCommand {
  std::string input, words, case_path;
  bool detached = false;
};

int run_explain(Program& program, const ExplainCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  const auto opened =
      open_anything(session, command.input,
                    {.template_name = {}, .case_path = command.case_path, .detached = command.detached});
  if (!opened) return report.refuse(opened.error());
  const Reply& reply = opened->reply;
  const Result<Selection> selection = choose({.case_ = &reply.case_,
                                              .department = opened->workbench->department.get(),
                                              .date = reply.date,
                                              .today = reply.today,
                                              .language = {},
                                              .derived = {}},
                                             opened->workbench->compose_cache);
  if (!selection) return report.refuse(selection.error());
  Explanation explanation = explain(reply.letter, *selection);
  if (command.words.empty()) {
    report.show(print(explanation));
    for (const DraftChange& change : reply.changes)
      if (change.kind == DraftChange::Kind::dropped) report.show("dropped in the draft: " + change.id + "\n");
  } else {
    explanation.found = find_words(reply.letter, command.words);
    report.show(print_found(explanation, command.words));
  }
  Value value = to_value(explanation);
  Value changes = Value::array();
  for (const DraftChange& change : reply.changes) {
    Value item = Value::object();
    item.set("kind", Value::string(std::string(name_of(change.kind))));
    item.set("part", Value::string(std::string(name_of(change.part))));
    item.set("id", Value::string(change.id));
    changes.push_back(std::move(item));
  }
  value.set("changes", std::move(changes));
  report.set("explanation", std::move(value));
  const bool missing = !command.words.empty() && explanation.found.empty();
  return report.finish(missing ? refused : done);
}

}  // namespace

void add_explain_commands(Program& program) {
  const auto options = std::make_shared<ExplainCommand>();
  CLI::App* explain = program.add("explain", "Say why each paragraph, sentence and value is there",
                                  "engross explain letter.pdf --find \"PSHE\"");
  explain->add_option("CASE|DRAFT|FILE.pdf|REFERENCE", options->input, "What to explain")->required();
  explain->add_option("--find", options->words, "Only the places of these words")->type_name("WORDS");
  explain->add_option("--case", options->case_path, "Where the draft's case lies now")->type_name("FILE");
  explain->add_flag("--detached", options->detached, "Go on though the case has changed since the draft");
  explain->callback([&program, options] { program.chosen = [&program, options] { return run_explain(program, *options); }; });
}

}  // namespace engross::cli
