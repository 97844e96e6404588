#include "weft/introductions/consent_review.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_network.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Intro = v1::Introduction;

class ConsentReviewTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* id : {"ada", "bo", "cy"}) network_.Add(id);
    Have("ada", {"bo"}, 5, Intro::STATE_PROPOSED);
    Have("bo", {"ada"}, 5, Intro::STATE_PROPOSED);
    Have("cy", {"bo"}, 6, Intro::STATE_MUTUAL);
  }
  void Have(const std::string& id, const std::vector<std::string>& others, int64_t key, Intro::State state) {
    MemberIntroductions::Entry entry;
    entry.introduction_key = key;
    entry.state = state;
    for (const std::string& other : others) entry.other_keys.push_back(network_.KeyOf(other));
    network_.IntroductionsOf(id).entries.push_back(entry);
  }
  std::vector<int64_t> Review() const { return IntroductionsToReview(*network_.Snapshot(), clock_.Now()); }
  v1::Participation* Word(const std::string& id) { return network_.Get(id).mutable_participation(); }

  TestNetwork network_;
  FakeClock clock_;
};

TEST_F(ConsentReviewTest, NothingAsLongAsTheyStandToIt) { EXPECT_THAT(Review(), IsEmpty()); }

TEST_F(ConsentReviewTest, PausedRefusedAndBlocked) {
  Word("bo")->mutable_paused_until()->set_seconds(absl::ToUnixSeconds(clock_.Now()) + 5);
  EXPECT_THAT(Review(), ElementsAre(5));
  clock_.Advance(absl::Seconds(5));  // Pauses end by themselves.
  EXPECT_THAT(Review(), IsEmpty());
  Word("ada")->set_being_introduced(v1::Participation::WORD_REFUSED);
  EXPECT_THAT(Review(), ElementsAre(5));
  Word("ada")->clear_being_introduced();
  Word("bo")->add_blocked("ada");
  EXPECT_THAT(Review(), ElementsAre(5));
  Word("bo")->clear_blocked();
  network_.policy().clear_unspoken();  // Nobody has spoken.
  EXPECT_THAT(Review(), ElementsAre(5));
}

TEST_F(ConsentReviewTest, WhatIsMutualStands) {
  Word("cy")->set_being_introduced(v1::Participation::WORD_REFUSED);
  EXPECT_THAT(Review(), IsEmpty());
}

TEST_F(ConsentReviewTest, WhoIsGone) {
  ViewDelta delta;
  delta.sequence = 9;
  delta.policy = network_.policy();
  delta.deleted = {network_.KeyOf("bo")};
  ASSERT_OK_AND_ASSIGN(const auto view, network_.Snapshot()->Apply(delta, network_.embedder()));
  EXPECT_THAT(IntroductionsToReview(*view, clock_.Now()), ElementsAre(5));
  // Loaded anew, the other side is known to be nobody any more.
  network_.IntroductionsOf("ada").entries[0].other_keys.clear();
  EXPECT_THAT(Review(), ElementsAre(5));
}

}  // namespace
}  // namespace weft
