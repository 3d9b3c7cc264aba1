// The cases that read the department's files and make no letter.
#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/ulocdata.h>
#include <unicode/uniset.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.hpp"
#include "conformance/cases.hpp"
#include "conformance/library_words.hpp"
#include "department/elf.hpp"
#include "department/files.hpp"
#include "department/messages.hpp"
#include "layout/picture.hpp"

namespace engross::cases {
namespace {

const Department& opened(CheckedDepartment& subject) {
  return **subject.department();
}

// ---- Characters that the fonts must have

struct Wanted {
  std::string where;  // the first place
  Span span;
};
using Characters = std::map<char32_t, Wanted>;

void want_text(Characters& to, std::string_view text, std::uint32_t offset, const SourceRef& source,
               const std::string& where) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded d = decode_at(text, at);
    const auto begin = static_cast<std::uint32_t>(offset + at);
    if (d.code_point > U' ' && is_printable(d.code_point))
      to.try_emplace(
          d.code_point,
          Wanted{where, source ? Span{source, begin, begin + static_cast<std::uint32_t>(d.length)} : Span{}});
    at += d.length;
  }
}

// The letters of a language, small and capital, as CLDR lists them.
void want_alphabet(Characters& to, const std::string& language) {
  UErrorCode status = U_ZERO_ERROR;
  ULocaleData* const data = ulocdata_open(icu::Locale::forLanguageTag(language, status).getName(), &status);
  if (U_FAILURE(status)) return;
  icu::UnicodeSet letters;
  ulocdata_getExemplarSet(data, letters.toUSet(), USET_ADD_CASE_MAPPINGS, ULOCDATA_ES_STANDARD, &status);
  ulocdata_close(data);
  for (int i = 0; U_SUCCESS(status) && i < letters.getRangeCount(); ++i)
    for (UChar32 c = letters.getRangeStart(i); c <= letters.getRangeEnd(i); ++c)
      to.try_emplace(static_cast<char32_t>(c), Wanted{"the alphabet of " + language, {}});
}

Characters wanted_characters(const Department& department) {
  Characters wanted;
  for (const Paragraph& paragraph : department.paragraphs) {
    const std::string_view body = body_of(paragraph);
    want_text(wanted, body, static_cast<std::uint32_t>(paragraph.source->text.size() - body.size()), paragraph.source,
              "the paragraph " + shown_name(paragraph));
  }
  for (const auto& [path, content] : department.resources.files)
    if (kind_of_file(path) == FileKind::partial || kind_of_file(path) == FileKind::skeleton)
      want_text(wanted, content, 0, department.resources.source(path), path);
  for (const std::string& line : department.style.sender_lines)
    want_text(wanted, line, 0, nullptr, "the sender's lines");
  for (const auto& [language, lines] : department.style.sender_lines_by_language)
    for (const std::string& line : lines) want_text(wanted, line, 0, nullptr, "the sender's lines in " + language);
  for (const auto& [name, label] : department.style.labels) want_text(wanted, label, 0, nullptr, "the label " + name);
  for (const Signatory& signatory : department.signatories)
    for (const std::string& language : department.languages)
      for (const std::string& line : signatory.in(language).lines)
        want_text(wanted, line, 0, nullptr, "the signatory " + signatory.id);
  for (const std::string& language : department.languages) want_alphabet(wanted, language);
  return wanted;
}

bool has_glyph(const FaceRef& face, const std::vector<FaceRef>& fallback, char32_t c) {
  if (face && face->glyph_for(c)) return true;
  return std::ranges::any_of(fallback, [&](const FaceRef& other) { return other->glyph_for(c).has_value(); });
}

// What the regular face lacks, some letter cannot print. What another lacks is worth a look: nobody may ever set it so.
void check_face(const FaceRef& face, std::string_view role, Severity graveness, const FontSet& fonts,
                const Characters& wanted, Findings& found) {
  constexpr std::size_t most = 10;
  if (!face) return;
  std::string missing;
  std::size_t count = 0;
  const Wanted* first = nullptr;
  for (const auto& [c, where] : wanted) {
    if (has_glyph(face, fonts.fallback, c)) continue;
    if (first == nullptr) first = &where;
    if (++count > most) continue;
    missing += missing.empty() ? "" : ", ";
    append_utf8(missing, c);
    missing += " (" + code_point_name(c) + ")";
  }
  if (count == 0) return;
  Diagnostic lacks =
      error("conformance.no-glyph", first->span,
            fmt::format("the {} font {} and its fallbacks lack {} characters: {}{}; the first is in {}", role,
                        face->name(), count, missing, count > most ? " and more" : "", first->where),
            {"name a font that has them under fonts.fallback in style.yaml"});
  lacks.severity = graveness;
  found.list.push_back(std::move(lacks));
}

// ---- What a paragraph merges

using Merged = std::set<std::tuple<int, std::string, std::string>>;

Merged merged_names(const Paragraph& paragraph) {
  Merged names;
  for (const Template::Name& name : paragraph.body->names()) {
    // That a section is inverted is how a sentence is built, not what it says.
    const bool section = name.use == Template::Name::Use::section || name.use == Template::Name::Use::inverted;
    names.emplace(section ? 1 : name.use == Template::Name::Use::partial ? 2 : 0, name.name, name.formatter);
  }
  return names;
}

std::string shown(const std::tuple<int, std::string, std::string>& merged) {
  const auto& [use, name, formatter] = merged;
  if (use == 2) return "{{>" + name + "}}";
  if (use == 1) return "{{#" + name + "}}";
  return formatter.empty() ? "{{" + name + "}}" : fmt::format("{{{{#{0}}}}}{1}{{{{/{0}}}}}", formatter, name);
}

void compare_translation(const Paragraph& original, const Paragraph& translation, Findings& found) {
  const Merged here = merged_names(original);
  const Merged there = merged_names(translation);
  const auto span = [](const Paragraph& of) { return Span{of.source, 0, 0}; };
  for (const auto& merged : here)
    if (!there.contains(merged) && !translation.without.contains(std::get<1>(merged)))
      found.list.push_back(error("conformance.translation", span(translation),
                                 fmt::format("the original merges {}, and this translation does not", shown(merged)),
                                 {"merge it here too, or say in the front matter that the translation leaves it out: "
                                  "without: [" +
                                  std::get<1>(merged) + "]"}));
  for (const auto& merged : there)
    if (!here.contains(merged))
      found.list.push_back(error("conformance.translation", span(translation),
                                 fmt::format("this translation merges {}, and the original does not", shown(merged)),
                                 {"two languages of one letter must say the same; correct one of the two"}));
}

void judge_days(const Paragraph& paragraph, const Department& department, const Date& today, Findings& found) {
  if (paragraph.expires && *paragraph.expires <= today) {
    const ExpiryPolicy policy = department.policies.expiry;
    const std::string_view so = policy == ExpiryPolicy::warn ? ""
                                : policy == ExpiryPolicy::block
                                    ? ", so every letter that chooses it is refused"
                                    : ", so a letter that chooses it needs an officer's leave";
    Diagnostic expired = error("conformance.expired", place_of_key(paragraph, "expires"),
                               fmt::format("the paragraph {} expired on {}; today is {}{}", shown_name(paragraph),
                                           paragraph.expires->iso(), today.iso(), so),
                               {"renew it, with a later day and a higher revision, or take it out of the library"});
    if (policy == ExpiryPolicy::warn) expired.severity = Severity::warning;
    found.list.push_back(std::move(expired));
  } else if (paragraph.review_by && *paragraph.review_by < today) {
    found.list.push_back(warning("conformance.review", place_of_key(paragraph, "review_by"),
                                 fmt::format("the paragraph {} should have been reviewed by {}; today is {}",
                                             shown_name(paragraph), paragraph.review_by->iso(), today.iso()),
                                 {paragraph.owner.empty() ? std::string("ask who owns it to review it")
                                                          : fmt::format("ask {} to review it", paragraph.owner)}));
  }
}

}  // namespace

void opens(CheckedDepartment& subject, Findings& found) {
  const Department& department = opened(subject);
  found.said.push_back(
      fmt::format("{} {}: {} paragraphs", department.id, department.version, department.paragraphs.size()));
}

// The child has compared descriptor and manifest before the department opened; here, both with department.yaml.
void manifest_agrees(CheckedDepartment& subject, Findings& found) {
  const auto bytes = subject.library_bytes();
  if (!bytes) return append(found.list, bytes.error());
  const auto manifest = read_manifest(*bytes, subject.options().path.generic_string());
  if (!manifest) return append(found.list, manifest.error());
  const Department& department = opened(subject);
  const auto differ = [&](std::string_view what, std::string_view says, std::string_view is) {
    if (says == is) return;
    found.list.push_back(error("conformance.manifest",
                               department.resources.source("department.yaml")
                                   ? Span{department.resources.source("department.yaml"), 0, 0}
                                   : Span{},
                               fmt::format("the manifest says {}{}, department.yaml {}", what, says, is),
                               {"build the library again with engross_add_department"}));
  };
  differ("id ", manifest->id, department.id);
  differ("version ", manifest->version, department.version);
  for (const Call call : {Call::derive, Call::select}) {
    const auto feature = call == Call::derive ? message::feature_derive : message::feature_select;
    const auto said = [&](bool decides) {
      return fmt::format("that it {} {}", decides ? "answers" : "does not answer", name_of(call));
    };
    differ("", said((manifest->features & feature) != 0), said(department.decides.contains(call)));
  }
}

// Department::from has read them all; what it found would have been told before this is asked.
void paragraphs_parse(CheckedDepartment& subject, Findings& found) {
  found.said.push_back(fmt::format("{} paragraphs", opened(subject).paragraphs.size()));
}

void paragraphs_alive(CheckedDepartment& subject, Findings& found) {
  const Department& department = opened(subject);
  for (const Paragraph& paragraph : department.paragraphs)
    if (paragraph.language.empty()) judge_days(paragraph, department, subject.options().today, found);
  found.said.push_back(fmt::format("judged on {}", subject.options().today.iso()));
}

// HouseStyle::from has judged it while the department was opened.
void style_in_range(CheckedDepartment& subject, Findings& found) {
  found.said.push_back(opened(subject).style.geometry.name);
}

void fonts_serve(CheckedDepartment& subject, Findings& found) {
  const Characters wanted = wanted_characters(opened(subject));
  const FontSet& fonts = (*subject.workbench())->equipment.fonts;
  check_face(fonts.regular, "regular", Severity::error, fonts, wanted, found);
  check_face(fonts.bold, "bold", Severity::warning, fonts, wanted, found);
  check_face(fonts.italic, "italic", Severity::warning, fonts, wanted, found);
  check_face(fonts.bold_italic, "bold italic", Severity::warning, fonts, wanted, found);
  found.said.push_back(fmt::format("{} characters", wanted.size()));
}

void pictures_serve(CheckedDepartment& subject, Findings& found) {
  const Department& department = opened(subject);
  std::size_t count = 0;
  for (const auto& [path, content] : department.resources.files) {
    if (kind_of_file(path) != FileKind::picture) continue;
    ++count;
    if (const auto picture = Picture::from_bytes(path, content); !picture) append(found.list, picture.error());
  }
  if (const auto& logo = department.style.logo) {
    const std::string_view words = trim(logo->alternative);
    const std::string name = logo->picture.substr(logo->picture.rfind('/') + 1);
    if (words.empty() || words == logo->picture || words == name || words.ends_with(".png") || words.ends_with(".jpg"))
      found.list.push_back(error("conformance.alternative", department.place_in_style("logo.alternative"),
                                 fmt::format("\"{}\" does not say what the picture shows", words),
                                 {"write what somebody who cannot see it should hear, such as the department's name"}));
  }
  found.said.push_back(fmt::format("{} pictures", count));
}

void translations_agree(CheckedDepartment& subject, Findings& found) {
  const Department& department = opened(subject);
  std::size_t count = 0;
  for (const Paragraph& translation : department.paragraphs) {
    if (translation.language.empty()) continue;
    ++count;
    compare_translation(*department.find(translation.id), translation, found);
  }
  if (count == 0) found.skipped = "no paragraph has a translation";
  found.said.push_back(fmt::format("{} translations", count));
}

}  // namespace engross::cases
