// Fenced divs with values in braces, and the skeleton of a letter that they make.
// Pieces are in order and nest; a div that is written again reads the same; reading from the cache changes nothing.
#include "letter/fences.hpp"

#include "compose/parsed_cache.hpp"
#include "compose/skeleton.hpp"
#include "tokens.hpp"

namespace {

using namespace engross;

struct Places final : FencePlaces {
  explicit Places(const MergedText& of) : merged(of) {}
  Span at(std::size_t begin, std::size_t end) const override { return merged.span_at(begin, end); }
  const MergedText& merged;
};

void require_pieces(const std::vector<FencePiece>& pieces, std::uint32_t begin, std::uint32_t end, int depth) {
  fuzz::require(depth <= 2 || pieces.empty(), "divs nest two deep at most");
  for (const FencePiece& piece : pieces) {
    fuzz::require(begin <= piece.opening_begin && piece.opening_begin <= piece.begin && piece.begin <= piece.end &&
                      piece.end <= end,
                  "pieces are in order");
    fuzz::require(!piece.name.empty() || (piece.children.empty() && piece.attributes.empty()), "text is no div");
    require_pieces(piece.children, piece.begin, piece.end, piece.name.empty() ? depth : depth + 1);
    begin = piece.end;
  }
}

void require_same(const FencePiece& piece, std::string_view text) {
  if (piece.name.empty()) return;
  const std::string content(text.substr(piece.begin, piece.end - piece.begin));
  const std::string written = write_fence(piece.name, piece.attributes, content);
  const MergedText merged = unmerged(make_source("again", written), 0, static_cast<std::uint32_t>(written.size()));
  const Result<std::vector<FencePiece>> again = read_fences(written, Places(merged));
  fuzz::require(again && again->size() == 1, "a div that was written reads");
  const FencePiece& same = again->front();
  fuzz::require(same.name == piece.name && same.attributes == piece.attributes &&
                    same.children.size() == piece.children.size() &&
                    written.substr(same.begin, same.end - same.begin) == content,
                "it reads back the same");
}

void require_skeleton(const Skeleton& skeleton) {
  for (const Part part : {Part::opening, Part::body, Part::closing})
    if (const auto slot = skeleton.slot(part))
      fuzz::require(*slot < skeleton.sections.size() && skeleton.sections[*slot].part == part &&
                        skeleton.sections[*slot].blocks.empty(),
                    "a slot is an empty section of its part");
}

std::string dump(const Skeleton& skeleton) {
  Letter letter;
  letter.sections = skeleton.sections;
  return dump(letter, DumpOrigins::yes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const MergedText merged = fuzz::with_tokens(fuzz::source_of(data, size));
  fuzz::require_pieces(merged);
  const Result<std::vector<FencePiece>> pieces = read_fences(merged.text, Places(merged));
  if (!pieces) {
    fuzz::require_sound(pieces.error());
  } else {
    require_pieces(*pieces, 0, static_cast<std::uint32_t>(merged.text.size()), 0);
    for (const FencePiece& piece : *pieces) require_same(piece, merged.text);
  }
  ComposeCache cache;
  const auto provenance = std::make_shared<const Provenance>();
  const Result<Skeleton> skeleton = read_skeleton(merged, provenance, cache.state());
  fuzz::require(pieces.has_value() || !skeleton.has_value(), "a skeleton has fences that read");
  if (!skeleton) {
    fuzz::require_sound(skeleton.error());
    return 0;
  }
  require_skeleton(*skeleton);
  const Result<Skeleton> again = read_skeleton(merged, provenance, cache.state());
  fuzz::require(again && dump(*again) == dump(*skeleton), "what is kept reads the same");
  return 0;
}
