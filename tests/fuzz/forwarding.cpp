// forwarding.yaml of a small department: every way that it takes ends at a paragraph or at a withdrawal.
#include "department/department.hpp"
#include "require.hpp"

namespace {

using namespace engross;

Resources department_with(std::string notes) {
  const std::string paragraph = "---\ntitle: T\nowner: O\nrevision: 1\n---\nWords.\n";
  return {.origin = "quay",
          .files = {{"department.yaml", "id: quay\nname: Quay\nversion: 1.0.0\n"},
                    {"style.yaml",
                     "geometry: uk-c5\nsender: {align: left, lines: [Quay]}\nfonts:\n"
                     "  regular: liberation/LiberationSans-Regular.ttf\n  bold: liberation/LiberationSans-Bold.ttf\n"
                     "  italic: liberation/LiberationSans-Italic.ttf\n"
                     "  bold_italic: liberation/LiberationSans-BoldItalic.ttf\n"
                     "text:\n  body: {size: 11, leading: 13}\n"},
                    {"paragraphs/a.md", paragraph},
                    {"paragraphs/b.md", paragraph},
                    {"forwarding.yaml", std::move(notes)}}};
}

const SharedResources& shared() {
  static const Result<SharedResources> read = SharedResources::read(SystemWorld(), ENGROSS_SOURCE_DIR "/templates");
  fuzz::require(read.has_value(), "what departments share is sound");
  return *read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto department =
      Department::from(department_with(std::string(reinterpret_cast<const char*>(data), size)), shared());
  if (!department) {
    fuzz::require_sound(department.error());
    return 0;
  }
  for (const auto& [id, note] : (*department)->forwarding.notes) {
    const ForwardingWay way = (*department)->forwarding.follow(id);
    fuzz::require(!way.empty() && way.front() == &note, "a note is the beginning of its way");
    fuzz::require(way.back()->withdrawn() || (*department)->find(way.back()->to) != nullptr,
                  "a way ends at a paragraph or a withdrawal");
    fuzz::require(!told(way).empty(), "a way has words");
  }
  return 0;
}
