// Letters for the checks' tests: a clean one of which a test changes what it is about.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "checks/checker.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {

// What the departments' checks share, as it is installed.
inline const Department& plain_department() {
  static const Department made = [] {
    const auto shared = SharedResources::read(SystemWorld(), ENGROSS_SOURCE_DIR "/templates");
    if (!shared) throw std::runtime_error(print(shared.error()));
    Department department;
    Diagnostics problems;
    read_shared_checks(shared->checks, department.checks, problems);
    auto forms = FormsOfAddress::from(shared->forms_of_address);
    if (!problems.empty() || !forms) throw std::runtime_error(print(problems));
    department.forms = std::move(*forms);
    return department;
  }();
  return made;
}

// "a\nb" is two lines of a block, an empty text no block at all. "[[words]]" are a value of the case.
struct LetterToCheck {
  std::string template_name = "reply";
  std::string language = "en-GB";
  std::string addressee = "Councillor Jean Watling\nAddenbrooke House\nTelford\nTF3 4NT";
  std::string reference = "Our ref: 2016-0046030\n26 October 2016";
  std::string salutation = "Dear Councillor Watling";
  std::string opening = "Thank you for your letter of 30 September 2016 about school places.";
  std::string body = "Every child of school age has a right to a place.";
  std::string close = "Yours sincerely";
  std::string date = "2016-10-26";
  std::string correspondent =
      R"({"title": "Councillor", "forename": "Jean", "surname": "Watling", "role": "councillor",
          "address": ["Addenbrooke House", "Telford"], "postcode": "TF3 4NT"})";
  std::string incoming = R"({"dated": "2016-09-30"})";
  std::string more = "";    // further fields of the case: ", \"topics\": []"
  bool drafted = false;     // an officer's draft, and not as the case makes it
  std::string target = "";  // of a link that the body ends with
};

inline Inline run_from(const std::string& text, Origin::Kind kind) {
  Inline run;
  run.text = text;
  run.origin.kind = kind;
  run.origin.span = {make_source("paragraphs/p.md", text), 0, static_cast<std::uint32_t>(text.size())};
  return run;
}

inline std::vector<Inline> inlines_of(const std::string& text) {
  std::vector<Inline> inlines;
  std::string plain;
  const auto flush = [&](Origin::Kind kind) {
    if (!plain.empty()) inlines.push_back(run_from(plain, kind));
    plain.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      flush(Origin::Kind::paragraph);
      inlines.push_back({.kind = Inline::Kind::line_break});
    } else if (text.substr(i, 2) == "[[") {
      flush(Origin::Kind::paragraph);
      ++i;
    } else if (text.substr(i, 2) == "]]") {
      flush(Origin::Kind::value);
      ++i;
    } else {
      plain += text[i];
    }
  }
  flush(Origin::Kind::paragraph);
  return inlines;
}

inline Letter letter_of(const LetterToCheck& of) {
  Letter letter;
  letter.template_name = of.template_name;
  letter.language = of.language;
  letter.reference = "2016-0046030";
  letter.date = Date::parse(of.date);
  const auto add = [&](Part part, const std::string& text) {
    if (text.empty()) return;
    Block block;
    block.inlines = inlines_of(text);
    if (part == Part::body && !of.target.empty()) {
      Inline link{
          .kind = Inline::Kind::link, .target = of.target, .children = {run_from("here", Origin::Kind::paragraph)}};
      block.inlines.push_back(link);
    }
    letter.sections.push_back({part, {block}});
  };
  add(Part::addressee, of.addressee);
  add(Part::reference, of.reference);
  add(Part::salutation, of.salutation);
  add(Part::opening, of.opening);
  add(Part::body, of.body);
  add(Part::close, of.close);
  return letter;
}

inline Diagnostics findings_of(const LetterToCheck& of, const Department& department = plain_department(),
                               CleanLines* known = nullptr) {
  const std::string json = R"({"reference": "2016-0046030", "department": "d", "correspondent": )" + of.correspondent +
                           R"(, "incoming": )" + of.incoming + of.more + "}";
  const auto case_ = Case::from(make_source("case.json", json));
  if (!case_) throw std::runtime_error(print(case_.error()));
  const Letter letter = letter_of(of);
  DraftOfLetter from;
  if (of.drafted) from.draft = make_source("reply.md", "---\n---\n::: opening\n:::\n::: body\n:::\n");
  return Checker(department).check(letter, *case_, from, known);
}

inline std::vector<std::string> codes_of(const Diagnostics& findings) {
  std::vector<std::string> codes;
  for (const Diagnostic& d : findings) codes.push_back(d.code);
  return codes;
}

}  // namespace engross::test
