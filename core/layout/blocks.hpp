// Blocks of the letter as boxes of the flow: paragraphs, headings, lists, tables, line parts.
#pragma once

#include <map>
#include <optional>

#include "layout/flow.hpp"
#include "layout/lay_out.hpp"

namespace engross {

class BlockSetter {
 public:
  BlockSetter(const LayoutInput& input, TextSetter& setter, Flow& flow, double page_height)
      : input_(input), style_(*input.style), setter_(setter), flow_(flow), page_height_(page_height) {}

  // Blocks of a section in a text style, below one another; what introduces a list or a table stays with its first
  // line. Spaces above blocks are the style's.
  void add(const std::vector<Block>& blocks, const TextStyle& style, Column column, ElementId parent);
  // Blocks of a line part: each forced break is a line, never justified, and what wraps is set in.
  void add_line_part(const std::vector<Block>& blocks, const TextStyle& style, Column column);
  void add_subject(const std::vector<Block>& blocks, Column column);

  // Lines of words that are not the letter's blocks, as one element.
  struct Lines {
    SetTextRef text;
    ElementId element = artifact;
    ElementId first_link = 0;
  };
  struct Setting {
    double width = 0;
    bool ragged = false;        // whatever the style's alignment
    double wrap_indent = 0;     // of what does not fit its line
    std::string_view language;  // empty: the letter's
  };
  // Without a role the lines belong to `parent` itself.
  Lines set_paragraph(const std::vector<Inline>& inlines, const TextStyle& style, const Setting& setting,
                      std::optional<Role> role, ElementId parent);
  void add_lines(const Lines& lines, const TextStyle& style, Column column);
  void add_line_item(const Lines& lines, std::uint32_t line, const TextStyle& style, double x, double y);

  double baseline(const TextStyle& style) const;

 private:
  void add_block(const Block& block, const TextStyle& style, Column column, ElementId parent, int depth);
  void add_heading(const Block& block, Column column, ElementId parent);
  void add_heading_lines(const std::vector<Inline>& inlines, const TextStyle& style, int level, Column column,
                         ElementId parent, std::string_view language);
  void add_list(const Block& block, const TextStyle& style, Column column, ElementId parent, int depth);
  void add_item_of_list(const ListItem& item, bool tight, const TextStyle& style, Column column, ElementId parent,
                        int depth);
  void add_table(const Block& block, const TextStyle& style, Column column, ElementId parent);
  void flush_label(const TextStyle& style);
  void give_label_a_line(const TextStyle& style);
  SetTextRef label_for(const Block& list, int number, const TextStyle& style, int depth);
  const Hyphenation* hyphenation_for(std::string_view language);

  struct Label {
    Lines lines;
    double x = 0;
  };

  const LayoutInput& input_;
  const HouseStyle& style_;
  TextSetter& setter_;
  Flow& flow_;
  double page_height_;  // of the shortest page, for rows of tables
  std::optional<Label> label_;
  int heading_level_ = 0;  // of the last heading
  std::map<std::string, const Hyphenation*, std::less<>> dictionaries_;
};

}  // namespace engross
