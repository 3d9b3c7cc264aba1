// In: nothing. Out: an empty cache, and the slots of font sets. Bounded: about 8 MiB whatever is laid out.
#include <hb.h>

#include <algorithm>

#include "layout/cache_state.hpp"
#include "layout/set_text.hpp"

namespace engross {
namespace {

constexpr std::size_t word_bytes = 1U << 20U;
constexpr std::size_t paragraph_bytes = 3U << 20U;
constexpr std::size_t most_font_sets = 16;

std::vector<FaceRef> slots_of(const FontSet& fonts) {
  const auto or_regular = [&](const FaceRef& face) { return face ? face : fonts.regular; };
  std::vector<FaceRef> faces{fonts.regular, or_regular(fonts.bold), or_regular(fonts.italic),
                             fonts.bold_italic ? fonts.bold_italic : or_regular(fonts.bold)};
  for (const FaceRef& face : fonts.fallback)
    if (face && faces.size() < 64) faces.push_back(face);
  return faces;
}

}  // namespace

LayoutCache::State::State() : words(word_bytes), paragraphs(paragraph_bytes), buffer(hb_buffer_create()) {}

LayoutCache::State::~State() {
  hb_buffer_destroy(buffer);
}

const FontSlots& LayoutCache::State::slots_for(const FontSet& fonts) {
  std::vector<FaceRef> faces = slots_of(fonts);
  for (const auto& known : font_sets)
    if (known->faces == faces) return *known;
  // A worker meets a handful of departments; whoever brings more pays by starting afresh.
  if (font_sets.size() == most_font_sets) {
    font_sets.clear();
    words = Generations<TextMap<ShapedWord>>(word_bytes);
    paragraphs = Generations<TextMap<std::shared_ptr<const SetText>>>(paragraph_bytes);
  }
  auto slots = std::make_unique<FontSlots>();
  slots->faces = std::move(faces);
  for (const FaceRef& face : slots->faces) slots->em.push_back(1.0 / face->metrics().units_per_em);
  slots->id = static_cast<std::uint32_t>(font_sets.size());
  font_sets.push_back(std::move(slots));
  return *font_sets.back();
}

LayoutCache::LayoutCache() : state_(std::make_unique<State>()) {}
LayoutCache::~LayoutCache() = default;
LayoutCache::LayoutCache(LayoutCache&&) noexcept = default;
LayoutCache& LayoutCache::operator=(LayoutCache&&) noexcept = default;

}  // namespace engross
