// What each letter's file is called: a template of the case's fields, made safe for every file system.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "data/value.hpp"

namespace engross {

// "{reference}" or "{correspondent.postcode} {reference}": text and fields by their dotted paths.
class FileNames {
 public:
  // Errors: "options.name" (a brace without its other one, an empty field, a slash, no field at all).
  static Result<FileNames> parse(std::string_view pattern);

  // Without ".pdf" and without a folder. Letters, digits, "-", "_" and "." of any script stay (NFC); every run of
  // anything else becomes one "-". Never empty, hidden (it begins with no "."), reserved (CON, NUL, COM1, …) or longer
  // than longest_name bytes. A field that the case does not have, or that is no text or number, is left out.
  std::string of(const Value& case_) const;

  // Whether the pattern is "{reference}" alone; then the case need not be read for it.
  bool is_reference() const { return pieces_.size() == 1 && pieces_.front().text == "reference"; }
  std::string of_reference(std::string_view reference) const;

  // Fields that it names.
  std::vector<std::string> fields() const;

 private:
  struct Piece {
    bool field = false;
    std::string text;
  };
  std::vector<Piece> pieces_;
};

// The same for names that a file system without letter case takes for one.
std::string folded_name(std::string_view name);

constexpr std::size_t longest_name = 150;  // bytes, so that a number and an ending fit into 255 with room to spare

}  // namespace engross
