#include "weft/matching/candidates.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_network.h"

namespace weft {
namespace {

std::set<std::string> Gather(const TestNetwork& network, const std::string& id, const CandidateLimits& limits,
                             uint64_t seed = 1, const std::vector<uint32_t>& targets = {}) {
  const auto view = network.Snapshot();
  const uint32_t ordinal = *view->Find(id);
  const FilterInView filter(*view, MemberFilter());
  const Eligibility eligibility(*view, ordinal, filter, {}, FakeClock().Now());
  const Seeker seeker = SeekerFromProfile(*view, ordinal);
  const absl::StatusOr<std::vector<uint32_t>> gathered =
      GatherCandidates(*view, seeker, Closeness(*view, seeker), eligibility, targets, seed, limits);
  EXPECT_OK(gathered);
  std::set<std::string> out;
  for (uint32_t candidate : *gathered) out.emplace(view->member(candidate).id);
  return out;
}

constexpr CandidateLimits kNothing{0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

TEST(CandidatesTest, ComeFromEachSource) {
  TestNetwork network;
  network.Add("me").add_needs("boat");
  network.Get("me").add_offers("bread");
  network.Get("me").add_interests("bees");
  network.Get("me").add_circles("choir");
  network.Add("offers").add_offers("boat");
  network.Add("needs").add_needs("bread");
  network.Add("interested").add_interests("bees");
  network.Add("singer").add_circles("choir");
  network.Add("friend");
  network.Add("friends-friend");
  network.Add("stranger");
  network.Tie("me", "friend");
  network.Tie("friend", "friends-friend");
  network.Cluster({"me", "friend"});
  network.Cluster({"stranger"});

  CandidateLimits limits = kNothing;
  EXPECT_TRUE(Gather(network, "me", limits).empty());
  limits.per_facet = 1;
  EXPECT_EQ(Gather(network, "me", limits), (std::set<std::string>{"offers", "needs", "interested"}));
  limits = kNothing;
  limits.by_common = 5;
  EXPECT_EQ(Gather(network, "me", limits), (std::set<std::string>{"friends-friend"}));
  limits = kNothing;
  limits.circle_members = 5;
  EXPECT_EQ(Gather(network, "me", limits), (std::set<std::string>{"singer"}));
  limits = kNothing;
  limits.target_clusters = limits.per_target = 1;
  EXPECT_EQ(Gather(network, "me", limits, 1, {1}), (std::set<std::string>{"stranger"}));
  limits = kNothing;
  limits.reserve = 100;
  EXPECT_GE(Gather(network, "me", limits).size(), 4u);
}

TEST(CandidatesTest, HoldOnlyTheEligible) {
  TestNetwork network;
  network.Add("me").add_interests("bees");
  for (int i = 0; i < 20; ++i) {
    v1::Member& member = network.Add(absl::StrCat("m", i));
    member.add_interests("bees");
    if (i % 2) member.mutable_participation()->set_being_found(v1::Participation::WORD_REFUSED);
  }
  EXPECT_EQ(Gather(network, "me", CandidateLimits()).size(), 10u);
}

TEST(CandidatesTest, DependOnTheSeedAlone) {
  TestNetwork network;
  for (int i = 0; i < 200; ++i) network.Add(absl::StrCat("m", i));
  CandidateLimits limits = kNothing;
  limits.reserve = 10;
  EXPECT_EQ(Gather(network, "m0", limits, 7), Gather(network, "m0", limits, 7));
  EXPECT_NE(Gather(network, "m0", limits, 7), Gather(network, "m0", limits, 8));
  EXPECT_NE(Gather(network, "m0", limits, 7), Gather(network, "m1", limits, 7));
}

TEST(CandidatesTest, NothingKnownFindsColleagues) {
  TestNetwork network;
  for (int i = 0; i < 50; ++i) network.Add(absl::StrCat("m", i));
  network.Get("m0").set_organization("Mill");
  network.Get("m9").set_organization("Mill");
  CandidateLimits limits = kNothing;
  limits.circle_members = 5;
  EXPECT_EQ(Gather(network, "m0", limits), (std::set<std::string>{"m9"}));
}

}  // namespace
}  // namespace weft
