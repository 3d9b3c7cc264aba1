// What an officer types while picking paragraphs.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace engross::cli {

struct PickCommand {
  enum class Verb : std::uint8_t {
    keep,
    back,
    go,
    drop,
    move,
    add,
    allow,
    edit,
    write,
    undo,
    list,
    show,
    more,
    search,
    preview,
    check,
    done,
    quit,
    help
  };
  Verb verb = Verb::keep;
  std::string rest;  // what stands after the verb
};

struct PickVerb {
  PickCommand::Verb verb;
  std::string_view name, takes, does;
};
std::span<const PickVerb> pick_verbs();  // for the help

// A verb or the beginning of one, in any case; nothing is `keep`, a number `go`, "?" `help`. Errors: "pick.command"
// (did you mean), "pick.ambiguous".
Result<PickCommand> read_pick_command(std::string_view line);

}  // namespace engross::cli
