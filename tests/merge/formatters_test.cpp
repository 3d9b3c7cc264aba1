// Formatters: value, language, text; or the sentence that says why not.
#include "merge/formatters.hpp"

#include <gtest/gtest.h>

#include "data/read.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {

struct Row {
  const char* formatter;
  const char* json;
  const char* expected;
  const char* language = "en-GB";
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << row.formatter << " " << row.json << " " << row.language;
}

class Formatters : public testing::TestWithParam<Row> {};

TEST_P(Formatters, Row) {
  const Result<Document> value = read_json(make_source("value", GetParam().json));
  ASSERT_THAT(value, test::Succeeds());
  const auto text = format(GetParam().formatter, value->root, GetParam().language);
  EXPECT_EQ(text ? *text : "error: " + text.error(), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Dates, Formatters,
    testing::Values(
        Row{"long_date", R"("2016-10-26")", "26 October 2016"}, Row{"long_date", R"("2016-01-01")", "1 January 2016"},
        Row{"long_date", R"("2016-02-29")", "29 February 2016"}, Row{"long_date", R"("2016-03-31")", "31 March 2016"},
        Row{"long_date", R"("2016-04-30")", "30 April 2016"}, Row{"long_date", R"("2016-05-05")", "5 May 2016"},
        Row{"long_date", R"("2016-06-06")", "6 June 2016"}, Row{"long_date", R"("2016-07-07")", "7 July 2016"},
        Row{"long_date", R"("2016-08-08")", "8 August 2016"}, Row{"long_date", R"("2016-09-09")", "9 September 2016"},
        Row{"long_date", R"("2016-11-11")", "11 November 2016"},
        Row{"long_date", R"("2016-12-31")", "31 December 2016"},
        Row{"long_date", R"("2016-01-01")", "1 Ionawr 2016", "cy"},
        Row{"long_date", R"("2016-02-01")", "1 Chwefror 2016", "cy"},
        Row{"long_date", R"("2016-03-01")", "1 Mawrth 2016", "cy"},
        Row{"long_date", R"("2016-04-01")", "1 Ebrill 2016", "cy"},
        Row{"long_date", R"("2016-05-01")", "1 Mai 2016", "cy"},
        Row{"long_date", R"("2016-06-01")", "1 Mehefin 2016", "cy"},
        Row{"long_date", R"("2016-07-01")", "1 Gorffennaf 2016", "cy"},
        Row{"long_date", R"("2016-08-01")", "1 Awst 2016", "cy"},
        Row{"long_date", R"("2016-09-01")", "1 Medi 2016", "cy"},
        Row{"long_date", R"("2016-10-26")", "26 Hydref 2016", "cy-GB"},
        Row{"long_date", R"("2016-11-01")", "1 Tachwedd 2016", "cy"},
        Row{"long_date", R"("2016-12-01")", "1 Rhagfyr 2016", "cy"},
        Row{"long_date", R"("soon")",
            "error: long_date needs a date such as 2016-10-26, and this is the text \"soon\""},
        Row{"long_date", R"("2015-02-29")",
            "error: long_date needs a date such as 2016-10-26, and this is the text \"2015-02-29\""},
        Row{"long_date", "null", "error: long_date needs a date such as 2016-10-26, and this is null"},
        Row{"long_date", "20161026",
            "error: long_date needs a date such as 2016-10-26, and this is the number 20161026"},
        Row{"short_date", R"("2016-10-06")", "06/10/2016"},
        Row{"short_date", "true", "error: short_date needs a date such as 2016-10-26, and this is true"},
        Row{"weekday", R"("2016-10-24")", "Monday"}, Row{"weekday", R"("2016-10-30")", "Sunday"},
        Row{"weekday", R"("2016-10-24")", "dydd Llun", "cy"}, Row{"weekday", R"("2016-10-25")", "dydd Mawrth", "cy"},
        Row{"weekday", R"("2016-10-26")", "dydd Mercher", "cy"}, Row{"weekday", R"("2016-10-27")", "dydd Iau", "cy"},
        Row{"weekday", R"("2016-10-28")", "dydd Gwener", "cy"}, Row{"weekday", R"("2016-10-29")", "dydd Sadwrn", "cy"},
        Row{"weekday", R"("2016-10-30")", "dydd Sul", "cy"},
        Row{"weekday", "{}", "error: weekday needs a date such as 2016-10-26, and this is an object"}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, Formatters,
    testing::Values(
        Row{"money", "1234.50", "£1,234.50"}, Row{"money", R"("1234.5")", "£1,234.50"}, Row{"money", "0", "£0.00"},
        Row{"money", "-5", "-£5.00"}, Row{"money", "-0.00", "£0.00"}, Row{"money", "1000000", "£1,000,000.00"},
        Row{"money", "999.990", "£999.99"}, Row{"money", "12345678901234567890.12", "£12,345,678,901,234,567,890.12"},
        Row{"money", R"({"amount": "19.99", "currency": "EUR"})", "€19.99"},
        Row{"money", R"({"amount": -1, "currency": "USD"})", "-$1.00"},
        Row{"money", R"({"amount": 1, "currency": "GBP"})", "£1.00"},
        Row{"money", R"({"amount": 1, "currency": "JPY"})",
            "error: money knows the currencies GBP, EUR and USD, and this one is the text \"JPY\""},
        Row{"money", R"({"amount": 1})",
            "error: money needs an amount such as 1234.50, or {amount, currency}, and this is an object"},
        Row{"money", "1.005", "error: money needs whole pennies or cents, and this is the number 1.005"},
        Row{"money", "1e3",
            "error: money needs an amount such as 1234.50, or {amount, currency}, and this is the number 1e3"},
        Row{"money", R"("1,234.50")",
            "error: money needs an amount such as 1234.50, or {amount, currency}, and this is the text \"1,234.50\""},
        Row{"money", R"("£5")",
            "error: money needs an amount such as 1234.50, or {amount, currency}, and this is the text \"£5\""},
        Row{"money", R"("")", "error: money needs an amount such as 1234.50, or {amount, currency}, and this is empty"},
        Row{"money", R"("-")",
            "error: money needs an amount such as 1234.50, or {amount, currency}, and this is the text \"-\""},
        Row{"money", R"("5.")",
            "error: money needs an amount such as 1234.50, or {amount, currency}, and this is the text \"5.\""},
        Row{"money", R"("007")",
            "error: money needs an amount such as 1234.50, or {amount, currency}, and this is the text \"007\""},
        Row{"money", R"("1234567890123456789012345678901234567890123")",
            "error: money needs an amount such as 1234.50, or {amount, currency}, and this is the text "
            "\"1234567890123456789012345678901234567890…\""},
        Row{"number", "1234.5", "1,234.5"}, Row{"number", "100", "100"}, Row{"number", "1.20", "1.20"},
        Row{"number", R"("-1234567")", "-1,234,567"}, Row{"number", "-0.0", "0.0"}, Row{"number", "999", "999"},
        Row{"number", R"("many")",
            "error: number needs a number such as 1234.5, written without an exponent or separators, and this is the "
            "text \"many\""},
        Row{"number", "[]",
            "error: number needs a number such as 1234.5, written without an exponent or separators, and this is an "
            "empty list"},
        Row{"ordinal", "1", "1st"}, Row{"ordinal", "2", "2nd"}, Row{"ordinal", "3", "3rd"},
        Row{"ordinal", R"("4")", "4th"}, Row{"ordinal", "11", "11th"}, Row{"ordinal", "12", "12th"},
        Row{"ordinal", "13", "13th"}, Row{"ordinal", "21", "21st"}, Row{"ordinal", "22", "22nd"},
        Row{"ordinal", "101", "101st"}, Row{"ordinal", "111", "111th"}, Row{"ordinal", "1002", "1,002nd"},
        Row{"ordinal", "0", "error: ordinal needs a whole number from 1, and this is the number 0"},
        Row{"ordinal", "-1", "error: ordinal needs a whole number from 1, and this is the number -1"},
        Row{"ordinal", "1.5", "error: ordinal needs a whole number from 1, and this is the number 1.5"}));

INSTANTIATE_TEST_SUITE_P(
    Words, Formatters,
    testing::Values(
        Row{"list", R"(["a"])", "a"}, Row{"list", R"(["a", "b"])", "a and b"},
        Row{"list", R"(["a", "b", "c"])", "a, b and c"}, Row{"list", "[1, 2.50]", "1 and 2.50"},
        Row{"list", R"(["Caer", "Bangor"])", "Caer a Bangor", "cy"},
        Row{"list", R"(["Caer", "Abertawe"])", "Caer ac Abertawe", "cy"},
        Row{"list", R"(["a", "b", "Ynys Môn"])", "a, b ac Ynys Môn", "cy"},
        Row{"list", R"(["x", "Wrecsam"])", "x a Wrecsam", "cy"}, Row{"list", R"(["x", "ŵyn"])", "x ac ŵyn", "cy"},
        Row{"list", R"(["x", "Iechyd"])", "x ac Iechyd", "cy"}, Row{"list", R"(["x", "hanes"])", "x a hanes", "cy"},
        Row{"list", R"(["x", "‘Addysg’"])", "x ac ‘Addysg’", "cy"}, Row{"list", "[1, 2]", "1 a 2", "cy"},
        Row{"list", "[2, 1]", "2 ac 1", "cy"}, Row{"list", "[7, 8]", "7 ac 8", "cy"},
        Row{"list", "[9, 10]", "9 a 10", "cy"}, Row{"list", "[10, 11]", "10 ac 11", "cy"},
        Row{"list", R"([1, "1,000"])", "1 a 1,000", "cy"}, Row{"list", "[1, 8000]", "1 ac 8000", "cy"},
        Row{"list", "[1, 100]", "1 a 100", "cy"}, Row{"list", R"(["x", "!"])", "x a !", "cy"},
        Row{"list", "[]", "error: list needs a list of texts or numbers, and this is an empty list"},
        Row{"list", R"("a")", "error: list needs a list of texts or numbers, and this is the text \"a\""},
        Row{"list", R"(["a", null])", "error: list needs a list of texts or numbers, and item 2 is null"},
        Row{"list", R"(["", "a"])", "error: list needs a list of texts or numbers, and item 1 is empty"},
        Row{"list", R"([["a"]])", "error: list needs a list of texts or numbers, and item 1 is a list"},
        Row{"upper", R"("Siân straße")", "SIÂN STRASSE"},
        Row{"upper", "5", "error: upper needs a text, and this is the number 5"},
        Row{"lower_first", R"("The Council")", "the Council"}, Row{"lower_first", R"("Ŵyn")", "ŵyn"},
        Row{"lower_first", R"("PSHE lessons")", "PSHE lessons"}, Row{"lower_first", R"("I am")", "I am"},
        Row{"lower_first", R"("I’m")", "I’m"}, Row{"lower_first", R"("A school")", "a school"},
        Row{"lower_first", R"("5 schools")", "5 schools"},
        Row{"lower_first", R"("")", "error: lower_first needs a text, and this is empty"},
        Row{"possessive", R"("Watling")", "Watling’s"}, Row{"possessive", R"("Jones")", "Jones’s"},
        Row{"possessive", R"("Sainsbury’s")", "Sainsbury’s"}, Row{"possessive", R"("Sainsbury's")", "Sainsbury's"},
        Row{"possessive", R"("Jones")", "error: Welsh has no possessive ending; name the owner after what is owned",
            "cy"},
        Row{"possessive", "false", "error: possessive needs a name, and this is false"},
        Row{"shout", R"("x")", "error: \"shout\" is not a formatter"}));

TEST(Formatters, WelshOrdinals) {
  const char* const expected[] = {"1af",   "2il",   "3ydd",  "4ydd",  "5ed",   "6ed",   "7fed",  "8fed",
                                  "9fed",  "10fed", "11eg",  "12fed", "13eg",  "14eg",  "15fed", "16eg",
                                  "17eg",  "18fed", "19eg",  "20fed", "21ain", "22ain", "23ain", "24ain",
                                  "25ain", "26ain", "27ain", "28ain", "29ain", "30ain", "31ain"};
  for (std::size_t n = 1; n <= 31; ++n) {
    const auto text = format("ordinal", Value::number(std::to_string(n)), "cy");
    EXPECT_EQ(text.value_or("none"), expected[n - 1]);
  }
  for (const char* n : {"32", "100", "1000", "10000000"})
    EXPECT_EQ(format("ordinal", Value::number(n), "cy").error(),
              std::string("ordinal needs a whole number from 1 to 31 in Welsh, and this is the number ") + n);
}

TEST(Formatters, MessagesCannotDriveATerminal) {
  EXPECT_EQ(format("upper", Value::number("\x1b[2J"), "en-GB").error(),
            "upper needs a text, and this is the number ?[2J");
}

TEST(Formatters, AreListed) {
  const std::vector<std::string> expected{"list",    "long_date",  "lower_first", "money", "number",
                                          "ordinal", "possessive", "short_date",  "upper", "weekday"};
  EXPECT_EQ(formatter_names(), expected);
  for (const std::string& name : expected) EXPECT_TRUE(is_formatter(name));
  EXPECT_FALSE(is_formatter("LIST"));
  EXPECT_FALSE(is_formatter(""));
}

}  // namespace
}  // namespace engross
