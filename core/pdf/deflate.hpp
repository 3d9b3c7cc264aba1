// zlib streams (RFC 1950), by libdeflate: what /FlateDecode reads.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/generations.hpp"

struct libdeflate_compressor;

namespace engross::pdf {

// The same bytes always give the same stream at the same level.
class Deflater {
 public:
  enum class Effort : std::uint8_t {
    quick,  // page contents
    small,  // what is kept for many letters, and everything in a letter that is to be the smallest file
  };
  Deflater();
  ~Deflater();
  std::string operator()(std::string_view bytes, Effort effort);

  // The same with quick effort, remembered: for what other letters will hold too. Valid until the next call.
  const std::string& remembered(std::string_view bytes);

 private:
  static constexpr std::size_t most_remembered = std::size_t{256} << 10U;  // bytes, a generation
  std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> quick_, small_;
  std::string room_;
  Generations<TextMap<std::string>> known_{most_remembered};
};

}  // namespace engross::pdf
