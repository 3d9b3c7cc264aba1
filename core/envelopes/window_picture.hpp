// Proofs as a picture, for whoever wants to see why.
#pragma once

#include <span>
#include <string>

#include "envelopes/window_proof.hpp"
#include "letter/letter.hpp"

namespace engross {

// A PNG with a part for each proof, side by side: page 1 with its folds, the window at the ends of its play, what
// always shows and what can show, zones to be kept clear, what is wrong framed; above it the verdict, below it the key.
// Colours are never alone: lines differ in their strokes, and bear their names. Words are drawn in `face`. Errors:
// those of Canvas.
Result<std::string> draw_windows(const Pages& pages, std::span<const WindowProof> proofs, const Letter& letter,
                                 const Face& face);

}  // namespace engross
