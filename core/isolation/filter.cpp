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

Filter::Filter(std::span<const Rule> rules, long newest) {
  load(offsetof(seccomp_data, arch));
  add(BPF_JMP | BPF_JEQ | BPF_K, our_machine, 1, 0);
  add(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  load(offsetof(seccomp_data, nr));
  add(BPF_JMP | BPF_JGT | BPF_K, static_cast<std::uint32_t>(newest), 0, 1);  // the x32 calls of x86-64 too
  add(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS);
  for (const Rule& rule : rules) add_rule(rule);
  add(BPF_RET | BPF_K, SECCOMP_RET_TRAP);
}

// Comes and goes with the call's number loaded.
void Filter::add_rule(const Rule& rule) {
  constexpr unsigned equal = BPF_JMP | BPF_JEQ | BPF_K;
  constexpr unsigned has_any = BPF_JMP | BPF_JSET | BPF_K;
  constexpr unsigned allow = BPF_RET | BPF_K;
  const auto number = static_cast<std::uint32_t>(rule.call);
  if (rule.when == Rule::When::always) {
    add(equal, number, 0, 1);
    return add(allow, SECCOMP_RET_ALLOW);
  }
  const bool whole = rule.when == Rule::When::is_null;
  add(equal, number, 0, whole ? 6 : 4);
  load(low_half(rule.argument));
  switch (rule.when) {
    case Rule::When::is:
      add(equal, rule.value, 0, 1);
      break;
    case Rule::When::is_not:
      add(equal, rule.value, 1, 0);
      break;
    case Rule::When::has_bits:
      add(has_any, rule.value, 0, 1);
      break;
    default:  // null: both halves
      add(equal, 0, 0, 3);
      load(high_half(rule.argument));
      add(equal, 0, 0, 1);
  }
  add(allow, SECCOMP_RET_ALLOW);
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
