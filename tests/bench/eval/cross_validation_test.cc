#include "bench/eval/cross_validation.h"

#include <set>

#include "bench/eval/network_reader.h"
#include "bench/eval/weight_tuner.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/eval_files.h"
#include "tests/testing/hash_embedder.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

class CrossValidationTest : public testing::Test {
 protected:
  void SetUp() override {
    const GroupedNetwork grouped = MakeGroupedNetwork(7);
    files_ = std::make_unique<EvalFiles>(grouped.members, TieCsv(grouped.train), TieCsv(grouped.test));
    absl::StatusOr<ReadNetwork> read = ReadEvalNetwork(files_->Get());
    ASSERT_OK(read);
    read_ = std::make_unique<ReadNetwork>(*std::move(read));
    auto built = Build(MatchWeights());
    ASSERT_OK(built);
    built_ = *std::move(built);
  }
  absl::StatusOr<std::unique_ptr<BuiltNetwork>> Build(const MatchWeights& weights) {
    std::vector<std::string> ids;
    for (const v1::Member& member : read_->network.members) ids.push_back(MemberIdOf(member));
    BuiltNetworkOptions options;
    options.weights = weights;
    return BuiltNetwork::Build(files_->Get().members, ids, read_->train_ties, embedder_, options);
  }

  const HashEmbedder embedder_{64};
  std::unique_ptr<EvalFiles> files_;
  std::unique_ptr<ReadNetwork> read_;
  std::unique_ptr<BuiltNetwork> built_;
};

TEST_F(CrossValidationTest, EverybodyAskedHasALists) {
  const std::vector<uint32_t> asked = AskedMembers(read_->network);
  int rebuilt = 0;
  const auto rebuild = [&](const MatchWeights& weights) {
    ++rebuilt;
    return Build(weights);
  };
  CrossValidationOptions options;
  options.folds = 3;
  ASSERT_OK_AND_ASSIGN(const std::vector<MethodLists> lists,
                       CrossValidatedLists(read_->network, *built_, asked, rebuild, options));
  EXPECT_EQ(rebuilt, 3);
  ASSERT_EQ(lists.size(), 2u);
  EXPECT_EQ(lists[0].method, "weft_0_folds");
  EXPECT_EQ(lists[1].method, "weft_0.3_folds");
  for (uint32_t member : asked) EXPECT_FALSE(lists[0].lists[member].empty()) << member;
}

// No test tie that touches a member has a say in that member's list: take all of them away, and it stays the same.
TEST_F(CrossValidationTest, AMembersOwnTestTiesHaveNoSay) {
  const std::vector<uint32_t> asked = AskedMembers(read_->network);
  const auto rebuild = [&](const MatchWeights& weights) { return Build(weights); };
  CrossValidationOptions options;
  options.folds = static_cast<int>(asked.size());  // Each member a fold.
  ASSERT_OK_AND_ASSIGN(const std::vector<MethodLists> before,
                       CrossValidatedLists(read_->network, *built_, asked, rebuild, options));
  const uint32_t member = asked[0];
  EvalNetwork other = read_->network;
  for (std::vector<uint32_t>& ties : other.test) {
    ties.erase(std::remove(ties.begin(), ties.end(), member), ties.end());
  }
  other.test[member] = {member == 0 ? 1u : 0u};  // Still asked.
  ASSERT_OK_AND_ASSIGN(const std::vector<MethodLists> after,
                       CrossValidatedLists(other, *built_, asked, rebuild, options));
  EXPECT_EQ(before[0].lists[member], after[0].lists[member]);
}

}  // namespace
}  // namespace weft
