// In: the tags of a template, in order, and the text between them. Out: the operations, line by line: a line of nothing
// but section tags, comments, delimiters or one partial is standalone and leaves no trace of itself.
// Refuses nothing: what is wrong with tags and names was found before.
#include <algorithm>

#include "merge/formatters.hpp"
#include "merge/program.hpp"

namespace engross {
namespace {

using Kind = Op::Kind;

// One tag, or text that does not cross a line end (the line end is its last byte).
struct Item {
  const Node* node = nullptr;  // null: text
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool prints(Kind role) {
  return role == Kind::variable || role == Kind::unescaped;
}
bool is_partial(Kind role) {
  return role == Kind::partial || role == Kind::dynamic_partial;
}
bool opens(Kind role) {
  return role == Kind::section || role == Kind::inverted;
}

class LineLayout {
 public:
  explicit LineLayout(SourceRef source) { program_.source = std::move(source); }

  Template::Program run(std::uint32_t begin, std::uint32_t end, const std::vector<Node>& nodes) {
    std::uint32_t at = begin;
    for (const Node& node : nodes) {
      add_text(at, node.begin);
      line_.push_back({.node = &node, .begin = node.begin, .end = node.end});
      at = node.end;
    }
    add_text(at, end);
    finish_line();
    return std::move(program_);
  }

 private:
  std::string_view bytes(const Item& item) const { return program_.bytes(item.begin, item.end); }

  void add_text(std::uint32_t begin, std::uint32_t end) {
    while (begin < end) {
      const std::size_t feed = program_.bytes(begin, end).find('\n');
      const std::uint32_t stop = feed == std::string_view::npos ? end : begin + static_cast<std::uint32_t>(feed) + 1;
      line_.push_back({.begin = begin, .end = stop});
      if (feed != std::string_view::npos) finish_line();
      begin = stop;
    }
  }

  void finish_line() {
    if (is_standalone()) {
      for (const Item& item : line_)
        if (item.node != nullptr) add_tag(*item.node, true);
    } else if (is_hollow()) {
      add_hollow_line();
    } else {
      add_items(line_.size());
    }
    line_.clear();
  }

  bool is_standalone() const {
    std::size_t tags = 0;
    std::size_t partials = 0;
    for (const Item& item : line_) {
      if (item.node == nullptr ? !is_blank(bytes(item)) : prints(item.node->role)) return false;
      if (item.node != nullptr) ++tags;
      if (item.node != nullptr && is_partial(item.node->role)) ++partials;
    }
    return tags > 0 && (partials == 0 || tags == 1);
  }

  // No words outside sections, and every section of the line both opens and closes on it.
  bool is_hollow() const {
    int depth = 0;
    bool tags = false;
    for (const Item& item : line_) {
      const Kind role = item.node == nullptr ? Kind::text : item.node->role;
      if (item.node == nullptr && depth == 0 && !is_blank(bytes(item))) return false;
      if (opens(role)) ++depth;
      if (role == Kind::end && --depth < 0) return false;
      tags = tags || item.node != nullptr;
    }
    return tags && depth == 0;
  }

  void add_items(std::size_t count) {
    bool first = true;
    for (std::size_t i = 0; i < count; ++i) {
      const Item& item = line_[i];
      const std::size_t before = program_.ops.size();
      const bool joined = item.node == nullptr && !first ? add_words(item, false) : add_item(item, first);
      if (joined || program_.ops.size() > before) first = false;
    }
  }

  // True when it went into the operation before it.
  bool add_item(const Item& item, bool starts_line) {
    if (item.node == nullptr) return add_words(item, starts_line);
    add_tag(*item.node, false, starts_line);
    return false;
  }

  bool add_words(const Item& item, bool starts_line) {
    Op* last = program_.ops.empty() ? nullptr : &program_.ops.back();
    if (last != nullptr && last->kind == Kind::text && last->end == item.begin) {
      last->end = item.end;
      return true;
    }
    program_.ops.push_back({.kind = Kind::text, .starts_line = starts_line, .begin = item.begin, .end = item.end});
    return false;
  }

  void add_hollow_line() {
    const Item& last = line_.back();
    const bool has_end = last.node == nullptr && bytes(last).ends_with('\n');
    std::uint32_t line_end = last.end;
    if (has_end) {
      const bool crlf = bytes(last).ends_with("\r\n");
      line_end -= crlf ? 2 : 1;
    }
    program_.ops.push_back({.kind = Kind::hollow_begin, .begin = line_.front().begin, .end = line_.front().begin});
    if (has_end) line_.back().end = line_end;
    const bool only_end = has_end && line_.back().begin == line_end;
    add_items(line_.size() - (only_end ? 1 : 0));
    const std::uint32_t stop = has_end ? line_end + (program_.source->text[line_end] == '\r' ? 2U : 1U) : line_end;
    program_.ops.push_back({.kind = Kind::hollow_end, .begin = line_end, .end = stop});
  }

  void add_tag(const Node& node, bool standalone, bool starts_line = false) {
    if (node.role == Kind::text) return;  // a comment, or new delimiters
    Op op{.kind = node.role, .starts_line = starts_line, .begin = node.begin, .end = node.end};
    op.delimiters = node.delimiters;
    if (node.role == Kind::end) {
      close_section(op);
      return;
    }
    op.path = add_path(node.name);
    op.formatter = !is_partial(node.role) && is_formatter(node.name);
    if (opens(node.role)) open_.push_back(static_cast<std::uint32_t>(program_.ops.size()));
    if (standalone && is_partial(node.role)) {
      op.inner_begin = line_.front().begin;
      op.inner_end = node.begin;
    }
    program_.ops.push_back(op);
  }

  void close_section(Op& op) {
    const std::uint32_t index = open_.back();
    open_.pop_back();
    Op& section = program_.ops[index];
    op.target = index;
    section.inner_begin = section.end;
    section.inner_end = op.begin;
    section.target = static_cast<std::uint32_t>(program_.ops.size()) + 1;
    const std::string_view body = trimmed(program_.bytes(section.inner_begin, section.inner_end));
    const bool formats = section.formatter && section.kind == Kind::section;
    if (formats && !problem_with_name(body)) section.formatted = add_path(body);
    program_.ops.push_back(op);
  }

  // Spaces and tabs only: a body over several lines is not one path.
  static std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
  }

  std::uint32_t add_path(std::string_view name) {
    program_.paths.push_back(make_path(name));
    return static_cast<std::uint32_t>(program_.paths.size() - 1);
  }

  Template::Program program_;
  std::vector<Item> line_;
  std::vector<std::uint32_t> open_;  // sections, as operations
};

}  // namespace

Template::Program lay_out_lines(SourceRef source, std::uint32_t begin, std::uint32_t end,
                                const std::vector<Node>& nodes) {
  return LineLayout(std::move(source)).run(begin, end, nodes);
}

}  // namespace engross
