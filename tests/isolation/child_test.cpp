// Children that misbehave in every way we know: the parent always survives, in time, and can say what happened.
#include "isolation/child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "support/diagnostics.hpp"

namespace engross {
namespace {
using namespace std::chrono_literals;
using test::FailsWith;
using test::Succeeds;

ChildProgram hostile(std::vector<std::string> arguments) {
  return {.program = ENGROSS_HOSTILE_CHILD, .arguments = std::move(arguments), .limits = ChildLimits::strict()};
}

Ending ending_of(const ChildProgram& program, std::chrono::milliseconds span = 20s) {
  auto child = Child::start(program);
  EXPECT_THAT(child, Succeeds());
  return child->wait(Deadline::in(span));
}

// Everything the child says, one message a line, then how the listening ended.
std::string heard(Child& child, std::chrono::milliseconds span = 20s) {
  std::string lines;
  const Deadline deadline = Deadline::in(span);
  for (;;) {
    const Child::Answer answer = child.listen(deadline);
    switch (answer.heard) {
      case Child::Heard::message:
        lines += std::string(answer.bytes) + "\n";
        break;
      case Child::Heard::closed:
        return lines + "closed";
      case Child::Heard::late:
        return lines + "late";
      case Child::Heard::too_long:
        return lines + "too long";
    }
  }
}

std::string heard(const ChildProgram& program, std::chrono::milliseconds span = 20s) {
  auto child = Child::start(program);
  EXPECT_THAT(child, Succeeds());
  return heard(*child, span);
}

TEST(Child, SaysAndIsHeard) {
  EXPECT_EQ(heard(hostile({"hello", "world"})), "hello\n\nworld\nclosed");
  auto child = Child::start(hostile({"echo"}));
  ASSERT_THAT(child, Succeeds());
  const std::vector<std::string> words{"one", "", std::string(200'000, 'x')};
  for (const std::string& word : words) {
    ASSERT_TRUE(child->say(word, Deadline::in(20s)));
    const auto answer = child->listen(Deadline::in(20s));
    EXPECT_EQ(answer.heard, Child::Heard::message);
    EXPECT_EQ(answer.bytes, word);
  }
}

TEST(Child, EndsAreExplained) {
  struct Row {
    const char* mode;
    const char* end;
  };
  for (const Row& row : {Row{"hello", "exit 0"},
                         {"exit", "exit 66"},
                         {"abort", "killed by signal 6 (aborted)"},
                         {"bus", "killed by signal 7 (bus error)"},
                         {"unknown", "exit 99"}})
    EXPECT_EQ(ending_of(hostile({row.mode})).explain(), row.end);
}

TEST(Child, HangIsCutShort) {
  const auto begin = std::chrono::steady_clock::now();
  for (const char* mode : {"hang", "hang-closed", "spin", "flood"})
    EXPECT_EQ(ending_of(hostile({mode}), 100ms).explain(), "no answer in 100 ms") << mode;
  EXPECT_EQ(heard(hostile({"hang"}), 50ms), "late");
  EXPECT_EQ(heard(hostile({"hang-closed"}), 10s), "closed");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
}

TEST(Child, CpuLimitEndsASpin) {
  ChildProgram program = hostile({"spin"});
  program.limits.cpu_seconds = 1;
  EXPECT_EQ(ending_of(program).explain(), "killed by signal 24 (cpu time limit exceeded)");
}

TEST(Child, OutputIsCapturedAndCapped) {
  auto child = Child::start(hostile({"words"}));
  ASSERT_THAT(child, Succeeds());
  EXPECT_EQ(child->wait(Deadline::in(20s)).explain(), "exit 3");
  EXPECT_EQ(child->standard_output().text, "out\n");
  EXPECT_EQ(child->standard_error().text, "err\n");

  auto printer = Child::start(hostile({"print"}));
  ASSERT_THAT(printer, Succeeds());
  EXPECT_EQ(printer->wait(Deadline::in(20s)).explain(), "exit 0");
  EXPECT_EQ(printer->standard_output().text, std::string(4096, 'x'));
  EXPECT_EQ(printer->standard_output().bytes, 4096U * 4096U);
}

TEST(Child, MayNotWriteFiles) {
  const std::string path = testing::TempDir() + "/engross-child-wrote";
  EXPECT_EQ(ending_of(hostile({"file", path})).explain(), "killed by signal 25 (file size limit exceeded)");
  ::unlink(path.c_str());
}

TEST(Child, MayNotTakeAllMemory) {
  ChildProgram program = hostile({"memory"});
  program.limits.address_space = std::size_t{1} << 30U;  // strict() leaves it open where a sanitizer needs it
  EXPECT_EQ(ending_of(program).explain(), "exit 12");
}

TEST(Child, BrokenFramesAreRefused) {
  EXPECT_EQ(heard(hostile({"half"})), "closed");
  EXPECT_EQ(heard(hostile({"boast"})), "too long");
}

TEST(Child, WhatItLeavesRunningIsKilled) {
  auto child = Child::start(hostile({"grandchild"}));
  ASSERT_THAT(child, Succeeds());
  EXPECT_EQ(heard(*child), "still here\nclosed");
  EXPECT_EQ(child->wait(Deadline::in(20s)).explain(), "exit 5");
}

TEST(Child, HasNoDescriptorsButItsOwn) {
  const int stray = ::open("/dev/null", O_RDONLY);  // not closed on exec by itself
  ASSERT_GE(stray, 0);
  EXPECT_EQ(heard(hostile({"descriptors"})), "0 1 2 3 \nclosed");
  ::close(stray);
}

TEST(Child, ReceivesDescriptors) {
  const int fd = ::memfd_create("given", MFD_CLOEXEC);
  ASSERT_GE(fd, 0);
  ASSERT_EQ(::write(fd, "given", 5), 5);
  ASSERT_EQ(::lseek(fd, 0, SEEK_SET), 0);
  ChildProgram program = hostile({"four"});
  program.descriptors = {fd};
  EXPECT_EQ(heard(program), "given\nclosed");
  ::close(fd);
}

TEST(Child, HasNoEnvironmentButItsOwn) {
  ChildProgram program = hostile({"environment"});
  EXPECT_EQ(heard(program), "closed");
  program.environment = {"TZ=UTC"};
  EXPECT_EQ(heard(program), "TZ=UTC\nclosed");
}

TEST(Child, ThatCannotStartIsAnError) {
  const auto none = Child::start({.program = "/no/such/program"});
  ASSERT_THAT(none, FailsWith("isolation.start"));
  EXPECT_THAT(none.error().front().hints, testing::ElementsAre(testing::HasSubstr("install engross again")));
  EXPECT_THAT(Child::start({.program = "/"}), FailsWith("isolation.start"));
  ChildProgram program = hostile({"hello"});
  program.descriptors = {1000};
  EXPECT_THAT(Child::start(program), FailsWith("isolation.start"));
  program.descriptors = std::vector<int>(33, 0);
  EXPECT_THAT(Child::start(program), FailsWith("isolation.start"));
}

TEST(Child, TalkingToOneThatLeftFails) {
  auto child = Child::start(hostile({"exit"}));
  ASSERT_THAT(child, Succeeds());
  child->wait(Deadline::in(20s));
  bool said = true;
  for (int i = 0; i < 3 && said; ++i) said = child->say("hello", Deadline::in(100ms));
  EXPECT_FALSE(said);
  EXPECT_EQ(heard(*child), "closed");
}

}  // namespace
}  // namespace engross
