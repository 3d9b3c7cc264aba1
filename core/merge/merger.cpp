// In: a program, what its names stand for, and a policy. Out: the merged text.
// Refuses: what the policy refuses, each with its place; and to run on once a cap is reached.
#include "merge/merger.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "merge/formatters.hpp"

namespace engross {
namespace {

using Kind = Op::Kind;
using Program = Template::Program;

void append_for_html(std::string& to, std::string_view text) {
  for (const char c : text) switch (c) {
      case '&':
        to += "&amp;";
        break;
      case '<':
        to += "&lt;";
        break;
      case '>':
        to += "&gt;";
        break;
      case '"':
        to += "&quot;";
        break;
      case '\'':
        to += "&#39;";
        break;
      default:
        to += c;
    }
}

std::string for_html(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size() + text.size() / 8);
  append_for_html(escaped, text);
  return escaped;
}

bool is_false(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      return true;
    case Value::Kind::boolean:
      return !value.truth();
    case Value::Kind::string:
      return value.text().empty();
    case Value::Kind::array:
      return value.items().empty();
    default:
      return false;
  }
}

// Lenient merges print booleans as their names, and nothing for lists and objects.
std::string_view printed(const Value& value) {
  if (value.is_boolean()) return value.truth() ? "true" : "false";
  return value.is_string() || value.is_number() ? std::string_view(value.text()) : std::string_view();
}

bool is_private_use(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

bool holds_private_use(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0xEE) {  // only EE, EF, F3 and F4 lead private-use characters
      ++i;
      continue;
    }
    const Decoded d = decode_at(text, i);
    if (is_private_use(d.code_point)) return true;
    i += d.length;
  }
  return false;
}

Span span_of(const Value& value, const Scope& scope) {
  if (!scope.frame->source || value.extent.end <= value.extent.begin) return {};
  return {scope.frame->source, value.extent.begin, value.extent.end};
}

}  // namespace

Result<MergedText> Merger::run(const Program& program) {
  out_.reserve(program);
  run_all(program, {});
  if (!errors_.empty()) return fail(std::move(errors_));
  return out_.take();
}

void Merger::run_all(const Program& program, const std::string& indent) {
  for (std::size_t at = 0; at < program.ops.size() && !stopped_;) {
    const Op& op = program.ops[at];
    if (++steps_ > policy_.max_steps)
      return stop(program, op, fmt::format("this merge takes more than {} steps", policy_.max_steps));
    if (op.starts_line) out_.put(indent, program.source, op.begin, op.begin);
    at = step(program, at, indent);
    if (out_.size() > policy_.max_output && !stopped_)
      stop(program, op, fmt::format("this merge makes more than {} bytes", policy_.max_output));
  }
}

void Merger::stop(const Program& program, const Op& op, std::string message) {
  report(program, op, "merge.too-large", std::move(message),
         {"look for lists within lists, and for partials that include each other"});
  stopped_ = true;
}

std::size_t Merger::step(const Program& program, std::size_t at, const std::string& indent) {
  const Op& op = program.ops[at];
  switch (op.kind) {
    case Kind::text:
      copy_text(program, op, indent);
      break;
    case Kind::variable:
    case Kind::unescaped:
      variable(program, op);
      break;
    case Kind::section:
    case Kind::inverted:
      return section(program, at);
    case Kind::end:
      return end_section(program, at);
    case Kind::partial:
    case Kind::dynamic_partial:
      partial(program, op, indent);
      break;
    case Kind::hollow_begin:
      hollow_lines_.push_back(out_.mark());
      break;
    case Kind::hollow_end:
      finish_hollow_line(program, op);
      break;
  }
  return at + 1;
}

// Every line of an included text is indented, so it can be far longer than it was written.
void Merger::copy_text(const Program& program, const Op& op, const std::string& indent) {
  if (indent.empty()) return out_.copy(program.source, op.begin, op.end);
  for (std::uint32_t begin = op.begin; begin < op.end && out_.size() <= policy_.max_output;) {
    if (begin > op.begin) out_.put(indent, program.source, begin, begin);
    const std::size_t feed = program.bytes(begin, op.end).find('\n');
    const std::uint32_t end = feed == std::string_view::npos ? op.end : begin + static_cast<std::uint32_t>(feed) + 1;
    out_.copy(program.source, begin, end);
    begin = end;
  }
}

void Merger::finish_hollow_line(const Program& program, const Op& op) {
  const Output::Mark mark = hollow_lines_.back();
  hollow_lines_.pop_back();
  if (policy_.strict && out_.is_blank_since(mark))
    out_.take_since(mark);
  else
    out_.copy(program.source, op.begin, op.end);
}

void Merger::variable(const Program& program, const Op& op) {
  const Path& path = program.paths[op.path];
  if (policy_.strict && op.kind == Kind::unescaped)
    return report(program, op, "merge.raw",
                  fmt::format("\"{}\" would be printed as it is, without protection", path.text),
                  {fmt::format("write {{{{{}}}}}", path.text)});
  if (policy_.formatters && op.formatter)
    return report(program, op, "merge.formatter", fmt::format("\"{}\" is a formatter, not a value", path.text),
                  {fmt::format("write {{{{#{0}}}}}the.name{{{{/{0}}}}} to use it", path.text)});
  if (const Lambda* call = lambda_of(path)) return lambda(program, op, *call);
  const Found found = scopes_.find(path, policy_.strict);
  if (found.value == nullptr) {
    if (policy_.strict) report_absent(program, op, path, found);
    return;
  }
  const Value& value = *found.value;
  if (policy_.strict && (value.is_object() || value.is_array() || value.is_boolean()))
    return report_not_printable(program, op, value, path);
  if (!value.is_null()) print(program, op, std::string(printed(value)), found, path);
}

void Merger::print(const Program& program, const Op& op, std::string text, const Found& found, const Path& path) {
  if (!policy_.opaque) {
    if (op.kind != Kind::unescaped) text = for_html(text);
    return out_.put(text, program.source, op.begin, op.end);
  }
  if (holds_private_use(text))
    return report(program, op, "merge.not-printable",
                  fmt::format("the value of \"{}\" holds a private-use character", path.text),
                  {"delete that character from the value"});
  std::erase(text, '\r');
  TokenValue value{.text = std::move(text),
                   .origin = {.kind = Origin::Kind::value,
                              .span = span_of(*found.value, *found.scope),
                              .pointer = found.scope->pointer + path.pointer}};
  if (out_.put_token(std::move(value), program.source, op.begin, op.end)) return;
  report(program, op, "merge.too-large", "this merge has more values than there are tokens");
  stopped_ = true;
}

void Merger::formatter(const Program& program, const Op& op) {
  const std::string& name = program.paths[op.path].text;
  const auto correct = [&] { return fmt::format("write {{{{#{0}}}}}the.name{{{{/{0}}}}}: one name, no braces", name); };
  if (op.kind == Kind::inverted)
    return report(program, op, "merge.formatter", fmt::format("\"{}\" is a formatter and is never false", name),
                  {correct()});
  if (op.formatted == Op::none)
    return report(program, op, "merge.formatter", fmt::format("the body of \"{}\" is not exactly one name", name),
                  {correct()});
  const Path& path = program.paths[op.formatted];
  const Found found = scopes_.find(path, policy_.strict);
  if (found.value == nullptr) return report_absent(program, op, path, found);
  auto text = format(name, *found.value, policy_.language);
  if (!text) return report(program, op, "merge.formatter", fmt::format("\"{}\": {}", path.text, text.error()));
  print(program, op, *std::move(text), found, path);
}

bool Merger::is_true(const Program& program, const Op& op, const Found& found) {
  if (found.value != nullptr) return !is_false(*found.value);
  const bool part_of_null = found.reached != nullptr && found.reached->is_null();
  const Path& path = program.paths[op.path];
  if (policy_.strict && !part_of_null && !scopes_.is_optional(path, policy_.optional))
    report_absent(program, op, path, found);
  return false;
}

std::size_t Merger::section(const Program& program, std::size_t at) {
  const Op& op = program.ops[at];
  const Path& path = program.paths[op.path];
  if (policy_.formatters && op.formatter) {
    formatter(program, op);
    return op.target;
  }
  if (const Lambda* call = lambda_of(path)) {
    if (op.kind == Kind::section) lambda(program, op, *call);
    return op.target;
  }
  const Found found = scopes_.find(path, policy_.strict);
  const bool truth = is_true(program, op, found);
  if (policy_.on_section) policy_.on_section(program.span(op), truth != (op.kind == Kind::inverted));
  if (op.kind == Kind::inverted) return truth ? op.target : at + 1;
  if (!truth) return op.target;

  Scope scope{.value = found.value, .frame = found.scope->frame, .pointer = found.scope->pointer};
  scope.pointer += path.pointer;
  Loop loop{.pointer = scope.pointer.size()};
  if (found.value->is_array()) {
    loop.list = scope.list = found.value;
    scope.value = &found.value->items().front();
    scope.pointer += "/0";
  }
  loops_.push_back(loop);
  scopes_.push(std::move(scope));
  return at + 1;
}

std::size_t Merger::end_section(const Program& program, std::size_t at) {
  const std::size_t start = program.ops[at].target;
  if (program.ops[start].kind == Kind::inverted) return at + 1;
  Loop& loop = loops_.back();
  if (loop.list != nullptr && ++loop.item < loop.list->items().size()) {
    Scope& scope = scopes_.innermost();
    scope.value = &loop.list->items()[loop.item];
    scope.pointer.resize(loop.pointer);
    scope.pointer.append("/").append(std::to_string(loop.item));
    return start + 1;
  }
  loops_.pop_back();
  scopes_.pop();
  return at + 1;
}

void Merger::partial(const Program& program, const Op& op, const std::string& indent) {
  std::string_view name = program.paths[op.path].text;
  if (op.kind == Kind::dynamic_partial) {
    if (policy_.strict)
      return report(program, op, "merge.dynamic", "a value cannot choose a partial", {"name the partial: {{>name}}"});
    const Found found = scopes_.find(program.paths[op.path], false);
    if (found.value == nullptr || !found.value->is_string()) return;
    name = found.value->text();
  }
  const auto named = partials_.find(name);
  if (named != partials_.end())
    return include(program, op, named->second.program(),
                   indent + std::string(program.bytes(op.inner_begin, op.inner_end)));
  if (!policy_.strict) return;
  std::vector<std::string> names;
  for (const auto& [known, text] : partials_) names.push_back(known);
  std::string hint = did_you_mean(name, names);
  report(program, op, "merge.no-partial", fmt::format("there is no partial \"{}\"", name),
         hint.empty() ? std::vector<std::string>{} : std::vector<std::string>{std::move(hint)});
}

void Merger::include(const Program& program, const Op& op, const Program& included, const std::string& indent) {
  if (inclusions_.size() >= policy_.max_partial_depth) {
    report(program, op, "merge.too-deep", fmt::format("partials nest deeper than {}", policy_.max_partial_depth),
           {"look for a partial that includes itself"});
    stopped_ = true;
    return;
  }
  inclusions_.push_back({&program, &op});
  run_all(included, indent);
  inclusions_.pop_back();
}

const Lambda* Merger::lambda_of(const Path& path) const {
  if (policy_.lambdas.empty()) return nullptr;
  const auto named = policy_.lambdas.find(path.text);
  return named == policy_.lambdas.end() ? nullptr : &named->second;
}

void Merger::lambda(const Program& program, const Op& op, const Lambda& call) {
  const bool is_section = op.kind == Kind::section;
  std::optional<std::string_view> body;
  if (is_section) body = program.bytes(op.inner_begin, op.inner_end);
  SourceRef source = make_source("what \"" + program.paths[op.path].text + "\" returned", call(body));
  const auto size = static_cast<std::uint32_t>(std::min<std::size_t>(source->text.size(), 0xFFFFFFFF));
  auto compiled =
      compile_program(std::move(source), 0, size, {}, is_section ? program.delimiters[op.delimiters] : Delimiters{});
  if (!compiled) {
    append(errors_, compiled.error());
    stopped_ = true;
    return;
  }
  from_lambdas_.push_back(*std::move(compiled));
  const Output::Mark before = out_.mark();
  include(program, op, *from_lambdas_.back(), {});
  if (op.kind == Kind::variable && !policy_.opaque)
    out_.put(for_html(out_.take_since(before)), program.source, op.begin, op.end);
}

}  // namespace engross
