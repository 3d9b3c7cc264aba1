// In: forwarding.yaml and the paragraphs that there are. Out: what became of those that are no more.
// Refuses: unknown keys, entries that are neither a renaming nor a withdrawal, ids twice or of paragraphs that are
// still there, ways that lead nowhere or in a circle.
#include "department/read_forwarding.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "data/read.hpp"
#include "department/department_yaml.hpp"
#include "department/lenders.hpp"
#include "style/fields.hpp"

namespace engross {
namespace {

// The notes of one file.
class Notes {
 public:
  Notes(const Document& document, Diagnostics& problems) : document_(document), problems_(problems) {}

  std::map<std::string, ForwardingNote, std::less<>> read() {
    for (const Value& item : document_.root.items()) {
      if (item.is_object())
        read_note(item);
      else
        report(std::string(department_codes.type), document_.span(item),
               "a note is an object: {id: OLD, to: NEW, since: DAY, because: WHY}");
    }
    return std::move(notes_);
  }

 private:
  void report(std::string code, const Span& at, std::string message, std::vector<std::string> hints = {}) {
    problems_.push_back(error(std::move(code), at, std::move(message), std::move(hints)));
  }

  void read_note(const Value& item) {
    Fields fields(document_, item, "", problems_, department_codes);
    ForwardingNote note;
    fields.require({"id", "because"});
    const bool named = read_id(fields, "id", note.id);
    note.place = fields.span("id");
    fields.text("because", note.because);
    read_fate(fields, note);
    fields.refuse_unknown();
    if (named && !notes_.emplace(note.id, note).second)
      report("department.forwarding", note.place, fmt::format("there are two notes about \"{}\"", note.id),
             {"a paragraph that was renamed again has a note for each of its old ids"});
  }

  static bool read_id(Fields& fields, std::string_view key, std::string& to) {
    if (!fields.text(key, to)) return false;
    if (is_id(to)) return true;
    fields.report("department.id", fields.span(key), fmt::format("\"{}\" is no paragraph id", to),
                  {"an id is made of small letters, digits and single hyphens, and begins with a letter"});
    return false;
  }

  // Renamed, with `to` and `since`; or withdrawn, with that day.
  void read_fate(Fields& fields, ForwardingNote& note) const {
    const bool renamed = fields.has("to");
    const bool withdrawn = fields.has("withdrawn");
    if (renamed && withdrawn)
      fields.report("department.forwarding", fields.span("withdrawn"),
                    "a paragraph is either renamed or withdrawn, and this note says both",
                    {"leave \"to\" or \"withdrawn\" out"});
    if (!renamed && !withdrawn)
      fields.report("department.missing", fields.span(""), "this note says neither \"to\" nor \"withdrawn\"",
                    {"write {id: OLD, to: NEW, since: DAY, because: WHY}, or {id: OLD, withdrawn: DAY, because: WHY}"});
    if (renamed) {
      fields.require({"since"});
      read_id(fields, "to", note.to);
      note.to_place = fields.span("to");
      read_day(fields, "since", note.since);
    }
    if (!withdrawn) return;
    read_day(fields, "withdrawn", note.since);
    if (!renamed && fields.has("since"))
      fields.report("department.forwarding", fields.span("since"),
                    "a withdrawn paragraph has one day, that of \"withdrawn\"", {"leave \"since\" out"});
    fields.known("since");
  }

  static void read_day(Fields& fields, std::string_view key, Date& to) {
    std::string text;
    if (!fields.text(key, text)) return;
    if (const auto day = Date::parse(text))
      to = *day;
    else
      fields.report("department.date", fields.span(key), fmt::format("\"{}\" is {}, which is no day", key, text),
                    {"write days as 2016-09-01"});
  }

  const Document& document_;
  Diagnostics& problems_;
  std::map<std::string, ForwardingNote, std::less<>> notes_;
};

// Where the notes of all files lead.
class Ways {
 public:
  Ways(const Department& department, Diagnostics& problems) : department_(department), problems_(problems) {}

  void check() {
    for (const auto& [id, note] : department_.forwarding.notes) {
      if (department_.find(id) != nullptr)
        report(note.place, fmt::format("there is a paragraph \"{}\", so nothing is forwarded from it", id),
               {"take the note away, or the paragraph"});
      if (!note.withdrawn() && department_.find(note.to) == nullptr && !department_.forwarding.notes.contains(note.to))
        report(note.to_place, fmt::format("there is no paragraph \"{}\" to forward to", note.to), hints_for(note.to));
      refuse_way(note);
    }
  }

 private:
  void report(const Span& at, std::string message, std::vector<std::string> hints) {
    problems_.push_back(error("department.forwarding", at, std::move(message), std::move(hints)));
  }

  std::vector<std::string> hints_for(const std::string& name) const {
    std::string near = did_you_mean(name, department_.paragraph_ids());
    return {near.empty() ? "name a paragraph's id, or another note's; one that has gone was withdrawn" : near};
  }

  void refuse_way(const ForwardingNote& start) {
    const ForwardingWay way = department_.forwarding.follow(start.id);
    if (way.size() <= Forwarding::longest_way) return refuse_circle(start, way);
    if (!told_too_long_)
      report(start.place, fmt::format("more than {} notes lead on from \"{}\"", Forwarding::longest_way, start.id),
             {"let old notes lead straight to what the paragraph is called now"});
    told_too_long_ = true;
  }

  // Told once, at the note whose id sorts first.
  void refuse_circle(const ForwardingNote& start, const ForwardingWay& way) {
    if (way.back()->to != start.id) return;
    std::vector<std::string> ids;
    for (const ForwardingNote* note : way) ids.push_back(note->id);
    if (std::ranges::min(ids) != start.id) return;
    ids.push_back(start.id);
    report(start.place, fmt::format("these notes lead in a circle: {}", fmt::join(ids, " -> ")),
           {"let the last one lead to a paragraph that there is"});
  }

  const Department& department_;
  Diagnostics& problems_;
  bool told_too_long_ = false;  // of one, which the others lead to
};

std::map<std::string, ForwardingNote, std::less<>> read_notes(const SourceRef& source, Diagnostics& problems) {
  if (!source) return {};
  const auto document = read_yaml(source);
  if (!document) {
    append(problems, document.error());
    return {};
  }
  if (document->root.is_array()) return Notes(*document, problems).read();
  problems.push_back(error(std::string(department_codes.type), {source, 0, 0},
                           "forwarding.yaml must be a list of notes",
                           {"write lines such as \"- {id: OLD, to: NEW, since: 2016-09-01, because: WHY}\""}));
  return {};
}

}  // namespace

void read_forwarding(Department& to, Diagnostics& problems) {
  const std::size_t before = problems.size();
  auto& notes = to.forwarding.notes;
  notes = read_notes(to.resources.source("forwarding.yaml"), problems);
  // What was taken over holds as far as the department has not said otherwise, by a paragraph or a note of its own.
  for (const Lender& lender : to.resources.lenders)
    for (auto& [id, note] : read_notes(to.resources.source(lent_notes(lender.id)), problems))
      if (to.find(id) == nullptr) notes.emplace(id, std::move(note));
  if (problems.size() == before) Ways(to, problems).check();
}

}  // namespace engross
