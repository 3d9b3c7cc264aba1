// Chains: found in any order, and refused for each reason there is.
#include "trust/chain.hpp"

#include "support/diagnostics.hpp"
#include "support/pki.hpp"

namespace engross::test {
namespace {

class Chain : public ::testing::Test {
 protected:
  const Identity root = make_root({.name = "Root"});
  const Identity middle = issue(root, {.name = "Middle", .authority = true});
  const Identity leaf = issue_signer(middle, "Leaf");
  const Identity stranger = make_root({.name = "Stranger"});

  ChainQuestion question(const Identity& of) const {
    return {.leaf = of.certificate,
            .pool = {stranger.certificate, middle.certificate},
            .roots = {root.certificate},
            .at = at(2024, 3, 1)};
  }
};

TEST_F(Chain, RunsFromTheLeafToTheRoot) {
  const auto chain = chain_of(question(leaf));
  ASSERT_THAT(chain, Succeeds());
  EXPECT_EQ(*chain, (std::vector{leaf.certificate, middle.certificate, root.certificate}));
}

TEST_F(Chain, WithoutRootsEndsInWhateverSignedItself) {
  ChainQuestion open = question(leaf);
  open.roots.clear();
  EXPECT_THAT(chain_of(open), FailsWith("trust.no-issuer"));
  open.pool.push_back(root.certificate);
  const auto chain = chain_of(open);
  ASSERT_THAT(chain, Succeeds());
  EXPECT_EQ(chain->back(), root.certificate);
}

TEST_F(Chain, AnIntermediateMayBeTrustedItself) {
  ChainQuestion open = question(leaf);
  open.roots = {middle.certificate};
  const auto chain = chain_of(open);
  ASSERT_THAT(chain, Succeeds());
  EXPECT_EQ(chain->size(), 2U);
}

TEST_F(Chain, NamesTheIssuerThatIsMissing) {
  ChainQuestion open = question(leaf);
  open.pool.clear();
  const auto chain = chain_of(open);
  ASSERT_THAT(chain, FailsWith("trust.no-issuer"));
  EXPECT_NE(chain.error().front().message.find("CN=Middle"), std::string::npos) << chain.error().front().message;
}

TEST_F(Chain, AStrangersRootIsNotTrusted) {
  ChainQuestion open = question(leaf);
  open.pool.push_back(root.certificate);
  open.roots = {stranger.certificate};
  EXPECT_THAT(chain_of(open), FailsWith("trust.untrusted"));
  open.leaf = root.certificate;
  EXPECT_THAT(chain_of(open), FailsWith("trust.untrusted"));
}

TEST_F(Chain, EveryCertificateCountsAtTheMoment) {
  ChainQuestion open = question(leaf);
  open.at = at(2041, 1, 1);
  EXPECT_THAT(chain_of(open), FailsWith("trust.expired"));
  open.at = at(2019, 1, 1);
  EXPECT_THAT(chain_of(open), FailsWith("trust.not-yet-valid"));
  const Identity old = issue(root, {.name = "Old", .to = at(2022, 1, 1), .authority = true});
  ChainQuestion above = question(issue_signer(old, "Under old"));
  above.pool = {old.certificate};
  const auto chain = chain_of(above);
  ASSERT_THAT(chain, FailsWith("trust.expired"));
  EXPECT_NE(chain.error().front().message.find("Old expired on 2022-01-01"), std::string::npos)
      << chain.error().front().message;
}

TEST_F(Chain, AnIssuerMustBeAnAuthority) {
  const Identity none = issue_signer(root, "No authority");
  ChainQuestion open = question(issue_signer(none, "Under none"));
  open.pool = {none.certificate};
  const auto chain = chain_of(open);
  EXPECT_THAT(chain, FailsWith("trust.chain"));
}

TEST_F(Chain, APathLengthIsKept) {
  const Identity last = issue(root, {.name = "Last",
                                     .extensions = {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                                                    {NID_key_usage, "critical,keyCertSign"}}});
  const Identity beyond = issue(last, {.name = "Beyond", .authority = true});
  ChainQuestion open = question(issue_signer(beyond, "Under beyond"));
  open.pool = {last.certificate, beyond.certificate};
  EXPECT_THAT(chain_of(open), FailsWith("trust.chain"));
}

TEST_F(Chain, AForgedSignatureBreaksIt) {
  // A stranger with the same name as the root.
  const Identity twin = make_root({.name = "Root"});
  std::string der = leaf.certificate.der();
  der.back() = static_cast<char>(der.back() ^ 1);
  const auto forged = Certificate::from_der(der);
  ASSERT_THAT(forged, Succeeds());
  ChainQuestion open = question(leaf);
  open.leaf = *forged;
  EXPECT_THAT(chain_of(open), FailsWith("trust.chain"));
  open = question(leaf);
  open.roots = {twin.certificate};
  EXPECT_FALSE(chain_of(open).has_value());
}

TEST_F(Chain, WeakKeysAndDigestsAreRefused) {
  const Identity small = issue_signer(root, "Small", KeyKind::rsa_1024);
  EXPECT_THAT(chain_of(question(small)), FailsWith("trust.weak"));
  const Identity old = issue(root, {.name = "Old digest", .digest = "SHA1"});
  const auto chain = chain_of(question(old));
  ASSERT_THAT(chain, FailsWith("trust.weak"));
  EXPECT_NE(chain.error().front().message.find("SHA-1"), std::string::npos) << chain.error().front().message;
}

TEST_F(Chain, NamesBeyondAConstraintAreRefused) {
  const Identity narrow = issue(root, {.name = "Narrow",
                                       .authority = true,
                                       .extensions = {{NID_name_constraints, "critical,permitted;email:example.org"}}});
  const auto verdict = [&](const char* address) {
    ChainQuestion open =
        question(issue(narrow, {.name = "Under narrow", .extensions = {{NID_subject_alt_name, address}}}));
    open.pool = {narrow.certificate};
    return chain_of(open);
  };
  EXPECT_THAT(verdict("email:clavery@example.org"), Succeeds());
  EXPECT_THAT(verdict("email:clavery@example.net"), FailsWith("trust.chain"));
}

TEST_F(Chain, EachUseNeedsItsExtensions) {
  const Identity unit = issue_time_stamper(root, "Unit");
  const Identity responder = issue_responder(root, "Responder");
  const Identity encrypts = issue(root, {.name = "Encrypts", .extensions = {{NID_key_usage, "keyEncipherment"}}});
  const Identity plain = issue(root, {.name = "Plain"});
  const auto verdict = [&](const Identity& of, Use use) {
    ChainQuestion open = question(of);
    open.use = use;
    const auto chain = chain_of(open);
    return chain ? std::string("good") : chain.error().front().code;
  };
  EXPECT_EQ(verdict(leaf, Use::signature), "good");
  EXPECT_EQ(verdict(plain, Use::signature), "good");
  EXPECT_EQ(verdict(encrypts, Use::signature), "trust.usage");
  EXPECT_EQ(verdict(unit, Use::signature), "trust.usage");
  EXPECT_EQ(verdict(responder, Use::signature), "trust.usage");
  EXPECT_EQ(verdict(unit, Use::time_stamp), "good");
  EXPECT_EQ(verdict(leaf, Use::time_stamp), "trust.usage");
  EXPECT_EQ(
      verdict(issue(root, {.name = "Loose", .extensions = {{NID_ext_key_usage, "timeStamping"}}}), Use::time_stamp),
      "trust.usage");
  EXPECT_EQ(verdict(issue(root, {.name = "Two uses",
                                 .extensions = {{NID_ext_key_usage, "critical,timeStamping,emailProtection"}}}),
                    Use::time_stamp),
            "trust.usage");
  EXPECT_EQ(verdict(responder, Use::ocsp), "good");
  EXPECT_EQ(verdict(middle, Use::ocsp), "good");
  EXPECT_EQ(verdict(leaf, Use::ocsp), "trust.usage");
}

}  // namespace
}  // namespace engross::test
