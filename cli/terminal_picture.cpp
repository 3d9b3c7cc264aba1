// In: the environment; a PNG. Out: which pictures the terminal draws; the bytes that make it draw one.
// Refuses: nothing. What is not surely known to draw pictures does not.
#include "terminal_picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/base64.hpp"

namespace engross::cli {
namespace {

constexpr std::size_t kitty_chunk = 4096;  // of base64, at most, in one escape sequence

// Konsole says its version as one number: 220401 is 22.04.1.
bool is_konsole_with_pictures(const std::string& version) {
  int number = 0;
  const auto [end, fault] = std::from_chars(version.data(), version.data() + version.size(), number);
  return fault == std::errc() && end == version.data() + version.size() && number >= 220400;
}

// Each chunk in a sequence of its own; m=1: more follows. q=2: no answer, which would land in what is typed next.
std::string for_kitty(const std::string& base64) {
  std::string out;
  for (std::size_t at = 0; at < base64.size(); at += kitty_chunk) {
    const bool more = at + kitty_chunk < base64.size();
    out += fmt::format("\x1b_G{}m={};{}\x1b\\", at == 0 ? "a=T,f=100,q=2," : "q=2,", more ? 1 : 0,
                       std::string_view(base64).substr(at, kitty_chunk));
  }
  return out + "\n";
}

std::string for_iterm2(const std::string& base64, std::size_t bytes) {
  return fmt::format("\x1b]1337;File=inline=1;size={};preserveAspectRatio=1:{}\a\n", bytes, base64);
}

}  // namespace

std::optional<TerminalPictures> terminal_pictures(const World& world) {
  const auto said = [&](const char* name) { return world.environment(name).value_or(""); };
  const std::string term = said("TERM"), program = said("TERM_PROGRAM");
  const bool within = !said("TMUX").empty() || !said("STY").empty() || term.starts_with("screen") ||
                      term.starts_with("tmux") || program == "tmux";
  if (within || term == "dumb") return std::nullopt;
  if (term == "xterm-kitty" || term == "xterm-ghostty" || is_konsole_with_pictures(said("KONSOLE_VERSION")))
    return TerminalPictures::kitty;
  if (program == "iTerm.app" || program == "WezTerm" || program == "mintty" || said("LC_TERMINAL") == "iTerm2")
    return TerminalPictures::iterm2;
  return std::nullopt;
}

std::string drawn_by_terminal(TerminalPictures way, std::string_view png) {
  const std::string base64 = to_base64(png);
  return way == TerminalPictures::kitty ? for_kitty(base64) : for_iterm2(base64, png.size());
}

}  // namespace engross::cli
