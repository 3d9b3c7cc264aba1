// In: text. Out: the same as XML and HTML read it back. Refuses nothing.
#include "base/markup.hpp"

namespace engross {
namespace {

std::string with_entities(std::string_view text, bool quotes) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"' && quotes)
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

}  // namespace

std::string as_content(std::string_view text) {
  return with_entities(text, false);
}

std::string as_attribute(std::string_view text) {
  return with_entities(text, true);
}

}  // namespace engross
