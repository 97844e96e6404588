#include "weft/introductions/copy_graph.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

using testing::ElementsAre;
using Kind = CopyGraph::LinkKind;

std::vector<std::vector<uint32_t>> Links(const CopyGraph& copies, Kind kind) {
  std::vector<std::vector<uint32_t>> out;
  for (const CopyGraph::Link& link : copies.links()) {
    if (link.kind == kind) out.push_back({link.x, link.y});
  }
  return out;
}

PairGraph Rooms(std::vector<uint8_t> room, std::vector<PairGraph::Pair> pairs) {
  const size_t n = room.size();
  return PairGraph(std::move(room), std::vector<int64_t>(n, 0), std::vector<bool>(n, false), std::move(pairs));
}

TEST(CopyGraphTest, OneRoomEachIsTheGraphItself) {
  const CopyGraph copies(Rooms({1, 1, 1}, {{0, 1}, {1, 2}}), {0, 1});
  EXPECT_EQ(copies.size(), 3u);
  EXPECT_THAT(Links(copies, Kind::kWhole), ElementsAre(ElementsAre(0, 1), ElementsAre(1, 2)));
}

TEST(CopyGraphTest, OneEndWithOneRoomLinksAllCopies) {
  const CopyGraph copies(Rooms({1, 3}, {{0, 1}}), {0});
  EXPECT_EQ(copies.size(), 4u);
  EXPECT_THAT(Links(copies, Kind::kWhole), ElementsAre(ElementsAre(0, 1), ElementsAre(0, 2), ElementsAre(0, 3)));
  EXPECT_EQ(copies.FirstCopy(1), 1u);
  EXPECT_EQ(copies.Member(3), 1u);
}

TEST(CopyGraphTest, BothEndsWithMoreRoomGetNodesOfTheirOwn) {
  const CopyGraph copies(Rooms({2, 3}, {{0, 1}}), {0});
  EXPECT_EQ(copies.size(), 7u);
  EXPECT_THAT(Links(copies, Kind::kFirstHalf), ElementsAre(ElementsAre(0, 5), ElementsAre(1, 5)));
  EXPECT_THAT(Links(copies, Kind::kMiddle), ElementsAre(ElementsAre(5, 6)));
  EXPECT_THAT(Links(copies, Kind::kSecondHalf), ElementsAre(ElementsAre(6, 2), ElementsAre(6, 3), ElementsAre(6, 4)));
  EXPECT_TRUE(copies.IsCopy(4));
  EXPECT_FALSE(copies.IsCopy(5));
}

TEST(CopyGraphTest, UnfoldsOnlyThePairsAskedFor) {
  const CopyGraph copies(Rooms({1, 1, 1}, {{0, 1}, {0, 2}, {1, 2}}), {1});
  ASSERT_EQ(copies.links().size(), 1u);
  EXPECT_EQ(copies.links()[0].pair, 1u);
  EXPECT_EQ(copies.size(), 3u);
}

}  // namespace
}  // namespace weft
