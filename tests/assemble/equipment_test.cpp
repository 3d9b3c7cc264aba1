// Faces and pictures of a department: where they come from, and what is said when they do not.
#include "assemble/equipment.hpp"

#include "assemble/bench.hpp"

namespace engross::test {
namespace {

std::string harbour_file(const std::string& path, const std::string& from, const std::string& to) {
  std::string text = harbour()->resources.files.at(path);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string refused(const Changes& changes, const FontSource& fonts = machine_fonts()) {
  const auto equipment = equip(*harbour(changes), fonts, machine_dictionaries());
  return equipment ? "not refused\n" : places(equipment.error());
}

TEST(FontsIn, LooksInTheFoldersInOrder) {
  MemoryWorld world;
  world.files["b/f.ttf"] = "of b";
  world.files["c/f.ttf"] = "of c";
  world.files["c/g.ttf"] = "g";
  const FontSource fonts = fonts_in(world, {"a", "b", "c"});
  EXPECT_EQ(fonts("f.ttf").value(), "of b");
  EXPECT_EQ(fonts("g.ttf").value(), "g");
  const auto none = fonts("h.ttf");
  ASSERT_THAT(none, FailsWith("font.not-found"));
  EXPECT_EQ(none.error()[0].message, "there is no font h.ttf; looked for a/h.ttf, b/h.ttf, c/h.ttf");
  EXPECT_EQ(none.error()[0].hints[0], "install the package that has it, such as fonts-liberation or fonts-dejavu-core");
}

TEST(Equip, TakesFontsOfTheDepartmentBeforePackagedOnes) {
  const std::string bold = machine_fonts()("liberation/LiberationSans-Bold.ttf").value();
  const auto department =
      harbour({{"fonts/Own.ttf", bold},
               {"style.yaml", harbour_file("style.yaml", "liberation/LiberationSans-Bold.ttf", "fonts/Own.ttf")}});
  const auto equipment = equip(*department, machine_fonts(), machine_dictionaries());
  ASSERT_THAT(equipment, Succeeds());
  EXPECT_EQ(equipment->fonts.bold->bytes(), bold);
  std::string packaged;
  for (const auto& [name, face] : equipment->packaged) packaged += name + " ";
  EXPECT_EQ(packaged,
            "liberation/LiberationSans-BoldItalic.ttf liberation/LiberationSans-Italic.ttf "
            "liberation/LiberationSans-Regular.ttf ");
}

TEST(Equip, CollectsTheFontsThatAreNotThere) {
  EXPECT_EQ(refused({},
                    [](const std::string& file) -> Result<std::string> {
                      if (file.find("Bold") == std::string::npos) return machine_fonts()(file);
                      return fail(error("font.not-found", {}, "there is no font " + file));
                    }),
            "harbour/style.yaml:7:9 font.not-found\nharbour/style.yaml:9:16 font.not-found\n");
  EXPECT_EQ(refused({}, [](const std::string&) -> Result<std::string> { return std::string("not a font"); }),
            "harbour/style.yaml:6:12 font.not-a-font\nharbour/style.yaml:7:9 font.not-a-font\n"
            "harbour/style.yaml:8:11 font.not-a-font\nharbour/style.yaml:9:16 font.not-a-font\n");
}

TEST(Equip, TakesTheFallbackFontsInOrder) {
  const auto equipment = equip(
      *harbour({{"style.yaml", harbour_file("style.yaml", "\ntext:",
                                            "\n  fallback: [dejavu/DejaVuSans.ttf, liberation/LiberationSans-Bold.ttf]"
                                            "\ntext:")}}),
      machine_fonts(), machine_dictionaries());
  ASSERT_THAT(equipment, Succeeds());
  ASSERT_EQ(equipment->fonts.fallback.size(), 2U);
  EXPECT_EQ(equipment->fonts.fallback[0]->name(), "dejavu/DejaVuSans.ttf");
  EXPECT_EQ(equipment->fonts.fallback[1], equipment->fonts.bold);
}

TEST(Equip, ReadsEachFontOnce) {
  std::map<std::string, int> reads;
  const auto equipment = equip(
      *harbour({{"style.yaml", harbour_file("style.yaml", "liberation/LiberationSans-BoldItalic.ttf",
                                            "liberation/LiberationSans-Bold.ttf")}}),
      [&](const std::string& file) {
        ++reads[file];
        return machine_fonts()(file);
      },
      machine_dictionaries());
  ASSERT_THAT(equipment, Succeeds());
  EXPECT_EQ(equipment->fonts.bold, equipment->fonts.bold_italic);
  EXPECT_EQ(reads["liberation/LiberationSans-Bold.ttf"], 1);
}

TEST(Equip, RefusesPicturesThatDoNotDecode) {
  const std::string logo = "\nlogo: {picture: pictures/crest.png, alternative: Crest, width: 30}\n";
  const std::string style = harbour()->resources.files.at("style.yaml") + logo;
  EXPECT_EQ(refused({{"style.yaml", style}, {"pictures/crest.png", "no picture"}}),
            "harbour/style.yaml:16:17 picture.not-a-picture\n");
  EXPECT_EQ(refused({{"style.yaml", style}, {"pictures/crest.png", "\x89PNG\r\n\x1a\n cut"}}),
            "harbour/style.yaml:16:17 picture.damaged\n");
}

TEST(Equip, RefusesAPictureThatTheDepartmentLost) {
  Department department = *harbour();
  department.style.logo.emplace();
  department.style.logo->picture = "pictures/crest.png";
  const auto equipment = equip(department, machine_fonts(), machine_dictionaries());
  ASSERT_THAT(equipment, FailsWith("department.picture"));
  EXPECT_EQ(equipment.error()[0].message, "the department has no picture pictures/crest.png");
}

}  // namespace
}  // namespace engross::test
