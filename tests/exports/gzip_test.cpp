// Packed exports: whole, in several members, torn, damaged.
#include <zlib.h>

#include "exports/gzip_stream.hpp"
#include "exports/reading.hpp"

namespace engross {
namespace {
using test::in_pieces;

std::string packed(const std::string& text) {
  z_stream z{};
  deflateInit2(&z, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
  std::string out(text.size() + 200, '\0');
  std::string in = text;
  z.next_in = reinterpret_cast<Bytef*>(in.data());
  z.avail_in = static_cast<uInt>(in.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(::deflate(&z, Z_FINISH), Z_STREAM_END);
  out.resize(out.size() - z.avail_out);
  ::deflateEnd(&z);
  return out;
}

std::string unpacked(const std::string& bytes, std::size_t piece) {
  const auto stream = gunzip(in_pieces(bytes, piece), "cases.csv.gz");
  std::string all;
  for (;;) {
    const auto next = stream->next();
    if (!next) return all + "! " + next.error()[0].message + " [" + next.error()[0].code + "]";
    if (next->empty()) return all;
    all += *next;
  }
}

const std::string text = "Ref,Surname\nA,B\n";

TEST(Gzip, UnpacksWhateverPiecesItComesIn) {
  const std::string long_text(1'000'000, 'x');
  for (const std::size_t piece : {1U, 7U, 65536U}) {
    EXPECT_EQ(unpacked(packed(text), piece), text);
    EXPECT_EQ(unpacked(packed(""), piece), "");
    EXPECT_EQ(unpacked(packed(text) + packed("") + packed("C,D\n"), piece), text + "C,D\n")
        << "members one behind the other";
    EXPECT_EQ(unpacked(packed(text) + std::string(100, '\0'), piece), text) << "padding";
    EXPECT_EQ(unpacked(packed(long_text), piece), long_text);
  }
}

TEST(Gzip, SaysHowMuchWasGood) {
  const std::string whole = packed(text);
  for (const std::size_t piece : {1U, 65536U}) {
    EXPECT_EQ(unpacked(whole.substr(0, whole.size() - 3), piece),
              text + "! cases.csv.gz ends in the middle: 16 bytes of what is packed in it were good [exports.gzip]");
    EXPECT_EQ(unpacked(whole.substr(0, 5), piece),
              "! cases.csv.gz ends in the middle: 0 bytes of what is packed in it were good [exports.gzip]");
    EXPECT_EQ(unpacked(whole + "Ref", piece), text +
                                                  "! cases.csv.gz has bytes behind its last member that are no gzip: "
                                                  "16 bytes of what is packed in it were good [exports.gzip]");
    EXPECT_EQ(unpacked(whole + std::string(3, '\0') + whole, piece),
              text +
                  "! cases.csv.gz has bytes behind its last member that are no gzip: 16 bytes of what is packed in it "
                  "were good [exports.gzip]");
    std::string wrong_sum = whole;
    wrong_sum[wrong_sum.size() - 8] ^= 1;
    EXPECT_TRUE(
        unpacked(wrong_sum, piece).ends_with("is damaged: 16 bytes of what is packed in it were good [exports.gzip]") ||
        unpacked(wrong_sum, piece).ends_with("is damaged: 0 bytes of what is packed in it were good [exports.gzip]"));
    EXPECT_EQ(unpacked("\x1F\x8B\xFF" + whole.substr(3), piece),
              "! cases.csv.gz is damaged: 0 bytes of what is packed in it were good [exports.gzip]");
  }
}

ExportOptions options() {
  ExportOptions made;
  made.mapping =
      test::mapping("fields:\n  reference: Ref\n  department: {constant: dfe}\n  correspondent.surname: Surname\n");
  return made;
}

TEST(Gzip, IsToldByItsFirstBytes) {
  EXPECT_EQ(shown_cases(test::read_all(packed(text), options())),
            "row 1 {\"reference\":\"A\",\"department\":\"dfe\",\"correspondent\":{\"surname\":\"B\"}}\n");
  const std::string json = R"({"reference":"A"})";
  EXPECT_EQ(shown_cases(test::read_all(packed("[" + json + "]"))), "row 1 " + json + "\n");
  EXPECT_EQ(shown_cases(test::read_all(packed(json + "\n"))), "row 1 " + json + "\n");
  EXPECT_EQ(shown_cases(test::read_all(packed("Ref,Surname\nA,Beyonc\xE9\n"), options())),
            "! cases.csv, line 2: the byte 0xE9 is not UTF-8; in Windows-1252 it is \"é\" [exports.encoding]\n");
}

// The rows that came whole are given, and the end is no end.
TEST(Gzip, EndsWithAnErrorWhereItIsTorn) {
  std::string rows = "Ref,Surname\n";
  unsigned noise = 1;
  for (int i = 0; i < 20'000; ++i) rows += std::to_string(noise = noise * 1'103'515'245U + 12'345U) + ",B\n";
  const std::string whole = packed(rows);
  const auto all = test::read_all(whole.substr(0, whole.size() / 2), options());
  EXPECT_GT(all.cases.size(), 1000U);
  EXPECT_LT(all.cases.size(), 20'000U);
  ASSERT_EQ(all.errors.size(), 1U);
  EXPECT_EQ(all.errors[0].code, "exports.gzip");
}

}  // namespace
}  // namespace engross
