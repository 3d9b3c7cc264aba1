// In: a source that should hold JSON. Out: a Document with exact numbers and the place of every value and key.
// Refuses: what intake refuses, anything RFC 8259 does not allow, duplicate keys, depth and size beyond the limits.
//
// The parser reports tokens in order but not where they are, so Tokens walks the same bytes again beside it: everything
// it meets has been accepted already, and a string or number ends where a few comparisons say.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "data/json_syntax.hpp"

namespace engross {
namespace {

class Tokens {
 public:
  explicit Tokens(const Intake& in) : text_(std::string_view(in.source->text).substr(0, in.end)), at_(in.begin) {}

  Extent take(std::size_t length) {
    skip();
    at_ += length;
    return extent(at_ - length);
  }

  Extent take_string() {
    skip();
    const std::size_t begin = at_++;
    while (text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
    ++at_;
    return extent(begin);
  }

  Extent take_number() {
    skip();
    const std::size_t begin = at_;
    at_ += json_number_length(text_.substr(begin));
    return extent(begin);
  }

  std::size_t at() const { return at_; }
  std::string text(Extent e) const { return std::string(text_.substr(e.begin, e.end - e.begin)); }

 private:
  void skip() {
    constexpr std::string_view between = " \t\r\n,:";
    while (between.find(text_[at_]) != std::string_view::npos) ++at_;
  }
  Extent extent(std::size_t begin) const {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
  }

  std::string_view text_;
  std::size_t at_;
};

// The byte of a quoted string's source at which the decoded byte `offset` was written.
std::size_t written_at(std::string_view quoted, std::size_t offset) {
  std::size_t at = 1;
  for (std::size_t decoded = 0; at < quoted.size();) {
    std::size_t width = 1;
    std::size_t bytes = 1;
    if (quoted[at] == '\\') {
      width = 2;
      if (quoted[at + 1] == 'u') {
        const unsigned long unit = std::stoul(std::string(quoted.substr(at + 2, 4)), nullptr, 16);
        const bool pair = unit >= 0xD800 && unit <= 0xDBFF;
        width = pair ? 12 : 6;
        bytes = pair ? 4 : unit >= 0x800 ? 3 : unit >= 0x80 ? 2 : 1;
      }
    }
    if (decoded + bytes > offset) break;
    decoded += bytes;
    at += width;
  }
  return at;
}

// The handler that nlohmann's parser calls; its names and signatures are that library's.
class Handler {
 public:
  Handler(const Intake& in, const ReadLimits& limits) : in_(in), tokens_(in), tree_(in, limits) {}

  bool null() { return tree_.leaf({}, tokens_.take(4)); }
  bool boolean(bool truth) { return tree_.leaf(Value::boolean(truth), tokens_.take(truth ? 4 : 5)); }
  bool number_integer(std::int64_t) { return number(); }
  bool number_unsigned(std::uint64_t) { return number(); }
  bool number_float(double, const std::string&) { return number(); }
  bool binary(std::vector<std::uint8_t>&) { return false; }

  bool string(const std::string& decoded) {
    const Extent extent = tokens_.take_string();
    std::string text = decoded;
    return tidied(text, extent) && tree_.leaf(Value::string(std::move(text)), extent);
  }

  bool key(const std::string& decoded) {
    const Extent extent = tokens_.take_string();
    std::string text = decoded;
    if (!tidied(text, extent)) return false;
    tree_.key(std::move(text), extent);
    return true;
  }

  bool start_object(std::size_t) { return tree_.open(Value::Kind::object, tokens_.take(1).begin); }
  bool end_object() { return tree_.close(tokens_.take(1).end); }
  bool start_array(std::size_t) { return tree_.open(Value::Kind::array, tokens_.take(1).begin); }
  bool end_array() { return tree_.close(tokens_.take(1).end); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& reason) {
    return tree_.stop(explain_json_syntax(in_, tree_, tokens_.at(), in_.begin + position, reason.what()));
  }

  Result<Document> take() { return tree_.take(); }

 private:
  bool number() {
    const Extent extent = tokens_.take_number();
    return tree_.leaf(Value::number(tokens_.text(extent)), extent);
  }

  bool tidied(std::string& text, Extent extent) {
    const std::optional<Forbidden> found = tidy(text);
    if (!found) return true;
    const std::string_view quoted = std::string_view(in_.source->text).substr(extent.begin, extent.end - extent.begin);
    const std::size_t begin = extent.begin + written_at(quoted, found->offset);
    const std::size_t end = extent.begin + written_at(quoted, found->offset + found->length);
    return tree_.report(error("data.forbidden-character", in_.span(begin, end), forbidden_message(*found),
                              {"remove it; a letter cannot hold it"}));
  }

  const Intake& in_;
  Tokens tokens_;
  Tree tree_;
};

Result<Document> read(const Result<Intake>& in, const ReadLimits& limits) {
  if (!in) return tl::unexpected<Diagnostics>(in.error());
  Handler handler(*in, limits);
  const std::string_view text = in->text();
  nlohmann::json::sax_parse(text.data(), text.data() + text.size(), &handler);
  return handler.take();
}

}  // namespace

Result<Document> read_json(SourceRef source, ReadLimits limits) {
  return read(take_in(std::move(source), std::nullopt, limits), limits);
}

Result<Document> read_json(SourceRef source, Extent part, ReadLimits limits) {
  return read(take_in(std::move(source), part, limits), limits);
}

}  // namespace engross
