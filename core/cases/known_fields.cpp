// In: the path of a field. Out: which field of a case it is, and what it holds.
// Refuses: paths that no case has, and the markdown of paragraphs.
#include "cases/known_fields.hpp"

#include <algorithm>
#include <array>

#include "base/language_tag.hpp"

namespace engross {
namespace {

using Form = FieldForm;

constexpr KnownField table[] = {
    {"reference"},
    {"department"},
    {"template"},
    {"date", Form::date},
    {"languages", Form::texts},
    {"incoming.dated", Form::date},
    {"incoming.received", Form::date},
    {"incoming.reference"},
    {"incoming.channel"},
    {"deadline.policy"},
    {"correspondent.title"},
    {"correspondent.forename"},
    {"correspondent.surname"},
    {"correspondent.suffix"},
    {"correspondent.role"},
    {"correspondent.office"},
    {"correspondent.organisation"},
    {"correspondent.address", Form::texts},
    {"correspondent.postcode"},
    {"correspondent.country"},
    {"recipients.N.title"},
    {"recipients.N.forename"},
    {"recipients.N.surname"},
    {"recipients.N.suffix"},
    {"recipients.N.role"},
    {"recipients.N.office"},
    {"recipients.N.organisation"},
    {"recipients.N.address", Form::texts},
    {"recipients.N.postcode"},
    {"recipients.N.country"},
    {"constituent.title"},
    {"constituent.forename"},
    {"constituent.surname"},
    {"constituent.suffix"},
    {"constituent.role"},
    {"constituent.office"},
    {"constituent.organisation"},
    {"constituent.address", Form::texts},
    {"constituent.postcode"},
    {"constituent.country"},
    {"on_behalf_of", Form::text, true},
    {"subject", Form::text, true},
    {"topics", Form::texts},
    {"salutation", Form::text, true},
    {"close", Form::text, true},
    {"top_and_tail", Form::flag},
    {"signatory", Form::texts},
    {"enclosures", Form::texts},
    {"copies", Form::texts},
    {"marking"},
    {"history.N.reference"},
    {"history.N.date", Form::date},
    {"history.N.template"},
    {"history.N.paragraphs", Form::texts},
    {"paragraphs", Form::paragraphs},
    {"paragraphs.N.use"},
    {"paragraphs.N.text", Form::text, true},
};

bool is_index(std::string_view part) {
  return !part.empty() && part.size() <= 3 && (part == "0" || part.front() != '0') &&
         std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
}

// The path with N for each number.
std::string pattern_of(std::string_view path) {
  std::string pattern;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('.'), path.size());
    const std::string_view part = path.substr(0, end);
    if (!pattern.empty()) pattern += '.';
    pattern += is_index(part) ? "N" : part == "N" ? "?" : part;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return pattern;
}

std::optional<FoundField> known(std::string_view pattern, bool in_a_language) {
  const auto* found = std::ranges::find(table, pattern, &KnownField::path);
  if (found == std::end(table) || (in_a_language && !found->by_language)) return std::nullopt;
  return FoundField{static_cast<std::size_t>(found - std::begin(table)), found->form};
}

}  // namespace

std::span<const KnownField> known_fields() {
  return table;
}

std::optional<FoundField> find_field(std::string_view path) {
  if (path.ends_with('.')) return std::nullopt;
  if (path.starts_with("facts.")) {
    if (path.find("..") != std::string_view::npos || path.size() == 6) return std::nullopt;
    return FoundField{std::size(table), Form::anything};
  }
  const std::string pattern = pattern_of(path);
  if (const auto found = known(pattern, false)) return found;
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || !is_language_tag(path.substr(dot + 1))) return std::nullopt;
  return known(pattern_of(path.substr(0, dot)), true);
}

std::vector<std::string> field_names() {
  std::vector<std::string> names;
  for (const KnownField& field : table) {
    std::string name(field.path);
    if (const std::size_t n = name.find(".N."); n != std::string::npos) name[n + 1] = '0';
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace engross
