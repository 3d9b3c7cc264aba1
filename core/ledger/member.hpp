// Reading the members of one JSON object; what is missing or of another kind is gathered. Private to this room.
#pragma once

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <memory>
#include <string>

#include "base/enough.hpp"
#include "data/value.hpp"

namespace engross {

class MemberOf {
 public:
  // `what` is the object, as a message says it: "the identity of the run".
  MemberOf(const Document& document, std::string code, std::string what)
      : MemberOf(document, document.root, std::make_shared<Told>(Told{std::move(code), std::move(what), {}})) {}

  std::string text(std::string_view key) const { return value(key, Value::Kind::string).text(); }

  std::uint64_t whole(std::string_view key) const {
    const Value& found = value(key, Value::Kind::number);
    if (!found.is_number()) return 0;
    std::uint64_t number = 0;
    const std::string& digits = found.text();
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (code != std::errc() || end != digits.data() + digits.size()) wrong(key, "a whole number");
    return number;
  }

  MemberOf object(std::string_view key) const { return {document_, value(key, Value::Kind::object), told_}; }

  // Null when it is not there or of another kind, which is told.
  const Value& value(std::string_view key, Value::Kind kind) const {
    static const Value nothing;
    const Value* found = value_.find(key);
    if (found != nullptr && found->kind() == kind) return *found;
    wrong(key, with_article(kind));
    return nothing;
  }

  void wrong(std::string_view key, std::string_view wanted) const {
    const Value* found = value_.find(key);
    add_up_to_most(told_->faults, error(told_->code, document_.span(found == nullptr ? value_ : *found),
                                        fmt::format("\"{}\" of {} should be {}", key, told_->what, wanted), {remedy}));
  }

  Diagnostics faults() const { return told_->faults; }

  static constexpr const char* remedy = "restore it from a backup; it is written only by engross";

 private:
  struct Told {
    std::string code, what;
    Diagnostics faults;
  };
  MemberOf(const Document& document, const Value& value, std::shared_ptr<Told> told)
      : document_(document), value_(value), told_(std::move(told)) {}

  const Document& document_;
  const Value& value_;
  std::shared_ptr<Told> told_;
};

}  // namespace engross
