// A department that decides: a late fine has grown, and the letter says so.
#include <engross/department.hpp>

namespace {

bool is_late(std::string_view question) {
  return question.find(R"("late":true)") != std::string_view::npos;
}

class Fines : public engross::Department {
 public:
  void derive(std::string_view question, engross::Derived& derived) {
    derived.set("owed", is_late(question) ? "75.00" : "50.00");
  }
  void select(std::string_view question, engross::Decisions& decisions) {
    if (is_late(question)) decisions.add("late", "the case says that it is late");
  }
};

}  // namespace

ENGROSS_DEPARTMENT(Fines);
