#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_network.h"
#include "weft/matching/recommender.h"

namespace weft {
namespace {

using ::testing::ElementsAre;

class SearchTest : public testing::Test {
 protected:
  SearchTest() {
    network_.Add("writer").add_offers("grant writing");
    network_.Get("writer").set_display_name("Writer");
    network_.Add("reader").add_interests("grant writing");
    network_.Add("needy").add_needs("grant writing");
    network_.Add("baker").add_offers("bread");
  }
  std::vector<SearchHit> Find(const SearchQuery& query) {
    const auto view = network_.Snapshot();
    const Recommender recommender(&network_.embedder());
    absl::StatusOr<std::vector<SearchHit>> hits =
        recommender.Search(*view, query, FakeClock().Now(), [] { return absl::OkStatus(); });
    EXPECT_OK(hits);
    return *hits;
  }
  std::vector<std::string> Ids(const SearchQuery& query) {
    std::vector<std::string> out;
    for (const SearchHit& hit : Find(query)) out.push_back(hit.member_id);
    return out;
  }
  TestNetwork network_;
};

TEST_F(SearchTest, OffersComeBeforeInterestsAndNeedsDoNotCount) {
  const std::vector<SearchHit> hits = Find({"someone who can help with grant writing", 2, {}});
  ASSERT_EQ(hits.size(), 2u);
  EXPECT_EQ(hits[0].member_id, "writer");
  EXPECT_EQ(hits[0].display_name, "Writer");
  EXPECT_THAT(hits[0].phrases, ElementsAre("grant writing"));
  EXPECT_NEAR(hits[0].score, 1, 0.02);
  EXPECT_EQ(hits[1].member_id, "reader");
  EXPECT_EQ(hits[1].display_name, "reader");
}

TEST_F(SearchTest, WordsThatOnlyAskFindNobody) {
  network_.Add("helper").add_offers("someone who can help with");
  EXPECT_THAT(Ids({"someone who can help with bread", 1, {}}), ElementsAre("baker"));
}

TEST_F(SearchTest, WhoSaysTheWholeTextOverAgainIsFirst) {
  network_.Add("grower").add_offers("people to grow beans");
  network_.Add("gardener").add_offers("grow beans");
  EXPECT_THAT(Ids({"people to grow beans", 1, {}}), ElementsAre("grower"));
  EXPECT_THAT(Ids({"grow beans", 1, {}}), ElementsAre("gardener"));
}

TEST_F(SearchTest, OtherNamesOfAThingStandBehindItsOwn) {
  network_.Add("adviser").add_offers("fundraising");
  const std::vector<SearchHit> hits = Find({"help with grant writing", 3, {}});
  ASSERT_EQ(hits.size(), 3u);
  EXPECT_EQ(hits[0].member_id, "writer");
  EXPECT_EQ(hits[1].member_id, "reader");
  EXPECT_EQ(hits[2].member_id, "adviser");
  EXPECT_THAT(hits[2].phrases, ElementsAre("fundraising"));
}

TEST_F(SearchTest, ThoseWhoMayNotBeFoundAreNot) {
  network_.Get("writer").mutable_participation()->set_being_found(v1::Participation::WORD_REFUSED);
  EXPECT_THAT(Ids({"grant writing", 1, {}}), ElementsAre("reader"));
}

TEST_F(SearchTest, ThosePausedCanBeFound) {
  network_.Get("writer").mutable_participation()->mutable_paused_until()->set_seconds(1LL << 33);
  EXPECT_THAT(Ids({"grant writing", 1, {}}), ElementsAre("writer"));
}

TEST_F(SearchTest, FiltersApply) {
  network_.Get("reader").add_circles("choir");
  EXPECT_THAT(Ids({"grant writing", 5, {{}, {"choir"}, {}, {}}}), ElementsAre("reader"));
}

TEST_F(SearchTest, StopsAtACheckpoint) {
  const auto view = network_.Snapshot();
  const Recommender recommender(&network_.embedder());
  EXPECT_THAT(
      recommender.Search(*view, {"bread", 1, {}}, FakeClock().Now(), [] { return absl::CancelledError("gone"); }),
      StatusIs(absl::StatusCode::kCancelled, "gone"));
}

}  // namespace
}  // namespace weft
