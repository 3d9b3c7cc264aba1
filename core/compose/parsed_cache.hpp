// What one worker keeps between letters: private to this room.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.hpp"
#include "compose/compose.hpp"
#include "letter/markdown.hpp"
#include "merge/merge.hpp"

namespace engross {

// What a department is to the letters of one language: its frame for the merge, and its partials with translations
// ("reference.cy") standing in for the originals.
struct DepartmentView {
  const Department* department = nullptr;
  std::string bundle_sha256;
  std::string language;
  Value frame;  // {"department": department.yaml}
  Partials partials;
  MergePolicy skeleton;  // with every optional field of a case declared optional
  MergePolicy paragraph;
};

struct ComposeCache::State {
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, ParsedMarkdown, Hash, std::equal_to<>> parsed;
  std::deque<DepartmentView> views;  // of one department, a language each; they stay where they are
};

// The view of the department in this language; those of another department, or of the same one as it was, are let go.
const DepartmentView& view_of(const Department& department, const std::string& language, ComposeCache::State& state);

// read_markdown() with the parse kept by merged text. Memory is bounded: a full cache starts afresh.
Result<std::vector<Block>> read_kept(const MergedText& merged, const MarkdownOptions& options,
                                     ComposeCache::State& state);

// "cy" for Welsh tags, "en-GB" for all others: the languages that formatters and forms of address know.
std::string formatter_language(std::string_view language);

}  // namespace engross
