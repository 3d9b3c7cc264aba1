// In: a mapping file. Out: where each field of a case comes from, in the order of a case.
// Refuses, and collects: keys that are none, fields that no case has, the markdown of paragraphs, settings that do not
// go together, formats of dates that are none or could be mixed up, tables that are not there.
#include "exports/mapping.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "base/enough.hpp"
#include "base/suggest.hpp"
#include "base/text.hpp"
#include "data/read.hpp"
#include "exports/mapping_reader.hpp"

namespace engross {

std::string folded_column(std::string_view name) {
  std::string folded;
  folded.reserve(name.size());
  for (std::size_t at = 0; at < name.size();) {
    const auto byte = static_cast<unsigned char>(name[at]);
    if (byte < 0x80) {
      ++at;
      if (byte == ' ' || byte == '_' || byte == '-' || byte == '\t' || byte == '\n' || byte == '\r') continue;
      folded += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : static_cast<char>(byte);
      continue;
    }
    const Decoded c = decode_at(name, at);
    at += c.length;
    if (::u_isUWhiteSpace(static_cast<UChar32>(c.code_point)) != 0) continue;
    append_utf8(folded, static_cast<char32_t>(::u_foldCase(static_cast<UChar32>(c.code_point), U_FOLD_CASE_DEFAULT)));
  }
  return folded;
}

Result<std::shared_ptr<const Mapping>> Mapping::from(SourceRef yaml) {
  Result<Document> document = read_yaml(std::move(yaml));
  if (!document) return tl::unexpected<Diagnostics>(document.error());
  auto made = std::make_shared<Mapping>();
  made->document_ = std::move(*document);
  MappingReader reader(made->document_);
  reader.read();
  if (has_errors(reader.faults())) return fail(reader.take_faults());
  made->fields_ = reader.take_fields();
  made->ignored_ = reader.take_ignored();
  return made;
}

}  // namespace engross
