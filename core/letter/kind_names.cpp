// In: a kind of reason, or its name. Out: the other. Refuses: names that are none (nothing).
#include "letter/kind_names.hpp"

namespace engross {

std::string_view name_of(Provenance::Kind kind) {
  switch (kind) {
    case Provenance::Kind::paragraph:
      return "paragraph";
    case Provenance::Kind::skeleton:
      return "skeleton";
    case Provenance::Kind::officer:
      return "officer";
    case Provenance::Kind::draft:
      return "draft";
  }
  return "skeleton";
}

std::optional<Provenance::Kind> provenance_kind_named(std::string_view name) {
  for (const auto kind :
       {Provenance::Kind::paragraph, Provenance::Kind::skeleton, Provenance::Kind::officer, Provenance::Kind::draft})
    if (name_of(kind) == name) return kind;
  return std::nullopt;
}

}  // namespace engross
