#include "bench/eval/other_methods.h"

#include <algorithm>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/eval_files.h"
#include "tests/testing/hash_embedder.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::Field;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::SizeIs;

class OtherMethodsTest : public testing::Test {
 protected:
  // The same members and train ties with test ties that fall on everybody.
  absl::StatusOr<OtherLists> Make(const std::vector<IdPair>& test, int threads) {
    const EvalFiles files(grouped_.members, TieCsv(grouped_.train), TieCsv(test));
    WEFT_ASSIGN_OR_RETURN(ReadNetwork read, ReadEvalNetwork(files.Get()));
    read_ = std::make_unique<ReadNetwork>(std::move(read));
    std::vector<std::string> ids;
    for (const v1::Member& member : read_->network.members) ids.push_back(MemberIdOf(member));
    WEFT_ASSIGN_OR_RETURN(
        const std::unique_ptr<BuiltNetwork> built,
        BuiltNetwork::Build(files.Get().members, ids, read_->train_ties, embedder_, BuiltNetworkOptions()));
    return BaselinesAndRerankers(read_->network, *built, AskedMembers(read_->network), threads, nullptr);
  }
  const HashEmbedder embedder_{64};
  const GroupedNetwork grouped_ = MakeGroupedNetwork(8);
  std::unique_ptr<ReadNetwork> read_;
};

TEST_F(OtherMethodsTest, ListsKeepTheRules) {
  ASSERT_OK_AND_ASSIGN(const OtherLists others, Make(grouped_.test, 2));
  std::set<std::string> names;
  for (const MethodLists& method : others.lists) {
    EXPECT_TRUE(names.insert(method.method).second) << method.method;
    EXPECT_EQ(method.family == MethodFamily::kReranker, method.dial.has_value()) << method.method;
    size_t entries = 0;
    for (uint32_t member = 0; member < method.lists.size(); ++member) {
      const RankedList& list = method.lists[member];
      EXPECT_LE(list.size(), kListLength);
      EXPECT_EQ(std::set<uint32_t>(list.begin(), list.end()).size(), list.size());
      EXPECT_TRUE(list.empty() || !read_->network.test[member].empty());
      EXPECT_THAT(list, Not(Contains(member)));
      for (uint32_t other : list) EXPECT_FALSE(read_->network.train.view().HasTie(member, other));
      entries += list.size();
    }
    EXPECT_GT(entries, 0u) << method.method;
  }
  EXPECT_THAT(names, IsSupersetOf({"random", "popularity", "adamic_adar", "content_embedding", "mix", "mix_mmr_0.3"}));
}

TEST_F(OtherMethodsTest, CurvesBeginWithTheBaseAndTurnTheirDialUp) {
  ASSERT_OK_AND_ASSIGN(const OtherLists others, Make(grouped_.test, 1));
  EXPECT_THAT(others.curves, SizeIs(5));
  for (const MethodCurve& curve : others.curves) {
    ASSERT_GT(curve.methods.size(), 2u);
    EXPECT_EQ(others.lists[curve.methods[0]].method, "mix");
    double dial = 0;
    for (size_t i = 1; i < curve.methods.size(); ++i) {
      const MethodLists& method = others.lists[curve.methods[i]];
      EXPECT_EQ(method.family, MethodFamily::kReranker);
      EXPECT_GT(*method.dial, dial);
      dial = *method.dial;
    }
  }
}

TEST_F(OtherMethodsTest, NeitherThreadsNorTestTiesChangeAList) {
  ASSERT_OK_AND_ASSIGN(const OtherLists one, Make(grouped_.test, 1));
  ASSERT_OK_AND_ASSIGN(const OtherLists five, Make(grouped_.test, 5));
  for (size_t m = 0; m < one.lists.size(); ++m) EXPECT_EQ(one.lists[m].lists, five.lists[m].lists);
  // Each first end with the next row's second: the same members, other ties.
  std::vector<IdPair> turned = grouped_.test;
  for (size_t i = 0; i < turned.size(); ++i) turned[i].second = grouped_.test[(i + 1) % turned.size()].second;
  const std::vector<uint32_t> asked = AskedMembers(read_->network);
  ASSERT_OK_AND_ASSIGN(const OtherLists other, Make(turned, 1));
  // What falls on a train tie or oneself is left out, so that a few may not be asked any more; those who are get the
  // same from every method that looks at one list at a time.
  for (size_t m = 0; m < one.lists.size(); ++m) {
    if (one.lists[m].method.find("cegc") != std::string::npos) continue;
    for (uint32_t member : AskedMembers(read_->network)) {
      if (std::binary_search(asked.begin(), asked.end(), member)) {
        EXPECT_EQ(one.lists[m].lists[member], other.lists[m].lists[member]) << one.lists[m].method;
      }
    }
  }
}

}  // namespace
}  // namespace weft
