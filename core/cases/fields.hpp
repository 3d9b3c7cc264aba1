// Reads the members of one object into fields, private to this room: every error is located and collected.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "data/value.hpp"

namespace engross {

// Asking for a name makes it known; finish() reports the members that nobody asked for. A null counts as not given.
// Text that is only white space is empty.
class CaseFields {
 public:
  // `object` is null when the whole object is not given: then nothing is found and nothing missing. `path` is what a
  // message calls it, "" for the case itself.
  CaseFields(const Document& document, const Value* object, std::string path, Diagnostics& diagnostics);

  // The member if it is given, whatever it is.
  const Value* member(std::string_view name) { return seek(name); }
  // The member if it is there and of this kind; errors: "cases.type".
  const Value* find(std::string_view name, Value::Kind kind);

  // Reports "cases.missing" when the member is not given; whether it is.
  bool require(std::string_view name);

  std::string required(std::string_view name);              // "cases.missing", "cases.empty"
  std::string optional(std::string_view name);              // may be empty
  std::optional<std::string> words(std::string_view name);  // "cases.empty"
  std::optional<Date> date(std::string_view name);          // "cases.date"
  bool flag(std::string_view name);                         // false when not given
  std::vector<std::string> list(std::string_view name);     // of strings: "cases.empty", "cases.too-many"
  std::vector<std::string> one_or_list(std::string_view name, std::size_t most);  // "x" or ["x", "y"]
  // The same, and {"cy": "…", "en-GB": "…"} in place of a text: the first of them. Errors also: "cases.language" (a key
  // that is no language tag), "cases.empty".
  std::string optional_by_language(std::string_view name);
  std::optional<std::string> words_by_language(std::string_view name);
  std::vector<std::string> list_by_language(std::string_view name);
  CaseFields object(std::string_view name);
  std::vector<CaseFields> objects(std::string_view name, std::size_t most);
  void finish(std::string_view hint = {});  // "cases.unknown-field"

  bool is_given() const { return object_ != nullptr; }
  std::size_t member_count() const;                    // that are not null
  Span span() const;                                   // of the object
  Span span_of(std::string_view name) const;           // of a member's value, or the object's first byte
  std::string name_of(std::string_view member) const;  // "correspondent.postcode"
  void report(std::string code, Span span, std::string message, std::vector<std::string> hints = {});

 private:
  const Value* seek(std::string_view name);
  enum class Items : std::uint8_t { texts, texts_by_language };
  std::vector<std::string> strings(const Value& array, std::string_view name, std::size_t most,
                                   Items items = Items::texts);
  std::string first_of(const Value& by_language, const std::string& name);
  bool is_blank(const Value& text, const std::string& name);
  bool is_too_long(const Value& array, std::string_view name, std::size_t most);
  void wrong_kind(const Value& value, const std::string& name, std::string_view expected);

  const Document* document_;
  const Value* object_;
  std::string path_;
  Diagnostics* diagnostics_;
  std::vector<std::string_view> known_;
};

}  // namespace engross
