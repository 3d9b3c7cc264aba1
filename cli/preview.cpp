// In: pages, and the PDF of them. Out: the pages on the screen. Refuses: places without a screen, and says where the
// PDF lies.
#include "preview.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

#include "pictures/page_picture.hpp"
#include "viewer.hpp"

namespace engross::cli {
namespace {

constexpr int usual_dots = 96, fewest_dots = 48, most_dots = 144;  // an inch

// As many as make the page as wide as the terminal, when its driver knows how many dots it has.
int dots_per_inch(const Page& page) {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_xpixel == 0) return usual_dots;
  return std::clamp(static_cast<int>(size.ws_xpixel / (page.width / 72)), fewest_dots, most_dots);
}

Diagnostics nowhere(const std::string& pdf) {
  return {error("preview.nowhere", {}, "this terminal draws no pictures, and there is no display to open the PDF on",
                {fmt::format("the PDF is there: {}", pdf),
                 "set ENGROSS_VIEWER to the command of a program that shows PDFs, or read the letter here: engross "
                 "render --as text"})};
}

}  // namespace

Preview::Preview(const World& world, const CommonOptions& options) : world_(world) {
  if (!options.json && ::isatty(STDOUT_FILENO) != 0) way_ = terminal_pictures(world);
}

Result<void> Preview::draw(const Report& report, const Pages& pages) const {
  std::string all;
  for (const Page& page : pages.pages) {
    const auto png = draw_page(pages, page, dots_per_inch(page));
    if (!png) return fail(png.error());
    all += drawn_by_terminal(*way_, *png);
  }
  report.show(all);
  return {};
}

Result<void> Preview::show(Report& report, const std::function<Result<Pages>()>& pages, const std::string& pdf) const {
  if (way_) {
    const auto laid_out = pages();
    if (!laid_out) return fail(laid_out.error());
    auto drawn = draw(report, *laid_out);
    if (drawn) report.set("preview", text("terminal"));
    if (drawn || viewer_of(world_).empty()) return drawn;  // without cairo a viewer may still show it
  }
  auto opened = open(pdf);
  if (opened) report.set("preview", text("viewer"));
  return opened;
}

Result<void> Preview::open(const std::string& pdf) const {
  const std::string viewer = viewer_of(world_);
  if (viewer.empty()) return fail(nowhere(pdf));
  return open_in_viewer(viewer, pdf);
}

}  // namespace engross::cli
