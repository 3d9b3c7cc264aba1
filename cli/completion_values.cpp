// In: a kind of value, its beginning, and the line that it stands on. Out: the values that it may become.
// Refuses nothing: a shell is about to show what is said here in the middle of somebody's line, so that whatever goes
// wrong is an empty list, and the command itself will say why.
#include "completion_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "chosen_department.hpp"
#include "data/read.hpp"
#include "inputs.hpp"
#include "paragraph_index.hpp"
#include "style/envelope_profile.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_bytes = std::size_t{8} << 20U;  // of a case or draft that is looked into

// A shell gives the words as they were typed: it opens no "~" before the command runs.
std::string opened(const World& world, const std::string& word) {
  if (word != "~" && !word.starts_with("~/")) return word;
  const auto home = world.environment("HOME");
  return home ? *home + word.substr(1) : word;
}

// The value of an option at `at` of the line, when it stands there; `at` is then its last word.
std::optional<std::string> value_at(const std::vector<std::string>& line, std::string_view option, std::size_t& at) {
  const std::string& word = line[at];
  if (word.size() > option.size() && word.starts_with(option) && word[option.size()] == '=')
    return word.substr(option.size() + 1);
  if (word != option) return std::nullopt;
  std::size_t value = at + 1;
  if (value < line.size() && line[value] == "=") ++value;  // bash takes "--store=DIR" for three words
  if (value >= line.size()) return std::nullopt;
  at = value;
  return line[value];
}

class Values {
 public:
  Values(Session& session, const std::string& begun, const std::vector<std::string>& line)
      : session_(session), begun_(begun), line_(line), before_(begun.substr(0, begun.rfind(',') + 1)) {}

  std::vector<OfferedValue> of(std::string_view kind) {
    using Ask = void (Values::*)();
    constexpr std::array<std::pair<std::string_view, Ask>, 10> asks{{{"department", &Values::departments},
                                                                     {"paragraph", &Values::paragraphs},
                                                                     {"recorded", &Values::recorded},
                                                                     {"topic", &Values::topics},
                                                                     {"unit", &Values::units},
                                                                     {"policy", &Values::policies},
                                                                     {"envelope", &Values::envelopes},
                                                                     {"signatory", &Values::signatories},
                                                                     {"role", &Values::roles},
                                                                     {"template", &Values::templates}}};
    for (const auto& [name, ask] : asks)
      if (name == kind) (this->*ask)();
    return std::move(found_);
  }

 private:
  void offer(const std::string& value, const std::string& description = {}) {
    if (value.starts_with(begun_) && value.find('\n') == std::string::npos)
      found_.push_back({.value = value, .description = description});
  }

  // The last part of a list with commas, and none of those before it again.
  void offer_in_list(const std::string& value, const std::string& description) {
    if (("," + before_).find("," + value + ",") == std::string::npos) offer(before_ + value, description);
  }

  // A department's id as a case or a draft has it.
  std::optional<std::string> department_of(const std::string& word) const {
    if (session_.world().kind_of(word) != World::Kind::file) return std::nullopt;
    auto bytes = session_.world().read_file(word, most_bytes);
    if (!bytes) return std::nullopt;
    const SourceRef source = make_source(word, std::move(*bytes));
    if (kind_of(*source) == InputKind::draft) {
      const auto head = read_draft_head(source);
      return head && !head->department.empty() ? std::optional(head->department) : std::nullopt;
    }
    if (kind_of(*source) != InputKind::case_file || !beginning_is_json(source->text)) return std::nullopt;
    const auto document = read_json(source);
    const Value* id = document && document->root.is_object() ? document->root.find("department") : nullptr;
    return id != nullptr && id->is_string() ? std::optional(id->text()) : std::nullopt;
  }

  static bool beginning_is_json(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '{';
  }

  std::optional<std::string> named_department() const {
    if (!session_.options().department.empty()) return session_.options().department;
    for (const std::string& word : line_)
      if (auto id = department_of(opened(session_.world(), word))) return id;
    return std::nullopt;
  }

  std::optional<std::string> department() const {
    if (auto named = named_department()) return named;
    const auto only = chosen_name(session_);
    return only ? std::optional(*only) : std::nullopt;
  }

  std::shared_ptr<const Department> opened_department() const {
    const auto name = department();
    const auto made = name ? session_.open_department(*name) : Result<std::shared_ptr<const Department>>(nullptr);
    return made.value_or(nullptr);
  }

  std::optional<SearchIndex> index() const {
    const auto name = department();
    if (!name) return std::nullopt;
    auto made = paragraph_index(session_, *name);
    return made ? std::optional(std::move(*made)) : std::nullopt;
  }

  void departments() {
    for (const FoundDepartment& found : session_.departments()) offer(found.id, found.path.string());
  }

  void paragraphs() {
    const auto library = index();
    const auto all = library ? library->originals() : Result<std::vector<SearchIndex::Listed>>();
    if (!all) return;
    for (const SearchIndex::Listed& one : *all) offer_in_list(one.id, one.title);
  }

  // With the revisions that there were, once the id is there with its "@". Letters of every department are recorded.
  void recorded() {
    std::vector<std::string> names;
    if (const auto name = named_department())
      names = {*name};
    else
      for (const FoundDepartment& found : session_.departments()) names.push_back(found.path.string());
    std::set<std::string> told;
    for (const std::string& name : names) {
      const auto library = paragraph_index(session_, name);
      const auto all = library ? library->originals() : Result<std::vector<SearchIndex::Listed>>();
      if (!all) continue;
      for (const SearchIndex::Listed& one : *all) {
        if (!told.insert(one.id).second) continue;
        offer(one.id, one.title);
        if (!begun_.starts_with(one.id + "@")) continue;
        for (int revision = one.revision; revision >= 1; --revision)
          offer(fmt::format("{}@{}", one.id, revision), one.title);
      }
    }
  }

  void topics() {
    const auto library = index();
    const auto all = library ? library->topics() : Result<std::vector<std::string>>();
    if (!all) return;
    for (const std::string& topic : *all) offer(topic);
  }

  void units() {
    const auto library = index();
    const auto all = library ? library->owners() : Result<std::vector<std::string>>();
    if (!all) return;
    for (const std::string& unit : *all) offer(unit);
  }

  // As `deadline` itself does: the department that is named, else what all share.
  void policies() {
    std::shared_ptr<const Deadlines> deadlines;
    if (session_.options().department.empty()) {
      if (const auto shared = session_.shared()) deadlines = shared->deadlines;
    } else if (const auto department = session_.open_department(session_.options().department)) {
      deadlines = (*department)->deadlines;
    }
    if (!deadlines) return;
    for (const DeadlinePolicy& policy : deadlines->policies()) offer(policy.id, policy.name);
  }

  void envelopes() {
    std::vector<SourceRef> files;
    if (const auto department = opened_department())
      files = department->envelope_files;
    else if (const auto shared = session_.shared(); shared && shared->envelopes)
      files = {shared->envelopes};
    const auto profiles = EnvelopeProfiles::from(files);
    if (!profiles) return;
    for (const auto& [name, profile] : profiles->all()) offer_in_list(name, profile.source);
  }

  void signatories() {
    const auto department = opened_department();
    if (!department) return;
    for (const Signatory& signatory : department->signatories) offer(signatory.id, signatory.name);
  }

  void roles() {
    const auto department = opened_department();
    if (!department) return;
    std::set<std::string> roles(department->policies.approvals.begin(), department->policies.approvals.end());
    for (const Approver& person : department->approvers) roles.insert(person.roles.begin(), person.roles.end());
    for (const std::string& role : roles) offer(role);
  }

  void templates() {
    if (const auto department = opened_department()) {
      for (const auto& [name, skeleton] : department->templates) offer(name);
    } else if (const auto shared = session_.shared()) {
      for (const auto& [name, skeleton] : shared->templates) offer(name);
    }
  }

  Session& session_;
  const std::string& begun_;
  const std::vector<std::string>& line_;
  std::string before_;  // of a list, up to its last comma
  std::vector<OfferedValue> found_;
};

}  // namespace

CommonOptions options_on(const World& world, const std::vector<std::string>& line, CommonOptions options) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    for (const auto& [name, to] :
         {std::pair("--department", &CommonOptions::department), std::pair("--lock", &CommonOptions::lock),
          std::pair("--store", &CommonOptions::store)})
      if (const auto value = value_at(line, name, at)) options.*to = opened(world, *value);
    for (const auto& [name, to] : {std::pair("--department-path", &CommonOptions::department_path),
                                   std::pair("--lock-trust", &CommonOptions::lock_trust)})
      if (const auto value = value_at(line, name, at)) (options.*to).push_back(opened(world, *value));
  }
  return options;
}

std::vector<OfferedValue> values_of(Session& session, std::string_view kind, const std::string& begun,
                                    const std::vector<std::string>& line) {
  return Values(session, begun, line).of(kind);
}

}  // namespace engross::cli
