// The examples of docs/formats.md by the names that their fences give them: ```yaml department.yaml
#pragma once

#include <map>
#include <string>

namespace engross::test {

// Every fence with a name; CASE-SHA256 in an example is the hash of its case.json.
std::map<std::string, std::string> examples();

// A root in PEM: whoever has approvers trusts somebody, and that is no text for a page.
std::string example_root();

}  // namespace engross::test
