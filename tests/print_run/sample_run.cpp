// In: a few numbers. Out: items, pages, a setup. A file of the project that is missing stops the test.
#include "print_run/sample_run.hpp"

#include "base/sha256.hpp"
#include "data/read.hpp"
#include "pdf/sample_pages.hpp"
#include "support/process.hpp"

namespace engross::test {

PrintSetup sample_setup() {
  const std::string path = std::string(ENGROSS_SOURCE_DIR) + "/templates/print-run.yaml";
  return PrintSetup::from(read_yaml(make_source(path, read_file(path))).value()).value();
}

Geometry sample_geometry() {
  Geometry geometry;
  geometry.window = {20, 53, 83, 34};
  return geometry;
}

DocumentInfo run_info() {
  return {.title = {},
          .author = "Department for Safer Roads",
          .subject = {},
          .language = "en-GB",
          .date = *Timestamp::parse("2016-10-26T00:00:00+01:00")};
}

Pages pages_of_letter(const std::string& reference, std::size_t pages) {
  static const FaceRef sans = packaged_face("liberation/LiberationSans-Regular.ttf");
  Pages made = PagesBuilder({sans}).take();
  for (std::size_t page = 1; page <= pages; ++page) {
    if (page > 1) {
      Page& fresh = made.pages.emplace_back();
      fresh.width = made.pages[0].width;
      fresh.height = made.pages[0].height;
    }
    PagesBuilder make(std::move(made));
    make.text(make.element(Role::paragraph), reference + ", page " + std::to_string(page), 72, 300);
    made = make.take();
  }
  return made;
}

std::vector<PrintItem> items_with_pages(const std::vector<std::size_t>& pages) {
  std::vector<PrintItem> items;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const std::string reference = "A-" + std::to_string(i + 1);
    items.push_back({.reference = reference, .postcode = {}, .pages = pages[i], .sha256 = sha256_hex(reference)});
  }
  return items;
}

PagesOf maker(const std::vector<PrintItem>& items) {
  return
      [&items](std::size_t item) -> Result<Pages> { return pages_of_letter(items[item].reference, items[item].pages); };
}

}  // namespace engross::test
