// Departments that take over another's library: what stays whose, what overrides what, and chains that do not hold.
#include <gtest/gtest.h>

#include "department/bundle.hpp"
#include "department/open.hpp"
#include "department/quay.hpp"
#include "support/memory_world.hpp"

namespace engross::test {
namespace {

using Files = std::map<std::string, std::string>;

// Departments by id, each in a folder of that name; the manifest says what the others leave out.
class Coast {
 public:
  Coast& add(const std::string& id, const Files& files, const std::string& manifest = "") {
    world_.files[id + "/department.yaml"] =
        "id: " + id + "\nname: " + id + "\nversion: 1.0.0\nlanguages: [en-GB, cy]\n" + manifest;
    world_.files[id + "/style.yaml"] = quay_style;
    for (const auto& [path, text] : files) world_.files[id + "/" + path] = text;
    return *this;
  }

  Result<std::shared_ptr<const Department>> open(const std::string& id) const {
    auto opened =
        open_department(world_, id, shared_templates(),
                        {.library = {}, .locate = [this](const std::string& of, auto) { return locate(of); }});
    if (!opened) return fail(opened.error());
    return opened->department;
  }

  std::string refusal(const std::string& id) const {
    const auto opened = open(id);
    return opened ? "not refused\n" : said(opened.error());
  }

 private:
  Result<LocatedDepartment> locate(const std::string& id) const {
    if (world_.kind_of(id) == World::Kind::directory) return LocatedDepartment{.path = id, .library = {}};
    return fail(error("department.unknown", {}, "there is no department \"" + id + "\""));
  }

  MemoryWorld world_;
};

// "a from port (words)", a line each, with the language of translations.
std::string library(const Result<std::shared_ptr<const Department>>& department) {
  if (!department) return print(department.error());
  std::string out;
  for (const Paragraph& paragraph : (*department)->paragraphs) {
    const std::string& text = paragraph.source->text;
    out += paragraph.id + (paragraph.language.empty() ? "" : "." + paragraph.language) +
           (paragraph.from.empty() ? "" : " from " + paragraph.from) + ": " + text.substr(text.rfind("---\n") + 4);
  }
  return out;
}

std::string translation(const std::string& words) {
  return "---\nrevision: 1\n---\n" + words + "\n";
}

TEST(Extends, TakesOverWhatItDoesNotHaveItself) {
  Coast coast;
  coast.add("port", {{"paragraphs/a.md", paragraph_file("", "Port's a.\n")},
                     {"paragraphs/deep/b.md", paragraph_file("", "Port's b.\n")},
                     {"paragraphs/b.cy.md", translation("Port's Welsh b.")},
                     {"paragraphs/c.md", paragraph_file("", "Port's c.\n")},
                     {"paragraphs/c.cy.md", translation("Port's Welsh c.")},
                     {"partials/p.mustache", "Port's p"},
                     {"partials/p.cy.mustache", "Port's Welsh p"},
                     {"partials/q.mustache", "Port's q"},
                     {"templates/notice.mustache", "::: body\n:::\n"},
                     {"pictures/logo.png", "port's logo"},
                     {"forms-of-address.yaml", "nonsense: [\n"}});
  coast.add("quay",
            {{"paragraphs/own/b.md", paragraph_file("", "Quay's b.\n")},
             {"paragraphs/c.cy.md", translation("Quay's Welsh c.")},
             {"partials/p.mustache", "Quay's p"}},
            "extends: port\n");
  const auto quay = coast.open("quay");
  EXPECT_EQ(library(quay),
            "a from port: Port's a.\n"
            "b: Quay's b.\n"
            "c from port: Port's c.\n"
            "c.cy: Quay's Welsh c.\n");
  ASSERT_THAT(quay, Succeeds());
  const Department& made = **quay;
  EXPECT_EQ(made.extends, "port");
  EXPECT_TRUE(made.partials.contains("q"));
  EXPECT_FALSE(made.partials.contains("p.cy")) << "a translation of what was replaced";
  EXPECT_TRUE(made.templates.contains("notice"));
  EXPECT_EQ(made.resources.source("partials/q.mustache")->name, "port/partials/q.mustache");
  EXPECT_EQ(made.resources.source("partials/p.mustache")->name, "quay/partials/p.mustache");
  EXPECT_FALSE(made.resources.files.contains("pictures/logo.png"));
  ASSERT_EQ(made.resources.lenders.size(), 1U);
  EXPECT_EQ(made.resources.lenders[0].version, "1.0.0");
}

TEST(Extends, ABundleIsWholeAndIsNotFollowedAgain) {
  Coast coast;
  coast.add("port", {{"paragraphs/a.md", paragraph_file()},
                     {"forwarding.yaml", "- {id: x, to: a, since: 2016-01-01, because: w}\n"}});
  coast.add("quay", {}, "extends: port\n");
  const auto quay = coast.open("quay");
  ASSERT_THAT(quay, Succeeds());
  const auto stored = from_bundle("the store", to_bundle((*quay)->resources));
  ASSERT_THAT(stored, Succeeds());
  const auto again = Department::from(*stored, shared_templates());
  ASSERT_THAT(again, Succeeds());
  EXPECT_EQ((*again)->bundle_sha256, (*quay)->bundle_sha256);
  EXPECT_EQ(library(again), library(quay));
  EXPECT_EQ((*again)->find("a")->source->name, "paragraphs/a.md of port in the store");
  EXPECT_EQ((*again)->forwarding.follow("x").size(), 1U);
  EXPECT_EQ((*again)->forwarding.follow("x")[0]->place.source->name, "forwarding.yaml of port in the store");
}

TEST(Extends, HalfALibraryIsRefused) {
  Resources alone{.origin = "quay",
                  .files = {{"department.yaml", quay_yaml + "extends: port\n"},
                            {"style.yaml", quay_style},
                            {"paragraphs/a.md", paragraph_file()}}};
  const auto made = Department::from(alone, shared_templates());
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error()[0].message, "the library of port, which quay extends, was not read with it");
  alone.files["inherited.json"] =
      R"({"lenders": [{"id": "port", "version": "1", "sha256": "0"}], "files": {"x": "port"}})";
  const auto damaged = Department::from(alone, shared_templates());
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error()[0].message,
            "inherited.json does not say whose files these are: it speaks of x, which is not there");
  for (const char* text :
       {"[]", "{", "{}", R"({"lenders": [{}], "files": {}})", R"({"lenders": [], "files": {"style.yaml": "port"}})",
        R"({"lenders": [{"id": "Port", "version": "1", "sha256": "0"}], "files": {}})"}) {
    alone.files["inherited.json"] = text;
    EXPECT_FALSE(Department::from(alone, shared_templates())) << text;
  }
}

TEST(Extends, NotesOfItsOwnHideWhatItTakesOver) {
  Coast coast;
  coast.add("port", {{"paragraphs/a.md", paragraph_file("yields_to: [b, c, d]\n", "Port's a.\n")},
                     {"paragraphs/b.md", paragraph_file()},
                     {"paragraphs/b.cy.md", translation("b")},
                     {"paragraphs/c.md", paragraph_file()},
                     {"paragraphs/d.md", paragraph_file("", "Port's d.\n")},
                     {"forwarding.yaml",
                      "- {id: x, to: b, since: 2015-01-01, because: port}\n"
                      "- {id: e, to: d, since: 2015-01-01, because: port}\n"
                      "- {id: y, withdrawn: 2015-01-01, because: port}\n"}});
  coast.add("quay",
            {{"paragraphs/c-here.md", paragraph_file("", "Quay's c.\n")},
             {"paragraphs/y.md", paragraph_file("", "Quay's y.\n")},
             {"forwarding.yaml",
              "- {id: b, withdrawn: 2016-01-01, because: not here}\n"
              "- {id: c, to: c-here, since: 2016-01-01, because: our own}\n"
              "- {id: e, to: y, since: 2016-01-01, because: ours}\n"}},
            "extends: port\n");
  const auto quay = coast.open("quay");
  EXPECT_EQ(library(quay), "a from port: Port's a.\nc-here: Quay's c.\nd from port: Port's d.\ny: Quay's y.\n");
  ASSERT_THAT(quay, Succeeds());
  EXPECT_EQ((*quay)->find("a")->yields_to, (std::vector<std::string>{"c-here", "d"}));
  EXPECT_EQ(told((*quay)->forwarding.follow("x")),
            "\"x\" is called \"b\" since 2015-01-01: port; \"b\" was withdrawn on 2016-01-01: not here");
  EXPECT_EQ(told((*quay)->forwarding.follow("e")), "\"e\" is called \"y\" since 2016-01-01: ours");
  EXPECT_TRUE((*quay)->forwarding.follow("y").empty()) << "it has a paragraph of that id";
}

TEST(Extends, LanguagesThatItDoesNotHaveAreLeftBehind) {
  Coast coast;
  coast.add("port", {{"paragraphs/a.md", paragraph_file("", "a\n")},
                     {"paragraphs/a.cy.md", translation("Welsh a")},
                     {"partials/p.mustache", "p"},
                     {"partials/p.cy.mustache", "Welsh p"}});
  coast.add("quay", {}, "extends: port\n");
  coast.add("mole", {}, "extends: port\n");
  coast.add("irish", {}, "extends: port\n");
  const auto only = [&](const std::string& id, const std::string& languages) {
    coast.add(id, {{"department.yaml",
                    "id: " + id + "\nname: N\nversion: 1\nlanguages: " + languages + "\nextends: port\n"}});
    return coast.open(id);
  };
  EXPECT_EQ(library(only("mole", "[en-GB]")), "a from port: a\n");
  EXPECT_EQ(library(only("mole", "[en, cy]")), "a from port: a\na.cy from port: Welsh a\n");
  const auto irish = only("irish", "[ga, cy]");
  ASSERT_FALSE(irish);
  EXPECT_EQ(said(irish.error()),
            "5:10 department.extends: port writes in en-GB first, and this department in ga | a department can extend "
            "one whose first language is its own\n");
}

TEST(Extends, CodeIsNotTakenOver) {
  Coast coast;
  coast.add(
      "port",
      {{"paragraphs/a.md", paragraph_file("chosen_by: code\n", "a\n")}, {"paragraphs/b.md", paragraph_file("", "b\n")}},
      "decides: [select]\n");
  coast.add("quay", {}, "extends: port\n");
  const auto quay = coast.open("quay");
  EXPECT_EQ(library(quay), "a from port: a\nb from port: b\n");
  ASSERT_THAT(quay, Succeeds());
  EXPECT_TRUE((*quay)->decides.empty()) << "whoever wants its decisions decides them";
}

TEST(Extends, ChainsAreFollowedToTheirEnd) {
  Coast coast;
  coast.add("sea", {{"paragraphs/s.md", paragraph_file("", "Sea's s.\n")},
                    {"paragraphs/a.md", paragraph_file("", "Sea's a.\n")},
                    {"forwarding.yaml",
                     "- {id: x, to: s, since: 2014-01-01, because: sea}\n"
                     "- {id: z, to: s, since: 2014-01-01, because: sea}\n"}});
  coast.add("port",
            {{"paragraphs/a.md", paragraph_file("", "Port's a.\n")},
             {"forwarding.yaml", "- {id: x, to: a, since: 2015-01-01, because: port}\n"}},
            "extends: sea\n");
  coast.add("quay", {{"paragraphs/q.md", paragraph_file("", "Quay's q.\n")}}, "extends: port\n");
  const auto quay = coast.open("quay");
  EXPECT_EQ(library(quay), "a from port: Port's a.\nq: Quay's q.\ns from sea: Sea's s.\n");
  ASSERT_THAT(quay, Succeeds());
  EXPECT_EQ((*quay)->forwarding.follow("x")[0]->to, "a") << "the nearer one's note counts";
  EXPECT_EQ((*quay)->forwarding.follow("z")[0]->to, "s");
  EXPECT_EQ((*quay)->find("s")->source->name, "sea/paragraphs/s.md");
  ASSERT_EQ((*quay)->resources.lenders.size(), 2U);
  EXPECT_EQ((*quay)->resources.lenders[1].id, "sea");
}

TEST(Extends, ChainsThatDoNotHoldAreRefused) {
  Coast coast;
  coast.add("a", {}, "extends: b\n").add("b", {}, "extends: c\n").add("c", {}, "extends: a\n");
  EXPECT_EQ(coast.refusal("a"),
            "5:10 department.extends: these departments extend each other: a -> b -> c -> a | take one `extends` "
            "away\n");
  coast.add("self", {}, "extends: self\n");
  EXPECT_EQ(coast.refusal("self"),
            "5:10 department.extends: these departments extend each other: self -> self | take one `extends` away\n");
  coast.add("p1", {{"paragraphs/a.md", paragraph_file()}}).add("p2", {}, "extends: p1\n");
  coast.add("p3", {}, "extends: p2\n").add("p4", {}, "extends: p3\n").add("p5", {}, "extends: p4\n");
  coast.add("p6", {}, "extends: p5\n");
  EXPECT_THAT(coast.open("p5"), Succeeds());
  EXPECT_EQ(
      coast.refusal("p6"),
      "5:10 department.extends: the chain is longer than 4: p6 -> p5 -> p4 -> p3 -> p2 -> p1 | extend one that is "
      "nearer to the beginning of the chain\n");
  coast.add("lost", {}, "extends: nowhere\n");
  EXPECT_EQ(coast.refusal("lost"), "5:10 department.unknown: there is no department \"nowhere\"\n");
  coast.add("wrong", {}, "extends: Port Authority\n");
  EXPECT_EQ(coast.refusal("wrong"),
            "5:10 department.id: \"Port Authority\" is no id | an id is made of small letters, digits and single "
            "hyphens, and begins with a letter\n");
}

TEST(Extends, WhatIsWrongWithTheOtherIsSaidOfItsFiles) {
  Coast coast;
  coast.add("port", {{"paragraphs/a.md", "---\ntitle: T\n---\nWords.\n"}});
  coast.add("quay", {}, "extends: port\n");
  const auto quay = coast.open("quay");
  ASSERT_FALSE(quay);
  EXPECT_EQ(placed(quay.error()),
            "port/paragraphs/a.md:2:1 paragraph.missing\nport/paragraphs/a.md:2:1 "
            "paragraph.missing\n");
}

}  // namespace
}  // namespace engross::test
