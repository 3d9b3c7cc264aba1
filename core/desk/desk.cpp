// In: a case on a workbench, and an officer's steps. Out: after each the letter, its draft, what else could be in it.
// Refuses: steps on what is not there, and steps after which there would be no letter; then the letter stays as it was.
#include "desk/desk.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "assemble/take_draft.hpp"
#include "base/sha256.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"

namespace engross {
namespace {

std::string id_of(const Chosen& chosen, const Case& case_) {
  if (chosen.kind == Chosen::Kind::paragraph) return chosen.original->id;
  return fmt::format("/case/paragraphs/{}", chosen.own - case_.paragraphs->data());
}

// By part: the selection lists the case's own choice as the case does.
std::vector<std::string> ids_in_letter(const Reply& reply) {
  std::vector<std::string> ids;
  for (const Part part : {Part::opening, Part::body, Part::closing})
    for (const Chosen& chosen : reply.composed.selection.chosen)
      if (chosen.part == part) ids.push_back(id_of(chosen, reply.case_));
  return ids;
}

std::vector<CaseParagraph> picks_in(const std::vector<std::string>& ids) {
  std::vector<CaseParagraph> picks;
  for (const std::string& id : ids) picks.push_back({.kind = CaseParagraph::Kind::use, .value = id, .span = {}});
  return picks;
}

}  // namespace

Desk::Desk(Workbench& workbench, Case of, const Calendar& calendar, std::string case_path)
    : workbench_(&workbench), case_(std::move(of)), calendar_(calendar), case_path_(std::move(case_path)) {}

Result<Desk> Desk::open(Workbench& workbench, Case of, const Calendar& calendar, std::string case_path) {
  Desk desk(workbench, std::move(of), calendar, std::move(case_path));
  auto first = desk.state_of({}, {}, desk.case_.allowed);
  if (!first) return fail(std::move(first.error()));
  desk.chosen_ = first->picks;
  desk.states_.push_back(std::move(*first));
  const Department& department = *workbench.department;
  desk.identity_ = {.case_sha256 = sha256_hex(desk.case_.document.source->text),
                    .department = department.id,
                    .department_sha256 = department.bundle_sha256,
                    .template_name = desk.reply().letter().template_name};
  return desk;
}

// No picks: what the rules choose. The same choice is not written into the draft, which then stays that of the rules.
Result<Desk::State> Desk::state_of(std::vector<std::string> picks, DraftEdits edits,
                                   std::vector<Allowance> allowed) const {
  Case case_now = case_;
  case_now.allowed = allowed;
  const bool picked = !picks.empty() && picks != chosen_;
  if (picked) case_now.picks = picks_in(picks);
  auto reply = prepare(*workbench_, std::move(case_now), calendar_);
  if (!reply) return fail(std::move(reply.error()));
  DraftHead head = head_of(*reply, *workbench_->department, case_path_);
  State state{.picks = ids_in_letter(*reply),
              .edits = std::move(edits),
              .allowed = std::move(allowed),
              .reply = std::move(*reply),
              .draft = {}};
  if (picked) head.paragraphs = fmt::format("{}", fmt::join(state.picks, ", "));
  state.draft = write_draft(state.reply.composed, head, state.edits);
  Case case_alone = case_;
  case_alone.allowed.clear();  // the draft's head has them
  auto worded = prepare(*workbench_, std::move(case_alone), calendar_, make_source("the draft", state.draft));
  if (!worded) return fail(std::move(worded.error()));
  state.reply = std::move(*worded);
  return state;
}

std::vector<DeskItem> Desk::items() const {
  const State& state = states_.back();
  const std::string& language = state.reply.letter().language;
  std::vector<DeskItem> items;
  for (const DraftDiv& div : divs_of(state.reply.letter())) {
    DeskItem item{.id = div.why->id,
                  .title = {},
                  .part = div.part,
                  .reason = div.why->reason,
                  .words = div.words,
                  .own = {},
                  .edited = state.edits.words.contains({language, div.why->id})};
    if (const Paragraph* paragraph = workbench_->department->find(item.id)) item.title = paragraph->title;
    if (const auto own = state.edits.after.find({language, item.id}); own != state.edits.after.end())
      item.own = own->second;
    items.push_back(std::move(item));
  }
  return items;
}

std::vector<DeskSuggestion> Desk::suggestions() const {
  const State& state = states_.back();
  std::vector<DeskSuggestion> suggestions;
  const auto is_in = [&](const Paragraph& p) { return std::ranges::find(state.picks, p.id) != state.picks.end(); };
  const auto is_told = [&](const Paragraph& p) {
    return std::ranges::any_of(suggestions, [&](const DeskSuggestion& s) { return s.paragraph->id == p.id; });
  };
  if (const auto selection = choose_again(*workbench_, state.reply))
    for (const NearMiss& miss : selection->near_misses)
      if (!is_in(*miss.paragraph)) suggestions.push_back({miss.paragraph, miss.reason});
  for (const Paragraph& paragraph : workbench_->department->paragraphs)
    if (!is_in(paragraph) && !is_told(paragraph))
      suggestions.push_back({&paragraph, "the case lists its own paragraphs"});
  return suggestions;
}

Part Desk::part_of(const std::string& id) const {
  for (const DraftDiv& div : divs_of(reply().letter()))
    if (div.why->id == id) return div.part;
  const Paragraph* paragraph = workbench_->department->find(id);
  return paragraph != nullptr ? paragraph->part : Part::body;
}

Diagnostic Desk::no_item(const std::string& id) const {
  const std::vector<std::string>& ids = states_.back().picks;
  std::string near = did_you_mean(id, ids);
  return error("desk.no-item", {}, fmt::format("the letter has no paragraph \"{}\"", id),
               {near.empty() ? fmt::format("it has: {}", fmt::join(ids, ", ")) : std::move(near)});
}

Result<void> Desk::put_behind(const std::string& id, Part part, const std::string& after,
                              std::vector<std::string>& picks) const {
  auto place = picks.begin();
  if (after.empty()) {
    place = std::ranges::find_if(picks, [&](const std::string& one) { return part_of(one) >= part; });
  } else {
    place = std::ranges::find(picks, after);
    if (place == picks.end()) return fail(no_item(after));
    if (part_of(after) != part)
      return fail(error("desk.part", {},
                        fmt::format("\"{}\" belongs to the {} of the letter, and \"{}\" to the {}", id, name_of(part),
                                    after, name_of(part_of(after))),
                        {fmt::format("put it among the paragraphs of the {}", name_of(part))}));
    ++place;
  }
  picks.insert(place, id);
  return {};
}

Diagnostic Desk::no_paragraph(const std::string& id) const {
  const Department& department = *workbench_->department;
  std::string near = did_you_mean(id, department.paragraph_ids());
  return error("desk.no-paragraph", {}, fmt::format("the library of {} has no paragraph \"{}\"", department.name, id),
               {near.empty() ? "search it for words" : std::move(near)});
}

Result<void> Desk::allow(const DeskStep& step, std::vector<Allowance>& allowed) const {
  if (workbench_->department->find(step.id) == nullptr) return fail(no_paragraph(step.id));
  std::erase_if(allowed, [&](const Allowance& one) { return one.id == step.id; });
  if (const std::string_view because = trim(step.words); !because.empty())
    allowed.push_back({.id = step.id, .because = std::string(because), .span = {}});
  return {};
}

Result<void> Desk::add(const DeskStep& step, State& next) const {
  const Paragraph* paragraph = workbench_->department->find(step.id);
  if (paragraph == nullptr) return fail(no_paragraph(step.id));
  if (std::ranges::find(next.picks, step.id) != next.picks.end())
    return fail(error("desk.there", {}, fmt::format("the letter has \"{}\" already", step.id), {"move it"}));
  return put_behind(step.id, paragraph->part, step.after, next.picks);
}

Result<void> Desk::word(const DeskStep& step, DraftEdits& edits) const {
  std::string language = step.language;
  std::vector<std::string> languages;
  for (const Letter* letter : in_each_language(reply().letter())) languages.push_back(letter->language);
  if (language.empty()) language = languages.front();
  if (std::ranges::find(languages, language) == languages.end())
    return fail(error("desk.language", {}, fmt::format("the letter is not written in \"{}\"", language),
                      {fmt::format("it is written in: {}", fmt::join(languages, ", "))}));
  const bool instead = step.kind == DeskStep::Kind::edit;
  auto& all = instead ? edits.words : edits.after;
  const DraftEdits::Place place{language, instead ? step.id : step.after};
  if (trim(step.words).empty())
    all.erase(place);
  else
    all[place] = std::string(trim(step.words)) + "\n";
  return {};
}

Result<void> Desk::take(const DeskStep& step) {
  if (step.kind == DeskStep::Kind::undo) {
    if (states_.size() == 1) return fail(error("desk.nothing", {}, "there is nothing to undo"));
    states_.pop_back();
    steps_.push_back(step);
    return {};
  }
  State next{.picks = states_.back().picks,
             .edits = states_.back().edits,
             .allowed = states_.back().allowed,
             .reply = states_.back().reply,
             .draft = {}};
  const auto at = std::ranges::find(next.picks, step.id);
  const bool of_item =
      step.kind != DeskStep::Kind::add && step.kind != DeskStep::Kind::write && step.kind != DeskStep::Kind::allow;
  if (of_item && at == next.picks.end()) return fail(no_item(step.id));
  Result<void> done;
  switch (step.kind) {
    case DeskStep::Kind::add:
      done = add(step, next);
      break;
    case DeskStep::Kind::drop:
      next.picks.erase(at);
      std::erase_if(next.edits.words, [&](const auto& edit) { return edit.first.second == step.id; });
      std::erase_if(next.edits.after, [&](const auto& own) { return own.first.second == step.id; });
      break;
    case DeskStep::Kind::move:
      next.picks.erase(at);
      done = put_behind(step.id, part_of(step.id), step.after, next.picks);
      break;
    case DeskStep::Kind::write:
      if (!step.after.empty() && std::ranges::find(next.picks, step.after) == next.picks.end())
        return fail(no_item(step.after));
      [[fallthrough]];
    case DeskStep::Kind::edit:
      done = word(step, next.edits);
      break;
    case DeskStep::Kind::allow:
      done = allow(step, next.allowed);
      break;
    case DeskStep::Kind::undo:
      break;
  }
  if (!done) return done;
  if (next.picks.empty())
    return fail(error("desk.empty", {}, "the letter would have no paragraph left", {"add another one first"}));
  auto made = state_of(std::move(next.picks), std::move(next.edits), std::move(next.allowed));
  if (!made) return fail(std::move(made.error()));
  states_.push_back(std::move(*made));
  steps_.push_back(step);
  return {};
}

}  // namespace engross
