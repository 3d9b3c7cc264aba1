// In: what differs between two editions of a department. Out: lines for a terminal, or a value for programs.
// Refuses nothing.
#include <fmt/format.h>

#include "library/department_diff.hpp"

namespace engross {
namespace {

std::string named(const std::string& id, const std::string& language) {
  return language.empty() ? id : fmt::format("{} ({})", id, language);
}

class Printer {
 public:
  explicit Printer(DiffStyle style) : style_(style) {}

  std::string print(const DepartmentDiff& diff) {
    out_ = fmt::format("{} {} ({})\n-> {} {} ({})\n", diff.before.id, diff.before.version, diff.before.from,
                       diff.after.id, diff.after.version, diff.after.from);
    if (!diff.paragraphs.empty()) heading("paragraphs");
    for (const ParagraphChange& change : diff.paragraphs) paragraph(change);
    if (!diff.files.empty()) heading("other files");
    for (const FileChange& change : diff.files) file(change);
    if (!diff.letters.empty()) heading("letters");
    for (const LetterChange& change : diff.letters) letter(change);
    return std::move(out_);
  }

 private:
  void heading(std::string_view words) {
    out_ += style_.colour ? fmt::format("\n\033[1m{}\033[0m\n", words) : fmt::format("\n{}\n", words);
  }

  void paragraph(const ParagraphChange& change) {
    out_ += fmt::format("  {} {}", name_of(change.kind), named(change.id, change.language));
    if (!change.old_id.empty()) out_ += ", which was " + change.old_id;
    if (change.old_revision && change.revision)
      out_ += fmt::format(", revision {}", *change.old_revision == *change.revision
                                               ? std::to_string(*change.revision)
                                               : fmt::format("{} -> {}", *change.old_revision, *change.revision));
    out_ += fmt::format(": {}\n", change.title);
    if (!change.note.empty()) out_ += fmt::format("    note: {}\n", change.note);
    fields(change.fields);
    words(change.words);
  }

  void file(const FileChange& change) {
    out_ += fmt::format("  {} {}\n", name_of(change.kind), change.path);
    fields(change.fields);
    words(change.words);
  }

  void fields(const std::vector<FieldChange>& changes) {
    for (const FieldChange& field : changes)
      out_ += fmt::format("    {}: {}{}\n", field.name, one(WordChange::Kind::deleted, field.before),
                          one(WordChange::Kind::inserted, field.after));
  }

  std::string one(WordChange::Kind kind, const std::string& text) const {
    return text.empty() ? "" : engross::print(std::vector<WordChange>{{kind, text}}, style_, "      ");
  }

  void words(const std::vector<WordChange>& changes) {
    if (!changes.empty()) out_ += fmt::format("    {}\n", engross::print(changes, style_, "    "));
  }

  void letter(const LetterChange& change) {
    out_ += fmt::format("  {}: {}\n", change.sample, summary_of(change));
    for (const Diagnostic& fault : change.refused_after)
      out_ += fmt::format("    {} [{}]\n", fault.message, fault.code);
    std::string printed = engross::print(change.letter, style_);
    for (std::string_view rest = printed; !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      out_ += end == 0 ? "\n" : fmt::format("    {}\n", rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  DiffStyle style_;
  std::string out_;
};

Value text(std::string_view of) {
  return Value::string(std::string(of));
}

Value to_value(const Edition& edition) {
  Value value = Value::object();
  value.set("id", text(edition.id));
  value.set("version", text(edition.version));
  value.set("sha256", text(edition.sha256));
  value.set("from", text(edition.from));
  return value;
}

Value to_value(const std::vector<FieldChange>& fields) {
  Value list = Value::array();
  for (const FieldChange& field : fields) {
    Value item = Value::object();
    item.set("name", text(field.name));
    item.set("before", text(field.before));
    item.set("after", text(field.after));
    list.push_back(std::move(item));
  }
  return list;
}

Value number_or_null(const std::optional<int>& number) {
  return number ? Value::number(std::to_string(*number)) : Value();
}

Value to_value(const ParagraphChange& change) {
  Value value = Value::object();
  value.set("kind", text(name_of(change.kind)));
  value.set("id", text(change.id));
  value.set("language", text(change.language));
  value.set("old_id", change.old_id.empty() ? Value() : text(change.old_id));
  value.set("title", text(change.title));
  value.set("old_revision", number_or_null(change.old_revision));
  value.set("revision", number_or_null(change.revision));
  value.set("note", text(change.note));
  value.set("fields", to_value(change.fields));
  value.set("words", engross::to_value(change.words));
  return value;
}

Value messages_of(const Diagnostics& faults) {
  Value list = Value::array();
  for (const Diagnostic& fault : faults) list.push_back(text(fault.message));
  return list;
}

}  // namespace

std::string summary_of(const LetterChange& change) {
  if (!change.refused_before.empty() && !change.refused_after.empty()) return "refused, as before";
  if (!change.refused_after.empty()) return "refused; it could be made before";
  if (!change.refused_before.empty()) return "can be made; it was refused before";
  const std::string pages = change.pages_before == change.pages_after
                                ? ""
                                : fmt::format(", {} pages instead of {}", change.pages_after, change.pages_before);
  if (change.letter.same()) return pages.empty() ? "the same" : "the same words" + pages;
  const std::size_t places = change.letter.changes.size() + change.letter.fields.size();
  return fmt::format("{} {}{}", places, places == 1 ? "change" : "changes", pages);
}

std::string print(const DepartmentDiff& diff, DiffStyle style) {
  return Printer(style).print(diff);
}

Value to_value(const DepartmentDiff& diff) {
  Value value = Value::object();
  value.set("same", Value::boolean(diff.same()));
  value.set("before", to_value(diff.before));
  value.set("after", to_value(diff.after));
  Value paragraphs = Value::array();
  for (const ParagraphChange& change : diff.paragraphs) paragraphs.push_back(to_value(change));
  value.set("paragraphs", std::move(paragraphs));
  Value files = Value::array();
  for (const FileChange& change : diff.files) {
    Value item = Value::object();
    item.set("kind", text(name_of(change.kind)));
    item.set("path", text(change.path));
    item.set("fields", to_value(change.fields));
    item.set("words", engross::to_value(change.words));
    files.push_back(std::move(item));
  }
  value.set("files", std::move(files));
  Value letters = Value::array();
  for (const LetterChange& change : diff.letters) {
    Value item = Value::object();
    item.set("sample", text(change.sample));
    item.set("same", Value::boolean(change.same()));
    item.set("pages_before", Value::number(std::to_string(change.pages_before)));
    item.set("pages_after", Value::number(std::to_string(change.pages_after)));
    item.set("refused_before", messages_of(change.refused_before));
    item.set("refused_after", messages_of(change.refused_after));
    item.set("letter", engross::to_value(change.letter));
    letters.push_back(std::move(item));
  }
  value.set("letters", std::move(letters));
  return value;
}

}  // namespace engross
