// Workers are born whenever they are asked for, and how each of them ended is told.
#include "batch/nursery.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

#include "isolation/parent_channel.hpp"
#include "support/diagnostics.hpp"

namespace engross {
namespace {
using test::Succeeds;

// Says one word, then waits until it is spoken to.
int greets() {
  write_to_parent("born");
  char byte = 0;
  while (::read(parent_channel, &byte, 1) > 0 && byte != 'x') {
  }
  return 7;
}

std::string heard(const Descriptor& channel) {
  pollfd readable{.fd = channel.get(), .events = POLLIN, .revents = 0};
  std::string bytes(64, '\0');
  if (::poll(&readable, 1, 20'000) != 1) return "nothing";
  const ssize_t n = ::recv(channel.get(), bytes.data(), bytes.size(), 0);
  bytes.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
  return bytes;
}

EndedWorker ended_of(Nursery& nursery) {
  for (int i = 0; i < 20; ++i)
    if (auto ended = nursery.ended(1000); !ended.empty()) return ended.front();
  return {};
}

TEST(Nursery, BearsWorkersAndTellsHowTheyEnded) {
  auto nursery = Nursery::start(greets, {});
  ASSERT_THAT(nursery, Succeeds());
  auto first = nursery->worker(), second = nursery->worker();
  ASSERT_THAT(first, Succeeds());
  ASSERT_THAT(second, Succeeds());
  EXPECT_NE(first->pid, second->pid);
  EXPECT_EQ(heard(first->channel), "born");
  EXPECT_EQ(heard(second->channel), "born");
  ASSERT_EQ(::send(second->channel.get(), "x", 1, 0), 1);
  const EndedWorker ended = ended_of(*nursery);
  EXPECT_EQ(ended.pid, second->pid);
  EXPECT_EQ(ended.ending.explain(), "exit 7");
  ASSERT_EQ(::kill(first->pid, SIGKILL), 0);
  const EndedWorker killed = ended_of(*nursery);
  EXPECT_EQ(killed.pid, first->pid);
  EXPECT_EQ(killed.ending.explain(), "killed by signal 9 (killed)");
  EXPECT_EQ(heard(first->channel), "");
}

TEST(Nursery, WorkersHaveNothingOfTheSupervisorsOpen) {
  const Descriptor ours(::open("/dev/null", O_RDONLY));
  auto nursery = Nursery::start(
      [] {
        int open = 0;
        for (int fd = parent_channel + 1; fd < 256; ++fd) open += ::fcntl(fd, F_GETFD) != -1 ? 1 : 0;
        write_to_parent(open == 0 ? "alone" : "not alone");
        return 0;
      },
      {});
  ASSERT_THAT(nursery, Succeeds());
  const Descriptor later(::open("/dev/null", O_RDONLY));
  auto worker = nursery->worker();
  ASSERT_THAT(worker, Succeeds());
  EXPECT_EQ(heard(worker->channel), "alone");
}

TEST(Nursery, WorkersIgnoreWhatATerminalSendsToAll) {
  auto nursery = Nursery::start(greets, {});
  auto worker = nursery->worker();
  ASSERT_THAT(worker, Succeeds());
  EXPECT_EQ(heard(worker->channel), "born");
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ASSERT_EQ(::kill(worker->pid, signal), 0);
  ASSERT_EQ(::send(worker->channel.get(), "x", 1, 0), 1);
  EXPECT_EQ(ended_of(*nursery).ending.explain(), "exit 7");
}

TEST(Nursery, TakesItsWorkersWithIt) {
  pid_t pid = -1;
  Descriptor channel;
  {
    auto nursery = Nursery::start(greets, {});
    auto worker = nursery->worker();
    ASSERT_THAT(worker, Succeeds());
    EXPECT_EQ(heard(worker->channel), "born");
    pid = worker->pid;
    channel = std::move(worker->channel);
  }
  EXPECT_EQ(heard(channel), "");  // its end was closed, by nobody but the system
  for (int i = 0; i < 200 && ::kill(pid, 0) == 0; ++i) ::usleep(10'000);
  EXPECT_NE(::kill(pid, 0), 0);
}

TEST(Nursery, LimitsTheMemoryOfWorkers) {
  if (!ChildLimits::strict().address_space) GTEST_SKIP() << "a sanitizer needs terabytes of address space";
  ChildLimits limits;
  limits.address_space = std::size_t{512} << 20U;
  auto nursery = Nursery::start(
      [] {
        try {
          const std::string large(std::size_t{1} << 30U, 'x');
          write_to_parent(large.substr(0, 1));
        } catch (const std::bad_alloc&) {
          write_to_parent("no memory");
        }
        return 0;
      },
      limits);
  auto worker = nursery->worker();
  ASSERT_THAT(worker, Succeeds());
  EXPECT_EQ(heard(worker->channel), "no memory");
}

}  // namespace
}  // namespace engross
