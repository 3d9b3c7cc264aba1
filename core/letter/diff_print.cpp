// In: what differs between two letters. Out: lines for a terminal, or a value for programs. Refuses nothing.
#include <fmt/format.h>

#include "letter/diff.hpp"

namespace engross {
namespace {

class Printer {
 public:
  explicit Printer(DiffStyle style, std::string_view indent = "    ") : style_(style), indent_(indent) {}

  std::string print(const std::vector<WordChange>& words) {
    for (const WordChange& word : words) stretch(word);
    return std::move(out_);
  }

  std::string print(const LetterDiff& diff) {
    for (const FieldChange& field : diff.fields) this->field(field);
    for (const BlockChange& change : diff.changes) block(change);
    return std::move(out_);
  }

 private:
  void field(const FieldChange& field) {
    heading(field.name + in(field.language));
    out_ += "    ";
    stretch({WordChange::Kind::deleted, field.before});
    stretch({WordChange::Kind::inserted, field.after});
    out_ += '\n';
  }

  void block(const BlockChange& change) {
    const std::string where = name_of(change.after ? *change.after : *change.before);
    const std::string whose = change.id.empty() ? "" : fmt::format(" ({})", change.id);
    const bool moved = change.kind == BlockChange::Kind::moved;
    heading(fmt::format("{}{}{} {}{}", where, in(change.language), whose, engross::name_of(change.kind),
                        moved ? " from " + name_of(*change.before) : ""));
    out_ += "    ";
    for (const WordChange& word : change.words) stretch(word);
    out_ += '\n';
  }

  static std::string in(const std::string& language) { return language.empty() ? "" : " in " + language; }

  static std::string name_of(const BlockPlace& place) {
    return fmt::format("{} {}", engross::name_of(place.part), place.number);
  }

  void heading(std::string_view text) {
    if (!out_.empty()) out_ += '\n';
    out_ += style_.colour ? fmt::format("\033[1m{}\033[0m\n", text) : fmt::format("{}\n", text);
  }

  // A stretch of several lines is marked on each, and where the line ends changed, they are made visible.
  void stretch(const WordChange& word) {
    for (std::string_view rest = word.text; !rest.empty();) {
      const std::size_t feed = rest.find('\n');
      const bool ends = feed != std::string_view::npos;
      line(word.kind, rest.substr(0, feed), ends);
      if (ends) out_.append("\n").append(indent_);
      rest.remove_prefix(ends ? feed + 1 : rest.size());
    }
  }

  void line(WordChange::Kind kind, std::string_view text, bool ends) {
    if (kind == WordChange::Kind::same) {
      out_ += text;
      return;
    }
    const bool deleted = kind == WordChange::Kind::deleted;
    if (style_.colour) out_ += deleted ? "\033[31m" : "\033[32m";
    out_ += deleted ? "[-" : "{+";
    out_ += text;
    if (ends) out_ += "↵";
    out_ += deleted ? "-]" : "+}";
    if (style_.colour) out_ += "\033[0m";
  }

  DiffStyle style_;
  std::string_view indent_;
  std::string out_;
};

Value text(std::string_view of) {
  return Value::string(std::string(of));
}

Value to_value(const std::optional<BlockPlace>& place) {
  if (!place) return {};
  Value value = Value::object();
  value.set("part", text(name_of(place->part)));
  value.set("number", Value::number(std::to_string(place->number)));
  return value;
}

Value to_value(const FieldChange& field) {
  Value value = Value::object();
  value.set("name", text(field.name));
  value.set("before", text(field.before));
  value.set("after", text(field.after));
  if (!field.language.empty()) value.set("language", text(field.language));
  return value;
}

Value to_value(const BlockChange& change) {
  Value value = Value::object();
  value.set("kind", text(name_of(change.kind)));
  value.set("before", to_value(change.before));
  value.set("after", to_value(change.after));
  value.set("id", change.id.empty() ? Value() : text(change.id));
  value.set("words", to_value(change.words));
  if (!change.language.empty()) value.set("language", text(change.language));
  return value;
}

}  // namespace

std::string_view name_of(WordChange::Kind kind) {
  switch (kind) {
    case WordChange::Kind::same:
      return "same";
    case WordChange::Kind::deleted:
      return "deleted";
    case WordChange::Kind::inserted:
      return "inserted";
  }
  return "";
}

std::string_view name_of(BlockChange::Kind kind) {
  switch (kind) {
    case BlockChange::Kind::inserted:
      return "inserted";
    case BlockChange::Kind::deleted:
      return "deleted";
    case BlockChange::Kind::changed:
      return "changed";
    case BlockChange::Kind::moved:
      return "moved";
  }
  return "";
}

std::string print(const LetterDiff& diff, DiffStyle style) {
  return Printer(style).print(diff);
}

std::string print(const std::vector<WordChange>& words, DiffStyle style, std::string_view indent) {
  return Printer(style, indent).print(words);
}

Value to_value(const std::vector<WordChange>& words) {
  Value list = Value::array();
  for (const WordChange& word : words) {
    Value one = Value::object();
    one.set("kind", text(name_of(word.kind)));
    one.set("text", text(word.text));
    list.push_back(std::move(one));
  }
  return list;
}

Value to_value(const LetterDiff& diff) {
  Value value = Value::object();
  value.set("same", Value::boolean(diff.same()));
  Value fields = Value::array();
  for (const FieldChange& field : diff.fields) fields.push_back(to_value(field));
  value.set("fields", std::move(fields));
  Value changes = Value::array();
  for (const BlockChange& change : diff.changes) changes.push_back(to_value(change));
  value.set("changes", std::move(changes));
  return value;
}

}  // namespace engross
