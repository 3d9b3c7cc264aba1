// In: a verdict, or the value of one. Out: the other.
// Refuses: values that lack a member, or have one of another kind.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "verification/verdict.hpp"

namespace engross::verification {
namespace {

// Each type names its members once, for both directions.
template <class V>
void members(V&& visit, auto& v) requires std::same_as<std::remove_cvref_t<decltype(v)>, CertificateVerdict> {
  visit("name", v.name), visit("subject", v.subject), visit("issuer", v.issuer), visit("serial", v.serial);
  visit("key", v.key), visit("sha256", v.sha256), visit("from", v.from), visit("to", v.to);
  visit("revocation", v.revocation), visit("because", v.because);
}

template <class V>
void members(V&& visit, auto& v) requires std::same_as<std::remove_cvref_t<decltype(v)>, StampVerdict> {
  visit("at", v.at), visit("by", v.by), visit("trust", v.trust);
}

template <class V>
void members(V&& visit, auto& v) requires std::same_as<std::remove_cvref_t<decltype(v)>, Diagnostic> {
  visit("severity", v.severity), visit("code", v.code), visit("message", v.message), visit("hints", v.hints);
}

template <class V>
void members(V&& visit, auto& v) requires std::same_as<std::remove_cvref_t<decltype(v)>, SignatureVerdict> {
  visit("field", v.field), visit("format", v.format), visit("stamp", v.stamp), visit("intact", v.intact);
  visit("trust", v.trust), visit("level", v.level), visit("after", v.after), visit("signer", v.signer);
  visit("at", v.at), visit("claimed", v.claimed), visit("reason", v.reason), visit("location", v.location);
  visit("contact", v.contact), visit("algorithm", v.algorithm), visit("permits", v.permits);
  visit("chain", v.chain), visit("stamps", v.stamps), visit("findings", v.findings);
}

template <class V>
void members(V&& visit, auto& v) requires std::same_as<std::remove_cvref_t<decltype(v)>, Verdict> {
  visit("signed", v.is_signed), visit("intact", v.intact), visit("trust", v.trust), visit("level", v.level);
  visit("title", v.title), visit("pdfa", v.pdfa), visit("pdfua", v.pdfua), visit("signatures", v.signatures),
      visit("findings", v.findings);
}

template <class T>
concept Named = std::is_enum_v<T>;

struct Writer {
  static Value write(const std::string& text) { return Value::string(text); }
  static Value write(const bool& truth) { return Value::boolean(truth); }
  template <Named T>
  static Value write(const T& v) {
    return Value::string(std::string(name_of(v)));
  }
  template <class T>
  static Value write(const std::vector<T>& list) {
    Value array = Value::array();
    for (const T& item : list) array.push_back(write(item));
    return array;
  }
  template <class T>
  static Value write(const T& v) {
    Value object = Value::object();
    members([&](const char* name, const auto& member) { object.set(name, write(member)); }, v);
    return object;
  }
};

class Reader {
 public:
  bool good = true;

  void read(const Value& value, std::string& to) {
    good = good && value.is_string();
    to = value.text();
  }
  void read(const Value& value, bool& to) {
    good = good && value.is_boolean();
    to = value.truth();
  }
  template <Named T>
  void read(const Value& value, T& to) {
    constexpr std::uint8_t most = 5;  // names of any of them
    for (std::uint8_t i = 0; i < most; ++i) {
      to = static_cast<T>(i);
      if (i < count(to) && name_of(to) == value.text()) return;
    }
    good = false;
  }
  template <class T>
  void read(const Value& value, std::vector<T>& to) {
    good = good && value.is_array();
    for (const Value& item : value.items()) read(item, to.emplace_back());
  }
  template <class T>
  void read(const Value& value, T& to) {
    const auto visit = [&](const char* name, auto& member) {
      if (const Value* found = value.find(name); found != nullptr)
        read(*found, member);
      else
        good = false;
    };
    members(visit, to);
  }

 private:
  static constexpr std::uint8_t count(Trust) { return 3; }
  static constexpr std::uint8_t count(Severity) { return 3; }
  static constexpr std::uint8_t count(After) { return 4; }
  static constexpr std::uint8_t count(Level) { return 5; }
};

}  // namespace

bool operator==(const Verdict& a, const Verdict& b) {
  return to_json(to_value(a)) == to_json(to_value(b));
}

Value to_value(const Verdict& verdict) {
  return Writer::write(verdict);
}

Result<Verdict> verdict_from(const Value& value) {
  Verdict verdict;
  Reader reader;
  reader.read(value, verdict);
  if (reader.good) return verdict;
  return fail(error("verify.verdict", {}, "this is no verdict of a verifier"));
}

}  // namespace engross::verification
