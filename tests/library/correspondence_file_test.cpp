// The file in which it is remembered to whom letters went: what is in it, and what happens to it.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/wait.h>
#include <unistd.h>

#include "correspondence_fixture.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class CorrespondenceFileTest : public CorrespondenceTest {
 protected:
  void SetUp() override {
    send(jane, letter("A-1", "2016-10-01", {"tides@1"}));
    send_run("night", {{jane, letter("R-1", "2016-10-04", {"tides@1"})}});
  }
  static constexpr const char* both = "A-1 1, R-1 1";
};

TEST_F(CorrespondenceFileTest, HasNoNameInIt) {
  ASSERT_EQ(letters_to(jane), both);
  const std::string bytes = read_file(file());
  for (const char* part : {"Jones", "jones", "Jane", "jane", "SY8", "sy8"}) EXPECT_THAT(bytes, Not(HasSubstr(part)));
  EXPECT_THAT(bytes, HasSubstr("tides"));
}

TEST_F(CorrespondenceFileTest, IsReadableForItsOwnerAlone) {
  letters_to(jane);
  EXPECT_EQ(fs::status(file()).permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none);
}

TEST_F(CorrespondenceFileTest, HasAKeyOfItsOwn) {
  const auto hash = [&] {
    letters_to(jane);
    return opened_file().execAndGet("SELECT hex(whom) FROM letter WHERE reference = 'A-1'").getString();
  };
  const std::string one = hash();
  EXPECT_EQ(one.size(), 32U);
  EXPECT_EQ(hash(), one);
  fs::remove(file());
  EXPECT_NE(hash(), one);
}

TEST_F(CorrespondenceFileTest, InitialsOfSeveralPeopleAreNotAlike) {
  send(R"({"forename": "Jo", "surname": "Powell", "postcode": "SY8 1AA"})", letter("A-2", "2016-10-01"));
  letters_to(jane);
  EXPECT_EQ(opened_file().execAndGet("SELECT count(DISTINCT initial) FROM letter").getInt(), 2);
}

TEST_F(CorrespondenceFileTest, OneThatIsDamagedIsMadeAnew) {
  for (const std::string& bytes : {std::string(), std::string("no database"), std::string(4096, 'x')}) {
    ASSERT_EQ(letters_to(jane), both);
    write_file(file(), bytes);
    EXPECT_EQ(letters_to(jane), both) << bytes.size();
    EXPECT_THAT(read_file(file()), StartsWith("SQLite format 3")) << bytes.size();
  }
  const std::string whole = read_file(file());
  write_file(file(), whole.substr(0, whole.size() / 2));
  EXPECT_EQ(letters_to(jane), both) << "half of it";
  EXPECT_EQ(opened_file().execAndGet("SELECT count(*) FROM letter").getInt(), 2);
  for (const char* damage : {"PRAGMA user_version = 9", "UPDATE secret SET bytes = x'00'", "DROP TABLE letter",
                             "DROP TABLE folder; CREATE TABLE folder(name TEXT)"}) {
    opened_file().exec(damage);
    EXPECT_EQ(letters_to(jane), both) << damage;
    EXPECT_EQ(opened_file().execAndGet("SELECT count(*) FROM letter").getInt(), 2) << damage;
  }
}

TEST_F(CorrespondenceFileTest, OneThatProvesDamagedWhileItIsAskedIsMadeAnewNextTime) {
  const auto index = fresh_index();
  const auto now = Case::from(make_source("a case", case_to(jane)));
  opened_file().exec("UPDATE letter SET day = 'some day'");
  EXPECT_THAT(index.letters_to(*now), FailsWith("search.index"));
  EXPECT_EQ(letters_to(jane), both);
}

TEST_F(CorrespondenceFileTest, WhatTheFileSaysOfRecordsThatAreNotThereIsNotBelieved) {
  letters_to(jane);
  let_it_rest();
  letters_to(jane);
  opened_file().exec(
      "INSERT INTO letter(whom, reference, issue, day, kind, folder, run) "
      "SELECT whom, 'A-9', issue + 8, day, kind, folder, 0 FROM letter WHERE folder <> 0;"
      "INSERT INTO letter(whom, reference, issue, day, kind, folder, run) "
      "SELECT whom, 'R-9', issue, day, kind, 0, run FROM letter WHERE run <> 0;"
      "INSERT INTO letter(whom, reference, issue, day, kind, folder, run) "
      "SELECT whom, 'R-8', issue, day, kind, 0, run + 1 FROM letter WHERE run <> 0;");
  EXPECT_EQ(letters_to(jane), both);
}

TEST_F(CorrespondenceFileTest, WithoutAFolderItIsMadeInMemory) {
  cache.clear();
  EXPECT_EQ(letters_to(jane), both);
  write_file(folder / "file", "");
  cache = folder / "file/cache";
  EXPECT_EQ(letters_to(jane), both);
}

TEST_F(CorrespondenceFileTest, InThePlaceOfAFolderItIsMadeInMemory) {
  letters_to(jane);
  const std::string name = file();
  fs::remove(name);
  fs::create_directories(fs::path(name) / "inside");
  EXPECT_EQ(letters_to(jane), both);
  EXPECT_TRUE(fs::is_directory(fs::path(name) / "inside"));
}

TEST_F(CorrespondenceFileTest, SeveralProcessesAskAtOnceAndMayBeKilled) {
  for (int i = 10; i < 30; ++i) send(rhys, letter(fmt::format("B-{}", i), "2016-10-01"));
  std::vector<pid_t> children;
  for (int i = 0; i < 4; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      for (int round = 0; round < 10; ++round)
        if (letters_to(jane) != both) ::_exit(1);
      ::_exit(0);
    }
    children.push_back(child);
  }
  const pid_t killed = ::fork();
  if (killed == 0) {
    for (;;) letters_to(jane);
  }
  ::usleep(50'000);
  ::kill(killed, SIGKILL);
  int status = 0;
  ::waitpid(killed, &status, 0);
  for (const pid_t child : children) {
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(letters_to(jane), both);
}

}  // namespace
}  // namespace engross::test
