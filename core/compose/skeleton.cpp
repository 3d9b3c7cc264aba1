// In: a merged template. Out: its sections in order, and which of them are slots for paragraphs.
// An empty opening, body or closing div is a slot; words outside any div belong to the body.
#include "compose/skeleton.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "compose/parsed_cache.hpp"
#include "letter/fences.hpp"

namespace engross {
namespace {

struct MergedPlaces final : FencePlaces {
  explicit MergedPlaces(const MergedText& of) : merged(of) {}
  Span at(std::size_t begin, std::size_t end) const override { return merged.span_at(begin, end); }
  const MergedText& merged;
};

// Reads a stretch of merged text. The tokens, which may be many, are lent to the stretch rather than copied.
Result<std::vector<Block>> read_stretch(MergedText& whole, const FencePiece& piece, const MarkdownOptions& options,
                                        ComposeCache::State& state) {
  MergedText stretch;
  stretch.text = whole.text.substr(piece.begin, piece.end - piece.begin);
  for (const MergedText::Piece& from : whole.pieces) {
    if (from.end <= piece.begin || from.begin >= piece.end) continue;
    MergedText::Piece part = from;
    const bool copied = from.span.end - from.span.begin == from.end - from.begin;
    const std::uint32_t cut = piece.begin > from.begin ? piece.begin - from.begin : 0;
    const std::uint32_t over = from.end > piece.end ? from.end - piece.end : 0;
    if (copied) part.span.begin += cut;
    if (copied) part.span.end -= over;
    part.begin = from.begin + cut - piece.begin;
    part.end = from.end - over - piece.begin;
    stretch.pieces.push_back(std::move(part));
  }
  stretch.tokens = std::move(whole.tokens);
  Result<std::vector<Block>> blocks = read_kept(stretch, options, state);
  whole.tokens = std::move(stretch.tokens);
  return blocks;
}

Diagnostic unknown_part(const FencePiece& piece, const Span& span) {
  std::vector<std::string> names;
  for (int part = 0; part <= static_cast<int>(Part::copies); ++part)
    names.emplace_back(name_of(static_cast<Part>(part)));
  std::vector<std::string> hints;
  if (std::string hint = did_you_mean(piece.name, names); !hint.empty()) hints.push_back(std::move(hint));
  hints.push_back(fmt::format("the parts of a letter are {}", fmt::join(names, ", ")));
  return error("compose.template", span, fmt::format("\"{}\" is not a part of a letter", piece.name), std::move(hints));
}

class Reading {
 public:
  Reading(MergedText& merged, std::shared_ptr<const Provenance> provenance, ComposeCache::State& state)
      : merged_(merged), provenance_(std::move(provenance)), state_(state) {}

  Result<Skeleton> run() {
    const MergedPlaces places(merged_);
    const Result<std::vector<FencePiece>> pieces = read_fences(merged_.text, places);
    if (!pieces) return fail(pieces.error());
    if (!merged_.pieces.empty()) skeleton_.place = {merged_.pieces.front().span.source, 0, 0};
    for (const FencePiece& piece : *pieces) take(piece);
    if (!errors_.empty()) return fail(std::move(errors_));
    return std::move(skeleton_);
  }

 private:
  Span opening_line(const FencePiece& piece) const { return merged_.span_at(piece.opening_begin, piece.begin); }

  void take(const FencePiece& piece) {
    const std::string_view content = std::string_view(merged_.text).substr(piece.begin, piece.end - piece.begin);
    const bool blank = trim(content).empty();
    if (piece.name.empty()) {
      if (!blank) read(Part::body, piece);
      return;
    }
    const std::optional<Part> part = part_named(piece.name);
    if (!part) {
      errors_.push_back(unknown_part(piece, opening_line(piece)));
    } else if (!piece.attributes.empty()) {
      refuse(piece, fmt::format("a template's div \"{}\" takes no attributes", piece.name));
    } else if (!piece.children.empty()) {
      refuse(piece,
             fmt::format("the div \"{}\" holds another div; the parts of a letter stand side by side", piece.name));
    } else if (blank) {
      open(*part, piece);
    } else {
      read(*part, piece);
    }
  }

  void refuse(const FencePiece& piece, std::string message) {
    errors_.push_back(error("compose.template", opening_line(piece), std::move(message)));
  }

  void open(Part part, const FencePiece& piece) {
    std::optional<std::size_t>* slot = part == Part::opening   ? &skeleton_.opening
                                       : part == Part::body    ? &skeleton_.body
                                       : part == Part::closing ? &skeleton_.closing
                                                               : nullptr;
    if (slot != nullptr && *slot) {
      errors_.push_back(
          error("compose.slot", opening_line(piece),
                fmt::format("the template has a second empty div \"{}\"; paragraphs have one place to go", piece.name),
                {"delete one of the two"}));
      return;
    }
    if (slot != nullptr) *slot = skeleton_.sections.size();
    skeleton_.sections.push_back({part, {}});
  }

  void read(Part part, const FencePiece& piece) {
    const MarkdownOptions options{.kind = Origin::Kind::skeleton, .provenance = provenance_, .breaks = breaks_of(part)};
    Result<std::vector<Block>> blocks = read_stretch(merged_, piece, options, state_);
    if (!blocks)
      append(errors_, blocks.error());
    else
      skeleton_.sections.push_back({part, std::move(*blocks)});
  }

  MergedText& merged_;
  std::shared_ptr<const Provenance> provenance_;
  ComposeCache::State& state_;
  Skeleton skeleton_;
  Diagnostics errors_;
};

}  // namespace

std::optional<std::size_t> Skeleton::slot(Part part) const {
  switch (part) {
    case Part::opening:
      return opening;
    case Part::body:
      return body;
    case Part::closing:
      return closing;
    default:
      return std::nullopt;
  }
}

Result<Skeleton> read_skeleton(MergedText merged, std::shared_ptr<const Provenance> provenance,
                               ComposeCache::State& state) {
  return Reading(merged, std::move(provenance), state).run();
}

}  // namespace engross
