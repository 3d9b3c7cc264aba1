// In: nothing but constants. Out: a matrix and curve profile of sRGB (ICC.1:2001-04), about 600 bytes, for the output
// intent. Refuses nothing.
//
// The colorants are those of IEC 61966-2-1 adapted to D50 with the Bradford matrix, as the ICC's own sRGB profile has
// them; the tone curve is sampled from the standard's formula.
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "pdf/metadata.hpp"

namespace engross::pdf {

namespace {

void put(std::string& to, std::uint64_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) to.push_back(static_cast<char>(value >> shift & 0xFF));
}
void put32(std::string& to, std::uint64_t value) {
  put(to, value, 4);
}
void put_fixed(std::string& to, double value) {
  put32(to, static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value * 65536))));
}

std::string xyz(double x, double y, double z) {
  std::string tag = "XYZ ";
  put32(tag, 0);
  for (const double part : {x, y, z}) put_fixed(tag, part);
  return tag;
}

std::string text(std::string_view words) {
  std::string tag = "text";
  put32(tag, 0);
  tag.append(words).push_back('\0');
  return tag;
}

// textDescriptionType: the ASCII name, then an empty Unicode and an empty Macintosh name.
std::string description(std::string_view words) {
  std::string tag = "desc";
  put32(tag, 0);
  put32(tag, words.size() + 1);
  tag.append(words).push_back('\0');
  tag.append(std::size_t{4 + 4 + 2 + 1 + 67}, '\0');
  return tag;
}

std::string tone_curve() {
  constexpr int samples = 128;
  std::string tag = "curv";
  put32(tag, 0);
  put32(tag, samples);
  for (int i = 0; i < samples; ++i) {
    const double v = i / double{samples - 1};
    const double linear = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    put(tag, static_cast<std::uint64_t>(std::lround(linear * 65535)), 2);
  }
  return tag;
}

// The 128 bytes of 6.1; the size goes first.
std::string header(std::size_t size) {
  std::string bytes;
  put32(bytes, size);
  put32(bytes, 0);
  put32(bytes, 0x02100000);  // version 2.1
  bytes += "mntrRGB XYZ ";
  for (const unsigned part : {2016U, 1U, 1U, 0U, 0U, 0U})
    put(bytes, part, 2);  // a fixed day: nothing here ever changes
  bytes += "acsp";
  bytes.append(std::size_t{24}, '\0');
  put32(bytes, 0);                                                         // perceptual
  for (const double part : {0.9642, 1.0, 0.8249}) put_fixed(bytes, part);  // D50
  bytes.resize(128);
  return bytes;
}

}  // namespace

std::string srgb_profile() {
  const std::vector<std::pair<std::string, std::string>> tags{{"desc", description("sRGB IEC61966-2.1")},
                                                              {"cprt", text("No copyright, use freely")},
                                                              {"wtpt", xyz(0.9642, 1.0, 0.8249)},
                                                              {"rXYZ", xyz(0.43607, 0.22249, 0.01392)},
                                                              {"gXYZ", xyz(0.38515, 0.71687, 0.09708)},
                                                              {"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
                                                              {"rTRC", tone_curve()},
                                                              {"gTRC", {}},
                                                              {"bTRC", {}}};
  std::string table, data;
  put32(table, tags.size());
  const std::size_t start = 128 + 4 + 12 * tags.size();
  std::size_t offset = 0, length = 0;
  for (const auto& [name, bytes] : tags) {
    if (!bytes.empty()) {  // an empty one shares the bytes of the one before
      data.resize((data.size() + 3) / 4 * 4);
      offset = start + data.size();
      length = bytes.size();
      data += bytes;
    }
    table += name;
    put32(table, offset);
    put32(table, length);
  }
  data.resize((data.size() + 3) / 4 * 4);
  return header(start + data.size()) + table + data;
}

}  // namespace engross::pdf
