// The names that rules and paragraphs can see, and what the names of one template mean. Private to this room.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "data/value.hpp"
#include "department/department.hpp"

namespace engross {

struct KnownNames {
  Value root;     // the case format with an example of every field, the samples laid over it; department, signatory,
                  // letter, template
  Value sampled;  // the samples alone, united
  bool has_facts = false;    // whether any sample or rules test gives facts; else nothing is known about facts.*
  bool has_derived = false;  // the same of what the department's code derives
};

// `cases` are those of samples and rules tests.
KnownNames known_names(const Department& department, const std::vector<Value>& cases);

// Members of both; where both have one that is not an object, the first's. Lists of objects know what any item has.
Value united(Value first, const Value& second);

// As find_path, where a step "*" is any item of a list.
const Value* find_known(const Value& root, std::string_view path);

// A name of a template with the place in the case that it means.
struct MeantName {
  Template::Name name;
  std::string path;  // absolute: "facts.grants.*.year"; "*" stands for the items of a list
  enum class Is : std::uint8_t {
    known,
    unknown,
    let,
    partial,  // not followed further: unknown, or nested too deep
  } is = Is::known;
  std::vector<std::string> beside;  // of unknown ones: the names that could have been meant
};

// In order; a partial's names stand where it is included. `lets` are names of the paragraph's own rules.
std::vector<MeantName> meant_names(const Template& text, const Value& known, const std::set<std::string>& lets,
                                   const Partials& partials);

}  // namespace engross
