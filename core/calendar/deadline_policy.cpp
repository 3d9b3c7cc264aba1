// In: deadlines.yaml. Out: its policies, in its order.
// Refuses, and collects: unknown keys, ids that are none or twice, a length in no unit or in two, divisions twice or
// none, stages after the deadline.
#include "calendar/deadline_policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/enough.hpp"
#include "data/read.hpp"
#include "style/fields.hpp"

namespace engross {
namespace {

constexpr FieldCodes codes{.unknown = "deadline.unknown-key",
                           .type = "deadline.type",
                           .range = "deadline.length",
                           .missing = "deadline.missing",
                           .choice = "deadline.choice"};

bool is_plain(std::string_view id) {
  return !id.empty() && id.size() <= 100 && id.front() != '-' && id.back() != '-' &&
         std::ranges::all_of(id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

class Policies {
 public:
  explicit Policies(const Document& document) : document_(document) {}

  Result<std::vector<DeadlinePolicy>> read() {
    if (!document_.root.is_object()) {
      report(codes.type, document_.root, "deadlines.yaml must be an object",
             {"write \"policies:\", and under it a list of policies"});
      return fail(std::move(problems_));
    }
    Fields fields(document_, document_.root, "", problems_, codes);
    fields.require({"policies"});
    if (const Value* list = fields.known("policies"); list != nullptr) read_list(*list);
    fields.refuse_unknown();
    if (!problems_.empty()) return fail(std::move(problems_));
    return std::move(policies_);
  }

 private:
  void report(std::string_view code, const Value& at, std::string message, std::vector<std::string> hints = {}) {
    add_up_to_most(problems_, error(std::string(code), document_.span(at), std::move(message), std::move(hints)));
  }

  void read_list(const Value& list) {
    if (!list.is_array() || list.items().empty())
      return report(codes.type, list, "\"policies\" must be a list of policies, each with id, name and source");
    for (const Value& item : list.items()) {
      if (item.is_object())
        read_policy(item);
      else
        report(codes.type, item, "a policy must be an object with id, name, source, divisions and a length");
    }
  }

  void read_policy(const Value& item) {
    Fields fields(document_, item, "policies", problems_, codes);
    DeadlinePolicy policy;
    fields.require({"id", "name", "source", "divisions"});
    read_id(fields, policy.id);
    read_words(fields, "name", policy.name);
    read_words(fields, "source", policy.source);
    read_divisions(fields, policy);
    read_length(fields, item, policy);
    fields.choice("receipt",
                  {{"any-day", DeadlinePolicy::Receipt::any_day},
                   {"next-working-day", DeadlinePolicy::Receipt::next_working_day}},
                  policy.receipt);
    fields.choice(
        "day_one",
        {{"after-receipt", DeadlinePolicy::DayOne::after_receipt}, {"receipt", DeadlinePolicy::DayOne::receipt}},
        policy.day_one);
    read_stages(fields, policy);
    fields.refuse_unknown();
    policies_.push_back(std::move(policy));
  }

  void read_id(Fields& fields, std::string& to) {
    if (!fields.text("id", to)) return;
    if (!is_plain(to))
      fields.report("deadline.id", fields.span("id"), fmt::format("\"{}\" is no id of a policy", to),
                    {"an id is made of small letters, digits and hyphens: foi-20"});
    else if (!ids_.insert(to).second)
      fields.report("deadline.duplicate", fields.span("id"), fmt::format("the policy \"{}\" is there twice", to),
                    {"give one of the two another id"});
  }

  static void read_words(Fields& fields, std::string_view key, std::string& to) {
    if (fields.text(key, to) && to.empty())
      fields.report(codes.missing, fields.span(key), fmt::format("\"{}\" is empty", fields.named(key)));
  }

  void read_divisions(Fields& fields, DeadlinePolicy& to) {
    to.divisions_place = fields.span("divisions");
    if (!fields.texts("divisions", to.divisions)) return;
    if (to.divisions.empty())
      fields.report(codes.missing, fields.span("divisions"),
                    "a policy counts the bank holidays of one division at least",
                    {"write divisions: [england-and-wales]"});
    std::set<std::string> seen;
    for (const Value& item : fields.known("divisions")->items())
      if (!seen.insert(item.text()).second)
        report("deadline.duplicate", item, fmt::format("the division \"{}\" is there twice", item.text()));
  }

  void read_length(Fields& fields, const Value& item, DeadlinePolicy& to) {
    const bool days = fields.has("working_days");
    const bool months = fields.has("months");
    if (days == months)
      report("deadline.length", item,
             days ? "a policy has working_days or months, and this one has both"
                  : "this policy says neither working_days nor months",
             {"write working_days: 20, or months: 1"});
    to.unit = months ? DeadlinePolicy::Unit::months : DeadlinePolicy::Unit::working_days;
    fields.whole("working_days", {1, DeadlinePolicy::most_working_days, "working days"}, to.length);
    fields.whole("months", {1, DeadlinePolicy::most_months, "months"}, to.length);
    const int most = months ? DeadlinePolicy::most_months : DeadlinePolicy::most_working_days;
    fields.whole("extension", {1, static_cast<double>(most), months ? "months" : "working days"}, to.extension);
  }

  void read_stages(Fields& fields, DeadlinePolicy& to) {
    const Value* list = fields.known("stages");
    if (list == nullptr) return;
    if (!list->is_array())
      return report(codes.type, *list, "\"stages\" must be a list of stages, each with name and working_days");
    std::set<std::string> names;
    for (const Value& item : list->items()) {
      if (!item.is_object()) {
        report(codes.type, item, "a stage must be an object with name and working_days");
        continue;
      }
      to.stages.push_back(read_stage(item, to));
      const std::string& name = to.stages.back().name;
      if (!name.empty() && !names.insert(name).second)
        report("deadline.duplicate", item, fmt::format("the stage \"{}\" is there twice", name));
    }
  }

  DeadlinePolicy::Stage read_stage(const Value& item, const DeadlinePolicy& of) {
    Fields fields(document_, item, "stages", problems_, codes);
    DeadlinePolicy::Stage stage;
    fields.require({"name", "working_days"});
    read_words(fields, "name", stage.name);
    const bool read =
        fields.whole("working_days", {1, DeadlinePolicy::most_working_days, "working days"}, stage.working_days);
    fields.refuse_unknown();
    if (read && of.unit == DeadlinePolicy::Unit::working_days && of.length > 0 && stage.working_days > of.length)
      fields.report("deadline.stage", fields.span("working_days"),
                    fmt::format("\"{}\" is due by working day {}, after the deadline itself, day {}", stage.name,
                                stage.working_days, of.length),
                    {"a stage is done by the deadline"});
    return stage;
  }

  const Document& document_;
  Diagnostics problems_;
  std::set<std::string> ids_;
  std::vector<DeadlinePolicy> policies_;
};

}  // namespace

std::string DeadlinePolicy::length_in_words() const {
  if (unit == Unit::months) return fmt::format("{} month{}", length, length == 1 ? "" : "s");
  return fmt::format("{} working day{}", length, length == 1 ? "" : "s");
}

Result<std::vector<DeadlinePolicy>> read_deadline_policies(const SourceRef& yaml) {
  const Result<Document> document = read_yaml(yaml);
  if (!document) return fail(document.error());
  return Policies(*document).read();
}

}  // namespace engross
