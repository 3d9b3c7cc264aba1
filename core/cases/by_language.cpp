// In: a case, the language of a letter, the department's languages. Out: the case with the texts of that language.
// Refuses: texts by language that lack this one, and tags that the department does not have.
#include "cases/by_language.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/enough.hpp"
#include "base/language_tag.hpp"
#include "base/suggest.hpp"

namespace engross {
namespace {

// Where the case's form lets words stand by language; under `facts` anything may.
constexpr std::array<std::string_view, 4> texts = {"subject", "salutation", "close", "on_behalf_of"};
constexpr std::array<std::string_view, 2> lists = {"enclosures", "copies"};
constexpr std::array<std::string_view, 2> own_words = {"text", "markdown"};

template <class Names>
bool has(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool holds_object(const Value& value) {
  return std::ranges::any_of(value.items(), [](const Value& v) { return v.is_object() || holds_object(v); }) ||
         std::ranges::any_of(value.members(),
                             [](const Member& m) { return m.value.is_object() || holds_object(m.value); });
}

// Most cases hold nothing that could be a text by language, and are not copied.
bool may_hold_any(const Value& root) {
  return std::ranges::any_of(root.members(), [](const Member& member) {
    if (has(texts, member.key)) return member.value.is_object();
    if (has(lists, member.key) || member.key == "facts") return holds_object(member.value);
    if (member.key != "paragraphs") return false;
    return std::ranges::any_of(member.value.items(), holds_object);
  });
}

class Resolving {
 public:
  Resolving(const Case& of, const std::string& language, const std::vector<std::string>& languages)
      : case_(of), language_(language), languages_(languages) {}

  Result<std::optional<Case>> run() {
    const Value root = whole(case_.document.root);
    if (!errors_.empty()) {
      sort_by_place(errors_);
      return fail(std::move(errors_));
    }
    if (!any_) return std::nullopt;
    Result<Case> read = Case::from(Document{.source = case_.document.source, .root = root});
    if (!read) return fail(std::move(read.error()));
    // What a draft, a record or the command line said instead of the file.
    read->template_name = case_.template_name;
    read->template_place = case_.template_place;
    read->picks = case_.picks;
    read->allowed = case_.allowed;
    read->languages = case_.languages;
    return std::optional<Case>(std::move(*read));
  }

 private:
  Value whole(const Value& root) {
    std::vector<Member> members;
    members.reserve(root.members().size());
    for (const Member& member : root.members()) members.push_back({member.key, field(member.key, member.value)});
    return like(root, Value::object(std::move(members)));
  }

  Value field(std::string_view key, const Value& value) {
    const std::string path(key);
    if (has(texts, key) && value.is_object()) return of_language(value, path);
    if (has(lists, key))
      return items(value, path, [&](const Value& item, const std::string& at) {
        return item.is_object() ? of_language(item, at) : item;
      });
    if (key == "paragraphs")
      return items(value, path, [&](const Value& item, const std::string& at) { return paragraph(item, at); });
    return key == "facts" ? fact(value, path) : value;
  }

  Value paragraph(const Value& item, const std::string& path) {
    std::vector<Member> members;
    for (const Member& member : item.members()) {
      const bool by_language = has(own_words, member.key) && member.value.is_object();
      members.push_back({member.key, by_language ? of_language(member.value, path + "." + member.key) : member.value});
    }
    return item.is_object() ? like(item, Value::object(std::move(members))) : item;
  }

  Value fact(const Value& value, const std::string& path) {
    if (value.is_array())
      return items(value, path, [&](const Value& item, const std::string& at) { return fact(item, at); });
    if (!value.is_object()) return value;
    if (path != "facts" && speaks_languages(value)) return of_language(value, path);
    std::vector<Member> members;
    for (const Member& member : value.members())
      members.push_back({member.key, fact(member.value, path + "." + member.key)});
    return like(value, Value::object(std::move(members)));
  }

  // Every key is a tag of the department, or nearly one: "en" for "en-GB" is refused rather than taken for a field.
  bool speaks_languages(const Value& value) const {
    const auto speaks = [&](const Member& member) {
      return std::ranges::any_of(
          languages_, [&](const std::string& tag) { return tag == member.key || primary_subtag(tag) == member.key; });
    };
    return !value.members().empty() && std::ranges::all_of(value.members(), speaks);
  }

  Value of_language(const Value& value, const std::string& path) {
    any_ = true;
    bool strange = false;
    for (const Member& member : value.members()) {
      if (has(languages_, member.key)) continue;
      refuse_tag(member, path);
      strange = true;
    }
    if (strange) return value;
    const Value* text = value.find(language_);
    if (text == nullptr) {
      add(error("cases.no-language", case_.document.span(value),
                fmt::format("{} has no text in \"{}\", and the letter is written in it", path, language_),
                {fmt::format("add \"{}\": \"…\"", language_)}));
      return value;
    }
    Value found = *text;
    found.key_extent = value.key_extent;
    return found;
  }

  void refuse_tag(const Member& member, const std::string& path) {
    const auto of_it =
        std::ranges::find(languages_, member.key, [](const std::string& tag) { return primary_subtag(tag); });
    std::string near =
        of_it != languages_.end() ? fmt::format("write \"{}\"", *of_it) : did_you_mean(member.key, languages_);
    std::vector<std::string> hints;
    if (!near.empty()) hints.push_back(std::move(near));
    hints.push_back(fmt::format("the department's languages: {}", fmt::join(languages_, ", ")));
    add(error("cases.language", case_.document.key_span(member.value),
              fmt::format("{} is given in \"{}\", which is no language of the department", path, member.key),
              std::move(hints)));
  }

  template <class Each>
  static Value items(const Value& array, const std::string& path, Each&& each) {
    if (!array.is_array()) return array;
    std::vector<Value> made;
    made.reserve(array.items().size());
    for (const Value& item : array.items()) made.push_back(each(item, fmt::format("{}.{}", path, made.size())));
    return like(array, Value::array(std::move(made)));
  }

  static Value like(const Value& place, Value value) {
    value.extent = place.extent;
    value.key_extent = place.key_extent;
    return value;
  }

  void add(Diagnostic fault) { add_up_to_most(errors_, std::move(fault)); }

  const Case& case_;
  const std::string& language_;
  const std::vector<std::string>& languages_;
  bool any_ = false;
  Diagnostics errors_;
};

class Noting {
 public:
  Noting(const Document& document, const std::vector<std::string>& languages) : document_(document) {
    for (const std::string& language : languages)
      form_ += fmt::format("{}\"{}\": \"…\"", form_.empty() ? "" : ", ", language);
  }

  void look_at(const Value* value, std::string_view named) {
    if (value == nullptr || !value->is_string() || value->text().empty()) return;
    found_.push_back(warning("cases.one-language", document_.span(*value),
                             fmt::format("the letter is written in several languages, and {} is given in one", named),
                             {fmt::format("give it in each: {{{}}}; the same words twice if they are alike", form_)}));
  }

  Diagnostics take() { return std::move(found_); }

 private:
  const Document& document_;
  std::string form_;  // "cy": "…", "en-GB": "…"
  Diagnostics found_;
};

}  // namespace

Result<std::optional<Case>> in_language(const Case& case_, const std::string& language,
                                        const std::vector<std::string>& languages) {
  if (!may_hold_any(case_.document.root)) return std::nullopt;
  return Resolving(case_, language, languages).run();
}

Diagnostics words_in_one_language(const Case& case_, const std::vector<std::string>& languages) {
  const Value& root = case_.document.root;
  Noting noting(case_.document, languages);
  for (const std::string_view name : texts) noting.look_at(root.find(name), fmt::format("its {}", name));
  if (const Value* paragraphs = root.find("paragraphs"))
    for (const Value& item : paragraphs->items())
      for (const std::string_view name : own_words) noting.look_at(item.find(name), fmt::format("its {}", name));
  if (const Value* enclosures = root.find("enclosures"))
    for (const Value& item : enclosures->items()) noting.look_at(&item, "the name of an enclosure");
  return noting.take();
}

}  // namespace engross
