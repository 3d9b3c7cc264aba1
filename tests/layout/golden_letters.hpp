// The letters whose pages are kept in golden/: one for every feature that shows.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "fixtures.hpp"
#include "style/read_files.hpp"

namespace engross::test {

inline Geometry preset(const std::string& name) {
  const auto style = HouseStyle::from(yaml("geometry: " + name +
                                           "\nfonts: {regular: r.ttf, bold: b.ttf, italic: i.ttf, bold_italic: bi.ttf}"
                                           "\ntext: {body: {size: 12, leading: 14.5}}"),
                                      presets());
  if (!style) throw std::runtime_error(print(style.error()));
  return style->geometry;
}

inline HyphenationRef english() {
  static const HyphenationRef dictionary = [] {
    const std::string file = "/usr/share/hyphen/hyph_en_GB.dic";
    auto made = Hyphenation::from_bytes(file, bytes_of_file(file));
    if (!made) throw std::runtime_error(print(made.error()));
    return *made;
  }();
  return dictionary;
}

// The reference letter's shape in a department's dress.
inline void dress(Bench& bench, const std::string& geometry = "uk-dl-bs4264") {
  bench.style.geometry = preset(geometry);
  bench.logo = picture(460, 180, "logo.png");
  bench.style.logo = Logo{"logo.png", "Department for Education", 46};
  bench.style.sender_lines = {"Department for Education", "Ministerial and Public", "Communications Division",
                              "Piccadilly Gate",          "Manchester M1 2WD",      "",
                              "Tel: 0370 000 2288"};
  bench.ink["specimen"] = picture(300, 80, "ink.png");
}

inline Section& section(Letter& letter, Part part) {
  for (Section& one : letter.sections)
    if (one.part == part) return one;
  throw std::runtime_error("no such section");
}

inline Block table_of(std::vector<Table::Align> columns, const std::vector<std::string>& header,
                      const std::vector<std::vector<std::string>>& rows) {
  const auto cells = [](const std::vector<std::string>& words) {
    std::vector<TableCell> made;
    for (const std::string& one : words) made.push_back({{text(one)}});
    return made;
  };
  auto table = std::make_shared<Table>();
  table->columns = std::move(columns);
  table->header = cells(header);
  for (const auto& row : rows) table->rows.push_back(cells(row));
  Block block;
  block.kind = Block::Kind::table;
  block.table = std::move(table);
  return block;
}

struct GoldenLetter {
  std::string name;
  std::function<void(Bench&)> make;
};

namespace golden {

inline void justified(Bench& bench) {
  dress(bench);
  bench.style.alignment = Alignment::justified;
  bench.style.hyphenate = true;
  bench.hyphenation["en-GB"] = english();
}

inline void structured(Bench& bench) {
  dress(bench);
  std::vector<Block>& body = section(bench.letter, Part::body).blocks;
  body.clear();
  body.push_back(heading(1, "What schools must do"));
  body.push_back(paragraph({text("Every school has "), within(Inline::Kind::strong, {text("a named lead")}),
                            text(" for safeguarding, who "), within(Inline::Kind::emphasis, {text("may")}),
                            text(" be a governor. See "),
                            within(Inline::Kind::link, {text("the guidance on keeping children safe")},
                                   "https://www.gov.uk/government/publications/keeping-children-safe-in-education"),
                            text(", or write to www.education.gov.uk/contactus/schools/safeguarding-in-england.")}));
  body.push_back(heading(3, "In particular"));
  body.push_back(paragraph("Each governing body makes sure that:"));
  Block list = list_of(false, {prose(14), "the lead is trained every two years,", "records are kept."});
  list.items[1].blocks.push_back(list_of(true, {"by the local authority, or", "by a recognised body"}));
  list.items[1].blocks.push_back(paragraph("and the training is recorded;"));
  body.push_back(std::move(list));
  Block steps = list_of(true, {prose(20), prose(9), prose(12)});
  steps.start = 9;
  steps.tight = false;
  body.push_back(std::move(steps));
  body.push_back(paragraph("The sums that were paid are these."));
  body.push_back(
      table_of({Table::Align::left, Table::Align::centre, Table::Align::right}, {"Local authority", "Year", "Grant"},
               {{"Telford & Wrekin", "2015", "£1,234,000"},
                {"Shropshire, whose grant was paid in two parts because its area changed", "2015", "£987.50"},
                {"Herefordshire", "2016", "£12"}}));
}

inline void after_the_close(Bench& bench) {
  dress(bench);
  bench.letter.marking = "OFFICIAL – SENSITIVE";
  bench.letter.signatures.push_back(
      {"second", {"Robin Quill", "Head of the Response Unit, Home Office"}, "Robin Quill"});
  bench.ink["second"] = picture(120, 120, "second.png");
  bench.letter.sections.push_back(
      {Part::enclosures,
       {lines("Enclosed: Keeping children safe in education\nEnclosed: A list of the reviews that were "
              "published between January 2014 and September 2016, with their authors")}});
  bench.letter.sections.push_back({Part::copies, {lines("Copy to: The Rt Hon Eve Lane MP\nCopy to: Jo Hart MP")}});
}

inline void by_hand(Bench& bench) {
  dress(bench);
  bench.letter.top_and_tail = true;
  section(bench.letter, Part::salutation).blocks.clear();
  section(bench.letter, Part::close).blocks.clear();
  section(bench.letter, Part::body).blocks.resize(1);
}

inline void several_recipients(Bench& bench) {
  dress(bench);
  section(bench.letter, Part::addressee).blocks = {lines("Councillor Ann Watling\nAddenbrooke House\nTelford TF3 4NT"),
                                                   lines("Jo Hart MP\nHouse of Commons\nLondon SW1A 0AA")};
  section(bench.letter, Part::salutation).blocks = {paragraph("Dear Councillor Watling and Ms Hart")};
  bench.letter.recipients = {"Councillor Ann Watling", "Jo Hart MP"};
}

inline void welsh(Bench& bench) {
  dress(bench);
  bench.letter.language = "cy";
  section(bench.letter, Part::salutation).blocks = {paragraph("Annwyl Gynghorydd Llŷr")};
  section(bench.letter, Part::close).blocks = {paragraph("Yn gywir")};
  std::vector<Block>& body = section(bench.letter, Part::body).blocks;
  Block english = body[1];
  english.language = "en-GB";
  body.insert(body.begin() + 1, english);
}

inline void long_words(Bench& bench) {
  dress(bench);
  bench.letter.reference = "2016-0046030/" + std::string(70, '7');
  section(bench.letter, Part::addressee).blocks = {
      lines("The Honorary Secretary of the Association of Governors\nThe Old Telephone Exchange Community "
            "Centre\nTelford\nTF3 4NT")};
  std::string word;
  while (word.size() < 300) word += "incomprehensibilities";
  word.resize(300);
  std::vector<Block>& body = section(bench.letter, Part::body).blocks;
  body = {paragraph("A word of 300 letters: " + word + ", and what follows it."),
          paragraph("An address: https://www.education.gov.uk/" + std::string(40, 'a') + "/" + std::string(40, 'b') +
                    "?reference=2016-0046030&topic=child-sexual-exploitation, which breaks at its marks.")};
}

inline void other_scripts(Bench& bench) {
  dress(bench);
  std::vector<Block>& body = section(bench.letter, Part::body).blocks;
  body = {
      paragraph("Thank you for the letter from Σωκράτης Παπαδόπουλος and Наталья Иванова; the Hebrew name "
                "\xD7\x93\xD7\x95\xD7\x93 \xD7\x9C\xD7\x95\xD7\x99 and the Arabic one "
                "\xD9\x85\xD8\xAD\xD9\x85\xD8\xAF run from right to left, and e\xCC\x81 is one letter in two.")};
}

inline void long_table(Bench& bench) {
  dress(bench);
  std::vector<std::vector<std::string>> rows;
  for (int i = 1; i <= 45; ++i)
    rows.push_back({"Case " + std::to_string(i), prose(static_cast<std::size_t>(3 + i % 11)), std::to_string(i * 37)});
  section(bench.letter, Part::body).blocks = {paragraph("These are the cases."),
                                              table_of({Table::Align::left, Table::Align::left, Table::Align::right},
                                                       {"Case", "What was decided", "Days"}, rows)};
}

inline void proof(Bench& bench) {
  dress(bench);
  bench.proof_mark = "PROOF – not issued";
  bench.letter.marking = "OFFICIAL";
  bench.style.page_number_align = HorizontalPlace::centre;
  bench.ink.clear();
}

}  // namespace golden

inline std::vector<GoldenLetter> golden_letters() {
  std::vector<GoldenLetter> all;
  for (const std::string name : {"uk-dl-bs4264", "notify-2.4", "uk-c5", "din-5008-a", "din-5008-b"})
    all.push_back({"reference-" + name, [name](Bench& bench) { dress(bench, name); }});
  all.insert(all.end(), {{"justified", golden::justified},
                         {"structured", golden::structured},
                         {"after-the-close", golden::after_the_close},
                         {"by-hand", golden::by_hand},
                         {"several-recipients", golden::several_recipients},
                         {"welsh", golden::welsh},
                         {"long-words", golden::long_words},
                         {"other-scripts", golden::other_scripts},
                         {"long-table", golden::long_table},
                         {"proof", golden::proof}});
  return all;
}

}  // namespace engross::test
