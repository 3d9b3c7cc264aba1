// In: what is to be different. Out: exports, and what the batch command made of them.
// Refuses: replacements of what is not there.
#include "batch_desk.hpp"

#include <algorithm>

namespace engross::test {
namespace {

// Rows of CSV, header first: a line feed within quotes is none of theirs.
std::vector<std::string> rows_of(const std::string& csv) {
  std::vector<std::string> rows(1);
  bool quoted = false;
  for (const char c : csv) {
    rows.back() += c;
    if (c == '"') quoted = !quoted;
    if (c == '\n' && !quoted) rows.emplace_back();
  }
  if (rows.back().empty()) rows.pop_back();
  return rows;
}

}  // namespace

std::string with(std::string text, const std::string& part, const std::string& by) {
  const std::size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << "there is no " << part;
  if (at != std::string::npos) text.replace(at, part.size(), by);
  return text;
}

BatchDesk::BatchDesk()
    : text(read_file(source_directory + "/samples/exports/dfe-october.csv")),
      cases(folder / "cases.csv"),
      mapping(folder / "map.yaml") {
  write_file(cases, text);
  write_file(mapping, read_file(source_directory + "/samples/exports/dfe-october.yaml"));
}

Outcome BatchDesk::engross(const std::vector<std::string>& words, const std::string& input) const {
  std::vector<std::string> command{std::string(ENGROSS_BINARY_DIR) + "/bin/engross"};
  command.insert(command.end(), words.begin(), words.end());
  for (const std::string& word : {std::string("--at"), std::string("2016-10-26T09:00:00Z"), std::string("--today"),
                                  std::string("2016-10-26"), std::string("--store"), folder / store})
    command.push_back(word);
  return run(command, input, {}, folder.path());
}

Outcome BatchDesk::batch(const std::string& of, const std::string& to, std::vector<std::string> words,
                         const std::string& input) const {
  std::vector<std::string> command{"batch", of, "--map", mapping, "--jobs", "2"};
  if (!to.empty()) command.insert(command.end(), {"--out", in(to)});
  command.insert(command.end(), words.begin(), words.end());
  return engross(command, input);
}

std::vector<std::string> BatchDesk::signing() const {
  return {"--sign-as",         "denise-clavery",      "--key",         sample_pki("signer-rsa-2048.p12"),
          "--passphrase-file", folder / "passphrase", "--signatories", folder / "ink"};
}

std::string BatchDesk::changed(const std::string& name,
                               const std::vector<std::pair<std::string, std::string>>& replacements) const {
  std::string other = text;
  for (const auto& [part, by] : replacements) other = with(std::move(other), part, by);
  write_file(in(name), other);
  return in(name);
}

std::string BatchDesk::rows(const std::string& name, const std::vector<std::size_t>& numbers) const {
  const std::vector<std::string> all = rows_of(text);
  std::string some = all.front();
  for (const std::size_t number : numbers) some += all.at(number);
  write_file(in(name), some);
  return in(name);
}

}  // namespace engross::test
