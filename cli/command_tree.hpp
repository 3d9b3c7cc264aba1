// What the command line offers, as plain data: read from CLI11 once. The manual and the completions are written from
// it, so that they say what the program does.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace engross::cli {

// What can stand for a value, as far as a shell can complete it.
enum class Completes { nothing, files, directories };

// Kinds of values that the departments at hand know: engross complete KIND lists those of a kind.
struct ValueKind {
  std::string_view value;  // how options name such a value: "TOPIC"
  std::string_view kind;   // "topic"
};
std::span<const ValueKind> value_kinds();

struct OfferedOption {
  std::vector<std::string> names;     // "-o", "--output"; none for a positional
  std::string value;                  // "FILE.pdf", "ID|DIR"; empty for a flag
  std::vector<std::string> choices;   // "pdf", "text": when nothing else is taken
  std::string description;            // of --help
  std::vector<std::string> excludes;  // "--passphrase-fd"
  bool required = false;
  bool repeated = false;
  Completes completes = Completes::nothing;  // what else it can be, when it `asks`
  std::string asks = {};                     // a ValueKind::kind, whose values the program lists; else empty
};

struct OfferedCommand {
  std::string name;   // "list"
  std::string words;  // "department list"; empty for the program
  std::string description;
  std::vector<OfferedOption> options, positionals;
  std::vector<OfferedCommand> commands;
  std::vector<std::string> examples;  // "engross department list"
  std::string exit_codes;             // what the foot of --help says of them: "0 the same, 1 different."; often empty
  std::string notes;                  // whatever else the foot says
};

// The program with all its commands, but those that --help hides.
OfferedCommand offered(const CLI::App& program);

// Every command below, families before what is in them.
std::vector<const OfferedCommand*> all_commands(const OfferedCommand& program);

// By the name of a value, the kind that engross complete knows: "topic" of "TOPIC", "department" of "ID|DIR"; else
// empty.
std::string asks(const std::string& value);

// By the name of a value: "DIR" and "ID|DIR" are directories; "FILE", "PATH|ID", "CASE|DRAFT", "ROOT.pem" and the two
// of diff files.
Completes completes(const std::string& value);

}  // namespace engross::cli
