// In: the options of signing. Out: a key that was opened and judged, with its ink, its authority and its evidence.
// Refuses: options that make no sense together, keys that may not sign now, authorities that do not answer.
#include "signing.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "base/zone.hpp"
#include "data/intake.hpp"
#include "option_checks.hpp"
#include "signing/long_term.hpp"
#include "signing/signatory_store.hpp"
#include "trust/revocation.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

Diagnostics usage_error(std::string code, std::string message, std::string hint) {
  return {error(std::move(code), {}, std::move(message), {std::move(hint)})};
}

// The department's own lists of revoked certificates are always asked, at every level.
Result<void> none_is_revoked(const std::vector<Certificate>& chain, const Trust& trust, const Timestamp& at) {
  for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
    const RevocationStatus status = revocation_of(
        {.certificate = chain[i], .issuer = chain[i + 1], .pool = chain, .at = at.instant}, trust.revocation);
    if (status.kind != RevocationStatus::Kind::revoked) continue;
    return fail(
        error("signing.revoked", {},
              fmt::format("the certificate of {} was revoked on {}{}", chain[i].name(), shown_time(status.revoked_at),
                          status.reason.empty() ? std::string() : fmt::format(" ({})", status.reason)),
              {"sign with the signatory's present key"}));
  }
  return {};
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
  if (level == PadesLevel::b_b && !options.tsa.empty())
    return fail(usage_error("options.tsa", "--tsa names a time-stamping authority, and the level b-b needs none",
                            "say --level b-t, b-lt or b-lta as well, or leave --tsa out"));
  return level;
}

Result<PadesSigner> signer_for(const Session& session, const SigningOptions& options, const SigningKey& key,
                               const Department& department) {
  auto level = level_of(options);
  if (!level) return fail(std::move(level.error()));
  auto at = session.at();
  if (!at) return fail(std::move(at.error()));
  SigningOrder order{.level = *level,
                     .padding = options.padding == "pss" ? RsaPadding::pss : RsaPadding::pkcs1,
                     .roots = department.trust.roots,
                     .at = in_zone(*at, department.zone).value_or(*at)};
  auto chain = PadesSigner::chain_for(key, order);
  if (!chain) return fail(std::move(chain.error()));
  if (auto good = none_is_revoked(*chain, department.trust, order.at); !good) return fail(std::move(good.error()));
  LongTermQuestion question{
      .order = order, .chain = *chain, .service = {.url = options.tsa, .exchange = http_exchange()}};
  if (session.options().at.empty()) question.clock = [&world = session.world()] { return world.now().instant; };
  auto long_term = gather_long_term(question);
  if (!long_term) return fail(std::move(long_term.error()));
  return PadesSigner::with(key, *chain, std::move(order), std::move(*long_term));
}

Result<void> add_ink(Session& session, const SigningOptions& options, const SigningKey& key,
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

Result<SigningKey> open_key(const Session& session, const KeyOptions& options) {
  if (options.key.empty())
    return fail(usage_error("options.key", "no key was named", "name it: --key FILE.p12, FILE.pem or pkcs11:…"));
  return SigningKey::open(session.world(), {.where = options.key, .chains = options.chains},
                          secrets_of(options.secrets, session.world()));
}

void add_signing_options(CLI::App* command, SigningOptions& options) {
  command->add_option("--sign-as", options.sign_as, "Sign, as this signatory of the department")
      ->type_name("ID")
      ->check(named());
  add_key_options(command, options.key);
  command->add_option("--level", options.level, "How long the signature proves itself (docs/signing.md)")
      ->check(CLI::IsMember({"b-b", "b-t", "b-lt", "b-lta"}));
  command->add_option("--tsa", options.tsa, "Time-stamping authority, for levels above b-b")
      ->type_name("URL")
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
  for (const char* name : {"--key", "--chain", "--passphrase-file", "--passphrase-fd", "--level", "--tsa", "--padding",
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

Result<OpenedHand> open_hand(Session& session, const SigningOptions& options, const Department& department) {
  if (auto level = level_of(options); !level) return fail(std::move(level.error()));
  auto key = open_key(session, options.key);
  if (!key) return fail(std::move(key.error()));
  if (options.padding == "pss" && !key->certificate().key().starts_with("RSA"))
    return fail(usage_error("options.padding",
                            fmt::format("--padding is for RSA keys, and this one is {}", key->certificate().key()),
                            "leave --padding out"));
  auto signer = signer_for(session, options, *key, department);
  if (!signer) return fail(std::move(signer.error()));
  OpenedHand opened{.signer = std::make_unique<PadesSigner>(std::move(*signer)), .hand = {}};
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
