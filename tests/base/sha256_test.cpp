// Hashes are those of FIPS 180-4, however the bytes come and whatever beginnings are expected.
#include "base/sha256.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <thread>
#include <vector>

namespace engross {
namespace {

std::string hex(const Sha256& digest) {
  return to_hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string in_pieces(const std::vector<std::string_view>& pieces) {
  return hex(sha256(pieces));
}

// By nothing that remembers.
std::string afresh(std::string_view bytes) {
  RunningSha256 hash;
  hash.add(bytes);
  return hash.hex();
}

std::string some_bytes(std::size_t count, unsigned seed) {
  std::string bytes(count, '\0');
  for (char& byte : bytes) byte = static_cast<char>((seed = seed * 1664525U + 1013904223U) >> 24U);
  return bytes;
}

TEST(Sha256, IsAsFips180Says) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, IsTheSameOfPieces) {
  EXPECT_EQ(afresh("abc"), sha256_hex("abc"));
  EXPECT_EQ(RunningSha256().hex(), sha256_hex(""));
  EXPECT_EQ(in_pieces({}), sha256_hex(""));
  EXPECT_EQ(in_pieces({"a", "", "bc"}), sha256_hex("abc"));
  EXPECT_EQ(in_pieces({"", "abc"}), sha256_hex("abc"));
}

TEST(Sha256, IsTheSameAfterABeginningThatWasExpected) {
  const std::string fonts = some_bytes(9'000, 1), picture = some_bytes(5'001, 2);
  expect_beginning(fonts);
  expect_beginning(fonts + picture);
  const std::string others[] = {fonts,
                                fonts + "one",
                                fonts + picture,
                                fonts + picture + "two",
                                fonts + some_bytes(5'001, 3),
                                fonts.substr(0, 8'999),
                                fonts.substr(0, 8'999) + "x" + picture,
                                picture + fonts};
  for (const std::string& bytes : others) EXPECT_EQ(sha256_hex(bytes), afresh(bytes)) << bytes.size();
  const std::string whole = fonts + picture + "three";
  for (const std::size_t cut : {std::size_t{1}, std::size_t{8'999}, std::size_t{9'000}, std::size_t{14'000}}) {
    const std::string_view all = whole;
    EXPECT_EQ(in_pieces({all.substr(0, cut), all.substr(cut)}), afresh(whole)) << cut;
  }
}

TEST(Sha256, IsTheSameWhenMoreBeginningsAreExpectedThanAreRemembered) {
  std::vector<std::string> beginnings;
  for (unsigned i = 0; i < 20; ++i) beginnings.push_back(some_bytes(4'000 + 100 * i, i));
  for (int round = 0; round < 2; ++round) {
    for (const std::string& beginning : beginnings) {
      expect_beginning(beginning);
      EXPECT_EQ(sha256_hex(beginning + "end"), afresh(beginning + "end"));
    }
    for (const std::string& beginning : beginnings) EXPECT_EQ(sha256_hex(beginning), afresh(beginning));
  }
}

TEST(Sha256, BelongsToAThread) {
  const std::string beginning = some_bytes(20'000, 7);
  expect_beginning(beginning);
  std::string elsewhere;
  std::thread([&] { elsewhere = sha256_hex(beginning + "end"); }).join();
  EXPECT_EQ(elsewhere, sha256_hex(beginning + "end"));
}

TEST(Sha256, IsWrittenInLowerCaseDigits) {
  EXPECT_EQ(to_hex(std::string_view("\x00\x0f\xf0\xff\x7a", 5)), "000ff0ff7a");
  EXPECT_EQ(to_hex(""), "");
}

}  // namespace
}  // namespace engross
