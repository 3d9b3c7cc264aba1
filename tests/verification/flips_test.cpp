// Any changed byte is seen, wherever it lies, except in the value of the signature that covers the whole file.
#include <cstdlib>
#include <random>
#include <set>

#include "support/diagnostics.hpp"
#include "verification/letters.hpp"

namespace engross::test {
using namespace engross::verification;
namespace {

// Positions are drawn: a sample by default, ENGROSS_SWEEP of them in a long run.
std::size_t rounds(std::size_t usual) {
  const char* sweep = std::getenv("ENGROSS_SWEEP");
  return sweep != nullptr ? std::strtoul(sweep, nullptr, 10) : usual;
}

class Flips : public ::testing::TestWithParam<Level> {
 protected:
  const std::string pdf = signed_letter({.level = GetParam()});

  void flip(std::size_t at, unsigned char by) {
    std::string changed = pdf;
    changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ by);
    if (changed == pdf) return;
    const auto verdict = ask(changed);
    EXPECT_FALSE(verdict && verdict->intact && verdict->is_signed) << "byte " << at << " ^ " << int{by} << "\n"
                                                                   << told(verdict);
  }
};

TEST_P(Flips, OfEveryNamedPlace) {
  const auto [begin, end] = gap_of(pdf);
  std::set<std::size_t> places{0, 5, 9, begin - 1, begin, end - 1, end, pdf.size() - 1, pdf.size() - 3};
  for (const char* word :
       {"/Catalog",   "/Pages", "/Kids",   "Pay nothing", "/Helvetica", "pdfaid:part", "/Title",    "xref\n",
        "trailer",    "/Root",  "/ID",     "startxref",   "%%EOF",      "/FT /Sig",    "/V 9 0 R",  "/ByteRange",
        "/SubFilter", "/M (D:", "/Reason", "/DocMDP",     "/P 1",       "/Perms",      "/SigFlags", "/Contents 4"})
    for (std::size_t at = 0; (at = pdf.find(word, at)) != std::string::npos; ++at)
      for (const std::size_t i : {at, at + 1, at + std::string_view(word).size() - 1})
        if (i < begin || i >= end) places.insert(i);
  if (GetParam() == Level::b_lta) {  // the value of the first signature is covered by the time stamp
    const std::size_t first = pdf.find("/Contents <") + 11;
    for (const std::size_t i : {first, first + 1, first + 40, first + 4000, first + 16000}) places.insert(i);
  }
  for (const std::size_t at : places)
    for (const int by : {0x01, 0x20, 0x80}) flip(at, static_cast<unsigned char>(by));
}

TEST_P(Flips, OfAnyPlace) {
  std::mt19937 random(20240301);  // the same places in every run
  const auto [begin, end] = gap_of(pdf);
  for (std::size_t i = 0, most = rounds(150); i < most; ++i) {
    const std::size_t at = random() % pdf.size();
    const auto by = static_cast<unsigned char>(1U << random() % 8);
    if (at < begin || at >= end) flip(at, by);
  }
}

TEST_P(Flips, OfTheCutAndTheSpliced) {
  std::mt19937 random(7);
  for (std::size_t i = 0, most = rounds(60) / 4; i < most; ++i) {
    const std::size_t at = random() % pdf.size();
    const std::size_t length = 1 + random() % 40;
    std::string cut = pdf;
    cut.erase(at, length);
    const auto shorter = ask(cut);
    EXPECT_FALSE(shorter && shorter->intact && shorter->is_signed) << "cut at " << at << "\n" << told(shorter);
    std::string spliced = pdf;
    spliced.insert(at, std::string(length, static_cast<char>(random() % 256)));
    const auto longer = ask(spliced);
    EXPECT_FALSE(longer && longer->intact && longer->is_signed) << "spliced at " << at << "\n" << told(longer);
    const auto prefix = ask(pdf.substr(0, at));
    // A shorter file may be an earlier state of the letter; then it is whole, without its last time stamp.
    EXPECT_TRUE(!(prefix && prefix->intact && prefix->is_signed) || pdf.substr(0, at).ends_with("%%EOF\n")) << at;
  }
}

std::string name_of_level(const ::testing::TestParamInfo<Level>& of) {
  std::string name(name_of(of.param));
  std::erase(name, '-');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Levels, Flips, ::testing::Values(Level::b_b, Level::b_t, Level::b_lt, Level::b_lta),
                         name_of_level);

}  // namespace
}  // namespace engross::test
