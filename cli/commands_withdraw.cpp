// withdraw: letters that a run has issued are taken back, with a reason.
#include <fmt/format.h>

#include <memory>

#include "batch/wrap_up.hpp"
#include "commands.hpp"
#include "ledger/withdraw.hpp"
#include "option_checks.hpp"

namespace engross::cli {
namespace {

struct WithdrawCommand {
  std::string folder, because;
  std::vector<std::string> keys;
};

int run_withdraw(Program& program, const WithdrawCommand& command) {
  Report report(program.options);
  const Session session(program.world, program.options);
  const auto at = session.at();
  if (!at) return report.refuse(at.error());
  Withdrawal withdrawal{.keys = std::nullopt, .at = *at, .because = command.because};
  if (!command.keys.empty()) withdrawal.keys = command.keys;
  const RunFolder folder(command.folder);
  const auto withdrawn = withdraw(folder, withdrawal);
  if (!withdrawn) return report.refuse(withdrawn.error());
  const auto ledger = Ledger::open(folder, Ledger::Access::read);
  if (!ledger) return report.refuse(ledger.error());
  if (auto again = wrap_up_again(program.world, *ledger); !again) return report.refuse(again.error());
  report.set("withdrawn", number(*withdrawn));
  report.say(fmt::format("Withdrew {} letter(s) of {}; their files and records stay", *withdrawn, command.folder));
  return report.finish();
}

}  // namespace

void add_withdraw_command(Program& program) {
  const auto options = std::make_shared<WithdrawCommand>();
  CLI::App* withdraw = program.add("withdraw", "Take back letters that a run has issued; they are marked, not deleted",
                                   "engross withdraw /srv/letters/night --because \"wrong rate\" --key 2016-0046030\n"
                                   "Without --key all letters of the run are withdrawn.");
  withdraw->add_option("DIR", options->folder, "Folder that engross batch wrote into")->required()->check(named());
  withdraw->add_option("--because", options->because, "Why they are withdrawn")
      ->type_name("WORDS")
      ->required()
      ->check(few_words());
  withdraw->add_option("--key", options->keys, "Only the letter with this reference; may be given again")
      ->type_name("REFERENCE")
      ->allow_extra_args(false)
      ->check(named());
  withdraw->callback(
      [&program, options] { program.chosen = [&program, options] { return run_withdraw(program, *options); }; });
}

}  // namespace engross::cli
