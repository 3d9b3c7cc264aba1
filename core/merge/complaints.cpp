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

bool Merger::is_reported(const Span& span, std::string_view code, std::string_view message) const {
  return std::ranges::any_of(
      errors_, [&](const Diagnostic& d) { return d.span == span && d.code == code && d.message == message; });
}

void Merger::report(const Program& program, const Op& op, std::string code, std::string message,
                    std::vector<std::string> hints) {
  const Span span = program.span(op);
  if (is_reported(span, code, message)) return;
  constexpr std::size_t most_inclusions = 4;
  for (std::size_t i = 0; i < std::min(inclusions_.size(), most_inclusions); ++i) {
    const Inclusion& inclusion = inclusions_[inclusions_.size() - 1 - i];
    std::string hint = "included from " + where(inclusion.program->span(*inclusion.op));
    if (hints.empty() || hints.back() != hint) hints.push_back(std::move(hint));
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
  std::string message = fmt::format("there is no \"{}\"", path.text);
  if (found.reached != nullptr && !found.reached->is_object())
    message += fmt::format(": \"{}\" is {}", reached_name(path, found), with_article(found.reached->kind()));
  const bool formats = policy_.formatters && op.formatter;
  const bool section = op.kind == Op::Kind::section || op.kind == Op::Kind::inverted;
  const std::string_view code = formats || !section ? "merge.no-value" : "merge.not-optional";
  if (is_reported(program.span(op), code, message)) return;  // before hints are looked for: a list can be long
  std::vector<std::string> hints = scopes_.hints(path, found);
  if (section && !formats) hints.push_back(fmt::format("if a letter may lack it, declare \"{}\" optional", path.text));
  report(program, op, std::string(code), std::move(message), std::move(hints));
}

void Merger::report_not_printable(const Program& program, const Op& op, const Value& value, const Path& path) {
  std::vector<std::string> hints;
  if (value.is_boolean()) hints = {fmt::format("use it as a section: {{{{#{0}}}}}…{{{{/{0}}}}}", path.text)};
  if (value.is_array()) hints = {fmt::format("use it as a section, or write {{{{#list}}}}{}{{{{/list}}}}", path.text)};
  if (value.is_object() && !value.members().empty() && value.members().front().key.size() <= 64) {
    const std::string prefix = path.parts.empty() ? std::string() : path.text + '.';
    hints = {fmt::format("print one of its parts, such as {{{{{}{}}}}}", prefix, value.members().front().key)};
  }
  report(program, op, "merge.not-printable",
         fmt::format("\"{}\" is {}, which cannot be printed", path.text, with_article(value.kind())), std::move(hints));
}

}  // namespace engross
