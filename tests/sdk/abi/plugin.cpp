// A department with code, made with the SDK: built against each version of the header, by each compiler, with each
// string of the standard library.
#include <engross/department.hpp>
#include <string>

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

extern "C" {
const engross_embedded_file engross_embedded_files[] = {{nullptr, nullptr, nullptr}};
const std::size_t engross_embedded_count = 0;
const char engross_embedded_id[] = "lasting";
const char engross_embedded_version[] = "1.0";
}

namespace {

__attribute__((used, retain, section(ENGROSS_MANIFEST_SECTION))) const char manifest[] =
    "{\"id\": \"lasting\", \"version\": \"1.0\", \"abi\": \"" TEXT(ENGROSS_ABI_MAJOR) "." TEXT(
        ENGROSS_ABI_MINOR) "\", \"features\": [\"derive\", \"select\"]}";

class Lasting : public engross::sdk::Department {
 public:
  void resources(engross::sdk::Sink& sink) override {
    sink.resource("department.yaml", "id: lasting\n");
    sink.resource("style.yaml", std::string("{}"));
  }
  void select(std::string_view question, engross::sdk::Decisions& decisions) {
    decisions.add("asked", "of " + std::to_string(question.size()) + " bytes");
  }
  void derive(std::string_view question, engross::sdk::Derived& derived) { derived.set("length", question.size()); }
};

}  // namespace

ENGROSS_DEPARTMENT(Lasting);
