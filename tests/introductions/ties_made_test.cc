#include "weft/introductions/ties_made.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/introduction_draft.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

class TiesMadeTest : public testing::Test {
 protected:
  const FakeClock clock_;
  const Moment moment_{{}, clock_.Now()};
};

TEST_F(TiesMadeTest, ThoseWhoMetHaveATieOnce) {
  const StoredIntroduction mutual = BothYes(moment_);
  ASSERT_OK_AND_ASSIGN(const LifeStep met, RecordOutcome(mutual, 1, OutcomeOf(v1::Outcome::KIND_MET), moment_));
  const std::vector<v1::Tie> ties = TiesMadeBy(met, clock_.Now());
  ASSERT_THAT(ties, SizeIs(1));
  EXPECT_EQ(ties[0].member_a(), PersonName("a"));
  EXPECT_EQ(ties[0].member_b(), PersonName("b"));
  EXPECT_TRUE(ties[0].has_last_contact());
  ASSERT_OK_AND_ASSIGN(const LifeStep useful,
                       RecordOutcome(met.after, 0, OutcomeOf(v1::Outcome::KIND_USEFUL), moment_));
  EXPECT_THAT(TiesMadeBy(useful, clock_.Now()), IsEmpty());
}

TEST_F(TiesMadeTest, NotMeetingMakesNone) {
  ASSERT_OK_AND_ASSIGN(const LifeStep step,
                       RecordOutcome(BothYes(moment_), 0, OutcomeOf(v1::Outcome::KIND_DID_NOT_HAPPEN), moment_));
  EXPECT_THAT(TiesMadeBy(step, clock_.Now()), IsEmpty());
}

TEST_F(TiesMadeTest, WhoDeclinesForKnowingTheOtherHasATie) {
  const StoredIntroduction asked = Asked({"a", "b"}, moment_);
  ASSERT_OK_AND_ASSIGN(const LifeStep step,
                       Answer(asked, 0, No(v1::Decline::REASON_ALREADY_ACQUAINTED), true, moment_));
  ASSERT_THAT(TiesMadeBy(step, clock_.Now()), SizeIs(1));
  ASSERT_OK_AND_ASSIGN(const LifeStep other, Answer(asked, 0, No(v1::Decline::REASON_TIME), true, moment_));
  EXPECT_THAT(TiesMadeBy(other, clock_.Now()), IsEmpty());
}

TEST_F(TiesMadeTest, AGroupIsTiedWithoutWhoLeftIt) {
  StoredIntroduction group = Asked({"a", "b", "c"}, moment_);
  group = Next(Answer(group, 0, Yes(), true, moment_));
  group = Next(Answer(group, 1, No(), true, moment_));
  group = Next(Answer(group, 2, Yes(), true, moment_));
  ASSERT_OK_AND_ASSIGN(const LifeStep met, RecordOutcome(group, 2, OutcomeOf(v1::Outcome::KIND_LEARNED), moment_));
  const std::vector<v1::Tie> ties = TiesMadeBy(met, clock_.Now());
  ASSERT_THAT(ties, SizeIs(1));
  EXPECT_EQ(ties[0].member_b(), PersonName("c"));
}

}  // namespace
}  // namespace weft
