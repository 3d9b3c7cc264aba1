// In: a draft as an editor left it. Out: its head, and its text with the differences between editors taken away (line
// ends, byte order mark, normalisation). Refused: what is not UTF-8, characters that no input may hold, a head that is
// missing, not closed, or has a key that no draft has; values in typographic quotation marks, a date that is none.
#include "compose/draft_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/date.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"
#include "data/read.hpp"

namespace engross {
namespace {

constexpr std::size_t most_bytes = 2U << 20U;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Key {
  std::string_view name;
  std::string DraftHead::*field;
  bool required;
};

constexpr std::array<Key, 9> keys = {{{"case", &DraftHead::case_path, true},
                                      {"case-sha256", &DraftHead::case_sha256, true},
                                      {"department", &DraftHead::department, true},
                                      {"department-sha256", &DraftHead::department_sha256, false},
                                      {"version", &DraftHead::version, false},
                                      {"template", &DraftHead::template_name, false},
                                      {"language", &DraftHead::language, false},
                                      {"date", &DraftHead::date, false},
                                      {"paragraphs", &DraftHead::paragraphs, false}}};

Result<SourceRef> settle(const SourceRef& draft) {
  if (!draft) return fail(error("draft.front-matter", {}, "there is no draft"));
  const std::string& text = draft->text;
  const auto span_of = [&](std::size_t begin, std::size_t length) {
    return Span{draft, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + length)};
  };
  if (text.size() > most_bytes)
    return fail(error("draft.too-large", {draft, 0, 0},
                      fmt::format("the draft has {} bytes; a letter's has at most {}", text.size(), most_bytes)));
  if (const auto bad = first_invalid_utf8(text))
    return fail(
        error("draft.not-utf8", span_of(*bad, 1), "the draft is not UTF-8 from here on", {"save it again as UTF-8"}));
  const std::size_t skip = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  if (const auto bad = first_forbidden(std::string_view(text).substr(skip)))
    return fail(error("draft.character", span_of(skip + bad->offset, bad->length),
                      fmt::format("a draft may not hold {}, a {}", code_point_name(bad->code_point), bad->what),
                      {"delete the character"}));
  std::string settled = text.substr(skip);
  if (settled.find('\r') != std::string::npos) std::erase(settled, '\r');
  if (!is_nfc(settled)) settled = to_nfc(settled);
  return make_source(draft->name, std::move(settled));
}

// The front matter alone as a source in which every byte keeps its offset.
struct FrontMatter {
  SourceRef source;
  std::uint32_t end = 0;  // after the closing line
};

std::string_view line_at(const std::string& text, std::size_t begin) {
  return std::string_view(text).substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
}

// Blanks after the hyphens are invisible in an editor.
bool is_hyphens(std::string_view line) {
  return line.starts_with("---") && trim(line.substr(3)).empty();
}

Result<FrontMatter> front_matter(const SourceRef& draft) {
  const std::string& text = draft->text;
  const std::vector<std::string> hint = {"put it back: `engross draft CASE -o -` shows what belongs there"};
  const std::string_view opening = line_at(text, 0);
  if (!is_hyphens(opening)) {
    const bool below = trim(text).starts_with("---");
    return fail(error("draft.front-matter", {draft, 0, 0},
                      "a draft begins with a line of three hyphens, then the case that it belongs to",
                      below ? std::vector<std::string>{"take away what stands before the hyphens"} : hint));
  }
  for (std::size_t begin = text.find('\n'); begin != std::string::npos; begin = text.find('\n', begin)) {
    const std::string_view line = line_at(text, ++begin);
    if (!is_hyphens(line)) continue;
    FrontMatter found;
    found.end = static_cast<std::uint32_t>(std::min(begin + line.size() + 1, text.size()));
    found.source = make_source(draft->name,
                               std::string(opening.size(), ' ') + text.substr(opening.size(), begin - opening.size()));
    return found;
  }
  return fail(
      error("draft.front-matter", {draft, 0, 3}, "the front matter is not closed by a line of three hyphens", hint));
}

// A word processor's quotation marks are letters to YAML, and would become part of the value.
bool has_typographic_quotes(std::string_view value) {
  constexpr std::array<std::string_view, 5> marks = {"\u201C", "\u201D", "\u201E", "\u2018", "\u2019"};
  return std::ranges::any_of(marks, [&](std::string_view m) { return value.starts_with(m) || value.ends_with(m); });
}

void check_value(const std::string& key, const Value& value, const Span& place, Diagnostics& errors) {
  if (has_typographic_quotes(value.text()))
    errors.push_back(error("draft.quotes", place, fmt::format("\"{}\" stands in typographic quotation marks", key),
                           {"write straight ones, as in case: \"case.json\", or none"}));
  else if (key == "date" && !Date::parse(value.text()))
    errors.push_back(error("draft.date", place, fmt::format("the date is \"{}\", which is no day", value.text()),
                           {"write it as YYYY-MM-DD, for example 2016-10-26"}));
}

constexpr std::string_view allow_key = "allow";

// A reason by the id of each paragraph.
void read_allowed(const SourceRef& draft, const Value& value, DraftHead& head, Diagnostics& errors) {
  const auto place = [&](const Extent& extent) { return Span{draft, extent.begin, extent.end}; };
  const auto refuse = [&](const Value& at, std::string found) {
    errors.push_back(error("draft.allow", place(at.extent), std::move(found),
                           {"write why each paragraph may stand past its dates, as in allow: {\"weir-licence\": \"the "
                            "new wording comes on Monday\"}"}));
  };
  if (!value.is_object())
    return refuse(value, fmt::format("\"allow\" is {}; it must be reasons by paragraph", with_article(value.kind())));
  for (const Member& one : value.members()) {
    if (!one.value.is_string() || trim(one.value.text()).empty())
      refuse(one.value, fmt::format("\"{}\" is allowed without a reason", one.key));
    else
      head.allowed.push_back({.id = one.key, .because = one.value.text(), .span = place(one.value.key_extent)});
  }
}

Result<DraftHead> read_head(const SourceRef& draft, const FrontMatter& front) {
  Result<Document> document = read_yaml(front.source);
  Diagnostics errors;
  if (!document) {
    errors = std::move(document.error());
    for (Diagnostic& d : errors) d.span.source = d.span.source ? draft : nullptr;
    return fail(std::move(errors));
  }
  const auto place = [&](const Extent& extent) { return Span{draft, extent.begin, extent.end}; };
  std::vector<std::string> names;
  for (const Key& key : keys) names.emplace_back(key.name);
  names.emplace_back(allow_key);
  if (!document->root.is_object())
    return fail(error("draft.front-matter", {draft, 0, 3}, "the front matter is not a list of keys and values",
                      {fmt::format("the keys are {}", fmt::join(names, ", "))}));
  DraftHead head;
  for (const Member& member : document->root.members()) {
    if (member.key == allow_key) {
      read_allowed(draft, member.value, head, errors);
      continue;
    }
    const auto key = std::ranges::find(keys, member.key, &Key::name);
    if (key == keys.end()) {
      errors.push_back(error(
          "draft.unknown-key", place(member.value.key_extent), fmt::format("a draft has no key \"{}\"", member.key),
          {did_you_mean(member.key, names), fmt::format("the keys are {}", fmt::join(names, ", "))}));
      std::erase(errors.back().hints, std::string());
    } else if (!member.value.is_string() && !member.value.is_number()) {
      errors.push_back(
          error("draft.front-matter", place(member.value.extent),
                fmt::format("\"{}\" is {}; it must be text", member.key, with_article(member.value.kind()))));
    } else {
      head.*key->field = member.value.text();
      head.places.emplace(member.key, place(member.value.extent));
      check_value(member.key, member.value, place(member.value.extent), errors);
    }
  }
  for (const Key& key : keys)
    if (key.required && (head.*key.field).empty())
      errors.push_back(error("draft.front-matter", {draft, 0, 3}, fmt::format("the key \"{}\" is missing", key.name),
                             {"draft the case again, and copy your words over"}));
  if (!errors.empty()) return fail(std::move(errors));
  return head;
}

}  // namespace

void DraftFaults::add(std::string code, Span span, std::string message, std::vector<std::string> hints) {
  if (enough()) return;
  std::erase(hints, std::string());
  add_up_to_most(list_, error(std::move(code), std::move(span), std::move(message), std::move(hints)));
}

Result<DraftText> open_draft_text(const SourceRef& draft) {
  Result<SourceRef> settled = settle(draft);
  if (!settled) return fail(std::move(settled.error()));
  const Result<FrontMatter> front = front_matter(*settled);
  if (!front) return fail(front.error());
  Result<DraftHead> head = read_head(*settled, *front);
  if (!head) return fail(std::move(head.error()));
  return DraftText{.source = std::move(*settled), .head = std::move(*head), .body = front->end};
}

Result<DraftHead> read_draft_head(SourceRef draft) {
  Result<DraftText> text = open_draft_text(draft);
  if (!text) return fail(std::move(text.error()));
  return std::move(text->head);
}

}  // namespace engross
