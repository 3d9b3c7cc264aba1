// After a purge nothing is left in the purger's cache of whom letters went to.
#include <filesystem>

#include "library/correspondence.hpp"
#include "recall_fixture.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

class ForgottenIndexTest : public RecallTest {
 protected:
  std::size_t files() const {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(cache)) count += entry.path().extension() == ".letters" ? 1U : 0U;
    return count;
  }
  void look_up() {
    auto index = CorrespondenceIndex::open(cache, store.root());
    ASSERT_THAT(index, Succeeds());
    EXPECT_THAT(index->bring_up_to_date(world, store, runs()), Succeeds());
  }
  std::string cache = folder / "cache";
};

TEST_F(ForgottenIndexTest, OfThisStoreAlone) {
  add(record_with("A-1", "2016-10-01", {"tides@1"}));
  look_up();
  ASSERT_EQ(files(), 1U);
  CorrespondenceIndex::forget(cache, folder / "another-store");
  EXPECT_EQ(files(), 1U);
  CorrespondenceIndex::forget(cache, store.root());
  EXPECT_EQ(files(), 0U);
  look_up();
  EXPECT_EQ(files(), 1U) << "it is made again when it is asked";
}

TEST_F(ForgottenIndexTest, WithoutACacheThereIsNothingToForget) {
  CorrespondenceIndex::forget("", store.root());
  CorrespondenceIndex::forget(folder / "none", store.root());
  EXPECT_FALSE(fs::exists(folder / "none"));
}

}  // namespace
}  // namespace engross::test
