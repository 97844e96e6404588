#include "bench/eval/evaluation.h"

#include <algorithm>
#include <set>

#include "bench/eval/list_file.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/bench/eval/eval_files.h"
#include "tests/testing/hash_embedder.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

absl::StatusOr<EvalResult> Evaluated(const EvalFiles& files, bool directed = false,
                                     const OtherMethods& others = nullptr) {
  const HashEmbedder embedder(64);
  EvalOptions options;
  options.files = files.Get(directed);
  options.shares = {0, 0.3, 1};
  options.resamples = 50;
  options.threads = 2;
  return Evaluate(options, embedder, others, nullptr);
}

// Test ties with their second ends dealt out anew, so that the same members have as many, but with others.
std::vector<IdPair> Shuffled(std::vector<IdPair> ties, const std::vector<IdPair>& train, uint64_t seed) {
  std::set<IdPair> taken;
  for (const IdPair& tie : train) {
    taken.insert(tie);
    taken.insert({tie.second, tie.first});
  }
  Random random(seed);
  for (size_t i = ties.size(); i > 1; --i) {
    IdPair& x = ties[i - 1];
    IdPair& y = ties[random.Below(i)];
    if (x.first == y.second || y.first == x.second) continue;
    if (taken.count({x.first, y.second}) > 0 || taken.count({y.first, x.second}) > 0) continue;
    std::swap(x.second, y.second);
  }
  return ties;
}

// No test tie leaks: lists depend on members and train ties alone.
TEST(EvaluationLeakageTest, ShufflingTheTestTiesLeavesTheListsAsTheyAre) {
  for (bool directed : {false, true}) {
    const GroupedNetwork grouped = MakeGroupedNetwork(11);
    const std::vector<IdPair> shuffled = Shuffled(grouped.test, grouped.train, 5);
    ASSERT_NE(shuffled, grouped.test);
    const EvalFiles files(grouped.members, TieCsv(grouped.train), TieCsv(grouped.test));
    const EvalFiles other_files(grouped.members, TieCsv(grouped.train), TieCsv(shuffled));
    ASSERT_OK_AND_ASSIGN(const EvalResult result, Evaluated(files, directed));
    ASSERT_OK_AND_ASSIGN(const EvalResult other, Evaluated(other_files, directed));
    ASSERT_EQ(AskedMembers(result.read.network), AskedMembers(other.read.network));
    EXPECT_NE(result.read.network.test, other.read.network.test);
    EXPECT_EQ(ListsAsCsv(result.read.network, result.lists), ListsAsCsv(other.read.network, other.lists));
    // The measures, of course, see them.
    EXPECT_NE(result.methods[0][Measure::kNdcg].value, other.methods[0][Measure::kNdcg].value);
  }
}

TEST(EvaluationTest, FindsTheHabitOfTheGroups) {
  const GroupedNetwork grouped = MakeGroupedNetwork(2);
  const EvalFiles files(grouped.members, TieCsv(grouped.train), TieCsv(grouped.test));
  ASSERT_OK_AND_ASSIGN(const EvalResult result, Evaluated(files));
  ASSERT_THAT(result.methods, SizeIs(3));
  EXPECT_EQ(result.methods[0].method, "weft_0");
  // A list of ten at random would find ten of the 55 or so: half of the test ties lie among the ten nearest.
  EXPECT_GT(result.methods[0][Measure::kRecall].value, 0.25);
  EXPECT_GT(result.methods[2][Measure::kCrossing].value, result.methods[0][Measure::kCrossing].value);
  EXPECT_THAT(result.curves, ElementsAre(testing::Field(&MethodCurve::methods, ElementsAre(0u, 1u, 2u))));
  ASSERT_THAT(result.differences, SizeIs(1));
  EXPECT_EQ(result.differences[0].method, "weft_0.3");
  EXPECT_THAT(result.notes, Contains(HasSubstr("natural share")));
  EXPECT_EQ(result.manifest.member_count, 60u);
}

TEST(EvaluationTest, OtherMethodsAreMeasuredAndCompared) {
  const GroupedNetwork grouped = MakeGroupedNetwork(2);
  const EvalFiles files(grouped.members, TieCsv(grouped.train), TieCsv(grouped.test));
  // One baseline that says nothing, and as rerankers the first members there are, forwards and backwards.
  const OtherMethods others = [](const EvalNetwork& network, const BuiltNetwork& built,
                                 const std::vector<uint32_t>& asked, int, const Progress&) {
    EXPECT_EQ(built.view().size(), network.members.size());
    OtherLists out;
    const size_t n = network.members.size();
    for (const char* name : {"silent", "first", "last"}) out.lists.push_back({name, std::vector<RankedList>(n)});
    for (uint32_t member : asked) {
      for (uint32_t other = 0; other < n && out.lists[1].lists[member].size() < kListLength; ++other) {
        if (other != member && !network.train.view().HasTie(member, other)) {
          out.lists[1].lists[member].push_back(other);
        }
      }
      const RankedList& first = out.lists[1].lists[member];
      out.lists[2].lists[member] = RankedList(first.rbegin(), first.rend());
    }
    out.lists[1].family = out.lists[2].family = MethodFamily::kReranker;
    out.curves.push_back({"order", {1, 2}});
    return absl::StatusOr<OtherLists>(std::move(out));
  };
  ASSERT_OK_AND_ASSIGN(const EvalResult result, Evaluated(files, false, others));
  ASSERT_THAT(result.methods, SizeIs(6));
  EXPECT_EQ(result.methods[3].method, "silent");
  EXPECT_EQ(result.methods[3][Measure::kNdcg].value, 0);
  EXPECT_EQ(result.methods[3].short_lists, result.read.counts.asked);
  ASSERT_THAT(result.curves, SizeIs(2));
  EXPECT_THAT(result.curves[1].methods, ElementsAre(4u, 5u));
  EXPECT_EQ(result.methods[4][Measure::kRecall].value, result.methods[5][Measure::kRecall].value);
  std::vector<std::string> against;
  for (const MethodDifference& difference : result.differences) against.push_back(difference.against);
  EXPECT_THAT(against, ElementsAre("weft_0", "silent", "silent"));
}

TEST(EvaluationTest, AnErrorOfAnotherMethodIsTheRuns) {
  const EvalFiles files(BareMembers("abc"), "a,b\na,b\n", "a,b\na,c\n");
  const OtherMethods others = [](const EvalNetwork&, const BuiltNetwork&, const std::vector<uint32_t>&, int,
                                 const Progress&) { return absl::StatusOr<OtherLists>(absl::DataLossError("broken")); };
  EXPECT_THAT(Evaluated(files, false, others), StatusIs(absl::StatusCode::kDataLoss, "broken"));
}

// Networks at the edge of what there is: each is measured, and the figures are those of what there is.
struct EdgeCase {
  const char* name;
  std::string members;
  std::vector<IdPair> train, test;
  const char* note;      // Part of a note; empty: none looked for.
  bool crosses = false;  // Whether any pair can.
};

void PrintTo(const EdgeCase& edge, std::ostream* out) { *out << edge.name; }

class EdgeNetworkTest : public testing::TestWithParam<EdgeCase> {};

TEST_P(EdgeNetworkTest, IsMeasured) {
  const EdgeCase& c = GetParam();
  const EvalFiles files(c.members, TieCsv(c.train), TieCsv(c.test));
  ASSERT_OK_AND_ASSIGN(const EvalResult result, Evaluated(files));
  for (const MethodMeasures& method : result.methods) {
    for (const Estimate& estimate : method.measures) {
      EXPECT_TRUE(estimate.value >= 0 && estimate.value <= 1) << method.method << " " << estimate.value;
      EXPECT_TRUE(estimate.low <= estimate.high);
    }
    if (c.crosses) continue;
    EXPECT_EQ(method[Measure::kCrossing].value, 0) << method.method;
    EXPECT_EQ(method[Measure::kStrictCrossing].value, 0) << method.method;
  }
  // An empty note is part of any.
  EXPECT_THAT(result.notes, Contains(HasSubstr(c.note)));
}

std::string Words(const std::string& letters) {
  std::string text;
  for (char letter : letters) {
    absl::StrAppend(&text, "{\"id\":\"", std::string(1, letter),
                    "\",\"interests\":[\"boats\"],\"offers\":[\"law\"]}\n");
  }
  return text;
}

// Two circles, and nothing else is said.
std::string Circles(const std::string& first, const std::string& second) {
  std::string text;
  for (const std::string& letters : {first, second}) {
    for (char letter : letters) {
      absl::StrAppend(&text, "{\"id\":\"", std::string(1, letter), "\",\"circles\":[\"", letters, "\"]}\n");
    }
  }
  return text;
}

const std::vector<IdPair> kTriangles = {{"a", "b"}, {"b", "c"}, {"a", "c"}, {"d", "e"}, {"e", "f"}, {"d", "f"}};

INSTANTIATE_TEST_SUITE_P(
    All, EdgeNetworkTest,
    testing::Values(EdgeCase{"NoTies", Words("abcdef"), {}, {{"a", "b"}}, "there is no train tie"},
                    EdgeCase{"NoTiesAndNoText", BareMembers("abcdef"), {}, {{"a", "b"}}, "no member has text"},
                    EdgeCase{"NoTiesButCircles", Circles("abc", "def"), {}, {{"a", "d"}}, "provisional clusters"},
                    EdgeCase{"NoText", BareMembers("abcdef"), kTriangles, {{"a", "d"}}, "no member has text", true},
                    EdgeCase{"OneCluster",
                             Words("abcd"),
                             {{"a", "b"}, {"b", "c"}, {"a", "c"}, {"c", "d"}, {"b", "d"}},
                             {{"a", "d"}},
                             "form one cluster"},
                    EdgeCase{"Islands", Words("abcdef"), kTriangles, {{"a", "d"}, {"f", "b"}}, "", true},
                    EdgeCase{"TwoMembers", Words("ab"), {}, {{"a", "b"}}, "there is no train tie"},
                    EdgeCase{"EverybodyTied", Words("abc"), {{"a", "b"}, {"b", "c"}}, {{"a", "c"}}, ""}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
