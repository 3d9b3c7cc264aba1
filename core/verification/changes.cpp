// In: two states of a file. Out: the objects that differ. Refuses nothing.
#include "verification/changes.hpp"

#include <algorithm>
#include <array>

namespace engross::verification {
namespace {

// Keys that belong to the cross-references, not to the document.
bool is_bookkeeping(const std::string& key) {
  constexpr std::array<std::string_view, 10> keys{"/Size", "/Prev",  "/XRefStm", "/ID",          "/Type",
                                                  "/W",    "/Index", "/Filter",  "/DecodeParms", "/Length"};
  return std::ranges::find(keys, key) != keys.end();
}

// The permanent half of the identifier.
std::string permanent_id(QPDFObjectHandle trailer) {
  QPDFObjectHandle id = trailer.getKey("/ID");
  return id.isArray() && id.getArrayNItems() > 0 ? id.getArrayItem(0).unparse() : std::string();
}

}  // namespace

std::vector<Change> changes_between(const PdfFile& before, const PdfFile& after) {
  std::vector<Change> changes;
  for (const auto& [id, entry] : after.table())
    if (!before.table().contains(id))
      changes.push_back({id, Change::Kind::added});
    else if (before.content(id) != after.content(id))
      changes.push_back({id, Change::Kind::changed});
  for (const auto& [id, entry] : before.table())
    if (!after.table().contains(id)) changes.push_back({id, Change::Kind::removed});
  return changes;
}

std::vector<std::string> trailer_changes(const PdfFile& before, const PdfFile& after) {
  QPDFObjectHandle old_trailer = before.trailer();
  QPDFObjectHandle new_trailer = after.trailer();
  std::set<std::string> keys = old_trailer.getKeys();
  keys.merge(new_trailer.getKeys());
  std::vector<std::string> changed;
  for (const std::string& key : keys)
    if (!is_bookkeeping(key) && old_trailer.getKey(key).unparse() != new_trailer.getKey(key).unparse())
      changed.push_back(key);
  if (permanent_id(old_trailer) != permanent_id(new_trailer)) changed.emplace_back("/ID");
  return changed;
}

}  // namespace engross::verification
