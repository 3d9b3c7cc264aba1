// Which encoding an export has, and Windows-1252 made UTF-8: private to this room.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/byte_stream.hpp"
#include "exports/export.hpp"

namespace engross {

// A stream whose first bytes were read already.
std::unique_ptr<ByteStream> with_head(std::string head, std::unique_ptr<ByteStream> rest);

// Reads from a stream until there are so many bytes, or it ends.
Result<std::string> read_head(ByteStream& from, std::size_t bytes);

// Whether what begins so can be read as `encoding` says. Errors: "exports.encoding", "exports.workbook".
Result<void> check_head(std::string_view head, ExportEncoding encoding, const std::string& name);

// Windows-1252 as UTF-8, by ICU's table. The five bytes that it does not define become control characters, which
// nothing takes.
std::unique_ptr<ByteStream> from_windows_1252(std::unique_ptr<ByteStream> bytes);

// One byte of it, as UTF-8.
std::string windows_1252_character(unsigned char byte);

// What to do about bytes that are not UTF-8, for whoever meets one later.
std::string not_utf8_message(std::string_view text, std::size_t at);
std::string_view not_utf8_hint();

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace engross
