// In: Pages, and what the document says about itself. Out: the bytes of a file that is PDF/A-2a and PDF/UA-1.
// Refuses what check() refuses, a face that cannot be subset, and whatever libharu refuses.
#include "pdf/draw.hpp"

#include <algorithm>

#include "base/sha256.hpp"
#include "pdf/check.hpp"
#include "pdf/draw_pages.hpp"
#include "pdf/outline.hpp"
#include "pdf/signature.hpp"

namespace engross {

DrawCache::DrawCache() : state_(std::make_unique<State>()) {}
DrawCache::~DrawCache() = default;
DrawCache::DrawCache(DrawCache&&) noexcept = default;
DrawCache& DrawCache::operator=(DrawCache&&) noexcept = default;

namespace pdf {
namespace {

// One file while it is being made.
class Drawing {
 public:
  // `signature` is null for a file that is not to be signed.
  Drawing(const Pages& pages, const DocumentInfo& info, const SignatureEntries* signature, const DrawOptions& options,
          DrawCache::State& state)
      : pages_(pages), info_(cleaned(info, pages.language)), signature_(signature), options_(options), state_(state) {}

  Result<Signable> draw();

 private:
  void add_fonts();
  void add_pictures();
  void add_pages();
  void add_document();
  std::string add_signature();

  const Pages& pages_;
  const DocumentInfo info_;
  const SignatureEntries* signature_;
  const DrawOptions options_;
  DrawCache::State& state_;
  std::vector<std::shared_ptr<const PreparedPicture>> prepared_;
  Resources resources_;
  Objects objects_;  // goes first: it reads from what stands above
  Annotations annotations_;
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
  const auto effort = options_.embedding == FontEmbedding::exact ? Deflater::Effort::small : Deflater::Effort::quick;
  DrawnPages drawn = draw_pages(pages_, resources_, {}, {}, effort, state_, objects_);
  annotations_ = std::move(drawn.annotations);
  structure_ = write_structure(pages_, drawn.marked, annotations_.all, objects_);
}

// What the catalog says of the signature.
std::string Drawing::add_signature() {
  if (signature_ == nullptr) {
    fill_fields(annotations_.fields, {}, {}, objects_);
    return {};
  }
  const Ref value = write_signature(*signature_, objects_);
  fill_fields(annotations_.fields, signature_->field, value, objects_);
  return signature_entries(*signature_, value, objects_);
}

void Drawing::add_document() {
  const std::string entries = document_entries(info_, structure_, state_.colour_profile, objects_);
  objects_.fill_catalog(entries + write_outline(pages_, objects_) + form_entry(annotations_.fields) + add_signature());
  objects_.fill_info(info_entries(info_));
}

Result<Signable> Drawing::draw() {
  auto programs = choose_fonts(pages_, options_.embedding, state_.runs, state_.faces, state_.deflate);
  if (!programs) return fail(std::move(programs.error()));
  resources_.programs = std::move(*programs);
  add_fonts();
  add_pictures();
  add_pages();
  add_document();
  auto written = objects_.write();
  if (!written) return fail(std::move(written.error()));
  const bool own_fonts =
      std::ranges::any_of(resources_.programs, [](const ChosenFont& font) { return font.program && !font.tier; });
  if (!own_fonts) expect_beginning(std::string_view(written->bytes).substr(0, written->first_page));
  Signable file{.pdf = std::move(written->bytes), .value = written->value, .next = {}};
  file.next.cross_references = written->cross_references;
  file.next.objects = written->objects;
  file.next.trailer = std::move(written->trailer);
  for (const FieldObject& field : annotations_.fields) {
    if (signature_ == nullptr || field.name == signature_->field) continue;
    file.next.field = field.widget.number;
    file.next.field_body = field.body;
    break;
  }
  return file;
}

}  // namespace
}  // namespace pdf

Result<std::string> draw(const Pages& pages, const DocumentInfo& info, const DrawOptions& options, DrawCache& cache) {
  Diagnostics errors = pdf::check(pages, info, cache.state().runs);
  if (!errors.empty()) return fail(std::move(errors));
  auto drawn = pdf::Drawing(pages, info, nullptr, options, cache.state()).draw();
  if (!drawn) return fail(std::move(drawn.error()));
  return std::move(drawn->pdf);
}

Result<Signable> draw_to_sign(const Pages& pages, const DocumentInfo& info, const SignatureEntries& signature,
                              const DrawOptions& options, DrawCache& cache) {
  Diagnostics errors = pdf::check(pages, info, cache.state().runs);
  if (!errors.empty()) return fail(std::move(errors));
  const auto has_field = [&](const Page& page) {
    return std::ranges::find(page.fields, signature.field, &FieldArea::name) != page.fields.end();
  };
  if (std::ranges::none_of(pages.pages, has_field))
    return fail(error("pdf.no-field", {}, "the pages have no field \"" + signature.field + "\" for the signature"));
  return pdf::Drawing(pages, info, &signature, options, cache.state()).draw();
}

}  // namespace engross
