// Templates with their fields and sections by name.
#include "merge/placeholders.hpp"

#include "base/text.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {

// The text with the words of its tokens.
std::string shown(const std::string& text) {
  const auto made = Template::compile(make_source("p.md", text));
  EXPECT_THAT(made, test::Succeeds()) << text;
  if (!made) return {};
  const MergedText merged = with_placeholders(*made);
  std::string out;
  for (const char32_t c : decode_lossy(merged.text)) {
    if (const TokenValue* value = merged.tokens.find(c))
      out += value->text;
    else
      append_utf8(out, c);
  }
  return out;
}

TEST(Placeholders, StandForEveryTag) {
  struct Row {
    const char* text;
    const char* shown;
  };
  const Row rows[] = {
      {"Dear {{letter.name}}, {{facts.list.0}}", "Dear ‹letter.name›, ‹facts.list.0›"},
      {"On {{#long_date}}incoming.dated{{/long_date}}.", "On ‹incoming.dated as long date›."},
      {"It{{#costs}} costs {{fee}}{{/costs}}.", "It‹if costs:› costs ‹fee›‹end if›."},
      {"It{{^costs}} is free{{/costs}}.", "It‹if not costs:› is free‹end if›."},
      {"One.\n{{#visit}}\nTwo.\n{{/visit}}\nThree.\n", "One.\n\n‹if visit:›\n\nTwo.\n\n‹end if›\n\nThree.\n"},
      {"| A | B |\n|---|---|\n{{#rows}}\n| {{a}} | {{b}} |\n{{/rows}}\n",
       "| A | B |\n|---|---|\n| ‹if rows:› |\n| ‹a› | ‹b› |\n| ‹end if› |\n"},
      {"{{#topics}}{{.}} {{/topics}}", "‹if topics:›‹each of it› ‹end if›"},
      {"Before{{! nobody sees this }} after", "Before after"},
      {"{{> reference}}\n", "‹the partial reference›\n\n"},
      {"No tags at all.\n", "No tags at all.\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(shown(row.text), row.shown) << row.text;
}

}  // namespace
}  // namespace engross
