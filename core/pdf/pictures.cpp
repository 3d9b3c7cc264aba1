// In: decoded samples or a JPEG stream, whose sizes have been checked. Out: an image XObject, and a soft mask for the
// alpha channel (allowed from PDF/A-2 on). Refuses nothing.
//
// Samples are deflated in the fewest bits that hold them. What hardly shrinks, a photograph or a gradient, is tried
// again with PNG's prediction row by row (RFC 2083, 6), and the smaller one is kept.
#include "pdf/pictures.hpp"

#include <array>
#include <cstdlib>

#include "pdf/samples.hpp"

namespace engross::pdf {

namespace {

constexpr std::size_t most_bytes = std::size_t{16} << 20U;
constexpr std::size_t drawn_ratio = 10;  // drawn art shrinks at least so much; prediction would only spoil its repeats

int paeth(int left, int above, int corner) {
  const int estimate = left + above - corner;
  const int to_left = std::abs(estimate - left), to_above = std::abs(estimate - above),
            to_corner = std::abs(estimate - corner);
  if (to_left <= to_above && to_left <= to_corner) return left;
  return to_above <= to_corner ? above : corner;
}

// A row of samples and the one above it, which is all zero above the first. Raw bytes: a picture has a million of them,
// and this is most of what a single proof costs.
struct Row {
  const unsigned char* now = nullptr;
  const unsigned char* before = nullptr;
  std::size_t bytes = 0;
  std::size_t pixel = 1;  // bytes
};

// Writes the differences between the row and what is predicted of it; gives the sum of their sizes.
template <class Predict>
long subtract(const Row& row, Predict predict, unsigned char* to) {
  long sum = 0;
  for (std::size_t i = 0; i < row.bytes; ++i) {
    const bool first = i < row.pixel;
    const int left = first ? 0 : row.now[i - row.pixel];
    const int corner = first ? 0 : row.before[i - row.pixel];
    to[i] = static_cast<unsigned char>(row.now[i] - predict(left, row.before[i], corner));
    sum += to[i] < 128 ? to[i] : 256 - to[i];
  }
  return sum;
}

long subtract(const Row& row, int filter, unsigned char* to) {
  switch (filter) {
    case 1:
      return subtract(
          row, [](int left, int, int) { return left; }, to);
    case 2:
      return subtract(
          row, [](int, int above, int) { return above; }, to);
    case 3:
      return subtract(
          row, [](int left, int above, int) { return (left + above) / 2; }, to);
    case 4:
      return subtract(row, paeth, to);
    default:
      return subtract(
          row, [](int, int, int) { return 0; }, to);
  }
}

// The row after the filter whose result is nearest to nothing: the choice that PNG's authors recommend.
void append_filtered(const Row& row, std::vector<unsigned char>& tried, std::string& to) {
  const std::size_t begin = to.size();
  long best = -1;
  for (int filter = 0; filter <= 4; ++filter) {
    tried[0] = static_cast<unsigned char>(filter);
    const long sum = subtract(row, filter, tried.data() + 1);
    if (best >= 0 && sum >= best) continue;
    best = sum;
    to.resize(begin);
    to.append(tried.begin(), tried.end());
  }
}

std::string predicted(std::string_view samples, std::size_t row_bytes, std::size_t pixel) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(samples.data());
  const std::vector<unsigned char> nothing(row_bytes, 0);
  std::vector<unsigned char> tried(row_bytes + 1);
  std::string all;
  all.reserve(samples.size() + samples.size() / row_bytes);
  const unsigned char* before = nothing.data();
  for (std::size_t at = 0; at + row_bytes <= samples.size(); at += row_bytes) {
    append_filtered({bytes + at, before, row_bytes, pixel}, tried, all);
    before = bytes + at;
  }
  return all;
}

std::string image_entries(const Picture& picture) {
  Dictionary entries;
  entries.name("Type", "XObject").name("Subtype", "Image").integer("Width", picture.width);
  return entries.integer("Height", picture.height).take();
}

// Entries about the colours and the filter, and the bytes.
std::pair<std::string, std::string> compressed(const Samples& samples, int width, Deflater& deflate) {
  Dictionary filter;
  filter.name("Filter", "FlateDecode");
  std::string plain = deflate(samples.bytes, Deflater::Effort::small);
  // Neighbours among indices or packed pixels predict nothing.
  if (samples.bits < 8 || !samples.palette.empty() || plain.size() * drawn_ratio <= samples.bytes.size())
    return {samples.entries() + filter.take(), std::move(plain)};
  const auto pixel = static_cast<std::size_t>(samples.components);
  std::string better = deflate(predicted(samples.bytes, samples.row_bytes, pixel), Deflater::Effort::small);
  if (plain.size() <= better.size()) return {samples.entries() + filter.take(), std::move(plain)};
  Dictionary parameters;
  parameters.integer("Predictor", 15).integer("Colors", samples.components).integer("BitsPerComponent", 8);
  parameters.integer("Columns", width);
  filter.dictionary("DecodeParms", parameters);
  return {samples.entries() + filter.take(), std::move(better)};
}

}  // namespace

PreparedPicture prepare(const Picture& picture, Deflater& deflate) {
  const auto width = static_cast<std::size_t>(picture.width);
  PreparedPicture prepared;
  prepared.entries = image_entries(picture);
  if (!picture.jpeg.empty()) {
    Samples whole;
    whole.components = picture.components;
    prepared.entries += whole.entries() + Dictionary().name("Filter", "DCTDecode").take();
    prepared.bytes = SharedBytes(picture.jpeg);
  } else {
    auto [entries, bytes] = compressed(reduced(picture.samples, width, picture.components), picture.width, deflate);
    prepared.entries += entries;
    prepared.bytes = SharedBytes(std::move(bytes));
  }
  if (!picture.alpha.empty()) {
    auto [entries, bytes] = compressed(reduced(picture.alpha, width, 1), picture.width, deflate);
    prepared.mask_entries = image_entries(picture) + entries;
    prepared.mask = SharedBytes(std::move(bytes));
  }
  return prepared;
}

std::shared_ptr<const PreparedPicture> PictureCache::at(const Picture& picture, Deflater& deflate) {
  if (const auto found = pictures_.find(picture.sha256); found != pictures_.end()) return found->second;
  auto prepared = std::make_shared<const PreparedPicture>(prepare(picture, deflate));
  const std::size_t size = prepared->bytes.bytes().size() + prepared->mask.bytes().size();
  if (picture.sha256.empty() || size > most_bytes) return prepared;
  if (bytes_ + size > most_bytes) {
    pictures_.clear();
    bytes_ = 0;
  }
  bytes_ += size;
  pictures_.emplace(picture.sha256, prepared);
  return prepared;
}

Ref add_picture(const PreparedPicture& picture, Objects& objects) {
  std::string entries = picture.entries;
  if (!picture.mask_entries.empty()) {
    const Ref mask = objects.add_stream(picture.mask_entries, picture.mask);
    entries += Dictionary().reference("SMask", mask).take();
  }
  return objects.add_stream(std::move(entries), picture.bytes);
}

}  // namespace engross::pdf
