// Where links may lead, written out or with values in them.
#include "letter/link_target.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace engross::test {
namespace {

std::string target(const std::vector<TargetPart>& parts) {
  const auto made = link_target(parts);
  return made ? *made : "refused: " + made.error().message + " | " + made.error().hint;
}

std::string written(std::string_view text) {
  return target({{.text = text}});
}

struct Row {
  const char* text;
  const char* target;
};

TEST(LinkTarget, IsWrittenInAscii) {
  const Row rows[] = {
      {"https://www.gov.uk", "https://www.gov.uk"},
      {"https://www.gov.uk/a/b?c=d&e=f#g", "https://www.gov.uk/a/b?c=d&e=f#g"},
      {"HTTPS://www.GOV.uk/A", "https://www.GOV.uk/A"},
      {"https://a-b.c1:8443/x", "https://a-b.c1:8443/x"},
      {"https://b.uk/tŷ y", "https://b.uk/t%C5%B7%20y"},
      {"https://b.uk/%41%zz", "https://b.uk/%41%25zz"},
      {"https://b.uk/\"<>\\^`{|}", "https://b.uk/%22%3C%3E%5C%5E%60%7B%7C%7D"},
      {"mailto:ada@quay.gov.uk", "mailto:ada@quay.gov.uk"},
      {"MailTo:a@b.uk,c@d.uk?subject=Hello%20you", "mailto:a@b.uk,c@d.uk?subject=Hello%20you"},
      {"tel:+44-20-7946-0958", "tel:+44-20-7946-0958"},
      {"tel:(020)7946.0958;ext=12", "tel:(020)7946.0958;ext=12"},
      {"tel:999", "tel:999"},
  };
  for (const Row& row : rows) EXPECT_EQ(written(row.text), row.target);
}

TEST(LinkTarget, IsRefusedWhenItIsNotSound) {
  const std::string https = "is not a sound https address | write https://, a host name and a path, and no user name";
  for (const std::string text :
       {"https:", "https://", "https:/b.uk", "https:b.uk", "https:///a", "https://user@b.uk", "https://a:b@c.uk/",
        "https://b.uk:", "https://b.uk:x/", "https://b.uk:123456/", "https://-b.uk", "https://b-.uk", "https://b..uk",
        "https://b.uk.", "https://b_c.uk", "https://[::1]/", "https://b.uk/[x]", "https://b.uk/#a#b"})
    EXPECT_EQ(written(text), "refused: the link target \"" + text + "\" " + https) << text;
  const std::string mail = "is not a sound mailto address | write mailto: and an address such as name@example.gov.uk";
  for (const std::string text : {"mailto:", "mailto:ada", "mailto:@b.uk", "mailto:a@", "mailto:a@b@c.uk",
                                 "mailto:a@b.uk,", "mailto:a@b.uk#c", "mailto:a(b)@c.uk"})
    EXPECT_EQ(written(text), "refused: the link target \"" + text + "\" " + mail) << text;
  const std::string tel = "is not a sound telephone number | write tel: and digits, such as tel:+44-20-7946-0958";
  for (const std::string text : {"tel:", "tel:12", "tel:123456789012345678901", "tel:call", "tel:1+23", "tel:999;a/b"})
    EXPECT_EQ(written(text), "refused: the link target \"" + text + "\" " + tel) << text;
  EXPECT_EQ(written(""), "refused: the link has no target | write [words](https://…)");
  EXPECT_EQ(written("http://b.uk"),
            "refused: the link target \"http://b.uk\" is not encrypted | write https:// instead of http://");
  EXPECT_EQ(written("www.b.uk/a"), "refused: the link target \"www.b.uk/a\" has no scheme | write https://www.b.uk/a");
  for (const std::string text : {"javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//b.uk", "/a", "#a",
                                 "a", "ht%74ps://b.uk", "1https://b.uk"})
    EXPECT_EQ(written(text), "refused: the link target \"" + text +
                                 "\" is not an https, mailto or tel address | only https, mailto and tel addresses can "
                                 "stand in a letter")
        << text;
}

TEST(LinkTarget, HasLimits) {
  const std::string start = "https://b.uk/";
  EXPECT_EQ(written(start + std::string(2000 - start.size(), 'a')).size(), 2000U);
  const std::string longer = written(start + std::string(2001 - start.size(), 'a'));
  EXPECT_TRUE(longer.starts_with("refused: the link target \"https://b.uk/aaa")) << longer;
  EXPECT_NE(longer.find("aaa…\" is not a sound https address"), std::string::npos) << longer;
  EXPECT_TRUE(written("https://" + std::string(63, 'a') + ".uk").starts_with("https:"));
  EXPECT_TRUE(written("https://" + std::string(64, 'a') + ".uk").starts_with("refused:"));
}

TEST(LinkTarget, TakesAValueAsOneComponent) {
  struct Value {
    const char* before;
    const char* value;
    const char* after;
    const char* target;
  };
  const Value rows[] = {
      {"https://b.uk/", "a b", "", "https://b.uk/a%20b"},
      {"https://b.uk/", "../c?d=e#f", "/g", "https://b.uk/..%2Fc%3Fd%3De%23f/g"},
      {"https://b.uk/?q=", "a&b=c", "", "https://b.uk/?q=a%26b%3Dc"},
      {"https://b.uk/", "%2e", "", "https://b.uk/%252e"},
      {"https://", "b.uk/c", "",
       "refused: the link target \"https://b.uk%2Fc\" is not a sound https address | write "
       "https://, a host name and a path, and no user name"},
      {"https://", "b.uk", "/c", "https://b.uk/c"},
      {"", "https://b.uk/c?d", "", "https://b.uk/c?d"},
      {"", " https://b.uk/c \n", "", "https://b.uk/c"},
      {"", "HTTPS", "://b.uk", "https://b.uk"},
      {"", "javascript:x", "",
       "refused: the link target \"javascript:x\" is not an https, mailto or tel address | only "
       "https, mailto and tel addresses can stand in a letter"},
      {"mailto:", "ada@quay.uk", "", "mailto:ada@quay.uk"},
      {"mailto:", "a@b.uk?bcc=c@d.uk", "",
       "refused: the link target \"mailto:a@b.uk%3Fbcc%3Dc@d.uk\" is not a sound "
       "mailto address | write mailto: and an address such as name@example.gov.uk"},
      {"mailto:a@b.uk?subject=", "x@y&bcc=z", "", "mailto:a@b.uk?subject=x%40y%26bcc%3Dz"},
      {"tel:", "+44 20 7946 0958", "", "tel:+442079460958"},
      {"tel:", "(020) 7946;x=y", "",
       "refused: the link target \"tel:(020)7946%3Bx%3Dy\" is not a sound telephone number "
       "| write tel: and digits, such as tel:+44-20-7946-0958"},
      {"https://b.uk/", "a\nb", "",
       "refused: a value with a line break stands in a link target | give the value on one "
       "line"},
      {"https://b.uk/", "", "", "https://b.uk/"},
  };
  for (const Value& row : rows)
    EXPECT_EQ(target({{.text = row.before}, {.text = row.value, .value = true}, {.text = row.after}}), row.target)
        << row.before << row.value;
}

}  // namespace
}  // namespace engross::test
