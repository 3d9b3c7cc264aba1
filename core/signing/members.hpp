// The members of an object in an approvals file, read strictly. Private to this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "data/value.hpp"

namespace engross::signing {

class Members {
 public:
  // `wanted`: all that the object must have, and may have.
  Members(const Document& document, const Value& object, std::initializer_list<std::string_view> wanted,
          Diagnostics& faults);

  // Empty ones of their kind when the member is not there or of another kind, which is a fault then.
  std::string text(std::string_view key) const;
  std::string sha256(std::string_view key) const;  // 64 lower-case digits
  bool truth(std::string_view key) const;
  const std::vector<Value>& items(std::string_view key) const;
  std::vector<std::string> texts(std::string_view key) const;
  const Value* object(std::string_view key) const;  // null then

  void fault(std::string_view key, std::string_view wanted) const;
  static void fault(const Document& document, const Value& at, std::string message, Diagnostics& faults);

 private:
  const Value* member(std::string_view key, Value::Kind kind) const;

  const Document& document_;
  const Value& object_;
  Diagnostics& faults_;
};

}  // namespace engross::signing
