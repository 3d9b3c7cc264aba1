// Where passphrases come from: files, descriptors, and people at a terminal that does not show them.
#include "approving.hpp"
#include "terminal.hpp"

namespace engross::test {
namespace {

class Passphrases : public Approve {
 protected:
  void SetUp() override {
    Approve::SetUp();
    write_private(key, staff.pem(staff.ada, secret));
  }
  std::vector<std::string> command(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {std::string(ENGROSS_BINARY_DIR) + "/bin/engross", "approve", draft, "--as", "drafter",
                               "--key", key, "--at", "2016-10-26T09:00:00Z"});
    return words(more);
  }
  std::string line(const std::string& more) const {
    std::string all;
    for (const std::string& word : command()) all += "'" + word + "' ";
    return all + more;
  }
  const std::string secret = "correct horse";
  const std::string key = desk.folder / "ada closed.pem";
  const std::string file = desk.folder / "words";
};

TEST_F(Passphrases, ComeFromAFileThatNobodyElseReads) {
  write_private(file, secret + "\r\nsomething else\n", 0644);
  const Outcome open = run(command({"--passphrase-file", file}));
  EXPECT_EQ(open.exit_code, 1);
  EXPECT_TRUE(holds(open.err, "holds a passphrase, and is open to others [secret.permissions]")) << open.err;
  EXPECT_TRUE(holds(open.err, "chmod 600 " + file)) << open.err;
  ::chmod(file.c_str(), 0600);
  EXPECT_EQ(run(command({"--passphrase-file", file})).exit_code, 0);
  for (const auto& [text, code] : {std::pair<std::string, const char*>{"", "secret.empty"},
                                   {"\n" + secret, "secret.empty"},
                                   {std::string(5000, 'x'), "secret.damaged"},
                                   {std::string("a\0b", 3), "secret.damaged"},
                                   {"wrong\n", "signing.passphrase"}}) {
    write_private(file, text);
    const Outcome refused = run(command({"--passphrase-file", file}));
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_TRUE(holds(refused.err, code)) << refused.err;
    EXPECT_FALSE(holds(refused.err, secret));
  }
  EXPECT_TRUE(holds(run(command({"--passphrase-file", desk.folder.path()})).err, "[secret.file]"));
  EXPECT_EQ(run(command({"--passphrase-file", desk.folder / "none"})).exit_code, 3);
}

TEST_F(Passphrases, ComeFromADescriptor) {
  write_file(file, secret + "\nmore\n");
  const Outcome approved = run({"bash", "-c", line("--passphrase-fd 3 3<'" + file + "'")});
  EXPECT_EQ(approved.exit_code, 0) << approved.err;
  const Outcome piped = run({"bash", "-c", "printf '%s\\n' '" + secret + "' | " + line("--passphrase-fd 0")});
  EXPECT_EQ(piped.exit_code, 0) << piped.err;
  const Outcome closed = run(command({"--passphrase-fd", "77"}));
  EXPECT_EQ(closed.exit_code, 2);
  EXPECT_TRUE(holds(closed.err, "descriptor 77 is not open")) << closed.err;
  const Outcome both = run(command({"--passphrase-fd", "0", "--passphrase-file", file}));
  EXPECT_EQ(both.exit_code, 2);
  const Outcome directory = run({"bash", "-c", line("--passphrase-fd 3 3<'" + desk.folder.path() + "'")});
  EXPECT_EQ(directory.exit_code, 1);
  EXPECT_TRUE(holds(directory.err, "secret.descriptor")) << directory.err;
  std::vector<std::string> twice = command({"--passphrase-fd", "0", "--approvals", desk.folder / "a.json"});
  twice[2] = "-";
  const Outcome once = run(twice, secret);
  EXPECT_EQ(once.exit_code, 2);
  EXPECT_TRUE(holds(once.err, "options.input")) << once.err;
}

TEST_F(Passphrases, AreTypedUnseen) {
  std::string limits;
  const AtTerminal typed = at_terminal(command(), "Passphrase of " + key + ": ", secret + "\n", [&](pid_t child) {
    limits = read_file("/proc/" + std::to_string(child) + "/limits");
  });
  EXPECT_EQ(typed.exit_code, 0) << typed.shown;
  EXPECT_FALSE(holds(typed.shown, secret)) << typed.shown;
  EXPECT_TRUE(holds(typed.shown, "Approved ")) << typed.shown;
  const std::size_t core = limits.find("Max core file size");
  ASSERT_NE(core, std::string::npos);
  EXPECT_TRUE(holds(limits.substr(core, 60), " 0                    0 ")) << limits.substr(core, 80);
}

TEST_F(Passphrases, LeaveTheTerminalAsItWas) {
  const std::string after = "; echo \"ended $?\"; stty -a | grep -o ' -\\?echo '";
  for (const auto& [keys, code] :
       {std::pair<std::string, int>{"\n", 1}, {"\x04", 1}, {"wrong\n", 1}, {secret + "\n", 0}}) {
    const AtTerminal asked = at_terminal({"bash", "-c", line(after)}, "Passphrase of ", keys);
    EXPECT_TRUE(asked.shown.ends_with("ended " + std::to_string(code) + "\r\n echo \r\n")) << asked.shown;
    EXPECT_EQ(asked.shown.find("Passphrase of "), asked.shown.rfind("Passphrase of "))
        << "asked twice: " << asked.shown;
  }
  // Interrupted, it ends by the signal, as whoever waits for it expects.
  const AtTerminal interrupted =
      at_terminal({"bash", "-c", "trap : INT; " + line(after)}, "Passphrase of ", "half\x03");
  EXPECT_TRUE(interrupted.shown.ends_with("ended 130\r\n echo \r\n")) << interrupted.shown;
  EXPECT_TRUE(holds(at_terminal(command(), "Passphrase of ", "\n").shown, "no passphrase was typed"));
}

TEST_F(Passphrases, AreNotGuessedWhereThereIsNoTerminal) {
  std::vector<std::string> alone = command();
  alone.insert(alone.begin(), {"setsid", "--wait"});
  const Outcome refused = run(alone, "geheim\n");
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_TRUE(holds(refused.err, "there is no terminal to ask at [options.passphrase]")) << refused.err;
  EXPECT_TRUE(holds(refused.err, "--passphrase-file FILE, or --passphrase-fd N")) << refused.err;
}

}  // namespace
}  // namespace engross::test
