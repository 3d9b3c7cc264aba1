// Time stamps from a service that is honest, and from one that is not.
#include "signing/time_stamp_service.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "served.hpp"
#include "signing/time_stamp_reply.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {

using namespace std::chrono_literals;
using test::FailsWith;
using test::served_time;
using test::Succeeds;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Pieces = std::vector<std::string_view>;

class TimeStamps : public testing::Test {
 protected:
  static test::ServedPki& pki() {
    static test::ServedPki served({"tsu", "tsu-revoked"});
    return served;
  }

  static TimeStampService service(const std::string& path) {
    return {.url = pki().url(path),
            .exchange = http_exchange(test::impatient()),
            .roots = {test::certificate_in(pki() / "root.pem")}};
  }

  static Result<Stamp> stamp(const TimeStampService& by, std::optional<std::chrono::sys_seconds> now = served_time) {
    const Pieces data{"the bytes of ", "a letter"};
    return ask_for_stamp(by, data, now);
  }

  static void refuses(const std::string& mode, const std::string& because) {
    const auto reply = stamp(service("/tsa/" + mode));
    ASSERT_THAT(reply, FailsWith("signing.time-stamp")) << mode;
    EXPECT_THAT(reply.error().front().message, AllOf(HasSubstr("/tsa/" + mode), HasSubstr(because)));
    EXPECT_FALSE(reply.error().front().hints.empty()) << mode;
  }
};

TEST_F(TimeStamps, AStampSaysWhenDataExisted) {
  const auto given = stamp(service("/tsa"));
  ASSERT_THAT(given, Succeeds());
  EXPECT_EQ(given->said.at, served_time);
  EXPECT_EQ(given->said.signer.name(), "Engross Test Time Stamps");
  EXPECT_EQ(given->said.digest, "SHA256");
  EXPECT_EQ(given->said.policy, "1.2.826.0.1.1");
  const Pieces whole{"the bytes of a letter"};
  EXPECT_THAT(read_time_stamp(given->token, whole), Succeeds());
  const Pieces other{"the bytes of a  letter"};
  EXPECT_THAT(read_time_stamp(given->token, other), FailsWith("trust.time-stamp-other"));
}

TEST_F(TimeStamps, EveryQuestionHasANonceOfItsOwn) {
  const auto one = stamp(service("/tsa"));
  const auto two = stamp(service("/tsa"));
  ASSERT_THAT(one, Succeeds());
  ASSERT_THAT(two, Succeeds());
  EXPECT_NE(one->said.nonce, "");
  EXPECT_NE(one->said.nonce, two->said.nonce);
}

TEST_F(TimeStamps, AProbeShowsWhoStamps) {
  const auto tried = probe(service("/tsa"), served_time);
  ASSERT_THAT(tried, Succeeds());
  EXPECT_EQ(tried->said.signer, test::certificate_in(pki() / "tsu.pem"));
  EXPECT_GT(tried->token.size(), 1000U);
}

TEST_F(TimeStamps, GrantedWithModificationsIsGranted) {
  EXPECT_THAT(stamp(service("/tsa/with-mods")), Succeeds());
}

TEST_F(TimeStamps, ABusyServiceIsAskedAgain) {
  EXPECT_THAT(stamp(service("/tsa/503-then-good")), Succeeds());
}

TEST_F(TimeStamps, CredentialsAreSentAndNeverShown) {
  TimeStampService by = service("/tsa/private");
  EXPECT_THAT(stamp(by), FailsWith("signing.http"));
  const std::string host = "127.0.0.1:" + std::to_string(pki().port());
  by.url = "http://letters:s3cret@" + host + "/tsa/private";
  EXPECT_THAT(stamp(by), Succeeds());
  for (const char* path : {"/tsa/rejects", "/tsa/html", "/tsa/wrong-nonce", "/tsa/404", "/tsa/other-signer"}) {
    by.url = "http://letters:s3cret@" + host + path;
    const auto reply = stamp(by);
    ASSERT_FALSE(reply.has_value()) << path;
    EXPECT_THAT(print(reply.error()), AllOf(HasSubstr("http://***@127.0.0.1"), Not(HasSubstr("s3cret"))));
  }
}

TEST_F(TimeStamps, RefusesStampsOverOtherData) {
  refuses("wrong-imprint", "is not to be believed: the time stamp is of other data");
}

TEST_F(TimeStamps, RefusesAnswersToOtherQuestions) {
  refuses("wrong-nonce", "it answers another question (its nonce is 1267, and ");
  refuses("no-nonce", "it answers another question (its nonce is missing, and ");
}

TEST_F(TimeStamps, RefusesWrongSignatures) {
  refuses("bad-signature", "the signature of the time stamp is wrong");
  refuses("no-certificate", "the signature of the time stamp is wrong");
  refuses("weak", "too weak");
}

TEST_F(TimeStamps, RefusesStrangers) {
  refuses("other-signer", "is not among the trusted roots");
}

TEST_F(TimeStamps, WithoutRootsWhoeverMayStampIsTaken) {
  TimeStampService by = service("/tsa/other-signer");
  by.roots.clear();
  EXPECT_THAT(stamp(by), Succeeds());
  by.url = pki().url("/tsa");  // which brings no root
  EXPECT_THAT(stamp(by), Succeeds());
}

TEST_F(TimeStamps, RefusesOtherTimesThanNow) {
  refuses("stale", "it says that it is 2016-10-25T09:00:00Z, and the clock of this machine says 2016-10-26T09:00:00Z");
  refuses("early", "it says that it is 2016-10-27T09:00:00Z");
}

TEST_F(TimeStamps, ClocksMayDifferByTheToleranceAndNoMore) {
  EXPECT_THAT(stamp(service("/tsa"), served_time + 300s), Succeeds());
  EXPECT_THAT(stamp(service("/tsa"), served_time - 300s), Succeeds());
  EXPECT_THAT(stamp(service("/tsa"), served_time + 301s), FailsWith("signing.time-stamp"));
  EXPECT_THAT(stamp(service("/tsa"), served_time - 301s), FailsWith("signing.time-stamp"));
}

TEST_F(TimeStamps, AFixedClockSaysNothingAboutTheirs) {
  EXPECT_THAT(stamp(service("/tsa/stale"), std::nullopt), Succeeds());
}

TEST_F(TimeStamps, TellsWhyTheServiceRefused) {
  refuses(
      "rejects",
      "gave no time stamp but rejection (timeNotAvailable: its clock is out of order): \"no stamps on bank holidays\"");
  refuses("waits", "gave no time stamp but waiting: \"come again\"");
}

TEST_F(TimeStamps, TellsWhatCameInstead) {
  refuses("empty", "answered nothing instead of a time stamp");
  refuses("html", "answered a web page instead of a time stamp");
  refuses("garbage", "answered 11 bytes that are no reply to a time-stamp request");
}

TEST_F(TimeStamps, PassesOnWhatTheNetworkSaid) {
  for (const char* path : {"/tsa/404", "/tsa/503", "/tsa/huge", "/tsa/hangs-up"})
    EXPECT_THAT(stamp(service(path)), FailsWith("signing.http")) << path;
  TimeStampService slow = service("/tsa/slow");
  HttpOptions options = test::impatient();
  options.whole_timeout = 500ms;
  slow.exchange = http_exchange(options);
  const auto reply = stamp(slow);
  ASSERT_THAT(reply, FailsWith("signing.http"));
  EXPECT_THAT(reply.error().front().message, HasSubstr("did not answer within 0.5 s"));
}

TEST_F(TimeStamps, AReplyMustBeWhole) {
  const TimeStampService by = service("/tsa");
  std::string reply;
  TimeStampService listening = by;
  listening.exchange = [&](const HttpRequest& request) {
    auto body = by.exchange(request);
    reply = body.value_or("");
    return body;
  };
  ASSERT_THAT(stamp(listening), Succeeds());
  ASSERT_THAT(read_time_stamp_reply(reply, "here"), Succeeds());
  for (std::size_t length = 0; length < reply.size(); ++length)
    EXPECT_THAT(read_time_stamp_reply(std::string_view(reply).substr(0, length), "here"),
                FailsWith("signing.time-stamp"));
  EXPECT_THAT(read_time_stamp_reply(reply + "x", "here"), FailsWith("signing.time-stamp"));
}

// A reply has bytes that nobody signed, such as whether it is granted with changes; altering those must not alter what
// it says. This unit's key is quick, and whether it was revoked is not asked here.
TEST_F(TimeStamps, AnAlteredByteIsNoticedOrSaysNothing) {
  const TimeStampService honest = service("/tsa/revoked");
  const Certificate signer = test::certificate_in(pki() / "tsu-revoked.pem");
  std::size_t at = 0;
  std::size_t size = 1;
  TimeStampService altering = honest;
  altering.exchange = [&](const HttpRequest& request) {
    auto reply = honest.exchange(request);
    if (reply) {
      size = reply->size();
      (*reply)[at % size] = static_cast<char>((*reply)[at % size] ^ 1);
    }
    return reply;
  };
  std::size_t taken = 0;
  for (at = 0; at < size; ++at) {
    const auto given = stamp(altering);
    if (!given) continue;
    ++taken;
    EXPECT_EQ(given->said.at, served_time) << at;
    EXPECT_EQ(given->said.signer, signer) << at;
  }
  EXPECT_GT(size, 1000U);
  EXPECT_LT(taken, size / 50);
}

}  // namespace
}  // namespace engross
