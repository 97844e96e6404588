#include "client-examples/weekly-email/network_news.h"

#include "client-examples/weekly-email/letter_text.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/sample_messages.h"

namespace weft::weekly_email {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string Text(const v1::Digest& digest) {
  Letter letter;
  letter.blocks = NetworkNews(digest, "Europe/Lisbon");
  return LetterText(letter);
}

TEST(NetworkNewsTest, NothingToTell) { EXPECT_THAT(NetworkNews(v1::Digest(), ""), IsEmpty()); }

TEST(NetworkNewsTest, NumbersThatAreWithheldAreNotSaid) {
  v1::Digest digest = WeeklyMessage().digest();
  EXPECT_THAT(Text(digest), HasSubstr("To 14 of them all said yes."));
  digest.mutable_last_round()->clear_mutual_count();
  digest.mutable_last_round()->clear_met_count();
  digest.mutable_last_round()->set_cluster_pairs_joined(0);
  EXPECT_THAT(Text(digest), Not(HasSubstr("of them")));
  EXPECT_THAT(Text(digest), Not(HasSubstr("parts of the network")));
}

TEST(NetworkNewsTest, CountsThoseWhoAreNotShown) {
  v1::Digest digest = WeeklyMessage().digest();
  EXPECT_THAT(Text(digest), HasSubstr("5 people are new in all."));
  digest.set_new_member_count(2);
  EXPECT_THAT(Text(digest), Not(HasSubstr("new in all")));
}

}  // namespace
}  // namespace weft::weekly_email
