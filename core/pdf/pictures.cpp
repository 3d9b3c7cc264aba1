// In: decoded samples or a JPEG stream, whose sizes have been checked. Out: an image XObject, and a soft mask for the
// alpha channel (allowed from PDF/A-2 on). Refuses nothing.
//
// Samples are deflated as they are and again with PNG's prediction row by row (RFC 2083, 6); the smaller one is kept.
#include "pdf/pictures.hpp"

#include <array>
#include <cstdlib>

namespace engross::pdf {

namespace {

constexpr std::size_t most_bytes = std::size_t{16} << 20U;

int paeth(int left, int above, int corner) {
  const int estimate = left + above - corner;
  const int to_left = std::abs(estimate - left), to_above = std::abs(estimate - above),
            to_corner = std::abs(estimate - corner);
  if (to_left <= to_above && to_left <= to_corner) return left;
  return to_above <= to_corner ? above : corner;
}

struct Row {
  std::string_view now, before;  // before is empty above the first row
  std::size_t pixel = 1;         // bytes
  int at(std::string_view row, std::size_t i) const { return row.empty() ? 0 : static_cast<unsigned char>(row[i]); }
  int predicted(int filter, std::size_t i) const {
    const int left = i >= pixel ? at(now, i - pixel) : 0;
    const int above = at(before, i);
    switch (filter) {
      case 1:
        return left;
      case 2:
        return above;
      case 3:
        return (left + above) / 2;
      case 4:
        return paeth(left, above, i >= pixel ? at(before, i - pixel) : 0);
      default:
        return 0;
    }
  }
};

// The row after the filter whose result is nearest to nothing: the choice that PNG's authors recommend.
std::string filtered(const Row& row) {
  std::string best;
  long best_sum = -1;
  for (int filter = 0; filter <= 4; ++filter) {
    std::string tried(1, static_cast<char>(filter));
    long sum = 0;
    for (std::size_t i = 0; i < row.now.size(); ++i) {
      const auto difference = static_cast<signed char>(row.at(row.now, i) - row.predicted(filter, i));
      tried.push_back(static_cast<char>(difference));
      sum += std::abs(int{difference});
    }
    if (best_sum >= 0 && sum >= best_sum) continue;
    best_sum = sum;
    best = std::move(tried);
  }
  return best;
}

std::string predicted(std::string_view samples, std::size_t row_bytes, std::size_t pixel) {
  std::string all;
  all.reserve(samples.size() + samples.size() / row_bytes);
  std::string_view before;
  for (std::size_t at = 0; at < samples.size(); at += row_bytes) {
    const std::string_view now = samples.substr(at, row_bytes);
    all += filtered({now, before, pixel});
    before = now;
  }
  return all;
}

std::string image_entries(const Picture& picture, int components) {
  Dictionary entries;
  entries.name("Type", "XObject").name("Subtype", "Image").integer("Width", picture.width);
  entries.integer("Height", picture.height).name("ColorSpace", components == 1 ? "DeviceGray" : "DeviceRGB");
  entries.integer("BitsPerComponent", 8);
  return entries.take();
}

// Entries about the filter, and the bytes.
std::pair<std::string, std::string> compressed(std::string_view samples, const Picture& picture, int components,
                                               Deflater& deflate) {
  const auto pixel = static_cast<std::size_t>(components);
  const auto row_bytes = pixel * static_cast<std::size_t>(picture.width);
  std::string plain = deflate(samples, Deflater::Effort::kept);
  std::string better = deflate(predicted(samples, row_bytes, pixel), Deflater::Effort::kept);
  Dictionary filter;
  filter.name("Filter", "FlateDecode");
  if (plain.size() <= better.size()) return {filter.take(), std::move(plain)};
  Dictionary parameters;
  parameters.integer("Predictor", 15).integer("Colors", components).integer("BitsPerComponent", 8);
  parameters.integer("Columns", picture.width);
  filter.dictionary("DecodeParms", parameters);
  return {filter.take(), std::move(better)};
}

}  // namespace

PreparedPicture prepare(const Picture& picture, Deflater& deflate) {
  PreparedPicture prepared;
  prepared.entries = image_entries(picture, picture.components);
  if (!picture.jpeg.empty()) {
    prepared.entries += Dictionary().name("Filter", "DCTDecode").take();
    prepared.bytes = picture.jpeg;
  } else {
    auto [filter, bytes] = compressed(picture.samples, picture, picture.components, deflate);
    prepared.entries += filter;
    prepared.bytes = std::move(bytes);
  }
  if (!picture.alpha.empty()) {
    auto [filter, bytes] = compressed(picture.alpha, picture, 1, deflate);
    prepared.mask_entries = image_entries(picture, 1) + filter;
    prepared.mask = std::move(bytes);
  }
  return prepared;
}

std::shared_ptr<const PreparedPicture> PictureCache::at(const Picture& picture, Deflater& deflate) {
  if (const auto found = pictures_.find(picture.sha256); found != pictures_.end()) return found->second;
  auto prepared = std::make_shared<const PreparedPicture>(prepare(picture, deflate));
  const std::size_t size = prepared->bytes.size() + prepared->mask.size();
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
  if (!picture.mask.empty()) {
    const Ref mask = objects.add_shared_stream(picture.mask_entries, picture.mask);
    entries += Dictionary().reference("SMask", mask).take();
  }
  return objects.add_shared_stream(std::move(entries), picture.bytes);
}

}  // namespace engross::pdf
