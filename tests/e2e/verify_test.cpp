// engross verify as a person runs it: on signed, unsigned, changed and odd files, and on letters of the store.
#include <gtest/gtest.h>
#include <openssl/pem.h>

#include "command.hpp"
#include "verification/letters.hpp"

namespace engross::test {
using namespace engross::verification;
namespace {

std::string pem_of(const std::vector<Certificate>& all) {
  const BioPtr out(BIO_new(BIO_s_mem()));
  for (const Certificate& one : all) PEM_write_bio_X509(out.get(), one.x509());
  char* bytes = nullptr;
  const long length = BIO_get_mem_data(out.get(), &bytes);
  return {bytes, static_cast<std::size_t>(length)};
}

class VerifyCommand : public ::testing::Test {
 protected:
  Desk desk;
  const std::string letter = desk.folder / "letter.pdf";
  const std::string roots = desk.folder / "roots.pem";
  const std::string pdf = signed_letter({.level = Level::b_lta});

  void SetUp() override {
    write_file(letter, pdf);
    write_file(roots, pem_of({people().root.certificate, people().stamp_root.certificate}));
  }
  Outcome verify(std::vector<std::string> words, const std::string& input = {}) {
    words.insert(words.begin(), {std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "verify", "--at",
                                 "2024-03-10T00:00:00Z", "--store", desk.folder / "store"});
    return run(words, input);
  }
};

TEST_F(VerifyCommand, SaysItInOneLineAndThenInDetail) {
  const Outcome outcome = verify({"--trust", roots, letter});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(outcome.out.starts_with(
      letter + ": intact, signed by Denise Clavery before 2024-03-01T12:00:00Z, level b-lta, trusted\n"))
      << outcome.out;
  for (const char* part :
       {"claims to be PDF/A-2a and PDF/UA-1", "CN=Letters Root", "OCSP of 2024-03-01", "permits no changes"})
    EXPECT_TRUE(holds(outcome.out, part)) << part << " is missing in\n" << outcome.out;
  EXPECT_EQ(outcome.err, "");
  const Outcome quiet = verify({"-q", letter});
  EXPECT_EQ(quiet.out, letter +
                           ": intact, signed by Denise Clavery before 2024-03-01T12:00:00Z, level b-lta, trust not "
                           "judged\n");
  EXPECT_EQ(quiet.exit_code, 0);
}

TEST_F(VerifyCommand, TellsProgramsTheSame) {
  const Outcome outcome = verify({"--json", "--trust", roots, letter});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out;
  for (const char* part : {"\"ok\": true", "\"good\": true", "\"intact\": true", "\"level\": \"b-lta\"",
                           "\"trust\": \"trusted\"", "\"pdfa\": \"2a\"", "\"revocation\": \"good\""})
    EXPECT_TRUE(holds(outcome.out, part)) << part << " is missing in\n" << outcome.out;
}

TEST_F(VerifyCommand, EveryFileMustBeGood) {
  const std::string changed = desk.folder / "changed.pdf";
  write_file(changed, updated(pdf, {{words, "(other)"}}));
  const Outcome outcome = verify({letter, changed});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(holds(outcome.out, "changed.pdf: NOT INTACT, signed by Denise Clavery")) << outcome.out;
  EXPECT_TRUE(holds(outcome.out, "after signing, object 4 0 was changed")) << outcome.out;
}

TEST_F(VerifyCommand, OtherRootsDoNotDo) {
  write_file(roots, pem_of({make_root({.name = "Somebody"}).certificate}));
  const Outcome outcome = verify({"--trust", roots, letter});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(holds(outcome.out, "not trusted")) << outcome.out;
}

TEST_F(VerifyCommand, WhatIsNotSignedOrNoPdfIsSaidPlainly) {
  const auto says = [&](const std::string& bytes, const char* part) {
    const std::string path = desk.folder / "odd.pdf";
    write_file(path, bytes);
    const Outcome outcome = verify({path});
    EXPECT_EQ(outcome.exit_code, 1) << part;
    EXPECT_TRUE(holds(outcome.out + outcome.err, part)) << outcome.out << outcome.err;
  };
  says(unsigned_letter(), "odd.pdf: not signed");
  says("", "odd.pdf: it is empty");
  says("Dear Councillor", "odd.pdf: it is not a PDF");
  says(pdf.substr(0, pdf.size() / 2), "odd.pdf: it cannot be read as it stands");
  says(std::string(1000, '\0'), "odd.pdf: it is not a PDF");
}

TEST_F(VerifyCommand, WhatCannotBeReadIsTheMachinesFault) {
  EXPECT_EQ(verify({desk.folder / "none.pdf"}).exit_code, 3);
  EXPECT_EQ(verify({desk.folder.path()}).exit_code, 3);
  EXPECT_EQ(verify({letter, desk.folder / "none.pdf"}).exit_code, 3);
  EXPECT_EQ(verify({"--trust", desk.folder / "none.pem", letter}).exit_code, 3);
  EXPECT_EQ(verify({"--trust", letter, letter}).exit_code, 1);
  EXPECT_EQ(verify({}).exit_code, 2);
  EXPECT_EQ(verify({letter, "--at", "yesterday"}).exit_code, 2);
}

TEST_F(VerifyCommand, ReadsStandardInput) {
  const Outcome outcome = verify({"-"}, pdf);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(outcome.out.starts_with("standard input: intact")) << outcome.out;
}

TEST_F(VerifyCommand, TheRecordOfALetterOfOursAgrees) {
  const std::string ours = desk.folder / "2016-0046030.pdf";
  EXPECT_FALSE(holds(verify({letter}).err, "no record")) << "there is no store yet";
  ASSERT_EQ(desk.engross({"issue", "--unsigned", sample, "-o", ours}).exit_code, 0);
  const Outcome same = verify({ours});
  EXPECT_EQ(same.exit_code, 1);
  EXPECT_TRUE(holds(same.out, "not signed") && holds(same.out, "the record agrees: 2016-0046030, issue 1")) << same.out;
  const Outcome foreign = verify({letter});
  EXPECT_EQ(foreign.exit_code, 0);
  EXPECT_TRUE(holds(foreign.err, "has no record of")) << foreign.err;
  const std::string renamed = desk.folder / "renamed.pdf";
  write_file(renamed, read_file(ours) + "\n");
  const Outcome other = verify({renamed});
  EXPECT_TRUE(holds(other.err, "verify.other-bytes")) << other.err;
}

}  // namespace
}  // namespace engross::test
