// In: the sample cases and a number. Out: as many letters, issued in all the ways there are.
// Refuses nothing: what the house does not issue is told as a failure.
#include "remaking/letters.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/date.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::array<const char*, 9> surnames{"Watling", "Okafor",  "Pritchard", "Llŷr",   "Singh",
                                              "O’Brien", "Małecka", "Fry",       "Ap-Rhys"};
constexpr std::array<const char*, 5> streets{"4 Weir Lane", "Flat 2, The Maltings", "Ty’n-y-Coed", "19b Quay Street",
                                             "c/o The Old Forge"};

std::string later(const std::string& iso, int days) {
  return Date::parse(iso)->plus_days(days).iso();
}

// The base of a reference with another number: as long, so that it still looks like one of the department's.
std::string numbered(const std::string& reference, std::size_t i) {
  const std::size_t digits = reference.find_last_not_of("0123456789") + 1;
  const std::size_t width = std::max<std::size_t>(reference.size() - digits, 4);
  return reference.substr(0, digits) + fmt::format("{:0{}}", 3000 + i, width);
}

void vary_people(Json& to, std::size_t i) {
  if (to.contains("surname")) to["surname"] = surnames[i % surnames.size()];
  if (to.contains("address") && to["address"].size() > 1 && i % 3 == 0) to["address"][0] = streets[i % streets.size()];
}

// The same words in each of its languages.
void vary_words(Json& words, std::size_t i) {
  const std::string more = fmt::format(", number {}", i);
  if (words.is_string()) words = words.get<std::string>() + more;
  if (words.is_object())
    for (auto& [language, text] : words.items()) text = text.get<std::string>() + more;
}

// Welsh and English in the other order, or one of them alone, where the case says all of it in both.
void vary_languages(Json& languages, std::size_t i) {
  if (languages.size() != 2) return;
  if (i % 4 == 1) languages = {languages[1], languages[0]};
  if (i % 4 == 2) languages = {languages[0]};
  if (i % 4 == 3) languages = {languages[1]};
}

// Days move together by up to three; the letter itself by up to three weeks more, so that some are late.
void vary_days(Json& case_, std::size_t i) {
  const int by = static_cast<int>(i % 4), late = static_cast<int>(i % 3) * 10;
  for (const char* name : {"dated", "received"})
    if (case_["incoming"].contains(name)) case_["incoming"][name] = later(case_["incoming"][name], by);
  case_["date"] = later(case_["date"], by + late);
  if (i % 5 == 4) case_["deadline"] = {{"policy", "foi-20-rolled"}};
}

// An officer's own hand: a paragraph more in the first of the body, and one behind it.
std::string edited(std::string draft, std::size_t i) {
  const std::size_t body = draft.find("\n::: body");
  std::size_t end = draft.find("\n:::\n", draft.find("::: paragraph", body));
  draft.insert(end, fmt::format("\n\nI have looked at this *{}* times.", i));
  end = draft.find("\n:::\n", end) + 5;
  draft.insert(end, fmt::format("\nThese are words of mine, number {}.\n\n", i));
  return draft;
}

// What an officer answers who picks paragraph by paragraph.
std::string picks(const std::string& department, std::size_t i) {
  const std::string more = department == "dfe"            ? "school-complaint"
                           : department == "home-affairs" ? "passport-times"
                                                          : "iaith";
  return fmt::format("2\nedit\nI have *other* words, number {0}.\n.\n{1}write\nAnd number {0} besides.\n.\n{2}done\n",
                     i, i % 2 == 0 ? "add " + more + "\n" : "", i % 3 == 0 ? "undo\n" : "");
}

std::string signatory_of(const Json& case_) {
  const Json& named = case_["signatory"];
  return named.is_array() ? named[0] : named;
}

void expect(const Outcome& outcome, int exit_code, const std::string& what) {
  EXPECT_EQ(outcome.exit_code, exit_code) << what << "\n" << outcome.out << outcome.err;
}

}  // namespace

Officers::Officers(const House& house) : house_(house) {
  for (const std::string& department : house_departments) {
    for (const auto& entry : fs::directory_iterator(house.folder_of(department) + "/samples"))
      if (entry.path().extension() == ".json")
        samples_.push_back({department, entry.path().stem().string(), read_file(entry.path().string())});
  }
  std::ranges::sort(samples_, {}, [](const Sample& sample) { return sample.department + "/" + sample.name; });
  write_file(house.in("passphrase"), sample_passphrase() + "\n");
  ::chmod(house.in("passphrase").c_str(), 0600);
}

std::string Officers::write_case(std::size_t i, const Sample& sample, Order& order) const {
  Json case_ = Json::parse(sample.text);
  order.reference = numbered(case_["reference"], i);
  case_["reference"] = order.reference;
  vary_people(case_["correspondent"], i);
  if (case_.contains("constituent")) vary_people(case_["constituent"], i + 3);
  vary_words(case_["subject"], i);
  if (sample.department == "cyngor-bro-helyg") vary_languages(case_["languages"], i / samples_.size());
  vary_days(case_, i / samples_.size());
  if (i % 7 == 6) case_["copies"] = {"The registry", "Mx Robin Wyn"};
  if (order.kind == "own words") {
    case_["paragraphs"] = Json::array();
    case_["paragraphs"].push_back({{"text", fmt::format("First words of mine.\n\nSecond words, number {}.", i)}});
    case_["paragraphs"].push_back(
        {{"markdown", "## A heading\n\n* one point\n* *another*\n\n| a | b |\n|---|---|\n| 1 | 2 |"}});
  }
  if (order.kind == "run" && sample.department == "dfe") case_["signatory"] = "denise-clavery";
  order.date = case_["date"];
  order.signatory = signatory_of(case_);
  order.bilingual = case_.contains("languages") && case_["languages"].size() > 1;
  std::string text = case_.dump();
  order.file = house_.in("cases/" + order.reference + ".json");
  write_file(order.file, text);
  return text;
}

// Enrols the signatory's ink for that key, once.
void Officers::enrol(const Order& order, const std::vector<std::string>& key) {
  if (!enrolled_.insert(order.department + order.signatory + key[1]).second) return;
  std::vector<std::string> words{"signatories",
                                 "enrol",
                                 order.signatory,
                                 "--department",
                                 order.department,
                                 "--ink",
                                 std::string(ENGROSS_SOURCE_DIR) + "/samples/ink/denise-clavery.png",
                                 "--signatories",
                                 house_.in("ink")};
  words.insert(words.end(), key.begin(), key.end());
  expect(house_.engross(words), 0, "enrolling " + order.signatory);
}

// How the letter is signed, by its number; unsigned five times of seven.
std::vector<std::string> Officers::signature(std::size_t i, const Order& order, SentLetter& letter) {
  const bool rsa = i % 7 == 2, long_term = order.department == "dfe" && i % 40 == 20;
  if (!rsa && i % 7 != 5 && !long_term) return {"--unsigned"};
  std::vector<std::string> key{"--key", sample_pki(rsa ? "signer-rsa-2048.p12" : "signer-p256.p12"),
                               "--passphrase-file", house_.in("passphrase")};
  if (long_term) key = {"--key", pki_ / "signer-p256.key", "--chain", pki_ / "signer-p256.chain.pem"};
  std::vector<std::string> words{"--sign-as",      order.signatory, "--signatories",
                                 house_.in("ink"), "--reason",      "Approved"};
  words.insert(words.end(), key.begin(), key.end());
  if (long_term) {
    const std::array<const char*, 3> levels{"b-t", "b-lt", "b-lta"};
    words.insert(words.end(), {"--level", levels[i / 40 % 3], "--tsa", pki_.url("/tsa"), "--invisible"});
  } else if (i % 3 == 0) {
    words.emplace_back("--invisible");
  } else {
    enrol(order, key);
    letter.key = std::move(key);
  }
  letter.signed_ = true;
  return words;
}

std::vector<SentLetter> Officers::send_one(std::size_t i) {
  const Sample& sample = samples_[i % samples_.size()];
  const std::array<const char*, 6> kinds{"case", "draft", "picked", "own words", "template", "case"};
  Order order{.department = sample.department, .kind = kinds[(i + i / samples_.size()) % kinds.size()]};
  const bool is_english_ministry = sample.department == "dfe" && sample.name != "welsh";
  if (order.kind == "template" && !is_english_ministry) order.kind = "draft";
  write_case(i, sample, order);
  // A department without code is used from its folder as well.
  const bool from_folder = sample.department != "home-affairs" && i % 4 == 1;
  const std::string department = from_folder ? house_.folder_of(sample.department) : sample.department;
  const std::vector<std::string> when{"--department", department,
                                      "--today",      later(order.date, static_cast<int>(i % 11)),
                                      "--at",         order.date + "T09:00:00Z"};
  const auto engross = [&](std::vector<std::string> words) {
    words.insert(words.end(), when.begin(), when.end());
    return house_.engross(words);
  };
  SentLetter letter{.reference = order.reference,
                    .department = sample.department,
                    .file = {},
                    .kind = order.kind,
                    .key = {},
                    .bilingual = order.bilingual};
  std::string input = order.file;
  if (order.kind == "draft" || order.kind == "picked") {
    input = house_.in("cases/" + order.reference + ".md");
    std::vector<std::string> words{"draft", order.file, "-o", input};
    if (order.kind == "picked") {
      write_file(house_.in("answers"), picks(sample.department, i));
      words.insert(words.end(), {"--pick", "--answers", house_.in("answers")});
    }
    expect(engross(words), 0, "drafting " + sample.name);
    if (order.kind == "draft") write_file(input, edited(read_file(input), i));
  }
  letter.file = house_.in(order.reference + ".pdf");
  std::vector<std::string> words{"issue", input, "-o", letter.file};
  if (order.kind == "template") words.insert(words.end(), {"--template", "acknowledgement"});
  const std::vector<std::string> signature = this->signature(i, order, letter);
  words.insert(words.end(), signature.begin(), signature.end());
  expect(engross(words), 0, fmt::format("issuing {}, {}, {}", sample.department, sample.name, order.kind));
  std::vector<SentLetter> sent{letter};
  if (i % 25 == 7) {  // once more, in other words
    letter.issue = 2;
    letter.file = house_.in(order.reference + ".2.pdf");
    letter.key = {};
    letter.signed_ = false;
    expect(engross({"issue", order.file, "--unsigned", "--reissue", "--because", "It was lost.", "-o", letter.file}), 0,
           "issuing again " + sample.name);
    sent.push_back(letter);
  }
  return sent;
}

// A run of one department's cases. The ministry's is signed.
std::vector<SentLetter> Officers::send_run(const std::string& department, std::size_t first, std::size_t count) {
  std::string lines, date;
  std::vector<SentLetter> sent;
  for (std::size_t i = first; sent.size() < count; ++i) {
    const Sample& sample = samples_[i % samples_.size()];
    if (sample.department != department) continue;
    Order order{.department = department, .kind = "run"};
    lines += write_case(i, sample, order) + "\n";
    date = order.date;
    sent.push_back({.reference = order.reference,
                    .department = department,
                    .file = {},
                    .kind = "run",
                    .key = {},
                    .bilingual = order.bilingual});
  }
  const std::string folder = house_.in("runs/" + department);
  write_file(house_.in("cases/" + department + ".jsonl"), lines);
  std::vector<std::string> words{"batch",        house_.in("cases/" + department + ".jsonl"),
                                 "--out",        folder,
                                 "--jobs",       "2",
                                 "--at",         date + "T09:00:00Z",
                                 "--department", department};
  const bool is_signed = department == "dfe";
  if (is_signed)
    words.insert(words.end(), {"--sign-as", "denise-clavery", "--invisible", "--key", sample_pki("signer-p256.p12"),
                               "--passphrase-file", house_.in("passphrase"), "--signatories", house_.in("ink")});
  else
    words.emplace_back("--unsigned");
  expect(house_.engross(words), 0, "the run of " + department);
  for (SentLetter& letter : sent) {
    letter.signed_ = is_signed;
    letter.file = folder + "/letters/0000/" + letter.reference + ".pdf";
  }
  return sent;
}

std::vector<SentLetter> Officers::send(std::size_t count) {
  std::vector<SentLetter> sent;
  fs::create_directories(house_.in("runs"));
  const std::size_t in_a_run = count / 10;  // of each department
  std::size_t first = 5000;
  for (const std::string& department : house_departments) {
    const std::vector<SentLetter> run = send_run(department, first, in_a_run);
    sent.insert(sent.end(), run.begin(), run.end());
    first += 1000;
  }
  for (std::size_t i = 0; sent.size() < count; ++i) {
    const std::vector<SentLetter> some = send_one(i);
    sent.insert(sent.end(), some.begin(), some.end());
  }
  return sent;
}

}  // namespace engross::test
