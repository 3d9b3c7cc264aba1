// Drafts: arbitrary bytes, read as an edited draft of one letter. What reads well is written and read again unchanged.
#include "compose/draft.hpp"

#include "base/world.hpp"
#include "require.hpp"

namespace {

using namespace engross;

template <class T>
T must(Result<T> result) {
  if (!result) std::fprintf(stderr, "%s", print(result.error()).c_str());
  fuzz::require(result.has_value(), "the fixture is sound");
  return std::move(*result);
}

// The letter whose drafts are read, with what it points into.
struct Fixture {
  std::shared_ptr<const Department> department;
  Case case_;
  Composed composed;
};

Fixture fixture() {
  const SystemWorld world;
  const std::string folder = ENGROSS_SOURCE_DIR "/tests/compose/fixtures";
  const SharedResources shared = must(SharedResources::read(world, ENGROSS_SOURCE_DIR "/templates"));
  auto department = must(Department::from(must(read_directory(world, folder + "/harbour")), shared));
  Case case_ = must(Case::from(make_source("case.json", must(world.read_file(folder + "/case.json", 1U << 20U)))));
  ComposeCache cache;
  Composed composed = must(compose({.case_ = &case_,
                                    .department = department.get(),
                                    .date = *case_.date,
                                    .today = *case_.date,
                                    .language = {},
                                    .derived = {}},
                                   cache));
  return {std::move(department), std::move(case_), std::move(composed)};
}

// A letter that a draft made is a letter like any other: its own draft gives it back.
void require_round_trip(const Letter& letter, const DraftHead& head, const Department& department) {
  Composed edited;
  edited.letter = letter;
  const SourceRef written = make_source("again", write_draft(edited, head));
  const Result<Drafted> again = read_draft(written, edited, department);
  if (!again) std::fprintf(stderr, "%s%s", written->text.c_str(), print(again.error()).c_str());
  fuzz::require(again.has_value(), "a draft that was written reads");
  fuzz::require(again->changes.empty(), "nobody changed it");
  fuzz::require(dump(again->letter, DumpOrigins::yes) == dump(letter, DumpOrigins::yes), "it gives the same letter");
  const Result<DraftHead> same = read_draft_head(written);
  fuzz::require(same.has_value(), "a head that was written reads");
  fuzz::require(same->case_path == head.case_path && same->case_sha256 == head.case_sha256 &&
                    same->department == head.department && same->version == head.version && same->date == head.date,
                "it gives the same head");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Fixture of = fixture();
  const SourceRef draft = fuzz::source_of(data, size);
  const Result<DraftHead> head = read_draft_head(draft);
  const Result<Drafted> drafted = read_draft(draft, of.composed, *of.department);
  fuzz::require(head.has_value() || !drafted.has_value(), "a draft without a head does not read");
  if (!drafted) {
    fuzz::require_sound(drafted.error());
    return 0;
  }
  require_round_trip(drafted->letter, *head, *of.department);
  return 0;
}
