// A department whose code dies of one case in 500, and hangs on one in 700, by the digits of the reference.
#include <csignal>
#include <engross/department.hpp>
#include <string>

namespace {

// Of "2016-0046030"; days of 2016 have fewer digits.
int number_of(std::string_view question) {
  constexpr std::string_view before = "\"2016-";
  constexpr std::size_t digits = 7;
  for (std::size_t at = question.find(before); at != question.npos; at = question.find(before, at + 1)) {
    const std::string_view number = question.substr(at + before.size(), digits);
    if (number.find_first_not_of("0123456789") == number.npos) return std::stoi(std::string(number));
  }
  return 1;
}

class Crashing : public engross::Department {
 public:
  void derive(std::string_view question, engross::Derived& derived) {
    const int number = number_of(question);
    if (number % 500 == 0) ::raise(SIGSEGV);
    for (volatile unsigned spins = 0; number % 700 == 0;) spins = spins + 1;
    derived.set("number", number);
  }
};

}  // namespace

ENGROSS_DEPARTMENT(Crashing)
