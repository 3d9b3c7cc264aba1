// A department that decides: its answers depend on the case alone, and it throws when the case tells it to.
#include <engross/department.hpp>
#include <stdexcept>

namespace {

class Code : public engross::sdk::Department {
 public:
  void select(std::string_view case_json, engross::sdk::Sink& sink) {
    if (case_json == "throw") throw std::runtime_error("no such case");
    if (case_json == "throw 42") throw 42;
    if (case_json == "warn") sink.warning("nothing to select");
    sink.selection("[\"code\"]");
  }

  void derive(std::string_view case_json, engross::sdk::Sink& sink) {
    sink.derived("{\"length\": " + std::to_string(case_json.size()) + "}");
  }
};

}  // namespace

ENGROSS_DEPARTMENT(Code);
