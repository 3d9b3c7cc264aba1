// gzip unwrapped as it comes, by zlib: private to this room.
#pragma once

#include <memory>
#include <string>

#include "base/byte_stream.hpp"

namespace engross {

// Members one behind the other are one file (RFC 1952, 2.2). Errors: those of the stream; "exports.gzip" for what is
// damaged or torn, which says how many unpacked bytes were good.
std::unique_ptr<ByteStream> gunzip(std::unique_ptr<ByteStream> packed, std::string name);

bool is_gzip(std::string_view first_bytes);

}  // namespace engross
