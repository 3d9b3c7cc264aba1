// In: a table of allowed calls. Out: a seccomp filter, set for the calling process.
// Refuses nothing itself: where the kernel takes no filter, set() says so.
// Written out and not by libseccomp: docs/architecture.md says why, with figures.
#include "isolation/filter.hpp"

#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>

#include <bit>
#include <cerrno>
#include <cstddef>

namespace engross::isolation {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t our_machine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t our_machine = AUDIT_ARCH_AARCH64;
#elif defined(__riscv)
constexpr std::uint32_t our_machine = AUDIT_ARCH_RISCV64;
#else
constexpr std::uint32_t our_machine = 0;  // nobody has tried this machine
#endif

static_assert(our_machine == 0 || std::endian::native == std::endian::little,
              "the low half of an argument comes first");

constexpr std::size_t low_half(unsigned argument) {
  return offsetof(seccomp_data, args) + argument * sizeof(std::uint64_t);
}

constexpr std::size_t high_half(unsigned argument) {
  return low_half(argument) + sizeof(std::uint32_t);
}

}  // namespace

Filter::Filter(std::span<const int> always, std::span<const Rule> sometimes, long newest) {
  load(offsetof(seccomp_data, arch));
  add(BPF_JMP | BPF_JEQ | BPF_K, our_machine, 1, 0);
  add(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  load(offsetof(seccomp_data, nr));
  add(BPF_JMP | BPF_JGT | BPF_K, static_cast<std::uint32_t>(newest), 0, 1);  // the x32 calls of x86-64 too
  add(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS);
  add_always(always, newest);
  load(offsetof(seccomp_data, nr));
  for (const Rule& rule : sometimes) add_rule(rule);
  add(BPF_RET | BPF_K, SECCOMP_RET_TRAP);
}

// A set of bits, a word for 32 calls: a list of as many comparisons took the kernel ten times as long to take in.
void Filter::add_always(std::span<const int> calls, long newest) {
  constexpr std::uint32_t bit = 0, word = 1;  // cells of memory
  std::vector<std::uint32_t> words(static_cast<std::size_t>(newest / 32 + 1));
  for (const int call : calls) words[static_cast<std::size_t>(call / 32)] |= 1U << (call % 32);
  add(BPF_ALU | BPF_AND | BPF_K, 31);
  add(BPF_MISC | BPF_TAX, 0);
  add(BPF_LD | BPF_IMM, 1);
  add(BPF_ALU | BPF_LSH | BPF_X, 0);
  add(BPF_ST, bit);
  load(offsetof(seccomp_data, nr));
  add(BPF_ALU | BPF_RSH | BPF_K, 5);
  add(BPF_ST, word);
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    if (words[i] == 0) continue;
    add(BPF_JMP | BPF_JEQ | BPF_K, i, 0, 4);
    add(BPF_LD | BPF_MEM, bit);
    add(BPF_JMP | BPF_JSET | BPF_K, words[i], 0, 1);
    add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    add(BPF_LD | BPF_MEM, word);
  }
}

// Comes and goes with the call's number loaded.
void Filter::add_rule(const Rule& rule) {
  constexpr unsigned equal = BPF_JMP | BPF_JEQ | BPF_K;
  const bool whole = rule.when == Rule::When::is_null;
  add(equal, static_cast<std::uint32_t>(rule.call), 0, whole ? 6 : 4);
  load(low_half(rule.argument));
  switch (rule.when) {
    case Rule::When::is:
      add(equal, rule.value, 0, 1);
      break;
    case Rule::When::is_not:
      add(equal, rule.value, 1, 0);
      break;
    case Rule::When::is_null:
      add(equal, 0, 0, 3);
      load(high_half(rule.argument));
      add(equal, 0, 0, 1);
  }
  add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  load(offsetof(seccomp_data, nr));
}

bool Filter::set() {
  sock_fprog program{.len = static_cast<unsigned short>(lines_.size()), .filter = lines_.data()};
  return our_machine != 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

void Filter::add(unsigned code, std::uint32_t operand, unsigned char if_true, unsigned char if_false) {
  lines_.push_back({static_cast<std::uint16_t>(code), if_true, if_false, operand});
}

void Filter::load(std::size_t offset) {
  add(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
}

// With no filter given, a kernel that knows filters complains of the address; one that does not, of the mode.
bool filters_are_there() {
  return our_machine != 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, nullptr) != 0 && errno == EFAULT;
}

}  // namespace engross::isolation
