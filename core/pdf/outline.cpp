// In: the bookmarks of Pages, in reading order. Out: the outline's objects (ISO 32000-1, 12.3.3), each item with those
// of a deeper level below it. Refuses nothing: check() has seen that each stands on a page.
#include "pdf/outline.hpp"

namespace engross::pdf {
namespace {

struct Item {
  const Bookmark* bookmark = nullptr;  // null: the outline itself
  Ref ref;
  std::size_t parent = 0;
  std::vector<std::size_t> below;
};

// The bookmarks as a tree: each hangs on the last one before it whose level is less.
std::vector<Item> tree_of(const std::vector<Bookmark>& bookmarks, Objects& objects) {
  std::vector<Item> items;
  items.push_back({.bookmark = nullptr, .ref = objects.reserve(), .parent = 0, .below = {}});
  for (const Bookmark& bookmark : bookmarks) {
    std::size_t parent = items.size() - 1;
    while (items[parent].bookmark != nullptr && items[parent].bookmark->level >= bookmark.level)
      parent = items[parent].parent;
    items.push_back({.bookmark = &bookmark, .ref = objects.reserve(), .parent = parent, .below = {}});
    items[parent].below.push_back(items.size() - 1);
  }
  return items;
}

std::string destination(const Bookmark& bookmark, const Pages& pages, Ref page) {
  std::string written = "[" + std::to_string(page.number) + " 0 R /XYZ null ";
  append_number(written, pages.pages[bookmark.page].height - bookmark.y);
  return written + " null]";
}

std::string body_of(const std::vector<Item>& items, std::size_t at, const Pages& pages, const Objects& objects) {
  const Item& item = items[at];
  Dictionary body;
  if (item.bookmark == nullptr) {
    body.name("Type", "Outlines");
  } else {
    body.text("Title", clean_text(item.bookmark->title)).reference("Parent", items[item.parent].ref);
    body.raw("Dest", destination(*item.bookmark, pages, objects.page(item.bookmark->page)));
    const std::vector<std::size_t>& row = items[item.parent].below;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i] != at) continue;
      if (i > 0) body.reference("Prev", items[row[i - 1]].ref);
      if (i + 1 < row.size()) body.reference("Next", items[row[i + 1]].ref);
    }
  }
  if (item.below.empty()) return body.take();
  body.reference("First", items[item.below.front()].ref).reference("Last", items[item.below.back()].ref);
  // The first level is shown open, what is below it closed: a closed item counts downwards.
  const auto count = static_cast<int>(item.below.size());
  body.integer("Count", item.bookmark == nullptr ? count : -count);
  return body.take();
}

}  // namespace

std::string write_outline(const Pages& pages, Objects& objects) {
  if (pages.bookmarks.empty()) return {};
  const std::vector<Item> items = tree_of(pages.bookmarks, objects);
  for (std::size_t i = 0; i < items.size(); ++i) objects.fill(items[i].ref, body_of(items, i, pages, objects));
  Dictionary entries;
  entries.reference("Outlines", items.front().ref).name("PageMode", "UseOutlines");
  return entries.take();
}

}  // namespace engross::pdf
