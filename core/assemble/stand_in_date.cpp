// In: a letter. Out: the same one with the stand-in date wherever it prints its own. Refuses nothing.
#include "assemble/stand_in_date.hpp"

#include <map>

#include "merge/formatters.hpp"

namespace engross {
namespace {

// Each way to print the letter's date, and how the stand-in prints so. A letter knows its words, not their formatter.
using Printings = std::map<std::string, std::string, std::less<>>;

Printings printings_of(const Letter& letter) {
  const Value own = Value::string(letter.date->iso());
  const Value other = Value::string(stand_in_date().iso());
  Printings printings{{own.text(), other.text()}};
  for (const std::string_view formatter : {"long_date", "short_date", "weekday"})
    for (const std::string_view language :
         {std::string_view(letter.language), std::string_view("en"), std::string_view("cy")})
      if (const auto from = format(formatter, own, language), to = format(formatter, other, language); from && to)
        printings.emplace(*from, *to);
  return printings;
}

bool prints_date(const Inline& run) {
  const std::string& pointer = run.origin.pointer;
  return run.kind == Inline::Kind::text && run.origin.kind == Origin::Kind::value &&
         (pointer == "/letter/date" || pointer == "/case/date");
}

void redate(std::vector<Inline>& inlines, const Printings& printings) {
  for (Inline& run : inlines) {
    if (prints_date(run))
      if (const auto found = printings.find(run.text); found != printings.end()) run.text = found->second;
    redate(run.children, printings);
  }
}

std::shared_ptr<const Table> redated(const Table& of, const Printings& printings) {
  auto table = std::make_shared<Table>(of);
  for (TableCell& cell : table->header) redate(cell.inlines, printings);
  for (std::vector<TableCell>& row : table->rows)
    for (TableCell& cell : row) redate(cell.inlines, printings);
  return table;
}

void redate(std::vector<Block>& blocks, const Printings& printings) {
  for (Block& block : blocks) {
    redate(block.inlines, printings);
    for (ListItem& item : block.items) redate(item.blocks, printings);
    if (block.table) block.table = redated(*block.table, printings);
  }
}

}  // namespace

Date stand_in_date() {
  return *Date::from_ymd(2000, 1, 1);
}

Letter with_stand_in_date(Letter letter) {
  if (!letter.date) return letter;
  const Printings printings = printings_of(letter);
  for (Section& section : letter.sections) redate(section.blocks, printings);
  letter.date = stand_in_date();
  for (Letter& further : letter.further) further = with_stand_in_date(std::move(further));
  return letter;
}

}  // namespace engross
