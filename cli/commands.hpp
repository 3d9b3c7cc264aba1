// The families of commands. Each adds its commands to the program; a command that was chosen is put into `chosen`.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "options.hpp"
#include "report.hpp"
#include "session.hpp"

namespace engross::cli {

struct Program {
  CLI::App& app;
  World& world;
  const CommonOptions& options;
  std::function<int()> chosen;

  // A subcommand with its example, under which the common options may also stand.
  CLI::App* add(const std::string& name, const std::string& what, const std::string& example);
  CLI::App* add_to(CLI::App* family, const std::string& name, const std::string& what, const std::string& example);
};

void add_letter_commands(Program& program);                         // draft, render
void add_check_command(Program& program);                           // check
void add_issue_command(Program& program);                           // issue
void add_approve_commands(Program& program);                        // approve, approvals
void add_batch_command(Program& program);                           // batch
void add_print_command(Program& program);                           // print-run
void add_explain_commands(Program& program);                        // explain, diff
void add_department_commands(Program& program);                     // paragraphs, department
void add_lock_command(Program& program, CLI::App* department);      // department lock
void add_book_command(Program& program, CLI::App* department);      // department book
void add_compare_command(Program& program, CLI::App* department);   // department diff
void add_scaffold_command(Program& program, CLI::App* department);  // department new
void add_deadline_command(Program& program);                        // deadline
void add_follow_command(Program& program);                          // follow
void add_doctor_command(Program& program);                          // doctor
void add_reconcile_command(Program& program);                       // reconcile
void add_record_commands(Program& program);                         // records
void add_purge_command(Program& program, CLI::App* records);        // records purge
void add_recall_command(Program& program, CLI::App* records);       // records using
void add_search_command(Program& program, CLI::App* paragraphs);    // paragraphs search
void add_signatory_commands(Program& program);                      // signatories
void add_verify_command(Program& program);                          // verify
void add_manual_commands(Program& program);                         // completion, man
void add_department_check(Program& program, CLI::App* department);  // department check
void add_watch_command(Program& program);                           // watch
void add_withdraw_command(Program& program);                        // withdraw

}  // namespace engross::cli
