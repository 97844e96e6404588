#include "weft/graph/cluster_matching.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "weft/base/random.h"

namespace weft {
namespace {

// One character a member: the old cluster's id as a digit and the new label as a letter; '.' for none.
struct MatchCase {
  const char* name;
  std::string before;
  std::string now;
  ClusterId next_id;
  std::vector<ClusterId> ids;
  std::vector<ClusterId> appeared;
  std::vector<ClusterId> vanished;
  std::vector<std::string> events;  // "1 -> 1,5" and "1,2 -> 1"
};

std::string Join(const std::vector<ClusterId>& ids) {
  std::string joined;
  for (ClusterId id : ids) absl::StrAppend(&joined, joined.empty() ? "" : ",", id);
  return joined;
}

ClusterMatching Match(const std::string& before, const std::string& now, ClusterId next_id) {
  absl::flat_hash_map<int64_t, ClusterId> old;
  std::vector<int64_t> members;
  Clustering clustering;
  for (size_t i = 0; i < now.size(); ++i) {
    const int64_t member = 1000 + 7 * static_cast<int64_t>(i);
    if (before[i] != '.') old[member] = before[i] - '0';
    if (now[i] == '-') continue;  // Left the network.
    members.push_back(member);
    clustering.labels.push_back(now[i] == '.' ? kNoCluster : now[i] - 'a');
    if (now[i] != '.') clustering.count = std::max<uint32_t>(clustering.count, now[i] - 'a' + 1);
  }
  return MatchClusters(old, members, clustering, next_id);
}

class MatchTest : public testing::TestWithParam<MatchCase> {};

TEST_P(MatchTest, KeepsIdsAndNamesChanges) {
  const MatchCase& c = GetParam();
  ASSERT_EQ(c.before.size(), c.now.size());
  const ClusterMatching matching = Match(c.before, c.now, c.next_id);
  EXPECT_EQ(matching.ids, c.ids);
  EXPECT_EQ(matching.appeared, c.appeared);
  EXPECT_EQ(matching.vanished, c.vanished);
  EXPECT_EQ(matching.next_id, c.next_id + static_cast<ClusterId>(c.appeared.size()));
  std::vector<std::string> events;
  for (const ClusterSplit& split : matching.splits)
    events.push_back(absl::StrCat(split.from, " -> ", Join(split.into)));
  for (const ClusterMerge& merge : matching.merges)
    events.push_back(absl::StrCat(Join(merge.from), " -> ", merge.into));
  EXPECT_EQ(events, c.events);
}

INSTANTIATE_TEST_SUITE_P(
    All, MatchTest,
    testing::Values(
        MatchCase{"Empty", "", "", 0, {}, {}, {}, {}},
        MatchCase{"FirstBuild", ".....", "aaabb", 0, {0, 1}, {0, 1}, {}, {}},
        MatchCase{"Same", "11122", "aaabb", 3, {1, 2}, {}, {}, {}},
        MatchCase{"LabelsSwapped", "22111", "bbaaa", 3, {1, 2}, {}, {}, {}},
        MatchCase{"SmallRestOfAMerge", "11112222", "aaaabaaa", 3, {3, 4}, {3, 4}, {1, 2}, {"1,2 -> 3"}},
        MatchCase{"OneMovedOver", "11112222", "aaabbbbb", 3, {1, 2}, {}, {}, {}},
        MatchCase{"Grew", "111.....", "aaaaaaaa", 4, {1}, {}, {}, {}},
        MatchCase{"Shrank", "11111111", "aaa.....", 4, {1}, {}, {}, {}},
        MatchCase{"MembersLeft", "11111222", "aaa--bbb", 4, {1, 2}, {}, {}, {}},
        MatchCase{"Gone", "111222", "---aaa", 4, {2}, {}, {1}, {}},
        MatchCase{"NoClusterNow", "111", "...", 4, {}, {}, {1}, {}},
        MatchCase{"Newcomers", "111...", "aaabbb", 4, {1, 4}, {4}, {}, {}},
        MatchCase{"Split", "11111111", "aaaaabbb", 4, {4, 5}, {4, 5}, {1}, {"1 -> 4,5"}},
        MatchCase{"EvenSplit", "11111111", "aaaabbbb", 4, {4, 5}, {4, 5}, {1}, {"1 -> 4,5"}},
        MatchCase{"SplitInThree", "111111111", "aaabbbccc", 4, {4, 5, 6}, {4, 5, 6}, {1}, {"1 -> 4,5,6"}},
        MatchCase{"AFifthSplitsOff", "1111111111", "aaaaaaaabb", 4, {4, 5}, {4, 5}, {1}, {"1 -> 4,5"}},
        MatchCase{"ATenthBreaksOff", "1111111111", "aaaaaaaaab", 4, {1, 4}, {4}, {}, {}},
        MatchCase{"SplitOfThoseStillHere", "11111111111", "aabb-------", 4, {4, 5}, {4, 5}, {1}, {"1 -> 4,5"}},
        MatchCase{"NewcomersHideNoSplit", "1111......", "aabbaaabbb", 4, {4, 5}, {4, 5}, {1}, {"1 -> 4,5"}},
        MatchCase{"HalfMovesOver", "11112222", "aabbbbbb", 4, {1, 2}, {}, {}, {}},
        MatchCase{"Merge", "111112222", "aaaaaaaaa", 4, {4}, {4}, {1, 2}, {"1,2 -> 4"}},
        MatchCase{"EvenMerge", "22221111", "aaaaaaaa", 4, {4}, {4}, {1, 2}, {"1,2 -> 4"}},
        MatchCase{"MergeOfThree", "111222333", "aaaaaaaaa", 4, {4}, {4}, {1, 2, 3}, {"1,2,3 -> 4"}},
        MatchCase{"ATenthIsAbsorbed", "1111111112", "aaaaaaaaaa", 4, {1}, {}, {2}, {}},
        MatchCase{"NewcomersHideNoMerge", "1122......", "aaaaaaaaaa", 4, {4}, {4}, {1, 2}, {"1,2 -> 4"}},
        MatchCase{"SwallowedByNewcomers", "1...........", "aaaaaaaaaaaa", 4, {4}, {4}, {1}, {}},
        MatchCase{"HalfOfASplitTakesOthersIn", "111111112", "bbbbaaaab", 4, {4, 5}, {4, 5}, {1, 2}, {"1 -> 4,5"}},
        MatchCase{"SplitAndMerge", "1111111222", "aaabbbbbbb", 4, {4, 5}, {4, 5}, {1, 2}, {"1 -> 4,5", "1,2 -> 5"}},
        MatchCase{"Untouched", "11112222333", "aaaabbccddd", 4, {1, 4, 5, 3}, {4, 5}, {2}, {"2 -> 4,5"}}),
    [](const auto& info) { return info.param.name; });

TEST(MatchClustersTest, FreshIdsAreNeverReused) {
  const ClusterMatching first = Match("......", "aaabbb", 0);
  EXPECT_THAT(first.ids, testing::ElementsAre(0, 1));
  const ClusterMatching second = Match("000111", "aaa---", first.next_id);
  EXPECT_THAT(second.vanished, testing::ElementsAre(1));
  const ClusterMatching third = Match("000...", "aaabbb", second.next_id);
  EXPECT_THAT(third.ids, testing::ElementsAre(0, 2));
}

TEST(MatchClustersTest, ScatteredClusterVanishes) {
  // Twelve members of cluster 1 scattered over twelve clusters of twelve, whose others are newcomers.
  absl::flat_hash_map<int64_t, ClusterId> before;
  std::vector<int64_t> members;
  Clustering clustering;
  clustering.count = 12;
  for (int64_t i = 0; i < 144; ++i) {
    members.push_back(i);
    clustering.labels.push_back(static_cast<uint32_t>(i / 12));
    if (i % 12 == 0) before[i] = 1;
  }
  const ClusterMatching matching = MatchClusters(before, members, clustering, 2);
  EXPECT_THAT(matching.vanished, testing::ElementsAre(1));
  EXPECT_EQ(matching.appeared.size(), 12u);
  EXPECT_TRUE(matching.splits.empty());
}

TEST(MatchClustersTest, IdsAreDistinctAndAccountedFor) {
  Random random(8);
  for (int round = 0; round < 300; ++round) {
    const size_t size = random.Below(60);
    std::string before;
    std::string now;
    for (size_t i = 0; i < size; ++i) {
      before += random.Below(6) == 0 ? '.' : static_cast<char>('0' + random.Below(5));
      now += random.Below(6) == 0 ? '.' : static_cast<char>('a' + random.Below(1 + random.Below(6)));
    }
    const ClusterMatching matching = Match(before, now, 10);
    const std::set<ClusterId> ids(matching.ids.begin(), matching.ids.end());
    EXPECT_EQ(ids.size(), matching.ids.size());
    std::set<ClusterId> old;
    for (char c : before) {
      if (c != '.') old.insert(c - '0');
    }
    for (ClusterId id : ids) EXPECT_TRUE(id >= 10 ? id < matching.next_id : old.count(id) == 1);
    for (ClusterId id : old) {
      const bool vanished = std::count(matching.vanished.begin(), matching.vanished.end(), id) > 0;
      EXPECT_NE(vanished, ids.count(id) > 0);
    }
    const std::set<ClusterId> appeared(matching.appeared.begin(), matching.appeared.end());
    const std::set<ClusterId> vanished(matching.vanished.begin(), matching.vanished.end());
    EXPECT_EQ(matching.carried_on.size() + appeared.size(), ids.size());
    for (ClusterId id : matching.carried_on) EXPECT_TRUE(old.count(id) == 1 && ids.count(id) == 1);
    for (const ClusterSplit& split : matching.splits) {
      EXPECT_GE(split.into.size(), 2u);
      EXPECT_TRUE(vanished.count(split.from));
      for (ClusterId id : split.into) EXPECT_TRUE(appeared.count(id));
    }
    for (const ClusterMerge& merge : matching.merges) {
      EXPECT_GE(merge.from.size(), 2u);
      EXPECT_TRUE(appeared.count(merge.into));
      for (ClusterId id : merge.from) EXPECT_TRUE(vanished.count(id));
    }
  }
}

}  // namespace
}  // namespace weft
