#include "weft/snapshot/persistent_map.h"

#include <map>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "weft/base/random.h"

namespace weft {
namespace {

TEST(PersistentMapTest, CopiesDoNotSeeLaterWrites) {
  PersistentMap<int, std::string> first;
  first.Set(1, "a");
  PersistentMap<int, std::string> second(first);
  second.Set(1, "b");
  second.Set(2, "c");
  EXPECT_EQ(*first.Find(1), "a");
  EXPECT_EQ(first.Find(2), nullptr);
  EXPECT_EQ(*second.Find(1), "b");
  EXPECT_EQ(first.size(), 1u);
  EXPECT_EQ(second.size(), 2u);
}

TEST(PersistentMapTest, EveryVersionEqualsItsReference) {
  std::vector<PersistentMap<int, int>> versions(1);
  std::vector<std::map<int, int>> references(1);
  Random random(3);
  for (int version = 1; version < 50; ++version) {
    PersistentMap<int, int> next(versions.back());
    std::map<int, int> reference = references.back();
    for (int i = 0; i < 30; ++i) {
      const int key = static_cast<int>(random.Below(400));
      const int value = static_cast<int>(random.Below(1000));
      next.Set(key, value);
      reference[key] = value;
    }
    versions.push_back(next);
    references.push_back(reference);
  }
  for (size_t version = 0; version < versions.size(); ++version) {
    std::map<int, int> seen;
    versions[version].ForEach([&](int key, int value) { seen[key] = value; });
    EXPECT_EQ(seen, references[version]);
    EXPECT_EQ(versions[version].size(), references[version].size());
  }
}

}  // namespace
}  // namespace weft
