// Ink in the signatory store: nobody but its owner's key opens it, and nothing that was tampered with opens at all.
#include "signing/signatory_store.hpp"

#include <sys/stat.h>

#include "signing/keys.hpp"

namespace engross::test {
namespace {

const std::string picture = std::string("\x89PNG ink of Ada\0", 16) + std::string(3000, '\x7F');

struct Drawer {
  MemoryWorld world;
  SignatoryStore store{world, "ink"};

  EnrolledInk who(const Certificate& certificate, const std::string& signatory = "ada-quay") const {
    return {.department = "harbour", .signatory = signatory, .fingerprint = certificate.sha256()};
  }
  std::string enrolled(const Certificate& certificate) {
    EXPECT_THAT(store.enrol(who(certificate), certificate, picture, false), Succeeds());
    const auto closed = store.closed_ink(who(certificate));
    EXPECT_THAT(closed, Succeeds());
    return closed->value_or("");
  }
};

TEST(SignatoryStore, KeepsInkThatItsKeyAloneOpens) {
  for (const KeyKind kind : {KeyKind::rsa_2048, KeyKind::p256, KeyKind::p384}) {
    Drawer drawer;
    const Identity owner = office_staff().person("Ada Quay", kind);
    const std::string closed = drawer.enrolled(owner.certificate);
    EXPECT_EQ(closed.find("ink of Ada"), std::string::npos);
    EXPECT_EQ(open_ink(closed, key_of(owner)).value(), picture);
    for (const Identity& other : {office_staff().person("Ada Quay", kind), office_staff().ben, office_staff().cleo}) {
      const auto opened = open_ink(closed, key_of(other));
      if (other.certificate == owner.certificate) continue;
      ASSERT_FALSE(opened.has_value());
      EXPECT_THAT(opened.error()[0].code, testing::AnyOf("signatory.other-key", "signatory.damaged"));
    }
  }
}

// Each time under a key of its own.
TEST(SignatoryStore, ClosesTheSameInkDifferently) {
  Drawer one, other;
  EXPECT_NE(one.enrolled(office_staff().ben.certificate), other.enrolled(office_staff().ben.certificate));
}

TEST(SignatoryStore, RefusesInkThatWasTamperedWith) {
  for (const Identity* owner : {&office_staff().ada, &office_staff().ben}) {
    Drawer drawer;
    const std::string closed = drawer.enrolled(owner->certificate);
    const SigningKey key = key_of(*owner);
    for (std::size_t at = 0; at < closed.size(); at += (at < 600 ? 1 : 61)) {
      std::string changed = closed;
      changed[at] = static_cast<char>(changed[at] ^ 0x01);
      const auto opened = open_ink(changed, key);
      EXPECT_TRUE(!opened || *opened == picture) << "byte " << at << " gives another picture";
    }
    for (std::size_t at = closed.size() - 3100; at < closed.size(); at += 53) {
      std::string changed = closed;
      changed[at] = static_cast<char>(changed[at] ^ 0x80);
      EXPECT_FALSE(open_ink(changed, key).has_value()) << "byte " << at << " of what is enciphered";
    }
    for (const std::string& none : {std::string(), closed.substr(0, closed.size() / 2), closed + "x", picture})
      EXPECT_THAT(open_ink(none, key), FailsWith("signatory.damaged")) << none.size();
  }
}

TEST(SignatoryStore, ReplacesInkOnlyWhenThatIsMeant) {
  Drawer drawer;
  const Certificate& ada = office_staff().ada.certificate;
  const std::string before = drawer.enrolled(ada);
  EXPECT_THAT(drawer.store.enrol(drawer.who(ada), ada, "another", false), FailsWith("signatory.exists"));
  EXPECT_EQ(drawer.store.closed_ink(drawer.who(ada))->value(), before);
  ASSERT_THAT(drawer.store.enrol(drawer.who(ada), ada, "another", true), Succeeds());
  EXPECT_EQ(open_ink(drawer.store.closed_ink(drawer.who(ada))->value(), key_of(office_staff().ada)).value(), "another");
}

TEST(SignatoryStore, ListsAndWithdraws) {
  Drawer drawer;
  EXPECT_TRUE(drawer.store.list()->empty()) << "there is no store yet";
  EXPECT_THAT(drawer.store.withdraw(drawer.who(office_staff().ada.certificate)), FailsWith("signatory.unknown"));
  drawer.enrolled(office_staff().ada.certificate);
  drawer.enrolled(office_staff().ben.certificate);
  drawer.world.files["ink/harbour/notes.txt"] = "no ink";
  drawer.world.files["ink/loose.cms"] = "nor this";
  EXPECT_EQ(drawer.store.list()->size(), 2U);
  ASSERT_THAT(drawer.store.withdraw(drawer.who(office_staff().ada.certificate)), Succeeds());
  const auto left = drawer.store.list();
  ASSERT_EQ(left->size(), 1U);
  EXPECT_EQ((*left)[0].signatory + " " + (*left)[0].fingerprint, "ada-quay " + office_staff().ben.certificate.sha256());
  EXPECT_EQ(*drawer.store.closed_ink(drawer.who(office_staff().ada.certificate)), std::nullopt);
}

TEST(SignatoryStore, RefusesAKeyThatCanOnlySign) {
  const TemporaryDirectory folder;
  const Outcome made = run({"openssl", "req", "-x509", "-newkey", "rsa-pss", "-pkeyopt", "rsa_keygen_bits:2048",
                            "-sigopt", "rsa_padding_mode:pss", "-noenc", "-subj", "/CN=Only Signs", "-keyout",
                            folder / "key", "-out", folder / "crt"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  const auto certificates = read_certificates(make_source("crt", read_file(folder / "crt")));
  ASSERT_THAT(certificates, Succeeds());
  Drawer drawer;
  const auto refused = drawer.store.enrol(drawer.who(certificates->at(0)), certificates->at(0), picture, false);
  ASSERT_THAT(refused, FailsWith("signatory.key"));
  EXPECT_THAT(print(refused.error()), testing::HasSubstr("RSA-PSS alone can sign, but not open"));
  EXPECT_TRUE(drawer.world.files.empty());
}

// On a disk nobody but the owner may read it, whatever the umask.
TEST(SignatoryStore, LiesClosedOnADisk) {
  const TemporaryDirectory folder;
  SystemWorld world;
  SignatoryStore store(world, folder / "ink");
  const Certificate& ada = office_staff().ada.certificate;
  const EnrolledInk who{.department = "harbour", .signatory = "ada-quay", .fingerprint = ada.sha256()};
  const mode_t before = ::umask(0);
  const auto enrolled = store.enrol(who, ada, picture, false);
  const auto replaced = store.enrol(who, ada, picture, true);
  ::umask(before);
  ASSERT_THAT(enrolled, Succeeds());
  ASSERT_THAT(replaced, Succeeds());
  struct stat about {};
  const std::string file = folder / ("ink/harbour/ada-quay/" + ada.sha256() + ".cms");
  ASSERT_EQ(::stat(file.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
  EXPECT_FALSE(world.open_to_others(file));
}

}  // namespace
}  // namespace engross::test
