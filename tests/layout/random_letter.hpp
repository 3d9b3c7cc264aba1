// Letters that nobody would write: every part and block in every mixture, the same for the same seed everywhere.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "fixtures.hpp"

namespace engross::test {

class RandomAuthor {
 public:
  explicit RandomAuthor(unsigned seed) : random_(seed) {}

  unsigned up_to(unsigned most) { return static_cast<unsigned>(random_()) % (most + 1); }
  bool one_in(unsigned n) { return up_to(n - 1) == 0; }
  Letter letter();

 private:
  std::string word();
  std::string words(unsigned count);
  std::vector<Inline> inlines(unsigned count);
  Block list(int depth);
  Block table();
  Block block();
  void add_head(Letter& letter);
  void add_foot(Letter& letter);

  std::mt19937 random_;
};

inline std::string RandomAuthor::word() {
  static const char* const stock[] = {"a",
                                      "of",
                                      "the",
                                      "school",
                                      "safeguarding",
                                      "children’s",
                                      "age-old",
                                      "£1,234.50",
                                      "naïve",
                                      "Llŷn",
                                      "ŵyn",
                                      "(see",
                                      "below)",
                                      "–",
                                      "and/or",
                                      "“quoted”",
                                      "extraordinarily",
                                      "it.",
                                      "https://www.education.gov.uk/contactus/a-long-path?with=query&and=more",
                                      "co\xE2\x80\x91operate",
                                      ("unbreak\xC2\xA0"
                                       "able"),
                                      "soft\xC2\xADhyphen"};
  return stock[up_to(std::size(stock) - 1)];
}

inline std::string RandomAuthor::words(unsigned count) {
  std::string made;
  for (unsigned i = 0; i < count; ++i) made += (i == 0 ? "" : " ") + word();
  return made;
}

inline std::vector<Inline> RandomAuthor::inlines(unsigned count) {
  std::vector<Inline> made;
  while (count > 0) {
    const unsigned part = std::min(count, 1 + up_to(12));
    count -= part;
    std::vector<Inline> one{
        text((made.empty() ? "" : " ") + words(part), one_in(2) ? Origin::Kind::value : Origin::Kind::paragraph)};
    switch (up_to(5)) {
      case 0:
        made.push_back(within(Inline::Kind::strong, std::move(one)));
        break;
      case 1:
        made.push_back(within(Inline::Kind::emphasis, std::move(one)));
        break;
      case 2:
        made.push_back(within(Inline::Kind::link, std::move(one), "https://example.org/"));
        break;
      default:
        made.push_back(std::move(one.front()));
    }
  }
  return made;
}

inline Block RandomAuthor::list(int depth) {
  Block block;
  block.kind = Block::Kind::list;
  block.ordered = one_in(2);
  block.tight = one_in(2);
  block.start = 1 + static_cast<int>(up_to(98));
  const unsigned items = 1 + up_to(4);
  for (unsigned i = 0; i < items; ++i) {
    ListItem item{{paragraph(inlines(1 + up_to(30)))}};
    if (depth < 3 && one_in(4)) item.blocks.push_back(list(depth + 1));
    if (one_in(5)) item.blocks.push_back(paragraph(inlines(1 + up_to(10))));
    block.items.push_back(std::move(item));
  }
  return block;
}

inline Block RandomAuthor::table() {
  auto table = std::make_shared<Table>();
  const unsigned columns = 1 + up_to(3), rows = 1 + up_to(14);
  for (unsigned i = 0; i < columns; ++i) {
    table->columns.push_back(static_cast<Table::Align>(up_to(2)));
    table->header.push_back({inlines(1 + up_to(3))});
  }
  for (unsigned r = 0; r < rows; ++r) {
    std::vector<TableCell> row;
    for (unsigned i = 0; i < columns; ++i) row.push_back({one_in(9) ? std::vector<Inline>{} : inlines(1 + up_to(8))});
    table->rows.push_back(std::move(row));
  }
  Block block;
  block.kind = Block::Kind::table;
  block.table = std::move(table);
  return block;
}

inline Block RandomAuthor::block() {
  switch (up_to(7)) {
    case 0:
      return heading(1 + static_cast<int>(up_to(5)), words(1 + up_to(8)));
    case 1:
      return list(0);
    case 2:
      return one_in(2) ? table() : list(0);
    default:
      return paragraph(inlines(1 + up_to(120)));
  }
}

inline void RandomAuthor::add_head(Letter& letter) {
  Block address;
  const unsigned lines_of_address = 1 + up_to(4);
  for (unsigned i = 0; i < lines_of_address; ++i) {
    if (i > 0) address.inlines.push_back(line_break());
    address.inlines.push_back(text("Line " + std::to_string(i), Origin::Kind::value));
  }
  letter.sections.push_back({Part::addressee, {address}});
  letter.sections.push_back({Part::reference, {lines("Our ref: 1\nYour ref: 2"), lines("26 October 2016")}});
  if (!letter.top_and_tail) letter.sections.push_back({Part::salutation, {paragraph("Dear " + words(2))}});
  if (one_in(2)) letter.sections.push_back({Part::subject, {paragraph(words(1 + up_to(14)))}});
}

inline void RandomAuthor::add_foot(Letter& letter) {
  if (!letter.top_and_tail) letter.sections.push_back({Part::close, {paragraph("Yours sincerely")}});
  if (one_in(3))
    letter.sections.push_back({Part::enclosures, {paragraph("Enclosed:"), list_of(false, {words(3), words(5)})}});
  if (one_in(4)) letter.sections.push_back({Part::copies, {lines("Copy to:\nthe one\nthe other")}});
  const unsigned signatories = up_to(3);
  for (unsigned i = 0; i < signatories; ++i)
    letter.signatures.push_back({"s", {"SIGNED " + std::to_string(i), words(3)}, words(2)});
}

inline Letter RandomAuthor::letter() {
  Letter letter;
  letter.reference = "2016-0046030";
  letter.date = Date::parse("2016-10-26");
  letter.recipients = {words(1 + up_to(5))};
  if (one_in(3)) letter.marking = "OFFICIAL – SENSITIVE";
  letter.top_and_tail = one_in(6);
  add_head(letter);
  Section body{Part::body, {}};
  const unsigned blocks = up_to(9);
  for (unsigned i = 0; i < blocks; ++i) body.blocks.push_back(block());
  letter.sections.push_back(std::move(body));
  add_foot(letter);
  return letter;
}

}  // namespace engross::test
