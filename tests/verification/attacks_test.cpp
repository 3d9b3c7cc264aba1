// No attacked letter passes, whatever family its attack is of; each that is only prepared is warned of.
#include "verification/attacks.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "support/diagnostics.hpp"
#include "support/process.hpp"
#include "verification/letters.hpp"

namespace engross::test {
using namespace engross::verification;
namespace {

// ENGROSS_ATTACKS=DIR keeps the files, to look at with other readers.
void keep(const Attack& attack, const std::string& verdict) {
  const char* folder = std::getenv("ENGROSS_ATTACKS");
  if (folder == nullptr) return;
  std::string name = attack.family + " - " + attack.name + ".pdf";
  std::ranges::replace(name, '/', '_');
  write_file(std::string(folder) + "/" + name, attack.pdf);
  write_file(std::string(folder) + "/" + name + ".txt", verdict);
}

void refuse_all(const std::vector<Attack>& attacks, std::size_t least) {
  EXPECT_GE(attacks.size(), least);
  std::set<std::string> names;
  for (const Attack& attack : attacks) {
    EXPECT_TRUE(names.insert(attack.name).second) << attack.name << " is there twice";
    for (const bool with_roots : {true, false}) {
      const auto verdict = ask(attack.pdf, {.with_roots = with_roots});
      keep(attack, told(verdict));
      if (!attack.prepared_only) {
        EXPECT_FALSE(verdict && verdict->intact && verdict->is_signed) << attack.name << "\n" << told(verdict);
        continue;
      }
      ASSERT_TRUE(verdict.has_value()) << attack.name << "\n" << told(verdict);
      EXPECT_TRUE(verdict->intact) << attack.name << "\n" << told(verdict);
      EXPECT_TRUE(std::ranges::any_of(
          verdict->findings,
          [](const Diagnostic& d) { return d.code == "verify.unused" || d.code == "verify.hidden"; }))
          << attack.name << "\n"
          << told(verdict);
    }
  }
}

TEST(Attacks, UniversalForgeries) {
  refuse_all(universal_forgeries(), 41);
}
TEST(Attacks, IncrementalSavings) {
  refuse_all(incremental_savings(), 29);
}
TEST(Attacks, SignatureWrappings) {
  refuse_all(signature_wrappings(), 14);
}
TEST(Attacks, Shadows) {
  refuse_all(shadow_attacks(), 20);
}
TEST(Attacks, Certifications) {
  refuse_all(certification_attacks(), 46);
}
TEST(Attacks, ValidationData) {
  refuse_all(validation_data_attacks(), 17);
}

// What the attacks start from passes; else their refusal would prove nothing.
TEST(Attacks, WhatTheyStartFromPasses) {
  for (const Plan& plan : {Plan{}, Plan{.permits = 2, .spare_field = true}, Plan{.page_extra = " /Extra [40 0 R]"}}) {
    const auto verdict = ask(signed_letter(plan));
    EXPECT_TRUE(passes(verdict)) << told(verdict);
  }
}

TEST(Attacks, WhatMayFollowIsAccepted) {
  const auto after = [](const std::string& pdf) {
    const auto verdict = ask(pdf);
    EXPECT_TRUE(passes(verdict)) << told(verdict);
    return verdict ? verdict->signatures.front().after : After::changes;
  };
  EXPECT_EQ(after(signed_letter()), After::nothing);
  EXPECT_EQ(after(stamped(signed_letter())), After::signatures);
  EXPECT_EQ(after(stamped_in_new_field(signed_letter())), After::validation_data);
  EXPECT_EQ(after(stamped_in_streams(signed_letter())), After::signatures);
  EXPECT_EQ(after(stamped_in_new_field(signed_letter({.level = Level::b_lt}))), After::validation_data);
  const std::string pdf = signed_letter();
  EXPECT_EQ(after(updated(pdf, {{catalog, body_of(pdf, catalog).insert(3, "/DSS 14 0 R ")},
                                {store, "<< /Type /DSS /Certs [20 0 R] >>"},
                                {20, stream_of("", people().root.certificate.der())}})),
            After::validation_data);
  const Plan open{.permits = 2, .spare_field = true};
  EXPECT_EQ(after(countersigned(signed_letter(open), people().signer(KeyKind::p384))), After::signatures);
}

}  // namespace
}  // namespace engross::test
