// In: a few choices. Out: Pages as the layout room would make them, from words written here.
// Refuses nothing; a font that is not installed stops the test program.
#include "pdf/sample_pages.hpp"

#include <hb.h>
#include <jpeglib.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

namespace engross::test {

namespace {

std::string file_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::shared_ptr<Picture> picture(std::string name, int width, int height, int components) {
  auto made = std::make_shared<Picture>();
  made->name = std::move(name);
  made->width = width;
  made->height = height;
  made->components = components;
  made->sha256 = made->name;  // enough to tell them apart
  for (int i = 0; i < width * height * components; ++i) made->samples.push_back(static_cast<char>(i * 7 % 251));
  return made;
}

std::vector<Glyph> shape(const Face& face, std::string_view words) {
  const std::unique_ptr<hb_buffer_t, void (*)(hb_buffer_t*)> buffer(hb_buffer_create(), hb_buffer_destroy);
  hb_buffer_add_utf8(buffer.get(), words.data(), static_cast<int>(words.size()), 0, -1);
  hb_buffer_guess_segment_properties(buffer.get());
  hb_shape(face.hb_font(), buffer.get(), nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
  const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer.get(), &count);
  std::vector<Glyph> glyphs;
  for (unsigned i = 0; i < count; ++i)
    glyphs.push_back({static_cast<std::uint16_t>(infos[i].codepoint), places[i].x_advance, places[i].x_offset,
                      places[i].y_offset, infos[i].cluster});
  return glyphs;
}

constexpr std::string_view paragraphs[] = {
    "Thank you for your letter of 30 September, which the Secretary of State has asked me to answer. You raise the "
    "safety of children who walk to school across Wharf Road, and whether the county will pay for a crossing there. "
    "I am grateful to you for taking the time to set out what parents have told you – it helps us to hear it plainly.",
    "The Department gives each authority a yearly sum for safer routes, and leaves it to the authority to decide where "
    "the money does most good. For 2016 that sum was £1.4 million. An officer of the authority counts the traffic and "
    "the walkers, and the place with the greatest need goes first; the count for Wharf Road is due before Easter.",
    "We know that a count alone doesn’t tell the whole story. AVA Today’s survey of pupils, “Way to School”, found "
    "that "
    "families avoid a road long before anyone is hurt on it, so the authority must also weigh what residents report. "
    "You may therefore wish to send it the names of the families who have told you that they no longer walk.",
    "Schools have a part as well. Every pupil should learn to cross a road with confidence, and from next year the "
    "lessons will be offered in years three and six. Office staff at the school can arrange a visit by the team that "
    "trains crossing patrols, and the first two visits cost the school nothing at all.",
    "I should add that the speed limit outside a school may be lowered to twenty miles an hour without asking us: the "
    "authority can make the order itself once it has asked the police and the residents what they think. It has done "
    "so "
    "for nine schools since 2013, and the number of injuries on those roads has fallen by a third.",
    "If the count shows that a crossing is needed, work could begin in the summer holiday, when the road is quiet. The "
    "engineers would need about five weeks. They’d close one lane at a time, and buses would still run. Should the "
    "count fall short, the authority will say why in writing, and you may ask it to look at the figures again.",
    "You also ask what parents can do while they wait. Many schools now run a walking bus: two adults lead a line of "
    "children along a route that has been walked and timed beforehand, and families join it at fixed stops. The "
    "council’s "
    "road safety unit lends the jackets, checks the volunteers and insures the outing. Forty-one are running this "
    "term.",
    "Drivers who pass a school carelessly remain a matter for the police. They tell me that the camera van stood in "
    "Wharf Road on six mornings last spring and recorded eighty-two offences, of which most ended in a course and nine "
    "in court. Its visits are planned from the reports that residents make, so each report does count for something.",
    "On the narrow bridge I can only tell you what the trust that owns it has told us. Its surveyors will look at the "
    "parapet in March; if it can bear a footway of a metre and a half, the trust would gladly see one built, though it "
    "has "
    "no budget of its own. The Department would treat such a footway as part of the route, and so open to funding.",
    "I hope that this explains how the decision will be made, and who will make it. Please do write again if the "
    "answer "
    "that you receive leaves anything out.",
};

void letterhead(PagesBuilder& make, const SampleOptions& options) {
  if (!options.plain) {
    const ElementId logo = make.element(Role::figure);
    make.at(logo).alternative = "Department for Safer Roads";
    make.picture(logo, colour_picture(), 57, 30, 80, 40);
  }
  make.skip(40);
  for (const char* line : {"Councillor J. Watling", "12 Tŷ Gwyn", "Llanfair", "TF3 4NT"})
    make.text(make.element(Role::paragraph), line, 57, make.pen()), make.skip(13);
  make.skip(13);
  make.paragraph(make.element(Role::paragraph), "Our reference: 2016-" + std::to_string(46030 + options.number));
  make.paragraph(make.element(Role::paragraph), "Dear Councillor Watling,");
  make.paragraph(make.element(Role::h1), "Safer routes to school", 57, 480, 1);
}

void rich_parts(PagesBuilder& make) {
  const ElementId heading = make.element(Role::h2);
  make.paragraph(heading, "What happens next", 57, 480, 1);
  const ElementId list = make.element(Role::list);
  make.at(list).ordered = true;
  int count = 0;
  for (const char* words : {"the count before Easter;", "the decision in May."}) {
    const ElementId item = make.element(Role::list_item, list);
    make.text(make.element(Role::label, item), std::to_string(++count) + ".", 57, make.pen());
    make.paragraph(make.element(Role::list_body, item), words, 75, 460);
  }
  const ElementId table = make.element(Role::table);
  const char* rows[3][2] = {{"Year", "Injuries"}, {"2014", "31"}, {"2015", ""}};
  for (int r = 0; r < 3; ++r) {
    const ElementId row = make.element(Role::table_row, table);
    for (int c = 0; c < 2; ++c) {
      const ElementId cell = make.element(r == 0 ? Role::table_header : Role::table_data, row);
      if (*rows[r][c] != '\0') make.text(cell, rows[r][c], 57 + 80 * c, make.pen(), r == 0 ? 1 : 0);
    }
    make.rule(artifact, 57, make.pen() + 3, 160, 0.5);
    make.skip(14);
  }
  make.skip(8);
  const ElementId words = make.element(Role::paragraph);
  double x = 57 + make.text(words, "The guidance is on ", 57, make.pen());
  const ElementId link = make.element(Role::link, words);
  const double width = make.text(link, "our pages", x, make.pen());
  make.link(link, x, make.pen() - 9, width, 12, "https://www.example.org/safer?a=1&b=(2)", "Guidance on safer routes");
  x += width;
  x += make.text(words, " and, in Welsh, as ", x, make.pen());
  const ElementId welsh = make.element(Role::span, words);
  make.at(welsh).language = "cy";
  make.text(welsh, "llwybrau’r dŵr a’r tŷ", x, make.pen());
  make.skip(26);
}

void close(PagesBuilder& make, const SampleOptions& options) {
  make.paragraph(make.element(Role::paragraph), "Yours sincerely,");
  if (!options.plain) {
    const ElementId ink = make.element(Role::figure);
    make.at(ink).alternative = "Signature of Denise Clavery";
    make.picture(ink, ink_picture(), 57, make.pen(), 100, 40);
  }
  make.skip(60);
  make.paragraph(make.element(Role::paragraph), "Denise Clavery", 57, 480, 1);
}

}  // namespace

FaceRef packaged_face(const std::string& file) {
  const std::string path = "/usr/share/fonts/truetype/" + file;
  auto face = Face::from_bytes(file, file_bytes(path));
  if (!face) throw std::runtime_error("no usable font at " + path + ": " + print(face.error()));
  return *face;
}

PictureRef grey_picture() {
  return picture("grey", 8, 4, 1);
}
PictureRef colour_picture() {
  return picture("colour", 16, 8, 3);
}

PictureRef ink_picture() {
  auto made = picture("ink", 40, 20, 3);
  for (int i = 0; i < 40 * 20; ++i) made->alpha.push_back(static_cast<char>(i % 40 * 6));
  return made;
}

PictureRef jpeg_picture() {
  const auto samples = picture("jpeg", 16, 16, 3);
  jpeg_compress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg.err = jpeg_std_error(&errors);
  jpeg_create_compress(&jpeg);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&jpeg, &bytes, &size);
  jpeg.image_width = jpeg.image_height = 16;
  jpeg.input_components = 3;
  jpeg.in_color_space = JCS_RGB;
  jpeg_set_defaults(&jpeg);
  jpeg_start_compress(&jpeg, TRUE);
  for (std::size_t row = 0; row < 16; ++row) {
    std::string line = samples->samples.substr(row * 48, 48);
    auto* start = reinterpret_cast<JSAMPROW>(line.data());
    jpeg_write_scanlines(&jpeg, &start, 1);
  }
  jpeg_finish_compress(&jpeg);
  jpeg_destroy_compress(&jpeg);
  samples->jpeg.assign(reinterpret_cast<const char*>(bytes), size);
  samples->samples.clear();
  std::free(bytes);  // NOLINT: libjpeg allocated it
  return samples;
}

PagesBuilder::PagesBuilder(std::vector<FaceRef> faces, std::string language) {
  pages_.faces = std::move(faces);
  pages_.language = std::move(language);
  pages_.elements.push_back({Role::document, 0, {}, {}, false});
  new_page();
}

ElementId PagesBuilder::element(Role role, ElementId parent) {
  pages_.elements.push_back({role, parent, {}, {}, false});
  return static_cast<ElementId>(pages_.elements.size() - 1);
}

void PagesBuilder::new_page() {
  Page& page = pages_.pages.emplace_back();
  page.width = 595.276;
  page.height = 841.89;
  pen_ = 60;
  if (pages_.pages.size() < 2) return;
  text(artifact, "Page " + std::to_string(pages_.pages.size()), 500, 810, 0, 9, ArtifactKind::footer);
  text(artifact, "2016-0046030", 57, 36, 0, 9, ArtifactKind::header);
}

double PagesBuilder::text(ElementId element, std::string_view words, double x, double y, std::uint16_t face,
                          double size, ArtifactKind kind) {
  GlyphRun run;
  run.face = face;
  run.size = size;
  run.x = x;
  run.y = y;
  run.element = element;
  run.shown = std::make_shared<ShownText>(ShownText{shape(*pages_.faces[face], words), std::string(words), {}});
  double advance = 0;
  for (const Glyph& glyph : run.glyphs()) advance += glyph.advance;
  Page& page = pages_.pages.back();
  page.runs.push_back(std::move(run));
  page.order.push_back({Page::Item::Kind::run, static_cast<std::uint32_t>(page.runs.size() - 1), kind});
  return advance * size / pages_.faces[face]->metrics().units_per_em;
}

void PagesBuilder::paragraph(ElementId element, std::string_view words, double x, double width, std::uint16_t face) {
  const Face& with = *pages_.faces[face];
  std::string line;
  const auto flush = [&] {
    if (line.empty()) return;
    if (pen_ > 780) new_page();
    text(element, line, x, pen_, face);
    pen_ += 13;
    line.clear();
  };
  double used = 0;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size() - 1) + 1;
    const std::string_view word = words.substr(at, end - at);
    double advance = 0;
    for (const Glyph& glyph : shape(with, word)) advance += glyph.advance;
    advance *= 11.0 / with.metrics().units_per_em;
    if (used + advance > width) {
      flush();
      used = 0;
    }
    line += word;
    used += advance;
    at = end;
  }
  flush();
  pen_ += 13;
}

void PagesBuilder::rule(ElementId element, double x, double y, double width, double height) {
  Page& page = pages_.pages.back();
  page.rules.push_back({x, y, width, height, {0.5, 0.5, 0.6}, element});
  page.order.push_back(
      {Page::Item::Kind::rule, static_cast<std::uint32_t>(page.rules.size() - 1), ArtifactKind::layout});
}

void PagesBuilder::picture(ElementId element, const PictureRef& picture, double x, double y, double width,
                           double height) {
  pages_.pictures.push_back(picture);
  Page& page = pages_.pages.back();
  page.pictures.push_back({static_cast<std::uint16_t>(pages_.pictures.size() - 1), x, y, width, height, element});
  page.order.push_back(
      {Page::Item::Kind::picture, static_cast<std::uint32_t>(page.pictures.size() - 1), ArtifactKind::layout});
}

void PagesBuilder::link(ElementId element, double x, double y, double width, double height, std::string target,
                        std::string contents) {
  pages_.pages.back().links.push_back({x, y, width, height, std::move(target), std::move(contents), element});
}

Pages sample_letter(const SampleOptions& options) {
  PagesBuilder make({packaged_face(options.regular), packaged_face(options.bold)});
  letterhead(make, options);
  for (const std::string_view words : paragraphs) make.paragraph(make.element(Role::paragraph), words);
  if (!options.plain) rich_parts(make);
  if (!options.extra.empty()) make.paragraph(make.element(Role::paragraph), options.extra);
  close(make, options);
  return make.take();
}

DocumentInfo sample_info() {
  DocumentInfo info;
  info.title = "Safer routes to school (2016-0046030)";
  info.author = "Department for Safer Roads";
  info.subject = "Councillor Watling’s letter <30 September> & reply";
  info.language = "en-GB";
  info.date = *Timestamp::parse("2016-10-26T00:00:00+01:00");
  return info;
}

}  // namespace engross::test
