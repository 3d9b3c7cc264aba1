// A department that decides: its answers depend on the question alone, and it throws when the question tells it to.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <engross/department.hpp>
#include <stdexcept>

namespace {

class Code : public engross::Department {
 public:
  void resources(engross::sdk::Sink& sink) override {
    files_were_asked_for_ = true;
    Department::resources(sink);
  }

  void select(std::string_view question, engross::Decisions& decisions) {
    if (question == "throw") throw std::runtime_error("no such case");
    if (question == "throw 42") throw 42;
    if (question == "abort") std::abort();
    if (question == "print") std::fputs("hello", stdout);
    while (question == "hang") ::pause();
    if (question == "files" && !files_were_asked_for_) throw std::runtime_error("nobody asked for my files");
    if (question == "warn") decisions.warning("nothing to select");
    decisions.add("code", "it is \"asked\"\n");
    decisions.add("more", "two");
    decisions.leave_out("text", "\\");
  }

  void derive(std::string_view question, engross::Derived& derived) {
    derived.set("length", question.size());
    derived.set("text", "a \"quote\"");
    derived.set("truth", true);
    derived.set("below", -1);
    derived.set("list", std::vector<std::string>{"a", "b"});
    derived.set_json("deep", R"({"er": 1.50})");
  }

 private:
  bool files_were_asked_for_ = false;
};

}  // namespace

ENGROSS_DEPARTMENT(Code);
