// In: department.yaml. Out: who the department is, who signs, what it allows.
// Refuses: unknown keys, values of the wrong kind, ids, language tags, zones and check codes that are none, signatories
// twice.
#include "department/department_yaml.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "base/language_tag.hpp"
#include "base/suggest.hpp"
#include "base/zone.hpp"
#include "data/read.hpp"
#include "department/check_codes.hpp"
#include "department/fingerprint.hpp"
#include "style/fields.hpp"

namespace engross {
namespace {

constexpr FieldCodes codes = department_codes;

void read_id(Fields& fields, std::string_view key, std::string& to) {
  if (fields.text(key, to) && !is_id(to))
    fields.report("department.id", fields.span(key), fmt::format("\"{}\" is no id", to),
                  {"an id is made of small letters, digits and single hyphens, and begins with a letter"});
}

// Written without quotation marks, 1.0 is a number; its text is what was meant.
void read_version(Fields& fields, std::string& to) {
  const Value* value = fields.known("version");
  if (value != nullptr && value->is_number())
    to = value->text();
  else
    fields.text("version", to);
}

void read_languages(Fields& fields, std::vector<std::string>& to) {
  fields.texts("languages", to);
  if (to.empty()) to = {"en-GB"};
  std::set<std::string> seen;
  for (const std::string& tag : to)
    if (!is_language_tag(tag) || !seen.insert(tag).second)
      fields.report("department.language", fields.span("languages"),
                    fmt::format("\"{}\" is {}", tag, is_language_tag(tag) ? "there twice" : "no language tag"),
                    {"write tags as en-GB, cy"});
}

void read_zone(Fields& fields, std::string& to) {
  if (!fields.text("zone", to) || is_zone(to)) return;
  std::string near = did_you_mean(to, zone_names());
  fields.report("department.zone", fields.span("zone"), fmt::format("there is no time zone \"{}\"", to),
                {near.empty() ? "name it as the IANA database does: Europe/London" : std::move(near)});
}

void read_extends(Fields& fields, Department& to) {
  read_id(fields, "extends", to.extends);
  if (!is_id(to.extends)) to.extends.clear();
  if (!to.extends.empty() && to.extends == to.id)
    fields.report("department.extends", fields.span("extends"), "a department cannot extend itself",
                  {"name the department whose library it takes over"});
}

void read_decides(Fields& fields, std::set<Call>& to) {
  std::vector<std::string> words;
  fields.texts("decides", words);
  for (const std::string& word : words) {
    const bool known = word == name_of(Call::derive) || word == name_of(Call::select);
    const bool fresh = known && to.insert(word == name_of(Call::derive) ? Call::derive : Call::select).second;
    if (!fresh)
      fields.report("department.decides", fields.span("decides"),
                    known ? fmt::format("\"{}\" is there twice", word)
                          : fmt::format("a department's code can derive and select; \"{}\" is neither", word),
                    {"write decides: [derive, select], or one of the two"});
  }
}

void read_approvals(const Document& document, Fields& policies, std::vector<std::string>& to) {
  std::vector<std::string> texts;
  if (!policies.texts("approvals", texts)) return;
  for (const Value& item : policies.known("approvals")->items()) {
    if (!is_id(item.text()))
      policies.report("department.id", document.span(item), fmt::format("\"{}\" is no role", item.text()),
                      {"a role is an id of small letters, digits and single hyphens: drafter, private-office"});
    else if (std::ranges::find(to, item.text()) != to.end())
      policies.report("department.approvals", document.span(item),
                      fmt::format("the role {} is there twice", item.text()),
                      {"two people who look at a letter have two roles: checker, second-checker"});
    else
      to.push_back(item.text());
  }
}

void read_policies(const Document& document, Fields& fields, Policies& to) {
  auto policies = fields.object("policies");
  if (!policies) return;
  using enum ExpiryPolicy;
  policies->choice("expiry", {{name_of(block), block}, {name_of(warn), warn}, {name_of(allow), allow}}, to.expiry);
  policies->boolean("allow_unsigned", to.allow_unsigned);
  read_approvals(document, *policies, to.approvals);
  policies->choice("date", {{"fixed", DatePolicy::fixed}, {"at-issue", DatePolicy::at_issue}}, to.date);
  policies->choice("history", {{"case", HistoryPolicy::of_case}, {"store", HistoryPolicy::of_store}}, to.history);
  policies->refuse_unknown();
}

void read_deadline(Fields& fields, Department& to) {
  auto deadline = fields.object("deadline");
  if (!deadline) return;
  deadline->require({"policy"});
  deadline->text("policy", to.deadline_policy);
  to.deadline_place = deadline->span("policy");
  deadline->refuse_unknown();
}

// A code that no check has would be a wish that nobody hears.
void refuse_unknown_codes(const Document& document, const Value& severities, Fields& fields) {
  const std::vector<std::string> known(check_codes.begin(), check_codes.end());
  for (const Member& member : severities.members()) {
    if (std::ranges::find(known, member.key) != known.end()) continue;
    std::string near = did_you_mean(member.key, known);
    fields.report("department.check-code", document.key_span(member.value),
                  fmt::format("no check has the code \"{}\"", member.key),
                  {near.empty() ? fmt::format("the codes are: {}", fmt::join(known, ", ")) : std::move(near)});
  }
}

void read_severities(const Document& document, Fields& fields, Department& to) {
  auto severities = fields.object("severities");
  const Value* object = fields.known("severities");
  if (!severities) return;
  refuse_unknown_codes(document, *object, fields);
  for (const Member& member : object->members()) {
    std::string word;
    severities->choice<std::string>(member.key, {{"error", "error"}, {"warning", "warning"}, {"off", "off"}}, word);
    to.severities[member.key] = word;
  }
}

void read_certificates(const Document& document, Fields& fields, std::vector<std::string>& to) {
  std::vector<std::string> words;
  if (!fields.texts("certificates", words)) return;
  for (const Value& item : fields.known("certificates")->items()) {
    if (auto fingerprint = fingerprint_of(item.text()))
      to.push_back(std::move(*fingerprint));
    else
      fields.report("department.fingerprint", document.span(item),
                    fmt::format("\"{}\" is no fingerprint: 64 hexadecimal digits are one", item.text()),
                    {fingerprint_hint});
  }
}

std::vector<std::string> lines_of(const Signatory& signatory) {
  std::vector<std::string> lines;
  for (const std::string* line : {&signatory.name, &signatory.title, &signatory.division})
    if (!line->empty()) lines.push_back(*line);
  return lines;
}

Signatory read_signatory(const Document& document, Fields& fields, const std::vector<std::string>& languages) {
  Signatory signatory;
  fields.require({"id", "name"});
  read_id(fields, "id", signatory.id);
  fields.text("name", signatory.name);
  fields.text("title", signatory.title);
  fields.text("division", signatory.division);
  for (std::size_t i = 1; i < languages.size(); ++i) {  // the first language's words have no ending
    const std::string language(primary_subtag(languages[i]));
    Signatory::Words words;
    const bool title = fields.text("title." + language, words.title);
    const bool division = fields.text("division." + language, words.division);
    if (title || division) signatory.translated.emplace(language, std::move(words));
  }
  read_certificates(document, fields, signatory.certificates);
  fields.refuse_unknown();
  signatory.lines = lines_of(signatory);
  return signatory;
}

void read_signatories(const Document& document, Fields& fields, Department& to, Diagnostics& problems) {
  const Value* list = fields.known("signatories");
  if (list == nullptr) return;
  if (!list->is_array() || list->items().empty()) {
    fields.report(codes.type, document.span(*list), "\"signatories\" must be a list of people, each with id and name");
    return;
  }
  std::set<std::string> seen;
  for (const Value& item : list->items()) {
    if (!item.is_object()) {
      fields.report(codes.type, document.span(item), "a signatory must be an object with id and name");
      continue;
    }
    Fields one(document, item, "signatories", problems, codes);
    Signatory signatory = read_signatory(document, one, to.languages);
    if (!signatory.id.empty() && !seen.insert(signatory.id).second)
      fields.report("department.signatory", one.span("id"),
                    fmt::format("signatory \"{}\" is there twice", signatory.id));
    to.signatories.push_back(std::move(signatory));
  }
}

}  // namespace

std::string_view name_of(ExpiryPolicy policy) {
  if (policy == ExpiryPolicy::block) return "block";
  return policy == ExpiryPolicy::warn ? "warn" : "allow";
}

Signatory Signatory::in(std::string_view language) const {
  Signatory there = *this;
  const auto words = translated.find(primary_subtag(language));
  if (words == translated.end()) return there;
  if (!words->second.title.empty()) there.title = words->second.title;
  if (!words->second.division.empty()) there.division = words->second.division;
  there.lines = lines_of(there);
  return there;
}

std::string text_member(const Value& root, std::string_view key) {
  const Value* value = root.find(key);
  return value != nullptr && (value->is_string() || value->is_number()) ? value->text() : std::string();
}

void read_department_yaml(const SourceRef& source, Department& to, Diagnostics& problems) {
  auto document = read_yaml(source);
  if (!document) return append(problems, document.error());
  to.manifest = std::move(*document);
  if (!to.manifest.root.is_object()) {
    problems.push_back(error(std::string(codes.type), {source, 0, 0}, "department.yaml must be an object",
                             {"write lines such as \"id: dfe\""}));
    return;
  }
  Fields fields(to.manifest, to.manifest.root, "", problems, codes);
  fields.require({"id", "name", "version"});
  read_id(fields, "id", to.id);
  fields.text("name", to.name);
  to.short_name = to.name;
  fields.text("short_name", to.short_name);
  read_version(fields, to.version);
  read_zone(fields, to.zone);
  read_languages(fields, to.languages);
  read_decides(fields, to.decides);
  fields.texts("reads", to.reads);
  if (!to.reads.empty() && to.decides.empty())
    fields.report("department.decides", fields.span("reads"), "what code reads is of interest only if there is code",
                  {"say what it does: decides: [derive, select]", "or take reads out"});
  read_extends(fields, to);
  read_policies(to.manifest, fields, to.policies);
  read_deadline(fields, to);
  read_severities(to.manifest, fields, to);
  read_signatories(to.manifest, fields, to, problems);
  fields.object("contacts");  // whatever the department's paragraphs name
  fields.refuse_unknown();
}

}  // namespace engross
