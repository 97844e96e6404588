#include "weft/introductions/digest.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/introductions/introduction_draft.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/test_network.h"
#include "weft/base/clock.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class DigestTest : public testing::Test {
 protected:
  DigestTest() {
    v1::Member& reader = network_.Add("reader");
    reader.add_interests("seed saving");
    reader.add_offers("bookkeeping");
    news_.start = clock_.Now() - absl::Hours(24 * 7);
    news_.end = clock_.Now();
  }
  // A member who came this week.
  v1::Member& AddNew(const std::string& id, const std::string& interest) {
    news_.new_members.push_back(id);
    v1::Member& member = network_.Add(id);
    member.add_interests(interest);
    return member;
  }
  std::vector<std::string> Shown(const v1::Digest& digest) const {
    std::vector<std::string> ids;
    for (const auto& member : digest.new_members()) ids.push_back(member.member());
    return ids;
  }
  FakeClock clock_;
  TestNetwork network_;
  NetworkNews news_;
};

TEST_F(DigestTest, NewMembersNearTheReadersInterestsComeFirst) {
  AddNew("far", "film music").set_display_name("Fay");
  AddNew("near", "seed saving");
  const v1::Digest digest = DigestFor("reader", news_, *network_.Live());
  ASSERT_THAT(digest.new_members(), SizeIs(2));
  EXPECT_THAT(digest.new_members(0).member(), testing::EndsWith("/members/near"));
  EXPECT_EQ(digest.new_members(0).display_name(), "near");  // No name: the id.
  EXPECT_THAT(digest.new_members(0).phrases(), ElementsAre("seed saving"));
  EXPECT_EQ(digest.new_members(1).display_name(), "Fay");
  EXPECT_EQ(digest.new_member_count(), 2);  // No more than can be seen.
  EXPECT_EQ(digest.start_time().seconds(), absl::ToUnixSeconds(news_.start));
}

TEST_F(DigestTest, NobodyIsNamedWhoMayNotBeFoundOrIsBlockedOrKnown) {
  AddNew("hidden", "seed saving").mutable_participation()->set_being_found(v1::Participation::WORD_REFUSED);
  AddNew("blocking", "seed saving").mutable_participation()->add_blocked("reader");
  AddNew("friend", "seed saving");
  network_.Tie("friend", "reader");
  news_.new_members.push_back("gone");
  const v1::Digest digest = DigestFor("reader", news_, *network_.Live());
  EXPECT_THAT(digest.new_members(), IsEmpty());
}

TEST_F(DigestTest, FivePeopleAreCounted) {
  for (int i = 0; i < 7; ++i) AddNew("m" + std::to_string(i), "seed saving");
  const v1::Digest digest = DigestFor("reader", news_, *network_.Live());
  EXPECT_THAT(digest.new_members(), SizeIs(5));
  EXPECT_EQ(digest.new_member_count(), 7);
}

TEST_F(DigestTest, NeedsTheReaderMightMeetHaveNoName) {
  network_.Add("other").add_needs("bookkeeping");
  v1::Member& hidden = network_.Add("hidden");
  hidden.add_needs("bookkeeping courses");
  hidden.mutable_participation()->set_being_found(v1::Participation::WORD_REFUSED);
  network_.Add("third").add_needs("a tractor");
  EXPECT_THAT(DigestFor("reader", news_, *network_.Live()).needs_you_may_meet(), ElementsAre("bookkeeping"));
}

TEST_F(DigestTest, WhoIsNotKnownReadsWhatIsTheSameForAll) {
  AddNew("near", "seed saving");
  news_.lessons = {"Start small."};
  const v1::Digest digest = DigestFor("nobody", news_, *network_.Live());
  EXPECT_THAT(digest.lessons(), ElementsAre("Start small."));
  EXPECT_THAT(digest.new_members(), IsEmpty());
}

TEST_F(DigestTest, LessonsAreThoseShared) {
  StoredIntroduction one = Draft({"a", "b"});
  const auto record = [this](v1::Outcome* outcome, const std::string& lesson, bool share, absl::Duration ago) {
    outcome->set_lesson(lesson);
    outcome->set_share_lesson(share);
    *outcome->mutable_record_time() = TimestampOf(ToMicros(clock_.Now() - ago));
  };
  record(one.introduction.mutable_sides(0)->mutable_outcome(), "older", true, absl::Hours(2));
  record(one.introduction.mutable_sides(1)->mutable_outcome(), "secret", false, absl::Hours(1));
  StoredIntroduction two = Draft({"c", "d"});
  record(two.introduction.mutable_sides(0)->mutable_outcome(), "newer", true, absl::Hours(1));
  record(two.introduction.mutable_sides(1)->mutable_outcome(), "long ago", true, absl::Hours(1000));
  EXPECT_THAT(LessonsShared({one, two, two}, clock_.Now() - absl::Hours(24)), ElementsAre("newer", "older"));
}

TEST_F(DigestTest, ARoundOfFewIsNotCounted) {
  v1::Round round;
  round.mutable_summary()->set_served_count(4);
  EXPECT_FALSE(RoundInNumbers(round, {}, *network_.Live()).has_value());
}

TEST_F(DigestTest, ARoundCountsWhatAtLeastFiveHave) {
  std::vector<StoredIntroduction> introductions;
  std::vector<std::string> left;
  std::vector<std::string> right;
  for (int i = 0; i < 6; ++i) {
    left.push_back("l" + std::to_string(i));
    right.push_back("r" + std::to_string(i));
    network_.Add(left.back());
    network_.Add(right.back());
    StoredIntroduction stored = Draft({"a", "b"});
    stored.sides[0].member_key = network_.KeyOf(left.back());
    stored.sides[1].member_key = network_.KeyOf(right.back());
    if (i > 0) *stored.introduction.mutable_mutual_time() = TimestampOf(1);
    if (i > 1) *stored.introduction.mutable_meet_time() = TimestampOf(1);
    introductions.push_back(stored);
  }
  network_.Cluster(left);
  network_.Cluster(right);
  v1::Round round;
  round.mutable_summary()->set_served_count(12);
  const auto numbers = RoundInNumbers(round, introductions, *network_.Snapshot());
  ASSERT_TRUE(numbers.has_value());
  EXPECT_EQ(numbers->introduction_count(), 6);
  EXPECT_EQ(numbers->mutual_count(), 5);
  EXPECT_FALSE(numbers->has_met_count());  // Four.
  EXPECT_EQ(numbers->cluster_pairs_joined(), 1);
}

}  // namespace
}  // namespace weft
