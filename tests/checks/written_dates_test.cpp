// Every way of writing a day that the checks read, and what only looks like one.
#include "checks/written_dates.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace engross {
namespace {

// "4/6/2017 3 form 1", each on a line of its own.
std::string read(const std::string& text) {
  TextWords words;
  words.assign(text);
  std::vector<WrittenDate> dates;
  read_dates(words, dates);
  std::string out;
  for (const WrittenDate& date : dates) {
    if (!out.empty()) out += "; ";
    out += fmt::format("{}|{}/{}/{}", text.substr(date.begin, date.end - date.begin), date.day, date.month, date.year);
    if (date.weekday != 0) out += fmt::format(" weekday {}", date.weekday);
    if (date.form != WrittenDate::Form::plain) out += fmt::format(" form {}", static_cast<int>(date.form));
  }
  return out;
}

TEST(WrittenDates, AreReadInEveryForm) {
  const std::pair<const char*, const char*> table[] = {
      {"on 4 June 2017.", "4 June 2017|4/6/2017"},
      {"4 June", "4 June|4/6/0"},
      {"on 4\u00A0June\u00A02017", "4\u00A0June\u00A02017|4/6/2017"},
      {"4th June 2017", "4th June 2017|4/6/2017 form 1"},
      {"the 1st of May", "1st of May|1/5/0 form 1"},
      {"04 June 2017", "04 June 2017|4/6/2017 form 2"},
      {"4 June, 2017", "4 June, 2017|4/6/2017 form 3"},
      {"4 june 2017", "4 june 2017|4/6/2017 form 4"},
      {"June 4, 2017", "June 4, 2017|4/6/2017 form 5"},
      {"04/06/2017", "04/06/2017|4/6/2017 form 6"},
      {"4 Jun 2017", "4 Jun 2017|4/6/2017"},
      {"Monday 3 May 2016", "3 May 2016|3/5/2016 weekday 1"},
      {"Monday, 3 May 2016", "3 May 2016|3/5/2016 weekday 1"},
      {"29 January 2025 (Wednesday), between", "29 January 2025|29/1/2025 weekday 3"},
      {"26 Hydref 2016", "26 Hydref 2016|26/10/2016"},
      {"dydd Mawrth 4 Mehefin 2019", "4 Mehefin 2019|4/6/2019 weekday 2"},
      {"23 Mai 2025 (dydd Gwener)", "23 Mai 2025|23/5/2025 weekday 5"},
      {"1 April and 31 August", "1 April|1/4/0; 31 August|31/8/0"},
      {"31 June 2016 and 0 May 2016", "31 June 2016|31/6/2016; 0 May 2016|0/5/2016"},
  };
  for (const auto& [text, dates] : table) EXPECT_EQ(read(text), dates) << text;
}

TEST(WrittenDates, AreNotSeenWhereThereIsNone) {
  for (const char* text : {"In June 2017 we", "you may write", "4 may be enough", "in 2016 to 2017", "12/10",
                           "2016/10/12", "a/12/10/2016", "12/10/2016/4", "12-10-2016", "45 May", "4 Dec", "1,184.00",
                           "", "4", "June", "2016-0046030", "HM/12", "April 45, 2016"})
    EXPECT_EQ(read(text), "") << text;
}

TEST(WrittenDates, AreWrittenAsGovukDoes) {
  EXPECT_EQ((WrittenDate{.day = 4, .month = 6, .year = 2017}.as_govuk()), "4 June 2017");
  EXPECT_EQ((WrittenDate{.day = 4, .month = 6, .welsh = true}.as_govuk()), "4 Mehefin");
}

TEST(TextWords, PartAtSpacesAndSigns) {
  TextWords words;
  const std::string text = "It\u2019s 5\u00A0km \u2013 \u201CTŷ\u201D (a1) o'clock' x-y";
  words.assign(text);
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) out += std::string(words.word(i)) + "|";
  EXPECT_EQ(out, "It\u2019s|5|km|Tŷ|a1|o'clock|x|y|");
  EXPECT_EQ(words.numbers(), (std::vector<std::uint32_t>{1, 4}));
  EXPECT_EQ(words.gap_before(2), "\u00A0");
  EXPECT_EQ(words.gap_before(words.size()), "");
}

}  // namespace
}  // namespace engross
