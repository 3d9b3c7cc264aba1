// In: what a run is made of. Out: its one line of JSON, that line's hash, and in what two runs differ.
// Refuses: JSON that lacks a member.
#include "ledger/run_identity.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/sha256.hpp"
#include "ledger/member.hpp"

namespace engross {
namespace {

Value text(const std::string& of) {
  return Value::string(of);
}

Value number(std::uint64_t of) {
  return Value::number(std::to_string(of));
}

std::string shown_value(const Value& value) {
  return value.is_string() ? "“" + value.text() + "”" : to_json(value, false);
}

// Of two objects: every member that is not the same in both, by its dotted name.
void compare(const Value& run, const Value& wanted, const std::string& under, std::vector<std::string>& differing) {
  const auto name_of_member = [&](const std::string& key) { return under.empty() ? key : under + "." + key; };
  for (const Member& member : run.members()) {
    const Value* other = wanted.find(member.key);
    const std::string name = name_of_member(member.key);
    if (other == nullptr)
      differing.push_back(fmt::format("{} was {}, and is not given now", name, shown_value(member.value)));
    else if (member.value.is_object() && other->is_object())
      compare(member.value, *other, name, differing);
    else if (to_canonical_json(member.value) != to_canonical_json(*other))
      differing.push_back(
          fmt::format("{} was {}, and is {} now", name, shown_value(member.value), shown_value(*other)));
  }
  for (const Member& member : wanted.members())
    if (run.find(member.key) == nullptr)
      differing.push_back(
          fmt::format("{} was not given, and is {} now", name_of_member(member.key), shown_value(member.value)));
}

Value value_of(const RunIdentity& identity) {
  Value value = Value::object();
  Value exported = Value::object();
  exported.set("name", text(identity.export_name));
  exported.set("bytes", number(identity.export_bytes));
  exported.set("sha256", text(identity.export_sha256));
  value.set("export", std::move(exported));
  value.set("mapping_sha256", text(identity.mapping_sha256));
  value.set("department", text(identity.department));
  value.set("department_version", text(identity.department_version));
  value.set("department_sha256", text(identity.department_sha256));
  value.set("shared_sha256", text(identity.shared_sha256));
  value.set("options", identity.options);
  value.set("today", text(identity.today.iso()));
  value.set("engine", text(identity.engine));
  value.set("shards", number(identity.shards));
  return value;
}

}  // namespace

std::string RunIdentity::canonical() const {
  return to_canonical_json(value_of(*this));
}

std::string RunIdentity::sha256() const {
  return sha256_hex(canonical());
}

Result<RunIdentity> RunIdentity::from(const Document& document) {
  MemberOf from(document, "ledger.damaged", "the identity of the run");
  RunIdentity identity;
  const MemberOf exported = from.object("export");
  identity.export_name = exported.text("name");
  identity.export_bytes = exported.whole("bytes");
  identity.export_sha256 = exported.text("sha256");
  identity.mapping_sha256 = from.text("mapping_sha256");
  identity.department = from.text("department");
  identity.department_version = from.text("department_version");
  identity.department_sha256 = from.text("department_sha256");
  identity.shared_sha256 = from.text("shared_sha256");
  identity.options = from.value("options", Value::Kind::object);
  const auto today = Date::parse(from.text("today"));
  if (!today) from.wrong("today", "a day such as 2016-10-26");
  identity.today = today.value_or(identity.today);
  identity.engine = from.text("engine");
  identity.shards = from.whole("shards");
  if (auto faults = from.faults(); !faults.empty()) return fail(std::move(faults));
  return identity;
}

std::vector<std::string> differences(const RunIdentity& run, const RunIdentity& wanted) {
  std::vector<std::string> differing;
  compare(value_of(run), value_of(wanted), "", differing);
  if (run.shard != wanted.shard)
    differing.push_back(fmt::format("shard was {}, and is {} now", run.shard, wanted.shard));
  return differing;
}

}  // namespace engross
