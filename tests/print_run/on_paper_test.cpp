// What signature fields show stands on the page; the tree says what it is; nothing looks different.
#include "print_run/on_paper.hpp"

#include "pdf/conformance.hpp"
#include "pdf/letter_stream.hpp"
#include "pdf/sample_pages.hpp"
#include "print_run/sample_run.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {
namespace {

using testing::ElementsAre;

// A letter whose visible field holds ink and two lines, and another field that cannot be seen.
Pages with_fields() {
  PagesBuilder make({packaged_face("liberation/LiberationSans-Regular.ttf")});
  make.paragraph(make.element(Role::paragraph), "Yours sincerely,");
  const ElementId signature = make.element(Role::form), stamp = make.element(Role::form);
  make.at(signature).alternative = "Signature Denise Clavery";
  make.at(stamp).alternative = "Time stamp";
  make.picture(signature, ink_picture(), 60, 100, 80, 40);
  make.text(signature, "Signed by Denise Clavery", 60, 150);
  make.text(signature, "26 October 2016", 60, 162);
  make.rule(signature, 60, 165, 80, 0.5);
  make.field(signature, "Signature", 58, 98, 200, 70);
  make.field(stamp, "TimeStamp", 0, 0, 0, 0);
  make.paragraph(make.element(Role::paragraph), "Denise Clavery");
  return make.take();
}

std::string tree_of(const Pages& pages) {
  DrawCache cache;
  LetterStream stream(sample_info(), cache);
  EXPECT_THAT(stream.add(pages), Succeeds());
  const std::string pdf = stream.write().value();
  EXPECT_THAT(conformance_faults(pdf), ElementsAre());
  return tag_tree(pdf);
}

TEST(OnPaper, FieldsBecomeWhatTheyShow) {
  EXPECT_EQ(tree_of(on_paper(with_fields())),
            "Document\n"
            "  Part lang=en-GB\n"
            "    P | Yours sincerely,\n"
            "    Sect\n"
            "      Figure alt=\"Signature Denise Clavery\"\n"
            "      P | Signed by Denise Clavery26 October 2016\n"
            "    P | Denise Clavery\n");
}

TEST(OnPaper, NothingMoves) {
  const Pages before = with_fields(), after = on_paper(before);
  EXPECT_TRUE(after.pages[0].fields.empty());
  ASSERT_EQ(after.pages[0].runs.size(), before.pages[0].runs.size());
  EXPECT_EQ(after.pages[0].order.size(), before.pages[0].order.size());
  for (std::size_t i = 0; i < before.pages[0].runs.size(); ++i) {
    EXPECT_EQ(after.pages[0].runs[i].x, before.pages[0].runs[i].x);
    EXPECT_EQ(after.pages[0].runs[i].shown, before.pages[0].runs[i].shown);
  }
}

TEST(OnPaper, ALetterWithoutFieldsStays) {
  const Pages pages = pages_of_letter("A-1", 2);
  EXPECT_EQ(dump(on_paper(pages)), dump(pages));
}

}  // namespace
}  // namespace engross::test
