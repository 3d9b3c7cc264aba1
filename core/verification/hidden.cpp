// In: the bytes of a file and its states. Out: objects that it holds but does not use. Refuses nothing.
#include "verification/hidden.hpp"

#include <charconv>
#include <optional>

namespace engross::verification {
namespace {

constexpr std::string_view blanks("\0\t\n\f\r ", 6);

bool is_blank(char c) {
  return blanks.find(c) != std::string_view::npos;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The number that ends before `end`, blanks between; moves `end` to its first digit.
std::optional<int> number_before(std::string_view bytes, std::size_t& end) {
  std::size_t at = end;
  while (at > 0 && is_blank(bytes[at - 1])) --at;
  const std::size_t last = at;
  while (at > 0 && is_digit(bytes[at - 1])) --at;
  int number = 0;
  if (at == last || std::from_chars(bytes.data() + at, bytes.data() + last, number).ec != std::errc())
    return std::nullopt;
  end = at;
  return number;
}

// The definition whose word "obj" begins here.
std::optional<Definition> definition_at(std::string_view bytes, std::size_t word) {
  const std::size_t after = word + 3;
  const bool ends = after == bytes.size() ||
                    std::string_view("\0\t\n\f\r <[(/%+-.", 14).find(bytes[after]) != std::string_view::npos ||
                    is_digit(bytes[after]);
  std::size_t at = word;
  if (!ends) return std::nullopt;
  const auto generation = number_before(bytes, at);
  if (!generation || at == 0 || !is_blank(bytes[at - 1])) return std::nullopt;
  const auto number = number_before(bytes, at);
  if (!number) return std::nullopt;
  return Definition{.id = QPDFObjGen(*number, *generation), .offset = at};
}

using Extents = std::map<std::size_t, std::size_t>;  // begin and end of the data of streams

void add_streams(const PdfFile& file, Extents& extents) {
  for (const auto& [id, entry] : file.table()) {
    if (entry.getType() != 1) continue;
    QPDFObjectHandle object = file.object(id);
    if (!object.isStream() || object.getParsedOffset() < 0) continue;
    const auto begin = static_cast<std::size_t>(object.getParsedOffset());
    extents[begin] = begin + object.getRawStreamData()->getSize();
  }
}

void add_offsets(const PdfFile& file, std::set<std::size_t>& offsets) {
  for (const auto& [id, entry] : file.table()) {
    if (entry.getType() != 1 || entry.getOffset() < 0) continue;
    auto at = static_cast<std::size_t>(entry.getOffset());
    while (at < file.bytes().size() && is_blank(file.bytes()[at])) ++at;
    offsets.insert(at);
  }
}

bool in_stream(const Extents& extents, std::size_t at) {
  const auto next = extents.upper_bound(at);
  return next != extents.begin() && at < std::prev(next)->second;
}

}  // namespace

std::vector<Definition> hidden_definitions(std::string_view bytes, const std::vector<const PdfFile*>& states) {
  Extents extents;
  std::set<std::size_t> offsets;
  for (const PdfFile* state : states) {
    add_streams(*state, extents);
    add_offsets(*state, offsets);
  }
  std::vector<Definition> hidden;
  for (std::size_t at = 0; (at = bytes.find("obj", at)) != std::string_view::npos; at += 3)
    if (!in_stream(extents, at))
      if (const auto found = definition_at(bytes, at); found && !offsets.contains(found->offset))
        hidden.push_back(*found);
  return hidden;
}

std::vector<QPDFObjGen> unused_objects(const PdfFile& file) {
  const ObjectSet used = reachable_from(file, file.trailer());
  std::vector<QPDFObjGen> unused;
  for (const auto& [id, entry] : file.table()) {
    if (used.contains(id)) continue;
    QPDFObjectHandle object = file.object(id);
    QPDFObjectHandle type = object.isStream() ? object.getDict().getKey("/Type") : QPDFObjectHandle::newNull();
    const bool linearization = object.isDictionary() && object.hasKey("/Linearized");
    if (!type.isNameAndEquals("/XRef") && !type.isNameAndEquals("/ObjStm") && !linearization) unused.push_back(id);
  }
  return unused;
}

}  // namespace engross::verification
