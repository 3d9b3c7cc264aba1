// In: a department's style.yaml and the geometry presets. Out: the house style as one table of lengths and choices.
// Refuses: what it does not know, lengths out of range, boxes that contradict each other, a logo without words, colours
// too pale to read, files outside the department. All problems are collected, each where it stands.
#include "style/house_style.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/language_tag.hpp"
#include "base/suggest.hpp"
#include "style/fields.hpp"
#include "style/geometry.hpp"

namespace engross {
namespace {

constexpr std::array<std::string_view, 12> role_names{"body",    "address",      "sender",      "reference",
                                                      "subject", "heading1",     "heading2",    "heading3",
                                                      "marking", "continuation", "page_number", "caption"};

// WCAG 2.1: relative luminance, and contrast against white paper.
double contrast_on_white(const Colour& colour) {
  const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  const double luminance = 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
  return 1.05 / (luminance + 0.05);
}

void read_text_style(Fields fields, TextStyle& style) {
  fields.number("size", {5, 72, "points"}, style.size);
  fields.number("leading", {5, 144, "points"}, style.leading);
  fields.boolean("bold", style.bold);
  fields.boolean("italic", style.italic);
  if (fields.colour("colour", style.colour) && contrast_on_white(style.colour) < 4.5)
    fields.report("style.contrast", fields.span("colour"),
                  fmt::format("\"{}\" has a contrast of {:.1f} to 1 on white paper, but text must have 4.5 to 1",
                              fields.named("colour"), contrast_on_white(style.colour)),
                  {"take a darker colour"});
  if (style.leading < style.size)
    fields.report("style.range", fields.span("leading"),
                  fmt::format("\"{}\" is {:g} points, so that lines of {:g} points would touch",
                              fields.named("leading"), style.leading, style.size),
                  {"a fifth more than the size reads well"});
  fields.refuse_unknown();
}

// A role that leaves something out has the body's value.
void read_text_styles(Fields fields, TextStyles& styles) {
  fields.require({"body"});
  if (auto body = fields.object("body")) read_text_style(*body, styles["body"]);
  for (const std::string_view role : role_names) {
    if (role == "body") continue;
    TextStyle style = styles["body"];
    if (auto own = fields.object(role)) {
      read_text_style(*own, style);
      styles.emplace(role, style);
    }
  }
  fields.refuse_unknown();
}

// A file of the department or of a packaged folder: relative, downwards, with plain names.
bool is_plain_path(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.back() == '/' || path.find('\\') != path.npos) return false;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view name = path.substr(begin, end - begin);
    if (name.empty() || name == "." || name == "..") return false;
    begin = end + 1;
  }
  return true;
}

void read_path(Fields& fields, std::string_view key, std::string& path) {
  if (fields.text(key, path) && !is_plain_path(path))
    fields.report(
        "style.path", fields.span(key),
        fmt::format("\"{}\" is \"{}\", but must be a path below the department, such as \"pictures/logo.png\"",
                    fields.named(key), path));
}

void read_fonts(Fields fields, FontFiles& fonts) {
  fields.require({"regular", "bold", "italic", "bold_italic"});
  read_path(fields, "regular", fonts.regular);
  read_path(fields, "bold", fonts.bold);
  read_path(fields, "italic", fonts.italic);
  read_path(fields, "bold_italic", fonts.bold_italic);
  fields.texts("fallback", fonts.fallback);
  for (const std::string& file : fonts.fallback)
    if (!is_plain_path(file))
      fields.report("style.path", fields.span("fallback"),
                    fmt::format("\"{}\" is not a path below the department", file));
  fields.refuse_unknown();
}

void read_logo(Fields fields, std::optional<Logo>& to) {
  Logo logo;
  fields.require({"picture", "width"});
  read_path(fields, "picture", logo.picture);
  fields.number("width", {5, 180, "mm"}, logo.width);
  fields.text("alternative", logo.alternative);
  if (logo.alternative.empty())
    fields.report("style.no-alternative", fields.span("alternative"),
                  "the logo has no words for those who cannot see it",
                  {"write what the logo says: `alternative: Department for Education`"});
  fields.refuse_unknown();
  to = std::move(logo);
}

void read_place(Fields& fields, HorizontalPlace& to) {
  fields.choice<HorizontalPlace>(
      "align",
      {{"left", HorizontalPlace::left}, {"centre", HorizontalPlace::centre}, {"right", HorizontalPlace::right}}, to);
}

// What stands before a reference and the like, until a style says otherwise.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> usual_labels{
    {{"our_ref", "Our ref"},
     {"our_ref.cy", "Ein cyf"},
     {"your_ref", "Your ref"},
     {"your_ref.cy", "Eich cyf"},
     {"enclosures", "Enclosed"},
     {"enclosures.cy", "Amgaeir"},
     {"copies", "Copy to"},
     {"copies.cy", "Copi at"},
     {"signature", "Signature of"},
     {"signature.cy", "Llofnod"},
     {"signed_by", "Digitally signed by"},
     {"signed_by.cy", "Llofnodwyd yn ddigidol gan"},
     {"time_stamp", "Time stamp"},
     {"time_stamp.cy", "Stamp amser"}}};

void read_labels(Fields& fields, HouseStyle& style) {
  for (const auto& [name, label] : usual_labels) style.labels.emplace(name, label);
  auto labels = fields.object("labels");
  if (!labels) return;
  for (const auto& [name, label] : usual_labels) labels->text(name, style.labels[std::string(name)]);
  labels->refuse_unknown();
}

void read_sender(Fields fields, HouseStyle& style) {
  fields.texts("lines", style.sender_lines);
  std::vector<std::string> welsh;
  if (fields.texts("lines.cy", welsh)) style.sender_lines_by_language["cy"] = std::move(welsh);
  read_place(fields, style.sender_align);
  fields.refuse_unknown();
}

// Every {word} of a pattern must be one that the layout fills.
void check_placeholders(Fields& fields, std::string_view key, std::string_view pattern,
                        const std::vector<std::string>& allowed) {
  for (std::size_t open = pattern.find('{'); open != pattern.npos; open = pattern.find('{', open + 1)) {
    const std::size_t close = std::min(pattern.find('}', open), pattern.size());
    const std::string word(pattern.substr(open + 1, close - open - 1));
    if (std::ranges::find(allowed, word) != allowed.end() && close < pattern.size()) continue;
    std::vector<std::string> hints{fmt::format("known here: {{{}}}", fmt::join(allowed, "}, {"))};
    if (std::string hint = did_you_mean(word, allowed); !hint.empty()) hints.front() = std::move(hint);
    fields.report("style.placeholder", fields.span(key),
                  fmt::format("\"{}\" has {{{}}}, which nothing fills", fields.named(key), word), std::move(hints));
  }
}

void read_page_number(Fields fields, HouseStyle& style) {
  const std::vector<std::string> allowed{"page", "pages"};
  if (fields.text("text", style.page_number)) check_placeholders(fields, "text", style.page_number, allowed);
  std::string welsh;
  if (fields.text("text.cy", welsh)) {
    check_placeholders(fields, "text.cy", welsh, allowed);
    style.page_number_by_language["cy"] = welsh;
  }
  fields.boolean("on_single_page", style.page_number_on_single);
  read_place(fields, style.page_number_align);
  fields.refuse_unknown();
}

void read_choices(Fields& fields, HouseStyle& style) {
  fields.choice<std::string>("date_format", {{"long_date", "long_date"}, {"short_date", "short_date"}},
                             style.date_format);
  fields.choice<Alignment>("alignment", {{"left", Alignment::left}, {"justified", Alignment::justified}},
                           style.alignment);
  fields.choice<FontEmbedding>("embedding", {{"tiered", FontEmbedding::tiered}, {"exact", FontEmbedding::exact}},
                               style.embedding);
  fields.boolean("hyphenate", style.hyphenate);
  if (style.hyphenate && style.alignment != Alignment::justified)
    fields.report("style.range", fields.span("hyphenate"), "only justified text is hyphenated",
                  {"set `alignment: justified`, or `hyphenate: false`"});
  if (fields.text("continuation", style.continuation))
    check_placeholders(fields, "continuation", style.continuation, {"reference", "recipient", "date"});
}

void read_spaces(Fields& fields, HouseStyle& style) {
  fields.number("paragraph_space", {0, 72, "points"}, style.paragraph_space);
  fields.number("heading_space", {0, 72, "points"}, style.heading_space);
  fields.number("list_indent", {0, 40, "mm"}, style.list_indent);
  if (auto signature = fields.object("signature")) {
    signature->number("height", {5, 60, "mm"}, style.signature_height);
    signature->number("width", {10, 120, "mm"}, style.signature_width);
    signature->refuse_unknown();
  }
  if (auto keep = fields.object("keep")) {
    keep->whole("orphans", {1, 10, "lines"}, style.orphans);
    keep->whole("widows", {1, 10, "lines"}, style.widows);
    keep->whole("close", {0, 10, "lines"}, style.close_keeps);
    keep->refuse_unknown();
  }
}

using Presets = std::map<std::string, Document, std::less<>>;

const Document* find_preset(Fields& fields, std::string_view key, const Presets& presets, const std::string& name) {
  const auto preset = presets.find(name);
  if (preset != presets.end()) return &preset->second;
  std::vector<std::string> names;
  for (const auto& [known, document] : presets) names.push_back(known);
  std::vector<std::string> hints{fmt::format("known: {}", fmt::join(names, ", "))};
  if (std::string hint = did_you_mean(name, names); !hint.empty()) hints.front() = std::move(hint);
  fields.report("style.no-preset", fields.span(key), fmt::format("there is no geometry \"{}\"", name),
                std::move(hints));
  return nullptr;
}

// `geometry: uk-c5`, or `geometry: {preset: uk-c5, body_width: 135}`.
void read_sheet(Fields& fields, const Presets& presets, HouseStyle& style, Diagnostics& problems) {
  const Value* geometry = fields.known("geometry");
  if (geometry == nullptr) return;
  const std::size_t before = problems.size();
  std::string name;
  if (geometry->is_object()) {
    auto lengths = fields.object("geometry");
    lengths->require({"preset"});
    if (!lengths->text("preset", name)) return;
    const Document* preset = find_preset(*lengths, "preset", presets, name);
    if (preset == nullptr) return;
    style.geometry = read_geometry(*preset, problems);
    change_geometry(*lengths, style.geometry);
  } else if (fields.text("geometry", name)) {
    const Document* preset = find_preset(fields, "geometry", presets, name);
    if (preset != nullptr) style.geometry = read_geometry(*preset, problems);
    if (preset == nullptr) return;
  }
  if (problems.size() == before) check_geometry(style.geometry, fields.span("geometry"), problems);
}

// The logo and the sender's lines must fit their boxes' widths; heights are the layout's to know.
void check_logo(Fields& fields, const HouseStyle& style) {
  if (style.logo && style.logo->width > style.geometry.letterhead.width && style.geometry.letterhead.width > 0)
    fields.report("style.range", fields.span("logo"),
                  fmt::format("the logo is {:g} mm wide, but the letterhead has {:g} mm", style.logo->width,
                              style.geometry.letterhead.width));
}

}  // namespace

std::string_view HouseStyle::label(std::string_view name, std::string_view language) const {
  auto found = labels.find(std::string(name) + "." + std::string(primary_subtag(language)));
  if (found == labels.end()) found = labels.find(name);
  return found == labels.end() ? std::string_view() : found->second;
}

const std::vector<std::string>& HouseStyle::sender(std::string_view language) const {
  const auto own = sender_lines_by_language.find(primary_subtag(language));
  return own == sender_lines_by_language.end() ? sender_lines : own->second;
}

const TextStyle& HouseStyle::role(std::string_view name) const {
  static const TextStyle plain;
  if (const auto found = text.find(name); found != text.end()) return found->second;
  if (const auto body = text.find(std::string_view("body")); body != text.end()) return body->second;
  return plain;
}

Result<HouseStyle> HouseStyle::from(const Document& style, const Presets& presets) {
  Diagnostics problems;
  if (!style.root.is_object())
    return fail(error("style.type", style.span(style.root),
                      fmt::format("a house style must be an object, but this is {}", with_article(style.root.kind()))));
  HouseStyle made;
  Fields fields(style, style.root, "", problems);
  fields.require({"geometry", "fonts", "text"});
  read_sheet(fields, presets, made, problems);
  if (auto logo = fields.object("logo")) read_logo(*logo, made.logo);
  if (auto sender = fields.object("sender")) read_sender(*sender, made);
  if (auto fonts = fields.object("fonts")) read_fonts(*fonts, made.fonts);
  if (auto text = fields.object("text")) read_text_styles(*text, made.text);
  if (auto page_number = fields.object("page_number")) read_page_number(*page_number, made);
  read_labels(fields, made);
  read_choices(fields, made);
  read_spaces(fields, made);
  fields.texts("envelopes", made.envelopes);
  check_logo(fields, made);
  fields.refuse_unknown();
  if (!problems.empty()) return fail(std::move(problems));
  return made;
}

}  // namespace engross
