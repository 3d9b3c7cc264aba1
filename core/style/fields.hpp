// The members of one object of a document, read strictly: what is there has the right kind and range, nothing else is
// there. Private to this room.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/value.hpp"
#include "style/house_style.hpp"

namespace engross {

struct Range {
  double least = 0;
  double most = 0;
  std::string_view unit;  // "mm", "points", ""
};

// The codes that problems carry; a table of its own (forms of address) has one for all.
struct FieldCodes {
  std::string_view unknown = "style.unknown-key";
  std::string_view type = "style.type";
  std::string_view range = "style.range";
  std::string_view missing = "style.missing";
  std::string_view choice = "style.choice";
};

class Fields {
 public:
  // `where` is how messages name the object: "page_number", "text.body"; empty for the whole document.
  Fields(const Document& document, const Value& object, std::string where, Diagnostics& problems,
         FieldCodes codes = {});

  // Each reader leaves `to` alone and returns false when the member is absent or wrong; wrong ones are reported.
  bool number(std::string_view key, Range range, double& to);
  bool whole(std::string_view key, Range range, int& to);
  bool boolean(std::string_view key, bool& to);
  bool text(std::string_view key, std::string& to);
  bool texts(std::string_view key, std::vector<std::string>& to);
  bool numbers(std::string_view key, Range range, std::vector<double>& to);
  bool colour(std::string_view key, Colour& to);
  bool box(std::string_view key, Range range, Box& to, bool whole_box);
  std::optional<Fields> object(std::string_view key);

  template <class E>
  bool choice(std::string_view key, std::initializer_list<std::pair<std::string_view, E>> words, E& to) {
    std::string word;
    if (!text(key, word)) return false;
    for (const auto& [name, meaning] : words)
      if (name == word) {
        to = meaning;
        return true;
      }
    std::vector<std::string> names;
    for (const auto& [name, meaning] : words) names.emplace_back(name);
    report_choice(*known(key), word, names);
    return false;
  }

  bool has(std::string_view key) const { return object_->find(key) != nullptr; }
  const Value* known(std::string_view key);  // the member, and from now on its key is a known one
  void require(std::initializer_list<std::string_view> keys);
  void refuse_unknown();  // the last call: every member that nobody asked for

  Span span(std::string_view key) const;          // of the member, else of the object
  std::string named(std::string_view key) const;  // "text.body.size"
  void report(std::string_view code, const Span& at, std::string message, std::vector<std::string> hints = {});

 private:
  const Value* of_kind(std::string_view key, Value::Kind kind);
  bool in_range(std::string_view key, const Value& value, Range range, double& to);
  void report_choice(const Value& value, const std::string& word, const std::vector<std::string>& names);

  const Document* document_;
  const Value* object_;
  std::string where_;
  Diagnostics* problems_;
  FieldCodes codes_;
  std::vector<std::string> asked_;
};

}  // namespace engross
