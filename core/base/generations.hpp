// A cache of two generations: what was not asked for while one generation filled is forgotten with the next. Costs the
// memory of two, and never a search for what to forget.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace engross {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <class T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

// `Map` is an unordered_map. A reference to a value holds until the next call of keep(): only that forgets anything.
template <class Map>
class Generations {
 public:
  using Value = typename Map::mapped_type;
  explicit Generations(std::size_t most) : most_(most) {}

  // Null when it is not there. `key` is whatever the map can look up. What the last generation had goes over to this
  // one with its weight, while there is room; or what is asked for once in every generation would never be forgotten.
  template <class Key>
  Value* find(const Key& key) {
    if (const auto found = young_.find(key); found != young_.end()) return &found->second.value;
    const auto found = old_.find(key);
    if (found == old_.end()) return nullptr;
    if (weight_ + found->second.weight > most_) return &found->second.value;
    weight_ += found->second.weight;
    auto node = old_.extract(found);
    return &young_.insert(std::move(node)).position->second.value;
  }

  // `weight` counts towards the most that a generation holds.
  Value& keep(typename Map::key_type key, Value value, std::size_t weight) {
    if (weight_ + weight > most_) {
      old_ = std::move(young_);
      young_.clear();
      weight_ = 0;
    }
    weight_ += weight;
    return young_.insert_or_assign(std::move(key), Kept{std::move(value), weight}).first->second.value;
  }

 private:
  struct Kept {
    Value value;
    std::size_t weight = 0;
  };
  template <class>
  struct WithWeight;
  template <class Key, class Mapped, class Hash, class Equal, class Allocator>
  struct WithWeight<std::unordered_map<Key, Mapped, Hash, Equal, Allocator>> {
    using Type = std::unordered_map<Key, Kept, Hash, Equal>;
  };
  using KeptMap = typename WithWeight<Map>::Type;

  std::size_t most_, weight_ = 0;
  KeptMap young_, old_;
};

}  // namespace engross
