#include "bench/eval/weft_lists.h"

#include <algorithm>
#include <set>

#include "bench/eval/network_reader.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/eval_files.h"
#include "tests/testing/hash_embedder.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(WeftListsTest, SharesAreNamedAsTheFileFormatHasThem) {
  std::vector<std::string> names;
  for (double share : AllShares()) names.push_back(WeftMethod(share));
  EXPECT_THAT(names, ElementsAre("weft_0", "weft_0.1", "weft_0.2", "weft_0.3", "weft_0.4", "weft_0.5", "weft_0.6",
                                 "weft_0.7", "weft_0.8", "weft_0.9", "weft_1"));
}

class WeftListsOnGroupsTest : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    const GroupedNetwork grouped = MakeGroupedNetwork(7);
    const EvalFiles files(grouped.members, TieCsv(grouped.train), TieCsv(grouped.test));
    absl::StatusOr<ReadNetwork> read = ReadEvalNetwork(files.Get(GetParam()));
    ASSERT_OK(read);
    read_ = std::make_unique<ReadNetwork>(*std::move(read));
    std::vector<std::string> ids;
    for (const v1::Member& member : read_->network.members) ids.push_back(MemberIdOf(member));
    auto built = BuiltNetwork::Build(files.Get().members, ids, read_->train_ties, embedder_, BuiltNetworkOptions());
    ASSERT_OK(built);
    built_ = *std::move(built);
    asked_ = AskedMembers(read_->network);
  }
  absl::StatusOr<std::vector<MethodLists>> Lists(int threads) {
    WeftListsOptions options;
    options.threads = threads;
    options.shares = {0, 0.3, 1};
    return WeftLists(*built_, asked_, options);
  }
  const HashEmbedder embedder_{64};
  std::unique_ptr<ReadNetwork> read_;
  std::unique_ptr<BuiltNetwork> built_;
  std::vector<uint32_t> asked_;
};

TEST_P(WeftListsOnGroupsTest, NobodySeesThemselvesOrThoseTheyAreTiedTo) {
  ASSERT_OK_AND_ASSIGN(const std::vector<MethodLists> methods, Lists(1));
  ASSERT_THAT(methods, SizeIs(3));
  const EvalNetwork& network = read_->network;
  size_t entries = 0;
  for (const MethodLists& method : methods) {
    for (uint32_t member = 0; member < method.lists.size(); ++member) {
      const RankedList& list = method.lists[member];
      EXPECT_EQ(method.kinds[member].size(), list.size());
      EXPECT_LE(list.size(), kListLength);
      EXPECT_EQ(std::set<uint32_t>(list.begin(), list.end()).size(), list.size());
      for (uint32_t other : list) {
        EXPECT_NE(other, member);
        EXPECT_THAT(network.out[member], testing::Not(testing::Contains(other)));
        EXPECT_THAT(network.in[member], testing::Not(testing::Contains(other)));  // With direction: who points at me.
      }
      EXPECT_TRUE(list.empty() || !network.test[member].empty());
      entries += list.size();
    }
  }
  EXPECT_GT(entries, asked_.size());
}

TEST_P(WeftListsOnGroupsTest, KindsFollowTheShare) {
  ASSERT_OK_AND_ASSIGN(const std::vector<MethodLists> methods, Lists(1));
  int64_t weak[3] = {0, 0, 0};
  for (size_t m = 0; m < methods.size(); ++m) {
    for (const auto& kinds : methods[m].kinds) weak[m] += std::count(kinds.begin(), kinds.end(), ListKind::kWeakTie);
    EXPECT_EQ(methods[m].family, MethodFamily::kWeft);
    EXPECT_EQ(methods[m].method, WeftMethod(*methods[m].dial));
  }
  EXPECT_EQ(weak[0], 0);
  EXPECT_GT(weak[1], 0);
  EXPECT_GT(weak[2], weak[1]);
}

TEST_P(WeftListsOnGroupsTest, ThreadsChangeNothing) {
  ASSERT_OK_AND_ASSIGN(const std::vector<MethodLists> one, Lists(1));
  ASSERT_OK_AND_ASSIGN(const std::vector<MethodLists> five, Lists(5));
  for (size_t m = 0; m < one.size(); ++m) {
    EXPECT_EQ(one[m].lists, five[m].lists);
    EXPECT_EQ(one[m].kinds, five[m].kinds);
  }
}

INSTANTIATE_TEST_SUITE_P(All, WeftListsOnGroupsTest, testing::Bool(),
                         [](const auto& info) { return info.param ? "Directed" : "Undirected"; });

}  // namespace
}  // namespace weft
