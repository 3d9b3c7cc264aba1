// A department made with the SDK whose resources throw: the SDK turns it into a report.
#include <engross/department.hpp>
#include <stdexcept>

namespace {

class Throws : public engross::sdk::Department {
 public:
  void resources(engross::sdk::Sink& sink) override {
    engross::sdk::Department::resources(sink);
    throw std::runtime_error("the archive is locked");
  }
};

}  // namespace

ENGROSS_DEPARTMENT(Throws);
