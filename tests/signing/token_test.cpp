// Keys in tokens, by SoftHSM. OpenSSL's engine for tokens is one for the process and keeps the first module that it is
// given, and SoftHSM keeps the tokens of the directory that it is started with: so each test is a process of its own.
// ctest runs them so; run by hand, all but one need --gtest_filter.
#include "signing/token.hpp"

#include <fmt/format.h>

#include "signing/signatory_store.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string only(const Result<SigningKey>& key) {
  return key ? "opened" : print(key.error(), {.excerpt = false});
}

class Tokens : public testing::Test {
 protected:
  void SetUp() override {
    if (softhsm_module().empty()) GTEST_SKIP() << "SoftHSM is not installed: apt-get install softhsm2";
    static int tests = 0;
    if (++tests > 1) GTEST_SKIP() << "needs a process of its own: run it with --gtest_filter, or by ctest";
  }
};

// As the department's clerk does at the end of a day: one PIN, then letter after letter.
TEST_F(Tokens, AThousandLettersAreSignedWithOnePin) {
  Token token(office_staff().ben);
  const auto key = token.open(token.uri());
  ASSERT_THAT(key, Succeeds());
  EXPECT_TRUE(key->in_token());
  EXPECT_EQ(key->certificate(), office_staff().ben.certificate);
  PadesSigner signer = pades_signer(*key);
  DrawCache cache;
  const Signable drawn = drawn_for(signer, cache);
  std::string last;
  for (int letter = 0; letter < 1000; ++letter) {
    Signable file = drawn;
    file.pdf.replace(file.pdf.find("Denise Clavery"), 14, fmt::format("Letter {:07}", letter));
    const std::string content = file.pdf.substr(0, file.value.begin) + file.pdf.substr(file.value.end);
    const auto made = signer.sign(std::move(file));
    ASSERT_THAT(made, Succeeds()) << letter;
    ASSERT_NE(made->value, last) << letter;
    last = made->value;
    if (letter % 250 != 0) continue;
    EXPECT_EQ(openssl_says(last, content, pem_of(office_staff().root.certificate)), "") << letter;
  }
  EXPECT_THAT(token.asked, ElementsAre("the token engross"));
}

TEST_F(Tokens, HoldKeysOfCurvesToo) {
  Token token(office_staff().ada);
  const auto key = token.open(token.uri());
  ASSERT_THAT(key, Succeeds());
  PadesSigner signer = pades_signer(*key);
  const Signable drawn = drawn_for(signer);
  const auto made = signer.sign(drawn);
  ASSERT_THAT(made, Succeeds());
  const std::string content = drawn.pdf.substr(0, drawn.value.begin) + drawn.pdf.substr(drawn.value.end);
  EXPECT_EQ(openssl_says(made->value, content, pem_of(office_staff().root.certificate)), "");
}

TEST_F(Tokens, SignWithSaltAsWell) {
  Token token(office_staff().ben);
  const auto key = token.open(token.uri());
  ASSERT_THAT(key, Succeeds());
  PadesSigner signer = pades_signer(*key, order_at(PadesLevel::b_b, RsaPadding::pss));
  const Signable drawn = drawn_for(signer);
  const auto made = signer.sign(drawn);
  ASSERT_THAT(made, Succeeds());
  const std::string content = drawn.pdf.substr(0, drawn.value.begin) + drawn.pdf.substr(drawn.value.end);
  EXPECT_EQ(openssl_says(made->value, content, pem_of(office_staff().root.certificate)), "");
}

TEST_F(Tokens, BringTheirCertificateAlong) {
  Token token(office_staff().ben);
  token.give_certificate(office_staff().ben.certificate);
  write_file(token.chain(), pem_of(office_staff().middle.certificate));
  const auto key = token.open(token.uri());
  ASSERT_THAT(key, Succeeds());
  EXPECT_EQ(key->certificate(), office_staff().ben.certificate);
  EXPECT_THAT(PadesSigner::chain_for(*key, order_at()), Succeeds());
  EXPECT_EQ(token.asked.size(), 1U);
}

TEST_F(Tokens, WithoutACertificateNeedOneFromElsewhere) {
  Token token(office_staff().ben);
  const auto key = token.open_with(token.uri(), {});
  ASSERT_THAT(key, FailsWith("signing.no-certificate"));
  EXPECT_THAT(only(key), HasSubstr("the token holds a key, but no certificate"));
}

void expect_ink_opened(const Identity& owner) {
  Token token(owner);
  MemoryWorld world;
  SignatoryStore store(world, "ink");
  const EnrolledInk who{.department = "harbour", .signatory = "ada-quay", .fingerprint = owner.certificate.sha256()};
  ASSERT_THAT(store.enrol(who, owner.certificate, "a picture", false), Succeeds());
  const auto key = token.open(token.uri());
  ASSERT_THAT(key, Succeeds());
  const auto opened = open_ink(store.closed_ink(who)->value(), *key);
  ASSERT_THAT(opened, Succeeds());
  EXPECT_EQ(*opened, "a picture");
}

TEST_F(Tokens, OpenInkOfRsaKeys) {
  expect_ink_opened(office_staff().ben);
}

TEST_F(Tokens, RefuseTheWrongPin) {
  Token token(office_staff().ben);
  const auto key = token.open(token.uri(), "111111");
  ASSERT_THAT(key, FailsWith("signing.passphrase"));
  EXPECT_THAT(only(key), HasSubstr("the token engross does not take this PIN"));
  EXPECT_THAT(only(key), Not(HasSubstr("111111")));
  EXPECT_EQ(token.asked.size(), 1U) << "asked once: a token locks itself";
  const auto again = token.open(token.uri());
  EXPECT_THAT(again, Succeeds()) << "the right one still opens it";
}

TEST_F(Tokens, RefuseAPinThatIsNone) {
  Token token(office_staff().ben);
  EXPECT_THAT(token.open(token.uri(), "1"), FailsWith("signing.passphrase"));
}

TEST_F(Tokens, SayWhenThereIsNoSuchObject) {
  Token token(office_staff().ben);
  const auto key = token.open(token.uri("clavery"));
  ASSERT_THAT(key, FailsWith("signing.token"));
  EXPECT_THAT(only(key), HasSubstr("the token engross has no such key"));
  EXPECT_THAT(only(key), HasSubstr("the URI was pkcs11:token=engross;object=clavery"));
}

TEST_F(Tokens, SayWhenThereIsNoSuchToken) {
  Token token(office_staff().ben);
  const auto key = token.open(token.uri("ada", "ministry"));
  ASSERT_THAT(key, FailsWith("signing.token"));
  EXPECT_THAT(only(key), HasSubstr("the token ministry"));
}

TEST_F(Tokens, SayWhenTheModuleIsNotThere) {
  Token token(office_staff().ben);
  const auto key = token.open(Token::uri_of("/usr/lib/no-such-module.so"));
  ASSERT_THAT(key, FailsWith("signing.token"));
  EXPECT_THAT(only(key), HasSubstr("the PKCS#11 module /usr/lib/no-such-module.so cannot be loaded"));
  EXPECT_THAT(token.asked, IsEmpty()) << "nobody is asked for a PIN that nothing would take";
}

TEST_F(Tokens, SayWhenTheModuleIsNone) {
  Token token(office_staff().ben);
  const auto key = token.open(Token::uri_of(token.chain()));
  ASSERT_THAT(key, FailsWith("signing.token"));
  EXPECT_THAT(only(key), HasSubstr(token.chain()));
}

TEST_F(Tokens, TakeNoPinFromTheUri) {
  Token token(office_staff().ben);
  const std::string in_path = "pkcs11:token=engross;object=ada;pin-value=482915?module-path=" + token.module();
  for (const std::string& where : {token.uri() + "&pin-value=482915", in_path}) {
    const auto key = token.open(where);
    ASSERT_THAT(key, FailsWith("signing.pin-in-arguments"));
    EXPECT_THAT(only(key), Not(HasSubstr("482915")));
  }
  EXPECT_THAT(token.asked, IsEmpty());
}

TEST_F(Tokens, SayWhenTheyAreLocked) {
  Token token(office_staff().ben);
  ::setenv("ENGROSS_TOKEN_MODULE", token.module().c_str(), 1);
  ::setenv("ENGROSS_TOKEN_FAULT", "locked", 1);
  const auto key = token.open(Token::uri_of(ENGROSS_FAULTY_TOKEN));
  ASSERT_THAT(key, FailsWith("signing.token"));
  EXPECT_THAT(only(key), HasSubstr("the token engross is locked: too many wrong PINs"));
  EXPECT_THAT(only(key), HasSubstr("its security officer unlocks it"));
  EXPECT_EQ(token.asked.size(), 1U);
}

TEST_F(Tokens, SayWhenTheyAreGoneBeforeTheySign) {
  Token token(office_staff().ben);
  ::setenv("ENGROSS_TOKEN_MODULE", token.module().c_str(), 1);
  ::setenv("ENGROSS_TOKEN_FAULT", "removed", 1);
  const auto key = token.open(Token::uri_of(ENGROSS_FAULTY_TOKEN));
  ASSERT_THAT(key, Succeeds());
  const auto chain = PadesSigner::chain_for(*key, order_at());
  ASSERT_THAT(chain, Succeeds());
  const auto signer = PadesSigner::with(*key, *chain, order_at());
  ASSERT_FALSE(signer.has_value()) << "known before there is a letter";
  EXPECT_THAT(print(signer.error()), HasSubstr("the token could not sign: "));
  EXPECT_THAT(print(signer.error()), HasSubstr("[signing.token]"));
}

}  // namespace
}  // namespace engross::test
