// A copy of the Department for Education whose letters need approvals, its people, and a draft of the sample letter.
#pragma once

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "command.hpp"
#include "signing/staff.hpp"

namespace engross::test {

inline void edit(const std::string& path, const std::string& from, const std::string& to) {
  std::string text = read_file(path);
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << path << " does not say " << from;
  write_file(path, text.replace(at, from.size(), to));
}

inline void write_private(const std::string& path, const std::string& text, mode_t mode = 0600) {
  write_file(path, text);
  ::chmod(path.c_str(), mode);
}

class Approve : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::copy(source_directory + "/plugins/dfe", office, std::filesystem::copy_options::recursive);
    edit(office + "/department.yaml", "  allow_unsigned: true\n",
         "  allow_unsigned: true\n  approvals: [drafter, checker]\n");
    write_file(office + "/approvers.yaml", staff.approvers());
    std::filesystem::create_directories(office + "/trust");
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

}  // namespace engross::test
