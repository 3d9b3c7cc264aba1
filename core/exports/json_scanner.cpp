// In: bytes that begin with a JSON value. Out: where it ends, where its reference stands.
// Refuses: a bracket that closes none, or one of the other kind.
#include "exports/json_scanner.hpp"

#include "exports/own_columns.hpp"

namespace engross {
namespace {

constexpr std::size_t longest_key = 16;  // ours are shorter

bool ends_scalar(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ']' || c == '}';
}

}  // namespace

std::size_t JsonScanner::feed(std::string_view piece) {
  std::size_t i = 0;
  while (i < piece.size() && state_ == State::open) {
    const char c = piece[i];
    if (!begun_) {
      begun_ = true;
      first_ = c;
    } else if (brackets_.empty() && !in_string_ && ends_scalar(c)) {
      state_ = State::done;
      break;
    }
    if (in_string_)
      step_in_string(c);
    else
      step(c);
    ++i;
    ++at_;
  }
  return i;
}

void JsonScanner::step_in_string(char c) {
  if (member_ == Member::key && key_.size() <= longest_key && brackets_.size() == 1) key_ += c;
  if (escaped_) {
    escaped_ = false;
  } else if (c == '\\') {
    escaped_ = true;
  } else if (c == '"') {
    in_string_ = false;
    end_of_string();
  }
}

void JsonScanner::end_of_string() {
  if (brackets_.empty()) state_ = State::done;
  if (brackets_.size() != 1 || first_ != '{') return;
  if (member_ == Member::key)
    key_.pop_back();  // the quote
  else
    string_value_ = Range{string_begin_, at_ + 1};
}

void JsonScanner::step(char c) {
  switch (c) {
    case '"':
      in_string_ = true;
      string_begin_ = at_;
      if (brackets_.empty()) opened_ = at_;
      if (brackets_.size() == 1 && member_ == Member::key) {
        key_.clear();
        key_begin_ = at_;
      }
      return;
    case '{':
    case '[':
      return open(c);
    case '}':
    case ']':
      return close(c);
    case ':':
      if (brackets_.size() == 1) member_ = Member::value;
      return;
    case ',':
      if (brackets_.size() != 1) return;
      end_of_member(true);
      comma_ = at_;
      member_ = Member::key;
      return;
    default:
      return;
  }
}

void JsonScanner::open(char c) {
  if (brackets_.empty()) {
    opened_ = at_;
    member_ = c == '{' ? Member::key : Member::none;
  }
  brackets_ += c;
}

void JsonScanner::close(char c) {
  const char wanted = c == '}' ? '{' : '[';
  if (brackets_.empty() || brackets_.back() != wanted) {
    state_ = State::broken;
    return;
  }
  if (brackets_.size() == 1) end_of_member(false);
  brackets_.pop_back();
  if (brackets_.empty()) state_ = State::done;
}

// At the comma or bracket after a top member.
void JsonScanner::end_of_member(bool more) {
  if (first_ == '{' && member_ == Member::value) {
    if (key_ == "reference" && string_value_) reference_ = string_value_;
    if (key_ == own_member) {
      // With the comma before it; or, of the first member, with the one after.
      if (comma_ != 0)
        own_ = Range{comma_, at_};
      else
        own_ = Range{key_begin_, more ? at_ + 1 : at_};
    }
  }
  string_value_.reset();
  key_.clear();
}

}  // namespace engross
