// In: bytes and records. Out: the same, found again by hash or reference.
// Refuses: a reference that was issued before, bytes that no longer have their hash, records that do not read, and to
// keep what it could not read again.
#include "record/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/sha256.hpp"
#include "base/sha256_digits.hpp"
#include "base/shell_word.hpp"
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

std::string escaped(std::string_view reference) {
  std::string name;
  for (const char c : reference) {
    if (is_plain(c))
      name += c;
    else
      name += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return name;
}

// A directory name that no reference can use to leave the store, that no other reference has, and that file systems
// take. What is too long when it is escaped goes by its beginning and its hash: no escaped name has "%s".
std::string file_name_of(std::string_view reference) {
  constexpr std::size_t longest_name = 255;
  constexpr std::size_t beginning = 120;
  std::string name = escaped(reference);
  if (name.size() > longest_name) name = name.substr(0, beginning) + "%sha256-" + sha256_hex(reference);
  return name;
}

std::optional<int> issue_of(const std::string& file) {
  int issue = 0;
  const auto [end, code] = std::from_chars(file.data(), file.data() + file.size(), issue);
  if (code != std::errc() || std::string_view(end) != ".json" || issue < 1) return std::nullopt;
  return issue;
}

Diagnostic too_large(std::string_view what, std::size_t size, std::size_t most) {
  return error("store.too-large", {},
               fmt::format("{} has {} bytes; the store keeps at most {} MiB of it", what, size, most >> 20U),
               {"make it smaller: a letter consists of a few pages and the department's files"});
}

Result<Record> record_in(SourceRef source) {
  const auto document = read_json(std::move(source), {.bytes = max_record});
  if (!document) return fail(document.error());
  return record_from(*document);
}

// What was found wrong inside the file, told as what it means: this record is damaged, the others are not.
Diagnostics damaged(const fs::path& path, const Diagnostics& faults) {
  Diagnostics told;
  for (const Diagnostic& fault : faults)
    told.push_back(error("record.damaged", fault.span,
                         fmt::format("the record {} is damaged: {}", path.string(), fault.message),
                         {"restore it from a backup; the store is written only by engross"}));
  return told;
}

}  // namespace

fs::path Store::path_of(const std::string& sha256) const {
  return root_ / "objects" / sha256.substr(0, 2) / sha256.substr(2);
}

fs::path Store::directory_of(const std::string& reference) const {
  return root_ / "records" / file_name_of(reference);
}

Result<std::string> Store::keep(std::string_view bytes) {
  if (bytes.size() > max_object) return fail(too_large("an input of the letter", bytes.size(), max_object));
  std::string key = sha256_hex(bytes);
  const fs::path path = path_of(key);
  if (world_.kind_of(path) == World::Kind::file) return key;
  if (auto made = world_.make_directories(path.parent_path()); !made) return fail(of_the_store(made.error()));
  if (auto written = world_.write_file(path, bytes); !written) return fail(of_the_store(written.error()));
  return key;
}

Result<std::string> Store::object(const std::string& sha256) const {
  const auto missing = [&] {
    return fail(error("store.missing", {}, fmt::format("the store {} has no object {}", root_.string(), sha256),
                      {"use the store that the letter was issued with (--store DIR)"}));
  };
  if (!is_sha256_hex(sha256)) return missing();
  auto bytes = world_.read_file(path_of(sha256), max_object);
  if (!bytes && bytes.error().front().code == "world.no-such-file") return missing();
  if (!bytes) return fail(of_the_store(bytes.error()));
  if (sha256_hex(*bytes) != sha256)
    return fail(error("store.damaged", {}, fmt::format("{} no longer has its SHA-256", path_of(sha256).string()),
                      {"restore it from a backup"}));
  return bytes;
}

Diagnostics Store::of_the_store(Diagnostics faults) const {
  for (Diagnostic& fault : faults)
    if (fault.code.starts_with("world."))
      fault.hints.push_back(fmt::format("the store is {}; another is named with --store DIR", root_.string()));
  return faults;
}

Result<std::vector<std::string>> Store::files_below(const fs::path& directory) const {
  auto files = world_.list_files(directory);
  if (files) return files;
  if (files.error().front().code == "world.no-such-directory") return std::vector<std::string>();
  return fail(of_the_store(files.error()));
}

Result<std::vector<int>> Store::issues_of(const std::string& reference) const {
  const auto files = files_below(directory_of(reference));
  if (!files) return fail(files.error());
  std::vector<int> issues;
  for (const std::string& file : *files)
    if (const auto issue = issue_of(file)) issues.push_back(*issue);
  std::ranges::sort(issues);
  return issues;
}

Diagnostic Store::issued_before(const std::string& reference) const {
  const auto earlier = record(reference);
  const std::string when = earlier && earlier->at ? " on " + earlier->at->local_date().iso() : "";
  return error("store.issued-before", {}, fmt::format("a letter with reference {} was issued{}", reference, when),
               {fmt::format("if its file is lost, make it again: engross records remake {} -o FILE.pdf{}",
                            shell_word(reference), option_),
                "to issue it again, say why: --reissue --because \"…\""});
}

Diagnostic Store::issued_in_a_run(const std::string& reference, const IssuedElsewhere::Place& place) {
  return error("store.issued-before", {},
               fmt::format("a letter with reference {} was issued by the run {}", reference, place.folder),
               {fmt::format("if its file is lost, make it again: engross records remake {} -o FILE.pdf --store {}",
                            shell_word(reference), shell_word(place.folder)),
                "to issue it again, say why: --reissue --because \"…\""});
}

Result<std::vector<int>> Store::issues_before(const std::string& reference, Again again) const {
  auto issued = issues_of(reference);
  if (!issued) return fail(issued.error());
  if (!issued->empty() && again == Again::refuse) return fail(issued_before(reference));
  if (!issued->empty()) return issued;
  Result<std::optional<IssuedElsewhere::Place>> place = std::nullopt;
  if (elsewhere_) place = elsewhere_->find(reference);
  if (!place) return fail(place.error());
  if (*place && again == Again::refuse) return fail(issued_in_a_run(reference, **place));
  if (*place) return std::vector<int>{1};
  if (again == Again::refuse) return issued;
  return fail(error("store.not-issued", {},
                    fmt::format("no letter with reference {} was issued into the store {}", reference, root_.string()),
                    {"issue it without --reissue and --because", "or name the store that has it: --store DIR"}));
}

Result<void> Store::may_add(const std::string& reference, Again again) const {
  const auto issued = issues_before(reference, again);
  if (!issued) return fail(issued.error());
  return {};
}

Result<void> Store::add(Record& record, Again again) {
  const auto issued = issues_before(record.reference, again);
  if (!issued) return fail(issued.error());
  record.issue = issued->empty() ? 1 : issued->back() + 1;
  const fs::path directory = directory_of(record.reference);
  const std::string text = to_json(record) + "\n";
  const fs::path path = directory / fmt::format("{}.json", record.issue);
  if (auto readable = check_readable(record, path, text); !readable) return readable;
  if (auto made = world_.make_directories(directory); !made) return fail(of_the_store(made.error()));
  if (auto written = world_.write_new_file(path, text); !written) {
    if (written.error().front().code != "world.exists") return fail(of_the_store(written.error()));
    return fail(error("store.issued-before", {},
                      fmt::format("a letter with reference {} was issued at this moment", record.reference),
                      {"look at it with: engross records list" + option_}));
  }
  return {};
}

// A letter whose record cannot be read could neither be found nor made again.
Result<void> Store::check_readable(const Record& record, const fs::path& path, const std::string& text) {
  if (text.size() > max_record) return fail(too_large("the record of the letter", text.size(), max_record));
  const auto again = record_in(make_source(path.string(), text));
  if (again) return {};
  return fail(error(
      "store.unreadable", {},
      fmt::format("the record of {} could not be read again: {}", record.reference, again.error().front().message),
      {"shorten what the letter was given, or tell who looks after engross"}));
}

Result<void> Store::withdraw(const Record& record) {
  return world_.remove_file(directory_of(record.reference) / fmt::format("{}.json", record.issue));
}

Result<void> Store::replace(const Record& record) {
  const fs::path path = directory_of(record.reference) / fmt::format("{}.json", record.issue);
  const std::string text = to_json(record) + "\n";
  if (auto readable = check_readable(record, path, text); !readable) return readable;
  if (auto written = world_.write_file(path, text); !written) return fail(of_the_store(written.error()));
  return {};
}

Result<Record> Store::read(const fs::path& path) const {
  auto bytes = world_.read_file(path, max_record);
  if (!bytes) return fail(of_the_store(bytes.error()));
  auto record = record_in(make_source(path.string(), std::move(*bytes)));
  if (!record) return fail(damaged(path, record.error()));
  return record;
}

Result<Record> Store::record(const std::string& reference, std::optional<int> issue) const {
  const auto issued = issues_of(reference);
  if (!issued) return fail(issued.error());
  if (issued->empty()) return fail(no_record(reference));
  if (issue && std::ranges::find(*issued, *issue) == issued->end())
    return fail(error("store.no-issue", {}, fmt::format("the letter {} has no issue {}", reference, *issue),
                      {fmt::format("its issues are {}", fmt::join(*issued, ", "))}));
  return read(directory_of(reference) / fmt::format("{}.json", issue.value_or(issued->back())));
}

Diagnostics Store::no_record(const std::string& reference) const {
  std::vector<std::string> references;
  const auto all = records();
  if (!all) return all.error();
  for (const Record& record : all->records) references.push_back(record.reference);
  std::vector<std::string> hints{"list what there is: engross records list" + option_};
  if (std::string near = did_you_mean(reference, references); !near.empty())
    hints.insert(hints.begin(), std::move(near));
  return {error("store.no-record", {}, fmt::format("the store {} has no record of {}", root_.string(), reference),
                std::move(hints))};
}

Result<std::size_t> Store::count() const {
  const auto files = files_below(root_ / "records");
  if (!files) return fail(files.error());
  return static_cast<std::size_t>(std::ranges::count_if(
      *files, [](const std::string& file) { return issue_of(fs::path(file).filename().string()).has_value(); }));
}

Result<StoredRecords> Store::records() const {
  return read_all(root_ / "records");
}

Result<StoredRecords> Store::records_in(const std::string& directory) const {
  return read_all(root_ / "records" / directory);
}

Result<StoredRecords> Store::read_all(const fs::path& directory) const {
  StoredRecords all;
  const auto files = files_below(directory);
  if (!files) return fail(files.error());
  for (const std::string& file : *files) {
    if (!issue_of(fs::path(file).filename().string())) continue;
    auto record = read(directory / file);
    if (record)
      all.records.push_back(std::move(*record));
    else if (record.error().front().code != "world.no-such-file")  // a claim that was taken back since it was listed
      append(all.damaged, record.error());
  }
  std::ranges::sort(all.records, [](const Record& a, const Record& b) {
    return std::tie(a.reference, a.issue) < std::tie(b.reference, b.issue);
  });
  return all;
}

}  // namespace engross
