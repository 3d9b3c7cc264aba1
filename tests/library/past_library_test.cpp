// A library as the letters of a day were made with it.
#include "library/past_library.hpp"

#include "compose/harbour.hpp"
#include "department/bundle.hpp"
#include "recall_fixture.hpp"

namespace engross::test {
namespace {

using testing::HasSubstr;

class PastLibraryTest : public RecallTest {
 protected:
  // An edition of the harbour, kept where it belongs; its key.
  static std::string keep(Store& in, const std::string& version) {
    std::string yaml = harbour()->resources.files.at("department.yaml");
    yaml.replace(yaml.find("version: "), std::string("version: ").size(), "version: " + version + ".");
    return *in.keep(to_bundle(harbour({{"department.yaml", yaml}})->resources));
  }
  static Record with_edition(Record record, Store& in, const std::string& version) {
    record.files.push_back({"department", "harbour", keep(in, version)});
    record.files.push_back({"shared", "templates", *in.keep(to_bundle(shared_resources().resources))});
    return record;
  }
  void add_with(const std::string& reference, const char* day, const std::string& version) {
    add(with_edition(record_with(reference, day, {"tides@1"}), store, version));
  }
  Result<PastLibrary> as_of(const char* on, const std::string& department = "harbour") {
    return library_as_of(world, store, runs(), department, day(on));
  }
};

TEST_F(PastLibraryTest, IsTheEditionOfTheLastLetterUntilThatDay) {
  add_with("A-1", "2016-10-01", "1");
  add_with("A-2", "2016-10-05", "1");
  add_with("A-3", "2016-10-09", "2");
  const auto first = as_of("2016-10-08");
  ASSERT_THAT(first, Succeeds());
  EXPECT_THAT(first->department->version, testing::StartsWith("1."));
  EXPECT_EQ(first->last_used.iso(), "2016-10-05");
  EXPECT_EQ(first->reference, "A-2");
  ASSERT_TRUE(first->next_used);
  EXPECT_EQ(first->next_used->iso(), "2016-10-09");
  EXPECT_EQ(first->bundle_sha256, keep(store, "1"));
  const auto second = as_of("2016-10-09");
  ASSERT_THAT(second, Succeeds());
  EXPECT_THAT(second->department->version, testing::StartsWith("2."));
  EXPECT_FALSE(second->next_used);
}

TEST_F(PastLibraryTest, OfRunsToo) {
  add_with("A-1", "2016-10-01", "1");
  const RunFolder folder_of_run(folder / "night");
  Store objects(world, folder_of_run.root());
  RunIdentity identity = some_identity();
  identity.department = "harbour";
  make_recorded_run(folder_of_run, {}, identity);
  std::filesystem::remove_all(folder_of_run.root());
  Record one = record_with("R-1", "2016-10-04", {"tides@1"}), two = record_with("R-2", "2016-10-06", {"tides@1"});
  {
    test::TemporaryDirectory elsewhere;
    Store there(world, elsewhere.path());
    one = with_edition(one, there, "3");
    two = with_edition(two, there, "3");
  }
  make_recorded_run(folder_of_run, {one, two}, identity);
  ASSERT_THAT(objects.keep(to_bundle(shared_resources().resources)), Succeeds());
  keep(objects, "3");
  ASSERT_THAT(register_run(world, store.root(), folder_of_run, identity), Succeeds());
  const auto past = as_of("2016-10-20");
  ASSERT_THAT(past, Succeeds());
  EXPECT_THAT(past->department->version, testing::StartsWith("3."));
  EXPECT_EQ(past->last_used.iso(), "2016-10-06");
  EXPECT_THAT(as_of("2016-10-03")->department->version, testing::StartsWith("1."));
}

TEST_F(PastLibraryTest, BeforeTheFirstLetterNothingIsKnown) {
  const auto nothing = as_of("2016-10-08");
  ASSERT_THAT(nothing, FailsWith("recall.no-edition"));
  EXPECT_THAT(nothing.error()[0].hints[0], HasSubstr("--store"));
  add_with("A-1", "2016-10-01", "1");
  const auto early = as_of("2016-09-30");
  ASSERT_THAT(early, FailsWith("recall.no-edition"));
  EXPECT_THAT(early.error()[0].hints[0], HasSubstr("2016-10-01"));
  const auto other = as_of("2016-10-08", "harbor");
  ASSERT_THAT(other, FailsWith("recall.no-edition"));
  EXPECT_THAT(other.error()[0].hints[0], HasSubstr("did you mean \"harbour\"?"));
}

TEST_F(PastLibraryTest, AnEditionThatIsNotThereAnyMoreIsToldAsMissing) {
  add_with("A-1", "2016-10-01", "1");
  std::filesystem::remove_all(store.root() / "objects");
  EXPECT_THAT(as_of("2016-10-08"), FailsWith("store.missing"));
}

}  // namespace
}  // namespace engross::test
