// In: letters as Pages, one by one. Out: the bytes of one file that is PDF/A-2a and PDF/UA-1.
// Refuses what check() refuses, form fields, bookmarks, marks that lie on no page, a file that grows past what a PDF/A
// may hold, a face that cannot be subset, and whatever libharu refuses.
#include "pdf/letter_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "pdf/check.hpp"
#include "pdf/draw_pages.hpp"
#include "pdf/stream_fonts.hpp"

namespace engross {
namespace {

constexpr unsigned pages_a_node = 250;

bool lies_on(const ModuleMark& mark, const Pages& pages) {
  if (mark.page >= pages.pages.size() || mark.side == 0 || mark.black.size() != mark.side * mark.side) return false;
  const Page& page = pages.pages[mark.page];
  const double length = mark.module * static_cast<double>(mark.side);
  return mark.module > 0 && mark.x >= 0 && mark.y >= 0 && mark.x + length <= page.width &&
         mark.y + length <= page.height;
}

Diagnostics faults_for_stream(const Pages& pages, const std::vector<ModuleMark>& marks) {
  Diagnostics faults;
  for (const Page& page : pages.pages)
    for (const FieldArea& field : page.fields)
      faults.push_back(error("pdf.field", {},
                             fmt::format("the field {} cannot be in a file of many letters", field.name),
                             {"draw what it shows on the page: a form belongs to one letter"}));
  if (!pages.bookmarks.empty())
    faults.push_back(error("pdf.bookmark", {}, "a letter with bookmarks cannot be in a file of many letters"));
  for (const ModuleMark& mark : marks)
    if (!lies_on(mark, pages))
      faults.push_back(error("pdf.mark", {},
                             fmt::format("a mark of {} modules lies on no page of its letter: page {}, {:.1f} and "
                                         "{:.1f} points from the corner",
                                         mark.side, mark.page + 1, mark.x, mark.y)));
  return faults;
}

}  // namespace

struct LetterStream::Body {
  Body(const DocumentInfo& about, const StreamLimits& most, DrawCache::State& kept)
      : info(about), limits(most), state(kept) {
    root = objects.reserve();
    document = objects.reserve();
  }

  Result<void> may_take(const Pages& pages_of_letter) const;
  pdf::Ref ref_of(const PictureRef& picture);
  pdf::Resources resources_of(const Pages& letter);
  void draw(const Pages& letter, const std::vector<ModuleMark>& marks);
  std::string document_body() const;

  // A picture is held, so that its address goes on naming it when it has no hash.
  struct Placed {
    PictureRef picture;
    std::shared_ptr<const pdf::PreparedPicture> prepared;
    pdf::Ref ref;
  };

  DocumentInfo info;
  StreamLimits limits;
  DrawCache::State& state;
  pdf::StreamFonts fonts;
  std::map<std::string, Placed, std::less<>> pictures;
  pdf::Objects objects{pages_a_node};  // goes first: it reads from what stands above
  pdf::Ref root, document;
  std::vector<pdf::Ref> letters;
  pdf::ParentTree tree;
  std::size_t pages = 0;
};

Result<void> LetterStream::Body::may_take(const Pages& letter) const {
  const bool full = objects.count() + letter.elements.size() + 8 * letter.pages.size() > limits.objects;
  if (!full && objects.size() <= limits.bytes) return {};
  return fail(error("pdf.too-large", {},
                    fmt::format("the file would hold more than a PDF/A can: it has {} objects and {} bytes on {} pages",
                                objects.count(), objects.size(), pages),
                    {"split the letters among more files"}));
}

pdf::Ref LetterStream::Body::ref_of(const PictureRef& picture) {
  const std::string key =
      picture->sha256.empty() ? fmt::format("{}", static_cast<const void*>(picture.get())) : picture->sha256;
  const auto [at, fresh] = pictures.try_emplace(key);
  if (!fresh) return at->second.ref;
  at->second.picture = picture;
  at->second.prepared = state.pictures.at(*picture, state.deflate);
  at->second.ref = pdf::add_picture(*at->second.prepared, objects);
  return at->second.ref;
}

pdf::Resources LetterStream::Body::resources_of(const Pages& letter) {
  pdf::Resources resources;
  fonts.choose(letter, state.runs, state.faces, objects, resources);
  resources.pictures.resize(letter.pictures.size());
  for (const Page& page : letter.pages)
    for (const PictureItem& item : page.pictures)
      resources.pictures[item.picture] = ref_of(letter.pictures[item.picture]);
  return resources;
}

void LetterStream::Body::draw(const Pages& letter, const std::vector<ModuleMark>& marks) {
  const pdf::PlaceInFile place{.page = pages, .key = tree.next_key()};
  pdf::Overlay overlay(letter.pages.size());
  for (const ModuleMark& mark : marks) overlay[mark.page] += pdf::write_mark(mark, letter.pages[mark.page].height);
  const pdf::DrawnPages drawn =
      pdf::draw_pages(letter, resources_of(letter), place, overlay, pdf::Deflater::Effort::quick, state, objects);
  const pdf::StructurePart part{.place = place, .parent = document, .role = "Part", .language = letter.language};
  letters.push_back(pdf::write_part(letter, drawn.marked, drawn.annotations.all, part, tree, objects));
  tree.end_part(objects);
  pages += letter.pages.size();
}

std::string LetterStream::Body::document_body() const {
  pdf::Dictionary body;
  body.name("Type", "StructElem").name("S", name_of(Role::document)).reference("P", root);
  std::string kids = "[";
  for (const pdf::Ref letter : letters) {
    pdf::append_reference(kids, letter);
    kids.push_back(' ');
  }
  kids.back() = ']';
  return body.raw("K", kids).take();
}

LetterStream::LetterStream(const DocumentInfo& info, DrawCache& cache, const StreamLimits& limits)
    : body_(std::make_unique<Body>(info, limits, cache.state())) {}
LetterStream::~LetterStream() = default;
LetterStream::LetterStream(LetterStream&&) noexcept = default;
LetterStream& LetterStream::operator=(LetterStream&&) noexcept = default;

Result<void> LetterStream::add(const Pages& pages, const std::vector<ModuleMark>& marks) {
  Diagnostics errors = pdf::check(pages, body_->info, body_->state.runs);
  append(errors, faults_for_stream(pages, marks));
  if (!errors.empty()) return fail(std::move(errors));
  if (auto room = body_->may_take(pages); !room) return room;
  if (body_->info.language.empty()) body_->info.language = pages.language;
  body_->draw(pages, marks);
  return {};
}

void LetterStream::add_blank(double width, double height) {
  const std::size_t page = body_->objects.add_page(width, height);
  const pdf::PlaceInFile place{.page = page, .key = body_->tree.next_key()};
  body_->objects.fill_page(page, pdf::page_entries({}, 0, place),
                           body_->state.deflate({}, pdf::Deflater::Effort::quick));
  body_->tree.add(place.key, {}, {});
  ++body_->pages;
}

std::size_t LetterStream::pages() const {
  return body_->pages;
}

Result<std::string> LetterStream::write() {
  Body& body = *body_;
  if (body.letters.empty()) return fail(error("pdf.pages", {}, "there is no letter to draw"));
  if (auto embedded = body.fonts.embed(body.state.faces, body.state.deflate, body.objects); !embedded)
    return fail(std::move(embedded.error()));
  body.objects.fill(body.document, body.document_body());
  pdf::fill_root(body.root, body.document, body.tree, body.objects);
  const DocumentInfo info = pdf::cleaned(body.info, {});
  body.objects.fill_catalog(pdf::document_entries(info, body.root, body.state.colour_profile, body.objects));
  body.objects.fill_info(pdf::info_entries(info));
  auto written = body.objects.write();
  if (!written) return fail(std::move(written.error()));
  return std::move(written->bytes);
}

}  // namespace engross
