#include "weft/introductions/effects.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/introduction_draft.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Kind = v1::Effect;

constexpr absl::Duration kDay = absl::Hours(24);

class EffectsTest : public testing::Test {
 protected:
  Moment At(absl::Duration later) const { return {{}, clock_.Now() + later}; }
  std::vector<v1::Effect> Of(const std::string& id, const StoredIntroduction& introduction,
                             absl::Duration later = absl::ZeroDuration()) const {
    Lookups lookups;
    lookups.display_name = [](const std::string& member) { return "Name-" + member.substr(member.rfind('/') + 1); };
    lookups.contact = [](const std::string&) { return v1::Contact(); };
    return EffectsOf(introduction, PersonName(id), lookups, clock_.Now() + later);
  }
  std::vector<v1::Effect::Kind> Kinds(const std::string& id, const StoredIntroduction& introduction) const {
    std::vector<v1::Effect::Kind> kinds;
    for (const v1::Effect& effect : Of(id, introduction)) kinds.push_back(effect.kind());
    return kinds;
  }
  StoredIntroduction AskedWithTopic() const {
    StoredIntroduction asked = Asked({"a", "b"}, now_);
    asked.introduction.set_kind(v1::Recommendation::KIND_WEAK_TIE);
    for (v1::Introduction::Side& side : *asked.introduction.mutable_sides()) {
      side.add_reasons()->set_own_phrase("bees");
    }
    return asked;
  }
  FakeClock clock_;
  const Moment now_ = {{}, clock_.Now()};
};

TEST_F(EffectsTest, ANoIsForItsSideOnly) {
  const StoredIntroduction no = Next(Answer(AskedWithTopic(), 0, No(v1::Decline::REASON_TOPIC), true, now_));
  EXPECT_THAT(Kinds("a", no), ElementsAre(Kind::KIND_PAIR_NOT_AGAIN, Kind::KIND_TOPIC_SHARPENED));
  EXPECT_THAT(Of("a", no)[0].text(), HasSubstr("Name-b"));
  EXPECT_EQ(Of("a", no)[1].phrase(), "bees");
  EXPECT_THAT(Kinds("b", no), IsEmpty());
  EXPECT_THAT(Kinds("c", no), IsEmpty());
}

TEST_F(EffectsTest, NotNowAndSilenceEnd) {
  const StoredIntroduction later = Next(Answer(AskedWithTopic(), 0, NotNow(), true, now_));
  ASSERT_THAT(Of("a", later), SizeIs(1));
  EXPECT_THAT(Of("a", later)[0].text(), HasSubstr("2 March 2026"));
  EXPECT_TRUE(Of("a", later)[0].has_end_time());
  EXPECT_THAT(Of("a", later, 60 * kDay), IsEmpty());
  StoredIntroduction silent = Next(Answer(AskedWithTopic(), 0, Yes(), true, now_));
  silent = Next(Advance(silent, true, At(10 * kDay)));
  EXPECT_THAT(Kinds("b", silent), ElementsAre(Kind::KIND_PAIR_RESTS));
  EXPECT_THAT(Kinds("a", silent), IsEmpty());  // Would tell that it expired.
}

TEST_F(EffectsTest, AWeakTieThatDidNotFitCountsAsTried) {
  StoredIntroduction mutual = Next(Answer(AskedWithTopic(), 0, Yes(), true, now_));
  mutual = Next(Answer(mutual, 1, Yes(), true, now_));
  const StoredIntroduction topic = Next(RecordOutcome(mutual, 0, OutcomeOf(v1::Outcome::KIND_NOT_A_FIT_TOPIC), now_));
  EXPECT_THAT(Kinds("a", topic), ElementsAre(Kind::KIND_TOPIC_SHARPENED, Kind::KIND_BRIDGE_TRIED, Kind::KIND_TIE_MADE));
  EXPECT_THAT(Kinds("b", topic), ElementsAre(Kind::KIND_TIE_MADE));  // Which both may remove.
  const StoredIntroduction person = Next(RecordOutcome(mutual, 0, OutcomeOf(v1::Outcome::KIND_NOT_A_FIT_PERSON), now_));
  EXPECT_THAT(Kinds("a", person), ElementsAre(Kind::KIND_PAIR_NOT_AGAIN, Kind::KIND_BRIDGE_TRIED, Kind::KIND_TIE_MADE));
  EXPECT_THAT(Kinds("a", mutual), IsEmpty());
}

TEST_F(EffectsTest, RestingIsSaid) {
  MemberIntroductions introductions;
  introductions.entries.resize(2);
  for (auto& entry : introductions.entries) {
    entry.answer = v1::Introduction::Side::ANSWER_SILENT;
    entry.end_micros = 5;
  }
  ASSERT_THAT(RestingEffect(introductions, 2), SizeIs(1));
  EXPECT_EQ(RestingEffect(introductions, 2)[0].kind(), Kind::KIND_RESTING);
  EXPECT_THAT(RestingEffect(introductions, 3), IsEmpty());
}

}  // namespace
}  // namespace weft
