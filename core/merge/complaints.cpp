// In: what a merge met and could not accept. Out: a diagnostic at the tag, with what may have been meant and, inside
// partials, where they were included.
// Refuses: the same complaint at the same place twice, and more than a hundred of them.
#include <fmt/format.h>

#include <algorithm>

#include "merge/merger.hpp"

namespace engross {
namespace {

using Program = Template::Program;

constexpr std::size_t most_errors = 100;

// "/case/history/2" is the third item of "/case/history".
std::string item_name(std::string_view pointer) {
  const std::size_t slash = pointer.rfind('/');
  return fmt::format("item {} of \"{}\"", std::stoul(std::string(pointer.substr(slash + 1))) + 1,
                     pointer.substr(0, slash));
}

std::string reached_name(const Path& path, const Found& found) {
  std::string name;
  for (std::size_t i = 0; i < found.reached_parts; ++i) name += (i == 0 ? "" : ".") + path.parts[i];
  return name;
}

std::string where(const Span& span) {
  const LineColumn at = locate(span.source->text, span.begin);
  return fmt::format("{}:{}:{}", span.source->name, at.line, at.column);
}

}  // namespace

void Merger::report(const Program& program, const Op& op, std::string code, std::string message,
                    std::vector<std::string> hints) {
  const Span span = program.span(op);
  const auto same = [&](const Diagnostic& d) { return d.span == span && d.code == code && d.message == message; };
  if (std::ranges::any_of(errors_, same)) return;
  constexpr std::size_t most_inclusions = 4;
  for (std::size_t i = 0; i < std::min(inclusions_.size(), most_inclusions); ++i) {
    const Inclusion& inclusion = inclusions_[inclusions_.size() - 1 - i];
    hints.push_back("included from " + where(inclusion.program->span(*inclusion.op)));
  }
  errors_.push_back(error(std::move(code), span, std::move(message), std::move(hints)));
  stopped_ = stopped_ || errors_.size() >= most_errors;
}

void Merger::report_absent(const Program& program, const Op& op, const Path& path, const Found& found) {
  if (found.other_items_have_it) {
    return report(
        program, op, "merge.item-without",
        fmt::format("{} has no \"{}\", which other items have", item_name(found.scope->pointer), path.parts.front()),
        {"give it to every item, as null where there is none"});
  }
  std::vector<std::string> hints = scopes_.hints(path, found);
  std::string message = fmt::format("there is no \"{}\"", path.text);
  if (found.reached != nullptr && !found.reached->is_object())
    message += fmt::format(": \"{}\" is {}", reached_name(path, found), name_of(found.reached->kind()));
  const bool formats = policy_.formatters && op.formatter;
  const bool section = op.kind == Op::Kind::section || op.kind == Op::Kind::inverted;
  if (formats || !section) return report(program, op, "merge.no-value", std::move(message), std::move(hints));
  hints.push_back(fmt::format("if a letter may lack it, declare \"{}\" optional", path.text));
  report(program, op, "merge.not-optional", std::move(message), std::move(hints));
}

void Merger::report_not_printable(const Program& program, const Op& op, const Value& value, const Path& path) {
  std::string hint;
  std::string what;
  if (value.is_boolean()) {
    what = "true or false";
    hint = fmt::format("use it as a section: {{{{#{0}}}}}…{{{{/{0}}}}}", path.text);
  } else if (value.is_array()) {
    what = "a list";
    hint = fmt::format("use it as a section, or write {{{{#list}}}}{}{{{{/list}}}}", path.text);
  } else {
    what = "an object";
    const std::vector<std::string> keys = value.keys();
    if (!keys.empty())
      hint = fmt::format("print one of its parts, such as {{{{{}.{}}}}}", path.text, keys.front().substr(0, 64));
  }
  report(program, op, "merge.not-printable", fmt::format("\"{}\" is {}, which cannot be printed", path.text, what),
         hint.empty() ? std::vector<std::string>{} : std::vector<std::string>{std::move(hint)});
}

}  // namespace engross
