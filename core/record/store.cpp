// In: bytes and records. Out: the same, found again by hash or reference.
// Refuses: a reference that was issued before, bytes that no longer have their hash, records that do not read.
#include "record/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/sha256.hpp"
#include "base/suggest.hpp"
#include "data/read.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t max_object = 256U << 20U;
constexpr std::size_t max_record = 16U << 20U;

bool is_plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

// A directory name that no reference can use to leave the store.
std::string file_name_of(std::string_view reference) {
  std::string name;
  for (const char c : reference) {
    if (is_plain(c))
      name += c;
    else
      name += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return name;
}

std::optional<int> issue_of(const std::string& file) {
  int issue = 0;
  const auto [end, code] = std::from_chars(file.data(), file.data() + file.size(), issue);
  if (code != std::errc() || std::string_view(end) != ".json" || issue < 1) return std::nullopt;
  return issue;
}

}  // namespace

fs::path Store::path_of(const std::string& sha256) const {
  return root_ / "objects" / sha256.substr(0, 2) / sha256.substr(2);
}

fs::path Store::directory_of(const std::string& reference) const {
  return root_ / "records" / file_name_of(reference);
}

Result<std::string> Store::keep(std::string_view bytes) {
  std::string key = sha256_hex(bytes);
  const fs::path path = path_of(key);
  if (world_.kind_of(path) == World::Kind::file) return key;
  if (auto made = world_.make_directories(path.parent_path()); !made) return fail(made.error());
  if (auto written = world_.write_file(path, bytes); !written) return fail(written.error());
  return key;
}

Result<std::string> Store::object(const std::string& sha256) const {
  const bool is_key = sha256.size() == 64 && std::ranges::all_of(sha256, [](char c) {
                        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                      });
  if (!is_key || world_.kind_of(path_of(sha256)) != World::Kind::file)
    return fail(error("store.missing", {}, fmt::format("the store {} has no object {}", root_.string(), sha256),
                      {"use the store that the letter was issued with (--store DIR)"}));
  auto bytes = world_.read_file(path_of(sha256), max_object);
  if (!bytes) return bytes;
  if (sha256_hex(*bytes) != sha256)
    return fail(error("store.damaged", {}, fmt::format("{} no longer has its SHA-256", path_of(sha256).string()),
                      {"restore it from a backup"}));
  return bytes;
}

std::vector<int> Store::issues_of(const std::string& reference) const {
  std::vector<int> issues;
  const auto files = world_.list_files(directory_of(reference));
  if (!files) return issues;
  for (const std::string& file : *files)
    if (const auto issue = issue_of(file)) issues.push_back(*issue);
  std::ranges::sort(issues);
  return issues;
}

Result<void> Store::add(Record& record, Again again) {
  const std::vector<int> issued = issues_of(record.reference);
  if (!issued.empty() && again == Again::refuse) {
    const auto earlier = this->record(record.reference);
    const std::string when = earlier && earlier->at ? " on " + earlier->at->local_date().iso() : "";
    return fail(error("store.issued-before", {},
                      fmt::format("a letter with reference {} was issued{}", record.reference, when),
                      {"to issue it again, say why: --reissue --because \"…\""}));
  }
  record.issue = issued.empty() ? 1 : issued.back() + 1;
  const fs::path directory = directory_of(record.reference);
  if (auto made = world_.make_directories(directory); !made) return fail(made.error());
  const std::string text = to_json(to_value(record)) + "\n";
  const fs::path path = directory / fmt::format("{}.json", record.issue);
  if (auto written = world_.write_new_file(path, text); !written) {
    if (written.error().front().code != "world.exists") return written;
    return fail(error("store.issued-before", {},
                      fmt::format("a letter with reference {} was issued at this moment", record.reference),
                      {"look at it with: engross records list"}));
  }
  return {};
}

Result<void> Store::withdraw(const Record& record) {
  return world_.remove_file(directory_of(record.reference) / fmt::format("{}.json", record.issue));
}

Result<Record> Store::read(const fs::path& path) const {
  auto bytes = world_.read_file(path, max_record);
  if (!bytes) return fail(bytes.error());
  const auto document = read_json(make_source(path.string(), std::move(*bytes)), {.bytes = max_record});
  if (!document) return fail(document.error());
  return record_from(*document);
}

Result<Record> Store::record(const std::string& reference, std::optional<int> issue) const {
  const std::vector<int> issued = issues_of(reference);
  const bool known = issue ? std::ranges::find(issued, *issue) != issued.end() : !issued.empty();
  if (known)
    return read(directory_of(reference) / fmt::format("{}.json", issue.value_or(issued.empty() ? 1 : issued.back())));
  std::vector<std::string> references;
  if (const auto all = records())
    for (const Record& record : *all) references.push_back(record.reference);
  std::vector<std::string> hints{"list what there is: engross records list"};
  if (std::string near = did_you_mean(reference, references); !near.empty())
    hints.insert(hints.begin(), std::move(near));
  return fail(error("store.no-record", {}, fmt::format("the store {} has no record of {}", root_.string(), reference),
                    std::move(hints)));
}

Result<std::vector<Record>> Store::records() const {
  std::vector<Record> all;
  if (world_.kind_of(root_ / "records") != World::Kind::directory) return all;
  const auto files = world_.list_files(root_ / "records");
  if (!files) return fail(files.error());
  for (const std::string& file : *files) {
    if (!issue_of(fs::path(file).filename().string())) continue;
    auto record = read(root_ / "records" / file);
    if (!record) return fail(record.error());
    all.push_back(std::move(*record));
  }
  std::ranges::sort(all, [](const Record& a, const Record& b) {
    return std::tie(a.reference, a.issue) < std::tie(b.reference, b.issue);
  });
  return all;
}

}  // namespace engross
