// What the paragraphs of a department ask of a case, path by path, and cases made of it. Private to this room.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "conformance/known_names.hpp"
#include "conformance/make_case.hpp"
#include "conformance/variables.hpp"

namespace engross {

// What one paragraph, with what it yields to, asks.
struct Questions {
  std::vector<Atom> when;  // that decide whether it is chosen, and whether it gives way
  std::vector<Atom> body;  // that decide what it says
};

class Vocabulary {
 public:
  Vocabulary(const Department& department, const KnownNames& known, Date today);

  // Everything that any paragraph names has its usual value: the fullest letter there is.
  const Value& fullest() const { return fullest_; }
  const Questions& of(const Paragraph& original) const { return questions_.at(&original); }

  // The variables that the atoms are about, in the order that they first come up. What no case decides is left out.
  std::vector<Variable> variables(const std::vector<Atom>& atoms) const;

  // Whether the choices of their variables are all the ways that the atoms can come out. They are not where two paths
  // are compared, nor where the case does not say what a path is: letter.salutation, signatory.name, the reference.
  static bool decides(const std::vector<Atom>& atoms);

  // The languages that the paragraph can be printed in.
  std::vector<std::string> languages_of(const Paragraph& original) const;

  // The case of a row: a choice for each variable, over a base.
  static Value made(const Value& base, const std::vector<Variable>& variables, const std::vector<std::size_t>& row);

 private:
  void read(const Paragraph& paragraph);
  void read_body(const Paragraph& paragraph, std::vector<Atom>& to);
  void note_atom(const Atom& atom);
  void note_use(const MeantName& meant);
  PathHints hints_for(const std::string& place, const std::vector<Atom>& atoms) const;
  Value usual_beside(const std::string& place, const Atom& pair) const;
  Value usual_of(const std::string& path) const;
  Value usual_at(const std::string& place) const;
  bool can_be(const std::string& place) const;
  void make_fullest();

  const Department& department_;
  const KnownNames& known_;
  Date today_;
  std::map<const Paragraph*, Questions> questions_;
  std::map<std::string, std::string> named_;  // places in the case that anything names: the formatter, or empty
  std::set<std::string> sections_;            // those that are only asked whether they are there
  std::map<std::string, Literal> compared_;   // the first constant that a place is compared with
  std::map<std::string, Atom> paired_;        // the first comparison of a place with another path
  Value fullest_;
};

}  // namespace engross
