// In: inlines and blocks as anybody builds them. Out: the one normal form of what they say, which is also what the
// Markdown reader yields and the writer keeps: runs joined, emphasis flat, no break at an edge, tightness that can be
// written. Refuses nothing; only what prints nothing is dropped.
#include <algorithm>
#include <iterator>

#include "letter/block_order.hpp"
#include "letter/letter.hpp"
#include "letter/white_space.hpp"

namespace engross {
namespace {

bool adjoin(const Origin& a, const Origin& b) {
  return a.kind == b.kind && a.pointer == b.pointer && a.span.source == b.span.source && a.span.end == b.span.begin;
}

bool is_span_of_text(const Inline& run) {
  return run.kind == Inline::Kind::strong || run.kind == Inline::Kind::emphasis || run.kind == Inline::Kind::link;
}

struct Around {
  bool strong = false;
  bool emphasis = false;
  bool link = false;

  bool has(Inline::Kind kind) const {
    return (kind == Inline::Kind::strong && strong) || (kind == Inline::Kind::emphasis && emphasis) ||
           (kind == Inline::Kind::link && link);
  }
  Around with(Inline::Kind kind) const {
    Around inner = *this;
    inner.strong = inner.strong || kind == Inline::Kind::strong;
    inner.emphasis = inner.emphasis || kind == Inline::Kind::emphasis;
    inner.link = inner.link || kind == Inline::Kind::link;
    return inner;
  }
};

void append_run(std::vector<Inline>& to, Inline&& run) {
  if (run.kind == Inline::Kind::text) {
    if (run.text.empty()) return;
    if (!to.empty() && to.back().kind == Inline::Kind::text && adjoin(to.back().origin, run.origin)) {
      to.back().text += run.text;
      to.back().origin.span.end = run.origin.span.end;
      return;
    }
  }
  const bool emphatic = run.kind == Inline::Kind::strong || run.kind == Inline::Kind::emphasis;
  if (emphatic && !to.empty() && to.back().kind == run.kind) {
    for (Inline& child : run.children) append_run(to.back().children, std::move(child));
    return;
  }
  to.push_back(std::move(run));
}

void gather(std::vector<Inline>&& from, const Around& around, std::vector<Inline>& to) {
  for (Inline& run : from) {
    if (!is_span_of_text(run)) {
      append_run(to, std::move(run));
    } else if (around.has(run.kind)) {
      gather(std::move(run.children), around, to);
    } else {
      std::vector<Inline> children;
      gather(std::move(run.children), around.with(run.kind), children);
      run.children = std::move(children);
      if (!run.children.empty()) append_run(to, std::move(run));
    }
  }
}

// Removes breaks before the first and after the last run that is not a break; true when something else was met.
bool trim_edge(std::vector<Inline>& runs, bool at_front) {
  std::size_t blank = 0;
  const auto is_blank = [at_front](Inline& run) {
    return run.kind == Inline::Kind::line_break || (is_span_of_text(run) && !trim_edge(run.children, at_front));
  };
  while (blank < runs.size() && is_blank(at_front ? runs[blank] : runs[runs.size() - 1 - blank])) ++blank;
  const bool inked = blank < runs.size();
  const auto count = static_cast<std::ptrdiff_t>(blank);
  if (at_front)
    runs.erase(runs.begin(), runs.begin() + count);
  else
    runs.erase(runs.end() - count, runs.end());
  return inked;
}

// In a line part a line without ink vanishes, with its break and its spaces. `inked` is the state of the current line.
void drop_blank_lines(std::vector<Inline>& runs, bool& inked) {
  std::vector<Inline> kept;
  for (Inline& run : runs) {
    if (run.kind == Inline::Kind::line_break) {
      if (!inked) continue;
      inked = false;
    } else if (run.kind == Inline::Kind::text) {
      if (!inked && is_white_space(run.text)) continue;
      inked = true;
    } else {
      drop_blank_lines(run.children, inked);
      if (run.children.empty()) continue;
    }
    kept.push_back(std::move(run));
  }
  runs = std::move(kept);
}

// The Markdown parser takes the end of a table for a blank line.
bool ends_in_table(const Block& block) {
  if (block.kind == Block::Kind::table) return true;
  return block.kind == Block::Kind::list && !block.items.empty() && !block.items.back().blocks.empty() &&
         ends_in_table(block.items.back().blocks.back());
}

void square(std::vector<TableCell>& cells, std::size_t columns) {
  cells.resize(columns);
}

void normalise_cells(std::vector<TableCell>& cells, Breaks breaks) {
  for (TableCell& cell : cells) normalise_block(cell.inlines, breaks);
}

void normalise_table(Block& block, Breaks breaks) {
  Table table = *block.table;
  std::size_t columns = std::max(table.columns.size(), table.header.size());
  for (const auto& row : table.rows) columns = std::max(columns, row.size());
  table.columns.resize(columns, Table::Align::left);
  square(table.header, columns);
  normalise_cells(table.header, breaks);
  for (auto& row : table.rows) {
    square(row, columns);
    normalise_cells(row, breaks);
  }
  block.table = std::make_shared<const Table>(std::move(table));
}

bool is_nothing(const Block& block) {
  switch (block.kind) {
    case Block::Kind::paragraph:
    case Block::Kind::heading:
      return is_white_space(block.inlines);
    case Block::Kind::list:
      return block.items.empty();
    case Block::Kind::table:
      return !block.table || block.table->columns.empty();
  }
  return false;
}

void normalise_one(Block& block, Breaks breaks) {
  if (block.kind == Block::Kind::paragraph || block.kind == Block::Kind::heading)
    normalise_block(block.inlines, breaks);
  if (block.kind == Block::Kind::heading) block.level = std::clamp(block.level, 1, 6);
  if (block.kind == Block::Kind::table && block.table) normalise_table(block, breaks);
  if (block.kind != Block::Kind::list) return;
  for (ListItem& item : block.items) normalise(item.blocks, breaks);
  std::erase_if(block.items, [](const ListItem& item) { return item.blocks.empty(); });
  block.start = block.ordered ? std::clamp(block.start, 0, 999'999'999) : 1;
  settle_tightness(block);
}

}  // namespace

bool follows_closely(const Block& block, const Block& next) {
  switch (block.kind) {
    case Block::Kind::heading:
      return true;
    case Block::Kind::paragraph:
      return next.kind == Block::Kind::heading ||
             (next.kind == Block::Kind::list && (!next.ordered || next.start == 1));
    case Block::Kind::list:
      return next.kind == Block::Kind::heading || next.kind == Block::Kind::list;
    case Block::Kind::table:
      return false;
  }
  return false;
}

void settle_tightness(Block& list) {
  bool gap = list.items.size() > 1;
  for (const ListItem& item : list.items) {
    gap = gap || item.blocks.size() > 1;
    for (std::size_t i = 0; i < item.blocks.size(); ++i) {
      const bool last = i + 1 == item.blocks.size();
      if (!last && !follows_closely(item.blocks[i], item.blocks[i + 1])) list.tight = false;
      if ((!last || &item != &list.items.back()) && ends_in_table(item.blocks[i])) list.tight = false;
    }
  }
  if (!gap) list.tight = true;
}

void normalise(std::vector<Inline>& inlines) {
  std::vector<Inline> gathered;
  gathered.reserve(inlines.size());
  gather(std::move(inlines), {}, gathered);
  inlines = std::move(gathered);
}

void trim_breaks(std::vector<Inline>& inlines) {
  trim_edge(inlines, true);
  trim_edge(inlines, false);
}

void normalise_block(std::vector<Inline>& inlines, Breaks breaks) {
  if (breaks != Breaks::soft) {
    bool inked = false;
    drop_blank_lines(inlines, inked);
  }
  normalise(inlines);
  trim_breaks(inlines);
}

void normalise(std::vector<Block>& blocks, Breaks breaks) {
  std::vector<Block> kept;
  for (Block& block : blocks) {
    normalise_one(block, breaks);
    if (is_nothing(block)) continue;
    const bool joins = breaks == Breaks::packed && block.kind == Block::Kind::paragraph && !kept.empty() &&
                       kept.back().kind == Block::Kind::paragraph;
    if (joins) {
      kept.back().inlines.push_back({.kind = Inline::Kind::line_break});
      std::move(block.inlines.begin(), block.inlines.end(), std::back_inserter(kept.back().inlines));
    } else {
      kept.push_back(std::move(block));
    }
  }
  blocks = std::move(kept);
}

}  // namespace engross
