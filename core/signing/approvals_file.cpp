// In: a file of approvals. Out: the approvals, with the bytes that each signature is over; and the way back.
// Refuses: members that are missing, unknown or of another kind, what a later engross wrote, signatures that are not
// base64, words that are not those of their statement.
#include <fmt/format.h>

#include <array>

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

// The members of a statement in the order in which they are written.
struct StatementMember {
  std::string_view key;
  std::string ApprovalStatement::*text;
  bool is_hash = false;
};
constexpr std::array<StatementMember, 11> members{{{"kind", &ApprovalStatement::kind},
                                                   {"role", &ApprovalStatement::role},
                                                   {"person", &ApprovalStatement::person},
                                                   {"certificate", &ApprovalStatement::certificate, true},
                                                   {"time", &ApprovalStatement::time},
                                                   {"reference", &ApprovalStatement::reference},
                                                   {"department", &ApprovalStatement::department},
                                                   {"department_sha256", &ApprovalStatement::department_sha256, true},
                                                   {"letter_sha256", &ApprovalStatement::letter_sha256, true},
                                                   {"pages_sha256", &ApprovalStatement::pages_sha256, true},
                                                   {"words_sha256", &ApprovalStatement::words_sha256, true}}};

Value to_value(const ApprovalStatement& statement) {
  Value value = Value::object();
  for (const StatementMember& member : members)
    value.set(std::string(member.key), Value::string(statement.*member.text));
  return value;
}

ApprovalStatement read_statement(const Document& document, const Value& value, Diagnostics& faults) {
  const Members from(document, value,
                     {"kind", "role", "person", "certificate", "time", "reference", "department", "department_sha256",
                      "letter_sha256", "pages_sha256", "words_sha256"},
                     faults);
  ApprovalStatement statement;
  for (const StatementMember& member : members)
    statement.*member.text = member.is_hash ? from.sha256(member.key) : from.text(member.key);
  if (!faults.empty()) return statement;
  if (statement.kind != "letter") from.fault("kind", "letter: this engross knows no other");
  if (!Timestamp::parse(statement.time)) from.fault("time", "a moment such as 2016-10-26T09:00:00Z");
  return statement;
}

Approval read_approval(const Document& document, const Value& value, Diagnostics& faults) {
  const Members from(document, value, {"statement", "words", "signature"}, faults);
  Approval approval;
  if (const Value* statement = from.object("statement"))
    approval.statement = read_statement(document, *statement, faults);
  if (const Value* words = from.object("words")) approval.words = words_from(document, *words, faults);
  const auto cms = from_base64(from.text("signature"));
  if (cms && !cms->empty())
    approval.cms = *cms;
  else
    from.fault("signature", "a signature in base64, on one line");
  if (faults.empty() && sha256_of_words(approval.words) != approval.statement.words_sha256)
    from.fault("words", "the words that the statement has the hash of");
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
    one.set("words", value_of_words(approval.words));
    one.set("signature", Value::string(to_base64(approval.cms)));
    list.push_back(std::move(one));
  }
  root.set("approvals", std::move(list));
  return to_json(root) + "\n";
}

}  // namespace engross
