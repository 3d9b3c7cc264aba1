// The atoms of rules: what of a case decides whether one is true. Private to this room.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "rules/rule.hpp"

namespace engross {

struct Literal {
  enum class Kind : std::uint8_t { string, number, date, boolean };
  Kind kind = Kind::string;
  std::string text;
  friend auto operator<=>(const Literal&, const Literal&) = default;
};

struct Atom {
  enum class Kind : std::uint8_t {
    presence,  // exists(path)
    truth,     // the path alone: true or false
    compared,  // with the literal, or with the other path
    contains,  // the list at the path has the literal in it
    shown,     // a section on the path, or an inverted one
    optional,  // a section, or a value within one, that may find nothing at all
  };
  Kind kind = Kind::presence;
  std::string path;
  Literal literal{};
  std::string other{};  // a path, where there is no literal
  friend auto operator<=>(const Atom&, const Atom&) = default;
};

// Each atom once, in the order of the rule; the lets that it names are followed.
std::vector<Atom> atoms_of(const Rule& rule, const std::map<std::string, Rule>& lets);

}  // namespace engross
