// A letter of the Harbour Office, and its people at work on the approvals of it.
#pragma once

#include <gtest/gtest.h>

#include "signing/approvals.hpp"
#include "signing/harbour_office.hpp"

namespace engross::test {

inline Letter letter_of(const Department& department, const std::string& members = R"("topics": ["lights"])") {
  ComposeCache cache;
  const auto composed = compose_case(case_of(case_text(members)), department, cache);
  EXPECT_THAT(composed, Succeeds());
  return composed->letter;
}

// The first run of text in the letter that holds these words.
inline void replace_words(Letter& letter, const std::string& words, const std::string& by) {
  for (Section& section : letter.sections)
    for (Block& block : section.blocks)
      for (Inline& run : block.inlines)
        if (const std::size_t at = run.text.find(words); at != std::string::npos) {
          run.text.replace(at, words.size(), by);
          return;
        }
  ADD_FAILURE() << "the letter does not say: " << words;
}

class Office : public ::testing::Test {
 protected:
  const Staff& staff = office_staff();
  std::shared_ptr<const Department> department = harbour(approving_office());
  Letter letter = letter_of(*department);
  Pages pages;
  Timestamp now = *Timestamp::parse("2016-10-26T09:00:00Z");

  void reopen(Changes changes) { department = harbour(changes); }
  Approved approved() const { return approved_from(letter, pages, *department); }

  Result<Approving> say_yes(const Identity& who, const std::string& role, Approvals so_far, bool anew = false) const {
    return approve(*department, approved(), key_of(who), {.role = role, .at = now, .anew = anew}, std::move(so_far));
  }
  Approvals with(const Identity& who, const std::string& role, Approvals so_far = none()) const {
    auto made = say_yes(who, role, std::move(so_far));
    EXPECT_THAT(made, Succeeds());
    return made ? made->approvals : Approvals();
  }
  static Approvals none() { return {.name = "reply.md.approvals.json", .all = {}}; }
  // Ada as drafter, Ben as checker: all that the office asks for.
  Approvals all() const { return with(staff.ben, "checker", with(staff.ada, "drafter")); }

  Result<void> check(const Approvals& approvals) const {
    return check_approvals(*department, approved(), approvals, now);
  }
  // What is wrong with them, as people read it.
  std::string faults(const Approvals& approvals) const {
    const auto checked = check(approvals);
    return checked ? "" : print(checked.error(), {.excerpt = false});
  }
};

inline std::string said(const Result<Approving>& made) {
  return made ? "" : print(made.error(), {.excerpt = false});
}

}  // namespace engross::test
