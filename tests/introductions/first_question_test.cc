#include "weft/introductions/first_question.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

v1::Introduction With(v1::Reason::Type type, const std::string& own, const std::string& other) {
  v1::Introduction introduction;
  introduction.add_sides();
  v1::Reason* reason = introduction.add_sides()->add_reasons();
  reason->set_type(type);
  reason->set_own_phrase(own);
  reason->set_other_phrase(other);
  return introduction;
}

TEST(FirstQuestionTest, BeginsWithANeedAndWhatMeetsIt) {
  v1::Introduction introduction = With(v1::Reason::TYPE_SHARED_INTEREST, "bees", "bees");
  *introduction.mutable_sides(0) = With(v1::Reason::TYPE_NEED_MET, "grant writing", "fundraising").sides(1);
  const std::string question = FirstQuestion(introduction);
  EXPECT_THAT(question, HasSubstr("“fundraising”"));
  EXPECT_THAT(question, HasSubstr("“grant writing”"));
}

TEST(FirstQuestionTest, ReadsTheSameFromTheOtherSide) {
  EXPECT_EQ(FirstQuestion(With(v1::Reason::TYPE_NEED_MET, "grant writing", "fundraising")),
            FirstQuestion(With(v1::Reason::TYPE_OFFER_WANTED, "fundraising", "grant writing")));
}

TEST(FirstQuestionTest, AlwaysAsks) {
  for (int type = 0; type <= 10; ++type) {
    for (const char* own : {"", "bees"}) {
      for (const char* other : {"", "bees", "hives"}) {
        EXPECT_THAT(FirstQuestion(With(static_cast<v1::Reason::Type>(type), own, other)), EndsWith("?"));
      }
    }
  }
  EXPECT_THAT(FirstQuestion({}), EndsWith("?"));
  v1::Introduction purpose = With(v1::Reason::TYPE_NEED_MET, "a", "b");
  purpose.set_purpose("start a seed bank");
  EXPECT_THAT(FirstQuestion(purpose), HasSubstr("together"));
}

}  // namespace
}  // namespace weft
