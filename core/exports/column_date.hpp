// How an export writes its days: "DD/MM/YYYY". Nothing is guessed: a text is read one way or not at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/date.hpp"

namespace engross {

// Parts: YYYY; MM and DD (two digits), M and D (one or two); MMM (Jan) and MMMM (January) in English, whatever their
// case; hh, mm and ss, which are read and left out. Whatever else is not a letter stands for itself.
class ColumnDate {
 public:
  // Nothing, and why, when the format has a part that is none, or not exactly one year, month and day.
  static tl::expected<ColumnDate, std::string> from(std::string_view format);

  std::optional<Date> read(std::string_view text) const;
  const std::string& format() const { return format_; }

  // Whether some text may be read by both, and differently: "DD/MM/YYYY" and "MM/DD/YYYY".
  bool clashes_with(const ColumnDate& other) const;

 private:
  enum class Part : std::uint8_t { year, month, month_name, month_short, day, time, literal };
  struct Token {
    Part part = Part::literal;
    char literal = 0;
    bool one_digit = false;  // one or two
  };
  std::string format_;
  std::vector<Token> tokens_;
};

}  // namespace engross
