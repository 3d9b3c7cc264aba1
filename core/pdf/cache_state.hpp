// What DrawCache keeps. Private to this room.
#pragma once

#include "pdf/deflate.hpp"
#include "pdf/draw.hpp"
#include "pdf/fonts.hpp"
#include "pdf/known_runs.hpp"
#include "pdf/metadata.hpp"
#include "pdf/pictures.hpp"

namespace engross {

struct DrawCache::State {
  pdf::Deflater deflate;
  pdf::FaceCache faces;
  pdf::KnownRuns runs;
  pdf::PictureCache pictures;
  pdf::SharedBytes colour_profile{deflate(pdf::srgb_profile(), pdf::Deflater::Effort::small)};
};

}  // namespace engross
