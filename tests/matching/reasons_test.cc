#include "weft/matching/reasons.h"

#include <functional>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/test_network.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

std::vector<v1::Reason> Reasons(const TestNetwork& network, bool weak = false) {
  const auto view = network.Snapshot();
  const MatchWeights weights;
  const Seeker seeker = SeekerFromProfile(*view, *view->Find("ada"));
  ScoredCandidate candidate;
  candidate.ordinal = *view->Find("bo");
  candidate.fit = FitScorer(*view, seeker, weights).Score(candidate.ordinal);
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
  ASSERT_EQ(reasons.size(), 1u);
  EXPECT_EQ(reasons[0].type(), v1::Reason::TYPE_MUTUAL_ACQUAINTANCES);
  EXPECT_EQ(reasons[0].text(), "You have an acquaintance in common.");
}

TEST(ReasonsTest, WeakTieSaysSoKindly) {
  TestNetwork network;
  network.Add("ada");
  network.Add("bo");
  const std::vector<v1::Reason> reasons = Reasons(network, true);
  EXPECT_EQ(reasons.back().type(), v1::Reason::TYPE_WIDER_CIRCLE);
  EXPECT_EQ(reasons.back().text(), "A wider circle: this may not be the right person, but may know who is.");
}

// The part named first is the part that carried the score: taken away, fit falls more than for any part not named.
TEST(ReasonsTest, NameWhatCarriedTheScore) {
  TestNetwork network;
  network.Add("ada").add_needs("boat repair");
  network.Get("ada").add_interests("old bees");
  network.Add("bo").add_offers("boat repair");
  network.Get("bo").add_interests("bees and other insects");
  for (const char* id : {"c", "d", "e"}) network.Add(id);
  EXPECT_EQ(Reasons(network)[0].type(), v1::Reason::TYPE_NEED_MET);
  TestNetwork without_need = network;
  without_need.Get("bo").set_offers(0, "bread");
  TestNetwork without_interest = network;
  without_interest.Get("bo").set_interests(0, "law");
  auto fit = [](const TestNetwork& n) {
    const auto view = n.Snapshot();
    const Seeker seeker = SeekerFromProfile(*view, *view->Find("ada"));
    const MatchWeights weights;
    return FitScorer(*view, seeker, weights).Score(*view->Find("bo")).for_seeker;
  };
  EXPECT_LT(fit(without_need), fit(without_interest));
}

TEST(PartsTest, AbsentPartsStayAbsent) {
  ScoredCandidate candidate;
  candidate.fit.interests = FitPart{0.2, 0.4};
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
