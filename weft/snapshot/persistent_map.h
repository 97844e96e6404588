#ifndef WEFT_SNAPSHOT_PERSISTENT_MAP_H_
#define WEFT_SNAPSHOT_PERSISTENT_MAP_H_

#include <array>
#include <cstddef>
#include <memory>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/hash/hash.h"

namespace weft {

// A map whose copies share what they have in common: a copy costs 64 pointers, the first Set into a shard after it
// copies one of 64 shards. Readers of one copy never see writes to another. Not thread-safe itself; distinct copies may
// be used by distinct threads. REQUIRES: once a map has been copied, only the copy is written to.
template <typename K, typename V>
class PersistentMap {
 public:
  PersistentMap() = default;
  PersistentMap(const PersistentMap& other) : shards_(other.shards_), size_(other.size_) {}
  PersistentMap& operator=(const PersistentMap&) = delete;

  // The value of `key`, or nullptr. Valid until this copy is changed or destroyed.
  template <typename Q>
  const V* Find(const Q& key) const {
    const std::shared_ptr<Shard>& shard = shards_[ShardOf(key)];
    if (shard == nullptr) return nullptr;
    auto found = shard->find(key);
    return found == shard->end() ? nullptr : &found->second;
  }

  void Set(K key, V value) {
    Shard& shard = Own(ShardOf(key));
    if (shard.insert_or_assign(std::move(key), std::move(value)).second) ++size_;
  }

  size_t size() const { return size_; }

  // Calls f(key, value) for each entry, in no order that may be relied on.
  template <typename F>
  void ForEach(F f) const {
    for (const std::shared_ptr<Shard>& shard : shards_) {
      if (shard == nullptr) continue;
      for (const auto& entry : *shard) f(entry.first, entry.second);
    }
  }

 private:
  static constexpr size_t kShards = 64;
  using Shard = absl::flat_hash_map<K, V>;

  template <typename Q>
  static size_t ShardOf(const Q& key) {
    // The upper bits: the shard's own table uses the lower ones.
    return absl::HashOf(key) >> 58;
  }
  Shard& Own(size_t i) {
    std::shared_ptr<Shard>& shard = shards_[i];
    if (shard == nullptr) {
      shard = std::make_shared<Shard>();
    } else if (!owned_[i]) {
      shard = std::make_shared<Shard>(*shard);
    }
    owned_[i] = true;
    return *shard;
  }

  std::array<std::shared_ptr<Shard>, kShards> shards_;
  std::array<bool, kShards> owned_{};  // Made by this map and seen by nobody else.
  size_t size_ = 0;
};

}  // namespace weft

#endif  // WEFT_SNAPSHOT_PERSISTENT_MAP_H_
