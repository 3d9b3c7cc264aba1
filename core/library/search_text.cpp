// In: a paragraph. Out: its words on one line, as somebody would look for them.
// Refuses nothing.
#include "library/search_text.hpp"

#include "department/front_matter.hpp"
#include "letter/markdown.hpp"
#include "merge/placeholders.hpp"

namespace engross {
namespace {

constexpr std::string_view field = "‹…›";

// What with_placeholders() says of a section says nothing that is looked for.
bool is_section_tag(std::string_view placeholder) {
  constexpr std::string_view open = "‹";
  if (!placeholder.starts_with(open)) return false;
  placeholder.remove_prefix(open.size());
  const auto ends_with_colon = placeholder.ends_with(":›");
  return (placeholder.starts_with("if ") && ends_with_colon) || placeholder == "end if›" ||
         placeholder.starts_with("the partial ");
}

// Words one after the other, a space between them.
class Line {
 public:
  void add(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t gap = no_break_space_at(text, at);
      if (gap > 0 || text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r') {
        part();
        at += std::max<std::size_t>(gap, 1);
      } else {
        put(text.substr(at++, 1));
      }
    }
  }
  void part() { parted_ = true; }
  std::string take() { return std::move(line_); }

 private:
  static std::size_t no_break_space_at(std::string_view text, std::size_t at) {
    constexpr std::string_view no_break = "\u00A0";
    return text.substr(at).starts_with(no_break) ? no_break.size() : 0;
  }
  void put(std::string_view bytes) {
    if (parted_ && !line_.empty()) line_ += ' ';
    parted_ = false;
    line_ += bytes;
  }

  std::string line_;
  bool parted_ = false;
};

void add(Line& to, const std::vector<Inline>& inlines) {
  for (const Inline& run : inlines) {
    if (run.kind == Inline::Kind::line_break) to.part();
    if (run.kind == Inline::Kind::text && run.origin.kind == Origin::Kind::value)
      is_section_tag(run.text) ? to.part() : to.add(field);
    else if (run.kind == Inline::Kind::text)
      to.add(run.text);
    add(to, run.children);
  }
}

void add(Line& to, const Block& block) {
  add(to, block.inlines);
  to.part();
  for (const ListItem& item : block.items)
    for (const Block& inner : item.blocks) add(to, inner);
  if (!block.table) return;
  const auto add_row = [&to](const std::vector<TableCell>& row) {
    for (const TableCell& cell : row) {
      add(to, cell.inlines);
      to.part();
    }
  };
  add_row(block.table->header);
  for (const auto& row : block.table->rows) add_row(row);
}

std::string_view as_written(const Paragraph& paragraph) {
  const std::string_view file = paragraph.source->text;
  const auto matter = find_front_matter(file);
  return file.substr(matter ? matter->body : 0);
}

}  // namespace

std::string searchable_text(const Paragraph& paragraph) {
  Line line;
  const auto blocks =
      read_markdown(with_placeholders(*paragraph.body), {.kind = Origin::Kind::paragraph, .keep_targets = true});
  if (!blocks) {
    line.add(as_written(paragraph));
    return line.take();
  }
  for (const Block& block : *blocks) add(line, block);
  return line.take();
}

}  // namespace engross
