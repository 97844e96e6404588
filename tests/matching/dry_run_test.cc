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
  ASSERT_OK_AND_ASSIGN(const std::vector<float> one, DryRunExposure(*view, FakeClock().Now(), options));
  ASSERT_EQ(one.size(), 60u);
  EXPECT_NEAR(std::accumulate(one.begin(), one.end(), 0.0) / 60, 1, 1e-3);
  options.threads = 3;
  ASSERT_OK_AND_ASSIGN(const std::vector<float> three, DryRunExposure(*view, FakeClock().Now(), options));
  EXPECT_EQ(one, three);
}

TEST(DryRunTest, ThoseWhoCannotBeShownHaveNone) {
  TestNetwork network = Crowd();
  network.Get("m7").mutable_participation()->set_being_found(v1::Participation::WORD_REFUSED);
  const auto view = network.Snapshot();
  ASSERT_OK_AND_ASSIGN(const std::vector<float> shows, DryRunExposure(*view, FakeClock().Now(), DryRunOptions()));
  EXPECT_EQ(shows[*view->Find("m7")], 0);
}

TEST(DryRunTest, EmptyWhereNobodyCanBeShown) {
  TestNetwork network = Crowd();
  network.policy().clear_unspoken();
  ASSERT_OK_AND_ASSIGN(const std::vector<float> shows,
                       DryRunExposure(*network.Snapshot(), FakeClock().Now(), DryRunOptions()));
  EXPECT_TRUE(shows.empty());
}

}  // namespace
}  // namespace weft
