// In: a fault found while a department was opened. Out: whether a case is the one to tell it.
// By code, and by file where a code is said of many kinds of file (YAML, fields).
#include "conformance/owners.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace engross::owners {
namespace {

bool begins(const Diagnostic& fault, std::string_view prefix) {
  return fault.code.starts_with(prefix);
}

template <std::size_t n>
bool is_one_of(const Diagnostic& fault, const std::array<std::string_view, n>& codes) {
  return std::ranges::find(codes, fault.code) != codes.end();
}

// "…/paragraphs/x.md", or "paragraphs/x.md in dfe.so".
bool is_in(const Diagnostic& fault, std::string_view folder) {
  if (!fault.span.source) return false;
  const std::string_view name = fault.span.source->name;
  const std::size_t at = name.find(folder);
  return at == 0 || (at != std::string_view::npos && name[at - 1] == '/');
}

bool is_of_paragraphs(const Diagnostic& fault) {
  constexpr std::array<std::string_view, 6> codes{"department.unknown-partial", "department.paragraph-id",
                                                  "department.duplicate",       "department.reserved-name",
                                                  "department.yields-to",       "department.stray-file"};
  return begins(fault, "paragraph.") || begins(fault, "rule.") || begins(fault, "template.") ||
         is_one_of(fault, codes) || is_in(fault, "paragraphs/") || is_in(fault, "partials/") ||
         is_in(fault, "templates/");
}

}  // namespace

bool manifest(const Diagnostic& fault) {
  constexpr std::array<std::string_view, 3> codes{"library.lied", "library.no-manifest", "library.abi"};
  return is_one_of(fault, codes);
}

bool symbols(const Diagnostic& fault) {
  constexpr std::array<std::string_view, 2> codes{"library.open", "library.no-entry"};
  return is_one_of(fault, codes);
}

bool dates(const Diagnostic& fault) {
  return fault.code == "paragraph.date";
}

bool translations(const Diagnostic& fault) {
  return fault.code == "department.translation" || fault.code == "paragraph.translation";
}

bool paragraphs(const Diagnostic& fault) {
  return is_of_paragraphs(fault) && !dates(fault) && !translations(fault);
}

bool pictures(const Diagnostic& fault) {
  return fault.code == "department.picture" || fault.code == "style.no-alternative" || begins(fault, "picture.");
}

bool fonts(const Diagnostic& fault) {
  return fault.code == "department.font" || begins(fault, "font.");
}

bool style(const Diagnostic& fault) {
  return (begins(fault, "style.") || is_in(fault, "style.yaml")) && !pictures(fault) && !fonts(fault) &&
         !is_of_paragraphs(fault);
}

bool opens(const Diagnostic& fault) {
  return !manifest(fault) && !symbols(fault) && !dates(fault) && !translations(fault) && !paragraphs(fault) &&
         !pictures(fault) && !fonts(fault) && !style(fault);
}

}  // namespace engross::owners
