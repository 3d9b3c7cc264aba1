// The verifier as a program: it answers as the function does, and nothing that it meets brings this process down.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "support/diagnostics.hpp"
#include "support/process.hpp"
#include "verification/ask_verifier.hpp"
#include "verification/letters.hpp"

namespace engross::test {
using namespace engross::verification;
namespace {

const std::string verifier = std::string(ENGROSS_BINARY_DIR) + "/bin/engross-verifier";

VerifyOptions options() {
  return {.roots = {people().root.certificate, people().stamp_root.certificate}, .at = at(2024, 3, 10)};
}

Result<Verdict> ask_program(const std::string& pdf, int deadline_ms = 20'000, const std::string& program = verifier) {
  return ask_verifier({.program = program, .deadline_ms = deadline_ms}, pdf, options());
}

// A script in the verifier's place.
Result<Verdict> ask_script(const TemporaryDirectory& folder, const std::string& script, int deadline_ms = 20'000) {
  const std::string path = folder / "verifier";
  write_file(path, "#!/bin/sh\n" + script);
  run({"chmod", "+x", path});
  return ask_program(signed_letter(), deadline_ms, path);
}

TEST(Verifier, SaysWhatTheFunctionSays) {
  for (const std::string& pdf :
       {signed_letter({.level = Level::b_lta}), unsigned_letter(), updated(signed_letter(), {{words, "(other)"}})}) {
    const auto here = verify(pdf, options());
    const auto there = ask_program(pdf);
    ASSERT_THAT(here, Succeeds());
    ASSERT_THAT(there, Succeeds());
    EXPECT_EQ(*here, *there);
  }
  EXPECT_THAT(ask_program(""), FailsWith("verify.empty"));
  EXPECT_THAT(ask_program("Dear Councillor"), FailsWith("verify.not-pdf"));
}

TEST(Verifier, WhatBringsItDownIsAFinding) {
  const TemporaryDirectory folder;
  EXPECT_THAT(ask_script(folder, "exit 0\n"), FailsWith("verify.unjudged"));
  EXPECT_THAT(ask_script(folder, "exit 3\n"), FailsWith("verify.unjudged"));
  EXPECT_THAT(ask_script(folder, "kill -SEGV $$\n"), FailsWith("verify.unjudged"));
  EXPECT_THAT(ask_script(folder, "echo nonsense that is long enough >&3\n"), FailsWith("verify.unjudged"));
  EXPECT_THAT(ask_script(folder, "while :; do :; done\n", 300), FailsWith("verify.unjudged"));
  EXPECT_THAT(ask_program(signed_letter(), 1000, folder / "none"), FailsWith("isolation.start"));
}

std::string one_object(const std::string& body) {
  return updated(unsigned_letter(), {{first_free, body}});
}

// Each is answered, whatever the answer, in little time.
TEST(Verifier, SurvivesWhatIsMeantToExhaustIt) {
  const auto survives = [](const std::string& name, const std::string& pdf) {
    const auto verdict = ask_program(pdf);
    EXPECT_FALSE(passes(verdict)) << name;
    if (!verdict) {
      EXPECT_THAT(verdict.error().front().code, ::testing::StartsWith("verify.")) << name;
    }
  };
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "[";
  survives("arrays in arrays", one_object(deep));
  deep.clear();
  for (int i = 0; i < 100'000; ++i) deep += "<</A ";
  survives("dictionaries in dictionaries", one_object(deep));
  survives("a field that is its own kid",
           updated(unsigned_letter(), {{field, "<< /T (a) /FT /Sig /Kids [6 0 R 6 0 R] >>"}}));
  survives("pages that are their own kids",
           updated(unsigned_letter(), {{pages, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}}));
  survives("a length that names itself", one_object("<< /Length 40 0 R >>\nstream\nx\nendstream"));
  survives("a length beyond the file", one_object("<< /Length 99999999999 >>\nstream\nx\nendstream"));
  Objects chain;
  for (int i = 0; i < 20'000; ++i)
    chain.emplace_back(first_free + i, fmt::format("<< /T (a) /Kids [{} 0 R] >>", first_free + i + 1));
  chain.emplace_back(form, "<< /Fields [40 0 R] >>");
  survives("fields in fields", updated(unsigned_letter(), chain));
  std::string huge = unsigned_letter();
  huge.replace(huge.find("0 1\n0000000000"), 3, "0 999999999");
  survives("a table of a thousand million entries", huge);
  std::string loop = unsigned_letter();
  loop = updated(loop, {}, fmt::format(" /Prev {}", loop.size()));
  survives("a table before itself", loop);
}

}  // namespace
}  // namespace engross::test
