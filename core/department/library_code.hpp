// The code of a library, in a child that waits for questions. Private to this room.
#pragma once

#include <optional>

#include "department/library.hpp"
#include "department/library_child.hpp"
#include "department/sealed_file.hpp"

namespace engross {

// A child that has died is followed by another at the next question: a case that kills it costs that letter alone.
class LibraryCode final : public DepartmentCode {
 public:
  LibraryCode(SealedFile library, LibraryManifest manifest, std::string name, LibraryOptions options,
              LibraryChild waiting)
      : library_(std::move(library)),
        manifest_(std::move(manifest)),
        name_(std::move(name)),
        options_(std::move(options)),
        child_(std::move(waiting)) {}
  ~LibraryCode() override;

  bool offers(Call call) const override;
  Result<Answer> ask(Call call, std::string_view question) override;

 private:
  Result<void> wake();

  SealedFile library_;
  LibraryManifest manifest_;
  std::string name_;
  LibraryOptions options_;
  std::optional<LibraryChild> child_;
};

}  // namespace engross
