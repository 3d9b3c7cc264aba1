// A desk at the Harbour Office: its workbench, a store in memory, and cases to reply to.
#pragma once

#include <memory>
#include <string>

#include "assemble/issue.hpp"
#include "assemble/remake.hpp"
#include "compose/harbour.hpp"
#include "department/bundle.hpp"
#include "support/memory_world.hpp"

namespace engross::test {

inline FontSource machine_fonts() {
  static const SystemWorld machine;
  return fonts_in(machine, {"/usr/share/fonts/truetype"});
}

inline DictionarySource machine_dictionaries() {
  static const SystemWorld machine;
  return dictionaries_in(machine, {"/usr/share/hyphen"});
}

inline std::unique_ptr<Workbench> workbench(const Changes& changes = {}) {
  auto department = harbour(changes);
  auto equipment = equip(*department, machine_fonts(), machine_dictionaries());
  EXPECT_THAT(equipment, Succeeds());
  if (!equipment) return nullptr;
  return std::make_unique<Workbench>(std::move(department), std::move(*equipment));
}

inline const Calendar today{.today = day("2016-10-26"), .letter_date = {}};

inline Result<Reply> reply_to(Workbench& bench, const std::string& members = R"("topics": ["lights"])",
                              SourceRef draft = nullptr) {
  return prepare(bench, case_of(case_text(members)), today, std::move(draft));
}

inline IssueOrder order_to(const std::string& output) {
  return {.output = output,
          .at = *Timestamp::parse("2016-10-26T09:00:00Z"),
          .shared_bundle = to_bundle(shared_resources().resources),
          .unsigned_ = true,
          .again = Store::Again::refuse,
          .because = {}};
}

}  // namespace engross::test
