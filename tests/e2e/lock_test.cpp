// department lock, and what a lock keeps out: every refusal, and that the command it prints does what it says.
#include <gtest/gtest.h>

#include "lock_desk.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

constexpr const char* as_it_is = "if you trust it as it is now, lock it: ";

TEST(Lock, WithoutOneEverythingIsAsItWas) {
  LockDesk desk;
  EXPECT_EQ(desk.render().exit_code, 0);
  EXPECT_EQ(desk.issue_from(desk.directory()).exit_code, 0);
  const Outcome shown = desk.engross({"department", "show", desk.library()});
  EXPECT_TRUE(holds(shown.out, "  lock        nothing is locked: there is no " + desk.lock_file() + "\n")) << shown.out;
  const Outcome doctor = desk.engross({"doctor", "--department-path", desk.folder / "path"});
  EXPECT_TRUE(holds(doctor.out, "none     lock           nothing is locked: there is no " + desk.lock_file() + "\n"))
      << doctor.out;
}

TEST(Lock, IsWrittenBesideTheDepartmentAndAdmitsIt) {
  LockDesk desk;
  const Outcome locked = desk.lock({desk.library(), "--by", "Ada Quay"});
  ASSERT_EQ(locked.exit_code, 0) << locked.err;
  EXPECT_TRUE(holds(locked.out, "added     dfe 1.0.0 (dfe.so): SHA-256 ")) << locked.out;
  EXPECT_TRUE(holds(locked.out, "Wrote " + desk.lock_file() + " (departments locked: 1)\n")) << locked.out;
  const std::string text = read_file(desk.lock_file());
  EXPECT_TRUE(holds(text, "\"locked\": \"2016-10-26T09:00:00Z\",\n      \"by\": \"Ada Quay\"\n")) << text;
  EXPECT_EQ(desk.render().exit_code, 0);
  EXPECT_EQ(desk.issue_from(desk.library()).exit_code, 0);
  EXPECT_TRUE(holds(desk.engross({"department", "show", desk.library()}).out, "locked in " + desk.lock_file() + "\n"));
  const Outcome list = desk.engross({"department", "list", "--department-path", desk.folder / "path"});
  EXPECT_TRUE(holds(list.out, "dfe          " + desk.library() + " (locked)\n")) << list.out;
  const Outcome again = desk.lock({desk.library()});
  EXPECT_TRUE(holds(again.out, "same      dfe 1.0.0") && holds(again.out, "Nothing changed in ")) << again.out;
  EXPECT_EQ(read_file(desk.lock_file()), text);
}

TEST(Lock, ChangedLibraryIsRefusedEverywhereWithTheCommandThatLocksIt) {
  LockDesk desk;
  ASSERT_EQ(desk.lock({desk.library()}).exit_code, 0);
  desk.change_library();
  const std::vector<std::vector<std::string>> commands{
      {"check", sample, "--department", desk.library()},
      {"draft", sample, "--department", desk.library(), "-o", desk.folder / "draft.md"},
      {"render", sample, "--department", desk.library(), "-o", desk.folder / "proof.pdf"},
      {"issue", "--unsigned", sample, "--department", desk.library(), "-o", desk.letter()},
      {"explain", sample, "--department", desk.library()},
      {"paragraphs", "list", "--department", desk.library()},
      {"department", "show", desk.library()}};
  for (const std::vector<std::string>& command : commands) {
    const Outcome outcome = desk.engross(command);
    EXPECT_EQ(outcome.exit_code, 1) << command[0];
    EXPECT_TRUE(holds(outcome.err, "dfe.so was changed since it was locked: " + desk.lock_file() + " has dfe 1.0.0"))
        << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "[lock.changed]")) << outcome.err;
  }
  EXPECT_FALSE(fs::exists(desk.letter()));
  const Outcome list = desk.engross({"department", "list", "--department-path", desk.folder / "path"});
  EXPECT_TRUE(holds(list.out, "(changed since it was locked)\n")) << list.out;
  const Outcome doctor = desk.engross({"doctor", "--department-path", desk.folder / "path"});
  EXPECT_TRUE(holds(doctor.out, "wrong    dfe")) << doctor.out;
  EXPECT_NE(doctor.exit_code, 0);

  const std::string line = command_after(desk.render().err, as_it_is);
  EXPECT_EQ(line, "engross department lock " + desk.library() + " --lock " + desk.lock_file());
  const Outcome pasted = paste(line);
  ASSERT_EQ(pasted.exit_code, 0) << pasted.err;
  EXPECT_TRUE(holds(pasted.out, "replaced  dfe 1.0.0 (dfe.so): SHA-256 ") && holds(pasted.out, "  was     dfe 1.0.0"))
      << pasted.out;
  EXPECT_EQ(desk.render().exit_code, 0);
}

TEST(Lock, NothingOfALibraryThatIsNotLockedIsLookedAt) {
  LockDesk desk;
  ASSERT_EQ(desk.lock({desk.library()}).exit_code, 0);
  const std::string stranger = desk.folder / "path/it's odd.so";
  write_file(stranger, "no library at all");
  const Outcome outcome = desk.engross({"check", sample, "--department", stranger});
  EXPECT_EQ(outcome.exit_code, 1) << "not 3: that it is no library is found later";
  EXPECT_TRUE(holds(outcome.err, "it's odd.so is not locked: " + desk.lock_file() + " has dfe 1.0.0 [lock.not-locked]"))
      << outcome.err;
  EXPECT_FALSE(holds(outcome.err, "library.")) << outcome.err;
  const Outcome pasted = paste(command_after(outcome.err, as_it_is));
  EXPECT_EQ(pasted.exit_code, 3) << pasted.out;
  EXPECT_TRUE(holds(pasted.err, "it's odd.so") && holds(pasted.err, "[library.not-elf]")) << pasted.err;
}

TEST(Lock, OfOtherDepartmentsNamesThem) {
  LockDesk desk;
  ASSERT_EQ(desk.lock({desk.directory()}).exit_code, 0);
  const Outcome outcome = desk.render();
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(holds(outcome.err, "dfe.so (dfe 1.0.0) is not locked: ")) << outcome.err;
  EXPECT_EQ(paste(command_after(outcome.err, as_it_is)).exit_code, 0);
  EXPECT_EQ(desk.render().exit_code, 0);
}

TEST(Lock, DirectoryThatIsNotLockedWritesLettersAndIssuesNone) {
  LockDesk desk;
  ASSERT_EQ(desk.lock({desk.library()}).exit_code, 0);
  const std::string department = desk.directory();
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"check", sample, "--department", department},
        {"draft", sample, "--department", department, "-o", desk.folder / "draft.md"},
        {"render", sample, "--department", department, "-o", desk.folder / "proof.pdf"},
        {"explain", sample, "--department", department}})
    EXPECT_EQ(desk.engross(command).exit_code, 0) << command[0];
  const Outcome shown = desk.engross({"department", "show", department});
  EXPECT_TRUE(holds(shown.out, "not locked in " + desk.lock_file() + ", so nothing is issued from it\n")) << shown.out;
  const Outcome refused = desk.issue_from(department);
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "[lock.not-locked]")) << refused.err;
  EXPECT_TRUE(holds(refused.err, "what is issued must be locked; a draft or a proof of it may be made")) << refused.err;
  EXPECT_TRUE(desk.is_untouched());

  ASSERT_EQ(paste(command_after(refused.err, as_it_is)).exit_code, 0);
  write_file(department + "/paragraphs/pshe-curriculum.md",
             read_file(department + "/paragraphs/pshe-curriculum.md") + "\n");
  const Outcome changed = desk.issue_from(department);
  EXPECT_EQ(changed.exit_code, 1);
  EXPECT_TRUE(holds(changed.err, "[lock.changed]")) << changed.err;
  EXPECT_TRUE(holds(desk.engross({"department", "show", department}).out, "changed since it was locked in "));
  ASSERT_EQ(paste(command_after(changed.err, as_it_is)).exit_code, 0);
  EXPECT_EQ(desk.issue_from(department).exit_code, 0);
}

TEST(Lock, ThatIsNamedCountsInsteadOfTheOneBeside) {
  LockDesk desk;
  const std::string other = desk.folder / "other.lock";
  const Outcome none = desk.render({"--lock", other});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_TRUE(holds(none.err, "there is no lock " + other + ", and --lock says that there must be one [lock.none]"))
      << none.err;
  ASSERT_EQ(paste(command_after(none.err, "make it: ")).exit_code, 0);
  EXPECT_EQ(desk.render({"--lock", other}).exit_code, 0);
  desk.change_library();
  EXPECT_EQ(desk.render({"--lock", other}).exit_code, 1);
  EXPECT_EQ(desk.render().exit_code, 0) << "no lock lies beside it";
  EXPECT_FALSE(fs::exists(desk.lock_file()));
  EXPECT_EQ(desk.render({"--lock", ""}).exit_code, 2);
}

TEST(Lock, InTheWorkingDirectoryIsNoLock) {
  LockDesk desk;
  write_file(desk.folder / "departments.lock", "{\"format\": 1, \"departments\": []}\n");
  const Outcome outcome = desk.engross({"check", sample, "--department", desk.library()}, {}, {}, desk.folder.path());
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  const Outcome inside = desk.engross({"check", sample, "--department", "."}, {}, {}, desk.directory());
  EXPECT_EQ(inside.exit_code, 0) << inside.err;
  ASSERT_EQ(desk.lock({desk.library()}).exit_code, 0);
  const Outcome issued =
      desk.engross({"issue", "--unsigned", sample, "--department", ".", "-o", desk.letter()}, {}, {}, desk.directory());
  EXPECT_TRUE(holds(issued.err, "[lock.not-locked]")) << "the lock lies beside the directory: " << issued.err;
}

TEST(Lock, ThatCannotBeReadIsNotNone) {
  LockDesk desk;
  write_file(desk.lock_file(), "{\"format\": 1, \"departments\": [{}]}\n");
  const Outcome damaged = desk.render();
  EXPECT_EQ(damaged.exit_code, 1);
  EXPECT_TRUE(holds(damaged.err, "departments.lock:1:31: error: \"kind\" is missing [lock.missing]")) << damaged.err;
  EXPECT_EQ(desk.lock({desk.library()}).exit_code, 1) << "it is not written over";
  fs::remove(desk.lock_file());
  fs::create_symlink("nowhere", desk.lock_file());
  EXPECT_TRUE(holds(desk.render().err, "[lock.link]"));
  EXPECT_TRUE(holds(desk.engross({"check", sample, "--department", desk.directory()}).err, "[lock.link]"));
  const Outcome list = desk.engross({"department", "list", "--department-path", desk.folder / "path"});
  EXPECT_TRUE(holds(list.out, "(its lock is refused)\n") && holds(list.err, "[lock.link]")) << list.out << list.err;
}

TEST(Lock, IsReadByEverybodyWhoMayUseTheDepartments) {
  LockDesk desk;
  ASSERT_EQ(desk.lock({desk.library()}).exit_code, 0);
  EXPECT_NE(fs::status(desk.lock_file()).permissions() & fs::perms::others_read, fs::perms::none);
}

// A library of the next version, for which the bytes are changed where nobody looks but the lock.
std::string next_version(const LockDesk& desk, const std::string& name) {
  const std::string path = desk.folder / name;
  std::string bytes = read_file(desk.library());
  const std::string before = "\"version\": \"1.0.0\"";
  for (std::size_t at = 0; (at = bytes.find("1.0.0", at)) != std::string::npos; ++at) bytes.replace(at, 5, "1.1.0");
  write_file(path, bytes);
  return path;
}

TEST(Lock, RollsOutAndBack) {
  LockDesk desk;
  ASSERT_EQ(desk.lock({desk.library()}).exit_code, 0);
  const std::string next = next_version(desk, "next.so");
  const Outcome also = desk.lock({next, "--also", "--lock", desk.lock_file()});
  ASSERT_EQ(also.exit_code, 0) << also.err;
  EXPECT_TRUE(holds(also.out, "added     dfe 1.1.0 (next.so)")) << also.out;
  for (const std::string& library : {desk.library(), next})
    EXPECT_EQ(desk.engross({"check", sample, "--department", library, "--lock", desk.lock_file()}).exit_code, 0);
  const Outcome check = desk.lock({"--check", desk.library()});
  EXPECT_EQ(check.exit_code, 0) << check.err;

  const Outcome removed = desk.lock({"--remove", "dfe@1.0.0", "--lock", desk.lock_file()});
  ASSERT_EQ(removed.exit_code, 0) << removed.err;
  EXPECT_TRUE(holds(removed.out, "removed   dfe 1.0.0 (dfe.so)")) << removed.out;
  EXPECT_EQ(desk.render().exit_code, 1);
  const Outcome none = desk.lock({"--remove", "dfe@1.0.0", "--lock", desk.lock_file()});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_TRUE(holds(none.err, "does not lock \"dfe@1.0.0\" [lock.unknown]")) << none.err;
}

TEST(Lock, ChecksWhatIsThereAgainstWhatIsLocked) {
  LockDesk desk;
  const std::string lock = desk.folder / "all.lock";
  const std::vector<std::string> everywhere{"--department-path", desk.folder / "path", "--lock", lock};
  const auto with = [&](std::vector<std::string> words) {
    words.insert(words.end(), everywhere.begin(), everywhere.end());
    return desk.lock(words);
  };
  const Outcome before = with({"--check"});
  EXPECT_EQ(before.exit_code, 1);
  EXPECT_TRUE(holds(before.err, "[lock.none]")) << before.err;
  ASSERT_EQ(with({"--all"}).exit_code, 0);
  const Outcome good = with({"--check"});
  EXPECT_EQ(good.exit_code, 0) << good.err;
  EXPECT_TRUE(holds(good.out, "ok         dfe 1.0.0 " + desk.library() + "\n")) << good.out;

  const std::string rivers = desk.folder / "path/rivers";
  fs::copy(source_directory + "/plugins/dfe", rivers, fs::copy_options::recursive);
  std::string yaml = read_file(rivers + "/department.yaml");
  write_file(rivers + "/department.yaml", yaml.replace(yaml.find("id: dfe"), 7, "id: rivers"));
  const Outcome more = with({"--check"});
  EXPECT_EQ(more.exit_code, 1);
  EXPECT_TRUE(holds(more.out, "not-locked " + rivers + "\n")) << more.out;
  ASSERT_EQ(with({rivers}).exit_code, 0);
  EXPECT_EQ(with({"--check"}).exit_code, 0);
  fs::remove_all(rivers);
  const Outcome gone = with({"--check"});
  EXPECT_EQ(gone.exit_code, 1);
  EXPECT_TRUE(holds(gone.out, "gone       rivers 1.0.0 (rivers)\n")) << gone.out;
  ASSERT_EQ(paste(command_after(gone.err, "lock it no longer: ")).exit_code, 0) << gone.err;
  EXPECT_EQ(with({"--check"}).exit_code, 0);

  desk.change_library();
  const Outcome changed = with({"--check"});
  EXPECT_EQ(changed.exit_code, 1);
  EXPECT_TRUE(holds(changed.out, "changed    " + desk.library() + "\n")) << changed.out;
  const Outcome json = with({"--check", "--json"});
  EXPECT_EQ(json.exit_code, 1);
  EXPECT_TRUE(holds(json.out, "\"state\": \"changed\"")) << json.out;
}

TEST(Lock, TellsThatALockedVersionIsNotHereWhileAnotherIs) {
  LockDesk desk;
  const std::string next = next_version(desk, "next.so");
  const std::string lock = desk.folder / "all.lock";
  ASSERT_EQ(desk.lock({"--all", "--lock", lock, "--department-path", desk.folder / "path"}).exit_code, 0);
  ASSERT_EQ(desk.lock({next, "--also", "--lock", lock}).exit_code, 0);
  const Outcome check = desk.lock({"--check", "--lock", lock, "--department-path", desk.folder / "path"});
  EXPECT_EQ(check.exit_code, 0) << check.err;
  EXPECT_TRUE(holds(check.out, "elsewhere  dfe 1.1.0 (next.so): locked, but not here; another version is\n"))
      << check.out;
}

TEST(Lock, RefusesOptionsThatMakeNoSense) {
  LockDesk desk;
  for (const std::vector<std::string>& words : {std::vector<std::string>{},
                                                {desk.library(), "--all"},
                                                {"--check", "--sign"},
                                                {"--check", "--remove", "dfe"},
                                                {"--also"},
                                                {"--by", "Ada Quay"},
                                                {desk.library(), "--key", "key.p12"}}) {
    const Outcome outcome = desk.lock(words);
    EXPECT_EQ(outcome.exit_code, 2) << outcome.err;
    EXPECT_TRUE(holds(outcome.err, "[options.lock]") && holds(outcome.err, "  = ")) << outcome.err;
  }
  EXPECT_EQ(desk.lock({"--remove", "dfe", "--lock", desk.lock_file()}).exit_code, 1);
  EXPECT_EQ(desk.lock({"--sign", "--key", "k", "--lock", desk.lock_file()}).exit_code, 1) << "there is no such lock";
  EXPECT_EQ(desk.lock({desk.folder / "none.so"}).exit_code, 1);
  EXPECT_FALSE(fs::exists(desk.lock_file()));
}

TEST(Lock, KeepsALibraryThatIsNotLockedFromBeingChecked) {
  LockDesk desk;
  const auto check = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"department", "check"});
    words.insert(words.end(), {"--only", "opens", "--only", "unknown-extensions"});
    return desk.engross(words);
  };
  ASSERT_EQ(desk.lock({desk.library()}).exit_code, 0);
  EXPECT_EQ(check({desk.library()}).exit_code, 0);
  desk.change_library();
  for (const std::vector<std::string>& how :
       {std::vector<std::string>{desk.library()}, {desk.library(), "--in-process"}}) {
    const Outcome refused = check(how);
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_TRUE(holds(refused.err, "[lock.changed]") && holds(refused.err, as_it_is)) << refused.err;
    EXPECT_FALSE(holds(refused.out, "opens")) << refused.out;
  }
  EXPECT_EQ(check({desk.directory()}).exit_code, 0) << "a directory may be checked";
  const std::string other = desk.folder / "other.lock";
  EXPECT_TRUE(holds(check({desk.library(), "--lock", other}).err, "[lock.none]"));
  ASSERT_EQ(desk.lock({desk.library(), "--lock", other}).exit_code, 0);
  const Outcome good = check({desk.library(), "--lock", other});
  EXPECT_EQ(good.exit_code, 0) << good.out << good.err;
  EXPECT_TRUE(
      holds(check({desk.library(), "--lock", other, "--lock-trust", sample_pki("root.pem")}).err, "[lock.unsigned]"));
}

TEST(Lock, SaysWhichOfTwoOfOneIdIsLocked) {
  LockDesk desk;
  const std::string path = desk.folder / "path";
  ASSERT_EQ(desk.lock({desk.library()}).exit_code, 0);
  write_file(path + "/aaa.so", read_file(desk.library()) + "x");
  const Outcome refused = desk.engross({"check", sample, "--department", "dfe", "--department-path", path});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, path + "/aaa.so (changed since it was locked) and " + desk.library() +
                                     " (locked) are both the department \"dfe\" [department.twice]"))
      << refused.err;
  EXPECT_TRUE(holds(refused.err, "or say which: --department " + desk.library() + "\n")) << refused.err;
}

TEST(Lock, LosesOneOfALibraryAndADirectoryByTheCommandThatCheckPrints) {
  LockDesk desk;
  const std::vector<std::string> everywhere{"--department-path", desk.folder / "path"};
  const auto with = [&](std::vector<std::string> words) {
    words.insert(words.end(), everywhere.begin(), everywhere.end());
    return desk.lock(words);
  };
  const std::string directory = desk.directory();
  ASSERT_EQ(with({"--all"}).exit_code, 0);
  fs::remove_all(directory);
  const Outcome gone = with({"--check"});
  EXPECT_TRUE(holds(gone.out, "gone       dfe 1.0.0 (written)\n")) << gone.out;
  const Outcome pasted = paste(command_after(gone.err, "lock it no longer: "));
  ASSERT_EQ(pasted.exit_code, 0) << pasted.err;
  EXPECT_TRUE(holds(pasted.out, "removed   dfe 1.0.0 (written)") && holds(pasted.out, "(departments locked: 1)"))
      << pasted.out;
  EXPECT_EQ(with({"--check"}).exit_code, 0);
  EXPECT_EQ(desk.render().exit_code, 0);
  // --all locks the departments of the build too: left there, the lock would refuse them when they are built anew.
  fs::remove(std::string(ENGROSS_BINARY_DIR) + "/departments/departments.lock");
}

}  // namespace
}  // namespace engross::test
