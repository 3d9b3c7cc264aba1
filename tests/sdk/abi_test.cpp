// Departments and hosts of different versions, compilers, standard libraries and languages: whatever meets, works.
#include <engross/abi.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "department/library.hpp"
#include "support/diagnostics.hpp"
#include "support/process.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

const std::string abi_folder = std::string(ENGROSS_BINARY_DIR) + "/tests/sdk/abi/";

std::string library_at(const std::string& name) {
  return abi_folder + name + ".so";
}

// What a host of this version (real) or the following one (next) hears from a library.
std::string heard_by(const std::string& host, const std::string& library) {
  const auto outcome = run({std::string(ENGROSS_BINARY_DIR) + "/bin/abi_host_" + host, library_at(library)});
  return outcome.out + (outcome.exit_code == 0 ? "" : "exit " + std::to_string(outcome.exit_code));
}

const std::string opening = "lasting 1.0\nput 1 department.yaml: 12 bytes\n";
const std::string more_used = "the library used what this host has more\n";
const std::string answers = "put 1 style.yaml: 2 bytes\nput 2 selection: 69 bytes\nput 3 derived: 14 bytes\n";

TEST(AbiLasts, HostsAndLibrariesOfTwoMinorVersionsWork) {
  const std::string whole = opening + answers;
  EXPECT_EQ(heard_by("real", "real"), whole);
  EXPECT_EQ(heard_by("real", "next"), whole);
  EXPECT_EQ(heard_by("next", "real"), whole);
  EXPECT_EQ(heard_by("next", "next"), whole);
}

// In plain C the library of the next version uses what the next host has more, and the other way round.
TEST(AbiLasts, WhatIsNewIsUsedWhereBothHaveIt) {
  const std::string whole = opening + answers;
  EXPECT_EQ(heard_by("real", "plain-c"), whole);
  EXPECT_EQ(heard_by("next", "plain-c"), whole);
  EXPECT_EQ(heard_by("real", "plain-c-next"), whole);
  EXPECT_EQ(heard_by("next", "plain-c-next"),
            more_used + opening + more_used + answers + "derive has more: 0\nthe department has more: 0\n");
}

class Built : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(AbiLasts, Built,
                         testing::Values("real", "next", "by-g++", "by-clang++", "old-strings", "plain-c",
                                         "plain-c-next"),
                         [](const auto& one) {
                           std::string name = one.param;
                           for (char& c : name)
                             if (c == '-' || c == '+') c = '_';
                           return name;
                         });

TEST_P(Built, IsReadAndAnswers) {
  if (!fs::exists(library_at(GetParam()))) GTEST_SKIP() << "there is no compiler for it (packages/test.txt names one)";
  const SystemWorld world;
  const auto library =
      read_library(world, library_at(GetParam()),
                   {.child_program = ENGROSS_DEPARTMENT_CHILD, .deadline_ms = 20'000, .answer_ms = 20'000});
  ASSERT_THAT(library, Succeeds());
  EXPECT_EQ(library->resources.files.size(), 2U);
  EXPECT_EQ(library->resources.files.at("department.yaml"), "id: lasting\n");
  ASSERT_NE(library->code, nullptr);
  const auto derived = library->code->ask(Call::derive, "four");
  ASSERT_THAT(derived, Succeeds());
  EXPECT_EQ(derived->json, "{\"length\": 4}");
  const auto selected = library->code->ask(Call::select, "{}");
  ASSERT_THAT(selected, Succeeds());
  EXPECT_EQ(selected->json, R"({"add": [{"id": "asked", "because": "of 2 bytes"}], "leave_out": []})");
}

// The names of what `nm` lists as exported.
std::string exported_by(const std::string& library) {
  const auto outcome = run({"nm", "-D", "--defined-only", "--format=just-symbols", library});
  return outcome.exit_code == 0 ? outcome.out : "nm failed: " + outcome.err;
}

TEST(AbiLasts, EveryLibraryExportsOneSymbol) {
  std::vector<fs::path> libraries;
  for (const char* folder : {"/departments", "/tests/sdk/departments"})
    for (const auto& entry : fs::directory_iterator(ENGROSS_BINARY_DIR + std::string(folder)))
      if (entry.path().extension() == ".so") libraries.push_back(entry.path());
  for (const char* name : {"real", "next", "by-g++", "by-clang++", "old-strings", "plain-c", "plain-c-next"})
    if (fs::exists(library_at(name))) libraries.emplace_back(library_at(name));
  EXPECT_GE(libraries.size(), 8U);
  for (const fs::path& library : libraries)
    EXPECT_EQ(exported_by(library.string()), "engross_department_open\n") << library;
}

}  // namespace
}  // namespace engross::test
