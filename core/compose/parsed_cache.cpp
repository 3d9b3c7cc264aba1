// In: merged texts and departments. Out: their Markdown trees and merge views, made once and kept while there is room.
// Only what does not depend on values is kept, so a cache changes the cost of a letter and never the letter.
#include "compose/parsed_cache.hpp"

#include "base/language_tag.hpp"

namespace engross {
namespace {

constexpr std::size_t most_texts = 1024;
constexpr std::size_t longest_text = 16U << 10U;

// Every field of a case that need not be there: a skeleton serves all cases, so its sections may find these absent.
const std::set<std::string, std::less<>>& optional_case_fields() {
  static const std::set<std::string, std::less<>> fields = {
      "close",      "constituent", "copies",    "correspondent", "date",      "deadline",    "derived", "earlier",
      "enclosures", "facts",       "history",   "incoming",      "languages", "let",         "marking", "on_behalf_of",
      "recipients", "salutation",  "signatory", "subject",       "topics",    "top_and_tail"};
  return fields;
}

// A partial for the whole tag ("reference.en-GB") goes before one for its primary subtag ("reference.en").
Partials partials_in(const Department& department, std::string_view language) {
  Partials partials = department.partials;
  for (const std::string_view tag : {primary_subtag(language), language}) {
    const std::string ending = "." + std::string(tag);
    for (const auto& [name, partial] : department.partials)
      if (name.ends_with(ending)) partials.insert_or_assign(name.substr(0, name.size() - ending.size()), partial);
  }
  return partials;
}

}  // namespace

std::string formatter_language(std::string_view language) {
  return primary_subtag(language) == "cy" ? "cy" : "en-GB";
}

const DepartmentView& view_of(const Department& department, const std::string& language, ComposeCache::State& state) {
  if (!state.views.empty() &&
      (state.views.front().department != &department || state.views.front().bundle_sha256 != department.bundle_sha256))
    state.views.clear();
  for (const DepartmentView& known : state.views)
    if (known.language == language) return known;
  DepartmentView& view = state.views.emplace_back();
  view.department = &department;
  view.bundle_sha256 = department.bundle_sha256;
  view.language = language;
  view.frame = Value::object();
  view.frame.set("department", department.manifest.root);
  view.partials = partials_in(department, language);
  view.paragraph = MergePolicy::letters();
  view.paragraph.language = formatter_language(language);
  view.skeleton = view.paragraph;
  view.skeleton.optional = optional_case_fields();
  return view;
}

Result<std::vector<Block>> read_kept(const MergedText& merged, const MarkdownOptions& options,
                                     ComposeCache::State& state) {
  if (const auto found = state.parsed.find(std::string_view(merged.text)); found != state.parsed.end())
    return resolve(found->second, merged, options);
  Result<ParsedMarkdown> parsed = parse_markdown(merged);
  if (!parsed) return fail(std::move(parsed.error()));
  Result<std::vector<Block>> blocks = resolve(*parsed, merged, options);
  if (merged.text.size() <= longest_text) {
    if (state.parsed.size() >= most_texts) state.parsed.clear();
    state.parsed.emplace(merged.text, std::move(*parsed));
  }
  return blocks;
}

ComposeCache::ComposeCache() : state_(std::make_unique<State>()) {}
ComposeCache::~ComposeCache() = default;
ComposeCache::ComposeCache(ComposeCache&&) noexcept = default;
ComposeCache& ComposeCache::operator=(ComposeCache&&) noexcept = default;

}  // namespace engross
