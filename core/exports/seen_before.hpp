// Whether a key was there before among millions: on disk, in constant memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "cases/case.hpp"

namespace engross {

// What is done about a recipient who was there before.
enum class Repeated : std::uint8_t { allow, warn, refuse };

// An index in a temporary SQLite file that is gone with it, even after a crash.
class SeenBefore {
 public:
  struct First {
    std::size_t row = 0;
    bool same_content = false;  // as what is asked about now
  };

  // `folder` is where the temporary file goes. Error: "exports.index" (with the reason of SQLite or of the system).
  static Result<SeenBefore> open(const std::filesystem::path& folder);
  SeenBefore(SeenBefore&&) noexcept;
  SeenBefore& operator=(SeenBefore&&) noexcept;
  ~SeenBefore();

  // Notes it, unless it was there: then where it first was. Keys are compared by their bytes' SHA-256, of which 128
  // bits are kept. Error: "exports.index".
  Result<std::optional<First>> add(std::string_view key, std::string_view content, std::size_t row);

 private:
  class Index;
  explicit SeenBefore(std::unique_ptr<Index> index);
  std::unique_ptr<Index> index_;
};

// The correspondent as a key for SeenBefore: name, organisation, address and postcode, without regard to letter case
// and space.
std::string recipient_key(const Case& case_);

}  // namespace engross
