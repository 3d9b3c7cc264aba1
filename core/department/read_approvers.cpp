// In: approvers.yaml, trust/ and the policies of a department. Out: its approvers and whom it trusts.
// Refuses: unknown keys, people, certificates and roles twice, fingerprints that are none, roles that a letter needs
// and nobody has, or too few different people have, and approvers without a root that their certificates lead to.
#include "department/read_approvers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/suggest.hpp"
#include "data/read.hpp"
#include "department/department_yaml.hpp"
#include "department/files.hpp"
#include "department/fingerprint.hpp"
#include "style/fields.hpp"

namespace engross {
namespace {

constexpr FieldCodes codes = department_codes;

class People {
 public:
  People(const Document& document, Diagnostics& problems) : document_(document), problems_(problems) {}

  std::vector<Approver> read() {
    Fields fields(document_, document_.root, "", problems_, codes);
    fields.require({"people"});
    if (const Value* list = fields.known("people"); list != nullptr) {
      if (list->is_array() && !list->items().empty())
        for (const Value& item : list->items()) read_person(item);
      else
        fields.report(codes.type, document_.span(*list), "\"people\" must be a list of people who may approve letters");
    }
    fields.refuse_unknown();
    return std::move(people_);
  }

 private:
  void read_person(const Value& item) {
    if (!item.is_object()) return report(codes.type, item, "a person must be an object with name, certificates, roles");
    Fields fields(document_, item, "people", problems_, codes);
    fields.require({"name", "certificates", "roles"});
    Approver person;
    if (fields.text("name", person.name)) {
      if (person.name.empty()) report("department.approver", *fields.known("name"), "a person has a name");
      if (!names_.insert(person.name).second)
        report("department.approver", *fields.known("name"), fmt::format("{} is there twice", person.name),
               {"give one person one entry, with all certificates and roles"});
    }
    each_text(fields, "certificates", [&](const Value& at) { read_fingerprint(at, person); });
    each_text(fields, "roles", [&](const Value& at) { read_role(at, person); });
    fields.refuse_unknown();
    people_.push_back(std::move(person));
  }

  template <class Visit>
  void each_text(Fields& fields, std::string_view key, Visit&& visit) {
    std::vector<std::string> texts;
    if (!fields.texts(key, texts)) return;
    const Value& list = *fields.known(key);
    if (texts.empty()) report(codes.type, list, fmt::format("\"{}\" has nothing in it", fields.named(key)));
    for (const Value& item : list.items()) visit(item);
  }

  void read_fingerprint(const Value& at, Approver& person) {
    auto digits = fingerprint_of(at.text());
    if (!digits)
      return report("department.fingerprint", at,
                    fmt::format("\"{}\" is no fingerprint: 64 hexadecimal digits are one", at.text()),
                    {fingerprint_hint});
    if (!certificates_.emplace(*digits, person.name).second)
      return report("department.approver", at,
                    fmt::format("this certificate is there already, as {}'s", certificates_[*digits]),
                    {"a certificate is one person's"});
    person.certificates.push_back(std::move(*digits));
  }

  void read_role(const Value& at, Approver& person) {
    if (!is_id(at.text()))
      report("department.id", at, fmt::format("\"{}\" is no role", at.text()),
             {"a role is an id of small letters, digits and single hyphens: drafter, private-office"});
    else if (person.has(at.text()))
      report("department.approver", at, fmt::format("{} has the role {} twice", person.name, at.text()));
    else
      person.roles.push_back(at.text());
  }

  void report(std::string_view code, const Value& at, std::string message, std::vector<std::string> hints = {}) {
    problems_.push_back(error(std::string(code), document_.span(at), std::move(message), std::move(hints)));
  }

  const Document& document_;
  Diagnostics& problems_;
  std::vector<Approver> people_;
  std::set<std::string, std::less<>> names_;
  std::map<std::string, std::string, std::less<>> certificates_;  // and whose
};

// The policy stands in department.yaml, and what is wrong with it against approvers.yaml is told there.
void check_policy(const Department& department, Diagnostics& problems) {
  const std::vector<std::string>& roles = department.policies.approvals;
  const Value* list = find_path(department.manifest.root, "policies.approvals");
  if (roles.empty() || list == nullptr) return;
  std::vector<std::string> known;
  for (const Approver& person : department.approvers)
    known.insert(known.end(), person.roles.begin(), person.roles.end());
  bool held = true;
  for (const Value& item : list->items()) {
    const bool asked = std::ranges::find(roles, item.text()) != roles.end();
    if (!asked || std::ranges::find(known, item.text()) != known.end()) continue;
    held = false;
    std::string near = did_you_mean(item.text(), known);
    problems.push_back(error("department.approvals", department.manifest.span(item),
                             fmt::format("nobody in approvers.yaml has the role {}", item.text()),
                             {near.empty() ? "give it to somebody there" : std::move(near)}));
  }
  if (held && !different_people(department.approvers, roles))
    problems.push_back(error(
        "department.approvals", department.manifest.span(*list),
        fmt::format("no letter could be approved: there are too few different people for {}", fmt::join(roles, ", ")),
        {"one person approves a letter in one role: give a role to somebody else as well"}));
}

void require_roots(const Department& department, Diagnostics& problems) {
  if (department.approvers.empty() || !department.trust.roots.empty()) return;
  problems.push_back(error("department.trust", {department.resources.source("approvers.yaml"), 0, 0},
                           "approvers are named, but no root that their certificates lead to",
                           {"put the root of their authority into trust/, as a PEM file"}));
}

}  // namespace

void read_approvers(Department& to, Diagnostics& problems) {
  const std::size_t before = problems.size();
  for (const auto& [path, content] : to.resources.files) {
    const FileKind kind = kind_of_file(path);
    if (kind == FileKind::root || kind == FileKind::revocation)
      read_trust_file(to.resources.source(path), kind == FileKind::revocation, to.trust, problems);
  }
  if (const SourceRef source = to.resources.source("approvers.yaml")) {
    const auto document = read_yaml(source);
    if (!document) return append(problems, document.error());
    if (!document->root.is_object())
      return problems.push_back(error(std::string(codes.type), {source, 0, 0}, "approvers.yaml must be an object",
                                      {"begin with the line \"people:\""}));
    to.approvers = People(*document, problems).read();
  }
  if (problems.size() > before) return;  // what follows would only repeat it
  require_roots(to, problems);
  check_policy(to, problems);
}

}  // namespace engross
