// In: the text of a template. Out: its tags in order, each with its extent, and the delimiters in force.
// Refuses: tags and sections that are not closed or not opened, sections that cross, delimiters that are not two, and
// sections nested deeper than the limit.
#include "merge/tags.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace engross {
namespace {

constexpr std::size_t most_errors = 50;

// Two marks with spaces between; neither has white space or "=" in it.
std::optional<Delimiters> read_delimiters(std::string_view contents) {
  constexpr std::size_t shortest = 5;  // =X X=
  if (contents.size() < shortest || contents.back() != '=') return std::nullopt;
  const std::string_view both = trim(contents.substr(1, contents.size() - 2));
  const std::size_t space = both.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const std::string_view open = both.substr(0, space);
  const std::string_view close = both.substr(both.find_first_not_of(' ', space));
  constexpr std::string_view refused = "= \t\r\n\f\v";
  if (open.find_first_of(refused) != std::string_view::npos || close.find_first_of(refused) != std::string_view::npos)
    return std::nullopt;
  return Delimiters{std::string(open), std::string(close)};
}

class Scanner {
 public:
  Scanner(const SourceRef& source, std::uint32_t begin, std::uint32_t end, const Delimiters& start, std::size_t depth)
      : source_(source), text_(std::string_view(source->text).substr(begin, end - begin)), base_(begin), depth_(depth) {
    found_.delimiters.push_back(start);
  }

  Result<Tags> run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      at = text_.find(current().open, at);
      if (at == std::string_view::npos) break;
      const std::size_t next = read_tag(at);
      if (next == at || errors_.size() >= most_errors) return fail(std::move(errors_));
      at = next;
    }
    for (const std::size_t open : open_) unclosed(found_.tags[open]);
    if (!errors_.empty()) return fail(std::move(errors_));
    return std::move(found_);
  }

 private:
  const Delimiters& current() const { return found_.delimiters.back(); }

  Span span(std::size_t begin, std::size_t end) const {
    return {source_, static_cast<std::uint32_t>(base_ + begin), static_cast<std::uint32_t>(base_ + end)};
  }
  Span span(const Tag& tag) const { return span(tag.begin, tag.end); }

  std::string place(const Tag& tag) const {
    const LineColumn at = locate(source_->text, base_ + tag.begin);
    return fmt::format("line {}, column {}", at.line, at.column);
  }

  void syntax(Span where, std::string message, std::vector<std::string> hints = {}) {
    errors_.push_back(error("template.syntax", std::move(where), std::move(message), std::move(hints)));
  }

  // Where to go on; `at` itself when nothing behind it can be read.
  std::size_t read_tag(std::size_t at) {
    const Delimiters& now = current();
    std::size_t first = at + now.open.size();
    const bool triple = now.is_default() && first < text_.size() && text_[first] == '{';
    if (triple) ++first;
    const std::string_view close = triple ? std::string_view("}}}") : std::string_view(now.close);
    const std::size_t last = text_.find(close, first);
    if (last == std::string_view::npos) {
      const std::size_t line_end = std::min(text_.find('\n', at), text_.size());
      syntax(span(at, line_end), fmt::format("this tag is not closed: there is no \"{}\" after it", close));
      return at;
    }
    const std::string_view contents = trim(text_.substr(first, last - first));
    Tag tag{.begin = static_cast<std::uint32_t>(at), .end = static_cast<std::uint32_t>(last + close.size())};
    read_contents(contents, triple, tag);
    return keep(tag, contents) ? tag.end : at;
  }

  static void read_contents(std::string_view contents, bool triple, Tag& tag) {
    constexpr std::string_view sigils = "#^/>!&";
    tag.name = contents;
    if (!contents.empty() && contents.front() == '=') {
      tag.sigil = '=';
    } else if (triple) {
      tag.sigil = '{';
    } else if (!contents.empty() && sigils.find(contents.front()) != std::string_view::npos) {
      tag.sigil = contents.front();
      tag.name = trim(contents.substr(1));
    }
  }

  bool keep(Tag& tag, std::string_view contents) {
    if (tag.sigil == '=') {
      std::optional<Delimiters> set = read_delimiters(contents);
      if (!set) {
        syntax(span(tag), "this does not set delimiters",
               {"write the two new delimiters with a space between them, neither holding \"=\": {{=<% %>=}}"});
        return false;
      }
      found_.delimiters.push_back(*std::move(set));
    }
    if (tag.sigil == 0 && (tag.name.starts_with('<') || tag.name.starts_with('$'))) refuse_inheritance(tag);
    tag.delimiters = static_cast<std::uint32_t>(found_.delimiters.size() - 1);
    if (tag.sigil == '/') close(tag);
    found_.tags.push_back(tag);
    return tag.sigil == '#' || tag.sigil == '^' ? open() : true;
  }

  // Read on as a section, which is how its author means it.
  void refuse_inheritance(Tag& tag) {
    syntax(span(tag), "templates do not inherit from each other", {"use a partial: {{>name}}"});
    tag.sigil = '#';
    tag.name = trim(tag.name.substr(1));
  }

  bool open() {
    open_.push_back(found_.tags.size() - 1);
    if (open_.size() <= depth_) return true;
    errors_.push_back(error("template.too-deep", span(found_.tags.back()),
                            fmt::format("sections nest deeper than {}", depth_),
                            {"move the inner sections to a partial"}));
    return false;
  }

  void close(const Tag& tag) {
    if (open_.empty()) {
      syntax(span(tag), fmt::format("this closes \"{}\", but no section is open", shown(tag.name)));
      return;
    }
    const Tag& innermost = found_.tags[open_.back()];
    if (innermost.name == tag.name) {
      open_.pop_back();
      return;
    }
    syntax(span(tag),
           fmt::format("this closes \"{}\", but \"{}\" (opened at {}) is still open", shown(tag.name),
                       shown(innermost.name), place(innermost)),
           {fmt::format("sections close in the opposite order: write {}/{}{} before it", current().open,
                        shown(innermost.name), current().close)});
    // Crossed: forget the section that this tag means. Misspelt: it was meant for the innermost.
    const auto meant =
        std::find_if(open_.rbegin(), open_.rend(), [&](std::size_t i) { return found_.tags[i].name == tag.name; });
    open_.erase(meant == open_.rend() ? open_.end() - 1 : meant.base() - 1);
  }

  void unclosed(const Tag& tag) {
    syntax(span(tag), fmt::format("the section \"{}\" is not closed", shown(tag.name)),
           {fmt::format("write {}/{}{} where it ends", current().open, shown(tag.name), current().close)});
  }

  // Names in messages are short, whatever the file says.
  static std::string_view shown(std::string_view name) {
    constexpr std::size_t most = 60;
    if (name.size() <= most) return name;
    std::size_t cut = most;
    while (cut > 0 && (static_cast<unsigned char>(name[cut]) & 0xC0U) == 0x80U) --cut;
    return name.substr(0, cut);
  }

  const SourceRef& source_;
  std::string_view text_;
  std::uint32_t base_;
  std::size_t depth_;
  Tags found_;
  std::vector<std::size_t> open_;
  Diagnostics errors_;
};

}  // namespace

Result<Tags> scan_tags(const SourceRef& source, std::uint32_t begin, std::uint32_t end, const Delimiters& start,
                       std::size_t depth) {
  return Scanner(source, begin, end, start, depth).run();
}

}  // namespace engross
