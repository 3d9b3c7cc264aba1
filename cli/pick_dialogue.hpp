// The dialogue of `draft --pick`: plain questions and answers, one line each, for any terminal, a slow line, a screen
// reader or a script.
#pragma once

#include <functional>
#include <istream>
#include <optional>
#include <string>

#include "desk/desk.hpp"
#include "library/search_index.hpp"
#include "pick_command.hpp"
#include "report.hpp"

namespace engross::cli {

struct PickTools {
  const Department* department = nullptr;
  std::istream* typed = nullptr;  // a line a command
  bool echo = false;              // a script's lines are printed behind their questions, so that the whole reads well
  std::string editor;             // a command; empty: words are typed line by line, and end with a line "."
  std::function<Result<void>()> save;     // called after each step, before anything else is asked
  std::function<Diagnostics()> findings;  // of the letter as it is
  std::function<Result<SearchFound>(const std::string& words)> search;
  std::function<std::string(const std::string& id)> uses;  // "used in 3 letters, last on 2016-10-26"
  std::function<Result<std::string>()> show_pages;         // shows its pages; what is to be said then
};

class PickDialogue {
 public:
  PickDialogue(Desk& desk, const PickTools& tools, const Report& report)
      : desk_(desk), tools_(tools), report_(report) {}

  // True when the draft is done; false when the officer stopped, or the input ended. Errors: those of saving.
  Result<bool> run();

 private:
  std::optional<std::string> ask(const std::string& question);
  Result<void> obey(const PickCommand& command);
  Result<void> step(DeskStep step);
  Result<void> move(const std::string& place);
  Result<void> add(const std::string& id);
  Result<void> allow(const std::string& rest);
  Result<void> edit(const std::string& language);
  Result<void> write(const std::string& language);
  Result<std::string> words_from_officer(const std::string& words, std::string_view without);
  void go(const std::string& place);
  void tell_item() const;
  void tell_list() const;
  void tell_more() const;
  void tell_found(const std::string& words) const;
  void tell_paragraph(const std::string& id) const;
  void preview(const std::string& what) const;
  void tell_help() const;
  void refuse(const Diagnostics& why) const;
  std::optional<std::size_t> number_in(const std::string& place) const;
  const DeskItem& here() const { return items_[at_]; }

  Desk& desk_;
  const PickTools& tools_;
  const Report& report_;
  std::vector<DeskItem> items_;
  std::size_t at_ = 0;
};

}  // namespace engross::cli
