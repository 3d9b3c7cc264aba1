// Files that pretend to be signed letters, by the families of attacks on signed PDFs that are publicly known.
#pragma once

#include <string>
#include <vector>

namespace engross::test {

struct Attack {
  std::string family;
  std::string name;
  std::string pdf;
  bool prepared_only = false;  // signed as it stands, with something hidden in it: to be warned of
};

std::vector<Attack> universal_forgeries();
std::vector<Attack> incremental_savings();
std::vector<Attack> signature_wrappings();
std::vector<Attack> shadow_attacks();
std::vector<Attack> certification_attacks();
std::vector<Attack> validation_data_attacks();  // what an accepted update could be abused for

}  // namespace engross::test
