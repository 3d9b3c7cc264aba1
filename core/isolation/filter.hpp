// A seccomp filter out of a table: which system calls a process may make. Private to this room.
#pragma once

#include <linux/filter.h>

#include <cstdint>
#include <span>
#include <vector>

namespace engross::isolation {

// A call that is allowed with some arguments only; several rules of one call allow each what it says. Arguments are
// compared by their low 32 bits, which is all the kernel reads of an int, but for null pointers.
struct Rule {
  enum class When : std::uint8_t { is, is_not, is_null };
  long call;
  When when;
  unsigned argument;
  std::uint32_t value = 0;
};

// The kernel's little language for a table. What is not allowed raises SIGSYS (SECCOMP_RET_TRAP); calls newer than
// `newest` answer ENOSYS, as an older kernel would, so that a library that knows how to do without goes on; calls of
// another machine (32-bit ones) kill.
class Filter {
 public:
  Filter(std::span<const int> always, std::span<const Rule> sometimes, long newest);
  // For the calling process and what it becomes, for good. It must have given up new privileges before.
  bool set();

 private:
  void add(unsigned code, std::uint32_t operand, unsigned char if_true = 0, unsigned char if_false = 0);
  void load(std::size_t offset);
  void add_always(std::span<const int> calls, long newest);
  void add_rule(const Rule& rule);

  std::vector<sock_filter> lines_;
};

// Whether kernel and machine have filters, and this file knows the machine.
bool filters_are_there();

}  // namespace engross::isolation
