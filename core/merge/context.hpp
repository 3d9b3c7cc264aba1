// The names that a tag can see, private to this room: the context's frames and the sections around the tag.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "merge/merge.hpp"
#include "merge/program.hpp"

namespace engross {

struct Scope {
  const Value* value = nullptr;
  const ContextFrame* frame = nullptr;
  std::string pointer = {};
  const Value* list = nullptr;                   // that the value is an item of
  std::vector<std::string_view> list_keys = {};  // of all its items, sorted; made when first asked
  bool has_list_keys = false;
};

struct Found {
  const Value* value = nullptr;  // null: absent
  const Scope* scope = nullptr;  // where the first part was found; null: nowhere
  bool other_items_have_it = false;
  const Value* reached = nullptr;  // of an absent value: the last part that was found
  std::size_t reached_parts = 0;   // and how many parts lead there
};

class Scopes {
 public:
  explicit Scopes(const Context& context);

  // With `strict`, a name that other items of the same list have is not looked for further out.
  Found find(const Path& path, bool strict);

  void push(Scope scope) { scopes_.push_back(std::move(scope)); }
  void pop() { scopes_.pop_back(); }
  Scope& innermost() { return scopes_.back(); }

  // The path itself, a path that it continues, or either below the sections around it, is declared.
  bool is_optional(const Path& path, const std::set<std::string, std::less<>>& optional) const;

  // Hints for a name that was not found; `found` says how far it went.
  std::vector<std::string> hints(const Path& path, const Found& found) const;

 private:
  std::vector<Scope> scopes_;
};

}  // namespace engross
