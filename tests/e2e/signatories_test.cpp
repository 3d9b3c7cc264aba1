// Ink at the command line: enrolled, listed, drawn, withdrawn; and secrets, which come in by the safe ways alone and
// never come out.
#include "pdf/conformance.hpp"
#include "signing_desk.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

const std::string ink = source_directory + "/samples/ink/denise-clavery.png";

class Signatories : public testing::Test {
 protected:
  Outcome enrol(const std::vector<std::string>& more = {}, const std::string& id = "denise-clavery") {
    std::vector<std::string> words{"signatories", "enrol", id, "--department", "dfe", "--ink", ink};
    words.insert(words.end(), more.begin(), more.end());
    return desk.with_key(words, key);
  }
  Outcome list(const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{"signatories", "list", "--signatories", desk.folder / "ink"};
    words.insert(words.end(), more.begin(), more.end());
    return desk.engross(words);
  }
  Outcome withdraw(const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{"signatories", "withdraw", "denise-clavery", "--signatories", desk.folder / "ink"};
    words.insert(words.end(), more.begin(), more.end());
    return desk.engross(words);
  }
  // Every byte that the desk has written down.
  bool is_written_down(const std::string& secret) const {
    for (const auto& entry : fs::recursive_directory_iterator(desk.folder.path()))
      if (entry.is_regular_file() && entry.path().filename() != "passphrase" &&
          holds(read_file(entry.path().string()), secret))
        return true;
    return false;
  }
  SigningDesk desk;
  const std::string key = sample_pki("signer-rsa-2048.p12");
};

TEST_F(Signatories, EnrolListAndWithdraw) {
  EXPECT_TRUE(holds(list().out, "No ink is kept in " + (desk.folder / "ink")));
  const Outcome enrolled = enrol();
  ASSERT_EQ(enrolled.exit_code, 0) << enrolled.err;
  EXPECT_TRUE(holds(enrolled.out, "Enrolled the ink of denise-clavery for the key of Denise Clavery (RSA 2048)"));
  EXPECT_TRUE(holds(list().out, "dfe  denise-clavery  ")) << list().out;
  EXPECT_TRUE(holds(list({"--json"}).out, "\"signatory\": \"denise-clavery\"")) << list({"--json"}).out;
  const Outcome again = enrol();
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_TRUE(holds(again.err, "[signatory.exists]\n  = take the new picture instead: --force")) << again.err;
  EXPECT_EQ(enrol({"--force"}).exit_code, 0);
  const Outcome other = withdraw({"--certificate", "00"});
  EXPECT_EQ(other.exit_code, 1) << "of another certificate there is none";
  const Outcome gone = withdraw();
  EXPECT_EQ(gone.exit_code, 0) << gone.err;
  const Outcome nobody = withdraw();
  EXPECT_EQ(nobody.exit_code, 1);
  EXPECT_TRUE(holds(nobody.err, "[signatory.unknown]\n  = ")) << nobody.err;
}

TEST_F(Signatories, InkIsClosedOnTheDiskAndDrawnWithItsKeyAlone) {
  ASSERT_EQ(enrol().exit_code, 0);
  for (const auto& entry : fs::recursive_directory_iterator(desk.folder / "ink")) {
    if (!entry.is_regular_file()) continue;
    EXPECT_EQ(fs::status(entry.path()).permissions(), fs::perms::owner_read | fs::perms::owner_write) << entry.path();
    EXPECT_FALSE(holds(read_file(entry.path().string()), "IHDR"));
  }
  const Outcome issued = desk.sign(key);
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  const std::string with_ink = read_file(desk.letter());
  EXPECT_EQ(conformance_faults(with_ink), std::vector<std::string>{});
  EXPECT_TRUE(holds(pdfsig_says(desk.letter(), sample_pki("")), "Signature is Valid."));
  const std::string images = run({"pdfimages", "-list", desk.letter()}).out;
  EXPECT_TRUE(holds(images, "smask")) << images;
  SigningDesk other;
  ASSERT_EQ(other.sign(sample_pki("signer-p256.p12"), {"--signatories", desk.folder / "ink"}).exit_code, 2)
      << "--signatories was said twice";
  const Outcome without = other.engross({"issue", "--sign-as", "denise-clavery", sample, "-o", other.letter(), "--key",
                                         sample_pki("signer-p256.p12"), "--passphrase-file",
                                         other.folder / "passphrase", "--signatories", desk.folder / "ink"});
  ASSERT_EQ(without.exit_code, 0) << without.err;
  EXPECT_GT(with_ink.size(), read_file(other.letter()).size() + 1000) << "another key of hers has no ink";
}

TEST_F(Signatories, LettersWithInkAreRemadeWithTheKey) {
  ASSERT_EQ(enrol().exit_code, 0);
  ASSERT_EQ(desk.sign(key).exit_code, 0);
  const std::string again = desk.folder / "again.pdf";
  const Outcome without = desk.engross({"records", "remake", "2016-0046030", "-o", again});
  EXPECT_EQ(without.exit_code, 1);
  EXPECT_TRUE(holds(without.err, "[remake.ink]\n  = give that key: --key FILE")) << without.err;
  const std::vector<std::string> words{
      "records", "remake", "2016-0046030", "-o", again, "--passphrase-file", desk.folder / "passphrase", "--key"};
  auto with = [&](const std::string& which) {
    std::vector<std::string> all = words;
    all.push_back(which);
    return desk.engross(all);
  };
  const Outcome other = with(sample_pki("signer-p256.p12"));
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_TRUE(holds(other.err, "[signatory.other-key]")) << other.err;
  EXPECT_FALSE(fs::exists(again));
  const Outcome remade = with(key);
  ASSERT_EQ(remade.exit_code, 0) << remade.err;
  EXPECT_EQ(read_file(again), read_file(desk.letter()));
}

TEST_F(Signatories, RefuseWhatCannotBeEnrolled) {
  const Outcome unknown = enrol({}, "nobody");
  EXPECT_EQ(unknown.exit_code, 1);
  EXPECT_TRUE(holds(unknown.err, "has no signatory \"nobody\"")) << unknown.err;
  const std::vector<std::string> start{"signatories", "enrol", "denise-clavery", "--department", "dfe", "--ink"};
  auto with = [&](const std::string& picture, const std::string& which) {
    std::vector<std::string> words = start;
    words.push_back(picture);
    return desk.with_key(words, which);
  };
  EXPECT_TRUE(holds(with(sample, key).err, "[picture.not-a-picture]"));
  EXPECT_TRUE(holds(with(ink, sample_pki("signer-pss-2048.p12")).err, "[signatory.key]"));
  EXPECT_EQ(with(desk.folder / "none.png", key).exit_code, 3);
  const Outcome nowhere = desk.with_key({"signatories", "enrol", "denise-clavery", "--ink", ink}, key);
  EXPECT_TRUE(holds(nowhere.err, "add --department ID|DIR")) << nowhere.err;
  EXPECT_TRUE(holds(list().out, "No ink is kept")) << "nothing is left of what was refused";
}

TEST_F(Signatories, InkThatWasTamperedWithStopsTheLetter) {
  ASSERT_EQ(enrol().exit_code, 0);
  for (const auto& entry : fs::recursive_directory_iterator(desk.folder / "ink"))
    if (entry.is_regular_file()) {
      std::string bytes = read_file(entry.path().string());
      bytes[bytes.size() - 200] = static_cast<char>(bytes[bytes.size() - 200] ^ 1);
      write_file(entry.path().string(), bytes);
    }
  const Outcome refused = desk.sign(key);
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "[signatory.damaged]")) << refused.err;
  EXPECT_TRUE(desk.is_untouched());
}

TEST_F(Signatories, SecretsNeverComeOut) {
  ASSERT_EQ(enrol({"--json"}).exit_code, 0);
  const std::string secret = sample_passphrase();
  for (const std::vector<std::string>& more :
       {std::vector<std::string>{"--json"}, {"--reissue", "--because", "again", "--force"}}) {
    const Outcome issued = desk.sign(key, more);
    EXPECT_EQ(issued.exit_code, 0) << issued.err;
    EXPECT_FALSE(holds(issued.out + issued.err, secret));
  }
  EXPECT_FALSE(holds(desk.engross({"records", "show", "2016-0046030", "--json"}).out, secret));
  EXPECT_FALSE(is_written_down(secret));
  EXPECT_FALSE(is_written_down(read_file(ink).substr(200, 64))) << "nor is the ink as a picture";
}

TEST_F(Signatories, PassphrasesComeFromFilesThatAreClosed) {
  for (const auto mode : {0644U, 0640U, 0604U, 0666U}) {
    ::chmod((desk.folder / "passphrase").c_str(), mode);
    const Outcome refused = desk.sign(key);
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_TRUE(holds(refused.err, "[secret.permissions]")) << refused.err;
    EXPECT_TRUE(holds(refused.err, "chmod 600 ")) << refused.err;
    EXPECT_TRUE(desk.is_untouched());
  }
  ::chmod((desk.folder / "passphrase").c_str(), 0400);
  EXPECT_EQ(desk.sign(key).exit_code, 0);
}

TEST_F(Signatories, PassphrasesComeFromDescriptors) {
  const std::vector<std::string> words{"issue", "--sign-as", "denise-clavery",  "-o", desk.letter(),
                                       "--key", key,         "--passphrase-fd", "0"};
  auto with = [&](const std::string& input) {
    std::vector<std::string> all = words;
    all.push_back(input);
    return all;
  };
  const Outcome twice = desk.engross(with("-"), read_file(sample));
  EXPECT_EQ(twice.exit_code, 2);
  EXPECT_TRUE(holds(twice.err, "standard input is named twice")) << twice.err;
  const Outcome empty = desk.engross(with(sample), "\n");
  EXPECT_TRUE(holds(empty.err, "[secret.empty]")) << empty.err;
  const Outcome wrong = desk.engross(with(sample), "no sesame\n");
  EXPECT_TRUE(holds(wrong.err, "[signing.passphrase]")) << wrong.err;
  EXPECT_TRUE(desk.is_untouched());
  const Outcome issued = desk.engross(with(sample), sample_passphrase() + "\n");
  EXPECT_EQ(issued.exit_code, 0) << issued.err;
}

TEST_F(Signatories, NobodyIsAskedWhereThereIsNoTerminal) {
  const Outcome refused =
      desk.engross({"issue", "--sign-as", "denise-clavery", sample, "-o", desk.letter(), "--key", key});
  EXPECT_EQ(refused.exit_code, 2) << refused.err;
  EXPECT_TRUE(holds(refused.err, "--passphrase-file")) << refused.err;
  EXPECT_TRUE(desk.is_untouched());
}

}  // namespace
}  // namespace engross::test
