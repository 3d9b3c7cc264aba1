// departments.lock: what reads, what is refused and where, what admits a department, and how a lock changes.
#include "department/lock.hpp"

#include <fmt/format.h>

#include <fstream>

#include "base/sha256.hpp"
#include "department/quay.hpp"
#include "support/memory_world.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

std::string hash(char digit) {
  return std::string(64, digit);
}

LockEntry library(const std::string& id, const std::string& version, char digit) {
  return {.kind = LockedKind::library,
          .id = id,
          .version = version,
          .abi = "1.0",
          .sha256 = hash(digit),
          .file = id + ".so",
          .locked = *Timestamp::parse("2016-10-26T09:00:00Z"),
          .by = {}};
}

LockEntry directory(const std::string& id, const std::string& version, char digit) {
  LockEntry entry = library(id, version, digit);
  entry.kind = LockedKind::directory;
  entry.abi.clear();
  entry.file = id;
  return entry;
}

Lock lock_of(std::vector<LockEntry> entries) {
  return {.name = "departments.lock", .entries = std::move(entries)};
}

Result<Lock> read(const std::string& text) {
  return Lock::from(make_source("departments.lock", text));
}

std::string refusal(const std::string& text) {
  const auto lock = read(text);
  return lock ? "not refused\n" : said(lock.error());
}

constexpr const char* good_entry =
    R"("kind": "library", "id": "dfe", "version": "1.0.0", "abi": "1.0", "file": "dfe.so",
 "locked": "2016-10-26T09:00:00Z", "sha256": ")";

// A lock of one good entry whose member `key` is `json` instead; empty: is not there.
std::string with(const std::string& key, const std::string& json) {
  std::string text = write_lock(lock_of({library("dfe", "1.0.0", 'a')}));
  const std::size_t at = text.find("\"" + key + "\"");
  const std::size_t end = text.find('\n', at);
  const bool comma = text[end - 1] == ',';
  if (json.empty()) return text.erase(at, end - at);
  return text.replace(at, end - at, "\"" + key + "\": " + json + (comma ? "," : ""));
}

TEST(Lock, IsWrittenSortedAndReadsTheSame) {
  LockEntry named = library("dfe", "1.0.0", 'b');
  named.by = "Ada Quay";
  const std::string text = write_lock(
      lock_of({library("weir", "2.0", 'c'), library("dfe", "1.1.0", 'a'), directory("dfe", "1.1.0", 'd'), named}));
  EXPECT_EQ(text.substr(0, text.find("    },")), R"({
  "format": 1,
  "departments": [
    {
      "kind": "library",
      "id": "dfe",
      "version": "1.0.0",
      "abi": "1.0",
      "sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
      "file": "dfe.so",
      "locked": "2016-10-26T09:00:00Z",
      "by": "Ada Quay"
)");
  const auto again = read(text);
  ASSERT_THAT(again, Succeeds());
  ASSERT_EQ(again->entries.size(), 4U);
  EXPECT_EQ(again->entries[0].by, "Ada Quay");
  EXPECT_EQ(again->entries[1].version, "1.1.0");
  EXPECT_EQ(again->entries[2].kind, LockedKind::directory);
  EXPECT_EQ(again->entries[3].id, "weir");
  EXPECT_EQ(write_lock(*again), text);
  EXPECT_EQ(write_lock(lock_of({})), "{\n  \"format\": 1,\n  \"departments\": []\n}\n");
}

TEST(Lock, ReadsStrictly) {
  EXPECT_EQ(refusal("[]"),
            "1:1 lock.type: a lock is an object | the file is written by engross department lock alone\n");
  EXPECT_EQ(
      refusal(R"({"format": 2, "departments": [], "sealed": 1})"),
      "1:12 lock.format: this lock has the format 2, and this engross reads 1 | install the engross that wrote it, "
      "or lock the departments again\n");
  EXPECT_EQ(refusal(R"({"departments": []})"), "1:1 lock.missing: \"format\" is missing\n");
  EXPECT_EQ(refusal(R"({"format": 1})"), "1:1 lock.missing: \"departments\" is missing\n");
  EXPECT_EQ(refusal(R"({"format": 1, "departments": [], "department": 1})").substr(0, 37),
            "1:34 lock.unknown-key: \"department\" i");
  EXPECT_THAT(read(R"({"format": 1, "departments": [], "format": 1})"), FailsWith("data.duplicate-key"));
  EXPECT_THAT(read(R"({"format": 1, "departments": {}})"), FailsWith("lock.type"));
  EXPECT_THAT(read(R"({"format": 1, "departments": ["dfe"]})"), FailsWith("lock.type"));
  EXPECT_THAT(read(""), FailsWith("data.empty"));
  for (const char* key : {"kind", "id", "version", "abi", "sha256", "file", "locked"})
    EXPECT_NE(refusal(with(key, "")), "not refused\n") << key;
}

TEST(Lock, SaysWhichValueIsNone) {
  const auto code_of = [](const std::string& key, const std::string& json) {
    const auto lock = read(with(key, json));
    return lock ? std::string() : lock.error().front().code + " " + place(lock.error().front());
  };
  EXPECT_EQ(code_of("kind", "\"folder\""), "lock.choice 5:15");
  EXPECT_EQ(code_of("id", "\"Dfe\""), "lock.value 6:13");
  EXPECT_EQ(code_of("version", "\"1.0 beta\""), "lock.value 7:18");
  EXPECT_EQ(code_of("version", "\"\""), "lock.value 7:18");
  EXPECT_EQ(code_of("version", "1.0"), "lock.type 7:18");
  EXPECT_EQ(code_of("abi", "\"1\""), "lock.value 8:14");
  EXPECT_EQ(code_of("abi", "\".1\""), "lock.value 8:14");
  for (const std::string& bad : {hash('A'), hash('g'), std::string(63, 'a'), std::string(65, 'a'), std::string()})
    EXPECT_EQ(code_of("sha256", "\"" + bad + "\""), "lock.value 9:17") << bad;
  for (const char* bad : {"\"a/b.so\"", "\"\"", R"("a\nb")"})
    EXPECT_EQ(code_of("file", bad), "lock.value 10:15") << bad;
  EXPECT_EQ(code_of("locked", "\"yesterday\""), "lock.value 11:17");
  EXPECT_EQ(code_of("locked", "\"2016-10-26T09:00:00Z\", \"by\": \" \""), "lock.value 11:47");
  EXPECT_EQ(code_of("locked", "\"2016-10-26T09:00:00Z\", \"trusted\": true"), "lock.unknown-key 11:41");
  EXPECT_EQ(code_of("kind", "\"directory\""), "lock.unknown-key 8:14") << "a directory has no boundary";
  EXPECT_EQ(code_of("locked", "\"2016-10-26T09:00:00Z\", \"by\": 1"), "lock.type 11:47");
}

TEST(Lock, HoldsNoBytesTwice) {
  const std::string entry = std::string("{") + good_entry + hash('a') + "\"}";
  EXPECT_EQ(refusal("{\"format\": 1, \"departments\": [" + entry + ",\n" + entry + "]}"),
            "4:46 lock.duplicate: these bytes are locked already, as dfe 1.0.0 | the file is written by engross "
            "department lock alone\n");
  const std::string other = std::string("{") + good_entry + hash('b') + "\"}";
  EXPECT_THAT(read("{\"format\": 1, \"departments\": [" + entry + "," + other + "]}"), Succeeds())
      << "two builds of one version";
}

TEST(Lock, IsNeverTooLongToRead) {
  std::string many = "{\"format\": 1, \"departments\": [1";
  for (int i = 0; i < 10'000; ++i) many += ",1";
  EXPECT_THAT(read(many + "]}"), FailsWith("lock.too-many"));
}

TEST(Lock, AdmitsItsBytesInWhateverFileTheyLie) {
  const Lock lock =
      lock_of({library("dfe", "1.0.0", 'a'), library("dfe", "1.1.0", 'b'), directory("dfe", "1.1.0", 'c')});
  for (const char digit : {'a', 'b'})
    EXPECT_THAT(
        lock.admits({.kind = LockedKind::library, .path = "x/any.so", .sha256 = hash(digit), .id = {}, .version = {}}),
        Succeeds());
  const auto as_library =
      lock.admits({.kind = LockedKind::library, .path = "x/any.so", .sha256 = hash('c'), .id = {}, .version = {}});
  EXPECT_THAT(as_library, FailsWith("lock.not-locked")) << "a directory's hash is no library's";
}

std::string answer(const Lock& lock, const LockQuestion& question) {
  const auto admitted = lock.admits(question);
  return admitted ? "admitted\n" : said(admitted.error());
}

TEST(Lock, SaysWhatItHasInstead) {
  const Lock lock = lock_of({library("dfe", "1.0.0", 'a'), library("weir", "2.0", 'b')});
  EXPECT_EQ(
      answer(lock, {LockedKind::library, "/d/dfe.so", hash('c'), "dfe", "1.1.0"}),
      "nowhere lock.changed: /d/dfe.so was changed since it was locked: departments.lock has dfe 1.0.0, SHA-256 "
      "aaaaaaaaaaaaaaaa…; this is dfe 1.1.0, SHA-256 cccccccccccccccc… | if nobody whom you trust changed it, put "
      "the locked one back and find out who did\n");
  EXPECT_EQ(
      answer(lock, {LockedKind::library, "/d/dfe.so", hash('c'), "", ""}),
      "nowhere lock.changed: /d/dfe.so was changed since it was locked: departments.lock has dfe 1.0.0, SHA-256 "
      "aaaaaaaaaaaaaaaa…; this is SHA-256 cccccccccccccccc… | if nobody whom you trust changed it, put the locked "
      "one back and find out who did\n")
      << "a file in its place that does not say what it is";
  EXPECT_NE(answer(lock, {LockedKind::library, "/d/dfe.so", hash('c'), "other", "1"}).find("lock.changed"),
            std::string::npos)
      << "another department in its place";
  EXPECT_EQ(answer(lock, {LockedKind::library, "/d/ham.so", hash('c'), "ham", "3"}),
            "nowhere lock.not-locked: /d/ham.so (ham 3) is not locked: departments.lock has dfe 1.0.0, weir 2.0\n");
  EXPECT_EQ(answer(lock, {LockedKind::directory, "/d/dfe", hash('c'), "dfe", "1.0.0"}),
            "nowhere lock.not-locked: /d/dfe (dfe 1.0.0) is not locked: departments.lock has dfe 1.0.0, weir 2.0\n")
      << "its library is locked, not its directory";
  EXPECT_EQ(answer(lock_of({}), {LockedKind::library, "a.so", hash('c'), "", ""}),
            "nowhere lock.not-locked: a.so is not locked: departments.lock has nothing\n");
}

TEST(Lock, TellsAFewOfMany) {
  std::vector<LockEntry> entries;
  for (int i = 0; i < 9; ++i) entries.push_back(library(fmt::format("d{}", i), "1", static_cast<char>('0' + i)));
  EXPECT_NE(answer(lock_of(entries), {LockedKind::library, "x.so", hash('f'), "x", "1"})
                .find("has d0 1, d1 1, d2 1, d3 1, d4 1 and 4 more\n"),
            std::string::npos);
}

std::string shown_changes(const std::vector<LockChange>& changes) {
  std::string out;
  for (const LockChange& change : changes) {
    constexpr const char* words[] = {"added", "replaced", "same", "removed"};
    out +=
        fmt::format("{} {} {}", words[static_cast<int>(change.what)], title_of(change.entry), change.entry.sha256[0]);
    for (const LockEntry& old : change.before) out += fmt::format(" for {} {}", title_of(old), old.sha256[0]);
    out += "\n";
  }
  return out;
}

std::string contents(const Lock& lock) {
  std::string out;
  for (const LockEntry& entry : lock.entries) out += fmt::format("{} {}; ", title_of(entry), entry.sha256[0]);
  return out;
}

TEST(Lock, PutsANewVersionInPlaceOfTheOld) {
  Lock lock = lock_of({library("dfe", "1.0.0", 'a'), library("weir", "2.0", 'b'), directory("dfe", "1.0.0", 'c')});
  EXPECT_EQ(shown_changes(put(lock, {library("dfe", "1.1.0", 'd')}, false)), "replaced dfe 1.1.0 d for dfe 1.0.0 a\n");
  EXPECT_EQ(contents(lock), "dfe 1.1.0 d; dfe 1.0.0 c; weir 2.0 b; ") << "the directory is another matter";
}

TEST(Lock, KeepsTheOldVersionForARollOut) {
  Lock lock = lock_of({library("dfe", "1.0.0", 'a')});
  EXPECT_EQ(shown_changes(put(lock, {library("dfe", "1.1.0", 'b')}, true)), "added dfe 1.1.0 b\n");
  EXPECT_EQ(contents(lock), "dfe 1.0.0 a; dfe 1.1.0 b; ");
  LockEntry later = library("dfe", "1.1.0", 'b');
  later.locked = *Timestamp::parse("2017-01-01T00:00:00Z");
  EXPECT_EQ(shown_changes(put(lock, {later}, true)), "same dfe 1.1.0 b\n");
  EXPECT_EQ(lock.entries[1].locked.rfc3339(), "2016-10-26T09:00:00Z") << "when it was locked first";
  EXPECT_EQ(shown_changes(put(lock, {later}, false)), "replaced dfe 1.1.0 b for dfe 1.0.0 a\n");
  EXPECT_EQ(contents(lock), "dfe 1.1.0 b; ");
}

TEST(Lock, TakesWhatComesTogetherAsMeant) {
  Lock lock = lock_of({library("dfe", "0.9", 'a')});
  const std::string changes = shown_changes(
      put(lock, {library("dfe", "1.0", 'b'), library("dfe", "1.1", 'c'), library("dfe", "1.1", 'c')}, false));
  EXPECT_EQ(changes,
            "replaced dfe 1.0 b for dfe 0.9 a\nreplaced dfe 1.1 c for dfe 0.9 a\nreplaced dfe 1.1 c for dfe 0.9 a\n");
  EXPECT_EQ(contents(lock), "dfe 1.0 b; dfe 1.1 c; ");
}

TEST(Lock, TakesOutAnIdOrOneVersion) {
  Lock lock = lock_of({library("dfe", "1.0.0", 'a'), library("dfe", "1.1.0", 'b'), library("weir", "2.0", 'c')});
  auto removed = remove(lock, "dfe@1.0.0");
  ASSERT_THAT(removed, Succeeds());
  EXPECT_EQ(shown_changes(*removed), "removed dfe 1.0.0 a\n");
  EXPECT_EQ(contents(lock), "dfe 1.1.0 b; weir 2.0 c; ");
  const auto none = remove(lock, "wier");
  ASSERT_FALSE(none);
  EXPECT_EQ(said(none.error()),
            "nowhere lock.unknown: departments.lock does not lock \"wier\" | did you mean \"weir\"? | name an ID, one "
            "version of it as ID@VERSION, or the first 12 or more digits of its SHA-256\n");
  ASSERT_THAT(remove(lock, "dfe"), Succeeds());
  EXPECT_EQ(contents(lock), "weir 2.0 c; ");
}

TEST(Lock, TakesOutOneEntryByTheBeginningOfItsHash) {
  LockEntry twin = directory("dfe", "1.0.0", 'a');
  twin.sha256.replace(20, 1, "b");
  Lock lock = lock_of({library("dfe", "1.0.0", 'a'), twin, library("aaaaaaaaaaaa", "2.0", 'c')});
  EXPECT_EQ(shortest_hash(lock, twin), std::string(20, 'a') + "b");
  EXPECT_EQ(shortest_hash(lock, lock.entries.back()), std::string(12, 'c'));
  const auto both = remove(lock, std::string(13, 'a'));
  ASSERT_FALSE(both);
  EXPECT_EQ(
      said(both.error()),
      "nowhere lock.unknown: departments.lock locks 2 departments whose SHA-256 begins with aaaaaaaaaaaaa | write "
      "more digits of the one that you mean\n");
  EXPECT_FALSE(remove(lock, std::string(11, 'c'))) << "too few digits";
  ASSERT_THAT(remove(lock, shortest_hash(lock, twin)), Succeeds());
  EXPECT_EQ(contents(lock), "dfe 1.0.0 a; aaaaaaaaaaaa 2.0 c; ");
  EXPECT_EQ(shortest_hash(lock, lock.entries.front()), std::string(13, 'a')) << "12 of them are an id";
  ASSERT_THAT(remove(lock, std::string(12, 'a')), Succeeds());
  EXPECT_EQ(contents(lock), "dfe 1.0.0 a; ") << "what is an id is no hash";
}

TEST(Lock, LiesBesideTheDepartment) {
  EXPECT_EQ(lock_beside("/path/dfe.so"), "/path/departments.lock");
  EXPECT_EQ(lock_beside("/path/dfe"), "/path/departments.lock");
  EXPECT_EQ(lock_beside("/path/dfe/"), "/path/departments.lock");
  EXPECT_EQ(lock_beside("dfe.so"), "departments.lock");
  EXPECT_EQ(lock_beside("./dfe"), "./departments.lock");
  EXPECT_EQ(lock_beside("."), "./../departments.lock");
  EXPECT_EQ(lock_beside("../"), "../../departments.lock");
}

TEST(Lock, ThatCannotBeReadIsNotNone) {
  MemoryWorld world;
  const auto none = read_lock_file(world, "d/departments.lock");
  ASSERT_THAT(none, Succeeds());
  EXPECT_EQ(*none, nullptr);
  world.files["d/departments.lock"] = "x";
  const auto some = read_lock_file(world, "d/departments.lock");
  ASSERT_THAT(some, Succeeds());
  EXPECT_EQ((*some)->text, "x");
  world.locked.insert("d/departments.lock");
  EXPECT_THAT(read_lock_file(world, "d/departments.lock"), FailsWith("world.unreadable"));
}

TEST(Lock, ThatIsALinkToNowhereIsNotNone) {
  const TemporaryDirectory folder;
  fs::create_symlink("nowhere", folder / "departments.lock");
  EXPECT_THAT(read_lock_file(SystemWorld(), folder / "departments.lock"), FailsWith("lock.link"));
  fs::create_directory(folder / "d");
  EXPECT_THAT(read_lock_file(SystemWorld(), folder / "d"), FailsWith("world.not-a-file"));
}

MemoryWorld quay_folder(const std::string& yaml = quay_yaml) {
  MemoryWorld world;
  world.files = {{"path/quay/department.yaml", yaml}, {"path/quay/style.yaml", quay_style}};
  return world;
}

TEST(Lock, KnowsADirectoryByItsTree) {
  const auto entry = lock_entry_of(quay_folder(), "path/quay");
  ASSERT_THAT(entry, Succeeds());
  EXPECT_EQ(entry->kind, LockedKind::directory);
  EXPECT_EQ(entry->id, "quay");
  EXPECT_EQ(entry->version, "1.0.0");
  EXPECT_EQ(entry->file, "quay");
  EXPECT_EQ(entry->sha256, read_directory(quay_folder(), "path/quay")->sha256());
}

TEST(Lock, RefusesWhatItCouldNotHold) {
  EXPECT_THAT(lock_entry_of(quay_folder("id: Quay\nversion: 1\n"), "path/quay"), FailsWith("lock.value"));
  const auto spaced = lock_entry_of(quay_folder("id: quay\nversion: 1.0 beta\n"), "path/quay");
  ASSERT_FALSE(spaced);
  EXPECT_EQ(
      said(spaced.error()),
      "nowhere lock.value: path/quay cannot be locked: its version must be at most 64 letters, digits, \".\", \"_\", "
      "\"+\" and \"-\", such as \"1.0.0\" | correct its department.yaml, and build the library again if it is one\n");
  EXPECT_THAT(lock_entry_of(quay_folder("id: [\n"), "path/quay"), FailsWith("data.syntax"));
  EXPECT_THAT(lock_entry_of(quay_folder(), "path/none"), FailsWith("world.no-such-file"));
  MemoryWorld text;
  text.files["a.so"] = "not a library";
  EXPECT_THAT(lock_entry_of(text, "a.so"), FailsWith("library.not-elf"));
}

TEST(Lock, AsksEvenForWhatDoesNotSayWhoItIs) {
  MemoryWorld world;
  world.files["a.so"] = "not a library";
  const auto library = lock_question_of(world, "a.so");
  ASSERT_THAT(library, Succeeds());
  EXPECT_EQ(library->sha256, sha256_hex("not a library"));
  EXPECT_EQ(library->id, "");
  const auto folder = lock_question_of(quay_folder("id: [\n"), "path/quay");
  ASSERT_THAT(folder, Succeeds());
  EXPECT_EQ(folder->kind, LockedKind::directory);
  EXPECT_EQ(folder->id, "");
  EXPECT_EQ(lock_question_of(quay_folder(), "path/quay")->version, "1.0.0");
  EXPECT_THAT(lock_question_of(world, "b.so"), FailsWith("world.no-such-file"));
}

}  // namespace
}  // namespace engross::test
