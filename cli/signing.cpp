// In: the options of signing. Out: a key that was opened and judged, with its ink, its authority and its evidence.
// Refuses: options that make no sense together, keys that may not sign now, authorities that do not answer.
#include "signing.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "base/zone.hpp"
#include "data/intake.hpp"
#include "option_checks.hpp"
#include "roots.hpp"
#include "signing/long_term.hpp"
#include "signing/signatory_store.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

Diagnostics usage_error(std::string code, std::string message, std::string hint) {
  return {error(std::move(code), {}, std::move(message), {std::move(hint)})};
}

// As the record will be read again.
std::string as_kept(std::string words) {
  tidy(words);
  return words;
}

Result<PadesLevel> level_of(const SigningOptions& options) {
  const PadesLevel level = level_named(options.level).value_or(PadesLevel::b_b);
  if (level > PadesLevel::b_b && options.tsa.empty())
    return fail(usage_error("options.tsa", fmt::format("the level {} needs a time-stamping authority", options.level),
                            "name one: --tsa URL"));
  if (level == PadesLevel::b_b && !(options.tsa.empty() && options.tsa_trust.empty()))
    return fail(usage_error("options.tsa", "--tsa and --tsa-trust are for time stamps, and the level b-b has none",
                            "say --level b-t, b-lt or b-lta as well, or leave them out"));
  return level;
}

struct DatedSigner {
  PadesSigner signer;
  std::optional<std::chrono::sys_seconds> good_until;
};

Result<DatedSigner> signer_for(const Session& session, const SigningOptions& options, const SigningKey& key,
                               const Department& department, PadesLevel level) {
  auto at = session.at();
  if (!at) return fail(std::move(at.error()));
  SigningOrder order{.level = level,
                     .padding = options.padding == "pss" ? RsaPadding::pss : RsaPadding::pkcs1,
                     .roots = department.trust.roots,
                     .at = in_zone(*at, department.zone).value_or(*at),
                     .lists = department.trust.revocation};
  auto chain = PadesSigner::chain_for(key, order);
  if (!chain) return fail(std::move(chain.error()));
  auto tsa_roots = read_roots(session.world(), options.tsa_trust);
  if (!tsa_roots) return fail(std::move(tsa_roots.error()));
  LongTermQuestion question{
      .order = order,
      .chain = *chain,
      .service = {.url = options.tsa, .exchange = http_exchange(), .roots = std::move(*tsa_roots)}};
  if (session.options().at.empty()) question.clock = [&world = session.world()] { return world.now().instant; };
  auto long_term = gather_long_term(question);
  if (!long_term) return fail(std::move(long_term.error()));
  const auto good_until = long_term->good_until;
  auto signer = PadesSigner::with(key, *chain, std::move(order), std::move(*long_term));
  if (!signer) return fail(std::move(signer.error()));
  return DatedSigner{.signer = std::move(*signer), .good_until = good_until};
}

// Where the department names no certificates, the name is all that tells somebody else's key.
Diagnostics about_name(const Signatory* signatory, const Certificate& certificate) {
  if (signatory == nullptr || !signatory->certificates.empty() || certificate.name() == signatory->name) return {};
  return {warning("signing.other-name", {},
                  fmt::format("{} is {}, and the key is {}'s: readers will see that name", signatory->id,
                              signatory->name, certificate.name()),
                  {"if that is right, say so: the signatory's `certificates` in department.yaml",
                   fmt::format("the certificate's fingerprint is {}", certificate.sha256())})};
}

Result<void> add_ink(const Session& session, const SigningOptions& options, const SigningKey& key,
                     const Department& department, Hand& to) {
  const SignatoryStore store(session.world(), signatories_folder(session, options.signatories));
  auto closed = store.closed_ink({department.id, options.sign_as, key.certificate().sha256()});
  if (!closed) return fail(std::move(closed.error()));
  if (!*closed) return {};
  auto bytes = open_ink(**closed, key);
  if (!bytes) return fail(std::move(bytes.error()));
  auto picture = Picture::from_bytes("the ink of " + options.sign_as, *bytes);
  if (!picture) return fail(std::move(picture.error()));
  to.ink = std::move(*picture);
  to.closed_ink = std::move(**closed);
  return {};
}

}  // namespace

void add_key_options(CLI::App* command, KeyOptions& options, const std::string& what) {
  command->add_option("--key", options.key, what + ": PKCS#12, PEM or a PKCS#11 token")
      ->type_name("FILE|pkcs11:URI")
      ->check(named());
  command->add_option("--chain", options.chains, "Certificates between the key's and its root")
      ->type_name("FILE.pem")
      ->allow_extra_args(false)  // what follows is the letter
      ->check(named());
  add_secret_options(command, options.secrets);
}

std::vector<fs::path> files_of(const KeyOptions& options) {
  std::vector<fs::path> files{options.key, options.secrets.file};
  files.insert(files.end(), options.chains.begin(), options.chains.end());
  std::erase(files, fs::path());
  return files;
}

Result<SigningKey> open_key(const Session& session, const KeyOptions& options, const AskSecret& ask) {
  if (options.key.empty())
    return fail(usage_error("options.key", "no key was named", "name it: --key FILE.p12, FILE.pem or pkcs11:…"));
  no_core_dumps();  // a key without a passphrase is in memory before anybody is asked for one
  return SigningKey::open(session.world(), {.where = options.key, .chains = options.chains},
                          ask ? ask : secrets_of(options.secrets, session.world()));
}

void add_signing_options(CLI::App* command, SigningOptions& options) {
  command->add_option("--sign-as", options.sign_as, "Sign, as this signatory of the department")
      ->type_name("SIGNATORY")
      ->check(named());
  add_key_options(command, options.key);
  command->add_option("--level", options.level, "How long the signature proves itself (docs/signing.md)")
      ->check(CLI::IsMember({"b-b", "b-t", "b-lt", "b-lta"}));
  command->add_option("--tsa", options.tsa, "Time-stamping authority, for levels above b-b")
      ->type_name("URL")
      ->check(named());
  command
      ->add_option("--tsa-trust", options.tsa_trust, "Roots that the authority must come from; else any that may stamp")
      ->type_name("ROOT.pem")
      ->allow_extra_args(false)
      ->check(named());
  command->add_option("--padding", options.padding, "Of RSA signatures")->check(CLI::IsMember({"pkcs1", "pss"}));
  command->add_flag("--invisible", options.invisible, "A signature that only readers of the file see: no ink, no name");
  command->add_option("--reason", options.reason, "Why it is signed, as readers show it")
      ->type_name("WORDS")
      ->check(few_words());
  command->add_option("--location", options.location, "Where it is signed, as readers show it")
      ->type_name("WORDS")
      ->check(few_words());
  command->add_option("--contact", options.contact, "Whom to ask about it, as readers show it")
      ->type_name("WORDS")
      ->check(few_words());
  command->add_option("--signatories", options.signatories, "Where the signatories' ink is kept")
      ->type_name("DIR")
      ->check(named());
}

fs::path signatories_folder(const Session& session, const std::string& option) {
  return option.empty() ? session.paths().signatories : fs::path(option);
}

std::string signing_option_of(const CLI::App& command) {
  for (const char* name :
       {"--key", "--chain", "--passphrase-file", "--passphrase-fd", "--level", "--tsa", "--tsa-trust", "--padding",
        "--invisible", "--reason", "--location", "--contact", "--signatories"})
    if (command.count(name) > 0) return name;
  return {};
}

Result<void> without_hand(const std::string& given) {
  if (given.empty()) return {};
  return fail(usage_error("options.sign-as",
                          fmt::format("{} is for signed letters, and nobody was said to sign", given),
                          fmt::format("say who: --sign-as ID, or leave {} out", given)));
}

Result<void> make_sense_of(const SigningOptions& options) {
  const auto level = level_of(options);
  if (!level) return fail(level.error());
  return {};
}

Result<OpenedHand> open_hand(const Session& session, const SigningOptions& options, const Department& department,
                             const AskSecret& ask) {
  const auto level = level_of(options);
  if (!level) return fail(level.error());
  auto key = open_key(session, options.key, ask);
  if (!key) return fail(std::move(key.error()));
  if (options.padding == "pss" && !key->certificate().key().starts_with("RSA"))
    return fail(usage_error("options.padding",
                            fmt::format("--padding is for RSA keys, and this one is {}", key->certificate().key()),
                            "leave --padding out"));
  auto signer = signer_for(session, options, *key, department, *level);
  if (!signer) return fail(std::move(signer.error()));
  OpenedHand opened{.signer = std::make_unique<PadesSigner>(std::move(signer->signer)),
                    .hand = {},
                    .notes = about_name(department.signatory(options.sign_as), key->certificate()),
                    .good_until = signer->good_until};
  opened.hand.signatory = options.sign_as;
  opened.hand.signer = opened.signer.get();
  opened.hand.visible = !options.invisible;
  opened.hand.reason = as_kept(options.reason);
  opened.hand.location = as_kept(options.location);
  opened.hand.contact = as_kept(options.contact);
  if (opened.hand.visible)
    if (auto added = add_ink(session, options, *key, department, opened.hand); !added)
      return fail(std::move(added.error()));
  return opened;
}

}  // namespace engross::cli
