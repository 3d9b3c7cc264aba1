// In: folders of departments, templates, fonts. Out: the same, said otherwise.
// Refuses: files that come out as they were.
#include "remaking/editions.hpp"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <stdexcept>

#include "support/process.hpp"

namespace engross::test {
namespace {
namespace fs = std::filesystem;

std::string paragraph(const std::string& title, const std::string& part, const std::string& when, int order,
                      const std::string& words) {
  return "---\ntitle: " + title + "\npart: " + part + "\n" + (when.empty() ? "" : "when: \"" + when + "\"\n") +
         "order: " + std::to_string(order) + "\nowner: Duty Office\nrevision: 1\n---\n" + words + "\n";
}

constexpr const char* own_envelope = R"(own-c5:
  source: the house
  sheet: {width: 210, height: 297}
  folds: [148.5]
  fold_tolerance: 1
  envelope: {width: 229, height: 162}
  window: {left: 20, top: 58, width: 90, height: 44}
  clearance: 2
  clear_around: 5
  most_lines: 7
  sources: {sheet: A, folds: A, fold_tolerance: A, envelope: A, window: A, clearance: A, clear_around: A, most_lines: A}
)";

// In Welsh, with a translation beside it, where the department writes Welsh first.
void add_paragraph(const std::string& department, const std::string& id, const std::string& text) {
  const bool welsh_first = department.ends_with("cyngor-bro-helyg");
  write_file(department + "/paragraphs/" + id + ".md", text);
  const std::string other = welsh_first ? ".en-GB.md" : ".cy.md";
  if (welsh_first || department.ends_with("dfe"))
    write_file(department + "/paragraphs/" + id + other,
               std::regex_replace(text, std::regex("\n(part|when|order|owner): [^\n]*"), ""));
}

struct Change {
  const char* from;  // a regular expression
  const char* to;
};

std::string changed(std::string text, const std::vector<Change>& changes) {
  for (const Change& change : changes) text = std::regex_replace(text, std::regex(change.from), change.to);
  return text;
}

// Revisions go up together, so that translations still stand beside what they translate.
std::string other_paragraph(const std::string& text) {
  std::string other = changed(text, {{"\norder: (\\d)", "\norder: 1$1"}, {"\nowner: ", "\nowner: The New "}});
  static const std::regex revision("\nrevision: (\\d+)");
  std::smatch found;
  if (std::regex_search(other, found, revision))
    other = found.prefix().str() + "\nrevision: " + std::to_string(std::stoi(found[1]) + 1) + found.suffix().str();
  const std::size_t body = other.find("\n---\n", 4) + 5;
  return other.substr(0, body) + "In other words:\n\n" + other.substr(body);
}

std::string other_style(const std::string& text) {
  return changed(text, {{"body: \\{size: 12", "body: {size: 11"},
                        {"paragraph_space: \\d+", "paragraph_space: 7"},
                        {"date_format: long_date", "date_format: short_date"},
                        {"colour: \"#\\d\\d", "colour: \"#55"},
                        {"embedding: tiered", "embedding: exact"}});
}

std::string other_department(const std::string& text) {
  return changed(text, {{"\nname: ([^\n]*)", "\nname: The New $1"},
                        {"\nversion: 1", "\nversion: 2"},
                        {"    name: ", "    name: New "},
                        {"expiry: block", "expiry: warn"},
                        {"020 7946 0112", "020 7946 0999"},
                        {"severities: \\{\\}", "severities: {check.long-sentence: 'off'}"}});
}

std::string other_yaml(const std::string& text) {
  return changed(text, {{"\n    working_days: 20", "\n    working_days: 23"},
                        {"working_days: 15\\}", "working_days: 12}"},
                        {"months: 1", "months: 2"},
                        {"left: 2(\\d)", "left: 3$1"},
                        {"Dear Sir or Madam", "Dear Madam or Sir"},
                        {"Dear Doctor", "Dear Dr"},
                        {"sentence_words: \\d+", "sentence_words: 40"},
                        {"most_sheets: 5", "most_sheets: 4"},
                        {"instead: \"?write", "instead: \"do write"}});
}

// Every second pattern goes.
std::string other_dictionary(const std::string& text) {
  std::string other;
  std::size_t line = 0;
  for (std::size_t at = 0; at < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    if (line < 10 || line % 2 == 0) other += text.substr(at, end - at);
    at = end;
  }
  return other;
}

std::string other_code(const std::string& text) {
  return changed(text, {{"request_days = 20", "request_days = 5"},
                        {"recent_days = 60", "recent_days = 1"},
                        {"final_after = 3", "final_after = 1"},
                        {"personal information", "information about people"}});
}

// Whose code or words they are, what they are tried with, how they are built.
bool is_left_alone(const std::string& path) {
  for (const char* part :
       {"/samples/", "/expected/", "/tests/", "CMakeLists.txt", "/OFL.txt", "LICENCE", ".py", ".hpp"})
    if (path.find(part) != std::string::npos) return true;
  return path.find("/src/") != std::string::npos && !path.ends_with("/department.cpp") &&
         !path.ends_with("/exemptions.cpp");
}

// Pictures, or faces, take each other's places: each stays whole, and none is where it was.
void rotate_files(std::vector<std::string> files) {
  std::ranges::sort(files);
  std::string kept = files.empty() ? std::string() : read_file(files.back());
  for (const std::string& file : files) {
    std::string own = read_file(file);
    write_file(file, kept);
    kept = std::move(own);
  }
}

std::string other_text(const std::string& path, const std::string& text) {
  const auto is = [&](const char* end) { return path.ends_with(end); };
  if (is(".md")) return other_paragraph(text);
  if (is("/style.yaml")) return other_style(text);
  if (is("/department.yaml")) return other_department(text);
  if (is(".yaml")) return other_yaml(text);
  if (is(".json")) return changed(text, {{"2026-05-04", "2026-05-05"}, {"2016-10-21", "2016-10-20"}});
  if (is(".dic")) return other_dictionary(text);
  if (is(".cpp")) return other_code(text);
  if (is("words.txt")) return text + "rhagorach\n";
  if (is("reference.mustache")) return "Second edition\n" + text;
  if (is(".mustache"))
    return changed(text, {{"::: copies\n", "::: copies\nThe second edition\n"},
                          {"20", "21"},
                          {":\n\\{\\{#items", " (second edition):\n{{#items"}});
  return text;
}

}  // namespace

void write_first_edition(const std::string& department) {
  const bool knows_2016 = department.ends_with("/dfe");
  write_file(department + "/department.yaml", read_file(department + "/department.yaml") + "deadline: {policy: own}\n");
  write_file(
      department + "/deadlines.yaml",
      "policies:\n- {id: own, name: Ours, source: the house, divisions: [england-and-wales], working_days: 15}\n");
  if (knows_2016) {
    std::string days;
    for (const char* division : {"england-and-wales", "scotland", "northern-ireland"})
      days += (days.empty() ? "{\"" : ", \"") + std::string(division) + "\": {\"division\": \"" + division +
              "\", \"events\": [{\"title\": \"First\", \"date\": \"2015-01-01\"}, {\"title\": \"Fair\", \"date\": "
              "\"2016-10-21\"}, {\"title\": \"Last\", \"date\": \"2027-12-27\"}]}";
    write_file(department + "/bank-holidays.json", days + "}\n");
  }
  add_paragraph(
      department, "late",
      paragraph("What is late", "closing", "exists(deadline.days_left) and deadline.days_left < 0", 5,
                "You should have had this by {{#long_date}}deadline.due{{/long_date}}: {{deadline.days_left}} days."));
  add_paragraph(department, "in-time",
                paragraph("What is in time", "closing", "exists(deadline.days_left) and deadline.days_left >= 0", 5,
                          "You were to have this by {{#long_date}}deadline.due{{/long_date}}."));
  write_file(
      department + "/forms-of-address.yaml",
      "rows:\n  - id: own-doctor\n    languages: [en]\n    when: {title: [Dr], has: surname}\n    salutation: Dear "
      "Doctor "
      "{surname}\n    close: Yours sincerely\n    envelope: \"Dr {forename} {surname}\"\n    source: the house\n");
  write_file(department + "/envelopes.yaml", own_envelope);
  write_file(department + "/checks.yaml", "sentence_words: 30\n");
  const std::string words = department + "/words.txt";
  write_file(words, (fs::exists(words) ? read_file(words) : std::string()) + "Helygfa\n");
}

std::vector<std::string> write_second_edition(const std::string& folder) {
  std::vector<std::string> files, faces, pictures;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string path = entry.path().string();
    if (!entry.is_regular_file() || is_left_alone(path)) continue;
    (path.ends_with(".ttf") ? faces : path.ends_with(".png") ? pictures : files).push_back(path);
  }
  rotate_files(faces);
  rotate_files(pictures);
  for (const std::string& file : files) {
    const std::string before = read_file(file), after = other_text(file, before);
    if (after == before) throw std::runtime_error(file + " is as it was");
    write_file(file, after);
  }
  files.insert(files.end(), faces.begin(), faces.end());
  files.insert(files.end(), pictures.begin(), pictures.end());
  return files;
}

}  // namespace engross::test
