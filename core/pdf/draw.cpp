// In: Pages, and what the document says about itself. Out: the bytes of a file that is PDF/A-2a and PDF/UA-1.
// Refuses what check() refuses, a face that cannot be subset, and whatever libharu refuses.
#include "pdf/draw.hpp"

#include "pdf/check.hpp"
#include "pdf/content.hpp"
#include "pdf/fonts.hpp"
#include "pdf/links.hpp"
#include "pdf/metadata.hpp"
#include "pdf/pictures.hpp"

namespace engross {

struct DrawCache::State {
  pdf::Deflater deflate;
  pdf::FaceCache faces;
  pdf::KnownRuns runs;
  pdf::PictureCache pictures;
  pdf::SharedBytes colour_profile{deflate(pdf::srgb_profile(), pdf::Deflater::Effort::small)};
};

DrawCache::DrawCache() : state_(std::make_unique<State>()) {}
DrawCache::~DrawCache() = default;
DrawCache::DrawCache(DrawCache&&) noexcept = default;
DrawCache& DrawCache::operator=(DrawCache&&) noexcept = default;

namespace pdf {
namespace {

DocumentInfo cleaned(const DocumentInfo& info, const Pages& pages) {
  DocumentInfo clean = info;
  for (std::string* text : {&clean.title, &clean.author, &clean.subject, &clean.producer}) *text = clean_text(*text);
  if (clean.language.empty()) clean.language = pages.language;
  return clean;
}

// One file while it is being made.
class Drawing {
 public:
  Drawing(const Pages& pages, const DocumentInfo& info, const DrawOptions& options, DrawCache::State& state)
      : pages_(pages), info_(cleaned(info, pages)), options_(options), state_(state) {}

  Result<std::string> draw();

 private:
  void add_fonts();
  void add_pictures();
  void add_pages();
  void add_document();

  const Pages& pages_;
  const DocumentInfo info_;
  const DrawOptions options_;
  DrawCache::State& state_;
  std::vector<std::shared_ptr<const PreparedPicture>> prepared_;
  Resources resources_;
  Objects objects_;  // goes first: it reads from what stands above
  Ref structure_;
};

void Drawing::add_fonts() {
  resources_.fonts.resize(pages_.faces.size());
  for (std::size_t i = 0; i < resources_.fonts.size(); ++i)
    if (const auto& program = resources_.programs[i].program) resources_.fonts[i] = program->add_to(objects_);
}

void Drawing::add_pictures() {
  prepared_.resize(pages_.pictures.size());
  resources_.pictures.resize(pages_.pictures.size());
  for (const Page& page : pages_.pages) {
    for (const PictureItem& item : page.pictures) {
      if (prepared_[item.picture]) continue;
      prepared_[item.picture] = state_.pictures.at(*pages_.pictures[item.picture], state_.deflate);
      resources_.pictures[item.picture] = add_picture(*prepared_[item.picture], objects_);
    }
  }
}

void Drawing::add_pages() {
  for (const Page& page : pages_.pages) objects_.add_page(page.width, page.height);
  const std::vector<LinkObject> links = write_links(pages_, objects_);
  std::vector<std::vector<ElementId>> marked;
  const auto effort = options_.embedding == FontEmbedding::exact ? Deflater::Effort::small : Deflater::Effort::quick;
  for (std::size_t i = 0; i < pages_.pages.size(); ++i) {
    Content content = write_content(pages_.pages[i], pages_, resources_, state_.runs, objects_, i);
    objects_.fill_page(i, page_entries(links, i), state_.deflate(content.bytes, effort));
    marked.push_back(std::move(content.marked));
  }
  structure_ = write_structure(pages_, marked, links, objects_);
}

void Drawing::add_document() {
  const Ref metadata = objects_.add_stream("/Type /Metadata\n/Subtype /XML\n", xmp_packet(info_));
  const Ref profile = objects_.add_stream("/N 3\n/Filter /FlateDecode\n", state_.colour_profile);
  Dictionary intent;
  intent.name("Type", "OutputIntent").name("S", "GTS_PDFA1").text("OutputConditionIdentifier", "sRGB IEC61966-2.1");
  intent.text("Info", "sRGB IEC61966-2.1").reference("DestOutputProfile", profile);
  Dictionary catalog;
  catalog.raw("MarkInfo", "<</Marked true>>").text("Lang", info_.language);
  catalog.raw("ViewerPreferences", "<</DisplayDocTitle true>>").reference("Metadata", metadata);
  catalog.raw("OutputIntents", "[<<\n" + intent.take() + ">>]").reference("StructTreeRoot", structure_);
  objects_.fill_catalog(catalog.take());
  objects_.fill_info(info_entries(info_));
}

Result<std::string> Drawing::draw() {
  auto programs = choose_fonts(pages_, options_.embedding, state_.runs, state_.faces, state_.deflate);
  if (!programs) return fail(std::move(programs.error()));
  resources_.programs = std::move(*programs);
  add_fonts();
  add_pictures();
  add_pages();
  add_document();
  return objects_.write();
}

}  // namespace
}  // namespace pdf

Result<std::string> draw(const Pages& pages, const DocumentInfo& info, const DrawOptions& options, DrawCache& cache) {
  Diagnostics errors = pdf::check(pages, info, cache.state().runs);
  if (!errors.empty()) return fail(std::move(errors));
  return pdf::Drawing(pages, info, options, cache.state()).draw();
}

}  // namespace engross
