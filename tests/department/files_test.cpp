// Which files a department consists of, and how they are found in a directory.
#include "department/files.hpp"

#include "department/bundle.hpp"
#include "department/department.hpp"
#include "department/said.hpp"
#include "support/memory_world.hpp"

namespace engross::test {
namespace {

TEST(KindOfFile, IsDecidedByThePathAlone) {
  struct Row {
    const char* path;
    FileKind kind;
  };
  const Row rows[] = {
      {"department.yaml", FileKind::manifest},
      {"style.yaml", FileKind::style},
      {"forms-of-address.yaml", FileKind::forms},
      {"approvers.yaml", FileKind::approvers},
      {"forwarding.yaml", FileKind::forwarding},
      {"envelopes.yaml", FileKind::envelopes},
      {"deadlines.yaml", FileKind::deadlines},
      {"bank-holidays.json", FileKind::holidays},
      {"checks.yaml", FileKind::checks},
      {"words.txt", FileKind::spellings},
      {"notes/words.txt", FileKind::none},
      {"trust/root.pem", FileKind::root},
      {"trust/deep/a.crl", FileKind::revocation},
      {"trust/root.cer", FileKind::stray},
      {"trust/.pem", FileKind::none},
      {"paragraphs/a.md", FileKind::paragraph},
      {"paragraphs/deep/er/a.cy.md", FileKind::paragraph},
      {"paragraphs/a.txt", FileKind::stray},
      {"paragraphs/a.MD", FileKind::stray},
      {"paragraphs/md", FileKind::stray},
      {"partials/a.mustache", FileKind::partial},
      {"partials/a.md", FileKind::stray},
      {"templates/a.mustache", FileKind::skeleton},
      {"templates/a.html", FileKind::stray},
      {"pictures/a.png", FileKind::picture},
      {"pictures/a/b.jpeg", FileKind::picture},
      {"pictures/a.jpg", FileKind::picture},
      {"pictures/a.svg", FileKind::none},
      {"fonts/a.ttf", FileKind::font},
      {"fonts/a.otf", FileKind::font},
      {"fonts/LICENCE", FileKind::none},
      {"hyphenation/hyph_cy.dic", FileKind::dictionary},
      {"hyphenation/README.dic", FileKind::none},
      {"hyphenation/hyph_cy.txt", FileKind::none},
      {"paragraphs/.a.md", FileKind::none},
      {"paragraphs/.md", FileKind::none},
      {"paragraphs/.git/a.md", FileKind::none},
      {"paragraphs/a.md~", FileKind::none},
      {".hidden", FileKind::none},
      {"samples/case.json", FileKind::none},
      {"tests/rules.yaml", FileKind::none},
      {"department.cpp", FileKind::none},
      {"deep/department.yaml", FileKind::none},
      {"paragraphs", FileKind::none},
      {"paragraphs/", FileKind::none},
      {"a.md", FileKind::none},
      {"", FileKind::none},
  };
  for (const Row& row : rows) EXPECT_EQ(kind_of_file(row.path), row.kind) << row.path;
}

TEST(PlainPath, CanBeHeldByEveryBuildSystem) {
  for (const char* path : {"a", "paragraphs/A-b_c.1.md", ".a"}) EXPECT_TRUE(is_plain_path(path)) << path;
  for (const char* path :
       {"", "/a", "a/", "a//b", "..", "a/../b", "a..md", "a b", "tŷ.md", "a\\b", "a:b", "a;b", "a\nb"})
    EXPECT_FALSE(is_plain_path(path)) << path;
  EXPECT_TRUE(is_plain_path(std::string(255, 'a')));
  EXPECT_FALSE(is_plain_path(std::string(256, 'a')));
}

TEST(NameOfFile, LosesItsFolderAndItsExtension) {
  EXPECT_EQ(name_of_file("partials/a.mustache"), "a");
  EXPECT_EQ(name_of_file("partials/nested/a.cy.mustache"), "nested/a.cy");
  EXPECT_EQ(name_of_file("a.mustache"), "a");
}

MemoryWorld directory(const std::map<std::string, std::string>& files) {
  MemoryWorld world;
  for (const auto& [path, content] : files) world.files["quay/" + path] = content;
  return world;
}

TEST(ReadDirectory, TakesWhatTheDepartmentConsistsOf) {
  const MemoryWorld world = directory({{"department.yaml", "id: quay\n"},
                                       {"paragraphs/a.md", "A"},
                                       {"paragraphs/notes.txt", "somebody meant it to count"},
                                       {"paragraphs/a.md~", "a backup"},
                                       {"samples/a case.json", "{}"},
                                       {"README.md", "#"}});
  const auto read = read_directory(world, "quay");
  ASSERT_THAT(read, Succeeds());
  std::string paths;
  for (const auto& [path, content] : read->files) paths += path + " ";
  EXPECT_EQ(paths, "department.yaml paragraphs/a.md paragraphs/notes.txt ");
  EXPECT_TRUE(read->directory);
  EXPECT_EQ(read->source("paragraphs/a.md")->name, "quay/paragraphs/a.md");
  EXPECT_EQ(read->source("paragraphs/b.md"), nullptr);
}

TEST(ReadDirectory, NamesFilesOfALibraryOtherwise) {
  const Resources library{.origin = "quay.so", .files = {{"paragraphs/a.md", "A"}}};
  EXPECT_EQ(library.source("paragraphs/a.md")->name, "paragraphs/a.md in quay.so");
}

TEST(ReadDirectory, RefusesADirectoryThatIsNoDepartment) {
  EXPECT_THAT(read_directory(MemoryWorld(), "quay"), FailsWith("world.no-such-directory"));
  const auto read = read_directory(directory({{"style.yaml", "x"}}), "quay");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(said(read.error()),
            "nowhere department.missing: quay has no department.yaml | name the directory that holds a department's "
            "department.yaml and style.yaml\n");
}

TEST(ReadDirectory, RefusesNamesThatALibraryCouldNotHold) {
  const auto read = read_directory(
      directory({{"department.yaml", "id: quay\n"}, {"paragraphs/a b.md", ""}, {"pictures/tŷ.png", ""}}), "quay");
  ASSERT_FALSE(read.has_value());
  const std::string rest =
      ": the name of a department's file is made of letters, digits, '.', '_' and '-', at most 255 | rename it\n";
  EXPECT_EQ(said(read.error()), "nowhere department.file-name: quay/paragraphs/a b.md" + rest +
                                    "nowhere department.file-name: quay/pictures/tŷ.png" + rest);
}

MemoryWorld templates(const std::map<std::string, std::string>& files) {
  MemoryWorld world;
  world.files["t/forms-of-address.yaml"] = "rows: []\n";
  for (const auto& [path, content] : files) world.files["t/" + path] = content;
  return world;
}

TEST(SharedResources, AreTemplatesPartialsPresetsAndForms) {
  const auto read = SharedResources::read(templates({{"reply.mustache", "a"},
                                                     {"partials/reference.mustache", "b"},
                                                     {"partials/deep/no.mustache", "{{#"},
                                                     {"geometry/uk.yaml", "page: {}\n"},
                                                     {"geometry/README.md", "c"},
                                                     {"notes.txt", "d"},
                                                     {".hidden.mustache", "{{#"}}),
                                          "t");
  ASSERT_THAT(read, Succeeds());
  EXPECT_EQ(read->templates.size(), 1U);
  EXPECT_TRUE(read->templates.contains("reply"));
  EXPECT_EQ(read->partials.size(), 1U);
  EXPECT_TRUE(read->partials.contains("reference"));
  EXPECT_EQ(read->geometry.size(), 1U);
  EXPECT_TRUE(read->geometry.contains("uk"));
  EXPECT_EQ(read->resources.files.size(), 4U);
}

TEST(SharedResources, CollectWhatDoesNotParse) {
  const auto read = SharedResources::read(
      templates({{"reply.mustache", "{{#a}}"}, {"partials/p.mustache", "{{/a}}"}, {"geometry/uk.yaml", "a: &b c"}}),
      "t");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(placed(read.error()),
            "t/geometry/uk.yaml:1:4 data.yaml-anchor\n"
            "t/partials/p.mustache:1:1 template.syntax\n"
            "t/reply.mustache:1:1 template.syntax\n");
  EXPECT_THAT(SharedResources::read(templates({{"forms-of-address.yaml", "rows: ["}}), "t"), FailsWith("data.syntax"));
}

// What is read from the folder is what the store must give back.
TEST(SharedResources, HaveNamesThatABundleCanHold) {
  for (const char* name : {"a..b.mustache", "a\nb.mustache", "partials/a b.mustache", "geometry/\u00E9.yaml"})
    EXPECT_THAT(SharedResources::read(templates({{name, "a"}}), "t"), FailsWith("department.file-name")) << name;
  const auto read = SharedResources::read(templates({{"notes..txt", "a"}, {"reply.mustache", "b"}}), "t");
  ASSERT_THAT(read, Succeeds());
  const auto again = from_bundle("the store", to_bundle(read->resources));
  ASSERT_THAT(again, Succeeds());
  EXPECT_EQ(again->files, read->resources.files);
}

TEST(ReadDirectory, TakesAsManyFilesAsALibrary) {
  std::map<std::string, std::string> files{{"department.yaml", "id: quay\n"}};
  for (int i = 1; i < 20'000; ++i) files.emplace("paragraphs/p" + std::to_string(i) + ".md", "x");
  EXPECT_THAT(read_directory(directory(files), "quay"), Succeeds());
  files.emplace("paragraphs/q.md", "x");
  EXPECT_THAT(read_directory(directory(files), "quay"), FailsWith("department.too-large"));
}

TEST(ReadDirectory, SaysWhichFilesAreTooLarge) {
  const std::string large((64U << 20U) + 1, 'x');
  const auto read = read_directory(directory({{"department.yaml", "id: quay\n"}, {"pictures/a.png", large}}), "quay");
  ASSERT_THAT(read, FailsWith("world.too-large"));
  EXPECT_EQ(read.error()[0].message, "quay/pictures/a.png is larger than the limit");
  const auto shared = SharedResources::read(templates({{"reply.mustache", std::string((1U << 20U) + 1, 'x')}}), "t");
  ASSERT_THAT(shared, FailsWith("world.too-large"));
  EXPECT_EQ(shared.error()[0].message, "t/reply.mustache is larger than the limit");
}

TEST(SharedResources, NeedFormsOfAddress) {
  MemoryWorld world = templates({{"reply.mustache", "a"}});
  world.files.erase("t/forms-of-address.yaml");
  const auto read = SharedResources::read(world, "t");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(
      said(read.error()),
      "nowhere department.missing: t has no forms-of-address.yaml | install the templates of engross completely\n");
  EXPECT_THAT(SharedResources::read(world, "u"), FailsWith("world.no-such-directory"));
}

}  // namespace
}  // namespace engross::test
