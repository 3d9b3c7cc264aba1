// In: JSON Lines or a JSON array. Out: a case for each line or element, as it stands or by a mapping of its members.
// Refuses: JSON Lines whose first case goes over several lines; row by row what is too long, is no text that a letter
// can hold, and what the mapping refuses. Whether an element is a case is for its reader.
#include "exports/json_rows.hpp"

#include <fmt/format.h>

#include "base/enough.hpp"
#include "base/text.hpp"
#include "data/read.hpp"
#include "exports/own_columns.hpp"

namespace engross {

Result<void> Export::JsonRows::begin() {
  if (layout_ == JsonElements::Layout::lines) {
    const Result<void> sound = look_at_first_line();
    if (!sound) return sound;
  }
  if (!options_.mapping) return {};
  cells_.emplace(*options_.mapping);
  const std::vector<std::string>& names = cells_->columns();
  Result<RowMapping> bound = RowMapping::bind(options_.mapping, names, name_, notes_);
  if (!bound) return tl::unexpected<Diagnostics>(bound.error());
  mapping_ = std::move(*bound);
  columns_ = std::make_shared<const std::vector<std::string>>(names);
  return {};
}

// A case that is written over several lines would be refused a hundred thousand times, a line each.
Result<void> Export::JsonRows::look_at_first_line() {
  const Result<void> head = window_.at_least(65536);
  if (!head) return head;
  std::string_view text = window_.view();
  while (!text.empty() && trim(text.substr(0, 1)).empty()) text.remove_prefix(1);
  const std::string_view line = text.substr(0, text.find('\n'));
  JsonScanner in_line;
  in_line.feed(line);
  JsonScanner in_all;
  in_all.feed(text);
  const bool several = in_line.state() == JsonScanner::State::open && !in_line.in_string() && in_line.is_object() &&
                       in_all.state() == JsonScanner::State::done;
  if (!several) return {};
  return fail(error("exports.format", {},
                    fmt::format("{} has a case over several lines, and JSON Lines have one a line", name_),
                    {"write one case a line: jq -c . FILE > FILE.jsonl", "or put them into one array: [{…}, {…}]",
                     "for one letter, use engross issue"}));
}

Result<std::optional<ExportedCase>> Export::JsonRows::next() {
  const Result<bool> there = elements_.next(element_);
  if (!there) return tl::unexpected<Diagnostics>(there.error());
  if (!*there) {
    say_what_is_left();
    return std::nullopt;
  }
  ExportedCase made;
  made.row = ++row_;
  read_element(made);
  if (!made.faults.empty()) make_utf8(made);
  return made;
}

void Export::JsonRows::add_fault(ExportedCase& to, std::optional<std::size_t> column, Diagnostic fault) const {
  const std::string place = column ? fmt::format(", column \"{}\"", (*columns_)[*column]) : "";
  fault.message = fmt::format("row {} (line {}){}: {}", to.row, to.line, place, fault.message);
  add_up_to_most(to.faults, std::move(fault));
}

void Export::JsonRows::read_element(ExportedCase& to) {
  to.line = element_.line;
  to.raw = element_.text;
  to.whole = element_.whole && !element_.too_long && element_.scanned.is_object();
  if (element_.too_long)
    return add_fault(to, {},
                     error("exports.too-long", {}, fmt::format("it has more than {} bytes", options_.limits.row),
                           {"no letter is made from so much"}));
  if (auto fault = fault_of_text(element_.text)) {
    to.line += static_cast<std::size_t>(std::ranges::count(element_.text.substr(0, fault->offset), '\n'));
    add_fault(to, {}, std::move(fault->fault));
    to.line = element_.line;
    return;
  }
  if (const auto& own = element_.scanned.own(); own && to.whole) to.raw.erase(own->begin, own->end - own->begin);
  take_as_it_is(to);
  if (mapping_) map(to);
}

void Export::JsonRows::take_as_it_is(ExportedCase& to) {
  to.text = make_source(fmt::format("{}, row {}", name_, to.row), to.raw);
  to.places = CellPlaces(to.row, to.line, nullptr);
  to.places.of(to.text);
  const auto& reference = element_.scanned.reference();
  if (!reference) return;
  const std::string_view quoted = element_.text.substr(reference->begin, reference->end - reference->begin);
  to.key = quoted.substr(1, quoted.size() - 2);
  if (to.key.find('\\') == std::string::npos && is_nfc(to.key)) return;
  const Result<Document> read = read_json(make_source("reference", std::string(quoted)));
  to.key = read ? read->root.text() : std::string();
}

void Export::JsonRows::map(ExportedCase& to) {
  const Result<Document> read = read_json(to.text);
  const Diagnostics broken = read ? Diagnostics() : to.places.translate(read.error());
  to.text = nullptr;
  to.key.clear();
  to.faults.insert(to.faults.end(), broken.begin(), broken.end());
  if (!read) return;
  if (!read->root.is_object())
    return add_fault(
        to, {},
        error("exports.format", {}, fmt::format("a row is an object, not {}", with_article(read->root.kind())),
              {"write an object for each row, with the columns as its members"}));
  if (auto fault = cells_->read(read->root)) return add_fault(to, fault->column, std::move(fault->fault));
  mapping_->write(cells_->cells(), mapped_);
  to.key = mapped_.key;
  for (CellFault& fault : mapped_.faults) add_fault(to, fault.column, std::move(fault.fault));
  if (!to.faults.empty()) return;
  to.text = make_source(fmt::format("{}, row {}", name_, to.row), mapped_.text);
  to.places = CellPlaces(to.row, to.line, columns_);
  to.places.of(to.text);
  to.places.all(mapped_.places);
}

void Export::JsonRows::say_what_is_left() {
  if (!cells_) return;
  notes_ = cells_->notes(name_);
  cells_.reset();
}

}  // namespace engross
