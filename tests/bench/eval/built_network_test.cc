#include "bench/eval/built_network.h"

#include <filesystem>

#include "bench/eval/network_reader.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/eval_files.h"
#include "tests/testing/hash_embedder.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;

std::vector<std::string> Ids(const EvalNetwork& network) {
  std::vector<std::string> ids;
  for (const v1::Member& member : network.members) ids.push_back(MemberIdOf(member));
  return ids;
}

class BuiltNetworkTest : public testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<BuiltNetwork>> Build(const NetworkFiles& files) {
    WEFT_ASSIGN_OR_RETURN(read_, Read(files));
    return BuiltNetwork::Build(files.members, Ids(read_->network), read_->train_ties, embedder_, options_);
  }
  static absl::StatusOr<std::unique_ptr<ReadNetwork>> Read(const NetworkFiles& files) {
    WEFT_ASSIGN_OR_RETURN(ReadNetwork read, ReadEvalNetwork(files));
    return std::make_unique<ReadNetwork>(std::move(read));
  }
  const HashEmbedder embedder_{64};
  BuiltNetworkOptions options_;
  std::unique_ptr<ReadNetwork> read_;
};

// What is measured with is what the product holds: the same members at the same places, the same ties, as strong.
TEST_F(BuiltNetworkTest, HoldsTheSameNetwork) {
  for (bool directed : {false, true}) {
    const GroupedNetwork grouped = MakeGroupedNetwork(3);
    std::string train = "a,b,weight,time\n";
    Random random(1);
    for (const IdPair& tie : grouped.train) {
      absl::StrAppend(&train, tie.first, ",", tie.second, ",", 1 + random.Below(5), ",",
                      random.Below(4) ? absl::StrCat("20", 10 + random.Below(10), "-05-01") : "", "\n");
      if (directed && random.Below(3) == 0) absl::StrAppend(&train, tie.second, ",", tie.first, ",2,\n");
    }
    const EvalFiles files(grouped.members, train, TieCsv(grouped.test));
    ASSERT_OK_AND_ASSIGN(const std::unique_ptr<BuiltNetwork> built, Build(files.Get(directed)));
    const NetworkView& view = built->view();
    const TieGraphView graph = read_->network.train.view();
    ASSERT_EQ(view.size(), graph.size());
    for (uint32_t i = 0; i < view.size(); ++i) {
      EXPECT_EQ(view.member(i).id, MemberIdOf(read_->network.members[i]));
      EXPECT_THAT(view.ties(i).neighbors, ElementsAreArray(graph.Neighbors(i)));
      EXPECT_THAT(view.ties(i).strengths, ElementsAreArray(graph.Strengths(i)));
    }
    EXPECT_FALSE(view.snapshot().arrays().exposure.empty());  // The dry run is part of a build.
    EXPECT_EQ(view.policy().unspoken(), v1::Policy::UNSPOKEN_SHOW);
    EXPECT_GT(built->build_time(), absl::ZeroDuration());
  }
}

TEST_F(BuiltNetworkTest, AsksAsOfTheNewestTie) {
  const EvalFiles files(BareMembers("abc"), "a,b,time\na,b,2021-08-14\nb,c,2020-01-01\n", "a,b\na,c\n");
  ASSERT_OK_AND_ASSIGN(const std::unique_ptr<BuiltNetwork> built, Build(files.Get()));
  EXPECT_EQ(absl::FormatTime("%Y-%m-%d", built->now(), absl::UTCTimeZone()), "2021-08-14");
}

TEST_F(BuiltNetworkTest, KeepsEmbeddingsWhereItIsTold) {
  const EvalFiles files("{\"id\":\"a\",\"offers\":[\"boats\"]}\n{\"id\":\"b\"}\n{\"id\":\"c\"}\n", "a,b\na,b\n",
                        "a,b\na,c\n");
  options_.cache_directory = files.Out("kept");
  ASSERT_OK(Build(files.Get()));
  EXPECT_TRUE(std::filesystem::exists(files.Out("kept/cache/embeddings.db")));
  ASSERT_OK(Build(files.Get()));
}

TEST_F(BuiltNetworkTest, LinesThatTheProductRefusesAreNamed) {
  const EvalFiles files("{\"id\":\"a\",\"offers\":[7]}\n", "a,b\n", "a,b\n");
  const absl::Status status = BuiltNetwork::Build(files.Get().members, {"a"}, {}, embedder_, options_).status();
  EXPECT_THAT(status, HasReason("BAD_EVAL_FILE"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("members.jsonl:1: offers[0]"));
}

}  // namespace
}  // namespace weft
