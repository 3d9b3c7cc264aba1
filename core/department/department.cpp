// In: the files of a department and those that all departments share. Out: the department, frozen.
// Refuses: departments with any error in any file, or between files; everything is read before anything is refused.
#include "department/department.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <tuple>

#include "data/read.hpp"
#include "department/department_yaml.hpp"
#include "department/files.hpp"
#include "department/lenders.hpp"
#include "department/lint.hpp"
#include "department/read_approvers.hpp"
#include "department/read_deadlines.hpp"
#include "department/read_forwarding.hpp"

namespace engross {
namespace {

class Making {
 public:
  Making(Resources resources, const SharedResources& shared) : made_(std::make_shared<Department>()), shared_(shared) {
    made_->resources = std::move(resources);
  }

  Result<std::shared_ptr<const Department>> make() {
    if (auto recalled = recall_lenders(made_->resources); !recalled) return fail(std::move(recalled.error()));
    require("department.yaml", "id, name and version of the department");
    require("style.yaml", "the house style");
    if (const SourceRef source = made_->resources.source("department.yaml"))
      read_department_yaml(source, *made_, problems_);
    require_library();
    read_files();
    read_style();
    read_forms();
    read_envelopes();
    read_deadlines(shared_, *made_, problems_);
    read_checks();
    read_approvers(*made_, problems_);
    link_translations();
    read_forwarding(*made_, problems_);
    yield_as_called_now();
    if (problems_.empty()) lint(*made_, problems_);
    if (!problems_.empty()) return fail(std::move(problems_));
    made_->bundle_sha256 = made_->resources.sha256();
    return made_;
  }

 private:
  void require(std::string_view file, std::string_view holds) {
    if (made_->resources.files.contains(file)) return;
    problems_.push_back(error("department.missing", {}, fmt::format("{} has no {}", made_->resources.origin, file),
                              {fmt::format("{} says {}", file, holds)}));
  }

  // Half a library would make letters that nobody meant.
  void require_library() {
    const std::vector<Lender>& lenders = made_->resources.lenders;
    if (made_->extends.empty() || (!lenders.empty() && lenders.front().id == made_->extends)) return;
    problems_.push_back(
        error("department.extends", {made_->manifest.source, 0, 0},
              fmt::format("the library of {}, which {} extends, was not read with it", made_->extends, made_->id)));
  }

  // Paragraphs that were taken over yield to others by the ids that these had there; the department may have withdrawn
  // or renamed them since, and cannot change those files.
  void yield_as_called_now() {
    for (Paragraph& paragraph : made_->paragraphs) {
      if (paragraph.from.empty()) continue;
      std::vector<std::string> now;
      for (std::string& id : paragraph.yields_to) {
        const ForwardingWay way = made_->forwarding.follow(id);
        if (way.empty())
          now.push_back(std::move(id));
        else if (!way.back()->withdrawn() && way.back()->to != paragraph.id)
          now.push_back(way.back()->to);
      }
      paragraph.yields_to = std::move(now);
    }
  }

  void read_files() {
    made_->templates = shared_.templates;
    made_->partials = shared_.partials;
    for (const auto& [path, content] : made_->resources.files) {
      switch (kind_of_file(path)) {
        case FileKind::paragraph:
          read_paragraph(path);
          break;
        case FileKind::partial:
          read_template(path, made_->partials);
          break;
        case FileKind::skeleton:
          read_template(path, made_->templates);
          break;
        case FileKind::stray:
          problems_.push_back(
              error("department.stray-file", {made_->resources.source(path), 0, 0},
                    path.starts_with("trust/")
                        ? fmt::format("{} is neither certificates (.pem) nor a CRL (.crl)", path)
                        : fmt::format("{} is neither a paragraph (.md) nor a template (.mustache)", path),
                    {"rename it, or move it out of the department's folders"}));
          break;
        default:
          break;
      }
    }
    const auto key = [](const Paragraph& p) { return std::tie(p.id, p.language); };
    std::ranges::stable_sort(made_->paragraphs, [&](const auto& a, const auto& b) { return key(a) < key(b); });
    refuse_duplicates();
  }

  void read_template(const std::string& path, std::map<std::string, Template, std::less<>>& to) {
    auto compiled = Template::compile(made_->resources.source(path));
    if (compiled)
      to.insert_or_assign(name_of_file(path), std::move(*compiled));
    else
      append(problems_, compiled.error());
  }

  void read_paragraph(const std::string& path) {
    auto [id, language] = paragraph_name(path);
    const SourceRef source = made_->resources.source(path);
    if (!is_id(id))
      problems_.push_back(error("department.paragraph-id", {source, 0, 0}, fmt::format("\"{}\" is no paragraph id", id),
                                {"name the file <id>.md or <id>.<language>.md; an id is made of small letters, digits "
                                 "and single hyphens"}));
    if (!language.empty()) check_language(language, source);
    auto paragraph = Paragraph::read(id, std::move(language), source);
    if (!paragraph) {
      refused_.insert(std::move(id));
      return append(problems_, paragraph.error());
    }
    if (const Lender* lender = made_->resources.lender_of(path)) paragraph->from = lender->id;
    made_->paragraphs.push_back(std::move(*paragraph));
  }

  void check_language(const std::string& language, const SourceRef& source) {
    const std::vector<std::string>& all = made_->languages;
    if (all.empty()) return;  // department.yaml does not say them, and is told so
    const bool known = std::ranges::find(all, language) != all.end();
    if (known && language != all.front()) return;
    problems_.push_back(
        error("department.language", {source, 0, 0},
              known ? fmt::format("\"{}\" is the department's first language", language)
                    : fmt::format("\"{}\" is none of the department's languages", language),
              {known ? "name the file without a language" : "add the language to languages in department.yaml"}));
  }

  void refuse_duplicates() {
    const std::vector<Paragraph>& all = made_->paragraphs;
    for (std::size_t i = 1; i < all.size(); ++i)
      if (all[i].id == all[i - 1].id && all[i].language == all[i - 1].language)
        problems_.push_back(error("department.duplicate", {all[i].source, 0, 0},
                                  fmt::format("paragraph \"{}\" is already in {}", all[i].id, all[i - 1].source->name),
                                  {"an id is unique in all folders; rename one of the two"}));
  }

  void read_style() {
    const SourceRef source = made_->resources.source("style.yaml");
    if (!source) return;
    auto document = read_yaml(source);
    if (!document) return append(problems_, document.error());
    made_->style_document = std::move(*document);
    auto style = HouseStyle::from(made_->style_document, shared_.geometry);
    if (style)
      made_->style = std::move(*style);
    else
      append(problems_, style.error());
  }

  // The shared file is read only when somebody names an envelope: most starts of the program do not.
  void read_envelopes() {
    const SourceRef own = made_->resources.source("envelopes.yaml");
    if (own) made_->envelope_files.push_back(own);
    if (shared_.envelopes) made_->envelope_files.push_back(shared_.envelopes);
    if (!own && made_->style.envelopes.empty()) return;
    const auto profiles = EnvelopeProfiles::from(made_->envelope_files);
    if (!profiles) return append(problems_, profiles.error());
    auto named = profiles->find(made_->style.envelopes, made_->place_in_style("envelopes"));
    if (named)
      made_->envelopes = std::move(*named);
    else
      append(problems_, named.error());
  }

  Result<FormsOfAddress> forms() const {
    const SourceRef source = made_->resources.source("forms-of-address.yaml");
    if (!source) return FormsOfAddress::from(shared_.forms_of_address);
    const auto own = read_yaml(source);
    if (!own) return fail(own.error());
    return FormsOfAddress::from(*own, shared_.forms_of_address);
  }

  void read_forms() {
    auto read = forms();
    if (read)
      made_->forms = std::move(*read);
    else
      append(problems_, read.error());
  }

  void read_checks() {
    if (shared_.checks.root.is_object()) read_shared_checks(shared_.checks, made_->checks, problems_);
    if (const SourceRef source = made_->resources.source("checks.yaml")) {
      if (const auto own = read_yaml(source))
        read_own_checks(*own, made_->checks, problems_);
      else
        append(problems_, own.error());
    }
    if (const SourceRef source = made_->resources.source("words.txt")) read_spellings(source, made_->checks, problems_);
  }

  // A translation takes over everything that decides from its original.
  void link_translations() {
    for (Paragraph& paragraph : made_->paragraphs) {
      if (paragraph.language.empty()) continue;
      const Paragraph* original = made_->find(paragraph.id);
      if (original == nullptr && refused_.contains(paragraph.id)) continue;
      if (original == nullptr)
        problems_.push_back(error("department.translation", {paragraph.source, 0, 0},
                                  fmt::format("there is no paragraph {}.md that this translates", paragraph.id),
                                  {"write the original, or correct the file's name"}));
      else if (original->revision != paragraph.revision)
        problems_.push_back(error("department.translation", {paragraph.source, 0, 0},
                                  fmt::format("this translates revision {}, but {} has revision {}", paragraph.revision,
                                              original->source->name, original->revision),
                                  {"bring the words up to date, then the revision"}));
      else
        take_over(*original, paragraph);
    }
  }

  static void take_over(const Paragraph& original, Paragraph& translation) {
    translation.part = original.part;
    translation.chosen_by = original.chosen_by;
    translation.topics = original.topics;
    translation.lets = original.lets;
    translation.when = original.when;
    translation.order = original.order;
    translation.valid_from = original.valid_from;
    translation.expires = original.expires;
    translation.optional = original.optional;
    translation.yields_to = original.yields_to;
    if (translation.title.empty()) translation.title = original.title;
    if (translation.owner.empty()) translation.owner = original.owner;
    if (!translation.review_by) translation.review_by = original.review_by;
  }

  std::shared_ptr<Department> made_;
  const SharedResources& shared_;
  Diagnostics problems_;
  std::set<std::string> refused_;  // paragraphs whose file is there, but wrong: their translations are not to blame
};

}  // namespace

const Paragraph* Department::find(std::string_view wanted, std::string_view language) const {
  const std::string_view own = !languages.empty() && language == languages.front() ? std::string_view() : language;
  const auto found = std::ranges::lower_bound(paragraphs, std::pair(wanted, own), {}, [](const Paragraph& p) {
    return std::pair(std::string_view(p.id), std::string_view(p.language));
  });
  return found != paragraphs.end() && found->id == wanted && found->language == own ? &*found : nullptr;
}

const Signatory* Department::signatory(std::string_view wanted) const {
  const auto found = std::ranges::find(signatories, wanted, &Signatory::id);
  return found != signatories.end() ? &*found : nullptr;
}

Span Department::place_in_style(std::string_view key) const {
  const Value* at = &style_document.root;
  for (std::string_view rest = key; at != nullptr && !rest.empty();) {
    const std::string_view part = rest.substr(0, rest.find('.'));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    std::size_t index = 0;
    if (at->is_object())
      at = at->find(part);
    else if (at->is_array() && std::from_chars(part.data(), part.data() + part.size(), index).ec == std::errc())
      at = index < at->items().size() ? &at->items()[index] : nullptr;
    else
      at = nullptr;
  }
  return at != nullptr ? style_document.span(*at) : Span{style_document.source, 0, 0};
}

std::vector<std::string> Department::paragraph_ids() const {
  std::vector<std::string> ids;
  for (const Paragraph& paragraph : paragraphs)
    if (ids.empty() || ids.back() != paragraph.id) ids.push_back(paragraph.id);
  return ids;
}

Result<std::shared_ptr<const Department>> Department::from(Resources resources, const SharedResources& shared) {
  return Making(std::move(resources), shared).make();
}

}  // namespace engross
