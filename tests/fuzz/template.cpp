// Templates: lines "====" part an input into the template, a case in JSON, and the partials p and q.
// Merged as letters are (strict, opaque) and as the Mustache specification has it. No value changes the merged text,
// nothing is larger than the caps, and every error has its place.
#include <algorithm>

#include "data/read.hpp"
#include "merge/merge.hpp"
#include "tokens.hpp"

namespace {

using namespace engross;

constexpr std::size_t most_output = 1U << 16U;

std::vector<std::string> parts_of(std::string_view text) {
  constexpr std::string_view line = "====\n";
  std::vector<std::string> parts(1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find('\n', at), text.size() - 1) + 1;
    if (text.substr(at, next - at) == line)
      parts.emplace_back();
    else
      parts.back() += text.substr(at, next - at);
    at = next;
  }
  parts.resize(4);
  return parts;
}

Document case_of(const std::string& part) {
  constexpr const char* usual = R"({"a": "x", "n": 1.20, "t": true, "f": false, "z": null, "e": "",
    "d": "2016-10-26", "o": {"a": "y", "o": {"b": "z"}}, "l": ["x", "y", ""], "p": "p", "m": "# h\n\n- {{a}} *b*",
    "r": [{"a": 1, "l": []}, {"a": 2, "b": "only", "l": [{"c": "c"}]}]})";
  const Result<Document> own = read_json(make_source("case", part));
  if (own && own->root.is_object()) return *own;
  if (!own) fuzz::require_sound(own.error());
  return *read_json(make_source("usual", usual));
}

// The same kinds, truths and lengths, but harmless words.
Value harmless(const Value& value) {
  Value made = value;
  if (value.is_string()) made = Value::string(std::string(value.text().size(), 'x'));
  if (value.is_array()) {
    made = Value::array();
    for (const Value& item : value.items()) made.push_back(harmless(item));
  }
  if (value.is_object()) {
    made = Value::object();
    for (const Member& member : value.members()) made.set(member.key, harmless(member.value));
  }
  return made;
}

// What a template's own names say of it: they lie in its source, and whether a formatter may refuse a value.
bool has_formatter(const Template& of) {
  const std::vector<Template::Name> names = of.names();
  for (const Template::Name& name : names)
    fuzz::require(name.span.source && name.span.begin < name.span.end && name.span.end <= name.span.source->text.size(),
                  "a name lies in its template");
  return std::ranges::any_of(names, [](const auto& name) { return name.use == Template::Name::Use::formatter; });
}

void require_merged(const MergedText& merged, const MergePolicy& policy) {
  fuzz::require_pieces(merged);
  fuzz::require(merged.text.size() <= policy.max_output, "the merged text is within its cap");
  if (!policy.opaque) return;
  std::size_t tokens = 0;
  for (std::size_t at = 0; at < merged.text.size();) {
    const Decoded d = decode_at(merged.text, at);
    if (TokenTable::is_token(d.code_point)) {
      fuzz::require(merged.tokens.find(d.code_point) != nullptr, "a value stands behind every token");
      ++tokens;
    }
    at += d.length;
  }
  fuzz::require(tokens == merged.tokens.size(), "every value is in the text once");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<std::string> parts = parts_of({reinterpret_cast<const char*>(data), size});
  const Result<Template> made = Template::compile(make_source("template", parts[0]));
  if (!made) {
    fuzz::require_sound(made.error());
    return 0;
  }
  bool formatters = has_formatter(*made);
  Partials partials;
  for (const auto& [name, index] : {std::pair{"p", 2}, {"q", 3}}) {
    const Result<Template> partial = Template::compile(make_source(name, parts[static_cast<std::size_t>(index)]));
    if (!partial) continue;
    formatters = has_formatter(*partial) || formatters;
    partials.emplace(name, *partial);
  }
  const Document document = case_of(parts[1]);
  const Value other = harmless(document.root);
  for (MergePolicy policy : {MergePolicy::letters(), MergePolicy::specification()}) {
    policy.optional = {"o", "r.b"};
    policy.max_output = most_output;
    policy.max_steps = 1U << 14U;
    const Result<MergedText> merged = merge(*made, {{&document.root, document.source, "/case"}}, partials, policy);
    if (merged)
      require_merged(*merged, policy);
    else
      fuzz::require_sound(merged.error());
    if (!policy.opaque) continue;
    const Result<MergedText> plain = merge(*made, {{&other, nullptr, "/case"}}, partials, policy);
    fuzz::require(formatters || plain.has_value() == merged.has_value(), "a value's words decide nothing");
    fuzz::require(!plain || !merged || plain->text == merged->text, "a value's words change nothing");
  }
  return 0;
}
