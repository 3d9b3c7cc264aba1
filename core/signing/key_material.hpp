// What lies where a key lies: the key and certificates, not yet matched. Private to this room.
#pragma once

#include <memory>
#include <vector>

#include "signing/key.hpp"

namespace engross::signing {

struct KeyMaterial {
  std::shared_ptr<EVP_PKEY> key;
  std::vector<Certificate> certificates;
};

Result<KeyMaterial> read_pkcs12(const SourceRef& file, bool open_to_others, const AskSecret& ask);
// `open_to_others`: somebody besides its owner may read the file.
Result<KeyMaterial> read_pem(const SourceRef& file, bool open_to_others, const AskSecret& ask);
Result<KeyMaterial> read_token(const World& world, const std::string& uri, const AskSecret& ask);

}  // namespace engross::signing
