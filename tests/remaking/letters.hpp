// Letters of all kinds: each sample case of each department, again and again, for other people on other days, as an
// officer may send them out.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "remaking/house.hpp"
#include "support/served_pki.hpp"

namespace engross::test {

struct SentLetter {
  std::string reference;
  int issue = 1;
  std::string department;
  std::string file;  // as it was issued
  std::string kind;  // "case", "draft", "picked", "own words", "template", "run"
  bool signed_ = false;
  std::vector<std::string> key;  // the options that open its ink; none: it bears none
  bool bilingual = false;
};

class Officers {
 public:
  explicit Officers(const House& house);

  // So many letters, one by one and in runs. What cannot be issued is a failure of the test, told with its case.
  std::vector<SentLetter> send(std::size_t count);

 private:
  struct Sample {
    std::string department, name, text;
  };
  // What is to be sent, and what its case says.
  struct Order {
    std::string department, kind;
    std::string reference{}, date{}, signatory{}, file{};
    bool bilingual = false;
  };
  std::string write_case(std::size_t i, const Sample& sample, Order& order) const;
  void enrol(const Order& order, const std::vector<std::string>& key);
  std::vector<std::string> signature(std::size_t i, const Order& order, SentLetter& letter);
  std::vector<SentLetter> send_one(std::size_t i);
  std::vector<SentLetter> send_run(const std::string& department, std::size_t first, std::size_t count);

  const House& house_;
  std::vector<Sample> samples_;
  std::set<std::string> enrolled_;
  ServedPki pki_;
};

}  // namespace engross::test
