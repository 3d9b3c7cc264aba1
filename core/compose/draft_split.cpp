// In: the text of a draft, the letter composed again from its case. Out: the divs of the draft by letter, which are
// more than one when the case is answered in several languages. Refuses sections whose language does not say which
// letter they belong to, and letters that do not stand one after the other.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "compose/draft_match.hpp"

namespace engross {
namespace {

struct DraftPlaces final : FencePlaces {
  explicit DraftPlaces(const DraftText& of) : text(of) {}
  Span at(std::size_t begin, std::size_t end) const override { return text.at(begin, end); }
  const DraftText& text;
};

class Splitting {
 public:
  Splitting(const DraftText& text, const Letter& composed, DraftFaults& faults) : text_(text), faults_(faults) {
    for (const Letter* letter : in_each_language(composed)) languages_.push_back(letter->language);
    pieces_.resize(languages_.size());
  }

  std::vector<std::vector<FencePiece>> run(std::vector<FencePiece> pieces) {
    for (FencePiece& piece : pieces) {
      if (faults_.enough()) break;
      if (!piece.name.empty() && languages_.size() > 1) find_letter(piece);
      pieces_[letter_].push_back(std::move(piece));
    }
    return std::move(pieces_);
  }

 private:
  Span opening_line(const FencePiece& piece) const {
    const std::string_view line = text_.words(piece.opening_begin, piece.begin);
    return text_.at(piece.opening_begin, piece.opening_begin + trim(line).size());
  }

  void find_letter(const FencePiece& piece) {
    const auto said =
        std::ranges::find(piece.attributes, section_language, &std::pair<std::string, std::string>::first);
    if (said == piece.attributes.end())
      return faults_.add(
          "draft.section-language", opening_line(piece),
          fmt::format("this \"{}\" does not say which letter it belongs to", piece.name),
          {fmt::format("write ::: {} {{{}=\"{}\"}}", piece.name, section_language, languages_[letter_])});
    const auto found = std::ranges::find(languages_, said->second);
    if (found == languages_.end())
      return faults_.add("draft.section-language", opening_line(piece),
                         fmt::format("there is no letter in \"{}\" in this draft", said->second),
                         {did_you_mean(said->second, languages_),
                          fmt::format("its letters are in {}", fmt::join(languages_, " and "))});
    const auto letter = static_cast<std::size_t>(found - languages_.begin());
    if (letter < letter_)
      return faults_.add("draft.section", opening_line(piece),
                         fmt::format("this section of the \"{}\" letter stands among those of the \"{}\" one",
                                     said->second, languages_[letter_]),
                         {"letters keep their order, each with all its sections"});
    letter_ = letter;
  }

  const DraftText& text_;
  DraftFaults& faults_;
  std::vector<std::string> languages_;
  std::vector<std::vector<FencePiece>> pieces_;
  std::size_t letter_ = 0;  // that the sections now belong to
};

}  // namespace

std::vector<std::vector<FencePiece>> split_by_letter(const DraftText& text, const Letter& composed,
                                                     DraftFaults& faults) {
  Result<std::vector<FencePiece>> pieces = read_fences(text.words(), DraftPlaces(text));
  if (pieces) return Splitting(text, composed, faults).run(std::move(*pieces));
  faults.add(std::move(pieces.error()));
  return {};
}

}  // namespace engross
