#include "weft/matching/recommender.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_network.h"
#include "weft/base/random.h"
#include "weft/matching/balance.h"
#include "weft/matching/bridging.h"
#include "weft/matching/eligibility.h"
#include "weft/matching/selection.h"

namespace weft {
namespace {

const Checkpoint kGoOn = [] { return absl::OkStatus(); };

absl::StatusOr<RecommendationList> Recommend(const NetworkView& view, const TestNetwork& network,
                                             const RecommendQuery& query) {
  return Recommender(&network.embedder()).Recommend(view, query, FakeClock().Now(), kGoOn);
}

std::string IdOf(const v1::Recommendation& r) { return r.member().substr(r.member().rfind('/') + 1); }

// 120 members in six clusters with texts, circles, organizations, ties and words at random.
TestNetwork RandomNetwork(uint64_t seed) {
  static const char* const kWords[] = {"seed", "boat", "bread", "law", "bees", "web", "school", "land"};
  TestNetwork network;
  Random random(seed);
  auto phrase = [&] { return absl::StrCat(kWords[random.Below(8)], " ", kWords[random.Below(8)]); };
  std::vector<std::string> clusters[6];
  for (int i = 0; i < 120; ++i) {
    const std::string id = absl::StrCat("m", i);
    v1::Member& member = network.Add(id);
    if (random.Below(5)) member.add_interests(phrase());
    if (random.Below(2)) member.add_offers(phrase());
    if (random.Below(2)) member.add_needs(phrase());
    if (random.Below(2)) member.add_circles(absl::StrCat("circle-", random.Below(8)));
    if (random.Below(3) == 0) member.set_organization(absl::StrCat("org-", random.Below(8)));
    if (random.Below(8) == 0) member.mutable_participation()->set_being_found(v1::Participation::WORD_REFUSED);
    if (random.Below(8) == 0) member.mutable_participation()->mutable_paused_until()->set_seconds(1LL << 33);
    if (random.Below(8) == 0) member.mutable_participation()->add_blocked(absl::StrCat("m", random.Below(120)));
    if (i < 100) clusters[i % 6].push_back(id);
  }
  for (const auto& cluster : clusters) {
    network.Cluster(cluster);
    for (size_t i = 1; i < cluster.size(); ++i) network.Tie(cluster[i], cluster[random.Below(i)]);
  }
  for (int i = 0; i < 10; ++i) {
    const uint64_t a = random.Below(100), b = random.Below(100);
    if (a != b) network.Tie(absl::StrCat("m", a), absl::StrCat("m", b));
  }
  return network;
}

// What must hold for every list, whatever the network.
TEST(RecommenderTest, InvariantsHoldOnRandomNetworks) {
  for (uint64_t seed : {1, 2, 3}) {
    const TestNetwork network = RandomNetwork(seed);
    const auto view = network.Snapshot();
    Random random(seed);
    for (int i = 0; i < 60; ++i) {
      RecommendQuery query;
      query.member_id = absl::StrCat("m", random.Below(120));
      query.count = 1 + static_cast<int>(random.Below(20));
      query.weak_tie_share = static_cast<double>(random.Below(11)) / 10;
      query.seed = random.Next();
      ASSERT_OK_AND_ASSIGN(const RecommendationList list, Recommend(*view, network, query));
      const uint32_t seeker = *view->Find(query.member_id);
      const MemberView self = view->member(seeker);
      const FilterInView filter(*view, MemberFilter());
      const Eligibility eligibility(*view, seeker, filter, {}, FakeClock().Now());
      std::set<std::string> distinct;
      int weak = 0;
      EXPECT_LE(list.recommendations.size(), query.count);
      for (size_t place = 0; place < list.recommendations.size(); ++place) {
        const v1::Recommendation& r = list.recommendations[place];
        EXPECT_TRUE(distinct.insert(r.member()).second);
        const uint32_t ordinal = *view->Find(IdOf(r));
        EXPECT_TRUE(eligibility.IsEligible(ordinal));
        EXPECT_GE(r.reasons_size(), 1);
        EXPECT_GE(r.score(), 0);
        EXPECT_LE(r.score(), 1);
        if (r.kind() != v1::Recommendation::KIND_WEAK_TIE) continue;
        ++weak;
        EXPECT_TRUE(CrossesClusters(self, view->member(ordinal)));
        if (list.cold_start == RecommendationList::ColdStart::kNone ||
            list.cold_start == RecommendationList::ColdStart::kNoTies) {
          EXPECT_GE(r.parts().fit(), Balance().fit_floor);
        }
        EXPECT_EQ(r.reasons(r.reasons_size() - 1).type(), v1::Reason::TYPE_WIDER_CIRCLE);
        if (*query.weak_tie_share <= 0.5 &&
            static_cast<int>(list.recommendations.size()) - WeakPlaces(*query.weak_tie_share, query.count) >= 2) {
          EXPECT_GE(place, 2u);
        }
      }
      const int places = WeakPlaces(*query.weak_tie_share, query.count);
      EXPECT_EQ(weak < places, list.shortage != RecommendationList::Shortage::kNone);
      EXPECT_LE(weak, places);
    }
  }
}

TEST(RecommenderTest, AnswersAreDeterministic) {
  const TestNetwork network = RandomNetwork(9);
  RecommendQuery query;
  query.member_id = "m1";
  query.seed = 42;
  auto text = [&](const NetworkView& view) {
    std::string out;
    const absl::StatusOr<RecommendationList> list = Recommend(view, network, query);
    for (const v1::Recommendation& r : list->recommendations) {
      absl::StrAppend(&out, r.ShortDebugString(), "\n");
    }
    return out;
  };
  EXPECT_EQ(text(*network.Snapshot()), text(*network.Snapshot()));
}

TEST(RecommenderTest, StrongFitsAreStrong) {
  TestNetwork network = RandomNetwork(4);
  network.Add("me").add_needs("grant writing");
  network.Get("me").add_offers("tax advice");
  network.Add("match").add_offers("grant writing");
  network.Get("match").add_needs("tax advice");
  const auto view = network.Snapshot();
  RecommendQuery query;
  query.member_id = "me";
  query.weak_tie_share = 0;
  ASSERT_OK_AND_ASSIGN(const RecommendationList list, Recommend(*view, network, query));
  EXPECT_EQ(IdOf(list.recommendations[0]), "match");
  EXPECT_EQ(list.recommendations[0].kind(), v1::Recommendation::KIND_STRONG_FIT);
  EXPECT_EQ(list.cold_start, RecommendationList::ColdStart::kNoTies);
}

struct ShareCase {
  const char* name;
  absl::optional<double> call, member, policy;
  double expected;
};

void PrintTo(const ShareCase& c, std::ostream* out) { *out << c.name; }

class ShareTest : public testing::TestWithParam<ShareCase> {};

TEST_P(ShareTest, TheNearestWordWins) {
  TestNetwork network = RandomNetwork(6);
  if (GetParam().member) network.Get("m1").mutable_participation()->set_weak_tie_share(*GetParam().member);
  if (GetParam().policy) network.policy().set_weak_tie_share(*GetParam().policy);
  RecommendQuery query;
  query.member_id = "m1";
  query.weak_tie_share = GetParam().call;
  EXPECT_NEAR(Recommend(*network.Snapshot(), network, query)->weak_tie_share, GetParam().expected, 1e-6);
}

INSTANTIATE_TEST_SUITE_P(All, ShareTest,
                         testing::Values(ShareCase{"Default", {}, {}, {}, 0.3}, ShareCase{"Policy", {}, {}, 0.1, 0.1},
                                         ShareCase{"Member", {}, 0.6, 0.1, 0.6}, ShareCase{"Call", 0.0, 0.6, 0.1, 0}),
                         [](const auto& info) { return info.param.name; });

TEST(RecommenderTest, ShortageSaysWhy) {
  TestNetwork one_cluster;
  for (int i = 0; i < 20; ++i) one_cluster.Add(absl::StrCat("m", i)).add_interests("bees");
  RecommendQuery query;
  query.member_id = "m1";
  EXPECT_EQ(Recommend(*one_cluster.Snapshot(), one_cluster, query)->shortage,
            RecommendationList::Shortage::kNoOtherCluster);

  TestNetwork floor = RandomNetwork(8);
  floor.policy().set_fit_floor(0.99);
  EXPECT_EQ(Recommend(*floor.Snapshot(), floor, query)->shortage, RecommendationList::Shortage::kFitFloor);

  TestNetwork nobody = RandomNetwork(8);
  nobody.policy().clear_unspoken();
  ASSERT_OK_AND_ASSIGN(const RecommendationList list, Recommend(*nobody.Snapshot(), nobody, query));
  EXPECT_TRUE(list.recommendations.empty());
  EXPECT_EQ(list.shortage, RecommendationList::Shortage::kNobodyEligible);
}

TEST(RecommenderTest, NothingKnownStillGetsAnAnswer) {
  TestNetwork network = RandomNetwork(5);
  network.Add("blank");
  RecommendQuery query;
  query.member_id = "blank";
  ASSERT_OK_AND_ASSIGN(const RecommendationList list, Recommend(*network.Snapshot(), network, query));
  EXPECT_EQ(list.recommendations.size(), 10u);
  EXPECT_EQ(list.cold_start, RecommendationList::ColdStart::kNoTiesAndNoText);
  EXPECT_EQ(list.recommendations[0].reasons(0).type(), v1::Reason::TYPE_COLD_START);
}

// Two circles, and nothing else is known: the best there is are one's own circle, and some of the other.
TEST(RecommenderTest, WhereNobodySaysAnythingTheWiderCircleIsStillKeptInView) {
  TestNetwork network;
  for (int i = 0; i < 24; ++i) network.Add(absl::StrCat("m", i)).add_circles(i % 2 ? "growers" : "cooks");
  const auto view = network.Snapshot();
  RecommendQuery query;
  query.member_id = "m1";
  ASSERT_OK_AND_ASSIGN(const RecommendationList list, Recommend(*view, network, query));
  EXPECT_EQ(list.cold_start, RecommendationList::ColdStart::kNoTiesAndNoText);
  EXPECT_EQ(list.shortage, RecommendationList::Shortage::kNone);
  EXPECT_TRUE(list.provisional_clusters);
  int weak = 0;
  for (const v1::Recommendation& r : list.recommendations) {
    const bool is_weak = r.kind() == v1::Recommendation::KIND_WEAK_TIE;
    weak += is_weak;
    EXPECT_EQ(view->circle_name(view->member(*view->Find(IdOf(r))).circles[0]), is_weak ? "cooks" : "growers");
  }
  EXPECT_EQ(weak, 3);
  // A floor that somebody has raised holds, and so does any for those who say something.
  network.policy().set_fit_floor(0.2);
  EXPECT_EQ(Recommend(*network.Snapshot(), network, query)->shortage, RecommendationList::Shortage::kFitFloor);
  network.policy().clear_fit_floor();
  network.Get("m1").add_interests("bees");
  EXPECT_EQ(Recommend(*network.Snapshot(), network, query)->shortage, RecommendationList::Shortage::kFitFloor);
}

TEST(RecommenderTest, EverybodyKnowsEverybody) {
  TestNetwork network;
  std::vector<std::string> ids;
  for (int i = 0; i < 8; ++i) {
    ids.push_back(absl::StrCat("m", i));
    network.Add(ids.back()).add_interests("bees");
    for (int j = 0; j < i; ++j) network.Tie(ids[static_cast<size_t>(i)], ids[static_cast<size_t>(j)]);
  }
  network.Cluster(ids);
  RecommendQuery query;
  query.member_id = "m3";
  ASSERT_OK_AND_ASSIGN(const RecommendationList list, Recommend(*network.Snapshot(), network, query));
  EXPECT_TRUE(list.recommendations.empty());
  EXPECT_EQ(list.shortage, RecommendationList::Shortage::kNoOtherCluster);
  EXPECT_FALSE(list.provisional_clusters);
}

TEST(RecommenderTest, WorksBeforeAnyBuild) {
  const TestNetwork network = RandomNetwork(5);
  RecommendQuery query;
  query.member_id = "m3";
  ASSERT_OK_AND_ASSIGN(const RecommendationList list, Recommend(*network.Live(), network, query));
  EXPECT_FALSE(list.recommendations.empty());
  EXPECT_TRUE(list.provisional_clusters);
}

TEST(RecommenderTest, PurposeOverridesTheProfile) {
  TestNetwork network = RandomNetwork(5);
  network.Add("saver").add_offers("library building");
  network.Get("saver").add_interests("library building");
  network.Add("already").add_offers("library building");
  RecommendQuery query;
  query.member_id = "m3";
  query.purpose = "library building";
  query.purpose_members = {"already"};
  query.weak_tie_share = 0;
  const auto view = network.Snapshot();
  ASSERT_OK_AND_ASSIGN(const RecommendationList list, Recommend(*view, network, query));
  EXPECT_EQ(IdOf(list.recommendations[0]), "saver");
  EXPECT_EQ(list.recommendations[0].reasons(0).type(), v1::Reason::TYPE_PURPOSE);
  for (const v1::Recommendation& r : list.recommendations) EXPECT_NE(IdOf(r), "already");
  query.purpose_members = {"nobody"};
  EXPECT_THAT(Recommend(*view, network, query), HasReason("MEMBER_NOT_FOUND"));
}

TEST(RecommenderTest, UnknownMemberIsNamed) {
  const TestNetwork network = RandomNetwork(1);
  RecommendQuery query;
  query.member_id = "nobody";
  EXPECT_THAT(Recommend(*network.Snapshot(), network, query),
              StatusIs(absl::StatusCode::kNotFound, testing::HasSubstr("networks/test/members/nobody")));
}

TEST(RecommenderTest, CheckpointEndsTheCall) {
  const TestNetwork network = RandomNetwork(1);
  const auto view = network.Snapshot();
  RecommendQuery query;
  query.member_id = "m1";
  for (int allowed = 0; allowed < 3; ++allowed) {
    int left = allowed;
    EXPECT_THAT(Recommender(&network.embedder())
                    .Recommend(*view, query, FakeClock().Now(),
                               [&left] { return left-- > 0 ? absl::OkStatus() : absl::DeadlineExceededError("late"); }),
                StatusIs(absl::StatusCode::kDeadlineExceeded, "late"));
  }
}

TEST(RecommenderTest, OrdinalsAreThoseOfTheList) {
  const TestNetwork network = RandomNetwork(2);
  const auto view = network.Snapshot();
  RecommendQuery query;
  query.member_id = "m5";
  ASSERT_OK_AND_ASSIGN(const RecommendationList list, Recommend(*view, network, query));
  ASSERT_OK_AND_ASSIGN(const std::vector<uint32_t> ordinals,
                       Recommender(nullptr).RecommendOrdinals(*view, query, FakeClock().Now()));
  ASSERT_EQ(ordinals.size(), list.recommendations.size());
  for (size_t i = 0; i < ordinals.size(); ++i) {
    EXPECT_EQ(view->member(ordinals[i]).id, IdOf(list.recommendations[i]));
  }
}

TEST(RecommenderTest, EveryEntryOfAListIsAmongTheScoredCandidates) {
  const TestNetwork network = RandomNetwork(2);
  const auto view = network.Snapshot();
  RecommendQuery query;
  query.member_id = "m5";
  const Recommender recommender(nullptr);
  ASSERT_OK_AND_ASSIGN(const std::vector<ScoredCandidate> scored,
                       recommender.ScoreCandidates(*view, query, FakeClock().Now()));
  ASSERT_OK_AND_ASSIGN(const RecommendationList list, recommender.Recommend(*view, query, FakeClock().Now(), kGoOn));
  for (const v1::Recommendation& r : list.recommendations) {
    const uint32_t ordinal = *view->Find(IdOf(r));
    const auto found = std::find_if(scored.begin(), scored.end(),
                                    [ordinal](const ScoredCandidate& c) { return c.ordinal == ordinal; });
    ASSERT_NE(found, scored.end());
    EXPECT_DOUBLE_EQ(found->fit.fit, r.parts().fit());
    EXPECT_DOUBLE_EQ(found->score, r.score());
  }
}

TEST(RecommenderTest, ExplainsAPair) {
  TestNetwork network;
  for (const char* id : {"ada", "bo", "cy", "di"}) network.Add(id);
  network.Get("ada").add_needs("boat");
  network.Get("bo").add_offers("boat");
  network.Tie("ada", "cy");
  network.Tie("bo", "cy");
  network.Get("di").mutable_participation()->set_being_introduced(v1::Participation::WORD_REFUSED);
  network.Cluster({"ada", "cy"});
  network.Cluster({"bo"});
  const auto view = network.Snapshot();
  const Recommender recommender(nullptr);
  ASSERT_OK_AND_ASSIGN(const Explanation bo, recommender.Explain(*view, "ada", "bo", FakeClock().Now()));
  EXPECT_EQ(bo.availability, Explanation::Availability::kAvailable);
  EXPECT_TRUE(bo.crosses_clusters);
  EXPECT_EQ(bo.mutual_tie_count, 1);
  EXPECT_GT(bo.fit_for_member, bo.fit_for_other);
  EXPECT_EQ(bo.recommendation.reasons(0).type(), v1::Reason::TYPE_NEED_MET);
  EXPECT_EQ(recommender.Explain(*view, "ada", "cy", FakeClock().Now())->availability,
            Explanation::Availability::kAlreadyTied);
  EXPECT_EQ(recommender.Explain(*view, "ada", "di", FakeClock().Now())->availability,
            Explanation::Availability::kNotNow);
  EXPECT_THAT(recommender.Explain(*view, "ada", "ada", FakeClock().Now()), HasReason("INVALID_FIELD"));
  EXPECT_THAT(recommender.Explain(*view, "ada", "x", FakeClock().Now()), HasReason("MEMBER_NOT_FOUND"));
}

}  // namespace
}  // namespace weft
