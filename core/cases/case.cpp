// In: a case as JSON. Out: the typed Case, with the document it came from.
// Refuses: unknown and missing fields, other kinds, days that do not exist, references and template names that could
// lead out of a folder. All of them are collected; what a letter needs beyond that is for the checks.
#include "cases/case.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/enough.hpp"
#include "base/language_tag.hpp"
#include "base/text.hpp"
#include "cases/fields.hpp"
#include "data/read.hpp"

namespace engross {
namespace {

constexpr std::size_t longest_reference = 100;  // bytes; it becomes a file name
constexpr std::size_t most_signatories = 2;
constexpr std::size_t most_recipients = 50;
constexpr std::size_t most_paragraphs = 500;

Person read_person(CaseFields fields) {
  Person person;
  person.title = fields.optional("title");
  person.forename = fields.optional("forename");
  person.surname = fields.optional("surname");
  person.suffix = fields.optional("suffix");
  person.role = fields.optional("role");
  person.office = fields.optional("office");
  person.organisation = fields.optional("organisation");
  person.address = fields.list("address");
  person.postcode = fields.optional("postcode");
  person.country = fields.optional("country");
  person.span = fields.span();
  fields.finish();
  return person;
}

Incoming read_incoming(CaseFields fields) {
  Incoming incoming;
  incoming.dated = fields.date("dated");
  incoming.received = fields.date("received");
  incoming.reference = fields.optional("reference");
  incoming.channel = fields.optional("channel");
  fields.finish();
  return incoming;
}

std::string read_deadline_policy(CaseFields fields) {
  std::string policy = fields.optional("policy");
  fields.finish();
  return policy;
}

std::vector<EarlierLetter> read_history(std::vector<CaseFields> items) {
  std::vector<EarlierLetter> history;
  for (CaseFields& fields : items) {
    std::string reference = fields.required("reference");
    history.push_back({.reference = std::move(reference),
                       .date = fields.date("date"),
                       .template_name = fields.optional("template"),
                       .paragraphs = fields.list("paragraphs")});
    fields.finish();
  }
  return history;
}

// The officer's own words may be given once a language.
std::optional<std::string> words_of_item(CaseFields& fields, std::string_view name, CaseParagraph::Kind kind) {
  return kind == CaseParagraph::Kind::use ? fields.words(name) : fields.words_by_language(name);
}

// Exactly one of use, text and markdown.
std::optional<CaseParagraph> read_paragraph(CaseFields& fields) {
  std::optional<CaseParagraph> paragraph;
  using Kind = CaseParagraph::Kind;
  const std::size_t given = fields.member_count();
  for (const auto& [name, kind] : {std::pair{"use", Kind::use}, {"text", Kind::text}, {"markdown", Kind::markdown}})
    if (std::optional<std::string> words = words_of_item(fields, name, kind))
      paragraph = CaseParagraph{kind, std::move(*words), fields.span_of(name)};
  fields.finish();
  if (given != 1)
    fields.report("cases.paragraph", fields.span(),
                  fmt::format("a paragraph has exactly one of use, text and markdown; this has {} fields", given),
                  {"write one object for each paragraph: {\"use\": \"an-id\"} or {\"text\": \"the words\"}"});
  return paragraph;
}

std::optional<std::vector<CaseParagraph>> read_paragraphs(CaseFields& fields) {
  const Value* array = fields.find("paragraphs", Value::Kind::array);
  if (array == nullptr) return std::nullopt;
  if (array->items().empty())
    fields.report("cases.empty", fields.span_of("paragraphs"), "paragraphs is empty",
                  {"leave it out, and the department's rules choose the paragraphs"});
  std::vector<CaseParagraph> paragraphs;
  for (CaseFields& item : fields.objects("paragraphs", most_paragraphs))
    if (std::optional<CaseParagraph> paragraph = read_paragraph(item)) paragraphs.push_back(std::move(*paragraph));
  return paragraphs;
}

bool is_plain_name(std::string_view name) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !name.empty() && name.size() <= longest_reference && std::ranges::all_of(name, plain);
}

void check_template(CaseFields& fields, const std::string& name) {
  if (is_plain_name(name)) return;
  fields.report("cases.template", fields.span_of("template"), fmt::format("\"{}\" is not a template's name", name),
                {"a template has a plain name of a-z, 0-9 and '-', such as reply"});
}

void check_department(CaseFields& fields, const std::string& id) {
  if (id.empty() || is_plain_name(id)) return;
  fields.report("cases.department", fields.span_of("department"), fmt::format("\"{}\" is not a department's id", id),
                {"a department has a plain id of a-z, 0-9 and '-', such as dfe"});
}

std::string_view trouble_with_reference(std::string_view reference) {
  if (reference.size() > longest_reference) return "is longer than 100 bytes";
  if (reference.find_first_of("/\\") != std::string_view::npos) return "holds a slash";
  if (reference.find_first_of("\t\n\r") != std::string_view::npos) return "holds a tab or a line break";
  if (reference.front() == '.' || reference.front() == '-') return "begins with a dot or a hyphen";
  if (trim(reference).size() != reference.size()) return "begins or ends with a space";
  return {};
}

void check_reference(CaseFields& fields, const std::string& reference) {
  if (reference.empty()) return;
  const std::string_view trouble = trouble_with_reference(reference);
  if (trouble.empty()) return;
  fields.report("cases.reference", fields.span_of("reference"), fmt::format("the reference {}", trouble),
                {"it names the letter's file and record: use letters, digits, spaces, '-', '_' and '.'"});
}

void check_languages(CaseFields& fields, const std::vector<std::string>& languages) {
  for (const std::string& tag : languages)
    if (!is_language_tag(tag))
      fields.report("cases.language", fields.span_of("languages"), fmt::format("\"{}\" is not a language tag", tag),
                    {"write tags such as en-GB or cy"});
    else if (std::ranges::count(languages, tag) > 1)
      return fields.report("cases.language", fields.span_of("languages"), fmt::format("\"{}\" is there twice", tag),
                           {"name each language of the letter once"});
}

void read_addressees(Case& made, CaseFields& fields) {
  fields.require("correspondent");
  made.correspondent = read_person(fields.object("correspondent"));
  for (CaseFields& recipient : fields.objects("recipients", most_recipients))
    made.recipients.push_back(read_person(std::move(recipient)));
  CaseFields constituent = fields.object("constituent");
  if (constituent.is_given()) made.constituent = read_person(std::move(constituent));
}

// Blanks were typed, or a column was exported wrongly: the letter would have no subject, and nobody would know why.
void refuse_blank_subject(CaseFields& fields) {
  const Value* subject = fields.member("subject");
  if (subject != nullptr && subject->is_string() && !subject->text().empty())
    fields.report("cases.empty", fields.span_of("subject"), "subject holds nothing but blanks",
                  {"fill it in, or leave it out"});
}

void check_signatories(CaseFields& fields, const std::vector<std::string>& ids) {
  const Value* given = fields.member("signatory");
  if (given == nullptr || !given->is_array()) return;
  if (given->items().empty())
    fields.report("cases.empty", fields.span_of("signatory"), "signatory is an empty list",
                  {"name who signs, or leave it out: then the department's first signatory does"});
  if (ids.size() == 2 && ids[0] == ids[1])
    fields.report("cases.signatory", fields.span_of("signatory"), fmt::format("\"{}\" is to sign twice", ids[0]),
                  {"name two people, or one"});
}

void read_words(Case& made, CaseFields& fields) {
  made.on_behalf_of = fields.optional_by_language("on_behalf_of");
  made.subject = fields.optional_by_language("subject");
  if (made.subject.empty()) refuse_blank_subject(fields);
  made.marking = fields.optional("marking");
  made.topics = fields.list("topics");
  made.salutation = fields.words_by_language("salutation");
  made.close = fields.words_by_language("close");
  made.top_and_tail = fields.flag("top_and_tail");
  made.signatories = fields.one_or_list("signatory", most_signatories);
  check_signatories(fields, made.signatories);
  made.enclosures = fields.list_by_language("enclosures");
  made.copies = fields.list_by_language("copies");
}

void read_all(Case& made, CaseFields& fields) {
  made.reference = fields.required("reference");
  check_reference(fields, made.reference);
  made.department = fields.required("department");
  check_department(fields, made.department);
  if (std::optional<std::string> name = fields.words("template")) {
    check_template(fields, *name);
    made.template_name = std::move(*name);
  }
  made.date = fields.date("date");
  made.languages = fields.list("languages");
  check_languages(fields, made.languages);
  made.incoming = read_incoming(fields.object("incoming"));
  made.deadline_policy = read_deadline_policy(fields.object("deadline"));
  read_addressees(made, fields);
  read_words(made, fields);
  made.history = read_history(fields.objects("history", most_paragraphs));
  made.paragraphs = read_paragraphs(fields);
  fields.find("facts", Value::Kind::object);
  fields.finish("a field that only the department's paragraphs name goes under \"facts\"");
}

}  // namespace

Result<Case> Case::from(SourceRef source) {
  Result<Document> document = read_json(std::move(source));
  if (!document) return tl::unexpected<Diagnostics>(document.error());
  return from(std::move(*document));
}

Result<Case> Case::from(Document document) {
  if (!document.root.is_object())
    return fail(error("cases.type", document.span(document.root),
                      fmt::format("a case is an object, not {}", with_article(document.root.kind())),
                      {"write {\"reference\": …, \"department\": …, \"correspondent\": {…}}"}));
  Case made;
  made.document = std::move(document);
  Diagnostics diagnostics;
  CaseFields fields(made.document, &made.document.root, {}, diagnostics);
  read_all(made, fields);
  if (diagnostics.empty()) return made;
  sort_by_place(diagnostics);
  return fail(std::move(diagnostics));
}

}  // namespace engross
