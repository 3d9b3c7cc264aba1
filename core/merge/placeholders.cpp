// In: a compiled template. Out: its text with a token for every tag, which says what would stand there.
// Refuses nothing: a template with more tags than there are tokens loses the words of those beyond.
#include "merge/placeholders.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "merge/program.hpp"

namespace engross {
namespace {

using Kind = Op::Kind;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r") == std::string_view::npos;
}

class Placing {
 public:
  explicit Placing(const Template::Program& program) : program_(program) {}

  MergedText run() {
    for (std::size_t i = 0; i < program_.ops.size(); ++i) {
      const Op& op = program_.ops[i];
      const bool formats = op.kind == Kind::section && op.formatted != Op::none;
      place(op);
      if (formats && op.target > i + 1) i = op.target - 1;
    }
    return std::move(made_);
  }

 private:
  void place(const Op& op) {
    switch (op.kind) {
      case Kind::text:
      case Kind::hollow_end:
        return copy(op);
      case Kind::variable:
      case Kind::unescaped:
        return add(op, path(op.path));
      case Kind::section:
        if (op.formatted != Op::none) return add(op, path(op.formatted) + " as " + spaced(path(op.path)));
        return add_section(op, "if " + path(op.path) + ":");
      case Kind::inverted:
        return add_section(op, "if not " + path(op.path) + ":");
      case Kind::end:
        return add_section(op, "end if");
      case Kind::partial:
      case Kind::dynamic_partial:
        return add_section(op, "the partial " + path(op.path));
      case Kind::hollow_begin:
        return;
    }
  }

  std::string path(std::uint32_t index) const {
    return index == Op::none                   ? std::string("it")
           : program_.paths[index].text == "." ? "each of it"
                                               : program_.paths[index].text;
  }

  static std::string spaced(std::string words) {
    std::ranges::replace(words, '_', ' ');
    return words;
  }

  void copy(const Op& op) {
    const auto begin = static_cast<std::uint32_t>(made_.text.size());
    made_.text += program_.bytes(op.begin, op.end);
    piece(begin, program_.span(op));
  }

  void add(const Op& op, const std::string& words) {
    const auto token = made_.tokens.add({"‹" + words + "›", {Origin::Kind::value, program_.span(op), {}}});
    if (!token) return;
    const auto begin = static_cast<std::uint32_t>(made_.text.size());
    append_utf8(made_.text, *token);
    piece(begin, program_.span(op));
  }

  void piece(std::uint32_t begin, Span span) {
    const auto end = static_cast<std::uint32_t>(made_.text.size());
    if (end > begin) made_.pieces.push_back({begin, end, std::move(span)});
  }

  void add_section(const Op& op, const std::string& words) {
    if (!stands_alone(op)) return add(op, words);
    if (in_table(op)) {
      made_.text += "| ";
      add(op, words);
      made_.text += " |\n";
      return;
    }
    if (!made_.text.empty()) made_.text += made_.text.ends_with('\n') ? "\n" : "\n\n";
    add(op, words);
    made_.text += "\n\n";
  }

  // The rest of the line that a place of the source stands in, on either side of it.
  std::string_view before(std::uint32_t at) const {
    const std::string_view text = std::string_view(program_.source->text).substr(0, at);
    return text.substr(text.rfind('\n') == std::string_view::npos ? 0 : text.rfind('\n') + 1);
  }
  std::string_view after(std::uint32_t at) const {
    const std::string_view text = std::string_view(program_.source->text).substr(at);
    return text.substr(0, text.find('\n'));
  }
  bool stands_alone(const Op& op) const { return is_blank(before(op.begin)) && is_blank(after(op.end)); }

  // Rows on both sides, or on the side that the section holds.
  bool in_table(const Op& op) const {
    const std::size_t last = made_.text.find_last_not_of(" \n");
    if (last == std::string::npos || made_.text[last] != '|') return false;
    return made_.text.find("\n\n", last) == std::string::npos && op.kind != Kind::partial;
  }

  const Template::Program& program_;
  MergedText made_;
};

}  // namespace

MergedText with_placeholders(const Template& of) {
  return Placing(of.program()).run();
}

}  // namespace engross
