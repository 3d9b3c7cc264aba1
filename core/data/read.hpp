// The one strict reader for JSON and YAML.
#pragma once

#include "data/value.hpp"

namespace engross {

struct ReadLimits {
  std::size_t bytes = 8U << 20U;  // a case is some kilobytes; an export is streamed elsewhere
  std::size_t depth = 64;         // arrays and objects within each other
  std::size_t nodes = 1'000'000;  // values of every kind
};

// JSON (RFC 8259). Errors, each with its place: "data.too-large", "data.not-utf8", "data.empty", "data.syntax",
// "data.duplicate-key", "data.too-deep", "data.too-many", "data.forbidden-character" (base/text.hpp; escapes count),
// "data.byte-order-mark". The first error of syntax ends the reading; the others are collected.
Result<Document> read_json(SourceRef source, ReadLimits limits = {});
// The same of the bytes [begin, end) of a source; places stay those of the source.
Result<Document> read_json(SourceRef source, Extent part, ReadLimits limits = {});

// A YAML 1.2 subset: one document, block and flow collections, plain, quoted and block scalars; the JSON schema for
// plain scalars (null ~ and nothing at all, true, false, numbers), so `no` and `2016-09-01` are strings. Keys are
// always text. Errors as for JSON, and "data.yaml-anchor", "data.yaml-tag", "data.yaml-documents".
Result<Document> read_yaml(SourceRef source, ReadLimits limits = {});
Result<Document> read_yaml(SourceRef source, Extent part, ReadLimits limits = {});

}  // namespace engross
