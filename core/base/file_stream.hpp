// A file, a pipe or a device as a stream of bytes: private to this room.
#pragma once

#include <filesystem>
#include <memory>

#include "base/byte_stream.hpp"

namespace engross {

Result<std::unique_ptr<ByteStream>> stream_file(const std::filesystem::path& path);

}  // namespace engross
