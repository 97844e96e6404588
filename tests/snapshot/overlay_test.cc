#include "weft/snapshot/overlay.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_network.h"
#include "weft/base/random.h"

namespace weft {
namespace {

// What can be read of a view, by names instead of numbers, so that views with other numbers can be compared.
struct Readings {
  std::map<std::string, std::vector<std::string>> phrases, circles;
  std::map<std::string, std::string> bios, organizations;
  std::map<std::string, std::map<std::string, float>> ties;
  std::map<std::string, std::set<std::string>> circle_members;
  std::map<std::string, std::vector<std::pair<float, std::string>>> nearest;

  bool operator==(const Readings& o) const {
    return phrases == o.phrases && circles == o.circles && bios == o.bios && organizations == o.organizations &&
           ties == o.ties && circle_members == o.circle_members && nearest == o.nearest;
  }
};

Readings Read(const NetworkView& view) {
  Readings out;
  for (uint32_t ordinal = 0; ordinal < view.size(); ++ordinal) {
    if (view.IsGone(ordinal)) continue;
    const MemberView member = view.member(ordinal);
    const std::string id(member.id);
    EXPECT_EQ(*view.Find(id), ordinal);
    for (int f = 0; f < kFacetCount; ++f) {
      for (uint32_t phrase : member.phrases[f]) out.phrases[id].push_back(absl::StrCat(f, view.phrase_text(phrase)));
      const Int8Row row = view.facet_row(ordinal, static_cast<Facet>(f));
      if (!row) continue;
      std::vector<std::pair<float, std::string>> near;
      const absl::StatusOr<std::vector<Candidate>> found = view.Nearest(static_cast<Facet>(f), row, 1000);
      EXPECT_OK(found);
      for (const Candidate& candidate : *found) {
        near.emplace_back(candidate.similarity, view.member(candidate.ordinal).id);
      }
      std::sort(near.begin(), near.end());
      out.nearest[absl::StrCat(f, id)] = near;
    }
    for (uint32_t circle : member.circles) {
      out.circles[id].emplace_back(view.circle_name(circle));
      EXPECT_EQ(view.CircleSize(circle), view.CircleMembers(circle).size());
      for (uint32_t other : view.CircleMembers(circle)) {
        out.circle_members[std::string(view.circle_name(circle))].insert(std::string(view.member(other).id));
      }
    }
    std::sort(out.circles[id].begin(), out.circles[id].end());
    if (member.bio != kNone) out.bios[id] = std::string(view.phrase_text(member.bio));
    if (member.organization != kNone) out.organizations[id] = std::string(view.organization_name(member.organization));
    const TiesView ties = view.ties(ordinal);
    EXPECT_TRUE(std::is_sorted(ties.neighbors.begin(), ties.neighbors.end()));
    for (size_t i = 0; i < ties.size(); ++i) {
      out.ties[id][std::string(view.member(ties.neighbors[i]).id)] = ties.strengths[i];
    }
  }
  return out;
}

void Randomize(Random* random, v1::Member* member) {
  static const char* const kWords[] = {"seed", "boat", "bread", "law", "bees", "web", "school", "land"};
  auto phrase = [random] { return absl::StrCat(kWords[random->Below(8)], " ", kWords[random->Below(8)]); };
  member->clear_interests();
  member->clear_offers();
  member->clear_circles();
  member->clear_organization();
  member->clear_bio();
  std::set<std::string> distinct;
  for (uint64_t i = random->Below(4); i > 0; --i) distinct.insert(phrase());
  for (const std::string& text : distinct) member->add_interests(text);
  if (random->Below(2)) member->add_offers(phrase());
  if (random->Below(2)) member->add_circles(absl::StrCat("circle-", random->Below(5)));
  if (random->Below(2)) member->set_organization(absl::StrCat("org-", random->Below(5)));
  if (random->Below(3) == 0) member->set_bio(absl::StrCat("writes about ", phrase()));
}

// The obvious reference of a view with an overlay is the snapshot that a rebuild would give.
TEST(OverlayTest, RandomChangesReadLikeARebuild) {
  Random random(11);
  TestNetwork before;
  for (int i = 0; i < 30; ++i) Randomize(&random, &before.Add(absl::StrCat("m", i)));
  for (int i = 0; i < 40; ++i) {
    const uint64_t a = random.Below(30), b = random.Below(30);
    if (a != b) before.Tie(absl::StrCat("m", a), absl::StrCat("m", b));
  }
  std::shared_ptr<const NetworkView> view = before.Snapshot();
  const Readings at_first = Read(*view);

  TestNetwork after = before;
  for (int round = 0; round < 20; ++round) {
    for (int i = 0; i < 3; ++i) Randomize(&random, &after.Get(absl::StrCat("m", random.Below(30))));
    Randomize(&random, &after.Add(absl::StrCat("new", round)));
    after.Tie(absl::StrCat("new", round), absl::StrCat("m", random.Below(30)));
    const uint64_t a = random.Below(30), b = random.Below(30);
    if (a != b) after.Tie(absl::StrCat("m", a), absl::StrCat("m", b), 2);
    ASSERT_OK_AND_ASSIGN(view, view->Apply(after.Delta(round + 2), after.embedder()));
    ASSERT_TRUE(Read(*view) == Read(*after.Snapshot())) << "after round " << round;
    EXPECT_EQ(view->change_sequence(), round + 2);
    EXPECT_EQ(view->CountTies().ties, after.Snapshot()->CountTies().ties);
    EXPECT_EQ(view->CountTies().isolates, after.Snapshot()->CountTies().isolates);
  }
  EXPECT_TRUE(Read(*before.Snapshot()) == at_first);
}

TEST(OverlayTest, LiveNetworkReadsLikeItsSnapshot) {
  Random random(5);
  TestNetwork network;
  for (int i = 0; i < 20; ++i) Randomize(&random, &network.Add(absl::StrCat("m", i)));
  network.Tie("m1", "m2");
  EXPECT_TRUE(Read(*network.Live()) == Read(*network.Snapshot()));
}

TEST(OverlayTest, OlderViewsStayAsTheyAre) {
  TestNetwork network;
  network.Add("ada").add_interests("bees");
  const auto first = network.Snapshot();
  network.Get("ada").set_interests(0, "boats");
  ASSERT_OK_AND_ASSIGN(const auto second, first->Apply(network.Delta(2), network.embedder()));
  EXPECT_EQ(first->phrase_text(first->member(0).phrases[0][0]), "bees");
  EXPECT_EQ(second->phrase_text(second->member(0).phrases[0][0]), "boats");
  EXPECT_EQ(second->overlay_member_count(), 1u);
}

TEST(OverlayTest, DeletedMembersAreGoneEverywhere) {
  TestNetwork network;
  for (const char* id : {"ada", "bo", "cy"}) {
    network.Add(id).add_interests("bees");
    network.Get(id).add_circles("stewards");
  }
  network.Tie("ada", "bo");
  network.Tie("bo", "cy");
  const auto view = network.Snapshot();
  ViewDelta delta;
  delta.sequence = 2;
  delta.deleted = {network.KeyOf("bo")};
  delta.neighborhoods = {{network.KeyOf("ada"), {}}, {network.KeyOf("cy"), {}}};
  ASSERT_OK_AND_ASSIGN(const auto next, view->Apply(delta, network.embedder()));
  EXPECT_FALSE(next->Find("bo").has_value());
  EXPECT_EQ(next->member_count(), 2u);
  EXPECT_EQ(next->degree(*next->Find("ada")), 0u);
  EXPECT_EQ(next->CountTies().ties, 0u);
  EXPECT_EQ(next->CountTies().isolates, 2u);
  EXPECT_EQ(next->CircleSize(next->FindCircle("stewards")), 2u);
  ASSERT_OK_AND_ASSIGN(std::vector<Candidate> found,
                       next->Nearest(Facet::kInterests, next->facet_row(*next->Find("ada"), Facet::kInterests), 10));
  EXPECT_EQ(found.size(), 2u);
  // Once more, as a follower that reads a change twice would.
  ASSERT_OK_AND_ASSIGN(const auto again, next->Apply(delta, network.embedder()));
  EXPECT_EQ(again->member_count(), 2u);
  EXPECT_EQ(again->CountTies().isolates, 2u);
}

TEST(OverlayTest, ReusedIdIsANewMember) {
  TestNetwork network;
  network.Add("ada").add_interests("bees");
  const auto view = network.Snapshot();
  ViewDelta delta;
  delta.sequence = 3;
  delta.deleted = {network.KeyOf("ada")};
  v1::Member again;
  again.set_name("networks/test/members/ada");
  again.add_interests("boats");
  delta.members = {{99, again}};
  ASSERT_OK_AND_ASSIGN(const auto next, view->Apply(delta, network.embedder()));
  ASSERT_TRUE(next->Find("ada").has_value());
  EXPECT_EQ(next->member(*next->Find("ada")).settings.key, 99);
  EXPECT_EQ(next->member_count(), 1u);
}

TEST(OverlayTest, NewMemberTakesTheMajorityClusterOfItsTies) {
  TestNetwork network;
  for (const char* id : {"a1", "a2", "b1"}) network.Add(id);
  network.Tie("a1", "a2");
  network.Cluster({"b1"});
  network.Cluster({"a1", "a2"});
  network.FineCluster({"a1", "a2"});
  network.FineCluster({"b1"});
  const auto view = network.Snapshot();
  network.Add("new");
  network.Tie("new", "a1");
  network.Tie("new", "a2");
  network.Tie("new", "b1");
  ASSERT_OK_AND_ASSIGN(const auto next, view->Apply(network.Delta(2), network.embedder()));
  EXPECT_EQ(next->cluster(*next->Find("new")), 1u);
  EXPECT_EQ(next->cluster(*next->Find("b1")), 0u);
  EXPECT_EQ(next->fine_cluster(*next->Find("new")), 0u);
  EXPECT_EQ(next->fine_cluster(*next->Find("b1")), 1u);
}

TEST(OverlayNamesTest, NumbersGoOnFromTheDictionary) {
  OverlayNames names;
  EXPECT_EQ(names.Intern("x", 7), 7u);
  EXPECT_EQ(names.Intern("y", 7), 8u);
  EXPECT_EQ(names.Intern("x", 7), 7u);
  EXPECT_EQ(names.name(1), "y");
}

}  // namespace
}  // namespace weft
