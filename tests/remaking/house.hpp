// An installation of its own: the programs of this build, three departments as libraries and as folders, the shared
// templates, fonts and hyphenation dictionaries, all in a folder where everything may be changed or thrown away.
#pragma once

#include <string>
#include <vector>

#include "support/process.hpp"

namespace engross::test {

inline const std::vector<std::string> house_departments{"cyngor-bro-helyg", "dfe", "home-affairs"};

class House {
 public:
  // The first edition: the sample departments, each with deadlines, bank holidays, envelopes, forms of address, words
  // and checks of its own besides. The libraries are built of it. Throws when they cannot be.
  House();

  // engross WORDS… of this installation, into its store.
  Outcome engross(std::vector<std::string> words) const;
  std::string in(const std::string& name) const { return folder_ / name; }
  std::string folder_of(const std::string& department) const { return in("source/plugins/" + department); }

  // The second edition: every file that a department or all of them have says something else, and the libraries are
  // built again, with other code. Gives the files that were changed.
  std::vector<std::string> change();
  // Departments, templates, fonts and dictionaries are gone.
  void clear() const;

 private:
  void build() const;
  TemporaryDirectory folder_;
};

}  // namespace engross::test
