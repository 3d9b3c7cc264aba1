// Pages built by hand, without the layout room: a two-page letter with everything that a letter can hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "layout/pages.hpp"
#include "pdf/draw.hpp"

namespace engross::test {

// A face of the packaged font folders: "liberation/LiberationSans-Regular.ttf".
FaceRef packaged_face(const std::string& file);

PictureRef grey_picture();    // 8 x 4
PictureRef colour_picture();  // 16 x 8, RGB
PictureRef ink_picture();     // 40 x 20, RGB with alpha
PictureRef jpeg_picture();    // 16 x 16, compressed here by libjpeg

// Gives a run words of its own, changed.
template <class Edit>
void change_words(GlyphRun& run, Edit edit) {
  auto own = std::make_shared<ShownText>(*run.shown);
  edit(*own);
  run.shown = std::move(own);
}

// Puts text on pages: shapes with HarfBuzz, breaks lines greedily at spaces.
class PagesBuilder {
 public:
  explicit PagesBuilder(std::vector<FaceRef> faces, std::string language = "en-GB");
  explicit PagesBuilder(Pages begun) : pages_(std::move(begun)) {}

  ElementId element(Role role, ElementId parent = 0);
  Element& at(ElementId id) { return pages_.elements[static_cast<std::size_t>(id)]; }
  void new_page();
  // One run at (x, y); returns its advance in points. The run can be changed through last_run().
  double text(ElementId element, std::string_view words, double x, double y, std::uint16_t face = 0, double size = 11,
              ArtifactKind kind = ArtifactKind::layout);
  GlyphRun& last_run() { return pages_.pages.back().runs.back(); }
  // Lines of at most `width` from the pen downwards; the last page grows a successor at its foot.
  void paragraph(ElementId element, std::string_view words, double x = 57, double width = 480, std::uint16_t face = 0);
  void rule(ElementId element, double x, double y, double width, double height);
  void picture(ElementId element, const PictureRef& picture, double x, double y, double width, double height);
  void link(ElementId element, double x, double y, double width, double height, std::string target,
            std::string contents);
  void field(ElementId element, std::string name, double x, double y, double width, double height) {
    pages_.pages.back().fields.push_back({x, y, width, height, std::move(name), element});
  }
  void skip(double points) { pen_ += points; }
  double pen() const { return pen_; }
  Pages take() { return std::move(pages_); }

 private:
  Pages pages_;
  double pen_ = 60;
};

struct SampleOptions {
  std::string regular = "liberation/LiberationSans-Regular.ttf";
  std::string bold = "liberation/LiberationSans-Bold.ttf";
  bool plain = false;   // words only: neither list nor table, link nor pictures
  int number = 1;       // varies the words
  std::string extra{};  // one more paragraph
};
Pages sample_letter(const SampleOptions& options = {});
DocumentInfo sample_info();

}  // namespace engross::test
