// The cases that an approval of a batch is of: how many, which hash, and which of them are looked at.
#include "batch/approved_cases.hpp"

#include <gmock/gmock.h>

#include "base/sha256.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {
using test::Succeeds;
using testing::ElementsAre;

std::vector<std::size_t> sample(std::size_t wanted, std::size_t rows) {
  std::vector<std::size_t> chosen;
  for (std::size_t row = 0; row <= rows + 1; ++row)
    if (is_sampled(row, wanted, rows)) chosen.push_back(row);
  return chosen;
}

TEST(Sample, IsEvenlySpread) {
  EXPECT_THAT(sample(1, 10), ElementsAre(10));
  EXPECT_THAT(sample(3, 10), ElementsAre(4, 7, 10));
  EXPECT_THAT(sample(10, 10), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
  EXPECT_THAT(sample(50, 3), ElementsAre(1, 2, 3));
  EXPECT_THAT(sample(5, 0), ElementsAre());
  EXPECT_EQ(sample(1000, 100'000).size(), 1000U);
}

// The bytes of a text, once.
class OneText final : public ByteStream {
 public:
  explicit OneText(std::string text) : text_(std::move(text)) {}
  Result<std::string_view> next() override {
    if (given_) return std::string_view();
    given_ = true;
    return std::string_view(text_);
  }

 private:
  std::string text_;
  bool given_ = false;
};

Result<CountedCases> counted(const std::string& lines, std::vector<std::string>* keys = nullptr) {
  ExportOptions options;
  options.limits.row = 40;
  auto cases = Export::open("cases.jsonl", std::make_unique<OneText>(lines), options);
  if (!cases) return fail(std::move(cases.error()));
  return count_cases(**cases, [&](const ExportedCase& row) {
    if (keys != nullptr) keys->push_back(row.key);
  });
}

TEST(CountedCases, AreOneHashOfAllOfThem) {
  const std::string one = R"({"reference":"A"})", two = R"({"reference":"B"})";
  std::vector<std::string> keys;
  const auto both = counted(one + "\n" + two + "\n", &keys);
  ASSERT_THAT(both, Succeeds());
  EXPECT_EQ(both->rows, 2U);
  EXPECT_THAT(keys, ElementsAre("A", "B"));
  EXPECT_EQ(both->sha256, sha256_hex(sha256_hex(one) + "\n" + sha256_hex(two) + "\n"));
  EXPECT_NE(counted(two + "\n" + one + "\n")->sha256, both->sha256);
  EXPECT_NE(counted(one + "\n")->sha256, both->sha256);
}

TEST(CountedCases, CountARowThatIsNoCase) {
  const std::string one = R"({"reference":"A"})";
  const auto some = counted(one + "\n{\"reference\":\"" + std::string(50, 'B') + "\"}\n" + one + "\n");
  ASSERT_THAT(some, Succeeds());
  EXPECT_EQ(some->rows, 3U);
  EXPECT_EQ(some->sha256, sha256_hex(sha256_hex(one) + "\n-\n" + sha256_hex(one) + "\n"));
}

}  // namespace
}  // namespace engross
