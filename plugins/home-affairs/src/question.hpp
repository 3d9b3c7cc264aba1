// What this department's decisions depend on, out of the question that engross asks.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace home_affairs {

// An exemption that the case claims: an item of facts.exemptions.
struct Claim {
  std::string section;                  // "40(2)"
  std::string because;                  // a sentence: why it applies
  std::string disclosing, withholding;  // the public interest in each; empty when the case does not say
};

struct EarlierLetter {
  std::string reference;
  std::chrono::sys_days dated;
};

struct Question {
  std::chrono::sys_days date;  // of the letter
  std::optional<std::chrono::sys_days> received;
  std::vector<std::string> topics;
  std::vector<Claim> claims;
  std::vector<EarlierLetter> earlier;  // those with a date before the letter's, the latest first

  bool about(std::string_view topic) const;

  // Throws std::runtime_error, whose message names what is wrong with the case.
  static Question from(std::string_view json);
};

// "2026-10-26"
std::string iso(std::chrono::sys_days day);

}  // namespace home_affairs
