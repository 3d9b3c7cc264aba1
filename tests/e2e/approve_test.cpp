// A department whose letters need approvals, from the draft to the issued letter, as its people would work.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "signing/staff.hpp"
#include "terminal.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

void edit(const std::string& path, const std::string& from, const std::string& to) {
  std::string text = read_file(path);
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << path << " does not say " << from;
  write_file(path, text.replace(at, from.size(), to));
}

void write_private(const std::string& path, const std::string& text, mode_t mode = 0600) {
  write_file(path, text);
  ::chmod(path.c_str(), mode);
}

// In lines of 64, as PEM has it.
std::string folded(const std::string& base64) {
  std::string lines;
  for (std::size_t at = 0; at < base64.size(); at += 64) lines += base64.substr(at, 64) + "\n";
  return lines;
}

class Approve : public testing::Test {
 protected:
  void SetUp() override {
    fs::copy(source_directory + "/plugins/dfe", office, fs::copy_options::recursive);
    edit(office + "/department.yaml", "  allow_unsigned: true\n",
         "  allow_unsigned: true\n  approvals: [drafter, checker]\n");
    write_file(office + "/approvers.yaml", staff.approvers());
    fs::create_directories(office + "/trust");
    write_file(office + "/trust/root.pem", pem_of(staff.root.certificate));
    for (const auto& [name, who] : {std::pair{"ada", &staff.ada}, {"ben", &staff.ben}, {"sam", &staff.stranger}})
      write_private(desk.folder / name + ".pem", staff.pem(*who));
    write_file(case_file, read_file(sample));
    const Outcome drafted = engross({"draft", case_file, "-o", draft});
    ASSERT_EQ(drafted.exit_code, 0) << drafted.err;
  }

  std::vector<std::string> words(std::vector<std::string> of) const {
    of.insert(of.end(), {"--department", office});
    return of;
  }
  Outcome engross(std::vector<std::string> of, const std::string& input = {}) {
    return desk.engross(words(std::move(of)), input);
  }
  Outcome approve(const std::string& who, const std::string& role, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"approve", draft, "--as", role, "--key", desk.folder / who + ".pem"});
    return engross(more);
  }
  void approve_by_all() {
    for (const auto& [who, role] : {std::pair{"ada", "drafter"}, {"ben", "checker"}}) {
      const Outcome approved = approve(who, role);
      ASSERT_EQ(approved.exit_code, 0) << approved.err;
    }
  }
  Outcome issue(std::vector<std::string> more = {"--unsigned"}) {
    more.insert(more.begin(), {"issue", draft, "-o", letter});
    return engross(more);
  }

  Desk desk;
  const Staff& staff = office_staff();
  const std::string office = desk.folder / "dfe";
  const std::string case_file = desk.folder / "case.json";
  const std::string draft = desk.folder / "reply.md";
  const std::string letter = desk.folder / "letter.pdf";
};

TEST_F(Approve, LetsALetterGoOnceEverybodyHas) {
  const Outcome early = issue();
  EXPECT_EQ(early.exit_code, 1);
  EXPECT_TRUE(holds(early.err, "the letter has not been approved as drafter, checker [approvals.missing]"))
      << early.err;
  EXPECT_TRUE(holds(early.err, "= engross approve " + draft + " --as drafter --key FILE")) << early.err;
  EXPECT_FALSE(fs::exists(letter));
  const Outcome drafted = approve("ada", "drafter");
  ASSERT_EQ(drafted.exit_code, 0) << drafted.err;
  EXPECT_EQ(drafted.out, "Approved " + draft + " as drafter: Ada Quay, reference 2016-0046030, kept in " + draft +
                             ".approvals.json. Still needed: checker\n");
  const Outcome half = issue();
  EXPECT_EQ(half.exit_code, 1);
  EXPECT_TRUE(holds(half.err, "the letter has not been approved as checker")) << half.err;
  const Outcome two_roles = approve("ada", "checker");
  EXPECT_EQ(two_roles.exit_code, 1);
  EXPECT_TRUE(holds(two_roles.err, "one person in two roles: Ada Quay has approved this letter as drafter already"))
      << two_roles.err;
  const Outcome checked = approve("ben", "checker", {"--json"});
  ASSERT_EQ(checked.exit_code, 0) << checked.err;
  EXPECT_TRUE(holds(checked.out, "\"needed\": []")) << checked.out;
  EXPECT_TRUE(holds(checked.out, "\"person\": \"Ben Pier\"")) << checked.out;
  const Outcome issued = issue();
  ASSERT_EQ(issued.exit_code, 0) << issued.err;
  EXPECT_TRUE(fs::exists(letter));
  const Outcome record = engross({"records", "show", "2016-0046030"});
  EXPECT_TRUE(holds(record.out, "\"role\": \"approvals\"")) << record.out;
  EXPECT_EQ(engross({"records", "remake", "2016-0046030", "-o", desk.folder / "again.pdf"}).exit_code, 0);
  EXPECT_EQ(read_file(desk.folder / "again.pdf"), read_file(letter));
}

TEST_F(Approve, HoldsForTheWordsAsTheyWere) {
  approve_by_all();
  edit(draft, "Young people also need", "Young people, also, need");
  const Outcome refused = issue();
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "the approval by Ada Quay as drafter is void: words have changed since"))
      << refused.err;
  EXPECT_TRUE(holds(refused.err, "Young people{+,+} also{+,+} need")) << refused.err;
  EXPECT_TRUE(holds(refused.err, "[approvals.void]")) << refused.err;
  const Outcome list = engross({"approvals", draft});
  EXPECT_EQ(list.exit_code, 0) << list.err;
  EXPECT_TRUE(holds(list.out, "drafter  Ada Quay  2016-10-26T09:00:00Z  does not hold\n")) << list.out;
  EXPECT_TRUE(holds(list.out, "Young people{+,+} also{+,+} need")) << list.out;
  const Outcome stopped = approve("ada", "drafter");
  EXPECT_EQ(stopped.exit_code, 1);
  EXPECT_TRUE(holds(stopped.err, "the approval by Ben Pier as checker is void")) << stopped.err;
  const Outcome anew = approve("ada", "drafter", {"--anew"});
  ASSERT_EQ(anew.exit_code, 0) << anew.err;
  EXPECT_TRUE(holds(anew.err, "warning: the approval by Ben Pier as checker is void")) << anew.err;
  EXPECT_TRUE(holds(anew.out, "Still needed: checker")) << anew.out;
  ASSERT_EQ(approve("ben", "checker").exit_code, 0);
  EXPECT_EQ(issue().exit_code, 0);
}

TEST_F(Approve, HoldsForTheLookAsItWas) {
  approve_by_all();
  write_file(office + "/pictures/logo.png",
             read_file(office + "/pictures/logo.png") + "x");  // after its end: same picture
  const Outcome refused = issue();
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(
      holds(refused.err, "the words are the same, but the look has changed: the house style, a picture or a font"))
      << refused.err;
}

// docs/approvals.md says how: the statement as canonical JSON, a line before it, and any tool that knows CMS.
TEST_F(Approve, CanBeCheckedWithoutEngross) {
  approve_by_all();
  write_file(desk.folder / "root.pem", pem_of(staff.root.certificate));
  const nlohmann::json file = nlohmann::json::parse(read_file(draft + ".approvals.json"));
  for (const nlohmann::json& approval : file["approvals"]) {
    const std::string statement = "engross approval 1\n" + approval["statement"].dump() + "\n";
    write_file(desk.folder / "statement", statement);
    write_file(desk.folder / "signature",
               "-----BEGIN CMS-----\n" + folded(approval["signature"]) + "-----END CMS-----\n");
    const std::vector<std::string> verify{"openssl",
                                          "cms",
                                          "-verify",
                                          "-binary",
                                          "-cades",
                                          "-inform",
                                          "PEM",
                                          "-in",
                                          desk.folder / "signature",
                                          "-content",
                                          desk.folder / "statement",
                                          "-CAfile",
                                          desk.folder / "root.pem",
                                          "-purpose",
                                          "any"};
    const Outcome good = run(verify);
    EXPECT_EQ(good.exit_code, 0) << good.err;
    EXPECT_EQ(good.out, statement);
    write_file(desk.folder / "statement", statement + " ");
    EXPECT_NE(run(verify).exit_code, 0);
  }
}

TEST_F(Approve, ListsWhoHas) {
  const Outcome none = engross({"approvals", draft});
  EXPECT_EQ(none.exit_code, 0) << none.err;
  EXPECT_EQ(none.out, "the letter has not been approved as drafter, checker\n");
  approve_by_all();
  const Outcome all = engross({"approvals", draft});
  EXPECT_EQ(all.out,
            "drafter  Ada Quay  2016-10-26T09:00:00Z  holds\nchecker  Ben Pier  2016-10-26T09:00:00Z  holds\n"
            "The letter has the approvals that it needs: drafter, checker\n");
  const Outcome json = engross({"approvals", draft, "--json"});
  EXPECT_TRUE(holds(json.out, "\"complete\": true")) << json.out;
  write_file(office + "/trust/people.crl",
             make_crl(staff.middle, {.this_update = at(2016, 10, 1),
                                     .next_update = at(2016, 12, 1),
                                     .revoked = {{.certificate = staff.ben.certificate, .at = at(2016, 10, 20)}}}));
  const Outcome revoked = engross({"approvals", draft, "--json"});
  EXPECT_TRUE(holds(revoked.out, "\"complete\": false")) << revoked.out;
  EXPECT_TRUE(holds(revoked.out, "approvals.revoked")) << revoked.out;
  const Outcome refused = issue();
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "the certificate of Ben Pier was revoked on 2016-10-20T12:00:00Z")) << refused.err;
  EXPECT_EQ(approve("ben", "checker").exit_code, 1);
}

TEST_F(Approve, IsShownWithTheDepartment) {
  const Outcome show = desk.engross({"department", "show", office});
  EXPECT_EQ(show.exit_code, 0) << show.err;
  for (const char* line :
       {"  approvals   drafter, checker; the letter's date: fixed\n", "  approver    Ada Quay: drafter, checker\n",
        "  root        CN=Office Root,O=Engross Test, until 2040-01-01T12:00:00Z\n"})
    EXPECT_TRUE(holds(show.out, line)) << line << show.out;
}

TEST_F(Approve, RefusesStrangersAndStrangeRoles) {
  const Outcome stranger = approve("sam", "checker");
  EXPECT_EQ(stranger.exit_code, 1);
  EXPECT_TRUE(
      holds(stranger.err, "this is the certificate of Sam Strand, fingerprint " + staff.stranger.certificate.sha256()))
      << stranger.err;
  const Outcome role = approve("ada", "cheker");
  EXPECT_EQ(role.exit_code, 1);
  EXPECT_TRUE(holds(role.err, "did you mean \"checker\"?")) << role.err;
  EXPECT_FALSE(fs::exists(draft + ".approvals.json"));
  write_file(draft + ".approvals.json", "{\"format\": 1, \"approvals\": [{}]}");
  EXPECT_TRUE(holds(issue().err, "[approvals.damaged]"));
  EXPECT_TRUE(holds(approve("ada", "drafter").err, "[approvals.damaged]"));
}

TEST_F(Approve, RefusesALetterWithErrors) {
  edit(draft, "PSHE", "{{PSHE}}");
  const Outcome refused = approve("ada", "drafter");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "draft.leak")) << refused.err;
  EXPECT_FALSE(fs::exists(draft + ".approvals.json"));
}

TEST_F(Approve, KeepsThoseOfAStreamWhereItIsTold) {
  const std::string text = read_file(case_file);
  const std::string kept = desk.folder / "kept.json";
  const std::vector<std::string> base{"approve", "-", "--as", "drafter", "--key", desk.folder / "ada.pem"};
  const Outcome nowhere = engross(base, text);
  EXPECT_EQ(nowhere.exit_code, 2);
  EXPECT_TRUE(holds(nowhere.err, "--approvals FILE")) << nowhere.err;
  std::vector<std::string> there = base;
  there.insert(there.end(), {"--approvals", kept});
  EXPECT_EQ(engross(there, text).exit_code, 0);
  there[3] = "checker";
  there[5] = desk.folder / "ben.pem";
  EXPECT_EQ(engross(there, text).exit_code, 0);
  EXPECT_EQ(engross({"issue", "-", "--unsigned", "-o", letter}, text).exit_code, 1);
  EXPECT_EQ(
      engross({"issue", "-", "--unsigned", "-o", letter, "--approvals", desk.folder / "none.json"}, text).exit_code, 3);
  const Outcome onto_itself = engross({"issue", "-", "--unsigned", "-o", kept, "--approvals", kept, "--force"}, text);
  EXPECT_EQ(onto_itself.exit_code, 1);
  EXPECT_TRUE(holds(onto_itself.err, "output.input")) << onto_itself.err;
  EXPECT_EQ(engross({"issue", "-", "--unsigned", "-o", letter, "--approvals", kept}, text).exit_code, 0);
  // A case of its own and a case from a stream are one letter.
  EXPECT_TRUE(holds(engross({"approvals", case_file, "--approvals", kept}).out, "The letter has the approvals"));
}

// No key is opened for a letter that may not go out: with a passphrase that nobody knows, approvals come first.
TEST_F(Approve, ComesBeforeTheSignatorysKey) {
  const Identity denise = staff.person("Denise Clavery");
  write_private(desk.folder / "denise.pem", staff.pem(denise, "geheim"));
  write_private(desk.folder / "words", "geheim\n");
  const std::vector<std::string> sign{"--sign-as", "denise-clavery", "--key", desk.folder / "denise.pem"};
  std::vector<std::string> wrong = sign;
  wrong.insert(wrong.end(), {"--passphrase-file", desk.folder / "not there"});
  const Outcome refused = issue(wrong);
  EXPECT_EQ(refused.exit_code, 1) << refused.err;
  EXPECT_TRUE(holds(refused.err, "[approvals.missing]")) << refused.err;
  EXPECT_FALSE(holds(refused.err, "not there")) << refused.err;
  // What was approved without a signature and its field is what goes out with them.
  approve_by_all();
  std::vector<std::string> right = sign;
  right.insert(right.end(), {"--passphrase-file", desk.folder / "words"});
  const Outcome issued = issue(right);
  EXPECT_EQ(issued.exit_code, 0) << issued.err;
  EXPECT_TRUE(holds(engross({"records", "show", "2016-0046030"}).out, "\"role\": \"approvals\""));
}

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
