// A department library that does one thing that it must not, at one moment. Which, stands in its `orders`, which the
// test writes into the file before it is loaded: "<moment> <deed>"; of a call to derive or select (the build with
// DECIDES offers both) in the question: {"deed": "<deed>"}.
#include <engross/abi.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <netdb.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <new>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

__attribute__((used, retain, section(ENGROSS_MANIFEST_SECTION))) const char manifest[] =
    "{\"id\": \"reaching\", \"version\": \"1.0\", \"abi\": \"1.0\""
#ifdef DECIDES
    ", \"features\": [\"derive\", \"select\"]"
#endif
    "}";

extern "C" {
__attribute__((used)) volatile char engross_test_orders[64] = "orders: none none";
}

std::string_view order(int which) {
  std::string_view rest(const_cast<const char*>(engross_test_orders));
  for (; which > 0; --which) rest.remove_prefix(rest.find(' ') + 1);
  return rest.substr(0, rest.find(' '));
}

void read_file(const char* path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
}

void connect_to_a_name() {
  addrinfo* found = nullptr;
  ::getaddrinfo("localhost", "80", nullptr, &found);
}

void raw(long call, long a = 0, long b = 0, long c = 0, long d = 0) {
  ::syscall(call, a, b, c, d);
}

void overflow(volatile char* above) {
  static volatile bool more = true;
  volatile char page[4096];
  page[0] = above == nullptr ? '\0' : above[0];
  if (more) overflow(page);
  page[1] = page[0];  // not a tail call
}

void block_signals() {
  sigset_t all;
  ::sigfillset(&all);
  ::sigprocmask(SIG_BLOCK, &all, nullptr);
}

// What is forbidden about files.
void do_with_files(std::string_view deed) {
  if (deed == "open") ::close(::open("/etc/passwd", O_RDONLY));
  if (deed == "read") read_file("/etc/passwd");
  if (deed == "fopen") static_cast<void>(std::fopen("/etc/hostname", "r") == nullptr);
  if (deed == "write") static_cast<void>(std::fopen("/tmp/engross-reached-out", "a") == nullptr);
  if (deed == "create") ::creat("/tmp/engross-reached-out", 0600);
  if (deed == "reopen") ::open("/proc/self/fd/1", O_WRONLY);
  if (deed == "open-library") ::open("/proc/self/fd/4", O_RDWR);
  if (deed == "reread-library") ::open("/proc/self/fd/4", O_RDONLY);
  if (deed == "stat") static_cast<void>(std::filesystem::exists("/home"));
  if (deed == "stat-as-descriptor") {
    struct stat found {};
    ::fstatat(AT_FDCWD, "/home", &found, AT_EMPTY_PATH);
  }
  if (deed == "own-stat") {  // what it has open, it may ask about
    struct stat found {};
    if (::fstat(1, &found) != 0 || !S_ISFIFO(found.st_mode) || ::fstat(77, &found) != -1) std::abort();
  }
  if (deed == "access") ::access("/root", R_OK);
  if (deed == "list") std::filesystem::directory_iterator("/");
  if (deed == "unlink") ::unlink("/tmp/engross-reached-out");
  if (deed == "mkdir") ::mkdir("/tmp/engross-reached-out", 0700);
  if (deed == "rename") static_cast<void>(std::rename("/tmp/a", "/tmp/b"));
  if (deed == "memfd") ::memfd_create("mine", 0);
  if (deed == "local-time") {
    const std::time_t moment = 0;
    ::tzset();
    static_cast<void>(std::localtime(&moment));
  }
}

void do_with_network(std::string_view deed) {
  if (deed == "ipv4") ::socket(AF_INET, SOCK_STREAM, 0);
  if (deed == "ipv6") ::socket(AF_INET6, SOCK_DGRAM, 0);
  if (deed == "local") ::socket(AF_UNIX, SOCK_STREAM, 0);
  if (deed == "netlink") ::socket(AF_NETLINK, SOCK_RAW, 0);
  if (deed == "pair") {
    int ends[2];
    ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
  }
  if (deed == "name") connect_to_a_name();
  if (deed == "send") ::send(3, "x", 1, MSG_OOB);
}

void do_with_processes(std::string_view deed) {
  if (deed == "fork" && ::fork() == 0) ::_exit(0);
  if (deed == "vfork" && ::vfork() == 0) ::_exit(0);
  if (deed == "thread") std::thread([] {}).join();
  if (deed == "exec") ::execl("/bin/true", "true", nullptr);
  if (deed == "system") static_cast<void>(std::system("true"));
  if (deed == "kill-all") ::kill(-1, SIGKILL);
  if (deed == "kill-group") ::kill(0, SIGKILL);
  if (deed == "queue") {
    ::sigqueue(::getppid(), SIGTERM, {});
  }
  if (deed == "trace") ::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr);
  if (deed == "session") ::setsid();
  if (deed == "limits") {
    const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
    ::setrlimit(RLIMIT_CPU, &all);
  }
  if (deed == "outlive") ::prctl(PR_SET_PDEATHSIG, 0);
}

void do_with_kernel(std::string_view deed) {
  if (deed == "uring") raw(SYS_io_uring_setup, 8);
  if (deed == "bpf") raw(SYS_bpf, BPF_MAP_CREATE);
  if (deed == "keys") raw(SYS_keyctl, 0);
  if (deed == "mount") ::mount("none", "/mnt", "tmpfs", 0, nullptr);
  if (deed == "unshare") ::unshare(CLONE_NEWUSER);
  if (deed == "device") ::ioctl(1, TIOCSTI, "x");
  if (deed == "odd") raw(SYS_swapoff, 0);
  if (deed == "new") raw(9999);
#if defined(__x86_64__)
  if (deed == "x32") raw(0x40000000 + SYS_getpid);
  if (deed == "int80") {
    long call = 20;  // getpid of 32-bit programs
    __asm__ volatile("int $0x80" : "+a"(call) : : "memory");
  }
#endif
}

void do_with_signals(std::string_view deed) {
  if (deed == "take-over") ::signal(SIGSYS, SIG_IGN);
  if (deed == "raise") ::raise(SIGSYS);
  if (deed == "block-and-open") {
    block_signals();
    ::open("/etc/passwd", O_RDONLY);
  }
  if (deed == "block") block_signals();
  if (deed == "mask") {  // what it is told of its mask is what it set, but for the one signal that is not its own
    sigset_t one, seen;
    ::sigemptyset(&one);
    ::sigaddset(&one, SIGUSR1);
    ::sigaddset(&one, SIGSYS);
    ::sigprocmask(SIG_SETMASK, &one, nullptr);
    ::sigaddset(&one, SIGUSR2);
    ::sigprocmask(SIG_BLOCK, &one, &seen);
    if (::sigismember(&seen, SIGUSR1) != 1 || ::sigismember(&seen, SIGUSR2) != 0) std::abort();
    ::sigprocmask(SIG_UNBLOCK, &one, &seen);
    if (::sigismember(&seen, SIGUSR2) != 1 || ::sigismember(&seen, SIGSYS) != 0) std::abort();
    ::sigprocmask(SIG_BLOCK, nullptr, &seen);
    if (::sigisemptyset(&seen) != 1 || ::sigprocmask(77, &one, nullptr) == 0) std::abort();
  }
  if (deed == "handler-and-open") {
    struct sigaction action {};
    action.sa_handler = [](int) { ::close(::open("/etc/passwd", O_RDONLY)); };
    ::sigfillset(&action.sa_mask);
    ::sigaction(SIGUSR1, &action, nullptr);
    ::raise(SIGUSR1);
  }
  if (deed == "timer") {
    const itimerval soon{{0, 0}, {0, 1000}};
    ::setitimer(ITIMER_REAL, &soon, nullptr);
    for (;;) ::pause();
  }
  if (deed == "own-handlers") {
    for (int signal = 1; signal < 32; ++signal)
      if (signal != SIGSYS) ::signal(signal, SIG_IGN);
  }
}

void do_with_itself(std::string_view deed) {
  if (deed == "calloc") {
    const std::size_t size = std::size_t{4} << 30U;
    char* memory = static_cast<char*>(std::calloc(size, 1));
    for (std::size_t i = 0; i < size; i += 4096) memory[i] = 1;
  }
  if (deed == "vector") std::vector<char>(std::size_t{4} << 30U, 'x');
  if (deed == "leak")
    for (;;) std::memset(::operator new(1U << 20U), 1, 1U << 20U);
  if (deed == "overflow") overflow(nullptr);
  if (deed == "null") *const_cast<volatile int*>(static_cast<int*>(nullptr)) = 1;
  if (deed == "divide") {
    volatile int zero = 0, one = 1;
    static_cast<void>(zero = one / zero);
  }
  if (deed == "abort") std::abort();
  if (deed == "exit") std::exit(3);
  if (deed == "throw") throw std::string("raw");
  if (deed == "hang")
    for (;;) ::pause();
  if (deed == "spin")
    for (volatile bool more = true; more;) {
    }
  if (deed == "close-all")
    for (int fd = 0; fd < 1024; ++fd) ::close(fd);
  if (deed == "print") std::puts("look at me");
  if (deed == "random") static_cast<void>(std::random_device()());  // no file is needed for it
}

void do_it(std::string_view deed) {
  do_with_files(deed);
  do_with_network(deed);
  do_with_processes(deed);
  do_with_kernel(deed);
  do_with_signals(deed);
  do_with_itself(deed);
}

void at(std::string_view moment) {
  if (order(1) == moment) do_it(order(2));
}

struct Loaded {
  Loaded() { at("load"); }
  ~Loaded() { at("unload"); }
} loaded;

engross_status resources(void*, const engross_sink* sink) {
  for (const auto& [path, bytes] : {std::pair<std::string_view, std::string_view>{"department.yaml", "id: reaching\n"},
                                    std::pair<std::string_view, std::string_view>{"style.yaml", "{}"}})
    sink->put(sink->host, ENGROSS_PUT_RESOURCE, path.data(), path.size(), bytes.data(), bytes.size());
  at("resources");
  return ENGROSS_OK;
}

void close_department(void*) {
  at("close");
}

#ifdef DECIDES
void put(const engross_sink* sink, std::uint32_t kind, std::string_view bytes) {
  sink->put(sink->host, kind, "answer", 6, bytes.data(), bytes.size());
}

engross_status answer(std::uint32_t kind, std::string_view question, const engross_sink* sink) {
  constexpr std::string_view before = "\"deed\": \"";
  question.remove_prefix(question.find(before) + before.size());
  const std::string_view deed = question.substr(0, question.find('"'));
  do_it(deed);
  if (deed == "answer-nothing") return ENGROSS_OK;
  if (deed == "fail") return ENGROSS_FAILED;
  if (deed == "report") {
    constexpr std::string_view why = "the moon is full";
    sink->report(sink->host, ENGROSS_ERROR, why.data(), why.size());
    return ENGROSS_FAILED;
  }
  if (deed == "answer-garbage") return put(sink, kind, "{\"add\": "), ENGROSS_OK;
  if (deed == "answer-huge") put(sink, kind, std::string(65U << 20U, 'x'));
  if (deed == "answer-large") put(sink, kind, std::string(2U << 20U, 'x'));
  if (deed == "answer-otherwise") put(sink, ENGROSS_PUT_RESOURCE, "{}");
  if (deed == "answer-twice") put(sink, kind, "{}");
  if (deed != "answer-otherwise") put(sink, kind, "{}");
  if (deed == "forge-nonsense" && ::write(3, "\x03\0\0\0abc", 7) < 0) std::abort();
  return ENGROSS_OK;
}

engross_status choose(void*, const char* question, std::size_t length, const engross_sink* sink) {
  return answer(ENGROSS_PUT_SELECTION, {question, length}, sink);
}

engross_status derive(void*, const char* question, std::size_t length, const engross_sink* sink) {
  return answer(ENGROSS_PUT_DERIVED, {question, length}, sink);
}

const void* get_extension(void*, const char* id) {
  static constexpr engross_derive table{sizeof(engross_derive), 0, derive};
  return std::string_view(id) == ENGROSS_EXTENSION_DERIVE ? &table : nullptr;
}
#else
constexpr decltype(engross_department::select) choose = nullptr;
constexpr decltype(engross_department::get_extension) get_extension = nullptr;
#endif

engross_department department{
    sizeof department, ENGROSS_ABI_MAJOR, ENGROSS_ABI_MINOR, 0, "reaching", "1.0", nullptr, resources, choose,
    get_extension,     close_department};

}  // namespace

extern "C" ENGROSS_EXPORT const engross_department* engross_department_open(const engross_host*) {
  at("open");
  return &department;
}
