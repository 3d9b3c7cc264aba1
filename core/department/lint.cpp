// In: a department whose files were all read. Out: what does not hold between them. Refuses nothing itself.
#include "department/lint.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "data/read.hpp"
#include "department/files.hpp"
#include "department/front_matter.hpp"
#include "merge/formatters.hpp"

namespace engross {
namespace {

std::vector<std::string> hints_for(std::string_view name, const std::vector<std::string>& candidates,
                                   std::string otherwise) {
  std::string near = did_you_mean(name, candidates);
  return {near.empty() ? std::move(otherwise) : std::move(near)};
}

class Lint {
 public:
  Lint(const Department& department, Diagnostics& problems) : department_(department), problems_(problems) {
    for (const auto& [name, partial] : department.partials) partials_.push_back(name);
    for (const Paragraph& paragraph : department.paragraphs)
      if (paragraph.language.empty()) ids_.push_back(paragraph.id);
  }

  void run() {
    for (const Paragraph& paragraph : department_.paragraphs) {
      check_partials(*paragraph.body);
      if (!paragraph.language.empty()) continue;
      check_yields(paragraph);
      check_chosen_by(paragraph);
    }
    for (const auto& [name, skeleton] : department_.templates) check_partials(skeleton);
    for (const auto& [name, partial] : department_.partials) {
      check_partials(partial);
      check_partial_name(name);
    }
    check_pictures();
    check_fonts();
  }

 private:
  void check_partials(const Template& text) {
    for (const Template::Name& name : text.names())
      if (name.use == Template::Name::Use::partial && !department_.partials.contains(name.name))
        problems_.push_back(
            error("department.unknown-partial", name.span, fmt::format("there is no partial \"{}\"", name.name),
                  hints_for(name.name, partials_, fmt::format("write it as partials/{}.mustache", name.name))));
  }

  void check_partial_name(const std::string& name) {
    if (is_formatter(name))
      problems_.push_back(error("department.reserved-name", {department_.resources.source(path_of_partial(name)), 0, 0},
                                fmt::format("\"{}\" is a formatter, so no partial can be called so", name),
                                {"rename the partial"}));
  }

  static std::string path_of_partial(const std::string& name) { return fmt::format("partials/{}.mustache", name); }

  void check_yields(const Paragraph& paragraph) {
    for (const std::string& to : paragraph.yields_to) {
      const bool exists = std::ranges::find(ids_, to) != ids_.end();
      if (exists && to != paragraph.id) continue;
      problems_.push_back(error("department.yields-to", place_in_yields_to(paragraph, to),
                                exists ? fmt::format("\"{}\" yields to itself", to)
                                       : fmt::format("there is no paragraph \"{}\" to yield to", to),
                                exists ? std::vector<std::string>{} : hints_for_gone(to)));
    }
  }

  void check_chosen_by(const Paragraph& paragraph) {
    if (paragraph.chosen_by != ChosenBy::code || department_.decides.contains(Call::select)) return;
    if (!paragraph.from.empty()) return;  // code is not taken over; an officer may still name the paragraph
    problems_.push_back(
        error("department.chosen-by", {paragraph.source, 0, 0},
              fmt::format("\"{}\" is chosen by the department's code, and no code of it selects", paragraph.id),
              {"say in department.yaml that it does: decides: [select]",
               "or let officers choose the paragraph: chosen_by: officer"}));
  }

  std::vector<std::string> hints_for_gone(const std::string& id) const {
    const ForwardingWay way = department_.forwarding.follow(id);
    if (way.empty()) return hints_for(id, ids_, "name a paragraph's id");
    return {told(way),
            way.back()->withdrawn() ? "take it out of yields_to" : fmt::format("write \"{}\" instead", way.back()->to)};
  }

  // Where yields_to names the paragraph; the front matter was read before, so it reads again.
  static Span place_in_yields_to(const Paragraph& paragraph, const std::string& word) {
    const auto parts = find_front_matter(paragraph.source->text);
    if (!parts) return {paragraph.source, 0, 0};
    const auto front = read_yaml(paragraph.source, parts->yaml);
    if (const Value* yields = front ? front->root.find("yields_to") : nullptr)
      for (const Value& item : yields->items())
        if (item.text() == word) return front->span(item);
    return {paragraph.source, 0, 0};
  }

  // What the department says, where it says it.
  void need_file(std::string_view code, const std::string& path, const Span& place, FileKind kind) {
    if (path.empty() || department_.resources.files.contains(path)) return;
    std::vector<std::string> candidates;
    for (const auto& [file, content] : department_.resources.files)
      if (kind_of_file(file) == kind) candidates.push_back(file);
    problems_.push_back(error(std::string(code), place, fmt::format("the department has no file {}", path),
                              hints_for(path, candidates, "add the file to the department's directory")));
  }

  Span place_in(std::string_view file, const std::string& word) const {
    const SourceRef source = department_.resources.source(file);
    const std::size_t at = source ? source->text.find(word) : std::string::npos;
    if (at == std::string::npos) return {source, 0, 0};
    return {source, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size())};
  }

  void check_pictures() {
    if (department_.style.logo)
      need_file("department.picture", department_.style.logo->picture,
                place_in("style.yaml", department_.style.logo->picture), FileKind::picture);
  }

  // Fonts of the department lie in its fonts/; others belong to the packaged font folders.
  void check_fonts() {
    const FontFiles& fonts = department_.style.fonts;
    std::vector<std::string> named{fonts.regular, fonts.bold, fonts.italic, fonts.bold_italic};
    named.insert(named.end(), fonts.fallback.begin(), fonts.fallback.end());
    for (const std::string& font : named)
      if (font.starts_with("fonts/")) need_file("department.font", font, place_in("style.yaml", font), FileKind::font);
  }

  const Department& department_;
  Diagnostics& problems_;
  std::vector<std::string> partials_, ids_;
};

}  // namespace

void lint(const Department& department, Diagnostics& problems) {
  Lint(department, problems).run();
}

}  // namespace engross
