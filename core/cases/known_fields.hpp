// The fields that a case may have, as a list: for who fills them from elsewhere.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engross {

// What a field holds. `anything` is what lies under facts; `paragraphs` a list of paragraph ids.
enum class FieldForm : std::uint8_t { text, date, flag, texts, paragraphs, anything };

struct KnownField {
  std::string_view path;  // "correspondent.surname"; N stands for a number from 0: "recipients.N.surname"
  FieldForm form = FieldForm::text;
  bool by_language = false;  // may also be given as path.<language tag>
};

// In the order in which docs/formats.md writes a case, which is that of a case made from a row. Paragraphs' markdown is
// not among them: it is an officer's own, and never comes from elsewhere.
std::span<const KnownField> known_fields();

struct FoundField {
  std::size_t index = 0;  // in known_fields(); its size for a field under facts
  FieldForm form = FieldForm::text;
};
// The field that a path names, numbers and language tags included; anything below "facts".
std::optional<FoundField> find_field(std::string_view path);

// Every path of the list with N as 0, and facts, for "did you mean".
std::vector<std::string> field_names();

}  // namespace engross
