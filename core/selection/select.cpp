// In: a case, its department, the facts that rules see, and two dates. Out: the chosen paragraphs in order with a
// reason each, and the ones that were left out with theirs. Refused, with every error collected: no body paragraph,
// conflicts, unknown or repeated `use`, expired paragraphs under the policy `block`, missing translations, rules that
// fail.
#include "selection/select.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <tuple>

#include "base/language_tag.hpp"
#include "base/suggest.hpp"
#include "selection/candidate.hpp"
#include "selection/forwarded.hpp"

namespace engross {
namespace {

// How near a paragraph came to being chosen.
enum class Rank : std::uint8_t { gave_way, left_out, not_yet_valid, when_false, not_for_rules, topics_apart };

struct Miss {
  Rank rank = Rank::topics_apart;
  const Paragraph* paragraph = nullptr;
  std::string reason;
};

std::string bracketed(const std::vector<std::string>& names) {
  std::string out = "[";
  for (const std::string& name : names) {
    if (out.size() > 1) out += ", ";
    out += name;
  }
  return out + "]";
}

bool meet(const std::vector<std::string>& some, const std::vector<std::string>& others) {
  return std::ranges::any_of(some, [&](const std::string& t) { return std::ranges::find(others, t) != others.end(); });
}

auto reading_order(const Paragraph& p) {
  return std::tie(p.part, p.order, p.id);
}

class Selecting {
 public:
  explicit Selecting(const SelectionInput& input)
      : input_(input), case_(*input.case_), department_(*input.department), topics_(bracketed(case_.topics)) {}

  Result<Selection> run() {
    if (case_.paragraphs)
      take_listed();
    else
      take_by_rules();
    if (input_.decisions != nullptr && !case_.paragraphs) follow(*input_.decisions);
    if (case_.picks) follow_picks();
    append(errors_, settle_conflicts(candidates_));
    for (Candidate& candidate : candidates_) settle(candidate);
    if (!case_.paragraphs && !case_.picks) std::ranges::sort(selection_.chosen, before);
    judge_allowances();
    list_misses();
    if (!errors_.empty()) return fail(std::move(errors_));
    if (input_.needs_body && !has_body()) return fail(no_body());
    return std::move(selection_);
  }

 private:
  static bool before(const Chosen& a, const Chosen& b) {
    return reading_order(*a.original) < reading_order(*b.original);
  }

  bool in_default_language() const {
    return department_.languages.empty() ||
           primary_subtag(input_.language) == primary_subtag(department_.languages.front());
  }

  // The paragraphs that the case lists, in its order; its own words find their places among them afterwards.
  void take_listed() {
    std::vector<const Paragraph*> used;
    for (const CaseParagraph& item : *case_.paragraphs) {
      if (item.kind != CaseParagraph::Kind::use) continue;
      const Paragraph* paragraph = paragraph_named(item);
      if (paragraph == nullptr) continue;
      if (std::ranges::find(used, paragraph) != used.end()) {
        errors_.push_back(error("selection.repeated", item.span,
                                fmt::format("paragraph \"{}\" is used twice; a letter holds it once", paragraph->id),
                                {"delete one of the two"}));
      } else {
        used.push_back(paragraph);
        const bool by_id = paragraph->id == item.value;
        candidates_.push_back({paragraph,
                               by_id ? "the case names it" : fmt::format("the case names it, as \"{}\"", item.value),
                               &item, nullptr});
      }
    }
  }

  // By its id, or by one that it had. Null after an error.
  const Paragraph* paragraph_named(const CaseParagraph& item) {
    if (const Paragraph* paragraph = department_.find(item.value); paragraph != nullptr) return paragraph;
    std::optional<OldId> old = follow_old_id(department_, item.value, item.span);
    if (!old) {
      refuse_unknown(item);
      return nullptr;
    }
    (old->paragraph != nullptr ? selection_.notes : errors_).push_back(std::move(old->said));
    return old->paragraph;
  }

  void refuse_unknown(const CaseParagraph& item) {
    std::vector<std::string> hints;
    const std::vector<std::string> ids = department_.paragraph_ids();
    if (std::string hint = did_you_mean(item.value, ids); !hint.empty()) hints.push_back(std::move(hint));
    hints.push_back(fmt::format("engross paragraphs list --department {} shows them all", department_.id));
    errors_.push_back(error("selection.unknown-paragraph", item.span,
                            fmt::format("the department \"{}\" has no paragraph \"{}\"", department_.id, item.value),
                            std::move(hints)));
  }

  void take_by_rules() {
    const Paragraph* last = nullptr;
    for (const Paragraph& paragraph : department_.paragraphs) {
      const bool translation = last != nullptr && last->id == paragraph.id;
      last = &paragraph;
      if (!translation) weigh(paragraph);
    }
  }

  // What the department's code changes of what the rules chose.
  void follow(const Decisions& decisions) {
    for (const Decision& one : decisions.leave_out) {
      const auto candidate = candidate_of(paragraph_of(one, "leaves out", Severity::warning));
      if (candidate == candidates_.end()) continue;
      miss(Rank::left_out, *candidate->original, fmt::format("the department's code leaves it out: {}", one.because));
      candidates_.erase(candidate);
    }
    for (const Decision& one : decisions.add) {
      const Paragraph* paragraph = paragraph_of(one, "adds", Severity::error);
      if (paragraph == nullptr || candidate_of(paragraph) != candidates_.end()) continue;
      std::erase_if(misses_, [&](const Miss& m) { return m.paragraph == paragraph; });
      candidates_.push_back(
          {paragraph, fmt::format("the department's code adds it: {}", one.because), nullptr, nullptr});
    }
  }

  // An officer's choice stands for that of the rules or of the case; a paragraph that these chose too keeps their
  // reason.
  void follow_picks() {
    std::vector<Candidate> picked;
    for (const CaseParagraph& pick : *case_.picks) {
      if (own_words_of(pick) != nullptr) continue;
      const Paragraph* paragraph = paragraph_named(pick);
      if (paragraph == nullptr) continue;
      if (std::ranges::find(picked, paragraph, &Candidate::original) != picked.end()) {
        errors_.push_back(error("selection.repeated", pick.span,
                                fmt::format("paragraph \"{}\" is picked twice; a letter holds it once", paragraph->id),
                                {"take one of the two away"}));
        continue;
      }
      const auto chosen = candidate_of(paragraph);
      std::erase_if(misses_, [&](const Miss& m) { return m.paragraph == paragraph; });
      picked.push_back(
          {paragraph, chosen != candidates_.end() ? chosen->reason : "the officer picked it", &pick, nullptr});
    }
    for (const Candidate& left : candidates_)
      if (std::ranges::find(picked, left.original, &Candidate::original) == picked.end())
        miss(Rank::left_out, *left.original, fmt::format("the officer left it out, though {}", left.reason));
    candidates_ = std::move(picked);
  }

  // The case's own words that a pick names; null for the pick of a paragraph, and of words that are not there.
  const CaseParagraph* own_words_of(const CaseParagraph& pick) const {
    constexpr std::string_view prefix = "/case/paragraphs/";
    if (!case_.paragraphs || !pick.value.starts_with(prefix)) return nullptr;
    const std::string_view digits = std::string_view(pick.value).substr(prefix.size());
    std::size_t index = case_.paragraphs->size();
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    if (fault != std::errc() || end != digits.data() + digits.size() || index >= case_.paragraphs->size())
      return nullptr;
    const CaseParagraph& item = (*case_.paragraphs)[index];
    return item.kind == CaseParagraph::Kind::use ? nullptr : &item;
  }

  std::vector<Candidate>::iterator candidate_of(const Paragraph* paragraph) {
    return std::ranges::find_if(candidates_, [&](const Candidate& c) { return c.original == paragraph; });
  }

  // By its id, or by one that it had. Null when there is none, which is refused, or when it was withdrawn.
  const Paragraph* paragraph_of(const Decision& decision, std::string_view what, Severity when_withdrawn) {
    if (const Paragraph* paragraph = department_.find(decision.id); paragraph != nullptr) return paragraph;
    if (std::optional<OldId> old = follow_old_id(department_, decision.id, {})) {
      old->said.message = fmt::format("the code of \"{}\" names a paragraph by an old id: {}", department_.id,
                                      told(department_.forwarding.follow(decision.id)));
      old->said.hints = {"tell who wrote the department's code"};
      if (old->paragraph == nullptr) old->said.severity = when_withdrawn;
      (old->said.severity == Severity::error ? errors_ : selection_.notes).push_back(std::move(old->said));
      return old->paragraph;
    }
    std::string near = did_you_mean(decision.id, department_.paragraph_ids());
    errors_.push_back(error("selection.decision", {},
                            fmt::format("the code of \"{}\" {} the paragraph \"{}\", which it does not have",
                                        department_.id, what, decision.id),
                            {near.empty() ? "tell who wrote the department's code" : std::move(near)}));
    return nullptr;
  }

  void weigh(const Paragraph& paragraph) {
    if (paragraph.chosen_by != ChosenBy::rules) {
      if (input_.near_misses)
        miss(Rank::not_for_rules, paragraph,
             paragraph.chosen_by == ChosenBy::code ? "only the department's code chooses it"
                                                   : "only an officer chooses it");
      return;
    }
    if (!paragraph.topics.empty() && !meet(paragraph.topics, case_.topics)) {
      if (input_.near_misses)
        miss(Rank::topics_apart, paragraph,
             "topics " + bracketed(paragraph.topics) + " do not meet the case's " + topics_);
      return;
    }
    std::string reason;
    if (!paragraph.topics.empty()) reason = "topics " + bracketed(paragraph.topics) + " meet the case's " + topics_;
    if (paragraph.when && !holds(paragraph, reason)) return;
    if (reason.empty()) reason = "always";
    if (is_not_yet_valid(paragraph, input_.date)) {
      hold_back(paragraph);
      return;
    }
    candidates_.push_back({&paragraph, std::move(reason), nullptr, nullptr});
  }

  bool holds(const Paragraph& paragraph, std::string& reason) {
    const Reasons reasons = input_.near_misses ? Reasons::always : Reasons::when_true;
    Result<Verdict> verdict = paragraph.when->evaluate(input_.facts, paragraph.lets, reasons);
    if (!verdict) {
      append(errors_, verdict.error());
      return false;
    }
    if (input_.on_when) input_.on_when(paragraph, verdict->truth);
    if (!verdict->truth) {
      miss(Rank::when_false, paragraph, std::move(verdict->reason));
      return false;
    }
    if (!reason.empty()) reason += "; ";
    reason += verdict->reason;
    return true;
  }

  void miss(Rank rank, const Paragraph& paragraph, std::string reason) {
    if (input_.near_misses) misses_.push_back({rank, &paragraph, std::move(reason)});
  }

  void hold_back(const Paragraph& paragraph) {
    miss(Rank::not_yet_valid, paragraph, "valid only from " + paragraph.valid_from->iso());
    selection_.notes.push_back(
        note("selection.not-yet-valid", front_matter_place(paragraph, "valid_from"),
             fmt::format("paragraph \"{}\" is left out: it is valid only from {}, and the letter is dated {}",
                         paragraph.id, paragraph.valid_from->iso(), input_.date.iso())));
  }

  // Judges conflicts, dates and language of one candidate, and keeps it unless something is against it.
  void settle(Candidate& candidate) {
    const Paragraph& original = *candidate.original;
    if (candidate.gives_way_to != nullptr) {
      std::string reason = fmt::format("gives way to \"{}\"", candidate.gives_way_to->id);
      if (candidate.use != nullptr)
        selection_.notes.push_back(note("selection.gave-way", candidate.use->span,
                                        fmt::format("paragraph \"{}\" is left out: it {}", original.id, reason)));
      miss(Rank::gave_way, original, std::move(reason));
      return;
    }
    const Paragraph* text = in_default_language() ? &original : translation_of(candidate);
    for (Diagnostic& diagnostic : judge_dates(candidate, text, input_)) {
      Diagnostics& list = diagnostic.severity == Severity::error ? errors_ : selection_.notes;
      list.push_back(std::move(diagnostic));
    }
    if (text == nullptr) return;
    Chosen chosen;
    chosen.paragraph = text;
    chosen.original = &original;
    chosen.part = original.part;
    chosen.reason = std::move(candidate.reason);
    if (const Allowance* leave = leave_of(original, input_))
      chosen.reason += fmt::format("; it may stand past its dates: {}", leave->because);
    if (candidate.use != nullptr) chosen.own = candidate.use;
    selection_.chosen.push_back(std::move(chosen));
  }

  // Leave that nothing needs is told, so that nobody relies on it; leave that the department does not give is refused.
  void judge_allowances() {
    for (const Allowance& allowance : case_.allowed) {
      const Paragraph* paragraph =
          paragraph_named({.kind = CaseParagraph::Kind::use, .value = allowance.id, .span = allowance.span});
      if (paragraph == nullptr) continue;
      if (department_.policies.expiry == ExpiryPolicy::block)
        errors_.push_back(error("selection.allowance", allowance.span,
                                fmt::format("\"{}\" lets no paragraph stand past its dates, and \"{}\" is allowed to",
                                            department_.id, allowance.id),
                                {"take the leave away; the department's policies.expiry decides"}));
      else if (candidate_of(paragraph) == candidates_.end() || !is_out_of_date(*paragraph, input_.date))
        selection_.notes.push_back(warning(
            "selection.allowance", allowance.span,
            fmt::format("paragraph \"{}\" is allowed to stand past its dates, and {}", paragraph->id,
                        candidate_of(paragraph) == candidates_.end() ? "is not in the letter" : "needs no leave")));
    }
  }

  const Paragraph* translation_of(const Candidate& candidate) {
    const Paragraph& original = *candidate.original;
    for (const std::string_view language : {std::string_view(input_.language), primary_subtag(input_.language)})
      for (const Paragraph& paragraph : department_.paragraphs)
        if (paragraph.id == original.id && paragraph.language == language) return &paragraph;
    std::string file = original.source ? original.source->name : original.id + ".md";
    if (const std::size_t ending = file.rfind(".md"); ending != std::string::npos)
      file.insert(ending, fmt::format(".{}", input_.language));
    const Span span = candidate.use ? candidate.use->span : front_matter_place(original, "title");
    errors_.push_back(error("selection.no-translation", span,
                            fmt::format("paragraph \"{}\" is chosen, but there is none in the letter's language \"{}\"",
                                        original.id, input_.language),
                            {fmt::format("write {} with revision: {}", file, original.revision)}));
    return nullptr;
  }

  void list_misses() {
    std::ranges::stable_sort(misses_, [](const Miss& a, const Miss& b) {
      return std::tuple(a.rank, reading_order(*a.paragraph)) < std::tuple(b.rank, reading_order(*b.paragraph));
    });
    selection_.near_misses.reserve(misses_.size());
    for (Miss& miss : misses_) selection_.near_misses.push_back({miss.paragraph, std::move(miss.reason)});
    if (case_.paragraphs || case_.picks) weave_own_words();
  }

  // Puts the case's own words back between the paragraphs that were listed with them.
  void weave_own_words() {
    std::vector<Chosen> woven;
    auto next = selection_.chosen.begin();
    for (const CaseParagraph& item : case_.picks ? *case_.picks : *case_.paragraphs) {
      if (next != selection_.chosen.end() && next->own == &item) {
        woven.push_back(std::move(*next++));
        continue;
      }
      const CaseParagraph* words = case_.picks ? own_words_of(item) : &item;
      if (words == nullptr || words->kind == CaseParagraph::Kind::use) continue;
      Chosen own;
      own.kind = words->kind == CaseParagraph::Kind::text ? Chosen::Kind::text : Chosen::Kind::markdown;
      own.own = words;
      own.words = words->span;
      own.reason = "the officer's own words";
      woven.push_back(std::move(own));
    }
    selection_.chosen = std::move(woven);
    if (!case_.picks) return;
    for (Chosen& chosen : selection_.chosen)  // a pick is not the case's own item
      if (chosen.kind == Chosen::Kind::paragraph) chosen.own = nullptr;
  }

  bool has_body() const {
    return std::ranges::any_of(selection_.chosen, [](const Chosen& c) { return c.part == Part::body; });
  }

  Diagnostics no_body() const {
    if (!input_.near_misses) {  // the hints need them after all
      SelectionInput again = input_;
      again.near_misses = true;
      return Selecting(again).run().error();
    }
    std::vector<std::string> hints;
    for (const NearMiss& miss : selection_.near_misses) {
      if (miss.paragraph->part != Part::body) continue;
      hints.push_back(fmt::format("nearest: \"{}\" is out: {}", miss.paragraph->id, miss.reason));
      if (hints.size() == 5) break;
    }
    add_topic_hints(hints);
    hints.emplace_back("name paragraphs in the case: \"paragraphs\": [{\"use\": \"…\"}, {\"text\": \"…\"}]");
    if (case_.picks) hints.insert(hints.begin(), "pick one of them");
    const char* key = case_.paragraphs ? "paragraphs" : "topics";
    const Value* place = case_.document.root.find(key);
    return {error("selection.no-body", case_.document.span(place ? *place : case_.document.root),
                  fmt::format("no paragraph of \"{}\" is chosen for the body of the letter", department_.id),
                  std::move(hints))};
  }

  void add_topic_hints(std::vector<std::string>& hints) const {
    std::vector<std::string> known;
    for (const Paragraph& p : department_.paragraphs) known.insert(known.end(), p.topics.begin(), p.topics.end());
    for (const std::string& topic : case_.topics) {
      if (std::ranges::find(known, topic) != known.end()) continue;
      const std::string hint = did_you_mean(topic, known);
      hints.push_back(fmt::format("no paragraph has the topic \"{}\"{}{}", topic, hint.empty() ? "" : "; ", hint));
    }
  }

  const SelectionInput& input_;
  const Case& case_;
  const Department& department_;
  std::string topics_;  // of the case, as reasons show them
  std::vector<Candidate> candidates_;
  std::vector<Miss> misses_;
  Selection selection_;
  Diagnostics errors_;
};

}  // namespace

Result<Selection> select(const SelectionInput& input) {
  return Selecting(input).run();
}

std::string dump(const Selection& selection) {
  std::string out;
  for (const Chosen& chosen : selection.chosen) {
    out += name_of(chosen.part);
    if (chosen.kind == Chosen::Kind::paragraph)
      out += fmt::format(" {}@{}: ", chosen.paragraph->id, chosen.paragraph->revision);
    else
      out += chosen.kind == Chosen::Kind::text ? " (text): " : " (markdown): ";
    out += chosen.reason;
    out += '\n';
  }
  return out;
}

}  // namespace engross
