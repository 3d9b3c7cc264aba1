#include <gtest/gtest.h>

#include <fstream>

#include "pdf/sample_pages.hpp"
#include "support/diagnostics.hpp"
namespace engross::test {
TEST(Draw, Thin) {
  DrawCache cache;
  for (auto [name, emb] : {std::pair{"/tmp/pdfshim/t.pdf", FontEmbedding::tiered},
                           std::pair{"/tmp/pdfshim/e.pdf", FontEmbedding::exact}}) {
    auto pdf = draw(sample_letter(), sample_info(), {emb}, cache);
    ASSERT_THAT(pdf, Succeeds());
    std::ofstream(name, std::ios::binary) << *pdf;
  }
}
}  // namespace engross::test
