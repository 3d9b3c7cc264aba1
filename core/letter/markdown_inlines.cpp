// In: a leaf of the Markdown parser's tree and the text it was read from. Out: the leaf's inlines with the bytes of
// each. Refuses: images, code, HTML, autolinks, footnote marks, link titles, entities for characters that no letter may
// hold. A walk that loses its way gives the rest of the leaf the leaf's bytes and says so; it never drops words.
#include "letter/markdown_inlines.hpp"

#include <buffer.h>
#include <fmt/format.h>
#include <houdini.h>

#include <algorithm>
#include <utility>

#include "base/enough.hpp"
#include "base/text.hpp"

namespace engross {
namespace {

using Node = ParsedMarkdown::Tree::Inline;

constexpr int deepest = 16;

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

// Bytes that never begin anything but themselves.
bool is_plain(char c) {
  return c != '\\' && c != '&' && c != '[' && c != '\t' && static_cast<unsigned char>(c) < 0xF0U;
}

std::uint32_t narrow(std::size_t offset) {
  return static_cast<std::uint32_t>(offset);
}

// What the entity at the start of `text`, after its ampersand, stands for; its length without the ampersand, 0 if none.
std::size_t entity(std::string_view text, std::string& characters) {
  cmark_strbuf decoded;
  cmark_strbuf_init(cmark_get_default_mem_allocator(), &decoded, 0);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const bufsize_t length = houdini_unescape_ent(&decoded, bytes, static_cast<bufsize_t>(text.size()));
  characters.assign(reinterpret_cast<const char*>(decoded.ptr), static_cast<std::size_t>(decoded.size));
  cmark_strbuf_free(&decoded);
  return static_cast<std::size_t>(length);
}

std::string_view literal_of(cmark_node* node) {
  const char* literal = cmark_node_get_literal(node);
  return literal == nullptr ? std::string_view() : std::string_view(literal);
}

}  // namespace

void MarkdownFaults::add(std::string_view code, std::size_t begin, std::size_t end, std::string message,
                         std::string hint) {
  if (has_enough(list_)) return;
  add_up_to_most(list_, error(std::string(code), merged_.span_at(begin, end), std::move(message), {std::move(hint)}));
}

std::size_t InlineWalk::walk(cmark_node* leaf, std::size_t from, std::size_t limit, bool pipes) {
  at_ = from;
  limit_ = limit;
  pipes_ = pipes;
  indent_ = 0;
  lost_ = false;
  children(leaf, 0);
  return at_;
}

void InlineWalk::children(cmark_node* parent, int depth) {
  for (cmark_node* node = cmark_node_first_child(parent); node != nullptr; node = cmark_node_next(node))
    one(node, depth);
}

void InlineWalk::one(cmark_node* node, int depth) {
  if (depth > deepest) {
    if (!lost_)
      faults_.add("markdown.too-deep", at_, at_,
                  fmt::format("emphasis and links are nested more than {} deep", deepest), "say it with less emphasis");
    lost_ = true;
    return;
  }
  const auto type = cmark_node_get_type(node);
  const std::size_t indent = std::exchange(indent_, 0);
  if (type == CMARK_NODE_TEXT) return text(literal_of(node), indent);
  if (type == CMARK_NODE_SOFTBREAK) return newline(false);
  if (type == CMARK_NODE_LINEBREAK) return newline(true);
  if (type == CMARK_NODE_EMPH) return emphasis(node, 1, depth);
  if (type == CMARK_NODE_STRONG) return emphasis(node, 2, depth);
  if (type == CMARK_NODE_LINK) return link(node, depth);
  if (type == CMARK_NODE_IMAGE) return image(node, depth);
  if (type == CMARK_NODE_CODE) return code();
  html(literal_of(node));
}

void InlineWalk::put(std::size_t begin, std::size_t end, std::string_view words, bool exact) {
  std::vector<Node>& inlines = tree_.inlines;
  const std::uint32_t from = narrow(tree_.texts.size());
  tree_.texts += words;
  if (!inlines.empty()) {
    Node& last = inlines.back();
    if (last.kind == Node::Kind::text && last.exact && exact && last.end == begin && last.text_end == from) {
      last.end = narrow(end);
      last.text_end = narrow(tree_.texts.size());
      return;
    }
  }
  const std::uint32_t node = open(Node::Kind::text, begin, end);
  inlines[node].exact = exact;
  inlines[node].text = from;
  inlines[node].text_end = narrow(tree_.texts.size());
}

std::uint32_t InlineWalk::open(Node::Kind kind, std::size_t begin, std::size_t end) {
  const std::uint32_t index = narrow(tree_.inlines.size());
  tree_.inlines.push_back({.kind = kind, .next = index + 1, .begin = narrow(begin), .end = narrow(end)});
  return index;
}

void InlineWalk::close(std::uint32_t node) {
  tree_.inlines[node].next = narrow(tree_.inlines.size());
  tree_.inlines[node].end = narrow(at_);
}

bool InlineWalk::expect(char c) {
  if (!lost_ && at(at_) == c) {
    ++at_;
    return true;
  }
  if (!lost_) ++tree_.guesses;
  lost_ = true;
  return false;
}

void InlineWalk::lose(std::string_view rest) {
  if (!lost_) ++tree_.guesses;
  lost_ = true;
  if (!rest.empty()) put(at_, limit_, rest, false);
}

// The parser keeps blanks before a line that continues a list item without standing under it, when the line before ends
// in a backslash: all of them, or what an outer item leaves. They are no words; but blanks written as entities are, and
// those between them.
std::size_t InlineWalk::kept_indent(std::string_view literal, std::size_t indent) const {
  if (lost_ || indent == 0) return 0;
  std::size_t meant = 0, pending = 0, next = at_;
  for (std::string characters; next < limit_; ++next) {
    if (is_blank(text_[next])) {
      ++pending;
      continue;
    }
    const std::size_t length = text_[next] == '&' ? entity(text_.substr(next + 1, limit_ - next - 1), characters) : 0;
    if (length == 0 || characters.size() != 1 || !is_blank(characters[0])) break;
    meant += std::exchange(pending, 0) + 1;
    next += length;
  }
  if (next < limit_ && !is_line_end(text_[next])) meant += pending;  // else trimmed
  const std::size_t kept = std::min(literal.find_first_not_of(" \t"), literal.size());
  return kept > meant ? kept - meant : 0;
}

void InlineWalk::text(std::string_view literal, std::size_t indent) {
  std::size_t i = kept_indent(literal, indent);
  while (i < literal.size()) {
    if (lost_) return lose(literal.substr(i));
    std::size_t length = 0;
    while (i + length < literal.size() && at_ + length < limit_ && text_[at_ + length] == literal[i + length] &&
           is_plain(literal[i + length]))
      ++length;
    if (length > 0) {
      put(at_, at_ + length, literal.substr(i, length), true);
      i += length;
      at_ += length;
      continue;
    }
    const char c = at(at_);
    if (c == '\\')
      escape_or_backslash(literal, i);
    else if (c == '&')
      ampersand(literal, i);
    else if (c == literal[i] && at_ < limit_)
      token_or_text(literal, i);
    else
      return lose(literal.substr(i));
  }
}

void InlineWalk::escape_or_backslash(std::string_view literal, std::size_t& i) {
  std::size_t length = 1;
  char meant = '\\';
  if (pipes_ && at(at_ + 1) == '|') {
    length = 2;
    meant = '|';
  } else if (pipes_ && at(at_ + 1) == '\\' && at(at_ + 2) == '|') {
    length = 3;
    meant = '|';
  } else if (is_punctuation(at(at_ + 1))) {
    length = 2;
    meant = at(at_ + 1);
  }
  if (literal[i] != meant) return lose(literal.substr(i));
  put(at_, at_ + length, std::string_view(&meant, 1), length == 1);
  at_ += length;
  ++i;
}

void InlineWalk::ampersand(std::string_view literal, std::size_t& i) {
  std::string characters;
  const std::size_t length = entity(text_.substr(at_ + 1, limit_ - at_ - 1), characters);
  if (length == 0) {
    if (literal[i] != '&') return lose(literal.substr(i));
    put(at_, at_ + 1, "&", true);
    ++at_;
    ++i;
    return;
  }
  if (!literal.substr(i).starts_with(characters)) return lose(literal.substr(i));
  decoded(characters, at_, at_ + 1 + length);
  at_ += 1 + length;
  i += characters.size();
}

void InlineWalk::decoded(std::string_view characters, std::size_t begin, std::size_t end) {
  for (std::size_t i = 0; i < characters.size();) {
    const Decoded d = decode_at(characters, i);
    if (d.code_point == '\n') {
      open(Node::Kind::line_break, begin, end);
    } else if (d.code_point == '\t') {
      put(begin, end, " ", false);
    } else if (!is_printable(d.code_point)) {
      faults_.add("markdown.character", begin, end,
                  fmt::format("{} stands for {}, which no letter may hold", text_.substr(begin, end - begin),
                              code_point_name(d.code_point)),
                  "take it out");
    } else {
      put(begin, end, characters.substr(i, d.length), false);
    }
    i += d.length;
  }
}

// A byte that matches but may begin more than itself: a token, a footnote mark, a tab.
void InlineWalk::token_or_text(std::string_view literal, std::size_t& i) {
  const Decoded d = decode_at(literal, i);
  const std::size_t length = std::min(d.length, limit_ - at_);
  if (text_.substr(at_, length) != literal.substr(i, length)) return lose(literal.substr(i));
  if (literal[i] == '[') footnote_mark();
  if (TokenTable::is_token(d.code_point))
    tree_.inlines[open(Node::Kind::token, at_, at_ + length)].token = d.code_point;
  else
    put(at_, at_ + length, literal[i] == '\t' ? " " : literal.substr(i, length), true);
  at_ += length;
  i += length;
}

void InlineWalk::footnote_mark() {
  if (at(at_ + 1) != '^') return;
  std::size_t end = at_ + 2;
  while (end < limit_ && text_[end] != ']' && text_[end] != '[' && !is_blank(text_[end]) && !is_line_end(text_[end]))
    ++end;
  if (end == at_ + 2 || at(end) != ']') return;
  faults_.add("markdown.footnote", at_, end + 1,
              fmt::format("found the footnote mark {}", text_.substr(at_, end + 1 - at_)),
              "a letter has no footnotes: say it in the text, or write \\[ for a bracket");
}

void InlineWalk::skip_blanks() {
  while (is_blank(at(at_))) ++at_;
}

void InlineWalk::skip_spaces_and_lines() {
  while (is_blank(at(at_)) || is_line_end(at(at_))) ++at_;
}

void InlineWalk::newline(bool hard) {
  const std::size_t begin = at_;
  if (!lost_) {
    skip_blanks();
    if (hard && at(at_) == '\\') ++at_;
    if (at(at_) == '\r') ++at_;
    if (expect('\n')) {
      const std::size_t line = at_;
      skip_blanks();
      indent_ = at_ - line;
    }
  }
  if (hard)
    open(Node::Kind::line_break, begin, at_);
  else
    put(begin, at_, "\n", at_ == begin + 1);
}

void InlineWalk::emphasis(cmark_node* node, std::size_t marks, int depth) {
  const std::uint32_t self = open(marks == 1 ? Node::Kind::emphasis : Node::Kind::strong, at_, at_);
  const char mark = at(at_) == '_' ? '_' : '*';
  for (std::size_t i = 0; i < marks; ++i) expect(mark);
  children(node, depth + 1);
  for (std::size_t i = 0; i < marks; ++i) expect(mark);
  close(self);
}

void InlineWalk::link(cmark_node* node, int depth) {
  if (!lost_ && at(at_) == '<') {
    const std::size_t end = std::min(text_.find('>', at_), limit_ - 1) + 1;
    faults_.add("markdown.autolink", at_, end, fmt::format("found the automatic link {}", text_.substr(at_, end - at_)),
                "write [words](address), so that the words are chosen");
    at_ = end;
    return;
  }
  const std::uint32_t self = open(Node::Kind::link, at_, at_);
  const std::size_t begin = at_;
  expect('[');
  children(node, depth + 1);
  expect(']');
  if (cmark_node_first_child(node) == nullptr)
    faults_.add("markdown.link", begin, at_, "a link has no words", "write [words](address)");
  const char* url = cmark_node_get_url(node);
  tree_.inlines[self].text = narrow(tree_.texts.size());
  tree_.texts += url == nullptr ? "" : url;
  tree_.inlines[self].text_end = narrow(tree_.texts.size());
  after_bracket(self, begin);
  tree_.inlines[self].next = narrow(tree_.inlines.size());
}

void InlineWalk::image(cmark_node* node, int depth) {
  const std::size_t begin = at_;
  expect('!');
  expect('[');
  children(node, depth + 1);
  expect(']');
  const std::uint32_t self = open(Node::Kind::link, begin, at_);
  after_bracket(self, begin);
  faults_.add("markdown.image", begin, at_, "found an image", "pictures belong to the house style; take it out");
}

// After a link's words, which began at `words`: its target in parentheses, whose bytes the link keeps for diagnostics.
void InlineWalk::after_bracket(std::uint32_t link, std::size_t words) {
  if (lost_) return;
  std::size_t title = 0;
  const std::size_t end = at(at_) == '(' ? scan_target(at_, title) : 0;
  tree_.inlines[link].begin = narrow(at_);
  if (end > 0) {
    if (title > 0)
      faults_.add("markdown.link", title, end - 1, "found a link title, which would not be printed",
                  "take the title out, or say it in the text");
    at_ = end;
  } else {
    if (at(at_) == '[') at_ = std::min(text_.find(']', at_), limit_ - 1) + 1;
    by_label(words, at_);
  }
  tree_.inlines[link].end = narrow(at_);
}

// A definition elsewhere gave this link its target: a reader of the paragraph could not see where it leads.
void InlineWalk::by_label(std::size_t begin, std::size_t end) {
  const std::string_view written = text_.substr(begin, end - begin);
  if (written.starts_with("[^"))
    faults_.add("markdown.footnote", begin, end, fmt::format("found the footnote mark {}", written),
                "a letter has no footnotes: say it in the text, or write \\[ for a bracket");
  else
    faults_.add("markdown.reference", begin, end, "found a link whose address stands elsewhere",
                "write [words](address), or \\[ for a bracket");
}

// The byte after the closing parenthesis of a target, or 0; `title` is where a title begins.
std::size_t InlineWalk::scan_target(std::size_t open, std::size_t& title) const {
  const auto spaces = [&](std::size_t i) {
    while (is_blank(at(i)) || is_line_end(at(i))) ++i;
    return i;
  };
  const auto step = [&](std::size_t i) { return at(i) == '\\' && is_punctuation(at(i + 1)) ? i + 2 : i + 1; };
  std::size_t i = spaces(open + 1);
  if (at(i) == '<') {
    while (i < limit_ && at(i) != '>') i = step(i);
    ++i;
  } else {
    for (int depth = 0; i < limit_ && !is_blank(at(i)) && !is_line_end(at(i)); i = step(i)) {
      if (at(i) == '(') ++depth;
      if (at(i) == ')' && --depth < 0) break;
    }
  }
  i = spaces(i);
  if (at(i) == '"' || at(i) == '\'' || at(i) == '(') {
    const char quote = at(i) == '(' ? ')' : at(i);
    title = i;
    for (i = i + 1; i < limit_ && at(i) != quote;) i = step(i);
    i = spaces(i + 1);
  }
  return at(i) == ')' ? i + 1 : 0;
}

void InlineWalk::code() {
  const std::size_t begin = at_;
  while (at(at_) == '`') ++at_;
  const std::size_t ticks = at_ - begin;
  while (at_ < limit_) {
    const std::size_t run = at_;
    while (at(at_) == '`') ++at_;
    if (at_ - run == ticks) break;
    if (at_ == run) ++at_;
  }
  faults_.add("markdown.code", begin, at_, "found code between backticks", "write plain words, or \\` for a backtick");
}

void InlineWalk::html(std::string_view literal) {
  const std::size_t begin = at_;
  for (const char c : literal) {
    if (c == '\n') {
      skip_spaces_and_lines();
    } else {
      at_ += pipes_ && c == '|' && at(at_) == '\\' ? 2U : 1U;
    }
  }
  at_ = std::min(at_, limit_);
  const bool comment = literal.starts_with("<!--");
  faults_.add("markdown.html", begin, at_, comment ? "found an HTML comment" : "found HTML",
              comment ? "notes to colleagues go in {{! … }}" : "write \\< for a less-than sign");
}

}  // namespace engross
