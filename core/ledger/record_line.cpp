// In: a record and what belongs to it alone. Out: one line of JSON; and the way back.
// Refuses: lines that lack a member, bytes that do not have the hash that they stand under.
#include "ledger/record_line.hpp"

#include <fmt/format.h>

#include <set>

#include "base/base64.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "data/json_writer.hpp"
#include "data/read.hpp"
#include "ledger/member.hpp"

namespace engross {
namespace {

constexpr std::size_t longest_line = 16U << 20U;

// Whether a JSON string brings the bytes back as they are.
bool survives_as_text(std::string_view bytes) {
  return !first_invalid_utf8(bytes) && bytes.find('\r') == std::string_view::npos && !first_forbidden(bytes) &&
         is_nfc(bytes);
}

void write_kept(JsonWriter& to, const KeptBytes& one) {
  if (survives_as_text(one.bytes)) return to.text(one.sha256, one.bytes);
  to.key(one.sha256);
  to.begin_object();
  to.text("base64", to_base64(one.bytes));
  to.end_object();
}

// A member of "kept" as bytes; nothing when it is neither form.
std::optional<std::string> bytes_of(const Value& kept) {
  if (kept.is_string()) return kept.text();
  const Value* base64 = kept.find("base64");
  if (base64 == nullptr || !base64->is_string()) return std::nullopt;
  return from_base64(base64->text());
}

void read_kept(const Document& document, const MemberOf& from, std::map<std::string, std::string>& kept,
               Diagnostics& faults) {
  for (const Member& member : from.value("kept", Value::Kind::object).members()) {
    auto bytes = bytes_of(member.value);
    if (bytes && sha256_hex(*bytes) == member.key)
      kept.emplace(member.key, std::move(*bytes));
    else
      add_up_to_most(faults,
                     error("record.damaged", document.span(member.value),
                           fmt::format("\"kept\" has no bytes with the SHA-256 {}", member.key), {MemberOf::remedy}));
  }
}

}  // namespace

Result<std::string> write_record_line(std::string_view key, std::size_t row, std::string_view file,
                                      const Record& record, const std::vector<KeptBytes>& kept) {
  JsonWriter writer(false);
  writer.begin_object();
  writer.text("key", key);
  writer.key("row");
  writer.number(row);
  writer.text("file", file);
  writer.key("record");
  write_json(writer, record);
  writer.key("kept");
  writer.begin_object();
  std::set<std::string_view> written;
  for (const KeptBytes& one : kept)
    if (written.insert(one.sha256).second) write_kept(writer, one);
  writer.end_object();
  writer.end_object();
  std::string line = writer.take();
  if (line.size() <= longest_line) return line;
  return fail(error("ledger.record-too-large", {},
                    fmt::format("the record of {} has {} bytes with what it was made of; a run keeps at most {} MiB",
                                key, line.size(), longest_line >> 20U),
                    {"make the case smaller, or issue this letter alone: engross issue"}));
}

Result<RecordLine> read_record_line(SourceRef line) {
  const auto document = read_json(std::move(line), {.bytes = longest_line});
  if (!document) return fail(document.error());
  const MemberOf from(*document, "record.damaged", "a line of records");
  RecordLine read;
  read.key = from.text("key");
  read.row = from.whole("row");
  read.file = from.text("file");
  Diagnostics faults;
  read_kept(*document, from, read.kept, faults);
  const auto record = record_from({document->source, from.value("record", Value::Kind::object)});
  append(faults, from.faults());
  if (!record && from.faults().empty()) append(faults, record.error());
  if (!faults.empty()) return fail(std::move(faults));
  read.record = *record;
  return read;
}

}  // namespace engross
