// The one strict reader for JSON and YAML.
#pragma once

#include "data/value.hpp"

namespace engross {

struct ReadLimits {
  std::size_t bytes = 8U << 20U;  // a case is some kilobytes; an export is streamed elsewhere
  std::size_t depth = 64;
  std::size_t nodes = 1'000'000;
};

// JSON (RFC 8259). Errors, each with its place: "data.too-large", "data.not-utf8", "data.empty", "data.syntax",
// "data.duplicate-key", "data.too-deep", "data.too-many", "data.forbidden-character" (base/text.hpp), "data.byte-order-mark".
Result<Document> read_json(SourceRef source, ReadLimits limits = {});

// A YAML 1.2 subset: one document, block and flow collections, plain, quoted and block scalars; the JSON schema for plain
// scalars (null ~, true, false, numbers), so `no` and `2016-09-01` are strings. Errors as for JSON, and
// "data.yaml-anchor", "data.yaml-tag", "data.yaml-documents".
Result<Document> read_yaml(SourceRef source, ReadLimits limits = {});

}  // namespace engross
