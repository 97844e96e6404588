#include "weft/matching/purpose_coverage.h"

#include "gtest/gtest.h"
#include "tests/testing/test_network.h"

namespace weft {
namespace {

TEST(PurposeCoverageTest, WhatIsThereCountsLess) {
  TestNetwork network;
  network.Add("in").add_offers("boat repair");
  network.Add("same").add_offers("boat repair");
  network.Add("new").add_offers("sail making");
  const auto view = network.Snapshot();
  Seeker seeker;
  seeker.has_purpose = true;
  std::vector<ScoredCandidate> candidates(2);
  for (int i = 0; i < 2; ++i) {
    const uint32_t ordinal = *view->Find(i == 0 ? "same" : "new");
    candidates[i].ordinal = ordinal;
    candidates[i].score = 0.8;
    candidates[i].fit.need_pair.other = view->member(ordinal).phrases[1][0];
  }
  DiscountWhatIsThere(*view, seeker, {*view->Find("in")}, &candidates);
  EXPECT_NEAR(candidates[0].score, 0.4, 1e-6);
  EXPECT_NEAR(candidates[1].score, 0.8, 1e-6);
}

}  // namespace
}  // namespace weft
