// In: the parts of a link target. Out: an https, mailto or tel address in ASCII.
// Refuses: any other scheme, user names before a host, hosts and numbers that are none, line breaks in values.
#include "letter/link_target.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace engross {
namespace {

bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_one_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}
bool is_unreserved(char c) {
  return is_alpha(c) || is_digit(c) || is_one_of(c, "-._~");
}
bool is_reserved(char c) {
  return is_one_of(c, ":/?#[]@!$&'()*+,;=");
}

bool is_escape(std::string_view text, std::size_t i) {
  return text[i] == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2]);
}

void percent(std::string& to, char c) {
  to += fmt::format("%{:02X}", static_cast<unsigned char>(c));
}

// A whole address or a literal stretch of one: what is already fit stays.
void append_address(std::string& to, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_unreserved(text[i]) || is_reserved(text[i]) || is_escape(text, i))
      to += text[i];
    else
      percent(to, text[i]);
  }
}

void append_component(std::string& to, std::string_view text, std::string_view also) {
  for (const char c : text) {
    if (is_unreserved(c) || is_one_of(c, also))
      to += c;
    else
      percent(to, c);
  }
}

void append_value(std::string& to, std::string_view text) {
  const std::string_view value = trim(text);
  if (to.empty()) return append_address(to, value);
  const bool query = to.find('?') != std::string::npos;
  if (to.starts_with("tel:")) {
    std::string packed;
    std::copy_if(value.begin(), value.end(), std::back_inserter(packed), [](char c) { return c != ' '; });
    return append_component(to, packed, "+()");
  }
  append_component(to, value, to.starts_with("mailto:") && !query ? "@" : "");
}

// The scheme in lower case, and whatever follows its colon.
std::string lower_scheme(std::string address) {
  const std::size_t colon = address.find(':');
  if (colon == std::string::npos) return address;
  for (std::size_t i = 0; i < colon; ++i)
    if (!is_alpha(address[i])) return address;
  for (std::size_t i = 0; i < colon; ++i)
    if (address[i] >= 'A' && address[i] <= 'Z') address[i] = static_cast<char>(address[i] - 'A' + 'a');
  return address;
}

bool is_host(std::string_view host) {
  if (host.empty() || host.size() > 253) return false;
  std::size_t label = 0;
  for (std::size_t i = 0; i < host.size(); ++i) {
    if (host[i] == '.') {
      if (label == 0 || host[i - 1] == '-') return false;
      label = 0;
      continue;
    }
    if (!is_alpha(host[i]) && !is_digit(host[i]) && (host[i] != '-' || label == 0)) return false;
    if (++label > 63) return false;
  }
  return label > 0 && host.back() != '-';
}

bool is_port(std::string_view port) {
  return !port.empty() && port.size() <= 5 && std::all_of(port.begin(), port.end(), is_digit);
}

bool is_authority(std::string_view authority) {
  const std::size_t colon = authority.find(':');
  if (colon == std::string_view::npos) return is_host(authority);
  return is_host(authority.substr(0, colon)) && is_port(authority.substr(colon + 1));
}

// Path, query and fragment: what may stand there, and one fragment at most.
bool is_tail(std::string_view tail) {
  for (std::size_t i = 0; i < tail.size(); ++i) {
    const bool fits = is_unreserved(tail[i]) || is_escape(tail, i) || is_one_of(tail[i], ":/?#@!$&'()*+,;=");
    if (!fits) return false;
  }
  return std::count(tail.begin(), tail.end(), '#') <= 1;
}

bool is_https(std::string_view rest) {
  if (!rest.starts_with("//")) return false;
  rest.remove_prefix(2);
  const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
  return is_authority(rest.substr(0, end)) && is_tail(rest.substr(end));
}

bool is_mailbox(std::string_view address) {
  const std::size_t at = address.find('@');
  if (at == 0 || at == std::string_view::npos) return false;
  for (std::size_t i = 0; i < at; ++i)
    if (!is_unreserved(address[i]) && !is_escape(address, i) && !is_one_of(address[i], "!$'*+")) return false;
  return is_host(address.substr(at + 1));
}

bool is_mailto(std::string_view rest) {
  const std::size_t query = std::min(rest.find('?'), rest.size());
  std::string_view boxes = rest.substr(0, query);
  const std::string_view headers = rest.substr(query);
  if (headers.find('#') != std::string_view::npos || !is_tail(headers)) return false;
  while (true) {
    const std::size_t comma = boxes.find(',');
    if (!is_mailbox(boxes.substr(0, comma))) return false;
    if (comma == std::string_view::npos) return true;
    boxes.remove_prefix(comma + 1);
  }
}

bool is_tel(std::string_view rest) {
  const std::size_t end = std::min(rest.find(';'), rest.size());
  std::string_view number = rest.substr(0, end);
  if (number.starts_with('+')) number.remove_prefix(1);
  const auto digits = std::count_if(number.begin(), number.end(), is_digit);
  const bool clean =
      std::all_of(number.begin(), number.end(), [](char c) { return is_digit(c) || is_one_of(c, "-.()"); });
  const std::string_view parameters = rest.substr(end);
  return clean && digits >= 3 && digits <= 20 && std::all_of(parameters.begin(), parameters.end(), [](char c) {
           return is_unreserved(c) || is_one_of(c, ";=+");
         });
}

TargetFault fault(std::string_view address) {
  const auto message = [&](std::string_view what) {
    constexpr std::size_t most = 200;
    return fmt::format("the link target \"{}{}\" {}", address.substr(0, most), address.size() > most ? "…" : "", what);
  };
  if (address.empty()) return {"the link has no target", "write [words](https://…)"};
  if (address.starts_with("https:"))
    return {message("is not a sound https address"), "write https://, a host name and a path, and no user name"};
  if (address.starts_with("mailto:"))
    return {message("is not a sound mailto address"), "write mailto: and an address such as name@example.gov.uk"};
  if (address.starts_with("tel:"))
    return {message("is not a sound telephone number"), "write tel: and digits, such as tel:+44-20-7946-0958"};
  if (address.starts_with("http:")) return {message("is not encrypted"), "write https:// instead of http://"};
  if (address.starts_with("www."))
    return {message("has no scheme"), fmt::format("write https://{}", address.substr(0, 200))};
  return {message("is not an https, mailto or tel address"),
          "only https, mailto and tel addresses can stand in a letter"};
}

}  // namespace

tl::expected<std::string, TargetFault> link_target(std::span<const TargetPart> parts) {
  std::string address;
  for (const TargetPart& part : parts) {
    if (part.value && trim(part.text).find_first_of("\r\n") != std::string_view::npos)
      return tl::unexpected(
          TargetFault{"a value with a line break stands in a link target", "give the value on one line"});
    if (part.value)
      append_value(address, part.text);
    else
      append_address(address, part.text);
    address = lower_scheme(std::move(address));
  }
  const std::string_view view = address;
  const bool sound = (view.starts_with("https:") && is_https(view.substr(6))) ||
                     (view.starts_with("mailto:") && is_mailto(view.substr(7))) ||
                     (view.starts_with("tel:") && is_tel(view.substr(4)));
  if (!sound || address.size() > 2000) return tl::unexpected(fault(address));
  return address;
}

}  // namespace engross
