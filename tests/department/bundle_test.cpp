// Files as one string and back; nothing that was cut, grown or turned about reads as files.
#include "department/bundle.hpp"

#include <gtest/gtest.h>

#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

const Resources three{.origin = "quay",
                      .files = {{"department.yaml", "id: quay\n"},
                                {"paragraphs/a.md", ""},
                                {"pictures/a.png", std::string("\x89PNG\n\0 12 b\n", 12)}}};

const std::string header = "engross bundle 1\n";
const std::string written = header + "9 department.yaml\nid: quay\n\n0 paragraphs/a.md\n\n12 pictures/a.png\n" +
                            three.files.at("pictures/a.png") + "\n";

TEST(Bundle, WritesLengthPathAndContentInOrder) {
  EXPECT_EQ(to_bundle(three), written);
  EXPECT_EQ(to_bundle({}), header);
}

TEST(Bundle, ReadsWhatItWrote) {
  const auto read = from_bundle("the store", written);
  ASSERT_THAT(read, Succeeds());
  EXPECT_EQ(read->files, three.files);
  EXPECT_EQ(read->origin, "the store");
  EXPECT_FALSE(read->directory);
  EXPECT_EQ(read->sha256(), three.sha256());
  const auto nothing = from_bundle("the store", header);
  ASSERT_THAT(nothing, Succeeds());
  EXPECT_TRUE(nothing->files.empty());
}

TEST(Bundle, HasAHashOfNamesAndContents) {
  Resources other = three;
  other.files["paragraphs/a.md"] = "x";
  EXPECT_NE(other.sha256(), three.sha256());
  other = three;
  other.files["paragraphs/b.md"] = "";
  EXPECT_NE(other.sha256(), three.sha256());
  other = three;
  other.origin = "elsewhere";
  EXPECT_EQ(other.sha256(), three.sha256());
}

std::string damaged(std::string_view bytes) {
  const auto read = from_bundle("x", bytes);
  if (read) return "read";
  EXPECT_EQ(read.error()[0].code, "bundle.damaged");
  EXPECT_EQ(read.error()[0].hints, std::vector<std::string>{"restore it from a backup"});
  return read.error()[0].message;
}

std::string from_byte(std::size_t at) {
  return "x is not a bundle from byte " + std::to_string(at) + " on";
}

TEST(Bundle, IsDamagedWhereverItIsCut) {
  const std::size_t second = written.find("0 paragraphs");
  const std::size_t third = written.find("12 pictures");
  for (std::size_t size = 0; size < written.size(); ++size) {
    const bool between_files = size == header.size() || size == second || size == third;
    const std::size_t entry = size < header.size() ? 0 : size < second ? header.size() : size < third ? second : third;
    EXPECT_EQ(damaged(written.substr(0, size)), between_files ? "read" : from_byte(entry)) << size;
  }
}

TEST(Bundle, IsDamagedWhereALengthIsAnother) {
  for (const std::string length :
       {"10", "0", "99", "18446744073709551615", "99999999999999999999", "-9", "+9", " 9", "9.", "nine", ""})
    EXPECT_EQ(damaged(header + length + " department.yaml\nid: quay\n\n"), from_byte(header.size())) << length;
  EXPECT_EQ(damaged(header + "8 department.yaml\nid: quay\n\n"), from_byte(44))
      << "the file ends early, and a byte is left";
  EXPECT_EQ(damaged(header + "9department.yaml\nid: quay\n\n"), from_byte(header.size()));
  EXPECT_EQ(damaged(header + "9\tdepartment.yaml\nid: quay\n\n"), from_byte(header.size()));
}

TEST(Bundle, HoldsNoPathThatLeavesIt) {
  for (const std::string path : {"", "/etc/passwd", "..", "../a", "paragraphs/../../a", "a..b", "a b", "a//b", "a/"})
    EXPECT_EQ(damaged(header + "1 " + path + "\nx\n"), from_byte(header.size())) << path;
}

TEST(Bundle, HoldsItsFilesInOrderAndOnce) {
  const std::size_t second = header.size() + std::string("1 b\nx\n").size();
  EXPECT_EQ(damaged(header + "1 b\nx\n1 a\nx\n"), from_byte(second));
  EXPECT_EQ(damaged(header + "1 b\nx\n1 b\nx\n"), from_byte(second));
  EXPECT_EQ(damaged(header + "1 b\nx\n1 c\nx\n"), "read");
}

TEST(Bundle, OfAnotherVersionIsNone) {
  EXPECT_EQ(damaged("engross bundle 2\n"), from_byte(0));
  EXPECT_EQ(damaged("engross bundle 1\r\n"), from_byte(0));
  EXPECT_EQ(damaged(""), from_byte(0));
}

}  // namespace
}  // namespace engross::test
