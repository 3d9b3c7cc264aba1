// In: the bytes of a JPEG. Out: its size and number of components, after every scan line was decoded.
// Refuses streams that libjpeg complains about, even with a warning, CMYK and YCCK, and more than 100 scans (a small
// progressive file can ask for hours of work). No object with a destructor lives where libjpeg's long jump passes.
#include "layout/jpeg.hpp"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
// libjpeg's header needs <cstdio> first.
#include <jpeglib.h>

namespace engross {
namespace {

constexpr int most_scans = 100;

struct Reader {
  jpeg_decompress_struct info;
  jpeg_error_mgr errors;
  jpeg_progress_mgr progress;
  std::jmp_buf out;
  char message[JMSG_LENGTH_MAX];
  JSAMPLE* row;
  std::string* samples;  // the caller's; null when nobody asks for them
  JpegFacts::Verdict verdict;
  const char* colour_space;
};

Reader& reader_of(j_common_ptr info) {
  return *static_cast<Reader*>(info->client_data);
}

void leave(j_common_ptr info) {
  Reader& reader = reader_of(info);
  info->err->format_message(info, reader.message);
  std::longjmp(reader.out, 1);
}

// Level -1 is a warning: corrupt data that libjpeg would paper over.
void leave_at_warning(j_common_ptr info, int level) {
  if (level < 0) leave(info);
}

void say_nothing(j_common_ptr) {}

void limit_scans(j_common_ptr info) {
  Reader& reader = reader_of(info);
  if (reader.info.input_scan_number <= most_scans) return;
  std::snprintf(reader.message, sizeof reader.message, "it has more than %d scans", most_scans);
  std::longjmp(reader.out, 1);
}

const char* refused_colour_space(J_COLOR_SPACE space) {
  switch (space) {
    case JCS_CMYK:
      return "CMYK";
    case JCS_YCCK:
      return "YCCK (CMYK)";
    case JCS_GRAYSCALE:
    case JCS_RGB:
    case JCS_YCbCr:
      return nullptr;
    default:
      return "an unknown colour space";
  }
}

void read_all(Reader& reader, const std::string& bytes, std::uint64_t most_pixels) {
  jpeg_create_decompress(&reader.info);
  reader.info.progress = &reader.progress;
  jpeg_mem_src(&reader.info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  jpeg_read_header(&reader.info, TRUE);
  reader.colour_space = refused_colour_space(reader.info.jpeg_color_space);
  if (reader.colour_space != nullptr) {
    reader.verdict = JpegFacts::Verdict::colour_space;
    return;
  }
  if (std::uint64_t{reader.info.image_width} * reader.info.image_height > most_pixels) {
    reader.verdict = JpegFacts::Verdict::too_large;
    return;
  }
  jpeg_start_decompress(&reader.info);
  reader.row = static_cast<JSAMPLE*>(
      std::malloc(std::size_t{reader.info.output_width} * static_cast<std::size_t>(reader.info.output_components)));
  if (reader.row == nullptr) return;
  const std::size_t row_bytes =
      std::size_t{reader.info.output_width} * static_cast<std::size_t>(reader.info.output_components);
  if (reader.samples != nullptr) reader.samples->assign(row_bytes * reader.info.output_height, '\0');
  for (std::size_t at = 0; reader.info.output_scanline < reader.info.output_height; at += row_bytes) {
    jpeg_read_scanlines(&reader.info, &reader.row, 1);
    if (reader.samples != nullptr) std::memcpy(reader.samples->data() + at, reader.row, row_bytes);
  }
  jpeg_finish_decompress(&reader.info);
  reader.verdict = JpegFacts::Verdict::good;
}

}  // namespace

JpegFacts inspect_jpeg(const std::string& bytes, std::uint64_t most_pixels, std::string* samples) {
  Reader reader{};
  reader.samples = samples;
  reader.verdict = JpegFacts::Verdict::damaged;
  reader.info.err = jpeg_std_error(&reader.errors);
  reader.info.client_data = &reader;
  reader.errors.error_exit = leave;
  reader.errors.emit_message = leave_at_warning;
  reader.errors.output_message = say_nothing;
  reader.progress.progress_monitor = limit_scans;
  if (setjmp(reader.out) == 0) read_all(reader, bytes, most_pixels);
  JpegFacts facts;
  facts.verdict = reader.verdict;
  facts.width = reader.info.image_width;
  facts.height = reader.info.image_height;
  facts.components = reader.info.num_components;
  facts.message = reader.colour_space != nullptr ? reader.colour_space : reader.message;
  jpeg_destroy_decompress(&reader.info);
  std::free(reader.row);
  return facts;
}

}  // namespace engross
