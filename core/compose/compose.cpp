// In: a case, its department, two dates. Out: the Letter, with what was selected.
// One way through: language, template and signatories; the names that the merge sees; the skeleton; the selection; each
// chosen paragraph merged and read; the slots filled. Refused: whatever one of these steps refuses, all of it at once.
#include "compose/compose.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cases/by_language.hpp"
#include "compose/deadline_facts.hpp"
#include "compose/greeting.hpp"
#include "compose/letter_context.hpp"
#include "compose/own_words.hpp"
#include "compose/parsed_cache.hpp"
#include "compose/setting.hpp"
#include "compose/skeleton.hpp"

namespace engross {
namespace {

std::shared_ptr<const Provenance> provenance_of(const Chosen& chosen, const Case& case_) {
  Provenance why;
  why.reason = chosen.reason;
  if (chosen.kind == Chosen::Kind::paragraph) {
    why.kind = Provenance::Kind::paragraph;
    why.id = chosen.paragraph->id;
    why.revision = chosen.paragraph->revision;
    why.owner = chosen.paragraph->owner.empty() ? chosen.original->owner : chosen.paragraph->owner;
  } else {
    why.kind = Provenance::Kind::officer;
    why.id = fmt::format("/case/paragraphs/{}", chosen.own - case_.paragraphs->data());
  }
  return std::make_shared<const Provenance>(std::move(why));
}

bool is_blank(const Block& block) {
  return (block.kind == Block::Kind::paragraph || block.kind == Block::Kind::heading) && block.inlines.empty();
}

class Composing {
 public:
  Composing(const ComposeInput& input, ComposeCache& cache)
      : given_(input), input_(input), department_(*input.department), state_(cache.state()) {}

  Result<Composed> run() {
    if (!prepare()) return fail(std::move(errors_));
    if (select(false)) fill();
    if (!errors_.empty()) return fail(std::move(errors_));
    finish();
    point_into_case();
    return std::move(composed_);
  }

  Result<Selection> select_only() {
    if (!prepare() || !select(true)) return fail(std::move(errors_));
    if (!errors_.empty()) return fail(std::move(errors_));
    point_into_case();
    return std::move(composed_.selection);
  }

 private:
  // Everything that the merge needs, and the skeleton. An unreadable skeleton does not hide the errors of paragraphs.
  bool prepare() {
    Result<Setting> setting = set_out(input_);
    if (!setting) {
      errors_ = std::move(setting.error());
      return false;
    }
    setting_ = std::move(*setting);
    if (!read_in_language()) return false;
    view_ = &view_of(department_, setting_.language, state_);
    greeting_ = greet(*input_.case_, department_.forms, view_->paragraph.language);
    Result<DeadlineFacts> deadline = deadline_facts(*input_.case_, department_, input_.today);
    if (!deadline) {
      errors_ = std::move(deadline.error());
      return false;
    }
    deadline_notes_ = std::move(deadline->notes);
    context_ = std::make_unique<LetterContext>(input_, setting_.language, greeting_, setting_.signatories, *view_,
                                               deadline->fields);
    read_template();
    return true;
  }

  // The case as this language reads it, when it has texts by language.
  bool read_in_language() {
    Result<std::optional<Case>> read = in_language(*given_.case_, setting_.language, department_.languages);
    if (!read) {
      errors_ = std::move(read.error());
      return false;
    }
    own_ = std::move(*read);
    if (own_) input_.case_ = &*own_;
    return true;
  }

  // What was chosen of the case outlives this reading of it.
  void point_into_case() {
    if (!own_ || !own_->paragraphs) return;
    for (Chosen& chosen : composed_.selection.chosen)
      if (chosen.own != nullptr)
        chosen.own = given_.case_->paragraphs->data() + (chosen.own - own_->paragraphs->data());
  }

  void read_template() {
    Provenance why;
    why.kind = Provenance::Kind::skeleton;
    why.id = of_case().template_name;
    why.reason = fmt::format("the template \"{}\"", of_case().template_name);
    Result<MergedText> merged = merge(*setting_.skeleton, context_->frames(), view_->partials, view_->skeleton);
    if (!merged) return append(errors_, merged.error());
    Result<Skeleton> skeleton =
        read_skeleton(std::move(*merged), std::make_shared<const Provenance>(std::move(why)), state_);
    if (!skeleton) return append(errors_, skeleton.error());
    skeleton_ = std::move(*skeleton);
    if (!skeleton_.place.source)  // nothing in it was merged
      skeleton_.place = {department_.resources.source(fmt::format("templates/{}.mustache", of_case().template_name)), 0,
                         0};
    has_skeleton_ = true;
  }

  bool select(bool near_misses) {
    const SelectionInput what{.case_ = input_.case_,
                              .department = &department_,
                              .facts = context_->facts(),
                              .date = input_.date,
                              .today = input_.today,
                              .language = setting_.language,
                              .decisions = input_.decisions,
                              .needs_body = !has_skeleton_ || skeleton_.body.has_value(),
                              .near_misses = near_misses,
                              .on_when = input_.watch != nullptr ? input_.watch->when : nullptr};
    Result<Selection> selection = engross::select(what);
    if (!selection) {
      append(errors_, selection.error());
      return false;
    }
    composed_.selection = std::move(*selection);
    return true;
  }

  void fill() {
    for (const Chosen& chosen : composed_.selection.chosen) {
      Result<std::vector<Block>> blocks = blocks_of(chosen);
      if (!blocks) {
        append(errors_, blocks.error());
        continue;
      }
      if (!has_skeleton_) continue;
      const std::optional<std::size_t> slot = skeleton_.slot(chosen.part);
      if (!slot) {
        refuse_without_slot(chosen);
        continue;
      }
      std::vector<Block>& section = skeleton_.sections[*slot].blocks;
      std::ranges::move(*blocks, std::back_inserter(section));
    }
  }

  void refuse_without_slot(const Chosen& chosen) {
    const std::string what = chosen.kind == Chosen::Kind::paragraph
                                 ? fmt::format("paragraph \"{}\"", chosen.paragraph->id)
                                 : std::string("the officer's own words");
    errors_.push_back(error("compose.slot", skeleton_.place,
                            fmt::format("{} stands in the {}, but the template \"{}\" has no empty div \"{}\" for it",
                                        what, name_of(chosen.part), of_case().template_name, name_of(chosen.part)),
                            {fmt::format("add \"::: {}\" and \":::\" to the template", name_of(chosen.part)),
                             "chosen because: " + chosen.reason}));
  }

  Result<std::vector<Block>> blocks_of(const Chosen& chosen) {
    std::shared_ptr<const Provenance> why = provenance_of(chosen, of_case());
    if (chosen.kind == Chosen::Kind::paragraph) return library_paragraph(chosen, std::move(why));
    std::vector<Block> blocks;
    if (chosen.kind == Chosen::Kind::text) {
      blocks = plain_words(*chosen.own, std::move(why));
    } else {
      MarkdownOptions options{.kind = Origin::Kind::officer, .provenance = std::move(why)};
      Result<std::vector<Block>> read = read_markdown(own_markdown(*chosen.own), options);
      if (!read) return read;
      blocks = std::move(*read);
    }
    if (blocks.empty())
      return fail(error("compose.empty-paragraph", chosen.words, "these words of the case print nothing",
                        {"write the paragraph, or take the item out of \"paragraphs\""}));
    return blocks;
  }

  Result<std::vector<Block>> library_paragraph(const Chosen& chosen, std::shared_ptr<const Provenance> why) {
    const Paragraph& paragraph = *chosen.paragraph;
    MergePolicy& policy = paragraph_policy();
    policy.optional = chosen.original->optional;
    if (&paragraph != chosen.original) policy.optional.insert(paragraph.optional.begin(), paragraph.optional.end());
    if (input_.watch != nullptr && input_.watch->section)
      policy.on_section = [&](const Span& tag, bool shown) { input_.watch->section(paragraph, tag, shown); };
    const Result<Value> lets = lets_of(chosen);
    if (!lets) return fail(lets.error());
    const Result<MergedText> merged = merge_with(*paragraph.body, *lets, policy);
    if (!merged) return fail(merged.error());
    Result<std::vector<Block>> blocks =
        read_kept(*merged, {.kind = Origin::Kind::paragraph, .provenance = std::move(why)}, state_);
    if (blocks && (blocks->empty() || std::ranges::all_of(*blocks, is_blank))) return fail(empty(chosen));
    return blocks;
  }

  Result<MergedText> merge_with(const Template& text, const Value& lets, const MergePolicy& policy) const {
    if (lets.members().empty()) return merge(text, context_->frames(), view_->partials, policy);
    Context frames = context_->frames();
    frames.push_back({.value = &lets, .source = nullptr, .pointer = "/let"});
    return merge(text, frames, view_->partials, policy);
  }

  MergePolicy& paragraph_policy() {
    if (policy_.language != view_->paragraph.language) policy_ = view_->paragraph;
    return policy_;
  }

  // The `let` rules that the paragraph's own sections test, as names of the merge.
  Result<Value> lets_of(const Chosen& chosen) const {
    Value frame = Value::object();
    const std::map<std::string, Rule>& lets = chosen.original->lets;
    if (lets.empty()) return frame;
    for (const Template::Name& name : chosen.paragraph->body->names()) {
      const auto let = lets.find(name.name);
      if (let == lets.end() || frame.find(name.name) != nullptr) continue;
      const Result<Verdict> verdict = let->second.evaluate(context_->facts(), lets, Reasons::never);
      if (!verdict) return fail(verdict.error());
      frame.set(name.name, Value::boolean(verdict->truth));
    }
    return frame;
  }

  static Diagnostic empty(const Chosen& chosen) {
    const Paragraph& paragraph = *chosen.paragraph;
    const std::uint32_t end =
        paragraph.source ? static_cast<std::uint32_t>(paragraph.source->text.size()) : std::uint32_t{0};
    const std::size_t below = paragraph.source ? paragraph.source->text.find("\n---") : std::string::npos;
    const auto begin = below == std::string::npos ? 0U : std::min(end, static_cast<std::uint32_t>(below + 5));
    return error("compose.empty-paragraph", {paragraph.source, begin, end},
                 fmt::format("paragraph \"{}\" is chosen, but with this case it prints nothing", paragraph.id),
                 {"chosen because: " + chosen.reason, "give it a `when` that is false for such a case"});
  }

  void finish() {
    Letter& letter = composed_.letter;
    letter.reference = of_case().reference;
    letter.department = department_.id;
    letter.template_name = of_case().template_name;
    letter.language = setting_.language;
    letter.date = input_.date;
    letter.subject = of_case().subject;
    letter.marking = of_case().marking;
    letter.top_and_tail = of_case().top_and_tail;
    for (Section& section : skeleton_.sections)
      if (!section.blocks.empty() || waits_for_hand(section.part)) letter.sections.push_back(std::move(section));
    for (const Signatory* signatory : setting_.signatories)
      letter.signatures.push_back(
          {.id = signatory->id, .lines = signatory->in(setting_.language).lines, .name = signatory->name});
    for (const Greeted& person : greeting_.people)
      if (!person.name.empty()) letter.recipients.push_back(person.name);
    composed_.notes = deadline_notes_;
    append(composed_.notes, composed_.selection.notes);
  }

  // Under "top and tail" the greeting and the close keep their place, though they are empty.
  bool waits_for_hand(Part part) const {
    return of_case().top_and_tail && (part == Part::salutation || part == Part::close);
  }

  const Case& of_case() const { return *input_.case_; }

  const ComposeInput& given_;
  ComposeInput input_;       // with the case as the letter's language reads it
  std::optional<Case> own_;  // that case; none when it is the one that was given
  const Department& department_;
  ComposeCache::State& state_;
  const DepartmentView* view_ = nullptr;
  Setting setting_;
  Greeting greeting_;
  std::unique_ptr<LetterContext> context_;
  MergePolicy policy_ = MergePolicy::letters();
  Skeleton skeleton_;
  bool has_skeleton_ = false;
  Composed composed_;
  Diagnostics errors_;
  Diagnostics deadline_notes_;
};

}  // namespace

Result<Composed> compose(const ComposeInput& input, ComposeCache& cache) {
  return Composing(input, cache).run();
}

Result<Selection> choose(const ComposeInput& input, ComposeCache& cache) {
  return Composing(input, cache).select_only();
}

}  // namespace engross
