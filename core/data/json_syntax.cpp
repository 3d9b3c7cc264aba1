// In: the place where the parser gave up, and what was open there. Out: one diagnostic: found, expected, what to do.
// Refuses nothing.
#include "data/json_syntax.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engross {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// What follows the last good token: separators that are in order, then the thing that is not.
class Trouble {
 public:
  Trouble(const Intake& in, const Tree& tree, std::size_t at)
      : tree_(tree), text_(std::string_view(in.source->text).substr(0, in.end)), begin_(at) {
    skip_space();
    const bool wants_colon = tree.has_key();
    const bool wants_comma = !wants_colon && tree.is_open() && !tree.is_fresh();
    separated_ = (wants_colon && next() == ':') || (wants_comma && next() == ',');
    if (!separated_) return;
    separator_ = begin_++;
    skip_space();
  }

  std::size_t begin() const { return begin_; }
  std::size_t end() const { return std::min(text_.size(), begin_ + std::max<std::size_t>(word().size(), 1)); }
  bool closes_after_comma() const { return separated_ && !tree_.has_key() && (next() == '}' || next() == ']'); }
  std::size_t separator() const { return separator_; }

  std::string expected() const {
    if (tree_.is_done()) return "nothing more";
    if (tree_.has_key()) return separated_ ? "a value" : "':' after the key";
    if (!tree_.is_open()) return "a value";
    const bool object = tree_.in_object();
    if (tree_.is_fresh()) return object ? "a key in double quotes, or '}'" : "a value, or ']'";
    if (separated_) return object ? "a key in double quotes" : "a value";
    return object ? "',' or '}'" : "',' or ']'";
  }

  std::string found() const {
    if (begin_ >= text_.size()) return "the text ends";
    if (!word().empty()) return fmt::format("there is \"{}\"", word());
    if (next() == '"') return "there is a string";
    return fmt::format("there is '{}'", text_.substr(begin_, decode_at(text_, begin_).length));
  }

  std::vector<std::string> hints() const {
    if (begin_ >= text_.size()) return {"the file is cut short; write it out again"};
    if (closes_after_comma()) return {"remove the comma before it"};
    if (next() == '\'') return {"JSON takes double quotes only"};
    if (next() == '/' || next() == '#') return {"JSON has no comments"};
    const std::string_view found = word();
    if (tree_.is_done()) return {"one file holds one value; remove the rest"};
    if (found == "True" || found == "False") return {"write it in lower case"};
    if (found == "None" || found == "nil" || found == "undefined") return {"write null"};
    if (found == "NaN" || found == "Infinity") return {"JSON has no such number; write null or a string"};
    if (!found.empty() && found[0] >= '0' && found[0] <= '9' && found.size() > 1 && found[0] == '0')
      return {"a number has no leading zero; write an identifier as a string"};
    if (!found.empty()) return {"put text in double quotes"};
    return {fmt::format("write {}", expected())};
  }

 private:
  char next() const { return begin_ < text_.size() ? text_[begin_] : '\0'; }
  void skip_space() { begin_ = std::min(text_.find_first_not_of(" \t\r\n", begin_), text_.size()); }
  std::string_view word() const {
    std::size_t end = begin_;
    while (end < text_.size() && end - begin_ < 40 && is_word(text_[end])) ++end;
    return text_.substr(std::min(begin_, text_.size()), end - begin_);
  }

  const Tree& tree_;
  std::string_view text_;
  std::size_t begin_;
  std::size_t separator_ = 0;
  bool separated_ = false;
};

// "… - invalid string: missing closing quote; last read: …" -> "missing closing quote"
std::string_view after_reason(std::string_view reason, std::string_view mark) {
  const std::size_t begin = reason.find(mark);
  if (begin == std::string_view::npos) return {};
  reason.remove_prefix(begin + mark.size());
  return reason.substr(0, reason.find("; last read"));
}

}  // namespace

Diagnostic explain_json_syntax(const Intake& in, const Tree& tree, std::size_t at, std::size_t read,
                               std::string_view reason) {
  const Trouble trouble(in, tree, at);
  const auto syntax = [&](std::size_t begin, std::size_t end, std::string message, std::vector<std::string> hints) {
    return error("data.syntax", in.span(begin, end), std::move(message), std::move(hints));
  };
  if (const std::string_view why = after_reason(reason, "invalid string: "); !why.empty()) {
    if (read > in.end)
      return syntax(trouble.begin(), trouble.begin() + 1, "this string has no closing quote",
                    {"close it with a double quote; the file may be cut short"});
    const std::size_t last = std::max(read, trouble.begin() + 1) - 1;
    return syntax(last, last + 1, fmt::format("this string is not JSON: {}", why),
                  {"in a string, write \\\" for a quote, \\\\ for a backslash, \\n for a line break"});
  }
  if (reason.find("number overflow") != std::string_view::npos)
    return syntax(trouble.begin(), trouble.end(), "this number is too large", {"write it as a string"});
  if (const std::string_view why = after_reason(reason, "invalid number; "); !why.empty()) {
    const std::size_t last = std::min<std::size_t>(in.end, std::max(read, trouble.begin() + 1));
    return syntax(trouble.begin(), last, fmt::format("this number is not JSON: {}", why),
                  {"write it as a string if it is not a number"});
  }
  const std::string what = fmt::format("{} where {} is expected", trouble.found(), trouble.expected());
  return syntax(trouble.begin(), trouble.end(), what, trouble.hints());
}

}  // namespace engross
