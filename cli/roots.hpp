// Certificates that a person says they trust.
#pragma once

#include <string>
#include <vector>

#include "base/world.hpp"
#include "trust/certificate.hpp"

namespace engross::cli {

// Every certificate of the files. Errors, all collected: those of World and of read_certificates().
Result<std::vector<Certificate>> read_roots(const World& world, const std::vector<std::string>& paths);

}  // namespace engross::cli
