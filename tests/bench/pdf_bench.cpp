// What drawing costs: Pages made beforehand, two pages with logo, ink, list, table and link, tagged PDF/A-2a +
// PDF/UA-1, beside libharu used plainly on the same words, in one program.
//
//   bench_pdf [LETTERS [NAME]]     NAME: only what is called so, for a profiler
#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdlib>
#include <functional>

#include "bench/plain_libharu.hpp"
#include "pdf/sample_pages.hpp"

namespace engross::test {
namespace {

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::string only;

void report(const std::string& name, int letters, const std::function<std::string(int)>& letter) {
  if (!only.empty() && name != only) return;
  letter(0);  // fills the caches
  std::size_t bytes = 0;
  const double before = cpu_seconds();
  for (int i = 0; i < letters; ++i) bytes += letter(i).size();
  const double spent = cpu_seconds() - before;
  fmt::print("{:<44} {:>8.0f} letters/CPU-s {:>7.0f} us {:>8} bytes\n", name, letters / spent, spent / letters * 1e6,
             bytes / static_cast<std::size_t>(letters));
}

std::function<std::string(int)> drawing(const std::vector<Pages>& letters, FontEmbedding embedding, DrawCache& cache) {
  return [&letters, embedding, &cache](int i) {
    auto pdf = draw(letters[static_cast<std::size_t>(i) % letters.size()], sample_info(), {embedding}, cache);
    if (pdf) return std::move(*pdf);
    fmt::print(stderr, "{}", print(pdf.error()));
    std::exit(1);
  };
}

std::vector<Pages> letters_like(SampleOptions options) {
  std::vector<Pages> letters;
  for (int i = 0; i < 8; ++i) {
    options.number = i;
    letters.push_back(sample_letter(options));
  }
  return letters;
}

void run(int letters) {
  DrawCache cache;
  SampleOptions options;
  const std::vector<Pages> rich = letters_like(options);
  options.plain = true;
  const std::vector<Pages> words = letters_like(options);
  report("engross, tiered fonts", letters, drawing(rich, FontEmbedding::tiered, cache));
  report("engross, tiered fonts, words only", letters, drawing(words, FontEmbedding::tiered, cache));
  report("engross, exact fonts", letters / 4 + 1, drawing(rich, FontEmbedding::exact, cache));
  report("plain libharu, words only, untagged", letters / 20 + 1, plain_libharu_letter);
}

}  // namespace
}  // namespace engross::test

int main(int argc, char** argv) {
  if (argc > 2) engross::test::only = argv[2];
  engross::test::run(argc > 1 ? std::max(1, std::atoi(argv[1])) : 4000);
  return 0;
}
