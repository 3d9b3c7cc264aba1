// Reads JSON in the form in which engross writes it, without looking at more of it than is asked for. Private to this
// room.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace engross {

// Goes through the line once, from member to member.
class LineScanner {
 public:
  explicit LineScanner(std::string_view line) : rest_(line) {}

  // Behind the next place of `mark`, which is not beyond `before`; false when there is none.
  bool skip_behind(std::string_view mark, std::string_view before = {}) {
    const std::string_view within = before.empty() ? rest_ : rest_.substr(0, rest_.find(before));
    const std::size_t at = within.find(mark);
    if (at == std::string_view::npos) return false;
    rest_.remove_prefix(at + mark.size());
    return true;
  }
  // A string that was written without escapes: what is here up to the next quotation mark.
  std::optional<std::string_view> plain_text() {
    const std::size_t end = rest_.find_first_of("\"\\");
    if (end == std::string_view::npos || rest_[end] == '\\') return std::nullopt;
    const std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return text;
  }
  // A string as it was written, with its quotation marks.
  std::optional<std::string_view> quoted() {
    if (!rest_.starts_with('"')) return std::nullopt;
    for (std::size_t at = rest_.find_first_of("\"\\", 1); at < rest_.size(); at = rest_.find_first_of("\"\\", at + 2)) {
      if (rest_[at] == '\\') continue;
      const std::string_view text = rest_.substr(0, at + 1);
      rest_.remove_prefix(at + 1);
      return text;
    }
    return std::nullopt;
  }
  bool take(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }
  std::optional<int> number() {
    int value = 0;
    const auto [end, code] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (code != std::errc()) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }
  bool has(std::string_view mark) const { return rest_.find(mark) != std::string_view::npos; }
  // Nothing beyond this place is looked at any more.
  bool end_before(std::string_view mark) {
    const std::size_t at = rest_.find(mark);
    if (at == std::string_view::npos) return false;
    rest_ = rest_.substr(0, at);
    return true;
  }

 private:
  std::string_view rest_;
};

}  // namespace engross
