// explain: why each paragraph, sentence and value is there; diff: what differs between two letters.
#include <algorithm>
#include <array>
#include <memory>
#include <string_view>
#include <utility>

#include "commands.hpp"
#include "inputs.hpp"
#include "letter/diff.hpp"
#include "letter/holds_words.hpp"
#include "library/explain.hpp"
#include "option_checks.hpp"
#include "output.hpp"

namespace engross::cli {
namespace {

struct ExplainCommand {
  std::string input, words, case_path, as = "text", output;
  std::optional<int> issue;
  bool detached = false, finds = false, force = false;
};

// White space as it is typed, no-break spaces included.
bool is_blank(std::string_view words) {
  return with_plain_spaces(words).empty();
}

std::string as_text(const ExplainCommand& command, const Reply& reply, const Explanation& explanation) {
  if (command.finds) return print_found(explanation, command.words);
  std::string text = print(explanation);
  for (const DraftChange& change : reply.changes)
    if (change.kind == DraftChange::Kind::dropped)
      text += "dropped in the draft: " + change.id + (change.language.empty() ? "" : " in " + change.language) + "\n";
  return text;
}

Result<void> tell(Session& session, Report& report, const ExplainCommand& command, const Opened& opened,
                  const Explanation& explanation) {
  const std::string text = command.as == "html" ? write_html(opened.reply.letter(), explanation)
                                                : as_text(command, opened.reply, explanation);
  if (command.output.empty()) {
    report.show(text);
    return {};
  }
  const Output output{.path = command.output,
                      .may_hold = "an earlier explanation",
                      .suggestion = command.as == "html" ? "why.html" : "why.txt",
                      .overwrite = command.force};
  if (auto may = may_write(session, output, opened.inputs); !may) return may;
  report.set("output", engross::cli::text(command.output));
  return write_output(session, output, text);
}

int run_explain(Program& program, const ExplainCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  if (command.finds && is_blank(command.words))
    return report.refuse(
        {error("options.find", {}, "--find was given no words", {"say --find \"some words of the letter\""})});
  if (auto once = standard_input_once({command.input, command.case_path}); !once) return report.refuse(once.error());
  const auto opened = open_anything(
      session, command.input,
      {.template_name = {}, .case_path = command.case_path, .detached = command.detached, .issue = command.issue});
  if (!opened) return report.refuse(opened.error());
  report.note(opened->notes);
  const Reply& reply = opened->reply;
  const Result<Selection> selection = choose_again(*opened->workbench, reply);
  if (!selection) return report.refuse(selection.error());
  Explanation explanation = explain(reply.letter(), *selection, *opened->workbench->department);
  if (command.finds) explanation.found = find_words(reply.letter(), command.words);
  if (auto told = tell(session, report, command, *opened, explanation); !told) return report.refuse(told.error());
  Value value = to_value(explanation);
  Value changes = Value::array();
  for (const DraftChange& change : reply.changes) {
    Value item = Value::object();
    item.set("kind", Value::string(std::string(name_of(change.kind))));
    item.set("part", Value::string(std::string(name_of(change.part))));
    item.set("id", Value::string(change.id));
    if (!change.language.empty()) item.set("language", Value::string(change.language));
    changes.push_back(std::move(item));
  }
  value.set("changes", std::move(changes));
  report.set("explanation", std::move(value));
  const bool missing = command.finds && explanation.found.empty();
  return report.finish(std::max<int>(missing ? refused : done, exit_code_of(opened->notes)));
}

bool changes_in(const LetterDiff& diff, const std::string& language, Part part) {
  return std::ranges::any_of(diff.changes, [&](const BlockChange& change) {
    if (change.language != language) return false;
    return (change.before && change.before->part == part) || (change.after && change.after->part == part);
  });
}

// What a person reads: a field that a changed block prints is shown there.
LetterDiff said_once(LetterDiff diff) {
  constexpr std::array<std::pair<std::string_view, Part>, 4> printed{{{"reference", Part::reference},
                                                                      {"date", Part::reference},
                                                                      {"subject", Part::subject},
                                                                      {"recipients", Part::addressee}}};
  std::erase_if(diff.fields, [&](const FieldChange& field) {
    const auto* at = std::ranges::find(printed, field.name, &std::pair<std::string_view, Part>::first);
    return at != printed.end() && changes_in(diff, field.language, at->second);
  });
  return diff;
}

struct DiffCommand {
  std::string before, after;
  ReplyOptions options;
};

// 1 when they differ, as diff(1) has it.
int run_diff(Program& program, const DiffCommand& command) {
  Report report(program.options);
  Session session(program.world, program.options);
  if (auto once = standard_input_once({command.before, command.after, command.options.case_path}); !once)
    return report.refuse(once.error());
  ReplyOptions options = command.options;
  options.any_draft = true;
  const auto before = open_anything(session, command.before, options);
  const auto after = open_anything(session, command.after, options);
  if (!before || !after) {
    Diagnostics wrong;
    if (!before) append(wrong, before.error());
    if (!after) append(wrong, after.error());
    return report.refuse(wrong);
  }
  report.note(before->notes);
  report.note(after->notes);
  const LetterDiff found = diff(before->reply.letter(), after->reply.letter());
  report.show(print(said_once(found), {.colour = report.colours_results()}));
  if (found.same()) report.say("no differences");
  report.set("diff", to_value(found));
  return report.finish(
      std::max<int>({found.same() ? done : refused, exit_code_of(before->notes), exit_code_of(after->notes)}));
}

void add_diff_command(Program& program) {
  const auto options = std::make_shared<DiffCommand>();
  CLI::App* diff =
      program.add("diff", "Show what differs between two letters, by paragraph and word",
                  "engross diff case.json reply.md\n"
                  "Exit codes: 0 the same, 1 different (or one was refused: then standard error says why).");
  diff->add_option("A", options->before, "Case, draft, issued PDF or reference, or - for standard input")->required();
  diff->add_option("B", options->after, "The same, compared with A")->required();
  diff->add_option("--template", options->options.template_name, "Letter skeleton instead of the cases'")
      ->type_name("TEMPLATE");
  diff->add_option("--case", options->options.case_path, "Where the drafts' case lies now")->type_name("FILE");
  diff->add_flag("--detached", options->options.detached, "Go on though a case has changed since its draft");
  diff->callback([&program, options] { program.chosen = [&program, options] { return run_diff(program, *options); }; });
}

}  // namespace

void add_explain_commands(Program& program) {
  const auto options = std::make_shared<ExplainCommand>();
  CLI::App* explain = program.add("explain", "Say why each paragraph, sentence and value is there",
                                  "engross explain letter.pdf --find \"PSHE\"\n"
                                  "Example: engross explain letter.pdf --as html -o why.html");
  explain->add_option("CASE|DRAFT|FILE.pdf|REFERENCE", options->input, "What to explain")->required();
  explain->add_option("--find", options->words, "Only the places of these words")->type_name("WORDS");
  explain->add_option("--case", options->case_path, "Where the draft's case lies now")->type_name("FILE");
  explain->add_option("--issue", options->issue, "Which issue of a letter that was issued again; else the latest")
      ->type_name("N")
      ->check(from_one());
  explain->add_flag("--detached", options->detached, "Go on though the case has changed since the draft");
  explain
      ->add_option("--as", options->as, "text, or html: one page, the letter on the left and the reasons on the right")
      ->type_name("FORM")
      ->check(CLI::IsMember({"text", "html"}));
  explain->add_option("-o,--output", options->output, "Where to write it; else standard output")
      ->type_name("FILE")
      ->check(named());
  explain->add_flag("--force", options->force, "Overwrite the output file");
  explain->callback([&program, options, explain] {
    options->finds = explain->count("--find") > 0;
    program.chosen = [&program, options] { return run_explain(program, *options); };
  });
  add_diff_command(program);
}

}  // namespace engross::cli
