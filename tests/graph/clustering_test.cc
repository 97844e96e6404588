#include "weft/graph/clustering.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

constexpr uint32_t kNo = kNoCluster;

struct OrderCase {
  const char* name;
  std::vector<uint32_t> given;
  std::vector<uint32_t> labels;
  uint32_t count;
};

class OrderClustersTest : public testing::TestWithParam<OrderCase> {};

TEST_P(OrderClustersTest, BySizeThenSmallestMember) {
  Clustering ordered = OrderClusters(GetParam().given);
  EXPECT_EQ(ordered.labels, GetParam().labels);
  EXPECT_EQ(ordered.count, GetParam().count);
}

INSTANTIATE_TEST_SUITE_P(All, OrderClustersTest,
                         testing::Values(OrderCase{"Empty", {}, {}, 0}, OrderCase{"NobodyClustered", {kNo}, {kNo}, 0},
                                         OrderCase{"LargestFirst", {1, 2, 2}, {1, 0, 0}, 2},
                                         OrderCase{"SameSizeBySmallest", {3, 0, 0, 3}, {0, 1, 1, 0}, 2},
                                         OrderCase{"SomeWithout", {kNo, 4, kNo, 2, 2}, {kNo, 1, kNo, 0, 0}, 2}),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
