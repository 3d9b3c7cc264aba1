// A department with code, asked through its child: answers, refusals, and how it is replaced when it dies.
#include "department/library.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {
using test::FailsWith;
using test::Succeeds;

const SystemWorld machine;

std::unique_ptr<DepartmentCode> code(int answer_ms = 20'000) {
  auto library =
      read_library(machine, ENGROSS_BINARY_DIR "/tests/sdk/departments/code.so",
                   {.child_program = ENGROSS_DEPARTMENT_CHILD, .deadline_ms = 20'000, .answer_ms = answer_ms});
  EXPECT_THAT(library, Succeeds());
  return library ? std::move(library->code) : nullptr;
}

std::string messages(const Diagnostics& all) {
  std::string text;
  for (const Diagnostic& d : all) text += d.code + ": " + d.message.substr(d.message.find(".so: ") + 5) + "\n";
  return text;
}

std::string refusal(DepartmentCode& of, const char* question, Call call = Call::select) {
  const auto answer = of.ask(call, question);
  return answer ? "answered " + answer->json : messages(answer.error());
}

TEST(CodeLibrary, AnswersAgainAndAgain) {
  const auto library = code();
  ASSERT_NE(library, nullptr);
  EXPECT_TRUE(library->offers(Call::derive));
  EXPECT_TRUE(library->offers(Call::select));
  for (const std::string question : {"{}", "four", ""}) {
    const auto derived = library->ask(Call::derive, question);
    ASSERT_THAT(derived, Succeeds());
    EXPECT_EQ(derived->json.substr(0, derived->json.find(',')), "{\"length\": " + std::to_string(question.size()));
    EXPECT_THAT(read_derived("code.so", derived->json), Succeeds());
    const auto selected = library->ask(Call::select, question);
    ASSERT_THAT(selected, Succeeds());
    const auto decisions = read_decisions("code.so", selected->json);
    ASSERT_THAT(decisions, Succeeds());
    ASSERT_EQ(decisions->add.size(), 2U);
    EXPECT_EQ(decisions->add[0].because, "it is \"asked\"\n");
    EXPECT_EQ(decisions->leave_out[0].because, "\\");
  }
}

TEST(CodeLibrary, SaysWhatItHasToSay) {
  const auto library = code();
  const auto answer = library->ask(Call::select, "warn");
  ASSERT_THAT(answer, Succeeds());
  EXPECT_EQ(messages(answer->notes), "department.says: nothing to select\n");
  EXPECT_EQ(answer->notes.front().severity, Severity::warning);
  EXPECT_THAT(library->ask(Call::select, "{}")->notes, testing::IsEmpty());
}

TEST(CodeLibrary, ARefusedCaseCostsNothingElse) {
  const auto library = code();
  EXPECT_EQ(refusal(*library, "throw"), "department.refuses: select failed: no such case\n");
  EXPECT_EQ(refusal(*library, "throw 42"),
            "department.refuses: select failed: an exception that is not a std::exception\n");
  EXPECT_THAT(library->ask(Call::select, "{}"), Succeeds());
}

TEST(CodeLibrary, IsReplacedWhenItDies) {
  const auto library = code(300);
  EXPECT_EQ(refusal(*library, "abort"), "library.crashed: killed by signal 6 (aborted) while it was asked to select\n");
  EXPECT_THAT(library->ask(Call::derive, "{}"), Succeeds());
  EXPECT_EQ(refusal(*library, "print"), "library.printed: it wrote 5 bytes to standard output: \"hello\"\n");
  EXPECT_THAT(library->ask(Call::derive, "{}"), Succeeds());
  EXPECT_EQ(refusal(*library, "hang"), "library.timeout: no answer in 300 ms while it was asked to select\n");
  EXPECT_THAT(library->ask(Call::derive, "{}"), Succeeds());
}

TEST(CodeLibrary, IsAskedForItsFilesBeforeItDecidesThoughItsPlaceWasTaken) {
  const auto library = code();
  EXPECT_THAT(library->ask(Call::select, "files"), Succeeds());
  EXPECT_THAT(library->ask(Call::select, "abort"), FailsWith("library.crashed"));
  EXPECT_THAT(library->ask(Call::select, "files"), Succeeds());
}

// Its folder has no code, so that no letter could be made of it meanwhile.
TEST(CodeLibrary, AdvisesWhatCanBeDone) {
  const auto library = code(300);
  const auto advice = [&](const char* question) {
    const auto answer = library->ask(Call::select, question);
    return answer ? std::vector<std::string>() : answer.error().front().hints;
  };
  using testing::ElementsAre;
  EXPECT_THAT(advice("throw"),
              ElementsAre("if the case is at fault, correct it; if not, tell who wrote the department's code"));
  EXPECT_THAT(advice("abort"), ElementsAre("this is a fault in the department's own code. Tell who wrote it"));
  EXPECT_THAT(advice("hang"),
              ElementsAre("a department's code answers at once, and may wait for nothing. Tell who wrote it"));
  const auto none = read_library(machine, ENGROSS_BINARY_DIR "/tests/sdk/departments/code.so",
                                 {.child_program = ENGROSS_DEPARTMENT_CHILD, .deadline_ms = 0});
  ASSERT_THAT(none, FailsWith("library.timeout"));
  EXPECT_THAT(none.error().front().hints, ElementsAre(testing::EndsWith(" may wait for nothing. Tell who wrote it")));
}

TEST(CodeLibrary, TakesALargeQuestion) {
  const auto library = code();
  EXPECT_THAT(library->ask(Call::derive, std::string(8U << 20U, 'x')), Succeeds());
}

}  // namespace
}  // namespace engross
