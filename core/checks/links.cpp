// In: a line of text and its inlines. Out: a finding for each link and bare address that cannot be followed.
// Refuses nothing: an address that might serve is left alone, for nothing is asked over a network. Links of Markdown
// have a scheme that letter/link_target has judged already.
#include "checks/links.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/enough.hpp"

namespace engross {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}

bool is_host_letter(char c) {
  return is_decimal_digit(c) || (small_letter(c) >= 'a' && small_letter(c) <= 'z') || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// What is wrong with a host such as "www.gov.uk"; empty when nothing is.
std::string_view trouble_with_host(std::string_view host) {
  if (host.empty()) return "has no host";
  if (host.find('.') == std::string_view::npos) return "has a host without a dot";
  if (host.find("..") != std::string_view::npos) return "has two dots beside each other";
  if (host.front() == '.' || host.back() == '.') return "has a dot at an end of its host";
  if (host.front() == '-' || host.find("-.") != std::string_view::npos || host.find(".-") != std::string_view::npos)
    return "has a hyphen at an end of a name";
  if (!std::ranges::all_of(host, [](char c) { return is_host_letter(c) || c == '.'; }))
    return "has a sign in its host that no host has";
  const std::string_view last = host.substr(host.rfind('.') + 1);
  const bool number = std::ranges::all_of(last, is_decimal_digit);
  if (last.size() < 2 && !number) return "has an ending of one letter";
  return {};
}

// "example.org:8080" without its port.
std::string_view without_port(std::string_view host) {
  const std::size_t colon = host.rfind(':');
  if (colon == std::string_view::npos || !std::ranges::all_of(host.substr(colon + 1), is_decimal_digit)) return host;
  return host.substr(0, colon);
}

std::string_view trouble_with_web(std::string_view rest) {
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  const std::size_t at = authority.rfind('@');
  if (at != std::string_view::npos) return "holds a sign-in name";
  if (rest.find("//") == 0) return "has too many slashes";
  return trouble_with_host(without_port(authority));
}

std::string_view trouble_with_mail(std::string_view address) {
  const std::size_t at = address.find('@');
  if (at == 0 || at == std::string_view::npos) return "has nobody before the @";
  if (address.find('@', at + 1) != std::string_view::npos) return "has two @";
  const std::string_view name = address.substr(0, at);
  if (name.find("..") != std::string_view::npos || name.front() == '.' || name.back() == '.')
    return "has a dot in a wrong place before the @";
  return trouble_with_host(address.substr(at + 1));
}

// An address ends at a space or a bracket, and what ends a sentence is not of it.
std::string_view address_from(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  while (end < text.size() && !is_space(text[end]) &&
         std::string_view("<>\"()[]").find(text[end]) == std::string_view::npos && text.substr(end, 2) != "\u00A0" &&
         static_cast<unsigned char>(text[end]) != 0xE2)
    ++end;
  while (end > begin && std::string_view(".,;:!?'").find(text[end - 1]) != std::string_view::npos) --end;
  return text.substr(begin, end - begin);
}

Diagnostic bad_link(Span place, std::string_view address, std::string_view trouble) {
  return warning("check.link", std::move(place), fmt::format("the address {} {}", address, trouble),
                 {"write the address as it stands in a browser or an address book"});
}

// Hosts that are known to serve https.
bool serves_https(std::string_view rest) {
  const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
  for (const std::string_view known : {"gov.uk", "nhs.uk", "parliament.uk", "gov.wales", "llyw.cymru", "police.uk"})
    if (same_letters(host, known) || (host.size() > known.size() && host[host.size() - known.size() - 1] == '.' &&
                                      same_letters(host.substr(host.size() - known.size()), known)))
      return true;
  return false;
}

class Bare {
 public:
  Bare(const LineOfText& line, Diagnostics& found) : line_(line), text_(line.words.text()), found_(found) {}

  void run() {
    each(":/", [this](std::size_t at) { return scheme(at); });
    each("@", [this](std::size_t at) { return mail(at); });
    each("www.", [this](std::size_t at) { return web(at); });
  }

 private:
  // judge(at) says where the address ends; 0 when there is none.
  template <class Judge>
  void each(std::string_view sign, Judge&& judge) {
    for (std::size_t at = text_.find(sign); at != std::string_view::npos && !has_enough(found_);
         at = text_.find(sign, at))
      at = std::max(at + 1, judge(at));
  }

  void report(std::string_view address, std::string_view trouble) {
    const auto begin = static_cast<std::size_t>(address.data() - text_.data());
    add_up_to_most(found_, bad_link(line_.flat.span_at(begin, begin + address.size()), address, trouble));
  }

  // "https://", "http:/", "htp://"
  std::size_t scheme(std::size_t colon) {
    std::size_t begin = colon;
    while (begin > 0 && small_letter(text_[begin - 1]) >= 'a' && small_letter(text_[begin - 1]) <= 'z') --begin;
    const std::string_view name = text_.substr(begin, colon - begin);
    if (name.empty()) return 0;
    const std::string_view address = address_from(text_, begin);
    const std::size_t end = begin + address.size();
    const bool http = same_letters(name, "http");
    if (!http && !same_letters(name, "https")) {
      if (small_letter(name.front()) == 'h') report(address, "begins with no scheme that there is");
      return end;
    }
    if (!text_.substr(colon + 1).starts_with("//")) {
      report(address, "has one slash where two must be");
      return end;
    }
    const std::size_t host = colon + 3;
    const std::string_view rest = host < end ? text_.substr(host, end - host) : std::string_view();
    if (const std::string_view trouble = trouble_with_web(rest); !trouble.empty())
      report(address, trouble);
    else if (http && serves_https(rest))
      add_up_to_most(found_, {Severity::note,
                              "check.link-http",
                              line_.flat.span_at(begin, begin + std::string_view("http").size()),
                              fmt::format("{} is not asked for securely", address),
                              {"write https://"}});
    return end;
  }

  std::size_t mail(std::size_t at) {
    std::size_t begin = at;
    const auto in_name = [](char c) {
      return is_host_letter(c) || c == '.' || c == '_' || c == '+' || c == '\'' || c == '@';
    };
    while (begin > 0 && in_name(text_[begin - 1])) --begin;
    if (begin == at) return 0;  // a name on some network, or a price
    const std::string_view address = address_from(text_, begin);
    if (const std::string_view trouble = trouble_with_mail(address); !trouble.empty()) report(address, trouble);
    return begin + address.size();
  }

  // "www.gov.uk/…" without a scheme
  std::size_t web(std::size_t begin) {
    if (!text_.substr(begin).starts_with("www.")) return 0;
    if (begin > 0 && !is_space(text_[begin - 1]) && text_[begin - 1] != '(') return 0;
    const std::string_view address = address_from(text_, begin);
    if (const std::string_view trouble = trouble_with_web(address); !trouble.empty()) report(address, trouble);
    return begin + address.size();
  }

  const LineOfText& line_;
  std::string_view text_;
  Diagnostics& found_;
};

Span place_of(const std::vector<Inline>& inlines) {
  for (const Inline& run : inlines) {
    if (run.origin.span.source) return run.origin.span;
    if (const Span within = place_of(run.children); within.source) return within;
  }
  return {};
}

void check_targets(const std::vector<Inline>& inlines, Diagnostics& found) {
  for (const Inline& run : inlines) {
    if (run.kind == Inline::Kind::text) continue;
    const std::string_view target = run.target;
    std::string_view trouble;
    if (target.starts_with("https://")) trouble = trouble_with_web(target.substr(8));
    if (target.starts_with("mailto:")) trouble = trouble_with_mail(target.substr(7, target.find('?') - 7));
    if (trouble.empty() && (target.ends_with('.') || target.ends_with(',')))
      trouble = "takes the sentence's stop along";
    if (!trouble.empty()) add_up_to_most(found, bad_link(place_of(run.children), target, trouble));
    check_targets(run.children, found);
  }
}

}  // namespace

void find_bad_links(const LineOfText& line, const std::vector<Inline>& inlines, Diagnostics& found) {
  if (has_enough(found)) return;
  Bare(line, found).run();
  if (inlines.size() > 1 || (!inlines.empty() && inlines.front().kind != Inline::Kind::text))
    check_targets(inlines, found);
}

}  // namespace engross
