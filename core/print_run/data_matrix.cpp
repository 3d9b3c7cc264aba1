// In: printable ASCII. Out: the modules of a Data Matrix. Refuses what is no printable ASCII and what no symbol holds.
#include "print_run/data_matrix.hpp"

#include <dmtx.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>

namespace engross {
namespace {

struct DestroyEncoder {
  void operator()(DmtxEncode* encoder) const { dmtxEncodeDestroy(&encoder); }
};
using Encoder = std::unique_ptr<DmtxEncode, DestroyEncoder>;

bool is_printable_ascii(char c) {
  return c >= 0x20 && c < 0x7F;
}

}  // namespace

Result<DataMatrix> data_matrix(std::string_view text) {
  constexpr std::size_t longest = 3116;  // digits in the largest symbol: 1558 codewords
  const auto refused = [&] {
    return fail(error("print.code", {}, fmt::format("{} characters cannot be a Data Matrix", text.size()),
                      {"a code holds printable ASCII, up to 1,558 codewords of two digits or one other character"}));
  };
  if (text.empty() || text.size() > longest || !std::ranges::all_of(text, is_printable_ascii)) return refused();
  const Encoder encoder(dmtxEncodeCreate());
  if (!encoder) throw std::bad_alloc();
  dmtxEncodeSetProp(encoder.get(), DmtxPropScheme, DmtxSchemeAscii);
  dmtxEncodeSetProp(encoder.get(), DmtxPropSizeRequest, DmtxSymbolSquareAuto);
  dmtxEncodeSetProp(encoder.get(), DmtxPropMarginSize, 0);
  dmtxEncodeSetProp(encoder.get(), DmtxPropModuleSize, 1);
  std::string bytes(text);
  if (dmtxEncodeDataMatrix(encoder.get(), static_cast<int>(bytes.size()),
                           reinterpret_cast<unsigned char*>(bytes.data())) != DmtxPass)
    return refused();
  const int size = encoder->region.sizeIdx;
  const int side = dmtxGetSymbolAttribute(DmtxSymAttribSymbolRows, size);
  DataMatrix made{.side = static_cast<std::size_t>(side), .black = {}};
  made.black.reserve(made.side * made.side);
  for (int row = side - 1; row >= 0; --row)  // libdmtx counts from the bottom
    for (int column = 0; column < side; ++column)
      made.black.push_back((dmtxSymbolModuleStatus(encoder->message, size, row, column) & DmtxModuleOnRGB) != 0);
  return made;
}

}  // namespace engross
