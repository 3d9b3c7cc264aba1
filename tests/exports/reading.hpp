// Exports from texts, for the tests of this room.
#pragma once

#include <gtest/gtest.h>

#include "exports/export.hpp"
#include "support/diagnostics.hpp"
#include "support/pieces.hpp"

namespace engross::test {

inline std::shared_ptr<const Mapping> mapping(const std::string& yaml) {
  auto made = Mapping::from(make_source("mapping.yaml", yaml));
  EXPECT_THAT(made, Succeeds());
  return made ? *made : nullptr;
}

struct Everything {
  std::unique_ptr<Export> of;
  std::vector<ExportedCase> cases;
  Diagnostics errors;  // of opening, or of reading on
};

inline Everything read_all(const std::string& bytes, ExportOptions options = {}, std::size_t piece = 65536,
                           const std::string& name = "cases.csv") {
  Everything all;
  auto opened = Export::open(name, in_pieces(bytes, piece), std::move(options));
  if (!opened) {
    all.errors = opened.error();
    return all;
  }
  all.of = std::move(*opened);
  for (;;) {
    auto next = all.of->next();
    if (!next) all.errors = next.error();
    if (!next || !*next) return all;
    all.cases.push_back(std::move(**next));
  }
}

// "row 1 {…}" or "row 1 ! message [code]", a line each; then "! message [code]" for what ended it.
inline std::string shown_cases(const Everything& all) {
  std::string text;
  for (const ExportedCase& one : all.cases) {
    if (one.text) text += "row " + std::to_string(one.row) + " " + one.text->text + "\n";
    for (const Diagnostic& d : one.faults) text += "! " + d.message + " [" + d.code + "]\n";
  }
  for (const Diagnostic& d : all.errors) text += "! " + d.message + " [" + d.code + "]\n";
  return text;
}

}  // namespace engross::test
