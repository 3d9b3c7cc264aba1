// One composed letter and its draft, for tests that edit it.
#pragma once

#include <string>

#include "base/sha256.hpp"
#include "compose/draft.hpp"
#include "compose/harbour.hpp"

namespace engross::test {

// The case of the draft tests: two library paragraphs, the officer's own words between them, all parts of a letter. The
// fuzz target reads drafts of it too.
inline const std::string& drafted_case() {
  static const std::string text = [] {
    const auto read = SystemWorld().read_file(ENGROSS_SOURCE_DIR "/tests/compose/fixtures/case.json", 1U << 20U);
    EXPECT_THAT(read, Succeeds());
    return *read;
  }();
  return text;
}

struct Drafting {
  std::shared_ptr<const Department> department;
  Case case_;
  Composed composed;
  std::string draft;
};

inline DraftHead head_of(const Case& case_, const Department& department) {
  return {.case_path = case_.document.source->name,
          .case_sha256 = sha256_hex(case_.document.source->text),
          .department = department.id,
          .department_sha256 = department.bundle_sha256,
          .version = department.version,
          .template_name = case_.template_name,
          .language = "en-GB",
          .date = "2016-10-26"};
}

inline Drafting draft_of(const std::string& text) {
  Drafting made{.department = harbour(), .case_ = case_of(text), .composed = {}, .draft = {}};
  ComposeCache cache;
  auto composed = compose_case(made.case_, *made.department, cache);
  EXPECT_THAT(composed, Succeeds());
  if (composed) made.composed = std::move(*composed);
  made.draft = write_draft(made.composed, head_of(made.case_, *made.department));
  return made;
}

inline const Drafting& drafting() {
  static const Drafting made = draft_of(drafted_case());
  return made;
}

inline Result<Drafted> read_back(const Drafting& from, std::string draft) {
  return read_draft(make_source("reply.md", std::move(draft)), from.composed, *from.department);
}

// The draft with the first place of `from` replaced.
inline std::string edit(std::string draft, const std::string& from, const std::string& to) {
  const std::size_t at = draft.find(from);
  EXPECT_NE(at, std::string::npos) << "the draft has no \"" << from << "\":\n" << draft;
  return at == std::string::npos ? draft : draft.replace(at, from.size(), to);
}

// The whole div that begins with this line, with its closing line.
inline std::string div_of(const std::string& draft, const std::string& opening) {
  const std::size_t begin = draft.find(opening);
  EXPECT_NE(begin, std::string::npos) << opening;
  const std::size_t end = draft.find("\n:::\n", begin);
  return draft.substr(begin, end + 5 - begin);
}

inline std::string show(const std::vector<DraftChange>& changes) {
  std::string out;
  for (const DraftChange& c : changes)
    out +=
        std::string(name_of(c.kind)) + (c.id.empty() ? "" : " " + c.id) + " in " + std::string(name_of(c.part)) + "\n";
  return out;
}

}  // namespace engross::test
