// The Department for Home Affairs decides in code what its rules cannot: how many working days a request has waited,
// what an exemption of the Freedom of Information Act asks for, and what earlier letters make of this one.
//
// derive gives the paragraphs
//   derived.due, derived.late, derived.days_late   of a request for information, when the day of receipt is known
//   derived.exemptions   [{section, name, because, qualified, disclosing, withholding}], out of facts.exemptions
//   derived.sections     ["section 40(2)", …], and derived.some_qualified
//   derived.last_letter  {reference, date} of the latest earlier letter, and derived.letters_before
// select adds the paragraph that the library keeps for a claimed section, and those about earlier letters.
#include <engross/department.hpp>
#include <map>
#include <nlohmann/json.hpp>

#include "exemptions.hpp"
#include "question.hpp"
#include "working_days.hpp"

namespace home_affairs {
namespace {

using nlohmann::json;

constexpr int request_days = 20;        // section 10(1) of the Act
constexpr int recent_days = 60;         // calendar days in which an earlier letter is worth a word
constexpr std::size_t final_after = 3;  // letters about one thing, after which more would say nothing new

const Exemption& exemption_for(const Claim& claim) {
  const Exemption* exemption = exemption_of(claim.section);
  if (exemption == nullptr)
    throw std::runtime_error(
        "section " + claim.section +
        " is no exemption of the Freedom of Information Act 2000; its Part II has sections 21 to 44, "
        "written as 40(2)");
  const bool weighed = !claim.disclosing.empty() && !claim.withholding.empty();
  if (is_qualified(*exemption, claim.section) && !weighed)
    throw std::runtime_error("section " + claim.section +
                             " is a qualified exemption: its item of facts.exemptions must say the public_interest in "
                             "disclosing and in withholding");
  return *exemption;
}

class HomeAffairs : public engross::Department {
 public:
  void derive(std::string_view text, engross::Derived& derived) {
    const Question question = Question::from(text);
    if (question.about("foi")) {
      derive_deadline(question, derived);
      derive_exemptions(question, derived);
    }
    derive_history(question, derived);
  }

  void select(std::string_view text, engross::Decisions& decisions) {
    const Question question = Question::from(text);
    if (question.about("foi")) select_for_claims(question.claims, decisions);
    select_for_history(question, decisions);
  }

 private:
  static void derive_deadline(const Question& question, engross::Derived& derived) {
    if (!question.received) return;
    const auto due = working_days_after(*question.received, request_days);
    const auto days_late = due ? working_days_between(*due, question.date) : std::nullopt;
    if (!days_late) {
      derived.warning("the bank holidays from " + iso(*question.received) + " to " + iso(question.date) +
                      " are not all known here, so nothing is said of the deadline");
      return;
    }
    derived.set("due", iso(*due));
    derived.set("late", question.date > *due);
    derived.set("days_late", *days_late);
  }

  static void derive_exemptions(const Question& question, engross::Derived& derived) {
    if (question.claims.empty()) return;
    json items = json::array();
    std::vector<std::string> sections;
    bool some_qualified = false;
    for (const Claim& claim : question.claims) {
      const Exemption& exemption = exemption_for(claim);
      const bool qualified = is_qualified(exemption, claim.section);
      some_qualified = some_qualified || qualified;
      sections.push_back("section " + claim.section);
      items.push_back({{"section", claim.section},
                       {"name", exemption.name},
                       {"because", claim.because},
                       {"qualified", qualified},
                       {"disclosing", claim.disclosing},
                       {"withholding", claim.withholding}});
    }
    derived.set_json("exemptions", items.dump());
    derived.set("sections", sections);
    derived.set("some_qualified", some_qualified);
  }

  static void derive_history(const Question& question, engross::Derived& derived) {
    derived.set("letters_before", question.earlier.size());
    if (question.earlier.empty()) return;
    const EarlierLetter& last = question.earlier.front();
    derived.set_json("last_letter", json{{"reference", last.reference}, {"date", iso(last.dated)}}.dump());
  }

  // The library's own words for a section, where it has some: paragraphs/foi/foi-s40.md. They are said once, however
  // many of its subsections are claimed.
  static void select_for_claims(const std::vector<Claim>& claims, engross::Decisions& decisions) {
    std::map<std::string, std::vector<std::string>> sections;  // as they are claimed, by paragraph
    for (const Claim& claim : claims) {
      const Exemption& exemption = exemption_for(claim);
      const std::string id = "foi-s" + std::to_string(exemption.section) + (exemption.letter == "A" ? "a" : "");
      if (has_paragraph(id)) sections[id].push_back("section " + claim.section);
    }
    for (const auto& [id, claimed] : sections) {
      std::string because = claimed.front();
      for (std::size_t i = 1; i < claimed.size(); ++i) because += " and " + claimed[i];
      decisions.add(id, because + (claimed.size() == 1 ? " is claimed" : " are claimed"));
    }
  }

  static bool has_paragraph(const std::string& id) {
    for (std::size_t i = 0; i < engross_embedded_count; ++i)
      if (engross_embedded_files[i].path == "paragraphs/foi/" + id + ".md") return true;
    return false;
  }

  static void select_for_history(const Question& question, engross::Decisions& decisions) {
    if (question.earlier.empty()) return;
    const EarlierLetter& last = question.earlier.front();
    const auto days = (question.date - last.dated).count();
    if (days <= recent_days)
      decisions.add("as-i-wrote", "letter " + last.reference + " went out " + std::to_string(days) + " days before");
    if (question.earlier.size() < final_after) return;
    const std::string because = std::to_string(question.earlier.size()) + " letters went before";
    decisions.add("closing-final", because);
    decisions.leave_out("closing", because);
  }
};

}  // namespace
}  // namespace home_affairs

ENGROSS_DEPARTMENT(home_affairs::HomeAffairs);
