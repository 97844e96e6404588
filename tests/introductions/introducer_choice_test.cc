#include "weft/introductions/introducer_choice.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/test_network.h"

namespace weft {
namespace {

using ::testing::ElementsAre;

class IntroducerChoiceTest : public testing::Test {
 protected:
  // Ada and bo both know cy and di, who are willing; ed knows ada alone.
  void SetUp() override {
    for (const char* id : {"ada", "bo", "cy", "di", "ed"}) network_.Add(id);
    for (const char* id : {"cy", "di"}) {
      network_.Tie("ada", id);
      network_.Tie("bo", id);
      Word(id)->set_introducing(v1::Participation::WORD_AGREED);
    }
    network_.Tie("ada", "ed");
    Word("ed")->set_introducing(v1::Participation::WORD_AGREED);
  }
  v1::Participation* Word(const std::string& id) { return network_.Get(id).mutable_participation(); }
  std::vector<std::string> Choose(const std::vector<std::vector<std::string>>& introductions, int each_max = 3) {
    const auto view = network_.Snapshot();
    std::vector<std::vector<uint32_t>> ordinals;
    for (const std::vector<std::string>& members : introductions) {
      ordinals.emplace_back();
      for (const std::string& id : members) ordinals.back().push_back(*view->Find(id));
    }
    std::vector<std::string> out;
    for (const absl::optional<uint32_t>& introducer : ChooseIntroducers(*view, ordinals, each_max, clock_.Now())) {
      out.push_back(introducer.has_value() ? std::string(view->member(*introducer).id) : "");
    }
    return out;
  }
  TestNetwork network_;
  FakeClock clock_;
};

TEST_F(IntroducerChoiceTest, ACommonAcquaintanceWhoIsWilling) {
  EXPECT_THAT(Choose({{"ada", "bo"}}), ElementsAre("cy"));
  Word("cy")->set_introducing(v1::Participation::WORD_UNSPECIFIED);
  EXPECT_THAT(Choose({{"ada", "bo"}}), ElementsAre("di"));
  Word("di")->set_introducing(v1::Participation::WORD_REFUSED);
  EXPECT_THAT(Choose({{"ada", "bo"}}), ElementsAre("")) << "ed knows ada alone.";
}

TEST_F(IntroducerChoiceTest, NobodyPausedOrBlocked) {
  Word("cy")->mutable_paused_until()->set_seconds(absl::ToUnixSeconds(clock_.Now()) + 60);
  EXPECT_THAT(Choose({{"ada", "bo"}}), ElementsAre("di"));
  Word("bo")->add_blocked("di");
  EXPECT_THAT(Choose({{"ada", "bo"}}), ElementsAre(""));
}

TEST_F(IntroducerChoiceTest, OfAllInAGroup) {
  EXPECT_THAT(Choose({{"ada", "bo", "cy"}}), ElementsAre("")) << "a member of it introduces nobody.";
  network_.Tie("cy", "di");
  EXPECT_THAT(Choose({{"ada", "bo", "cy"}}), ElementsAre("di"));
}

TEST_F(IntroducerChoiceTest, WhoCouldBeChosenMayStillIntroduce) {
  const auto may = [this](const std::string& introducer) {
    const auto view = network_.Snapshot();
    return MayIntroduce(*view, *view->Find(introducer), {*view->Find("ada"), *view->Find("bo")}, clock_.Now());
  };
  EXPECT_TRUE(may("cy"));
  EXPECT_TRUE(may("di"));
  EXPECT_FALSE(may("ed")) << "knows ada alone.";
  Word("cy")->set_introducing(v1::Participation::WORD_REFUSED);
  EXPECT_FALSE(may("cy"));
}

TEST_F(IntroducerChoiceTest, NobodyTooOften) {
  const std::vector<std::string> pair = {"ada", "bo"};
  EXPECT_THAT(Choose({pair, pair, pair}, 1), ElementsAre("cy", "di", ""));
}

}  // namespace
}  // namespace weft
