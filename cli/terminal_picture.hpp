// Pictures that a terminal draws between its lines.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/world.hpp"

namespace engross::cli {

// Ways to send a PNG to a terminal. Only those that a terminal is known to take by what it says of itself in the
// environment: asking the terminal means to wait for an answer that may never come, and to swallow what is typed
// meanwhile. So sixel is not among them, which hardly any terminal that has it tells of in any other way.
enum class TerminalPictures : std::uint8_t {
  kitty,  // kitty's graphics protocol: TERM=xterm-kitty, which ssh hands on; xterm-ghostty; Konsole since 22.04
  iterm2  // iTerm2's inline images: TERM_PROGRAM=iTerm.app, WezTerm or mintty; LC_TERMINAL=iTerm2, which ssh hands on
};

// Nothing when the terminal draws none, or none is known to; tmux and screen keep pictures from the terminal that they
// run in.
std::optional<TerminalPictures> terminal_pictures(const World& world);

// What makes the terminal draw it at its own size and go on below. The terminal answers nothing to it.
std::string drawn_by_terminal(TerminalPictures way, std::string_view png);

}  // namespace engross::cli
