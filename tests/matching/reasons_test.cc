#include "weft/matching/reasons.h"

#include <algorithm>
#include <functional>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/test_network.h"
#include "weft/base/random.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

std::vector<v1::Reason> Reasons(const TestNetwork& network, bool weak = false) {
  const auto view = network.Snapshot();
  const MatchWeights weights;
  const Seeker seeker = SeekerFromProfile(*view, *view->Find("ada"));
  ScoredCandidate candidate;
  candidate.ordinal = *view->Find("bo");
  candidate.fit = FitScorer(*view, seeker, Closeness(*view, seeker), weights).Score(candidate.ordinal);
  return ReasonsFor(*view, seeker, candidate, weak, weights);
}

struct Case {
  const char* name;
  std::function<void(v1::Member* ada, v1::Member* bo)> fill;
  v1::Reason::Type type;
  const char* text;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class ReasonsTest : public testing::TestWithParam<Case> {};

TEST_P(ReasonsTest, FirstReason) {
  TestNetwork network;
  v1::Member* ada = &network.Add("ada");
  v1::Member* bo = &network.Add("bo");
  for (const char* id : {"c", "d", "e", "f"}) network.Add(id);
  GetParam().fill(ada, bo);
  const std::vector<v1::Reason> reasons = Reasons(network);
  ASSERT_FALSE(reasons.empty());
  EXPECT_EQ(reasons[0].type(), GetParam().type) << reasons[0].text();
  EXPECT_EQ(reasons[0].text(), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    All, ReasonsTest,
    testing::Values(
        Case{"Need",
             [](v1::Member* ada, v1::Member* bo) {
               ada->add_needs("grant writing");
               bo->add_offers("grant writing courses");
             },
             v1::Reason::TYPE_NEED_MET, "You are looking for “grant writing”; they can offer “grant writing courses”."},
        Case{"Offer",
             [](v1::Member* ada, v1::Member* bo) {
               ada->add_offers("boat repair");
               bo->add_needs("boat repair");
             },
             v1::Reason::TYPE_OFFER_WANTED, "They are looking for “boat repair”; you can offer “boat repair”."},
        Case{"SameInterest",
             [](v1::Member* ada, v1::Member* bo) {
               ada->add_interests("Bees");
               bo->add_interests("bees");
             },
             v1::Reason::TYPE_SHARED_INTEREST, "You both care about “Bees”."},
        Case{"KindredInterest",
             [](v1::Member* ada, v1::Member* bo) {
               ada->add_interests("wild bees");
               bo->add_interests("bees wild honey");
             },
             v1::Reason::TYPE_SHARED_INTEREST, "You care about “wild bees”; they care about “bees wild honey”."},
        Case{"Bio",
             [](v1::Member* ada, v1::Member* bo) {
               ada->add_interests("wild bees");
               bo->set_bio("bees wild honey");
             },
             v1::Reason::TYPE_SHARED_INTEREST,
             "What they write about themselves is close to your interest in “wild bees”."},
        Case{"Circle",
             [](v1::Member* ada, v1::Member* bo) {
               ada->add_circles("choir");
               bo->add_circles("choir");
             },
             v1::Reason::TYPE_SHARED_CIRCLE, "You are both in the circle choir."},
        Case{"Organization",
             [](v1::Member* ada, v1::Member* bo) {
               ada->set_organization("Mill");
               bo->set_organization("Mill");
             },
             v1::Reason::TYPE_SHARED_ORGANIZATION, "You both belong to Mill."},
        Case{"Nothing", [](v1::Member*, v1::Member*) {}, v1::Reason::TYPE_COLD_START,
             "Little is known yet about what you have in common: somebody new to meet."}),
    [](const auto& info) { return info.param.name; });

TEST(ReasonsTest, StrangersPhrasesAreNeverQuoted) {
  TestNetwork network;
  network.Add("ada").add_needs("boat");
  network.Add("bo").add_offers("bread");
  for (const v1::Reason& reason : Reasons(network)) EXPECT_THAT(reason.text(), testing::Not(HasSubstr("bread")));
}

TEST(ReasonsTest, NameNoThirdPerson) {
  TestNetwork network;
  for (const char* id : {"ada", "bo", "cy"}) network.Add(id).set_display_name(id);
  network.Tie("ada", "cy");
  network.Tie("bo", "cy");
  const std::vector<v1::Reason> reasons = Reasons(network);
  ASSERT_FALSE(reasons.empty());
  EXPECT_EQ(reasons[0].type(), v1::Reason::TYPE_MUTUAL_ACQUAINTANCES);
  EXPECT_EQ(reasons[0].text(), "You have an acquaintance in common.");
  for (const v1::Reason& reason : reasons) EXPECT_THAT(reason.text(), testing::Not(HasSubstr("cy")));
}

TEST(ReasonsTest, WeakTieSaysSoKindly) {
  TestNetwork network;
  network.Add("ada");
  network.Add("bo");
  const std::vector<v1::Reason> reasons = Reasons(network, true);
  EXPECT_EQ(reasons.back().type(), v1::Reason::TYPE_WIDER_CIRCLE);
  EXPECT_EQ(reasons.back().text(), "A wider circle: this may not be the right person, but may know who is.");
}

// What a reason speaks of, and fit without it.
double FitWithout(const PairFit& fit, v1::Reason::Type type, const MatchWeights& weights) {
  PartValues parts = fit.parts;
  const auto part = [&parts](FitPart p) -> PartValue& { return parts[static_cast<size_t>(p)]; };
  const auto remove = [](absl::optional<double>* value) {
    if (*value) *value = 0;
  };
  const auto remove_both = [&remove](PartValue* value) {
    remove(&value->forward);
    remove(&value->backward);
  };
  switch (type) {
    case v1::Reason::TYPE_NEED_MET:
      remove(&part(FitPart::kNeeds).forward);
      break;
    case v1::Reason::TYPE_OFFER_WANTED:
      remove(&part(FitPart::kNeeds).backward);
      break;
    case v1::Reason::TYPE_SHARED_INTEREST:
      remove_both(&part(FitPart::kInterests));
      break;
    case v1::Reason::TYPE_SHARED_CIRCLE:
      remove_both(&part(FitPart::kCircles));
      break;
    case v1::Reason::TYPE_SHARED_ORGANIZATION:
      remove_both(&part(FitPart::kOrganization));
      break;
    case v1::Reason::TYPE_MUTUAL_ACQUAINTANCES:
      remove_both(&part(FitPart::kProximity));
      break;
    case v1::Reason::TYPE_NEARBY:
      remove_both(&part(FitPart::kWiderProximity));
      break;
    case v1::Reason::TYPE_NEARBY_CIRCLES:
      remove_both(&part(FitPart::kCircleProximity));
      break;
    default:
      break;
  }
  return JoinParts(parts, weights.parts, weights.prior_weight, weights).fit;
}

// Reasons are true to the score: take away what is named, and fit falls more than for anything that is not named.
TEST(ReasonsTest, NameWhatCarriedTheScore) {
  static const char* const kWords[] = {"seed", "boat", "bread", "law", "bees", "web"};
  const MatchWeights weights;
  int compared = 0;
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    TestNetwork network;
    Random random(seed);
    const auto phrase = [&] { return absl::StrCat(kWords[random.Below(6)], " ", kWords[random.Below(6)]); };
    for (int i = 0; i < 25; ++i) {
      v1::Member& member = network.Add(absl::StrCat("m", i));
      for (int k = 0; k < 2; ++k) {
        member.add_interests(phrase());
        member.add_offers(phrase());
        member.add_needs(phrase());
        member.add_circles(absl::StrCat("circle-", random.Below(6)));
      }
      member.set_organization(absl::StrCat("org-", random.Below(3)));
    }
    for (int i = 0; i < 50; ++i) {
      const uint64_t a = random.Below(25), b = random.Below(25);
      if (a != b) network.Tie(absl::StrCat("m", a), absl::StrCat("m", b));
    }
    const auto view = network.Snapshot();
    const Seeker seeker = SeekerFromProfile(*view, 0);
    const Closeness closeness(*view, seeker);
    FitScorer scorer(*view, seeker, closeness, weights);
    for (uint32_t other = 1; other < view->size(); ++other) {
      ScoredCandidate candidate;
      candidate.ordinal = other;
      candidate.fit = scorer.Score(other);
      std::set<int> named;
      double least_named = 1;
      for (const v1::Reason& reason : ReasonsFor(*view, seeker, candidate, false, weights)) {
        named.insert(reason.type());
        least_named = std::min(least_named, candidate.fit.fit - FitWithout(candidate.fit, reason.type(), weights));
      }
      for (int type = v1::Reason::Type_MIN; type <= v1::Reason::Type_MAX; ++type) {
        if (named.count(type)) continue;
        const auto unnamed = static_cast<v1::Reason::Type>(type);
        EXPECT_GE(least_named + 1e-12, candidate.fit.fit - FitWithout(candidate.fit, unnamed, weights))
            << seed << " " << other << " " << v1::Reason::Type_Name(unnamed);
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 1000);
}

TEST(PartsTest, AbsentPartsStayAbsent) {
  ScoredCandidate candidate;
  candidate.fit[FitPart::kInterests] = {0.2, 0.4};
  candidate.fit.fit = 0.25;
  const v1::Parts parts = PartsOf(candidate);
  EXPECT_TRUE(parts.has_interests());
  EXPECT_DOUBLE_EQ(parts.interests(), 0.30000000000000004);
  EXPECT_FALSE(parts.has_needs_met());
  EXPECT_FALSE(parts.has_proximity());
  EXPECT_DOUBLE_EQ(parts.fit(), 0.25);
}

}  // namespace
}  // namespace weft
