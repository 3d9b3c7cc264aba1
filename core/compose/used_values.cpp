// In: a letter. Out: the values of case and department that it prints, from the Origins of its runs.
#include "compose/used_values.hpp"

#include <string_view>
#include <unordered_set>

namespace engross {
namespace {

using UsedValue = Composed::UsedValue;

// Values by their place in the list, compared by what they are.
struct HashAt {
  const std::vector<UsedValue>* values;
  std::size_t operator()(std::size_t i) const {
    const std::hash<std::string_view> hash;
    return hash((*values)[i].pointer) * 31 + hash((*values)[i].printed);
  }
};
struct EqualAt {
  const std::vector<UsedValue>* values;
  bool operator()(std::size_t i, std::size_t j) const {
    const UsedValue& a = (*values)[i];
    const UsedValue& b = (*values)[j];
    return a.pointer == b.pointer && a.printed == b.printed;
  }
};

class Gathering {
 public:
  Gathering() : seen_(64, HashAt{&values}, EqualAt{&values}) {}
  Gathering(const Gathering&) = delete;
  Gathering& operator=(const Gathering&) = delete;

  void visit(const std::vector<Inline>& inlines) {
    for (const Inline& run : inlines) {
      if (run.kind == Inline::Kind::line_break) {
        broken_ = last_ != nullptr;
      } else if (run.kind == Inline::Kind::text) {
        take(run);
      } else {
        close();
        visit(run.children);
        close();
      }
    }
  }

  void visit(const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
      visit(block.inlines);
      close();
      for (const ListItem& item : block.items) visit(item.blocks);
      if (!block.table) continue;
      for (const TableCell& cell : block.table->header) visit_cell(cell);
      for (const auto& row : block.table->rows)
        for (const TableCell& cell : row) visit_cell(cell);
    }
  }

  std::vector<UsedValue> values;

 private:
  void visit_cell(const TableCell& cell) {
    visit(cell.inlines);
    close();
  }

  void take(const Inline& run) {
    if (run.origin.kind != Origin::Kind::value) return close();
    const bool same = last_ != nullptr && broken_ && last_->origin.pointer == run.origin.pointer;
    if (same) {
      printed_ += '\n';
    } else {
      close();
    }
    printed_ += run.text;
    last_ = &run;
    broken_ = false;
  }

  // The value that was being gathered is complete.
  void close() {
    if (last_ == nullptr) return;
    values.push_back({last_->origin.pointer, std::move(printed_)});
    if (!seen_.insert(values.size() - 1).second) values.pop_back();
    printed_.clear();
    last_ = nullptr;
    broken_ = false;
  }

  std::unordered_set<std::size_t, HashAt, EqualAt> seen_;  // places in values
  const Inline* last_ = nullptr;
  bool broken_ = false;
  std::string printed_;
};

}  // namespace

std::vector<Composed::UsedValue> used_values(const Letter& letter) {
  Gathering gathering;
  for (const Section& section : letter.sections) gathering.visit(section.blocks);
  return std::move(gathering.values);
}

}  // namespace engross
