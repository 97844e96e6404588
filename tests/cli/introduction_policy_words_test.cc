#include "cli/introduction_policy_words.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;

TEST(IntroductionPolicyWordsTest, AreReadAndWrittenAlike) {
  v1::IntroductionPolicy policy;
  EXPECT_EQ(WordsOf(policy), "all as by default");
  for (const char* words : {"open_introductions_max=2", "rhythm=on_request", "expiry=14d", "review_window=36h"}) {
    EXPECT_EQ(SetFromWords(words, &policy), "") << words;
    EXPECT_THAT(WordsOf(policy), HasSubstr(words));
  }
  EXPECT_EQ(policy.open_introductions_max(), 2);
  EXPECT_EQ(policy.rhythm(), v1::Participation::RHYTHM_ON_REQUEST);
  EXPECT_EQ(policy.expiry().seconds(), 14 * 86400);
}

TEST(IntroductionPolicyWordsTest, EveryFieldCanBeSet) {
  const google::protobuf::Descriptor* fields = v1::IntroductionPolicy::descriptor();
  for (int i = 0; i < fields->field_count(); ++i) {
    int set = 0;
    for (const char* value : {"3", "weekly", "3d"}) {
      v1::IntroductionPolicy policy;
      set += SetFromWords(fields->field(i)->name() + "=" + value, &policy).empty();
    }
    EXPECT_EQ(set, 1) << fields->field(i)->name();
  }
}

TEST(IntroductionPolicyWordsTest, SayWhatIsWrong) {
  v1::IntroductionPolicy policy;
  EXPECT_THAT(SetFromWords("mood=good", &policy), HasSubstr("'mood=good' names no field; expected one of open_"));
  EXPECT_THAT(SetFromWords("", &policy), HasSubstr("names no field"));
  EXPECT_THAT(SetFromWords("expiry", &policy), HasSubstr("such as 10d"));
  EXPECT_THAT(SetFromWords("rhythm=daily", &policy), HasSubstr("expected weekly, fortnightly"));
  EXPECT_THAT(SetFromWords("rhythm=unspecified", &policy), HasSubstr("is no rhythm"));
  EXPECT_THAT(SetFromWords("group_size=many", &policy), HasSubstr("no whole number"));
  EXPECT_EQ(policy.ByteSizeLong(), 0u);
}

}  // namespace
}  // namespace weft::cli
