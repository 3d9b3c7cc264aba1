// In: whose files a department has taken over. Out: the same as a file of the department, and back.
// Refuses: a file that does not say it, or speaks of files and lenders that there are not.
#include "department/lenders.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "data/read.hpp"
#include "department/department_yaml.hpp"

namespace engross {
namespace {

class Recalling {
 public:
  explicit Recalling(Resources& to) : to_(to), source_(to.source(inherited_file)) {}

  Result<void> run() {
    auto read = read_json(source_);
    if (!read || !read->root.is_object()) return damaged("it is no JSON object");
    const Value* lenders = read->root.find("lenders");
    const Value* files = read->root.find("files");
    if (lenders == nullptr || !lenders->is_array() || files == nullptr || !files->is_object())
      return damaged("it names no lenders and files");
    for (const Value& item : lenders->items())
      if (!take_lender(item)) return damaged("a lender of its has no id, version and sha256");
    for (const Member& file : files->members())
      if (!take_file(file)) return damaged(fmt::format("it speaks of {}, which is not there", file.key));
    return {};
  }

 private:
  Result<void> damaged(std::string_view what) {
    to_.lenders.clear();
    to_.lent.clear();
    return fail(error("department.extends", {source_, 0, 0},
                      fmt::format("{} does not say whose files these are: {}", inherited_file, what),
                      {"restore it from a backup; it is written only by engross"}));
  }

  bool take_lender(const Value& item) {
    Lender lender;
    for (const auto& [key, to] :
         {std::pair{"id", &lender.id}, std::pair{"version", &lender.version}, std::pair{"sha256", &lender.sha256}}) {
      const Value* value = item.is_object() ? item.find(key) : nullptr;
      if (value == nullptr || !value->is_string()) return false;
      *to = value->text();
    }
    if (!is_id(lender.id)) return false;
    to_.lenders.push_back(std::move(lender));
    return true;
  }

  bool take_file(const Member& file) {
    const bool known = file.value.is_string() && to_.files.contains(file.key) &&
                       std::ranges::find(to_.lenders, file.value.text(), &Lender::id) != to_.lenders.end();
    if (known) to_.lent.emplace(file.key, file.value.text());
    return known;
  }

  Resources& to_;
  SourceRef source_;
};

}  // namespace

std::string lent_notes(std::string_view lender) {
  return fmt::format("{}{}.yaml", lent_notes_folder, lender);
}

std::string write_lenders(const Resources& resources) {
  Value lenders = Value::array();
  for (const Lender& lender : resources.lenders) {
    Value item = Value::object();
    item.set("id", Value::string(lender.id));
    item.set("version", Value::string(lender.version));
    item.set("sha256", Value::string(lender.sha256));
    lenders.push_back(std::move(item));
  }
  Value files = Value::object();
  for (const auto& [path, id] : resources.lent) files.set(path, Value::string(id));
  Value all = Value::object();
  all.set("lenders", std::move(lenders));
  all.set("files", std::move(files));
  return to_canonical_json(all);
}

Result<void> recall_lenders(Resources& resources) {
  if (!resources.lenders.empty() || !resources.files.contains(inherited_file)) return {};
  return Recalling(resources).run();
}

}  // namespace engross
