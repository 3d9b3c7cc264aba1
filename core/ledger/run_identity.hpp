// What makes a run this run: everything that its letters depend on. A run goes on only under the same identity.
#pragma once

#include <cstdint>
#include <string>

#include "base/date.hpp"
#include "base/result.hpp"
#include "data/value.hpp"

namespace engross {

struct RunIdentity {
  std::string export_name;  // of its file, without folders; "standard input"
  std::uint64_t export_bytes = 0;
  std::string export_sha256;
  std::string mapping_sha256;  // empty when there is no mapping
  std::string department, department_version;
  std::string department_sha256;    // of its bundle
  std::string shared_sha256;        // of the shared templates
  Value options = Value::object();  // whatever else shapes letters, as the caller names it
  Date today = Date::from_days({});
  std::string engine;  // version of engross
  std::size_t shards = 1;
  // Which of the shards, 1 to `shards`. It stands beside the hash: the shards of one run have one identity.
  std::size_t shard = 1;

  // What is hashed: canonical JSON, one line (docs/schemas/run-identity.schema.json).
  std::string canonical() const;
  std::string sha256() const;

  // Of canonical(). Errors: those of read_json(), "ledger.damaged" with the place of a member that is missing or of
  // another kind.
  static Result<RunIdentity> from(const Document& document);
};

// Each part in which `wanted` differs from the run's identity, as a sentence with both values; empty when it is the
// same run and the same shard.
std::vector<std::string> differences(const RunIdentity& run, const RunIdentity& wanted);

}  // namespace engross
