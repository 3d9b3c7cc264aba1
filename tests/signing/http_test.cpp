// Questions over HTTP: what comes back, what is tried again, and what each failure says.
#include "signing/http.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "support/diagnostics.hpp"
#include "support/served_pki.hpp"

namespace engross {
namespace {

using namespace std::chrono_literals;
using test::FailsWith;
using test::Succeeds;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

HttpOptions patient() {
  return {.connect_timeout = 5s, .whole_timeout = 20s, .attempts = 3, .pause = 1ms};
}

// One server for all of a program; the certificates do not matter here.
class Http : public testing::Test {
 protected:
  static test::ServedPki& server() {
    static test::ServedPki served({"ocsp"});
    return served;
  }

  static Result<std::string> get(const std::string& path, HttpOptions options = patient()) {
    return http_exchange(std::move(options))({.url = server().url(path)});
  }

  static Result<std::string> post(const std::string& path, const std::string& body) {
    return http_exchange(patient())({.url = server().url(path), .content_type = "text/plain", .body = body});
  }

  // How often the server was asked for a path.
  static int asked(const std::string& path) {
    const std::string counts = *get("/requests");
    const std::size_t at = counts.find(path + " ");
    return at == std::string::npos ? 0 : std::stoi(counts.substr(at + path.size() + 1));
  }

  static std::string message(const Result<std::string>& result) {
    return result ? "it holds a value" : result.error().front().message;
  }
};

TEST_F(Http, PostsABodyAndGetsWithoutOne) {
  EXPECT_EQ(post("/echo", "what time is it?").value_or(""), "POST engross\nwhat time is it?");
  EXPECT_EQ(get("/echo").value_or(""), "GET engross\n");
}

TEST_F(Http, SendsBytesAsTheyAre) {
  std::string bytes(300, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i % 256);
  EXPECT_EQ(post("/echo", bytes).value_or(""), "POST engross\n" + bytes);
}

TEST_F(Http, OneExchangeServesManyThreads) {
  const Exchange exchange = http_exchange(patient());
  std::atomic<int> right{0};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 20; ++i) {
        const std::string body = std::to_string(thread) + "/" + std::to_string(i);
        const auto reply = exchange({.url = server().url("/echo"), .content_type = "text/plain", .body = body});
        if (reply && *reply == "POST engross\n" + body) ++right;
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 80);
}

TEST_F(Http, SendsTheCredentialsOfTheAddress) {
  const std::string port = std::to_string(server().port());
  const auto reply = http_exchange(patient())({.url = "http://letters:s3cr%40t@127.0.0.1:" + port + "/authorization"});
  EXPECT_EQ(reply.value_or(""), "Basic bGV0dGVyczpzM2NyQHQ=");  // letters:s3cr@t
}

TEST_F(Http, NeverPrintsCredentials) {
  const std::string port = std::to_string(server().port());
  for (const std::string path : {"/x/404", "/x/503", "/x/hangs-up", "/redirect/9/echo", "/redirect/file", "/x/huge"}) {
    const auto reply = http_exchange(patient())({.url = "http://letters:s3cret@127.0.0.1:" + port + path});
    ASSERT_THAT(reply, FailsWith("signing.http")) << path;
    EXPECT_THAT(print(reply.error()),
                AllOf(HasSubstr("http://***@127.0.0.1"), Not(HasSubstr("s3cret")), Not(HasSubstr("letters"))));
  }
  const auto nowhere = http_exchange(patient())({.url = "ldap://letters:s3cret@127.0.0.1/x"});
  ASSERT_THAT(nowhere, FailsWith("signing.http"));
  EXPECT_THAT(print(nowhere.error()), Not(HasSubstr("s3cret")));
}

TEST_F(Http, AsksForCredentialsWhenTheyAreWanted) {
  const auto reply = get("/tsa/private");
  ASSERT_THAT(reply, FailsWith("signing.http"));
  EXPECT_THAT(message(reply), HasSubstr("/tsa/private answered HTTP 401 \"Unauthorized\""));
  EXPECT_THAT(reply.error().front().hints.front(), HasSubstr("https://user:password@host/"));
}

TEST_F(Http, TriesAgainWhenTheServerIsBusy) {
  for (const std::string path : {"/echo/503-then-good", "/echo/429-then-good"}) {
    EXPECT_EQ(get(path).value_or(""), "GET engross\n") << path;
    EXPECT_EQ(asked(path), 2) << path;
  }
}

TEST_F(Http, GivesUpAfterSomeTimes) {
  const auto reply = get("/counted/503");
  ASSERT_THAT(reply, FailsWith("signing.http"));
  EXPECT_THAT(message(reply), HasSubstr("answered HTTP 503 \"Service Unavailable\"; tried 3 times"));
  EXPECT_THAT(reply.error().front().hints.front(), HasSubstr("try again later"));
  EXPECT_EQ(asked("/counted/503"), 3);
}

TEST_F(Http, NeverAsksTwiceAfterADefiniteAnswer) {
  const auto reply = get("/counted/404");
  ASSERT_THAT(reply, FailsWith("signing.http"));
  EXPECT_THAT(message(reply), testing::EndsWith("/counted/404 answered HTTP 404 \"Not Found\""));
  EXPECT_EQ(asked("/counted/404"), 1);
}

TEST_F(Http, TriesAgainWhenTheLineIsCut) {
  const auto reply = get("/counted/hangs-up");
  ASSERT_THAT(reply, FailsWith("signing.http"));
  EXPECT_THAT(message(reply), AllOf(HasSubstr("gave no answer: "), HasSubstr("; tried 3 times")));
  EXPECT_EQ(asked("/counted/hangs-up"), 3);
}

TEST_F(Http, StopsWaiting) {
  HttpOptions options = patient();
  options.whole_timeout = 500ms;
  const auto began = std::chrono::steady_clock::now();
  const auto reply = get("/x/slow", options);
  ASSERT_THAT(reply, FailsWith("signing.http"));
  EXPECT_THAT(message(reply), HasSubstr("/x/slow did not answer within 0.5 s"));
  EXPECT_LT(std::chrono::steady_clock::now() - began, 10s);
  EXPECT_EQ(asked("/x/slow"), 1);
}

TEST_F(Http, TheWholeTimeCoversThePausesToo) {
  HttpOptions options = patient();
  options.pause = 1h;
  const auto reply = get("/again/503", options);
  ASSERT_THAT(reply, FailsWith("signing.http"));
  EXPECT_EQ(asked("/again/503"), 1);
}

TEST_F(Http, DoesNotWaitAnHour) {
  const auto reply = get("/counted/busy-for-an-hour");
  ASSERT_THAT(reply, FailsWith("signing.http"));
  EXPECT_EQ(asked("/counted/busy-for-an-hour"), 1);
}

TEST_F(Http, GoesThroughTheProxyOfTheEnvironment) {
  ::setenv("http_proxy", server().url("").c_str(), 1);
  const auto reply = http_exchange(patient())({.url = "http://tsa.invalid/echo"});
  ::unsetenv("http_proxy");
  EXPECT_EQ(reply.value_or(""), "GET engross\n") << message(reply);
}

TEST_F(Http, SaysThatNobodyListens) {
  // Port 1 of loopback: nobody but a tcpmux of long ago listens there.
  const auto reply = http_exchange(patient())({.url = "http://127.0.0.1:1/tsa"});
  ASSERT_THAT(reply, FailsWith("signing.http"));
  EXPECT_THAT(message(reply),
              AllOf(HasSubstr("http://127.0.0.1:1/tsa cannot be reached: "), HasSubstr("; tried 3 times")));
}

TEST_F(Http, SaysThatTheHostIsNotKnown) {
  // RFC 6761: no resolver may know a name below .invalid, so this needs no network.
  const auto reply = http_exchange(patient())({.url = "http://tsa.invalid/tsa"});
  ASSERT_THAT(reply, FailsWith("signing.http"));
  EXPECT_THAT(message(reply), HasSubstr("http://tsa.invalid/tsa cannot be reached: its host is not known (DNS)"));
}

TEST_F(Http, TakesNoMoreThanItWants) {
  const auto reply = get("/counted/huge");
  ASSERT_THAT(reply, FailsWith("signing.http"));
  EXPECT_THAT(message(reply), HasSubstr("answered more than 1048576 bytes"));
  EXPECT_EQ(asked("/counted/huge"), 1);
  const Exchange exchange = http_exchange(patient());
  const HttpRequest exactly{.url = server().url("/echo"), .content_type = "text/plain", .body = "12", .most_bytes = 15};
  EXPECT_THAT(exchange(exactly), Succeeds());
  HttpRequest less = exactly;
  less.most_bytes = 14;
  EXPECT_THAT(exchange(less), FailsWith("signing.http"));
}

TEST_F(Http, FollowsThreeRedirectsAndNoMore) {
  EXPECT_EQ(post("/redirect/3/echo", "body").value_or(""), "POST engross\nbody");
  const auto reply = post("/redirect/4/echo", "body");
  ASSERT_THAT(reply, FailsWith("signing.http"));
  EXPECT_THAT(message(reply), HasSubstr("sends the question on more than 3 times"));
}

TEST_F(Http, IsNotLedToAFile) {
  const auto reply = get("/redirect/file");
  ASSERT_THAT(reply, FailsWith("signing.http"));
  EXPECT_THAT(message(reply), HasSubstr("neither http nor https"));
}

TEST_F(Http, AsksOnlyOverHttp) {
  for (const char* url : {"", "http:", "ldap://directory/cn=CRL", "file:///etc/passwd", "ftp://host/x.crl", "tsa"})
    EXPECT_THAT(http_exchange(patient())({.url = url}), FailsWith("signing.http")) << url;
  EXPECT_THAT(http_exchange(patient())({.url = "http://bad host/\x01"}), FailsWith("signing.http"));
}

TEST_F(Http, WantsTlsWhereTheAddressSaysSo) {
  const auto reply = http_exchange(patient())({.url = "https://127.0.0.1:" + std::to_string(server().port()) + "/tls"});
  ASSERT_THAT(reply, FailsWith("signing.http"));
  EXPECT_EQ(asked("/tls"), 0);
}

TEST_F(Http, TrustsNoTlsServerThatNobodyVouchesFor) {
  const std::string signer = test::sample_pki("signer-p256");
  test::Background tls(
      {"openssl", "s_server", "-accept", "127.0.0.1:0", "-www", "-cert", signer + ".pem", "-key", signer + ".key"});
  std::string line = tls.line();
  while (!line.empty() && !line.starts_with("ACCEPT ")) line = tls.line();
  const std::string port = line.substr(line.rfind(':') + 1);
  const auto reply = http_exchange(patient())({.url = "https://127.0.0.1:" + port + "/"});
  ASSERT_THAT(reply, FailsWith("signing.http"));
  EXPECT_THAT(message(reply), HasSubstr("has a certificate that this machine does not trust: "));
}

TEST(Curl, IsNotLinkedIn) {
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  const test::Outcome linked = test::run({"ldd", self});
  EXPECT_THAT(linked.out, HasSubstr("libcrypto"));
  EXPECT_THAT(linked.out, Not(HasSubstr("libcurl")));
}

TEST_F(Http, NamesThePackageThatIsMissing) {
  HttpOptions options = patient();
  options.libraries = {"libcurl-nowhere.so.4"};
  const auto reply = get("/echo", options);
  ASSERT_THAT(reply, FailsWith("signing.no-http"));
  EXPECT_THAT(message(reply), HasSubstr("libcurl-nowhere.so.4"));
  EXPECT_THAT(reply.error().front().hints.front(), HasSubstr("apt-get install libcurl4"));
  options.libraries = {"libcurl-nowhere.so.4", "libc.so.6"};
  EXPECT_THAT(get("/echo", options), FailsWith("signing.no-http"));  // a library, but not that one
}

TEST_F(Http, MasksCredentialsWhereverTheyStand) {
  EXPECT_EQ(shown_address("https://u:p@host/x@y"), "https://***@host/x@y");
  EXPECT_EQ(shown_address("https://u:p@q@host"), "https://***@host");
  EXPECT_EQ(shown_address("https://host/path?mail=a@b"), "https://host/path?mail=a@b");
  EXPECT_EQ(shown_address("u:p@host"), "***@host");
  EXPECT_EQ(shown_address("http://host/\x1b[31m"), "http://host/%1B[31m");
}

}  // namespace
}  // namespace engross
