#include "weft/matching/dry_run.h"

#include <numeric>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_network.h"

namespace weft {
namespace {

TestNetwork Crowd() {
  TestNetwork network;
  for (int i = 0; i < 60; ++i) network.Add(absl::StrCat("m", i)).add_interests(absl::StrCat("topic ", i % 7));
  return network;
}

TEST(DryRunTest, MeanIsOneAndThreadsChangeNothing) {
  const auto view = Crowd().Snapshot();
  DryRunOptions options;
  ASSERT_OK_AND_ASSIGN(const DryRun one, RunDry(*view, FakeClock().Now(), options));
  ASSERT_EQ(one.exposure.size(), 60u);
  EXPECT_NEAR(std::accumulate(one.exposure.begin(), one.exposure.end(), 0.0) / 60, 1, 1e-3);
  options.threads = 3;
  ASSERT_OK_AND_ASSIGN(const DryRun three, RunDry(*view, FakeClock().Now(), options));
  EXPECT_EQ(one.exposure, three.exposure);
  EXPECT_TRUE(one.joins.empty());  // There are no clusters.
}

TEST(DryRunTest, ThoseWhoCannotBeShownHaveNone) {
  TestNetwork network = Crowd();
  network.Get("m7").mutable_participation()->set_being_found(v1::Participation::WORD_REFUSED);
  const auto view = network.Snapshot();
  ASSERT_OK_AND_ASSIGN(const DryRun run, RunDry(*view, FakeClock().Now(), DryRunOptions()));
  EXPECT_EQ(run.exposure[*view->Find("m7")], 0);
}

TEST(DryRunTest, EmptyWhereNobodyCanBeShown) {
  TestNetwork network = Crowd();
  network.policy().clear_unspoken();
  ASSERT_OK_AND_ASSIGN(const DryRun run, RunDry(*network.Snapshot(), FakeClock().Now(), DryRunOptions()));
  EXPECT_TRUE(run.exposure.empty());
  EXPECT_TRUE(run.joins.empty());
}

TEST(DryRunTest, CountsWhatStrongFitsJoin) {
  TestNetwork network;
  for (const char* id : {"a", "b", "c", "d"}) network.Add(id);
  network.Get("a").add_needs("boat");
  network.Get("c").add_offers("boat");
  network.Cluster({"a", "b"});
  network.Cluster({"c", "d"});
  DryRunOptions options;
  options.list_length = 1;
  ASSERT_OK_AND_ASSIGN(const DryRun run, RunDry(*network.Snapshot(), FakeClock().Now(), options));
  ASSERT_EQ(run.joins.size(), 1u);
  EXPECT_EQ(run.joins[0].from, 0u);
  EXPECT_EQ(run.joins[0].to, 1u);
  EXPECT_GE(run.joins[0].pairs, 2);  // a is shown c, and c is shown a.
}

}  // namespace
}  // namespace weft
