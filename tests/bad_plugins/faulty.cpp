// A department library with one fault, named by FAULT when it is compiled: bad_plugins/CMakeLists.txt lists them.
// Written against abi.h alone, as somebody would who does not use the SDK's guards.
#include <engross/abi.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <string>
#include <string_view>

#ifndef MANIFEST
#define MANIFEST "{\"id\": \"faulty\", \"version\": \"1.0\", \"abi\": \"1.0\"}"
#endif

namespace {

constexpr bool fault_is(std::string_view name) {
  return name == FAULT;
}

#ifndef WITHOUT_MANIFEST
__attribute__((used, retain, section(ENGROSS_MANIFEST_SECTION))) const char manifest[] = MANIFEST;
#endif

struct OwnException : std::exception {
  const char* what() const noexcept override { return "thrown by a type of the library"; }
};

[[noreturn]] void hang() {
  for (;;) ::pause();
}

// What happens while the loader runs the library's initialisers, before anybody asked it for anything.
[[maybe_unused]] const bool initialised = [] {
  if (fault_is("initialiser-exits-66")) ::_Exit(66);
  if (fault_is("initialiser-exits-0")) ::_Exit(0);
  if (fault_is("initialiser-aborts")) std::abort();
  if (fault_is("initialiser-hangs")) hang();
  if (fault_is("initialiser-prints")) std::puts("hello from an initialiser");
  if (fault_is("initialiser-forges")) {  // claims to be another department, with nothing in it, and done
    const char done[] = "\x08\0\0\0\x06\0\0\0\0\0\0\0";
    if (::write(3, done, sizeof done - 1) > 0) ::_Exit(0);
  }
  return true;
}();

struct AtUnload {
  ~AtUnload() {
    if (fault_is("destructor-crashes")) std::abort();
    if (fault_is("destructor-hangs")) hang();
  }
} at_unload;

void put(const engross_sink* sink, std::string_view path, std::string_view bytes) {
  sink->put(sink->host, ENGROSS_PUT_RESOURCE, path.data(), path.size(), bytes.data(), bytes.size());
}

void say(const engross_sink* sink, std::int32_t severity, std::string_view words) {
  sink->report(sink->host, severity, words.data(), words.size());
}

void write_a_file() {
  if (std::FILE* file = std::fopen("/tmp/engross-faulty-wrote", "w"); file != nullptr) {
    std::fputs("x", file);
    std::fclose(file);
  }
}

void take_memory(const engross_sink* sink) {
  const std::size_t size = std::size_t{4} << 30U;
  if (char* memory = static_cast<char*>(std::malloc(size)); memory != nullptr)
    std::memset(memory, 1, size);
  else
    say(sink, ENGROSS_ERROR, "no memory");
}

// What would end the host, or have the kernel end it.
void reach_out() {
  if (fault_is("kills-its-host")) ::kill(::getppid(), SIGKILL);
  if (fault_is("limits-its-host")) {
    const rlimit none{0, 0};
    ::prlimit(::getppid(), RLIMIT_CPU, &none, nullptr);
  }
  if (fault_is("owns-a-signal")) ::fcntl(3, F_SETOWN, ::getppid());
  if (fault_is("raises")) {  // a signal to itself, that it waits for, is its own affair
    ::signal(SIGUSR1, SIG_IGN);
    ::kill(::getpid(), SIGUSR1);
    ::raise(SIGUSR1);
  }
}

void misbehave(const engross_sink* sink) {
  if (fault_is("throws")) throw std::string("raw");
  if (fault_is("throws-own-type")) throw OwnException();
  if (fault_is("aborts")) std::abort();
  if (fault_is("crashes")) ::raise(SIGSEGV);
  if (fault_is("exits-0")) ::_Exit(0);
  if (fault_is("exits-politely")) std::exit(0);
  if (fault_is("hangs")) hang();
  if (fault_is("spins"))
    for (volatile bool more = true; more;) {
    }
  if (fault_is("prints")) std::printf("no newline, not flushed");
  if (fault_is("prints-errors")) std::fputs("\x1b[31mlook\x1b[0m\n", stderr);
  if (fault_is("writes-a-file")) write_a_file();
  if (fault_is("takes-memory")) take_memory(sink);
  if (fault_is("reports-an-error")) say(sink, ENGROSS_ERROR, "the moon is full");
  if (fault_is("climbs-out")) put(sink, "paragraphs/../../../etc/passwd", "x");
  if (fault_is("puts-what-is-no-file")) put(sink, "samples/case.json", "{}");
  if (fault_is("puts-twice")) put(sink, "style.yaml", "again");
  if (fault_is("puts-a-huge-file")) put(sink, "pictures/huge.png", std::string(80U << 20U, 'x'));
  if (fault_is("puts-without-end"))
    for (unsigned i = 0;; ++i) put(sink, "paragraphs/p" + std::to_string(i) + ".md", "x");
  if (fault_is("writes-into-the-channel") && ::write(3, "\xff\xff\xff\xff", 4) != 4) std::abort();
  if (fault_is("says-nonsense")) {
    const char frame[] = "\x03\0\0\0abc";
    if (::write(3, frame, sizeof frame - 1) < 0) std::abort();
  }
  if (fault_is("closes-the-channel")) ::close(3);
  reach_out();
}

engross_status resources(void*, const engross_sink* sink) {
  if (!fault_is("puts-no-department")) {
    const std::string_view id = fault_is("is-another-department") ? "id: other\n" : "id: faulty\n";
    put(sink, "department.yaml", id);
    put(sink, "style.yaml", "{}");
  }
  if (fault_is("warns")) say(sink, ENGROSS_WARNING, "the moon is nearly full");
  if (fault_is("warns-and-errs")) {
    for (int i = 0; i < 25; ++i) say(sink, ENGROSS_WARNING, "the moon is nearly full");
    say(sink, ENGROSS_ERROR, "it is full");
  }
  misbehave(sink);
  return fault_is("fails-without-reason") ? ENGROSS_FAILED : ENGROSS_OK;
}

void close_department(void*) {
  if (fault_is("close-crashes")) std::abort();
}

engross_status answer(void*, const char*, std::size_t, const engross_sink*) {
  return ENGROSS_OK;
}

const void* extension(void*, const char* id) {
  static constexpr engross_derive table{sizeof(engross_derive), 0, answer};
  return std::string_view(id) == ENGROSS_EXTENSION_DERIVE ? &table : nullptr;
}

engross_department department{sizeof department, ENGROSS_ABI_MAJOR, ENGROSS_ABI_MINOR, 0,       "faulty",        "1.0",
                              nullptr,           resources,         nullptr,           nullptr, close_department};

}  // namespace

#ifdef WITH_UNDEFINED_SYMBOL
extern "C" void engross_nobody_defines_this();
#endif

#ifndef WITHOUT_ENTRY
extern "C" ENGROSS_EXPORT const engross_department* engross_department_open(const engross_host* host) {
  if (fault_is("opens-nothing")) return nullptr;
  if (fault_is("opens-with-a-reason")) {
    constexpr std::string_view why = "only on Tuesdays";
    host->report(host->host, ENGROSS_ERROR, why.data(), why.size());
    return nullptr;
  }
  if (fault_is("open-throws")) throw OwnException();
  if (fault_is("open-hangs")) hang();
  if (fault_is("small-struct")) department.struct_size = 24;
  if (fault_is("no-id")) department.id = nullptr;
  if (fault_is("no-resources")) department.resources = nullptr;
  if (fault_is("wild-pointer")) department.version = reinterpret_cast<const char*>(16);
  if (fault_is("other-id")) department.id = "impostor";
  if (fault_is("other-version")) department.version = "9.9";
  if (fault_is("selects") || fault_is("selects-and-derives")) department.select = answer;
  if (fault_is("derives") || fault_is("selects-and-derives")) department.get_extension = extension;
  if (fault_is("other-abi")) department.abi_major = 3;
  if (fault_is("larger-struct")) department.struct_size = 4096;  // a later minor: what we do not know is not read
#ifdef WITH_UNDEFINED_SYMBOL
  engross_nobody_defines_this();
#endif
  return &department;
}
#endif
