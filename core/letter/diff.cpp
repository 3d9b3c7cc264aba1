// In: two letters. Out: the fields, blocks and words in which they differ. Refuses nothing; where blocks are too many
// to be compared each with each, only equal ones and those of the same library paragraph are paired.
#include "letter/diff.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>

#include "letter/diff_words.hpp"
#include "letter/myers.hpp"
#include "letter/white_space.hpp"

namespace engross {
namespace {

constexpr std::size_t most_comparisons = 40'000;
constexpr double alike = 0.5;

// A block with what it is compared by.
struct Unit {
  const Block* block = nullptr;
  BlockPlace place;
  std::string id;
  std::vector<std::string> tokens;
  std::vector<std::uint32_t> words;  // numbers of the tokens that are no white space, sorted
  std::uint32_t whole = 0;           // number of all tokens together
};

// One block of each letter, or of one alone.
struct Pair {
  const Unit* before = nullptr;
  const Unit* after = nullptr;
  bool moved = false;
};

std::string id_of(const Block& block) {
  const bool named = block.provenance && block.provenance->kind == Provenance::Kind::paragraph;
  return named ? block.provenance->id : std::string();
}

// The share of words that two blocks have in common (Dice's coefficient), 0 to 1.
double likeness(const Unit& a, const Unit& b) {
  const std::size_t all = a.words.size() + b.words.size();
  if (all == 0) return 0;
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.words.size() && j < b.words.size();) {
    if (a.words[i] == b.words[j]) {
      ++shared;
      ++i;
      ++j;
    } else {
      ++(a.words[i] < b.words[j] ? i : j);
    }
  }
  return 2.0 * static_cast<double>(shared) / static_cast<double>(all);
}

// How well one block can count as the other, changed; 0: not at all.
double kinship(const Unit& a, const Unit& b) {
  const double shared = likeness(a, b);
  if (!a.id.empty() && a.id == b.id) return 1.0 + shared;
  return shared >= alike ? shared : 0;
}

class Comparison {
 public:
  std::vector<Unit> units(const Letter& letter, Part part) {
    std::vector<Unit> made;
    for (const Section& section : letter.sections)
      if (section.part == part)
        for (const Block& block : section.blocks) made.push_back(unit(block, {part, made.size() + 1}));
    return made;
  }

 private:
  Unit unit(const Block& block, BlockPlace place) {
    Unit made{.block = &block, .place = place, .id = id_of(block), .tokens = word_tokens(block), .words = {}};
    std::string whole;
    for (const std::string& token : made.tokens) {
      whole += token;
      if (!is_white_space(token)) made.words.push_back(tokens_.number(token));
    }
    std::sort(made.words.begin(), made.words.end());
    made.whole = wholes_.number(whole);
    return made;
  }

  Numbering tokens_;
  Numbering wholes_;
};

using Units = std::span<const Unit>;

// Pairs, in order, the blocks between two that stayed: the pairs of greatest kinship together (Needleman and Wunsch).
void align_gap(Units before, Units after, std::vector<Pair>& pairs) {
  const std::size_t rows = before.size() + 1;
  const std::size_t columns = after.size() + 1;
  std::vector<double> best;  // best[i * columns + j]: of the blocks from i and from j on
  std::vector<double> kinships;
  const bool few = before.size() * after.size() <= most_comparisons;
  if (few) {
    best.resize(rows * columns);
    kinships.resize(rows * columns);
    for (std::size_t i = before.size(); i-- > 0;)
      for (std::size_t j = after.size(); j-- > 0;) {
        const std::size_t at = i * columns + j;
        kinships[at] = kinship(before[i], after[j]);
        best[at] = std::max(best[at + columns], best[at + 1]);
        if (kinships[at] > 0) best[at] = std::max(best[at], kinships[at] + best[at + columns + 1]);
      }
  }
  std::size_t i = 0;
  std::size_t j = 0;
  while (few && i < before.size() && j < after.size()) {
    const std::size_t at = i * columns + j;
    if (kinships[at] > 0 && best[at] <= kinships[at] + best[at + columns + 1])
      pairs.push_back({&before[i++], &after[j++]});
    else if (best[at] <= best[at + columns])
      pairs.push_back({&before[i++], nullptr});
    else
      pairs.push_back({nullptr, &after[j++]});
  }
  while (i < before.size()) pairs.push_back({&before[i++], nullptr});
  while (j < after.size()) pairs.push_back({nullptr, &after[j++]});
}

std::vector<std::uint32_t> wholes_of(Units units) {
  std::vector<std::uint32_t> wholes;
  for (const Unit& unit : units) wholes.push_back(unit.whole);
  return wholes;
}

void align(Units before, Units after, std::vector<Pair>& pairs) {
  std::size_t gap_before = 0;
  std::size_t gap_after = 0;
  const auto gap_to = [&](std::size_t end_before, std::size_t end_after) {
    align_gap(before.subspan(gap_before, end_before - gap_before), after.subspan(gap_after, end_after - gap_after),
              pairs);
  };
  for (const Edit& edit : shortest_edits(wholes_of(before), wholes_of(after))) {
    if (edit.kind != Edit::Kind::same) continue;
    gap_to(edit.before, edit.after);
    pairs.push_back({&before[edit.before], &after[edit.after]});
    gap_before = edit.before + 1;
    gap_after = edit.after + 1;
  }
  gap_to(before.size(), after.size());
}

// What was deleted in one place and inserted in another has moved: equal blocks first, then those of one paragraph,
// then those that are alike.
class Moves {
 public:
  explicit Moves(std::vector<Pair>& pairs) : pairs_(pairs) {}

  void find() {
    by_key([](const Unit& unit) { return std::to_string(unit.whole); });
    by_key([](const Unit& unit) { return unit.id; });
    by_likeness();
    std::erase_if(pairs_, [](const Pair& pair) { return pair.before == nullptr && pair.after == nullptr; });
  }

 private:
  template <class KeyOf>
  void by_key(KeyOf key_of) {
    std::map<std::string, std::vector<Pair*>> deleted;  // of one key, the first to use last
    for (auto pair = pairs_.rbegin(); pair != pairs_.rend(); ++pair)
      if (pair->before != nullptr && pair->after == nullptr) deleted[key_of(*pair->before)].push_back(&*pair);
    deleted.erase("");
    for (Pair& pair : pairs_) {
      if (pair.before != nullptr || pair.after == nullptr) continue;
      const auto found = deleted.find(key_of(*pair.after));
      if (found == deleted.end() || found->second.empty()) continue;
      join(*found->second.back(), pair);
      found->second.pop_back();
    }
  }

  void by_likeness() {
    std::vector<Pair*> deleted;
    std::vector<Pair*> inserted;
    for (Pair& pair : pairs_) {
      if (pair.before != nullptr && pair.after == nullptr) deleted.push_back(&pair);
      if (pair.before == nullptr && pair.after != nullptr) inserted.push_back(&pair);
    }
    if (deleted.size() * inserted.size() > most_comparisons) return;
    for (Pair* to : inserted) {
      const auto less = [&](const Pair* a, const Pair* b) { return share(*a, *to) < share(*b, *to); };
      const auto best = std::max_element(deleted.begin(), deleted.end(), less);
      if (best != deleted.end() && share(**best, *to) >= alike) join(**best, *to);
    }
  }

  static double share(const Pair& deleted, const Pair& inserted) {
    return deleted.before == nullptr ? -1 : likeness(*deleted.before, *inserted.after);
  }

  static void join(Pair& deleted, Pair& inserted) {
    inserted.before = deleted.before;
    inserted.moved = true;
    deleted.before = nullptr;
  }

  std::vector<Pair>& pairs_;
};

BlockChange change_of(const Pair& pair) {
  static const std::vector<std::string> nothing;
  BlockChange change;
  if (pair.before != nullptr) change.before = pair.before->place;
  if (pair.after != nullptr) change.after = pair.after->place;
  change.kind = pair.before == nullptr  ? BlockChange::Kind::inserted
                : pair.after == nullptr ? BlockChange::Kind::deleted
                : pair.moved            ? BlockChange::Kind::moved
                                        : BlockChange::Kind::changed;
  change.id = (pair.after != nullptr ? pair.after : pair.before)->id;
  change.words = diff_words(pair.before != nullptr ? pair.before->tokens : nothing,
                            pair.after != nullptr ? pair.after->tokens : nothing);
  return change;
}

std::string lines(const std::vector<std::string>& of) {
  std::string text;
  for (const std::string& line : of) text += (text.empty() ? "" : "\n") + line;
  return text;
}

// Each signature's name comes with its lines; a signatory's id prints nothing but is another hand.
std::vector<FieldChange> fields_of(const Letter& letter) {
  const auto field = [](std::string name, std::string value) {
    return FieldChange{std::move(name), std::move(value), {}, {}};
  };
  std::vector<FieldChange> fields{field("reference", letter.reference),
                                  field("department", letter.department),
                                  field("template", letter.template_name),
                                  field("language", letter.language),
                                  field("date", letter.date ? letter.date->iso() : std::string()),
                                  field("subject", letter.subject),
                                  field("marking", letter.marking),
                                  field("top and tail", letter.top_and_tail ? "yes" : ""),
                                  field("recipients", lines(letter.recipients))};
  for (const SignatureBlock& signature : letter.signatures) {
    fields.push_back(field("signatory", signature.id));
    fields.push_back(field("signature", lines(signature.lines)));
    fields.push_back(field("signature's name", signature.name));
  }
  return fields;
}

std::vector<FieldChange> diff_fields(const Letter& before, const Letter& after) {
  std::vector<FieldChange> fields = fields_of(before);
  std::vector<FieldChange> others = fields_of(after);
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (i == fields.size()) fields.push_back({others[i].name, {}, {}, {}});
    fields[i].after = std::move(others[i].before);
  }
  std::erase_if(fields, [](const FieldChange& field) { return field.before == field.after; });
  return fields;
}

LetterDiff diff_one(const Letter& before, const Letter& after) {
  constexpr std::array parts{Part::addressee, Part::reference, Part::salutation, Part::subject,    Part::opening,
                             Part::body,      Part::closing,   Part::close,      Part::enclosures, Part::copies};
  Comparison comparison;
  std::array<std::array<std::vector<Unit>, 2>, parts.size()> units;  // the pairs point into it
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    units[i] = {comparison.units(before, parts[i]), comparison.units(after, parts[i])};
    align(units[i][0], units[i][1], pairs);
  }
  Moves(pairs).find();
  LetterDiff made{.fields = diff_fields(before, after), .changes = {}};
  for (const Pair& pair : pairs) {
    const bool same = pair.before != nullptr && pair.after != nullptr && pair.before->whole == pair.after->whole;
    if (!same || pair.moved) made.changes.push_back(change_of(pair));
  }
  return made;
}

void add(LetterDiff& to, LetterDiff from, const std::string& language) {
  for (FieldChange& field : from.fields) to.fields.emplace_back(std::move(field)).language = language;
  for (BlockChange& change : from.changes) to.changes.emplace_back(std::move(change)).language = language;
}

}  // namespace

LetterDiff diff(const Letter& before, const Letter& after) {
  if (before.further.empty() && after.further.empty()) return diff_one(before, after);
  Letter nothing;
  nothing.language.clear();
  LetterDiff whole;
  for (const Letter* one : in_each_language(after)) {
    const Letter* was = in_language_of(before, *one);
    add(whole, diff_one(was != nullptr ? *was : nothing, *one), one->language);
  }
  for (const Letter* one : in_each_language(before))
    if (in_language_of(after, *one) == nullptr) add(whole, diff_one(*one, nothing), one->language);
  return whole;
}

}  // namespace engross
