// check --envelope and --picture: the letter in its envelopes.
#pragma once

#include <string>
#include <vector>

#include "envelopes/window_proof.hpp"
#include "inputs.hpp"
#include "report.hpp"
#include "session.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace engross::cli {

struct WindowChoices {
  std::vector<std::string> envelopes;  // --envelope: instead of those that the house style names
  std::string picture;                 // --picture
  bool force = false;                  // --force: over a file of that name
};

void add_window_options(CLI::App* command, WindowChoices& choices);

// Errors: "options.picture" (of several letters, or no name of a PNG).
Result<void> make_sense_of(const WindowChoices& choices, std::size_t letters);

// What one letter's envelopes hide and show; said to people, and kept for programs.
class WindowCheck {
 public:
  WindowCheck(const Session& session, const WindowChoices& choices) : session_(session), choices_(choices) {}

  // The findings, which may be errors; empty without an envelope. Errors besides: "options.envelope" (none is called
  // so, or a picture is wanted and no envelope is named), those of pictures and of writing files.
  Diagnostics look_at(const std::string& input, const Opened& opened);
  // Tells of each envelope that the letter fits; sets "envelopes" and "picture".
  void report_to(Report& report);

 private:
  Result<std::vector<EnvelopeProfile>> envelopes_for(const Department& department) const;
  Result<void> draw(const Opened& opened, const Pages& pages, const std::vector<WindowProof>& proofs);

  const Session& session_;
  const WindowChoices& choices_;
  Value results_ = Value::array();
  std::vector<std::string> said_;
  bool any_ = false, drawn_ = false;
};

}  // namespace engross::cli
