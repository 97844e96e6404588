// A write that was acknowledged is visible to every call begun afterwards, without a build.

#include "gmock/gmock.h"
#include "tests/e2e/weft_fixture.h"

namespace weft::e2e {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class LiveChangeTest : public WeftFixture {
 protected:
  void SetUp() override {
    MakeFoodNetwork();
    StartServer();
  }
  void Put(const std::string& member, std::vector<std::string> more) const {
    more.insert(more.begin(), {"member", "put", "food/" + member});
    Finished put = Ctl(more);
    ASSERT_EQ(put.exit_code, 0) << put.err;
  }
};

TEST_F(LiveChangeTest, ANewMemberIsFoundRecommendedAndErased) {
  Put("zoe", {"--display-name", "Zoë, miller", "--offer", "people to grow out rare varieties", "--need",
              "bean and tomato seed to share", "--interest", "seed libraries"});
  EXPECT_EQ(Found("people to grow out rare varieties").at(0), "zoe");
  EXPECT_THAT(Recommended("fn-amara"), Contains("zoe"));
  EXPECT_FALSE(Recommended("zoe").empty());
  ASSERT_EQ(Ctl({"member", "delete", "food/zoe"}).exit_code, 0);
  EXPECT_THAT(Found("people to grow out rare varieties"), Not(Contains("zoe")));
  EXPECT_THAT(Recommended("fn-amara", {"--page-size", "100"}), Not(Contains("zoe")));
  EXPECT_THAT(Ctl({"recommend", "food/zoe"}).err, HasSubstr("MEMBER_NOT_FOUND"));
}

TEST_F(LiveChangeTest, AChangedProfileCounts) {
  Put("fn-goran", {"--offer", "repairing church organs"});
  EXPECT_EQ(Found("repairing church organs").at(0), "fn-goran");
  Put("fn-goran", {"--offer", "mending nets"});
  EXPECT_THAT(CtlJson({"member", "get", "food/fn-goran"})["offers"], testing::ElementsAre("mending nets"));
}

TEST_F(LiveChangeTest, WhoRefusesIsNotFound) {
  ASSERT_THAT(Recommended("fn-amara"), Contains("fn-tuuli"));
  Put("fn-tuuli", {"--as-member", "--refuse-found"});
  EXPECT_THAT(Recommended("fn-amara", {"--page-size", "100"}), Not(Contains("fn-tuuli")));
  EXPECT_THAT(Found("germination tests and rare varieties"), Not(Contains("fn-tuuli")));
  // No weaver overrides the member's word; the member does.
  Finished put = Ctl({"member", "put", "food/fn-tuuli", "--agree-found"});
  EXPECT_EQ(put.exit_code, 1);
  EXPECT_THAT(put.err, HasSubstr("MEMBER_HAS_SPOKEN"));
  Put("fn-tuuli", {"--as-member", "--agree-found", "--agree-introduced"});
  EXPECT_THAT(Recommended("fn-amara"), Contains("fn-tuuli"));
}

TEST_F(LiveChangeTest, WhoPausesIsNotRecommendedUntilTheyResume) {
  Put("fn-tuuli", {"--as-member", "--pause-until", "2999-01-01"});
  EXPECT_THAT(Recommended("fn-amara", {"--page-size", "100"}), Not(Contains("fn-tuuli")));
  Put("fn-tuuli", {"--as-member", "--resume"});
  EXPECT_THAT(Recommended("fn-amara"), Contains("fn-tuuli"));
}

TEST_F(LiveChangeTest, ANewTieEndsTheRecommendation) {
  ASSERT_EQ(Ctl({"tie", "put", "food/fn-amara", "food/fn-tuuli"}).exit_code, 0);
  EXPECT_THAT(Recommended("fn-amara", {"--page-size", "100"}), Not(Contains("fn-tuuli")));
  ASSERT_EQ(Ctl({"tie", "delete", "food/fn-amara", "food/fn-tuuli"}).exit_code, 0);
  EXPECT_THAT(Recommended("fn-amara", {"--page-size", "100"}), Contains("fn-tuuli"));
}

TEST_F(LiveChangeTest, APolicyNeedsAReasonAndIsHistory) {
  nlohmann::json network =
      CtlJson({"network", "set-policy", "food", "--weak-tie-share", "0.5", "--reason", "the clusters seldom meet"});
  EXPECT_EQ(network["policy"]["weak_tie_share"], 0.5);
  EXPECT_EQ(CtlJson({"recommend", "food/fn-amara"})["weak_tie_share"], 0.5);
  nlohmann::json history = CtlJson({"network", "policy-history", "food"});
  EXPECT_EQ(history["policy_changes"][0]["reason"], "the clusters seldom meet");
}

TEST_F(LiveChangeTest, AStaleEtagIsRefused) {
  const std::string etag = CtlJson({"member", "get", "food/fn-kofi"})["etag"].get<std::string>();
  Put("fn-kofi", {"--bio", "one", "--etag", etag});
  Finished second = Ctl({"member", "put", "food/fn-kofi", "--bio", "two", "--etag", etag});
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_THAT(second.err, HasSubstr("ABORTED (ETAG_MISMATCH)"));
}

}  // namespace
}  // namespace weft::e2e
