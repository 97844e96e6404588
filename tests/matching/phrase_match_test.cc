#include "weft/matching/phrase_match.h"

#include "gtest/gtest.h"
#include "tests/testing/test_network.h"

namespace weft {
namespace {

class PhraseMatcherTest : public testing::Test {
 protected:
  PhraseMatch Match(const std::vector<std::string>& needs, const std::vector<std::string>& offers) {
    network_ = TestNetwork();
    for (const std::string& need : needs) network_.Add("me").add_needs(need);
    for (const std::string& offer : offers) network_.Add("other").add_offers(offer);
    view_ = network_.Snapshot();
    seeker_ = SeekerFromProfile(*view_, *view_->Find("me"));
    PhraseMatcher matcher(*view_, seeker_.phrases[2], weights_);
    return matcher.Match(view_->member(*view_->Find("other")).phrases[1], kNone);
  }

  const MatchWeights weights_;
  TestNetwork network_;
  std::shared_ptr<const NetworkView> view_;
  Seeker seeker_;
};

TEST_F(PhraseMatcherTest, EqualPhrasesMeetInFull) {
  const PhraseMatch match = Match({"boat repair"}, {"boat repair"});
  EXPECT_NEAR(match.forward, 1, 0.02);
  EXPECT_NEAR(match.backward, 1, 0.02);
  EXPECT_EQ(match.best.own, 0);
  EXPECT_EQ(view_->phrase_text(match.best.other), "boat repair");
}

TEST_F(PhraseMatcherTest, StrangersDoNotMeet) { EXPECT_NEAR(Match({"boat"}, {"bread"}).forward, 0, 0.02); }

TEST_F(PhraseMatcherTest, OneOfManyStillCounts) {
  const PhraseMatch one = Match({"boat", "a b", "c d", "e f"}, {"boat", "g h", "i j"});
  EXPECT_GT(one.forward, 0.5);
  EXPECT_LT(one.forward, Match({"boat"}, {"boat", "g h", "i j"}).forward);
  EXPECT_EQ(one.best.own, 0);
}

TEST_F(PhraseMatcherTest, MoreThatIsMetIsNeverWorse) {
  EXPECT_GE(Match({"boat", "bread"}, {"boat", "bread"}).forward, Match({"boat", "bread"}, {"boat"}).forward);
}

TEST_F(PhraseMatcherTest, RemembersWithoutChangingTheAnswer) {
  const PhraseMatch first = Match({"boat hire", "bread"}, {"boat repair"});
  PhraseMatcher matcher(*view_, seeker_.phrases[2], weights_);
  const auto offers = view_->member(*view_->Find("other")).phrases[1];
  for (int i = 0; i < 3; ++i) EXPECT_EQ(matcher.Match(offers, kNone).forward, first.forward);
}

}  // namespace
}  // namespace weft
