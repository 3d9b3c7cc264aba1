// In: what draw() was given. Out: every reason why it cannot be drawn, at most a score of them.
// Refuses a letter without title or language, a figure without alternative text, a picture whose samples do not fit its
// size, and Pages that contradict themselves: indices that name nothing, elements out of order, glyph 0.
#include "pdf/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.hpp"
#include "pdf/syntax.hpp"

namespace engross::pdf {

namespace {

constexpr std::size_t most_errors = 20;
constexpr int deepest = 32;
constexpr double largest = 32767;  // ISO 32000-1, annex C: what every reader can hold

bool may_hold_content(Role role) {
  switch (role) {
    case Role::document:
    case Role::list:
    case Role::list_item:
    case Role::table:
    case Role::table_row:
      return false;
    default:
      return true;
  }
}

bool fits(std::initializer_list<double> numbers) {
  for (const double number : numbers)
    if (!(std::fabs(number) <= largest)) return false;
  return true;
}

class Checker {
 public:
  Checker(const Pages& pages, const DocumentInfo& info, KnownRuns& runs) : pages_(pages), info_(info), runs_(runs) {}
  Diagnostics run();

 private:
  void check_info();
  void check_bookmarks();
  void check_elements();
  void check_nesting(std::size_t index);
  void check_alternatives();
  void check_resources();
  void check_picture(const Picture& picture);
  void check_page(const Page& page);
  void check_field(const FieldArea& field);
  void check_order(const Page& page);
  void check_run(const GlyphRun& run);
  void check_words(const GlyphRun& run);
  void check_holder(ElementId element, std::string_view what);
  void add(std::string code, std::string message, std::vector<std::string> hints = {}) {
    if (errors_.size() < most_errors)
      errors_.push_back(error(std::move(code), {}, std::move(message), std::move(hints)));
  }
  void wrong(std::string_view what) { add("pdf.pages", fmt::format("page {}: {}", page_number_, what)); }

  const Pages& pages_;
  const DocumentInfo& info_;
  KnownRuns& runs_;
  Diagnostics errors_;
  const Page* page_ = nullptr;
  std::size_t page_number_ = 0;
  std::set<std::string_view> fields_;  // their names
};

void Checker::check_info() {
  if (clean_text(info_.title).empty())
    add("pdf.no-title", "the document has no title; readers announce a letter by it",
        {"the title is made of the letter's subject and reference: give the case one of them"});
  if (info_.language.empty() && pages_.language.empty())
    add("pdf.no-language", "the document has no language; readers could not pronounce it",
        {"give the case a language, such as en-GB"});
  if (pages_.pages.empty()) add("pdf.pages", "there is no page to draw");
}

void Checker::check_bookmarks() {
  for (const Bookmark& bookmark : pages_.bookmarks)
    if (bookmark.page >= pages_.pages.size() || !fits({bookmark.y}))
      add("pdf.pages", fmt::format("the bookmark \"{}\" stands on no page", bookmark.title));
}

void Checker::check_nesting(std::size_t index) {
  int depth = 0;
  for (std::size_t at = index; at != 0; at = static_cast<std::size_t>(pages_.elements[at].parent)) {
    const ElementId parent = pages_.elements[at].parent;
    if (parent < 0 || static_cast<std::size_t>(parent) >= at)
      return add("pdf.pages", fmt::format("element {} does not stand after its parent {}", at, parent));
    if (++depth > deepest)
      return add("pdf.pages", fmt::format("element {} lies more than {} levels deep", index, deepest));
  }
}

void Checker::check_elements() {
  if (pages_.elements.empty() || pages_.elements.front().role != Role::document)
    return add("pdf.pages", "element 0 is not the document");
  for (std::size_t i = 1; i < pages_.elements.size() && errors_.size() < most_errors; ++i) check_nesting(i);
}

void Checker::check_alternatives() {
  for (std::size_t i = 0; i < pages_.elements.size(); ++i) {
    const Element& element = pages_.elements[i];
    if (element.role == Role::form && clean_text(element.alternative).empty())
      add("pdf.no-alternative", fmt::format("field {} has no alternative text for those who cannot see it", i));
    if (element.role == Role::figure && clean_text(element.alternative).empty())
      add("pdf.no-alternative", fmt::format("figure {} has no alternative text for those who cannot see it", i),
          {"a logo's is `logo.alternative` in style.yaml; a signature's is made of the signatory's name"});
  }
}

void Checker::check_picture(const Picture& picture) {
  const bool sized = picture.width > 0 && picture.height > 0 && (picture.components == 1 || picture.components == 3);
  const auto pixels = static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height);
  const auto samples = pixels * static_cast<std::size_t>(picture.components);
  const bool fits_samples = !picture.jpeg.empty() || picture.samples.size() == samples;
  const bool fits_alpha = picture.alpha.empty() || picture.alpha.size() == pixels;
  if (sized && fits_samples && fits_alpha) return;
  add("pdf.picture", fmt::format("the samples of the picture {} do not fill {} x {} pixels of {} components",
                                 picture.name, picture.width, picture.height, picture.components));
}

void Checker::check_resources() {
  for (const FaceRef& face : pages_.faces) {
    if (!face || face->metrics().units_per_em <= 0) add("pdf.pages", "a face is missing");
  }
  for (const PictureRef& picture : pages_.pictures) {
    if (picture) {
      check_picture(*picture);
    } else {
      add("pdf.pages", "a picture is missing");
    }
  }
}

void Checker::check_holder(ElementId element, std::string_view what) {
  if (element == artifact) return;
  if (element < 0 || static_cast<std::size_t>(element) >= pages_.elements.size())
    return wrong(fmt::format("{} belongs to element {}, which does not exist", what, element));
  const Role role = pages_.elements[static_cast<std::size_t>(element)].role;
  if (!may_hold_content(role))
    wrong(fmt::format("{} belongs to element {}, a {}, which holds elements only", what, element, name_of(role)));
  // It would be drawn nowhere.
  const auto shows = [&](const FieldArea& field) {
    return field.element == element && field.width > 0 && field.height > 0;
  };
  if (role == Role::form && std::ranges::none_of(page_->fields, shows))
    wrong(fmt::format("{} belongs to field {}, which cannot be seen on this page", what, element));
}

void Checker::check_run(const GlyphRun& run) {
  check_holder(run.element, "a run");
  if (run.face >= pages_.faces.size()) return wrong(fmt::format("a run is set in face {}", run.face));
  if (!pages_.faces[run.face]) return;
  if (!fits({run.x, run.y, run.size, run.word_space}) || run.size < 0.1) wrong("a run has no sensible place or size");
  if (!run.shown) return wrong("a run shows nothing");
  if (runs_.find(run, pages_.faces[run.face]) == nullptr) check_words(run);
}

void Checker::check_words(const GlyphRun& run) {
  if (const auto bad = first_invalid_utf8(run.text())) wrong(fmt::format("byte {} of a run's text is not UTF-8", *bad));
  const std::uint32_t glyph_count = pages_.faces[run.face]->glyph_count();
  for (const Glyph& glyph : run.glyphs()) {
    if (glyph.id == 0 || glyph.id >= glyph_count)
      return wrong(fmt::format("\"{}\" is drawn with glyph {}, which shows no character", run.text(), glyph.id));
    if (glyph.cluster > run.text().size()) return wrong("a glyph stands for text that is not there");
  }
}

void Checker::check_order(const Page& page) {
  for (const Page::Item& item : page.order) {
    const std::size_t count = item.kind == Page::Item::Kind::run    ? page.runs.size()
                              : item.kind == Page::Item::Kind::rule ? page.rules.size()
                                                                    : page.pictures.size();
    if (item.index >= count) return wrong(fmt::format("its order names item {} of {}", item.index, count));
  }
}

void Checker::check_page(const Page& page) {
  page_ = &page;
  if (!fits({page.width, page.height})) wrong("it has no sensible size");
  for (const GlyphRun& run : page.runs) check_run(run);
  for (const RuleLine& rule : page.rules) {
    check_holder(rule.element, "a rule");
    if (!fits({rule.x, rule.y, rule.width, rule.height})) wrong("a rule has no sensible place");
  }
  for (const PictureItem& item : page.pictures) {
    check_holder(item.element, "a picture");
    if (item.picture >= pages_.pictures.size()) wrong(fmt::format("it shows picture {}", item.picture));
    if (!fits({item.x, item.y, item.width, item.height})) wrong("a picture has no sensible place");
  }
  for (const LinkArea& link : page.links) {
    const bool known = link.element >= 0 && static_cast<std::size_t>(link.element) < pages_.elements.size();
    if (!known || pages_.elements[static_cast<std::size_t>(link.element)].role != Role::link)
      wrong(fmt::format("the link to {} belongs to element {}, which is not a link", link.target, link.element));
    if (!fits({link.x, link.y, link.width, link.height})) wrong("a link has no sensible place");
  }
  for (const FieldArea& field : page.fields) check_field(field);
  check_order(page);
}

void Checker::check_field(const FieldArea& field) {
  const bool known = field.element >= 0 && static_cast<std::size_t>(field.element) < pages_.elements.size();
  if (!known || pages_.elements[static_cast<std::size_t>(field.element)].role != Role::form)
    wrong(fmt::format("the field {} belongs to element {}, which is not a form", field.name, field.element));
  // ISO 32000-1, 12.7.3.2: a full stop would part the names of a field and its parent.
  if (field.name.empty() || field.name.find('.') != std::string::npos)
    wrong(fmt::format("a field is called \"{}\"", field.name));
  if (!fields_.insert(field.name).second) wrong(fmt::format("two fields are called \"{}\"", field.name));
  if (!fits({field.x, field.y, field.width, field.height})) wrong("a field has no sensible place");
}

Diagnostics Checker::run() {
  check_info();
  check_elements();
  check_bookmarks();
  if (!errors_.empty() && errors_.back().code == "pdf.pages") return std::move(errors_);
  check_alternatives();
  check_resources();
  for (const Page& page : pages_.pages) {
    ++page_number_;
    if (errors_.size() < most_errors) check_page(page);
  }
  return std::move(errors_);
}

}  // namespace

Diagnostics check(const Pages& pages, const DocumentInfo& info, KnownRuns& runs) {
  return Checker(pages, info, runs).run();
}

}  // namespace engross::pdf
