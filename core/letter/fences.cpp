// In: a text. Out: its fenced divs and the text between them, as byte ranges.
// Refuses: a div without an end, an end without a div, a third level, a name or attributes that cannot be read, more
// than sixteen of them, blanks before the colons.
#include "letter/fences.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/enough.hpp"
#include "base/text.hpp"
#include "letter/tokens.hpp"

namespace engross {
namespace {

constexpr std::size_t deepest = 2;
constexpr std::size_t most_attributes = 16;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}
bool is_name_start(char c) {
  return c >= 'a' && c <= 'z';
}

std::string_view take_name(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && is_name_character(text[length])) ++length;
  const std::string_view name = length > 0 && is_name_start(text[0]) ? text.substr(0, length) : std::string_view();
  text.remove_prefix(name.size());
  return name;
}

void skip_blanks(std::string_view& text) {
  while (!text.empty() && (text[0] == ' ' || text[0] == '\t')) text.remove_prefix(1);
}

// "value" with \" \\ and \n; nothing when the closing quotation mark is missing.
std::optional<std::string> take_quoted(std::string_view& text) {
  if (!text.starts_with('"')) return std::nullopt;
  std::string value;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') {
      text.remove_prefix(i + 1);
      return value;
    }
    if (text[i] == '\\' && i + 1 < text.size()) {
      ++i;
      if (text[i] != '"' && text[i] != '\\' && text[i] != 'n') return std::nullopt;
      value += text[i] == 'n' ? '\n' : text[i];
    } else {
      value += text[i];
    }
  }
  return std::nullopt;
}

using Attributes = std::vector<std::pair<std::string, std::string>>;

// {key="value" key="value"}; nothing when it is anything else, or too much.
std::optional<Attributes> take_attributes(std::string_view& text) {
  Attributes attributes;
  if (!text.starts_with('{')) return std::nullopt;
  text.remove_prefix(1);
  while (true) {
    skip_blanks(text);
    if (text.starts_with('}')) {
      text.remove_prefix(1);
      return attributes;
    }
    const std::string_view key = take_name(text);
    if (key.empty() || !text.starts_with('=')) return std::nullopt;
    text.remove_prefix(1);
    std::optional<std::string> value = take_quoted(text);
    const bool repeated =
        std::any_of(attributes.begin(), attributes.end(), [&](const auto& a) { return a.first == key; });
    if (!value || repeated || attributes.size() == most_attributes) return std::nullopt;
    attributes.emplace_back(std::string(key), std::move(*value));
  }
}

bool has_token(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Decoded d = decode_at(text, i);
    if (TokenTable::is_token(d.code_point)) return true;
    i += d.length;
  }
  return false;
}

// ``` or ~~~, three or more, indented by three spaces at most: the marks of a code fence, or none.
std::string_view code_marks(std::string_view line) {
  std::size_t indent = 0;
  while (indent < line.size() && line[indent] == ' ') ++indent;
  if (indent > 3 || indent == line.size() || (line[indent] != '`' && line[indent] != '~')) return {};
  const std::size_t end = std::min(line.find_first_not_of(line[indent], indent), line.size());
  return end - indent >= 3 ? line.substr(indent, end - indent) : std::string_view();
}

class FenceReader {
 public:
  FenceReader(std::string_view text, const FencePlaces& places) : text_(text), places_(places) {}

  Result<std::vector<FencePiece>> read() {
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t feed = std::min(text_.find('\n', begin), text_.size());
      std::string_view content = text_.substr(begin, feed - begin);
      if (content.ends_with('\r')) content.remove_suffix(1);
      const std::size_t next = std::min(feed + 1, text_.size());
      line(content, begin, next);
      begin = next;
    }
    for (const Open& div : open_)
      add("fence.unclosed", div.piece.opening_begin, div.opening_end,
          fmt::format("the block ::: {} is not closed", div.piece.name),
          "write ::: on a line of its own where it ends");
    if (!faults_.empty()) return fail(std::move(faults_));
    words(root_, text_begin_, text_.size());
    return std::move(root_);
  }

 private:
  struct Open {
    FencePiece piece;
    std::size_t opening_end = 0;
    std::size_t text_begin = 0;  // of the text since the last nested div
  };

  void line(std::string_view content, std::size_t begin, std::size_t next) {
    if (code_fence(content)) return;
    std::string_view rest = content;
    skip_blanks(rest);
    if (!rest.starts_with(":::")) return;
    if (rest.size() != content.size())
      add("fence.indented", begin, begin + content.size(), "blanks stand before a :::, which begins its line",
          "take the blanks away, or write \\::: where the letter is to print it");
    rest.remove_prefix(3);
    skip_blanks(rest);
    if (rest.empty())
      close(begin, next);
    else
      open(content, rest, begin, next);
  }

  bool code_fence(std::string_view content) {
    const std::string_view marks = code_marks(content);
    if (code_.empty()) {
      if (marks.empty()) return false;
      code_ = marks;
      return true;
    }
    const bool closes = marks.size() >= code_.size() && marks[0] == code_[0] && trim(content) == marks;
    if (closes) code_ = {};
    return true;
  }

  void open(std::string_view content, std::string_view rest, std::size_t begin, std::size_t next) {
    Open div;
    div.piece.opening_begin = static_cast<std::uint32_t>(begin);
    div.piece.begin = static_cast<std::uint32_t>(next);
    div.opening_end = begin + content.size();
    div.text_begin = next;
    head(rest, div, begin, begin + content.size());
    if (open_.size() >= deepest)
      add("fence.too-deep", begin, begin + content.size(),
          fmt::format("blocks stand in blocks more than {} deep", deepest), "close the block around it first");
    open_.push_back(std::move(div));
  }

  void head(std::string_view rest, Open& div, std::size_t begin, std::size_t end) {
    div.piece.name = take_name(rest);
    if (div.piece.name.empty() || (!rest.empty() && rest[0] != ' ' && rest[0] != '\t' && rest[0] != '{')) {
      add("fence.name", begin, end, "a block has a name that cannot be read",
          "write ::: and a name of small letters, digits and hyphens, such as ::: body");
      return;
    }
    skip_blanks(rest);
    if (rest.empty()) return;
    std::optional<Attributes> attributes = take_attributes(rest);
    skip_blanks(rest);
    if (attributes && rest.empty() && !has_token(text_.substr(begin, end - begin)))
      div.piece.attributes = std::move(*attributes);
    else
      add("fence.attributes", begin, end, fmt::format("the attributes of ::: {} cannot be read", div.piece.name),
          fmt::format(
              "write {{key=\"value\"}}, each key once and at most {}, \\\" for a quotation mark, and no values of "
              "the case",
              most_attributes));
  }

  void close(std::size_t begin, std::size_t next) {
    if (open_.empty()) {
      add("fence.unopened", begin, begin + 3, "::: closes a block, and none is open",
          "take it out, or name the block it opens");
      return;
    }
    Open div = std::move(open_.back());
    open_.pop_back();
    div.piece.end = static_cast<std::uint32_t>(begin);
    if (!div.piece.children.empty()) words(div.piece.children, div.text_begin, begin);
    std::vector<FencePiece>& around = open_.empty() ? root_ : open_.back().piece.children;
    std::size_t& text_begin = open_.empty() ? text_begin_ : open_.back().text_begin;
    words(around, text_begin, div.piece.opening_begin);
    around.push_back(std::move(div.piece));
    text_begin = next;
  }

  // Text between divs, unless it is blank.
  void words(std::vector<FencePiece>& to, std::size_t begin, std::size_t end) {
    if (trim(text_.substr(begin, end - begin)).empty()) return;
    FencePiece piece;
    piece.begin = piece.opening_begin = static_cast<std::uint32_t>(begin);
    piece.end = static_cast<std::uint32_t>(end);
    to.push_back(std::move(piece));
  }

  void add(std::string_view code, std::size_t begin, std::size_t end, std::string message, std::string hint) {
    if (has_enough(faults_)) return;
    add_up_to_most(faults_, error(std::string(code), places_.at(begin, end), std::move(message), {std::move(hint)}));
  }

  std::string_view text_;
  const FencePlaces& places_;
  std::vector<FencePiece> root_;
  std::vector<Open> open_;
  std::size_t text_begin_ = 0;
  std::string_view code_;
  Diagnostics faults_;
};

}  // namespace

Result<std::vector<FencePiece>> read_fences(std::string_view text, const FencePlaces& places) {
  return FenceReader(text, places).read();
}

std::string write_fence(std::string_view name, const std::vector<std::pair<std::string, std::string>>& attributes,
                        std::string_view content) {
  std::string out = fmt::format("::: {}", name);
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    out += fmt::format("{}{}=\"", i == 0 ? " {" : " ", attributes[i].first);
    for (const char c : attributes[i].second) {
      if (c == '"' || c == '\\') out += '\\';
      if (c == '\n')
        out += "\\n";
      else
        out += c;
    }
    out += '"';
  }
  if (!attributes.empty()) out += '}';
  out += '\n';
  out += content;
  if (!content.empty() && content.back() != '\n') out += '\n';
  return out + ":::\n";
}

}  // namespace engross
