// How many signed letters a CPU-second makes, files and records written, beside how many signatures `openssl speed`
// makes of the same kinds in the same run, and beside the same letters unsigned.
//
//   bench_signed [LETTERS]           exit 1 when a floor is missed
//   bench_signed LETTERS profile     only letters signed with ECDSA P-256, for a profiler
//
// Keys are made here: what a signature costs does not depend on who has the key. Files are written in memory.
#include <openssl/pem.h>

#include <cstdio>
#include <map>

#include "assemble/issue.hpp"
#include "bench/letters.hpp"
#include "data/json_writer.hpp"
#include "support/pki.hpp"

namespace engross::bench {
namespace {

constexpr double rsa_floor = 1000;  // letters a CPU-second
constexpr double ecdsa_floor = 2000;

// A key with its chain on a real file, as an operator has it.
SigningKey key_of(test::KeyKind kind) {
  const test::Identity root = test::make_root({.name = "Root"});
  const test::Identity signer = test::issue_signer(root, "Denise Clavery", kind);
  const test::TemporaryDirectory folder;
  const BioPtr pem(BIO_new(BIO_s_mem()));
  PEM_write_bio_PrivateKey(pem.get(), signer.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  for (const Certificate& one : {signer.certificate, root.certificate}) PEM_write_bio_X509(pem.get(), one.x509());
  char* bytes = nullptr;
  const long length = BIO_get_mem_data(pem.get(), &bytes);
  SystemWorld world;
  if (!world.write_file(folder / "key.pem", {bytes, static_cast<std::size_t>(length)})) std::exit(1);
  return must(SigningKey::open(world, {.where = folder / "key.pem", .chains = {}},
                               [](const std::string&) { return Result<Secret>(Secret("")); }));
}

PadesSigner signer_of(test::KeyKind kind) {
  const SigningKey key = key_of(kind);
  const SigningOrder order{.roots = {}, .at = *Timestamp::parse("2025-10-26T09:00:00Z")};
  return must(PadesSigner::with(key, must(PadesSigner::chain_for(key, order)), order));
}

std::string record_line(const Workbench& bench, const Reply& reply, const SignedLetter& letter) {
  IssueOrder order;
  order.at = *Timestamp::parse("2016-10-26T09:00:00Z");
  Record record = record_of(bench, reply, order, letter.finished);
  record.seal = letter.seal;
  JsonWriter writer(false);
  write_json(writer, record);
  return writer.take() + "\n";
}

// `hand` is null for letters that are not signed.
void letters_to_files(Run& run, Workbench& bench, const std::vector<std::string>& cases, const Hand* hand) {
  BatchFolder folder(memory());
  time_round(run, cases.size(), [&](std::size_t i) {
    const Reply reply = prepared(bench, cases[i]);
    const SignedLetter letter = hand != nullptr ? must(sign_letter(bench, reply, *hand))
                                                : SignedLetter{must(finish(bench, reply, Purpose::letter)), {}, {}};
    folder.add(i, letter.finished.pdf, record_line(bench, reply, letter));
    count(run, letter.finished);
  });
}

// Signatures a second of one core, by the algorithm's name: "+F2:3:256:0.000019:0.000057" says seconds of one.
std::map<std::string, double> openssl_speed() {
  const test::Outcome outcome =
      test::run({"openssl", "speed", "-mr", "-seconds", "1", "rsa2048", "rsa3072", "ecdsap256", "ecdsap384"});
  std::map<std::string, double> rates;
  const std::string said = "\n" + outcome.out;
  for (std::size_t at = 0; (at = said.find("\n+F", at)) != std::string::npos; ++at) {
    int kind = 0;
    int index = 0;
    int bits = 0;
    double seconds = 0;
    if (std::sscanf(said.c_str() + at, "\n+F%d:%d:%d:%lf", &kind, &index, &bits, &seconds) != 4) continue;
    if (seconds <= 0 || (kind != 2 && kind != 4)) continue;
    rates[fmt::format("{} {}", kind == 2 ? "RSA" : "ECDSA", bits)] = seconds > 1 ? seconds : 1 / seconds;
  }
  return rates;
}

// One way to sign, and what it must reach; no floor is 0.
struct Contender {
  std::string name, speed;  // of `openssl speed`
  test::KeyKind kind;
  double floor;
};

void profile(int letters) {
  const SystemWorld world;
  const std::vector<std::string> cases = varied_cases(world, letters);
  const auto desk = workbench(world, FontEmbedding::tiered);
  PadesSigner signer = signer_of(test::KeyKind::p256);
  const Hand hand{.signatory = "denise-clavery", .signer = &signer};
  Run files{"signed ECDSA P-256"};
  for (int round = 0; round < rounds; ++round) letters_to_files(files, *desk, cases, &hand);
  print_run(files);
}

bool run(int letters) {
  const SystemWorld world;
  const std::vector<std::string> cases = varied_cases(world, letters);
  const auto desk = workbench(world, FontEmbedding::tiered);
  const std::vector<Contender> contenders{{"signed RSA 2048", "RSA 2048", test::KeyKind::rsa_2048, rsa_floor},
                                          {"signed RSA 3072", "RSA 3072", test::KeyKind::rsa_3072, 0},
                                          {"signed ECDSA P-256", "ECDSA 256", test::KeyKind::p256, ecdsa_floor},
                                          {"signed ECDSA P-384", "ECDSA 384", test::KeyKind::p384, 0}};
  std::vector<PadesSigner> signers;
  std::vector<Run> runs{{"unsigned, letters and records as files"}};
  for (const Contender& one : contenders) {
    signers.push_back(signer_of(one.kind));
    runs.push_back({one.name});
  }
  Run warm_up{""};
  letters_to_files(warm_up, *desk, {cases.begin(), cases.begin() + std::min<std::ptrdiff_t>(letters, 20)}, nullptr);
  for (int round = 0; round < rounds; ++round) {
    letters_to_files(runs.front(), *desk, cases, nullptr);
    for (std::size_t i = 0; i < signers.size(); ++i) {
      const Hand hand{.signatory = "denise-clavery", .signer = &signers[i]};
      letters_to_files(runs[i + 1], *desk, cases, &hand);
    }
  }
  for (const Run& each : runs) print_run(each);
  const auto speed = openssl_speed();
  bool all = true;
  for (std::size_t i = 0; i < contenders.size(); ++i) {
    const auto found = speed.find(contenders[i].speed);
    if (found == speed.end()) {
      fmt::print("FAILED: openssl speed said nothing of {}\n", contenders[i].speed);
      all = false;
      continue;
    }
    const double alone = 1 / found->second;
    const double added = runs[i + 1].best() - runs.front().best();
    fmt::print("{:<46} {:>6.0f} signatures/s by openssl speed: {:.0f} us of the {:.0f} us that signing adds\n",
               contenders[i].speed, found->second, alone * 1e6, added * 1e6);
    if (contenders[i].floor > 0)
      all =
          within(contenders[i].name + ", microseconds a letter", runs[i + 1].best() * 1e6, 1e6 / contenders[i].floor) &&
          all;
  }
  return all;
}

}  // namespace
}  // namespace engross::bench

int main(int argc, char** argv) {
  const int letters = argc > 1 ? std::max(1, std::atoi(argv[1])) : 1000;
  if (argc > 2) {
    engross::bench::profile(letters);
    return 0;
  }
  return engross::bench::run(letters) ? 0 : 1;
}
