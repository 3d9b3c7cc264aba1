// Framing: whatever the pieces that bytes arrive in, the same messages come out; lengths over the cap are refused.
#include "isolation/frames.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace engross {
namespace {

std::vector<std::string> all(FrameReader& reader) {
  std::vector<std::string> messages;
  while (const auto message = reader.next()) messages.emplace_back(*message);
  return messages;
}

TEST(Frames, ComeOutWholeHoweverTheyArrive) {
  std::string bytes;
  append_frame(bytes, "first");
  append_frame(bytes, "");
  append_frame(bytes, std::string(300, 'x'));
  const std::vector<std::string> expected{"first", "", std::string(300, 'x')};
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    FrameReader reader(1000);
    std::vector<std::string> got;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      reader.push(std::string_view(bytes).substr(at, piece));
      for (std::string& message : all(reader)) got.push_back(std::move(message));
    }
    EXPECT_EQ(got, expected) << "pieces of " << piece;
    EXPECT_EQ(reader.pending(), 0U);
  }
}

TEST(Frames, HeaderIsLittleEndian) {
  EXPECT_EQ(frame_header(0x01020304), std::string("\x04\x03\x02\x01"));
}

TEST(Frames, OverTheCapAreRefusedAtOnce) {
  FrameReader reader(10);
  reader.push(frame_header(10) + "0123456789");
  EXPECT_EQ(reader.next(), "0123456789");
  EXPECT_FALSE(reader.refused());
  reader.push(frame_header(11));
  EXPECT_EQ(reader.next(), std::nullopt);
  EXPECT_TRUE(reader.refused());
  reader.push("0123456789a");
  EXPECT_EQ(reader.next(), std::nullopt);
  EXPECT_EQ(reader.pending(), 0U);
}

TEST(Frames, PartsComeBackInOrder) {
  std::string message;
  append_number(message, 0x1122334455667788U);
  append_text(message, "paragraphs/a.md");
  append_text(message, "");
  std::string_view rest = message;
  EXPECT_EQ(take_number(rest), 0x1122334455667788U);
  EXPECT_EQ(take_text(rest), "paragraphs/a.md");
  EXPECT_EQ(take_text(rest), "");
  EXPECT_EQ(take_text(rest), std::nullopt);
  EXPECT_EQ(take_number(rest), std::nullopt);
}

TEST(Frames, PartLongerThanItsMessageIsRefused) {
  for (const std::uint64_t claimed : {std::uint64_t{6}, ~std::uint64_t{0}, ~std::uint64_t{7}}) {
    std::string message;
    append_number(message, claimed);
    message += "short";
    std::string_view rest = message;
    EXPECT_EQ(take_text(rest), std::nullopt) << claimed;
    EXPECT_EQ(rest, message) << "nothing may be taken";
  }
}

}  // namespace
}  // namespace engross
