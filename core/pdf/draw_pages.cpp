// In: checked Pages, and what they are drawn with. Out: pages, annotations and contents in a file; and what every file
// says of itself. Refuses nothing.
#include "pdf/draw_pages.hpp"

namespace engross::pdf {
namespace {

// The names that libharu gives to a page's resources.
class PageNames final : public Names {
 public:
  PageNames(Objects& objects, std::size_t page) : objects_(objects), page_(page) {}
  std::string_view of_font(Ref font) override { return objects_.font_name(page_, font); }
  std::string_view of_picture(Ref picture) override { return objects_.picture_name(page_, picture); }

 private:
  Objects& objects_;
  std::size_t page_;
};

}  // namespace

DocumentInfo cleaned(const DocumentInfo& info, const std::string& language) {
  DocumentInfo clean = info;
  for (std::string* text : {&clean.title, &clean.author, &clean.subject, &clean.producer}) *text = clean_text(*text);
  if (clean.language.empty()) clean.language = language;
  return clean;
}

DrawnPages draw_pages(const Pages& pages, const Resources& resources, const PlaceInFile& place, const Overlay& overlay,
                      Deflater::Effort effort, DrawCache::State& state, Objects& objects) {
  for (const Page& page : pages.pages) objects.add_page(page.width, page.height);
  DrawnPages drawn{.annotations = write_annotations(pages, place, {resources, state.runs, state.deflate}, objects),
                   .marked = {}};
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    PageNames names(objects, place.page + i);
    Content content = write_content(pages.pages[i], pages, resources, state.runs, names);
    if (i < overlay.size()) content.bytes += overlay[i];
    objects.fill_page(place.page + i, page_entries(drawn.annotations, i, place), state.deflate(content.bytes, effort));
    drawn.marked.push_back(std::move(content.marked));
  }
  return drawn;
}

std::string document_entries(const DocumentInfo& info, Ref structure, const SharedBytes& colour_profile,
                             Objects& objects) {
  const Ref metadata = objects.add_stream("/Type /Metadata\n/Subtype /XML\n", xmp_packet(info));
  const Ref profile = objects.add_stream("/N 3\n/Filter /FlateDecode\n", colour_profile);
  Dictionary intent;
  intent.name("Type", "OutputIntent").name("S", "GTS_PDFA1").text("OutputConditionIdentifier", "sRGB IEC61966-2.1");
  intent.text("Info", "sRGB IEC61966-2.1").reference("DestOutputProfile", profile);
  Dictionary catalog;
  catalog.raw("MarkInfo", "<</Marked true>>").text("Lang", info.language);
  catalog.raw("ViewerPreferences", "<</DisplayDocTitle true>>").reference("Metadata", metadata);
  catalog.raw("OutputIntents", "[<<\n" + intent.take() + ">>]").reference("StructTreeRoot", structure);
  return catalog.take();
}

}  // namespace engross::pdf
