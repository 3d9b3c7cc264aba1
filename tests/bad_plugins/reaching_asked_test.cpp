// The same deeds and faults while a library is asked to derive or select: that question fails with its reason, and the
// next one is answered.
#include "department/library.hpp"
#include "isolation/sandbox.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

const SystemWorld machine_asked;

class Asked : public testing::TestWithParam<Call> {
 protected:
  void open(int answer_ms = 20'000) {
    auto library =
        read_library(machine_asked, std::string(ENGROSS_BAD_LIBRARIES) + "reaching-decides.so",
                     {.child_program = ENGROSS_DEPARTMENT_CHILD, .deadline_ms = 20'000, .answer_ms = answer_ms});
    ASSERT_THAT(library, Succeeds());
    ASSERT_NE(library->code, nullptr);
    code_ = std::move(library->code);
  }

  Result<Answer> ask(const std::string& deed) { return code_->ask(GetParam(), R"({"deed": ")" + deed + R"("})"); }

  // "code: what" of each diagnostic, without the library's name.
  std::string said_of(const std::string& deed) {
    const auto answer = ask(deed);
    if (answer) return "answered " + answer->json;
    std::string lines;
    for (const Diagnostic& d : answer.error())
      lines += (lines.empty() ? "" : "\n") + d.code + d.message.substr(d.message.find(": "));
    return lines;
  }

  std::string moment() const { return "while it was asked to " + std::string(name_of(GetParam())); }

  std::unique_ptr<DepartmentCode> code_;
};

INSTANTIATE_TEST_SUITE_P(Reaching, Asked, testing::Values(Call::derive, Call::select),
                         [](const auto& one) { return std::string(name_of(one.param)); });

TEST_P(Asked, ForbiddenDeedsAreStoppedAndTheNextQuestionIsAnswered) {
  if (!sandbox_means().filters) GTEST_SKIP() << "this system has no seccomp filters";
  open();
  const std::pair<const char*, std::string> rows[] = {
      {"read", "open a file (openat) MOMENT: /etc/passwd"},
      {"write", "open a file for writing (openat) MOMENT: /tmp/engross-reached-out"},
      {"open-library", "open a file for writing (openat) MOMENT: /proc/self/fd/4"},
      {"reread-library", "open a file (openat) MOMENT: /proc/self/fd/4"},
      {"stat", "look at a file (newfstatat) MOMENT: /home"},
      {"ipv4", "use the network (socket, IPv4) MOMENT"},
      {"ipv6", "use the network (socket, IPv6) MOMENT"},
      {"local", "use the network (socket, local) MOMENT"},
      {"fork", "start a process (clone) MOMENT"},
      {"thread", "start a thread (clone3) MOMENT"},
      {"exec", "run another program (execve) MOMENT: /bin/true"},
      {"kill-all", "signal, trace or limit another process (kill) MOMENT"},
      {"limits", "change limits (prlimit64) MOMENT"},
      {"take-over", "take over what tells of forbidden calls (rt_sigaction) MOMENT"},
  };
  for (const auto& [deed, tried] : rows) {
    std::string expected = "library.forbidden: it tried to " + tried;
    expected.replace(expected.find("MOMENT"), 6, moment());
    EXPECT_EQ(said_of(deed), expected);
    EXPECT_EQ(said_of("nothing"), "answered {}") << deed;
  }
}

TEST_P(Asked, FaultsAreExplainedAndTheNextQuestionIsAnswered) {
  open();
  const std::string call(name_of(GetParam()));
  const std::pair<const char*, std::string> rows[] = {
      {"throw", "library.threw: " + call + " let an exception out: not a std::exception"},
      {"report", "department.refuses: " + call + " failed: the moon is full"},
      {"fail", "library.threw: it failed with status 1 and no reason " + moment()},
      {"null", "library.crashed: killed by signal 11 (segmentation fault) " + moment()},
      {"overflow",
       "library.crashed: killed by signal 11 (segmentation fault) " + moment() + ": its stack of 8 MiB overflowed"},
      {"abort", "library.crashed: killed by signal 6 (aborted) " + moment()},
      {"divide", "library.crashed: killed by signal 8 (floating point exception) " + moment()},
      {"exit", "library.crashed: exit 3 " + moment()},
      {"timer", "library.crashed: killed by signal 14 (alarm clock) " + moment()},
      {"close-all", "library.crashed: exit 70 " + moment()},
      {"print", "library.printed: it wrote 11 bytes to standard output: \"look at me\""},
      {"answer-nothing", "library.lied: it gave no answer to " + call},
      {"answer-otherwise", "library.lied: it gave no answer to " + call},
      {"answer-twice", "library.lied: it answered twice"},
      {"answer-large", "library.too-large: it put an answer of more than 1 MiB"},
      {"answer-huge", "library.too-large: it put an answer of more than 64 MiB"},
      {"forge-nonsense", "library.lied: what it said makes no sense"},
  };
  for (const auto& [deed, says] : rows) {
    EXPECT_EQ(said_of(deed), says);
    EXPECT_EQ(said_of("nothing"), "answered {}") << deed;
  }
}

TEST_P(Asked, HangsAreCutShortAndTheNextQuestionIsAnswered) {
  open(200);
  for (const char* deed : {"hang", "spin"}) {
    EXPECT_EQ(said_of(deed), "library.timeout: no answer in 200 ms " + moment());
    EXPECT_EQ(said_of("nothing"), "answered {}") << deed;
  }
}

TEST_P(Asked, MemoryIsLimited) {
#if defined(__SANITIZE_ADDRESS__)
  GTEST_SKIP() << "under AddressSanitizer a library's memory cannot be limited";
#endif
  open();
  const std::string call(name_of(GetParam()));
  EXPECT_EQ(said_of("vector"), "library.threw: " + call + " let an exception out: std::bad_alloc");
  EXPECT_EQ(said_of("calloc"), "library.crashed: killed by signal 11 (segmentation fault) " + moment());
  EXPECT_EQ(said_of("nothing"), "answered {}");
}

TEST_P(Asked, GarbageIsRefusedWhereItIsRead) {
  open();
  const auto answer = ask("answer-garbage");
  ASSERT_THAT(answer, Succeeds());
  EXPECT_THAT(read_decisions("reaching.so", answer->json), FailsWith("library.answer"));
  EXPECT_THAT(read_derived("reaching.so", answer->json), FailsWith("library.answer"));
}

TEST_P(Asked, HarmlessDeedsAreAnswered) {
  open();
  for (const char* deed : {"raise", "block", "mask", "own-handlers", "random", "new"})
    EXPECT_EQ(said_of(deed), "answered {}") << deed;
}

}  // namespace
}  // namespace engross::test
