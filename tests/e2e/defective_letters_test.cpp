// Letters with something wrong, and letters that only look so, as an officer checks them: of each check that compares a
// draft with its case, or needs pages, a dictionary or a history. Each has exactly the codes that it should; the
// precision of each check is printed, and must be whole. Of the other checks tests/checks/defective_letters_test.cpp.
#include "defective_letters.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "checks/tried_by_command.hpp"
#include "command.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

// The sample department in three editions of its own, made once.
class Place {
 public:
  Place() {
    for (const char* name : {"odd", "hyphenating", "irish"})
      fs::copy(source_directory + "/plugins/dfe", desk.folder / name, fs::copy_options::recursive);
    write_file(desk.folder / "odd/envelopes.yaml", odd_envelopes());
    change("hyphenating/style.yaml", "hyphenate: false", "hyphenate: true");
    change("hyphenating/style.yaml", "alignment: left", "alignment: justified");
    change("irish/department.yaml", "languages: [en-GB, cy]", "languages: [ga]");
    for (const auto& entry : fs::directory_iterator(desk.folder / "irish/paragraphs"))
      if (entry.path().string().ends_with(".cy.md")) fs::remove(entry.path());
  }
  Desk desk;

 private:
  void change(const std::string& file, const std::string& from, const std::string& to) const {
    std::string bytes = read_file(desk.folder / file);
    const std::size_t at = bytes.find(from);
    if (at == std::string::npos) throw std::runtime_error(file + " has no " + from);
    write_file(desk.folder / file, bytes.replace(at, from.size(), to));
  }
};

std::string file_of(const Tried& tried, Desk& desk, const std::vector<std::string>& department) {
  const std::string file = desk.folder / "case.json", draft = desk.folder / "reply.md";
  const std::string subject = holds(tried.members, "\"subject\"") ? "" : R"("subject": "PSHE", )";
  write_file(
      file,
      R"({"reference": "2016-0046030", "department": "dfe", "date": "2016-10-26", )" + subject +
          R"("incoming": {"dated": "2016-09-30", "channel": "letter"}, "correspondent": {"title": "Ms", "surname": "Watling", "address": )" +
          tried.address + R"(, "postcode": "TF3 4NT"}, )" + tried.members + "}");
  if (tried.edits.empty()) return file;
  std::vector<std::string> words{"draft", file, "-o", draft, "--force"};
  words.insert(words.end(), department.begin(), department.end());
  const Outcome drafted = desk.engross(words);
  EXPECT_EQ(drafted.exit_code, 0) << drafted.err;
  std::string bytes = read_file(draft);
  for (const auto& [from, to] : tried.edits) {
    const std::size_t at = bytes.find(from);
    EXPECT_NE(at, std::string::npos) << from << " is not in\n" << bytes;
    if (at != std::string::npos) bytes.replace(at, from.size(), to);
  }
  write_file(draft, bytes);
  return draft;
}

Codes found_in(const Tried& tried, std::string& said) {
  static Place place;
  std::vector<std::string> department;
  if (!tried.department.empty()) department = {"--department", place.desk.folder / tried.department};
  std::vector<std::string> words{"check", file_of(tried, place.desk, department), "--json"};
  words.insert(words.end(), department.begin(), department.end());
  words.insert(words.end(), tried.words.begin(), tried.words.end());
  const Outcome checked = place.desk.engross(words);
  said = checked.out + checked.err;
  Codes codes;
  const auto all = nlohmann::json::parse(checked.out);
  for (const auto& finding : all.at("diagnostics")) codes.insert(finding.at("code").get<std::string>());
  return codes;
}

TEST(DefectiveLetters, HaveExactlyTheCodesOfTheirDefects) {
  struct Count {
    int right = 0, wrong = 0, missed = 0;
  };
  std::map<std::string, Count> counts;
  for (const Tried& tried : tried_letters()) {
    std::string said;
    const Codes found = found_in(tried, said);
    EXPECT_EQ(found, tried.codes) << tried.about << ": " << tried.what << "\n" << said;
    for (const std::string& code : std::set<std::string>(found.begin(), found.end()))
      (tried.codes.contains(code) ? counts[code].right : counts[code].wrong) += 1;
    for (const std::string& code : tried.codes)
      if (!found.contains(code)) ++counts[code].missed;
  }
  fmt::print("{} letters\n{:<28} {:>6} {:>6} {:>7} {:>10}\n", tried_letters().size(), "code", "right", "wrong",
             "missed", "precision");
  for (const auto& [code, count] : counts) {
    const int told = count.right + count.wrong;
    fmt::print("{:<28} {:>6} {:>6} {:>7} {:>10.2f}\n", code, count.right, count.wrong, count.missed,
               told == 0 ? 0.0 : static_cast<double>(count.right) / told);
  }
}

TEST(DefectiveLetters, AreOfEveryCheckThatTheCommandTries) {
  for (const std::string_view code : tried_by_command) {
    const auto of = [&](bool wrong) {
      return std::ranges::count_if(tried_letters(), [&](const Tried& tried) {
        return tried.about == code && tried.codes.contains(std::string(code)) == wrong &&
               (wrong || tried.codes.empty());
      });
    };
    EXPECT_GE(of(true), 2) << code << " has too few letters that are wrong";
    EXPECT_GE(of(false), of(true)) << code << " has too few letters that only look so";
  }
}

}  // namespace
}  // namespace engross::test
