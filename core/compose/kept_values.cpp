// In: the blocks of a paragraph as composed, and as a draft has them. Out: the latter, with the Origins of the values
// whose printed words still stand there, and can be told from every other place of the same words.
// Refuses nothing: what is in doubt stays the draft's.
#include "compose/kept_values.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace engross {
namespace {

constexpr std::size_t short_words = 4;  // below it the same words may well be others

struct Range {
  std::size_t begin = 0, end = 0;
  bool holds(const Range& other) const { return begin <= other.begin && other.end <= end; }
  bool meets(const Range& other) const { return begin < other.end && other.begin < end; }
};

struct PlacedValue {
  Range at;
  const Inline* run = nullptr;
};

// All words of some blocks, a line feed after each line; where the values stand, and the stretches of text that no
// break or emphasis interrupts.
struct Words {
  std::string text;
  std::vector<Range> stretches;
  std::vector<PlacedValue> values;

  explicit Words(std::span<const Block> blocks) { add(blocks); }

 private:
  void add(std::span<const Block> blocks) {
    for (const Block& block : blocks) {
      line(block.inlines);
      for (const ListItem& item : block.items) add(std::span<const Block>(item.blocks));
      if (!block.table) continue;
      for (const TableCell& cell : block.table->header) line(cell.inlines);
      for (const auto& row : block.table->rows)
        for (const TableCell& cell : row) line(cell.inlines);
    }
  }
  void line(const std::vector<Inline>& inlines) {
    add(inlines);
    text += '\n';
  }
  void add(const std::vector<Inline>& inlines) {
    bool goes_on = false;
    for (const Inline& run : inlines) {
      const bool is_text = run.kind == Inline::Kind::text;
      if (is_text && !goes_on) stretches.push_back({text.size(), text.size()});
      goes_on = is_text;
      if (is_text) {
        const Range at{text.size(), text.size() + run.text.size()};
        if (run.origin.kind == Origin::Kind::value) values.push_back({at, &run});
        text += run.text;
        stretches.back().end = text.size();
      } else if (run.kind == Inline::Kind::line_break) {
        text += '\n';
      } else {
        add(run.children);
      }
    }
  }
};

bool is_space(char c) {
  return c == ' ' || c == '\n';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// What makes a longer word or number of the one beside it. Beyond ASCII all but signs and punctuation.
bool is_of_word(char32_t c) {
  if (c < 0x80)
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' ||
           c == '/';
  return c == 0xAD || c == 0x2010 || c == 0x2011 || (c >= 0xC0 && (c < 0x2000 || c > 0x206F));
}

char32_t last_of(std::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  return decode_at(text, at).code_point;
}

// Whether `left` and `right` run into each other: "2" and "6 October", "12" and ".50".
bool run_together(std::string_view left, std::string_view right) {
  if (left.empty() || right.empty()) return false;
  if (is_of_word(last_of(left)) && is_of_word(decode_at(right, 0).code_point)) return true;
  const auto mark = [](char c) { return c == '.' || c == ',' || c == ':'; };
  const bool before = left.size() > 1 && mark(left.back()) && is_digit(left[left.size() - 2]) && is_digit(right[0]);
  const bool after = right.size() > 1 && mark(right[0]) && is_digit(right[1]) && is_digit(left.back());
  return before || after;
}

// The words, whole, in one place of a text, and what stands beside them there.
struct Place {
  Range at;
  std::string_view before, after;
};

std::string_view word_before(std::string_view text) {
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  std::size_t begin = text.size();
  while (begin > 0 && !is_space(text[begin - 1])) --begin;
  return text.substr(begin);
}

std::string_view word_after(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  std::size_t end = 0;
  while (end < text.size() && !is_space(text[end])) ++end;
  return text.substr(0, end);
}

std::vector<Place> places_of(std::string_view words, std::string_view text) {
  std::vector<Place> places;
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const std::string_view left = text.substr(0, at), right = text.substr(at + words.size());
    if (run_together(left, words) || run_together(words, right)) continue;
    places.push_back({{at, at + words.size()}, word_before(left), word_after(right)});
  }
  return places;
}

const Place* only_between(const std::vector<Place>& places, const Place& like) {
  const Place* found = nullptr;
  for (const Place& place : places) {
    if (place.before != like.before || place.after != like.after) continue;
    if (found != nullptr) return nullptr;
    found = &place;
  }
  return found;
}

std::optional<Range> place_now(const PlacedValue& value, const Words& composed, const Words& edited) {
  const std::string& words = value.run->text;
  if (trim(words).empty()) return {};
  const std::vector<Place> before = places_of(words, composed.text), now = places_of(words, edited.text);
  const auto was = std::ranges::find_if(before, [&](const Place& place) { return place.at.begin == value.at.begin; });
  if (was == before.end() || now.empty()) return {};
  if (before.size() == 1 && now.size() == 1) {
    const bool beside = now[0].before == was->before || now[0].after == was->after;
    if (beside || words.size() >= short_words) return now[0].at;
    return {};
  }
  const Place* found = only_between(before, *was) != nullptr ? only_between(now, *was) : nullptr;
  return found != nullptr ? std::optional(found->at) : std::nullopt;
}

// Where the values stand now, in order. Of two that overlap the longer one is there.
std::vector<PlacedValue> still_there(const Words& composed, const Words& edited) {
  std::vector<const PlacedValue*> values;
  for (const PlacedValue& value : composed.values) values.push_back(&value);
  std::ranges::stable_sort(values, std::ranges::greater{},
                           [](const PlacedValue* value) { return value->run->text.size(); });
  const bool same = composed.text == edited.text;
  std::vector<PlacedValue> found;
  for (const PlacedValue* value : values) {
    const std::optional<Range> at = same ? value->at : place_now(*value, composed, edited);
    if (!at) continue;
    const bool in_one = std::ranges::any_of(edited.stretches, [&](const Range& s) { return s.holds(*at); });
    const bool taken = std::ranges::any_of(found, [&](const PlacedValue& other) { return other.at.meets(*at); });
    if (in_one && !taken) found.push_back({*at, value->run});
  }
  std::ranges::sort(found, {}, [](const PlacedValue& value) { return value.at.begin; });
  return found;
}

// Walks the blocks as Words does, and puts the values in.
class Putting {
 public:
  explicit Putting(const std::vector<PlacedValue>& values) : values_(values) {}

  void put(std::vector<Block>& blocks) {
    for (Block& block : blocks) {
      line(block.inlines);
      for (ListItem& item : block.items) put(item.blocks);
      if (!block.table) continue;
      Table table = *block.table;
      for (TableCell& cell : table.header) line(cell.inlines);
      for (auto& row : table.rows)
        for (TableCell& cell : row) line(cell.inlines);
      block.table = std::make_shared<const Table>(std::move(table));
    }
  }

 private:
  void line(std::vector<Inline>& inlines) {
    put(inlines);
    ++at_;
  }

  void put(std::vector<Inline>& inlines) {
    std::vector<Inline> made;
    for (Inline& run : inlines) {
      if (run.kind == Inline::Kind::text) {
        cut(run, made);
        continue;
      }
      if (run.kind == Inline::Kind::line_break)
        ++at_;
      else
        put(run.children);
      made.push_back(std::move(run));
    }
    inlines = std::move(made);
  }

  // A value may reach over several runs: it is put in where it begins.
  void cut(const Inline& run, std::vector<Inline>& made) {
    const Range all{at_, at_ + run.text.size()};
    while (at_ < all.end) {
      while (next_ < values_.size() && values_[next_].at.end <= at_) ++next_;
      const PlacedValue* value = next_ < values_.size() ? &values_[next_] : nullptr;
      const bool inside = value != nullptr && value->at.begin <= at_;
      const std::size_t end = value == nullptr ? all.end : std::min(inside ? value->at.end : value->at.begin, all.end);
      if (!inside) made.push_back(piece(run, {at_ - all.begin, end - all.begin}));
      if (inside && value->at.begin == at_) made.push_back(*value->run);
      at_ = end;
    }
  }

  // Where escapes make the span another length than the words, each piece has the span of all.
  static Inline piece(const Inline& run, const Range& part) {
    Inline made = run;
    made.text = run.text.substr(part.begin, part.end - part.begin);
    Span& span = made.origin.span;
    if (span.end - span.begin != run.text.size()) return made;
    span.end = span.begin + static_cast<std::uint32_t>(part.end);
    span.begin += static_cast<std::uint32_t>(part.begin);
    return made;
  }

  const std::vector<PlacedValue>& values_;
  std::size_t next_ = 0;
  std::size_t at_ = 0;
};

}  // namespace

void keep_values(std::span<const Block> composed, std::vector<Block>& edited) {
  const Words before(composed);
  if (before.values.empty()) return;
  const std::vector<PlacedValue> values = still_there(before, Words(edited));
  if (!values.empty()) Putting(values).put(edited);
}

}  // namespace engross
