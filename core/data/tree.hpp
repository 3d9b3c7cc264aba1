// Builds a Value from the events of a parser, with caps and without copying what is already built.
#pragma once

#include "data/intake.hpp"

namespace engross {

// Every call returns whether to go on; when not, diagnostics() says why. Offsets are bytes into the source.
class Tree {
 public:
  Tree(const Intake& in, const ReadLimits& limits) : in_(in), limits_(limits) { pending_.reserve(64); }

  void key(std::string text, Extent extent);  // of the value that comes next
  bool leaf(Value value, Extent extent);
  bool open(Value::Kind kind, std::size_t begin);
  bool close(std::size_t end);

  bool is_open() const { return !open_.empty(); }
  bool in_object() const { return is_open() && pending_[open_.back()].value.is_object(); }
  bool is_fresh() const { return is_open() && open_.back() + 1 == pending_.size(); }  // opened, and nothing in it yet
  bool has_key() const { return has_key_; }
  bool is_done() const { return open_.empty() && !pending_.empty(); }
  std::uint32_t last_end() const { return pending_.back().value.extent.end; }  // of the last value that was closed

  bool report(Diagnostic diagnostic);  // collects it; false when there are enough
  bool stop(Diagnostic diagnostic);    // collects it and stops
  const Diagnostics& diagnostics() const { return diagnostics_; }
  Result<Document> take();

 private:
  bool place(Value value, Extent extent);
  bool report_duplicates(const std::vector<Member>& members);
  bool report_duplicate(const Member& again, const Member& first);

  const Intake& in_;
  const ReadLimits& limits_;
  std::vector<Member> pending_;    // containers that are open, each followed by what it holds so far
  std::vector<std::size_t> open_;  // where in pending_ the open containers stand
  std::string key_;
  Extent key_extent_;
  bool has_key_ = false;
  std::size_t nodes_ = 0;
  Diagnostics diagnostics_;
};

}  // namespace engross
