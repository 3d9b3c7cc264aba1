// Merging in one line, and one printed form for what came out: the text with each token as ⟦its value⟧, or a line for
// each diagnostic, "line:column code: message", its hints below it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "data/read.hpp"
#include "merge/merge.hpp"
#include "support/diagnostics.hpp"

namespace engross::test {

using NamedTexts = std::vector<std::pair<std::string, std::string>>;

inline std::string shown(const MergedText& merged) {
  std::string text;
  for (std::size_t i = 0; i < merged.text.size();) {
    const Decoded d = decode_at(merged.text, i);
    if (const TokenValue* value = merged.tokens.find(d.code_point))
      text += "⟦" + value->text + "⟧";
    else
      text.append(merged.text, i, d.length);
    i += d.length;
  }
  return text;
}

inline std::string place_of(const Span& span) {
  return place(error({}, span, {}));
}

inline std::string shown(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& d : diagnostics) {
    const std::string file = d.span.source ? d.span.source->name : "";
    text += (file == "template" ? "" : file + ":") + place(d) + " " + d.code + ": " + d.message + "\n";
    for (const std::string& hint : d.hints) text += "  " + hint + "\n";
  }
  return text;
}

template <class T>
std::string shown(const Result<T>& result) {
  return result ? shown(*result) : shown(result.error());
}

// Fails to compile: the diagnostics of that.
inline Result<MergedText> merge_texts(const std::string& text, const std::string& json, const MergePolicy& policy,
                                      const NamedTexts& partial_texts = {}) {
  Result<Template> compiled = Template::compile(make_source("template", text));
  if (!compiled) return fail(compiled.error());
  Partials partials;
  for (const auto& [name, partial_text] : partial_texts) {
    Result<Template> partial = Template::compile(make_source(name, partial_text));
    if (!partial) return fail(partial.error());
    partials.emplace(name, *partial);
  }
  Result<Document> data = read_json(make_source("case.json", json));
  if (!data) return fail(data.error());
  const Context context{{.value = &data->root, .source = data->source, .pointer = "/case"}};
  return merge(*compiled, context, partials, policy);
}

inline std::string letter(const std::string& text, const std::string& json, const NamedTexts& partials = {}) {
  return shown(merge_texts(text, json, MergePolicy::letters(), partials));
}

inline std::string lenient(const std::string& text, const std::string& json, const NamedTexts& partials = {}) {
  return shown(merge_texts(text, json, MergePolicy::specification(), partials));
}

}  // namespace engross::test
