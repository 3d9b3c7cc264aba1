// In: the text of a template. Out: a program, parsed by kainjow's parser and laid out line by line.
// Refuses: text that is too large, not UTF-8 or holds characters that no letter may hold (a private-use character would
// read as a value's token); tags and sections that do not match; names that are not names.
#include "merge/template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <kainjow/mustache.hpp>

#include "base/text.hpp"
#include "merge/formatters.hpp"
#include "merge/program.hpp"

namespace engross {
namespace {

namespace km = kainjow::mustache;
using Component = km::component<std::string>;
using Kind = Op::Kind;

constexpr std::size_t longest_name = 256;
constexpr std::size_t most_errors = 50;

bool is_name_character(unsigned char c) {
  constexpr std::string_view marks = "_-/*.:@";
  const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return alphanumeric || c >= 0x80 || marks.find(static_cast<char>(c)) != std::string_view::npos;
}

std::vector<std::string> split_at_dots(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t dot = std::min(text.find('.', at), text.size());
    parts.emplace_back(text.substr(at, dot - at));
    at = dot + 1;
  }
  return parts;
}

Diagnostics characters_of(const SourceRef& source, std::uint32_t begin, std::uint32_t end) {
  const std::string_view text = std::string_view(source->text).substr(begin, end - begin);
  const auto span = [&](std::size_t at, std::size_t length) {
    const auto first = static_cast<std::uint32_t>(begin + at);
    return Span{source, first, first + static_cast<std::uint32_t>(length)};
  };
  if (const auto at = first_invalid_utf8(text))
    return {error("template.not-utf8", span(*at, 1), "this byte is not UTF-8", {"save the file as UTF-8"})};
  if (const auto forbidden = first_forbidden(text))
    return {
        error("template.forbidden-character", span(forbidden->offset, forbidden->length),
              fmt::format("a template cannot hold {}, a {}", code_point_name(forbidden->code_point), forbidden->what),
              {"delete it"})};
  return {};
}

// kainjow reads the tags of text that is known to be balanced and not too deep; the scan gives their extents.
class TreeReader {
 public:
  TreeReader(const SourceRef& source, std::uint32_t base, const Tags& tags)
      : source_(source), base_(base), tags_(tags) {}

  Result<std::vector<Node>> read(const std::string& text) {
    km::context<std::string> no_data;
    km::context_internal<std::string> state{no_data};
    state.delim_set.begin = tags_.delimiters.front().open;
    state.delim_set.end = tags_.delimiters.front().close;
    Component root;
    std::string message;
    km::parser<std::string>{text, state, root, message};
    if (!message.empty()) return fail(error("template.syntax", {source_, base_, base_}, message));
    walk(root);
    if (errors_.empty() && next_ != tags_.tags.size()) disagree();
    if (!errors_.empty()) return fail(std::move(errors_));
    return std::move(nodes_);
  }

 private:
  void walk(const Component& parent) {
    for (const Component& child : parent.children) {
      if (errors_.size() >= most_errors) return;
      if (child.is_text()) continue;
      if (next_ >= tags_.tags.size() || tags_.tags[next_].begin != child.position) return disagree();
      add(child.tag);
      if (!child.tag.is_section_begin()) continue;
      walk(child);
      if (next_ >= tags_.tags.size() || tags_.tags[next_].sigil != '/') return disagree();
      push(Kind::end, child.tag.name);
    }
  }

  void disagree() {
    if (errors_.empty())
      errors_.push_back(error("template.syntax", {source_, base_, base_}, "the tags of this template cannot be read"));
  }

  void push(Kind role, std::string name) {
    const Tag& tag = tags_.tags[next_++];
    nodes_.push_back({.role = role,
                      .begin = base_ + tag.begin,
                      .end = base_ + tag.end,
                      .delimiters = tag.delimiters,
                      .name = std::move(name)});
  }

  void add(const km::mstch_tag<std::string>& tag) {
    Kind role = role_of(tag.type);
    std::string name = tag.name;
    if (role == Kind::partial && name.starts_with('*')) {
      role = Kind::dynamic_partial;
      name = std::string(trim(std::string_view(name).substr(1)));
    }
    push(role, std::move(name));
    if (role != Kind::text) check_name(nodes_.back());
  }

  static Kind role_of(km::tag_type type) {
    switch (type) {
      case km::tag_type::variable:
        return Kind::variable;
      case km::tag_type::unescaped_variable:
        return Kind::unescaped;
      case km::tag_type::section_begin:
        return Kind::section;
      case km::tag_type::section_begin_inverted:
        return Kind::inverted;
      case km::tag_type::section_end:
        return Kind::end;
      case km::tag_type::partial:
        return Kind::partial;
      default:
        return Kind::text;
    }
  }

  void check_name(const Node& node) {
    const Span span{source_, node.begin, node.end};
    if (node.name.empty()) {
      errors_.push_back(
          error("template.empty-name", span, "this tag names nothing", {"write a name between the braces"}));
    } else if (auto problem = problem_with_name(node.name)) {
      std::vector<std::string> hints{"names are letters, digits, \"_\" and \"-\", joined by dots: incoming.dated"};
      if (node.name.find('|') != std::string::npos)
        hints = {"a formatter goes around the name: {{#long_date}}incoming.dated{{/long_date}}"};
      errors_.push_back(error("template.syntax", span, *std::move(problem), std::move(hints)));
    }
  }

  const SourceRef& source_;
  std::uint32_t base_;
  const Tags& tags_;
  std::size_t next_ = 0;
  std::vector<Node> nodes_;
  Diagnostics errors_;
};

Template::Name name_at(const Template::Program& program, const Op& op) {
  using Use = Template::Name::Use;
  Template::Name name;
  name.name = program.paths[op.path].text;
  name.span = program.span(op);
  switch (op.kind) {
    case Kind::unescaped:
      name.use = Use::unescaped;
      break;
    case Kind::section:
      name.use = Use::section;
      break;
    case Kind::inverted:
      name.use = Use::inverted;
      break;
    case Kind::partial:
      name.use = Use::partial;
      break;
    case Kind::dynamic_partial:
      name.use = Use::dynamic_partial;
      break;
    default:
      break;
  }
  if (op.kind == Kind::section && op.formatter) {
    name.use = Use::formatter;
    name.formatter = std::move(name.name);
    name.name = op.formatted == Op::none ? std::string() : program.paths[op.formatted].text;
  }
  return name;
}

}  // namespace

std::optional<std::string> problem_with_name(std::string_view text) {
  if (text == ".") return std::nullopt;
  if (text.empty()) return "there is no name";
  if (text.size() > longest_name) return fmt::format("this name is longer than {} bytes", longest_name);
  if (!std::ranges::all_of(text, is_name_character, [](char c) { return static_cast<unsigned char>(c); }))
    return fmt::format("\"{}\" is not a name", text);
  if (text.front() == '.' || text.back() == '.' || text.find("..") != std::string_view::npos)
    return fmt::format("\"{}\" has a dot with no name beside it", text);
  return std::nullopt;
}

Path make_path(std::string_view text) {
  Path path{.text = std::string(text), .parts = {}, .pointer = {}};
  if (text == ".") return path;
  path.parts = split_at_dots(text);
  for (const std::string& part : path.parts) path.pointer += '/' + json_pointer_token(part);
  return path;
}

Result<std::shared_ptr<const Template::Program>> compile_program(SourceRef source, std::uint32_t begin,
                                                                 std::uint32_t end, const TemplateLimits& limits,
                                                                 const Delimiters& delimiters) {
  if (end - begin > limits.bytes)
    return fail(error("template.too-large", {source, begin, begin},
                      fmt::format("this template has {} bytes, and at most {} are read", end - begin, limits.bytes)));
  if (Diagnostics problems = characters_of(source, begin, end); !problems.empty()) return fail(std::move(problems));
  Result<Tags> tags = scan_tags(source, begin, end, delimiters, limits.depth);
  if (!tags) return fail(std::move(tags.error()));
  Result<std::vector<Node>> nodes = TreeReader(source, begin, *tags).read(source->text.substr(begin, end - begin));
  if (!nodes) return fail(std::move(nodes.error()));
  auto program = std::make_shared<Template::Program>(lay_out_lines(source, begin, end, *nodes));
  program->delimiters = std::move(tags->delimiters);
  return std::shared_ptr<const Template::Program>(std::move(program));
}

Result<Template> Template::compile(SourceRef source, TemplateLimits limits) {
  constexpr std::size_t most = 0xFFFFFFFF;
  const std::size_t size = source ? source->text.size() : 0;
  return compile(std::move(source), 0, static_cast<std::uint32_t>(std::min(size, most)), limits);
}

Result<Template> Template::compile(SourceRef source, std::uint32_t begin, std::uint32_t end, TemplateLimits limits) {
  if (!source) source = make_source({}, {});
  end = static_cast<std::uint32_t>(std::min<std::size_t>(end, source->text.size()));
  auto program = compile_program(source, std::min(begin, end), end, limits, Delimiters{});
  if (!program) return fail(std::move(program.error()));
  return Template(*std::move(program));
}

std::vector<Template::Name> Template::names() const {
  struct Open {
    std::size_t name = 0;  // index into names
    std::size_t end = 0;   // the operation after the section
  };
  std::vector<Name> names;
  std::vector<Open> open;
  for (std::size_t i = 0; i < program_->ops.size(); ++i) {
    const Op& op = program_->ops[i];
    while (!open.empty() && open.back().end <= i) open.pop_back();
    if (op.path == Op::none) continue;
    names.push_back(name_at(*program_, op));
    if (!open.empty()) names.back().around = open.back().name;
    if (op.formatted != Op::none)
      i = op.target - 1;
    else if (op.kind == Kind::section || op.kind == Kind::inverted)
      open.push_back({names.size() - 1, op.target});
  }
  return names;
}

}  // namespace engross
