// signatories list, enrol, withdraw: whose ink is kept, and for which key.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <memory>

#include "commands.hpp"
#include "layout/picture.hpp"
#include "option_checks.hpp"
#include "signing.hpp"
#include "signing/signatory_store.hpp"

namespace engross::cli {
namespace {

constexpr std::size_t max_picture = 16U << 20U;

struct SignatoriesCommand {
  std::string id, ink, folder, certificate;
  KeyOptions key;
  bool force = false;
};

SignatoryStore store_of(const Session& session, const SignatoriesCommand& command) {
  return {session.world(), signatories_folder(session, command.folder)};
}

int run_list(Program& program, const SignatoriesCommand& command) {
  Report report(program.options);
  const Session session(program.world, program.options);
  const SignatoryStore store = store_of(session, command);
  const auto all = store.list();
  if (!all) return report.refuse(all.error());
  Value list = Value::array();
  for (const EnrolledInk& one : *all) {
    report.show(fmt::format("{}  {}  {}\n", one.department, one.signatory, one.fingerprint));
    Value item = Value::object();
    item.set("department", text(one.department));
    item.set("signatory", text(one.signatory));
    item.set("certificate", text(one.fingerprint));
    list.push_back(std::move(item));
  }
  if (all->empty()) report.say(fmt::format("No ink is kept in {}", store.root().string()));
  report.set("signatories", std::move(list));
  return report.finish();
}

// The department must know the signatory, or the ink would never be drawn.
Result<EnrolledInk> who_of(const Session& session, const SignatoriesCommand& command, const Certificate& certificate) {
  if (session.options().department.empty())
    return fail(error("options.department", {}, "whose signatory it is was not said", {"add --department ID|DIR"}));
  const auto department = session.open_department(session.options().department);
  if (!department) return fail(department.error());
  const Signatory* signatory = (*department)->signatory(command.id);
  if (signatory == nullptr)
    return fail(error("issue.signatory", {}, fmt::format("{} has no signatory \"{}\"", (*department)->name, command.id),
                      {"see whom it has: engross department show " + (*department)->id}));
  return EnrolledInk{(*department)->id, signatory->id, certificate.sha256()};
}

// Tried before anything is written: the ink that is kept already must outlive a key that cannot open the new one.
Result<void> key_opens(const std::string& picture, const SigningKey& key) {
  const auto closed = close_ink(picture, key.certificate());
  if (!closed) return fail(closed.error());
  const auto opened = open_ink(*closed, key);
  if (!opened) return fail(opened.error());
  if (*opened == picture) return {};
  return fail(error("signatory.damaged", {}, "the ink that was closed is not what was read"));
}

// Only who has the key may enrol ink for it.
int run_enrol(Program& program, const SignatoriesCommand& command) {
  Report report(program.options);
  const Session session(program.world, program.options);
  auto picture = session.world().read_file(command.ink, max_picture);
  if (!picture) return report.refuse(picture.error());
  if (const auto sound = Picture::from_bytes(command.ink, *picture); !sound) return report.refuse(sound.error());
  const auto key = open_key(session, command.key);
  if (!key) return report.refuse(key.error());
  const auto who = who_of(session, command, key->certificate());
  if (!who) return report.refuse(who.error());
  if (auto opens = key_opens(*picture, *key); !opens) return report.refuse(opens.error());
  SignatoryStore store = store_of(session, command);
  if (auto done = store.enrol(*who, key->certificate(), *picture, command.force); !done)
    return report.refuse(done.error());
  report.set("certificate", text(who->fingerprint));
  report.say(fmt::format("Enrolled the ink of {} for the key of {} ({})", who->signatory, key->certificate().name(),
                         key->certificate().key()));
  return report.finish();
}

// As it may be copied: openssl prints capitals, with colons between bytes.
std::string beginning_of_fingerprint(std::string word) {
  std::erase(word, ':');
  std::ranges::transform(word, word.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return word;
}

int run_withdraw(Program& program, const SignatoriesCommand& command) {
  Report report(program.options);
  const Session session(program.world, program.options);
  SignatoryStore store = store_of(session, command);
  const auto all = store.list();
  if (!all) return report.refuse(all.error());
  const std::string wanted = beginning_of_fingerprint(command.certificate);
  std::size_t gone = 0;
  for (const EnrolledInk& one : *all) {
    const bool of_department = program.options.department.empty() || program.options.department == one.department;
    const bool of_key = one.fingerprint.starts_with(wanted);
    if (one.signatory != command.id || !of_department || !of_key) continue;
    if (auto done = store.withdraw(one); !done) return report.refuse(done.error());
    report.say(fmt::format("Withdrew the ink of {} of {} for {}", one.signatory, one.department, one.fingerprint));
    ++gone;
  }
  report.set("withdrawn", number(gone));
  if (gone > 0) return report.finish();
  return report.refuse({error("signatory.unknown", {}, fmt::format("no such ink of {} is kept", command.id),
                              {"see what there is: engross signatories list"})});
}

}  // namespace

void add_signatory_commands(Program& program) {
  const auto options = std::make_shared<SignatoriesCommand>();
  CLI::App* family = program.app.add_subcommand("signatories", "Whose ink is kept, and for which key");
  family->require_subcommand(1);
  family->footer("Example: engross signatories list");
  family->fallthrough();
  const auto add = [&](const std::string& name, const std::string& what, const std::string& example, auto run) {
    CLI::App* command = program.add_to(family, name, what, example);
    command->add_option("--signatories", options->folder, "Where the signatories' ink is kept")
        ->type_name("DIR")
        ->check(named());
    command->callback(
        [&program, options, run] { program.chosen = [&program, options, run] { return run(program, *options); }; });
    return command;
  };
  add("list", "Whose ink is kept", "engross signatories list", run_list);
  CLI::App* enrol =
      add("enrol", "Keep a signatory's ink, closed for their key alone",
          "engross signatories enrol denise-clavery --department dfe --ink ink.png --key clavery.p12", run_enrol);
  enrol->add_option("SIGNATORY", options->id, "Signatory of the department, by id")->required();
  enrol->add_option("--ink", options->ink, "Picture of the signature: PNG with transparency, or JPEG")
      ->type_name("FILE")
      ->required();
  add_key_options(enrol, options->key, "The signatory's key, which alone opens the ink");
  enrol->add_flag("--force", options->force, "Take the place of ink that is kept for this key");
  CLI::App* withdraw =
      add("withdraw", "Keep a signatory's ink no longer", "engross signatories withdraw denise-clavery", run_withdraw);
  withdraw->add_option("SIGNATORY", options->id, "Which one, by id")->required();
  withdraw->add_option("--certificate", options->certificate, "Only for this certificate: how its fingerprint begins")
      ->type_name("SHA-256")
      ->check(named());
}

}  // namespace engross::cli
