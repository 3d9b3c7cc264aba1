// What department.yaml may say, and what is said of anything else in it.
#include "department/department_yaml.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "department/said.hpp"

namespace engross::test {
namespace {

const std::string enough = "id: quay\nname: Quay\nversion: 1.0.0\n";

struct Read {
  Department department;
  Diagnostics problems;
};

Read read(const std::string& text) {
  Read made;
  read_department_yaml(make_source("department.yaml", text), made.department, made.problems);
  return made;
}

std::string refused(const std::string& text) {
  const Read made = read(text);
  return made.problems.empty() ? "not refused\n" : said(made.problems);
}

std::string shown(const std::string& text) {
  const Read made = read(text);
  if (!made.problems.empty()) return said(made.problems);
  const Department& d = made.department;
  std::string out = fmt::format("{} '{}' '{}' {} {} [{}] expiry {} unsigned {}", d.id, d.name, d.short_name, d.version,
                                d.zone, fmt::join(d.languages, " "),
                                d.policies.expiry == ExpiryPolicy::warn ? "warn" : "block", d.policies.allow_unsigned);
  for (const auto& [code, severity] : d.severities) out += fmt::format("; {} {}", code, severity);
  for (const Signatory& s : d.signatories)
    out += fmt::format("; {}: {} ({})", s.id, fmt::join(s.lines, " / "), fmt::join(s.certificates, " "));
  return out;
}

TEST(DepartmentYaml, SaysWhatItsCodeDecides) {
  const auto decides = [](const std::string& words) { return read(enough + "decides: " + words + "\n"); };
  EXPECT_EQ(decides("[select]").department.decides, std::set{Call::select});
  EXPECT_EQ(decides("[derive, select]").department.decides, (std::set{Call::derive, Call::select}));
  EXPECT_TRUE(read(enough).department.decides.empty());
  EXPECT_EQ(decides("[select]\nreads: [facts.a]").department.reads, std::vector<std::string>{"facts.a"});
  EXPECT_EQ(said(read(enough + "reads: [facts.a]\n").problems),
            "4:8 department.decides: what code reads is of interest only if there is code | say what it does: decides: "
            "[derive, select] | or take reads out\n");
  EXPECT_EQ(said(decides("[elect]").problems),
            "4:10 department.decides: a department's code can derive and select; \"elect\" is neither | write decides: "
            "[derive, select], or one of the two\n");
  EXPECT_EQ(
      said(decides("[select, select]").problems),
      "4:10 department.decides: \"select\" is there twice | write decides: [derive, select], or one of the two\n");
}

TEST(DepartmentYaml, GivesEveryFieldAndItsDefaults) {
  const std::string ones(64, '1');
  std::string with_colons = "AA";
  for (int i = 1; i < 32; ++i) with_colons += ":AA";
  EXPECT_EQ(shown(enough), "quay 'Quay' 'Quay' 1.0.0 Europe/London [en-GB] expiry block unsigned false");
  EXPECT_EQ(shown("id: quay-2\nname: Quay Office\nshort_name: the quay\nversion: 1.10\nzone: Europe/Dublin\n"
                  "languages: [cy, en-GB]\ncontacts: {telephone: 1, fax: []}\n"
                  "policies: {expiry: warn, allow_unsigned: true}\nseverities: {check.gap: off, check.leak: warning}\n"
                  "signatories:\n- {id: a, name: A, title: T, division: D, certificates: [" +
                  with_colons + ", '" + ones +
                  "']}\n"
                  "- {id: b, name: B, division: D}\n"),
            "quay-2 'Quay Office' 'the quay' 1.10 Europe/Dublin [cy en-GB] expiry warn unsigned true; check.gap off; "
            "check.leak warning; a: A / T / D (" +
                std::string(64, 'a') + " " + ones + "); b: B / D ()");
}

TEST(DepartmentYaml, RefusesWhatIsMissing) {
  EXPECT_EQ(refused("zone: Europe/London\n"),
            "1:1 department.missing: \"id\" is missing\n"
            "1:1 department.missing: \"name\" is missing\n"
            "1:1 department.missing: \"version\" is missing\n");
  EXPECT_EQ(refused(enough + "signatories: [{title: T}]\n"),
            "4:15 department.missing: \"signatories.id\" is missing\n"
            "4:15 department.missing: \"signatories.name\" is missing\n");
  EXPECT_EQ(refused("- id\n"),
            "1:1 department.type: department.yaml must be an object | write lines such as \"id: dfe\"\n");
  EXPECT_EQ(refused(""), "1:1 data.empty: there is nothing here | the file is empty; write it out again\n");
}

struct Row {
  std::string more;
  std::string says;
};

TEST(DepartmentYaml, RefusesValuesOfTheWrongKind) {
  const std::string quote = " | put it between quotation marks\n";
  const Row rows[] = {
      {"short_name: 1\n", "4:13 department.type: \"short_name\" is a number, but must be a string" + quote},
      {"zone: true\n", "4:7 department.type: \"zone\" is true or false, but must be a string" + quote},
      {"languages: cy\n", "4:12 department.type: \"languages\" is a string, but must be an array\n"},
      {"languages: [1]\n",
       "4:13 department.type: \"languages\" must be a list of strings, but this is a number" + quote},
      {"contacts: []\n", "4:11 department.type: \"contacts\" is an array, but must be an object\n"},
      {"policies: warn\n", "4:11 department.type: \"policies\" is a string, but must be an object\n"},
      {"policies: {allow_unsigned: yes}\n",
       "4:28 department.type: \"policies.allow_unsigned\" is a string, but must be true or false\n"},
      {"severities: off\n", "4:13 department.type: \"severities\" is a string, but must be an object\n"},
      {"severities: {check.gap: false}\n",
       "4:25 department.type: \"severities.check.gap\" is true or false, but must be a string" + quote},
      {"signatories: {id: a}\n",
       "4:14 department.type: \"signatories\" must be a list of people, each with id and name\n"},
      {"signatories: []\n", "4:14 department.type: \"signatories\" must be a list of people, each with id and name\n"},
      {"signatories: [ada]\n", "4:15 department.type: a signatory must be an object with id and name\n"},
      {"signatories: [{id: a, name: 1}]\n",
       "4:29 department.type: \"signatories.name\" is a number, but must be a string" + quote},
  };
  for (const Row& row : rows) EXPECT_EQ(refused(enough + row.more), row.says) << row.more;
  EXPECT_EQ(refused("id: quay\nname: Quay\nversion: [1]\n"),
            "3:10 department.type: \"version\" is an array, but must be a string\n");
}

TEST(DepartmentYaml, RefusesWordsThatAreNotAmongThoseAllowed) {
  const Row rows[] = {
      {"policies: {expiry: wran}\n",
       "4:20 department.choice: \"wran\" is not one of: block, warn, allow | did you mean \"warn\"?\n"},
      {"severities: {check.gap: none}\n", "4:25 department.choice: \"none\" is not one of: error, warning, off\n"},
      {"zones: UTC\n", "4:1 department.unknown-key: \"zones\" is not known | did you mean \"zone\"?\n"},
      {"policies: {unsigned: true}\n",
       "4:12 department.unknown-key: \"policies.unsigned\" is not known | known here: expiry, allow_unsigned, "
       "approvals, date, history\n"},
      {"signatories: [{id: a, name: A, titel: T}]\n",
       "4:32 department.unknown-key: \"signatories.titel\" is not known | did you mean \"title\"?\n"},
      {"signatories: [{id: a, name: A}, {id: a, name: B}]\n",
       "4:38 department.signatory: signatory \"a\" is there twice\n"},
      {"languages: [en, 2, en]\n",
       "4:17 department.type: \"languages\" must be a list of strings, but this is a "
       "number | put it between quotation marks\n"},
      {"languages: [en, cy, en]\n", "4:12 department.language: \"en\" is there twice | write tags as en-GB, cy\n"},
      {"languages: [en_GB]\n", "4:12 department.language: \"en_GB\" is no language tag | write tags as en-GB, cy\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(refused(enough + row.more), row.says) << row.more;
}

TEST(DepartmentYaml, RefusesCertificatesThatAreNoFingerprints) {
  const std::string hint = " | openssl x509 -in CERTIFICATE.pem -noout -sha256 -fingerprint tells it\n";
  EXPECT_EQ(refused(enough + "signatories: [{id: a, name: A, certificates: [ink.pem, 'AB:CD']}]\n"),
            "4:47 department.fingerprint: \"ink.pem\" is no fingerprint: 64 hexadecimal digits are one" + hint +
                "4:56 department.fingerprint: \"AB:CD\" is no fingerprint: 64 hexadecimal digits are one" + hint);
  EXPECT_EQ(refused(enough + "signatories: [{id: a, name: A, certificates: ink.pem}]\n"),
            "4:46 department.type: \"signatories.certificates\" is a string, but must be an array\n");
}

// Ink is no resource of a department: a picture of it in a library could be drawn by anybody.
TEST(DepartmentYaml, NamesNoInk) {
  EXPECT_EQ(refused(enough + "signatories: [{id: a, name: A, specimen: pictures/a.png}]\n"),
            "4:32 department.unknown-key: \"signatories.specimen\" is not known | known here: id, name, title, "
            "division, certificates\n");
}

TEST(DepartmentYaml, RefusesIdsThatAreNone) {
  const std::string hint = " | an id is made of small letters, digits and single hyphens, and begins with a letter\n";
  EXPECT_EQ(refused("id: Quay\nname: Quay\nversion: 1\n"), "1:5 department.id: \"Quay\" is no id" + hint);
  EXPECT_EQ(refused(enough + "signatories: [{id: ada quay, name: A}]\n"),
            "4:20 department.id: \"ada quay\" is no id" + hint);
}

TEST(Id, IsOfSmallLettersDigitsAndSingleHyphens) {
  for (const std::string& id :
       {std::string("a"), std::string("a1"), std::string("pshe-curriculum-2"), std::string(100, 'a')})
    EXPECT_TRUE(is_id(id)) << id;
  for (const std::string& id :
       {std::string(), std::string("A"), std::string("1a"), std::string("-a"), std::string("a-"), std::string("a--b"),
        std::string("a_b"), std::string("a.b"), std::string("tŷ"), std::string("a b"), std::string(101, 'a')})
    EXPECT_FALSE(is_id(id)) << id;
}

}  // namespace
}  // namespace engross::test
