// --preview: pages shown in the terminal where it draws pictures, and in a viewer otherwise.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "layout/pages.hpp"
#include "report.hpp"
#include "terminal_picture.hpp"

namespace engross::cli {

class Preview {
 public:
  Preview(const World& world, const CommonOptions& options);

  // Whether standard output is a terminal that draws pictures, which --json keeps free for its object.
  bool in_terminal() const { return way_.has_value(); }
  // In the terminal, all pages; else the PDF at `pdf`, in a viewer. Sets "preview" to "terminal" or "viewer". Errors:
  // "preview.nowhere" (there is neither), "preview.viewer", those of draw_page(): the PDF is at `pdf` all the same.
  Result<void> show(Report& report, const std::function<Result<Pages>()>& pages, const std::string& pdf) const;
  // In a viewer alone. Errors: "preview.nowhere", "preview.viewer".
  Result<void> open(const std::string& pdf) const;
  // In the terminal alone. Errors: those of draw_page().
  Result<void> draw(const Report& report, const Pages& pages) const;

 private:
  const World& world_;
  std::optional<TerminalPictures> way_;
};

}  // namespace engross::cli
