// One merge while it runs, private to this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "merge/context.hpp"
#include "merge/merge.hpp"
#include "merge/program.hpp"

namespace engross {

// What the merge has written so far, and where it came from.
class Output {
 public:
  void reserve(const Template::Program& program);

  // The source's bytes, as they are.
  void copy(const SourceRef& source, std::uint32_t begin, std::uint32_t end);
  // Text that stands for the tag.
  void put(std::string_view text, const SourceRef& source, std::uint32_t begin, std::uint32_t end);
  bool put_token(TokenValue value, const SourceRef& source, std::uint32_t begin, std::uint32_t end);

  struct Mark {
    std::size_t text = 0;
    std::size_t pieces = 0;
  };
  Mark mark();
  bool is_blank_since(const Mark& mark) const;
  std::string take_since(const Mark& mark);

  std::size_t size() const { return merged_.text.size() + token_bytes_; }  // the values behind the tokens included
  MergedText take() { return std::move(merged_); }

 private:
  void add_piece(std::size_t from, const SourceRef& source, std::uint32_t begin, std::uint32_t end);

  MergedText merged_;
  std::size_t token_bytes_ = 0;
  bool joinable_ = false;  // the last piece is a copy that the next may continue
};

class Merger {
 public:
  Merger(const Context& context, const Partials& partials, const MergePolicy& policy)
      : partials_(partials), policy_(policy), scopes_(context) {}

  Result<MergedText> run(const Template::Program& program);

 private:
  struct Loop {
    const Value* list = nullptr;  // null: the section ran once
    std::size_t item = 0;
    std::size_t pointer = 0;  // bytes of the list's own pointer
  };
  struct Inclusion {
    const Template::Program* program = nullptr;  // that has the tag
    const Op* op = nullptr;
  };

  // Each runs the operation at `at` and says which one is next.
  std::size_t step(const Template::Program& program, std::size_t at, const std::string& indent);
  std::size_t section(const Template::Program& program, std::size_t at);
  std::size_t end_section(const Template::Program& program, std::size_t at);
  void run_all(const Template::Program& program, const std::string& indent);
  void stop(const Template::Program& program, const Op& op, std::string message);

  void copy_text(const Template::Program& program, const Op& op, const std::string& indent);
  void variable(const Template::Program& program, const Op& op);
  void formatter(const Template::Program& program, const Op& op);
  void print(const Template::Program& program, const Op& op, std::string text, const Found& found, const Path& path);
  void partial(const Template::Program& program, const Op& op, const std::string& indent);
  void include(const Template::Program& program, const Op& op, const Template::Program& included,
               const std::string& indent);
  void lambda(const Template::Program& program, const Op& op, const Lambda& call);
  void finish_hollow_line(const Template::Program& program, const Op& op);

  bool is_true(const Template::Program& program, const Op& op, const Found& found);
  const Lambda* lambda_of(const Path& path) const;

  bool is_reported(const Span& span, std::string_view code, std::string_view message) const;
  void report(const Template::Program& program, const Op& op, std::string code, std::string message,
              std::vector<std::string> hints = {});
  void report_absent(const Template::Program& program, const Op& op, const Path& path, const Found& found);
  void report_not_printable(const Template::Program& program, const Op& op, const Value& value, const Path& path);

  const Partials& partials_;
  const MergePolicy& policy_;
  Scopes scopes_;
  Output out_;
  std::vector<Loop> loops_;
  std::vector<Inclusion> inclusions_;
  std::vector<Output::Mark> hollow_lines_;
  std::vector<std::shared_ptr<const Template::Program>> from_lambdas_;  // outlive the merge of what they returned
  std::size_t steps_ = 0;
  bool stopped_ = false;
  Diagnostics errors_;
};

}  // namespace engross
