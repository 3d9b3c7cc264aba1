// In: a file of approvals. Out: the approvals, with the bytes that each signature is over; and the way back.
// Refuses: members that are missing, unknown or of another kind, what a later engross wrote, signatures that are not
// base64, words that are not those of their statement, kinds that it does not know.
#include <fmt/format.h>

#include <array>
#include <functional>
#include <optional>
#include <set>

#include "base/base64.hpp"
#include "base/enough.hpp"
#include "base/sha256.hpp"
#include "data/read.hpp"
#include "signing/approvals.hpp"
#include "signing/approved_words.hpp"
#include "signing/members.hpp"

namespace engross {
namespace {

using signing::Members;

constexpr std::size_t most_approvals = 100;
constexpr std::string_view our_format = "1";

// The members of a statement that are text, in the order in which they are written.
enum class Of : std::uint8_t { both, letter, batch };
enum class Form : std::uint8_t { text, hash, hash_or_none };
struct StatementMember {
  std::string_view key;
  std::string ApprovalStatement::*text;
  Of of = Of::both;
  Form form = Form::text;
};
constexpr std::array<StatementMember, 17> members{
    {{"kind", &ApprovalStatement::kind},
     {"role", &ApprovalStatement::role},
     {"person", &ApprovalStatement::person},
     {"certificate", &ApprovalStatement::certificate, Of::both, Form::hash},
     {"time", &ApprovalStatement::time},
     {"reference", &ApprovalStatement::reference, Of::letter},
     {"department", &ApprovalStatement::department},
     {"department_sha256", &ApprovalStatement::department_sha256, Of::both, Form::hash},
     {"letter_sha256", &ApprovalStatement::letter_sha256, Of::letter, Form::hash},
     {"pages_sha256", &ApprovalStatement::pages_sha256, Of::letter, Form::hash},
     {"words_sha256", &ApprovalStatement::words_sha256, Of::letter, Form::hash},
     {"shared_sha256", &ApprovalStatement::shared_sha256, Of::batch, Form::hash},
     {"export_sha256", &ApprovalStatement::export_sha256, Of::batch, Form::hash},
     {"mapping_sha256", &ApprovalStatement::mapping_sha256, Of::batch, Form::hash_or_none},
     {"cases_sha256", &ApprovalStatement::cases_sha256, Of::batch, Form::hash},
     {"cases", &ApprovalStatement::cases, Of::batch},
     {"today", &ApprovalStatement::today, Of::batch}}};

bool is_batch(const ApprovalStatement& statement) {
  return statement.kind == "batch";
}

bool has(const ApprovalStatement& statement, const StatementMember& member) {
  return member.of == Of::both || (member.of == Of::batch) == is_batch(statement);
}

Value value_of(const SeenLetter& seen) {
  Value value = Value::object();
  value.set("reference", Value::string(seen.reference));
  value.set("letter_sha256", Value::string(seen.letter_sha256));
  value.set("pages_sha256", Value::string(seen.pages_sha256));
  return value;
}

Value to_value(const ApprovalStatement& statement) {
  Value value = Value::object();
  for (const StatementMember& member : members)
    if (has(statement, member)) value.set(std::string(member.key), Value::string(statement.*member.text));
  if (!is_batch(statement)) return value;
  Value samples = Value::array();
  for (const SeenLetter& seen : statement.samples) samples.push_back(value_of(seen));
  value.set("samples", std::move(samples));
  return value;
}

std::string read_member(const Members& from, const StatementMember& member) {
  switch (member.form) {
    case Form::text:
      return from.text(member.key);
    case Form::hash:
      return from.sha256(member.key);
    case Form::hash_or_none:
      return from.text(member.key).empty() ? std::string() : from.sha256(member.key);
  }
  return {};
}

// Without leading zeros, so that a number has one form.
bool is_count(const std::string& digits) {
  return !digits.empty() && digits.size() < 16 && digits.front() != '0' &&
         digits.find_first_not_of("0123456789") == std::string::npos;
}

std::vector<SeenLetter> read_samples(const Document& document, const Members& from, Diagnostics& faults) {
  std::vector<SeenLetter> samples;
  std::set<std::string, std::less<>> references;
  const std::vector<Value>& items = from.items("samples");
  if (items.empty() || items.size() > most_samples) {
    from.fault("samples", fmt::format("an array of 1 to {} letters that were seen", most_samples));
    return samples;
  }
  for (const Value& item : items) {
    if (!item.is_object()) {
      Members::fault(document, item, "a letter that was seen is an object", faults);
      continue;
    }
    const Members of(document, item, {"reference", "letter_sha256", "pages_sha256"}, faults);
    samples.push_back({of.text("reference"), of.sha256("letter_sha256"), of.sha256("pages_sha256")});
    if (samples.back().reference.empty() || !references.insert(samples.back().reference).second)
      of.fault("reference", "of a letter, each once");
  }
  return samples;
}

void read_batch(const Document& document, const Members& from, ApprovalStatement& statement, Diagnostics& faults) {
  statement.samples = read_samples(document, from, faults);
  if (!is_count(statement.cases)) from.fault("cases", "the number of cases, in digits");
  if (!statement.today.empty() && !Date::parse(statement.today))
    from.fault("today", "a day such as 2016-10-26, or empty");
}

// Which members a statement has depends on its kind, so an unknown one is said before anything else.
std::optional<Members> members_of(const Document& document, const Value& value, Diagnostics& faults) {
  const Value* kind = value.find("kind");
  if (kind != nullptr && kind->is_string() && kind->text() == "batch")
    return Members(document, value,
                   {"kind", "role", "person", "certificate", "time", "department", "department_sha256", "shared_sha256",
                    "export_sha256", "mapping_sha256", "cases_sha256", "cases", "today", "samples"},
                   faults);
  if (kind != nullptr && (!kind->is_string() || kind->text() != "letter")) {
    Members::fault(document, *kind, "\"kind\" should be letter or batch: this engross knows no other", faults);
    return std::nullopt;
  }
  return Members(document, value,
                 {"kind", "role", "person", "certificate", "time", "reference", "department", "department_sha256",
                  "letter_sha256", "pages_sha256", "words_sha256"},
                 faults);
}

ApprovalStatement read_statement(const Document& document, const Value& value, Diagnostics& faults) {
  ApprovalStatement statement;
  const auto from = members_of(document, value, faults);
  if (!from) return statement;
  statement.kind = from->text("kind");
  for (const StatementMember& member : members)
    if (member.key != "kind" && has(statement, member)) statement.*member.text = read_member(*from, member);
  if (is_batch(statement)) read_batch(document, *from, statement, faults);
  if (!faults.empty()) return statement;
  if (!Timestamp::parse(statement.time)) from->fault("time", "a moment such as 2016-10-26T09:00:00Z");
  return statement;
}

void read_words(const Document& document, const Members& from, Approval& approval, Diagnostics& faults) {
  if (const Value* words = from.object("words")) approval.words = words_from(document, *words, faults);
  if (faults.empty() && sha256_of_words(approval.words) != approval.statement.words_sha256)
    from.fault("words", "the words that the statement has the hash of");
}

// A batch has no words beside its statement.
Approval read_approval(const Document& document, const Value& value, Diagnostics& faults) {
  Approval approval;
  const Value* statement = value.find("statement");
  if (statement != nullptr && statement->is_object()) approval.statement = read_statement(document, *statement, faults);
  const bool batch = is_batch(approval.statement);
  const Members from = batch ? Members(document, value, {"statement", "signature"}, faults)
                             : Members(document, value, {"statement", "words", "signature"}, faults);
  from.object("statement");
  const auto cms = from_base64(from.text("signature"));
  if (cms && !cms->empty())
    approval.cms = *cms;
  else
    from.fault("signature", "a signature in base64, on one line");
  if (!batch) read_words(document, from, approval, faults);
  return approval;
}

void read_list(const Document& document, const Members& from, std::vector<Approval>& to, Diagnostics& faults) {
  const std::vector<Value>& items = from.items("approvals");
  if (items.size() > most_approvals)
    return from.fault("approvals", fmt::format("{} approvals at most", most_approvals));
  for (const Value& item : items) {
    Diagnostics of_this;
    if (item.is_object())
      to.push_back(read_approval(document, item, of_this));
    else
      Members::fault(document, item, "an approval is an object", of_this);
    for (Diagnostic& fault : of_this) add_up_to_most(faults, std::move(fault));
  }
}

// Said before anything else: a later format may have anything in it.
Result<void> check_format(const Document& document) {
  const Value* format = document.root.find("format");
  if (format == nullptr || !format->is_number() || format->text() == our_format) return {};
  return fail(
      error("approvals.format", document.span(*format),
            fmt::format("the file of approvals has the format {}; this engross knows {}", format->text(), our_format),
            {"use the engross that wrote it, or a later one"}));
}

}  // namespace

std::string ApprovalStatement::canonical() const {
  return "engross approval 1\n" + to_canonical_json(to_value(*this)) + "\n";
}

std::string sha256_of_words(const Letter& words) {
  return sha256_hex(to_canonical_json(value_of_words(words)));
}

std::string approvals_beside(const std::string& draft) {
  return draft + ".approvals.json";
}

Result<Approvals> read_approvals(const SourceRef& source) {
  const auto document = read_json(source);
  if (!document) return fail(document.error());
  if (auto known = check_format(*document); !known) return fail(std::move(known.error()));
  Diagnostics faults;
  Approvals approvals{.name = source->name, .all = {}};
  if (!document->root.is_object()) {
    Members::fault(*document, document->root, "a file of approvals is an object", faults);
    return fail(std::move(faults));
  }
  const Members from(*document, document->root, {"format", "approvals"}, faults);
  if (const Value* format = document->root.find("format"); format == nullptr || !format->is_number())
    from.fault("format", "the number 1");
  read_list(*document, from, approvals.all, faults);
  if (!faults.empty()) return fail(std::move(faults));
  return approvals;
}

std::string write_approvals(const Approvals& approvals) {
  Value root = Value::object();
  root.set("format", Value::number(std::string(our_format)));
  Value list = Value::array();
  for (const Approval& approval : approvals.all) {
    Value one = Value::object();
    one.set("statement", to_value(approval.statement));
    if (!is_batch(approval.statement)) one.set("words", value_of_words(approval.words));
    one.set("signature", Value::string(to_base64(approval.cms)));
    list.push_back(std::move(one));
  }
  root.set("approvals", std::move(list));
  return to_json(root) + "\n";
}

}  // namespace engross
