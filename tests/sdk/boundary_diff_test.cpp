// The boundary against the one that is stored, as abidiff judges them: it may grow, on purpose, and do nothing else.
#include <gtest/gtest.h>

#include <regex>

#include "support/process.hpp"

namespace engross::test {
namespace {

struct Difference {
  enum class Kind : unsigned char { none, growth, break_, failure } kind;
  std::string words;  // abidiff's own
};

void PrintTo(const Difference::Kind& kind, std::ostream* to) {
  constexpr const char* names[] = {"none", "growth", "break", "failure"};
  *to << names[static_cast<int>(kind)];
}

// abidiff's exit code is a set of bits; 4 says that something changed. A member that was added at the end changes the
// struct's size and nothing that was there before; one that fits into padding leaves struct_size as it was.
Difference difference_of(const std::string& library) {
  const auto outcome = run({"abidiff", "--leaf-changes-only", ENGROSS_SOURCE_DIR "/tests/sdk/abi/boundary.abi",
                            ENGROSS_BINARY_DIR "/tests/sdk/abi/" + library + ".so"});
  if (outcome.exit_code == 0) return {Difference::Kind::none, {}};
  if ((outcome.exit_code & 4) == 0) return {Difference::Kind::failure, outcome.out + outcome.err};
  static const std::regex harm("data member (change|deletion)|size hasn't changed|[1-9][0-9]* (Removed|Changed)");
  const bool grows = outcome.out.find("data member insertion") != std::string::npos;
  return {grows && !std::regex_search(outcome.out, harm) ? Difference::Kind::growth : Difference::Kind::break_,
          outcome.out};
}

class BoundaryDiff : public testing::Test {
 protected:
  void SetUp() override {
#if !defined(__x86_64__)
    GTEST_SKIP() << "the stored boundary is that of x86-64";
#endif
  }
};

TEST_F(BoundaryDiff, IsWhatIsStored) {
  const Difference difference = difference_of("surface");
  EXPECT_EQ(difference.kind, Difference::Kind::none)
      << (difference.kind == Difference::Kind::growth
              ? "The boundary has grown. Raise ENGROSS_ABI_MINOR and store it, as the head of abi.h says.\n"
              : "The boundary changed in a way that breaks libraries which are already built. Take the change back, or "
                "raise ENGROSS_ABI_MAJOR, as the head of abi.h says.\n")
      << difference.words;
}

TEST_F(BoundaryDiff, GrowthAtTheEndIsSeenAsGrowth) {
  const Difference difference = difference_of("surface-next");
  EXPECT_EQ(difference.kind, Difference::Kind::growth) << difference.words;
}

TEST_F(BoundaryDiff, AMemberInTheMiddleIsABreak) {
  const Difference difference = difference_of("surface-middle");
  EXPECT_EQ(difference.kind, Difference::Kind::break_);
  EXPECT_NE(difference.words.find("'void* self' offset changed from 256 to 320"), std::string::npos)
      << difference.words;
}

TEST_F(BoundaryDiff, AnotherTypeIsABreak) {
  const Difference difference = difference_of("surface-type");
  EXPECT_EQ(difference.kind, Difference::Kind::break_);
  EXPECT_NE(difference.words.find("type 'const char*' of 'engross_department::version' changed"), std::string::npos)
      << difference.words;
}

TEST_F(BoundaryDiff, AnotherSignatureIsABreak) {
  const Difference difference = difference_of("surface-signature");
  EXPECT_EQ(difference.kind, Difference::Kind::break_);
  EXPECT_NE(difference.words.find("of 'engross_department::select' changed"), std::string::npos) << difference.words;
}

}  // namespace
}  // namespace engross::test
