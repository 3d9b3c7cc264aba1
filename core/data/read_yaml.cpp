// In: a source that should hold one YAML document. Out: a Document, as from JSON.
// Refuses: what intake refuses, syntax errors, duplicate keys, anchors and aliases, tags, a second document, keys that
// are not text, depth and size beyond the limits.
#include <fmt/format.h>
#include <yaml.h>

#include "data/tree.hpp"

namespace engross {
namespace {

// The parser counts characters; everything else here counts bytes. Marks move mostly forwards.
class Places {
 public:
  explicit Places(const Intake& in) : text_(in.text()), base_(in.begin) {}

  std::uint32_t at(const yaml_mark_t& mark) {
    while (index_ < mark.index && byte_ < text_.size()) {
      ++byte_;
      while (continues()) ++byte_;
      ++index_;
    }
    while (index_ > mark.index) {
      --byte_;
      while (continues()) --byte_;
      --index_;
    }
    return static_cast<std::uint32_t>(base_ + byte_);
  }

 private:
  bool continues() const { return byte_ < text_.size() && (static_cast<unsigned char>(text_[byte_]) & 0xC0U) == 0x80U; }

  std::string_view text_;
  std::size_t base_;
  std::size_t byte_ = 0;
  std::size_t index_ = 0;
};

// libyaml's parser and event, released whatever happens.
class Parser {
 public:
  explicit Parser(std::string_view text) {
    if (yaml_parser_initialize(&parser_) == 0) throw std::bad_alloc();
    const auto* bytes =
        reinterpret_cast<const unsigned char*>(text.data());  // NOLINT: the library reads unsigned bytes
    yaml_parser_set_input_string(&parser_, bytes, text.size());
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() {
    yaml_event_delete(&event_);
    yaml_parser_delete(&parser_);
  }

  bool next() {
    yaml_event_delete(&event_);
    return yaml_parser_parse(&parser_, &event_) != 0;
  }
  const yaml_event_t& event() const { return event_; }
  const yaml_parser_t& state() const { return parser_; }

 private:
  yaml_parser_t parser_{};
  yaml_event_t event_{};
};

std::string_view text_of(const yaml_char_t* bytes, std::size_t length) {
  return {reinterpret_cast<const char*>(bytes), length};  // NOLINT: UTF-8 either way
}

// Plain scalars by YAML's JSON schema; everything else is text.
Value plain(std::string text) {
  if (text.empty() || text == "null" || text == "~") return {};
  if (text == "true" || text == "false") return Value::boolean(text == "true");
  if (is_json_number(text)) return Value::number(std::move(text));
  return Value::string(std::move(text));
}

class Reader {
 public:
  Reader(const Intake& in, const ReadLimits& limits) : in_(in), tree_(in, limits), places_(in), parser_(in.text()) {}

  Result<Document> read() {
    while (parser_.next()) {
      const yaml_event_t& event = parser_.event();
      if (event.type == YAML_STREAM_END_EVENT) break;
      if (!take(event)) return tree_.take();
    }
    if (parser_.state().error != YAML_NO_ERROR) tree_.stop(syntax());
    if (tree_.diagnostics().empty() && !tree_.is_done()) return fail(nothing());
    return tree_.take();
  }

 private:
  Diagnostic nothing() const {
    return error("data.empty", in_.span(in_.begin, in_.begin), "there is nothing here but comments",
                 {"the file is empty; write it out again"});
  }

  Span span(const yaml_event_t& event) {
    const std::uint32_t begin = places_.at(event.start_mark);
    return in_.span(begin, places_.at(event.end_mark));
  }

  bool take(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_DOCUMENT_START_EVENT:
        return start_document(event);
      case YAML_ALIAS_EVENT:
        return refuse_anchor(event);
      case YAML_SCALAR_EVENT:
        return vet(event, event.data.scalar.anchor, event.data.scalar.tag) && scalar(event);
      case YAML_SEQUENCE_START_EVENT:
        return vet(event, event.data.sequence_start.anchor, event.data.sequence_start.tag) &&
               open(Value::Kind::array, event);
      case YAML_MAPPING_START_EVENT:
        return vet(event, event.data.mapping_start.anchor, event.data.mapping_start.tag) &&
               open(Value::Kind::object, event);
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        return close(event);
      default:
        return true;
    }
  }

  bool start_document(const yaml_event_t& event) {
    if (tree_.is_done())
      return tree_.stop(error("data.yaml-documents", span(event), "a second document begins here",
                              {"one file holds one document; remove what follows the line ---"}));
    const auto& start = event.data.document_start;
    if (start.tag_directives.start != start.tag_directives.end) return refuse_tag(event);
    return true;
  }

  bool refuse_anchor(const yaml_event_t& event) {
    return tree_.stop(error("data.yaml-anchor", span(event), "anchors and aliases (& and *) are not taken",
                            {"write the value out in full, or put the text in quotes"}));
  }

  bool refuse_tag(const yaml_event_t& event) {
    return tree_.stop(error("data.yaml-tag", span(event), "tags (! and %TAG) are not taken",
                            {"remove it, or put the text in quotes"}));
  }

  bool vet(const yaml_event_t& event, const yaml_char_t* anchor, const yaml_char_t* tag) {
    if (anchor != nullptr) return refuse_anchor(event);
    return tag == nullptr || refuse_tag(event);
  }

  bool expects_key() const { return tree_.in_object() && !tree_.has_key(); }

  bool open(Value::Kind kind, const yaml_event_t& event) {
    if (expects_key())
      return tree_.stop(error("data.syntax", span(event), "a key is plain or quoted text, not a list or a mapping",
                              {"put text that begins with [ or { in quotes"}));
    return tree_.open(kind, places_.at(event.start_mark));
  }

  // A block collection's own end mark lies at whatever follows it, after comments and blank lines.
  bool close(const yaml_event_t& event) {
    const std::uint32_t begin = places_.at(event.start_mark);
    const std::uint32_t end = places_.at(event.end_mark);
    return tree_.close(end > begin ? end : std::min(end, tree_.last_end()));
  }

  bool scalar(const yaml_event_t& event) {
    const auto& data = event.data.scalar;
    const std::uint32_t begin = places_.at(event.start_mark);
    const Extent extent{begin, places_.at(event.end_mark)};
    std::string text(text_of(data.value, data.length));
    if (const auto found = tidy(text))
      return tree_.report(error("data.forbidden-character", in_.span(extent.begin, extent.end),
                                forbidden_message(*found), {"remove it; a letter cannot hold it"}));
    if (expects_key()) {
      tree_.key(std::move(text), extent);
      return true;
    }
    const bool is_plain = data.style == YAML_PLAIN_SCALAR_STYLE;
    if (is_plain && text.empty() && !tree_.is_open()) return tree_.stop(nothing());
    return tree_.leaf(is_plain ? plain(std::move(text)) : Value::string(std::move(text)), extent);
  }

  Diagnostic syntax() {
    const yaml_parser_t& state = parser_.state();
    if (state.error == YAML_MEMORY_ERROR) throw std::bad_alloc();
    const std::uint32_t at = places_.at(state.problem_mark);
    const std::string_view problem = state.problem == nullptr ? "unreadable" : state.problem;
    std::string message = fmt::format("this is not YAML: {}", problem);
    if (state.context != nullptr) message += fmt::format(" ({})", state.context);
    std::vector<std::string> hints;
    if (problem.find("mapping values are not allowed") != std::string_view::npos)
      hints.emplace_back("put text that holds a colon in quotes");
    if (in_.source->text.substr(at, 1) == "\t") hints.emplace_back("indent with spaces, not tabs");
    if (problem.find("cannot start any token") != std::string_view::npos && hints.empty())
      hints.emplace_back("put the text in quotes");
    if (hints.empty()) hints.emplace_back("look at the indentation, quotes and brackets just before this place");
    return error("data.syntax", in_.span(at, std::min(at + 1, in_.end)), std::move(message), std::move(hints));
  }

  const Intake& in_;
  Tree tree_;
  Places places_;
  Parser parser_;
};

Result<Document> read(const Result<Intake>& in, const ReadLimits& limits) {
  if (!in) return tl::unexpected<Diagnostics>(in.error());
  return Reader(*in, limits).read();
}

}  // namespace

Result<Document> read_yaml(SourceRef source, ReadLimits limits) {
  return read(take_in(std::move(source), std::nullopt, limits), limits);
}

Result<Document> read_yaml(SourceRef source, Extent part, ReadLimits limits) {
  return read(take_in(std::move(source), part, limits), limits);
}

}  // namespace engross
