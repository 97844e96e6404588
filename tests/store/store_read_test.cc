#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/store_fixture.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> Names(const std::vector<StoredMember>& members) {
  std::vector<std::string> names;
  for (const StoredMember& member : members) names.push_back(member.member.name());
  return names;
}

std::vector<std::string> Pairs(const std::vector<StoredTie>& ties) {
  std::vector<std::string> pairs;
  for (const StoredTie& tie : ties) {
    pairs.push_back(absl::StrCat(tie.tie.member_a().substr(sizeof("networks/n/members/") - 1), "-",
                                 tie.tie.member_b().substr(sizeof("networks/n/members/") - 1)));
  }
  return pairs;
}

class StoreReadTest : public StoreFixture {
 protected:
  void SetUp() override {
    StoreFixture::SetUp();
    // Ids in another order than keys.
    ASSERT_OK(store_->Apply(Batch({CreateNetwork(), PutMember("d"), PutMember("c"), PutMember("b"), PutMember("a"),
                                   PutTie("d", "a"), PutTie("b", "d"), PutTie("a", "b"), PutTie("c", "d")})));
    ASSERT_OK(store_->Apply(Batch({CreateNetwork("other")})));
  }
};

TEST_F(StoreReadTest, FindsATieFromEitherEnd) {
  ASSERT_OK(store_->Apply(Batch({CreateNetwork("f")})));
  PutMemberMutation a = PutMember("a");
  PutMemberMutation b = PutMember("b");
  a.network = b.network = "f";
  PutTieMutation tie;
  tie.network = "f";
  tie.tie.set_member_a("networks/f/members/b");
  tie.tie.set_member_b("networks/f/members/a");
  tie.tie.set_weight(3);
  tie.tie.set_period(4);
  tie.tie.set_kind("worked together");
  ASSERT_OK(store_->Apply(Batch({a, b, tie})));
  for (const auto& ends : {std::make_pair("a", "b"), std::make_pair("b", "a")}) {
    ASSERT_OK_AND_ASSIGN(const auto found, store_->FindTie("f", ends.first, ends.second));
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->member_a(), "networks/f/members/a");
    EXPECT_EQ(found->weight(), 3);
    EXPECT_EQ(found->period(), 4);
    EXPECT_EQ(found->kind(), "worked together");
  }
  WriteBatch removal = Batch({DeleteTieMutation{"f", "a", "b"}});
  removal.caller.speaks_for_member = true;
  ASSERT_OK(store_->Apply(removal));
  ASSERT_OK_AND_ASSIGN(const auto removed, store_->FindTie("f", "a", "b"));
  EXPECT_FALSE(removed.has_value());
  ASSERT_OK_AND_ASSIGN(const auto nobody, store_->FindTie("f", "a", "nobody"));
  EXPECT_FALSE(nobody.has_value());
}

TEST_F(StoreReadTest, MissingThingsAreNamed) {
  EXPECT_THAT(store_->GetNetwork("x"), HasReason("NETWORK_NOT_FOUND"));
  EXPECT_THAT(store_->GetMember("x", "a"), HasReason("NETWORK_NOT_FOUND"));
  EXPECT_THAT(store_->GetMember("n", "x"), HasReason("MEMBER_NOT_FOUND"));
  EXPECT_THAT(store_->GetMember("other", "a"), HasReason("MEMBER_NOT_FOUND"));
  EXPECT_THAT(store_->ListMembers("x", "", 1), HasReason("NETWORK_NOT_FOUND"));
  EXPECT_THAT(store_->ListTies("n", "x", {}, 1), HasReason("MEMBER_NOT_FOUND"));
  EXPECT_THAT(store_->ListPolicyChanges("x", 0, 1), HasReason("NETWORK_NOT_FOUND"));
  EXPECT_THAT(store_->ListAudit("x", 0, 1), HasReason("NETWORK_NOT_FOUND"));
  EXPECT_THAT(store_->Sequence("x"), HasReason("NETWORK_NOT_FOUND"));
  EXPECT_THAT(store_->ReadDelta("x", 0, 1), HasReason("NETWORK_NOT_FOUND"));
  EXPECT_THAT(store_->ReadNetwork("x", {}), HasReason("NETWORK_NOT_FOUND"));
}

TEST_F(StoreReadTest, NetworkKnowsItsCounts) {
  ASSERT_OK_AND_ASSIGN(v1::Network network, store_->GetNetwork("n"));
  EXPECT_EQ(network.name(), "networks/n");
  EXPECT_EQ(network.display_name(), "Network");
  EXPECT_EQ(network.member_count(), 4);
  EXPECT_EQ(network.tie_count(), 4);
  EXPECT_EQ(network.change_sequence(), 9);
  EXPECT_EQ(network.create_time().seconds(), absl::ToUnixSeconds(clock_.Now()));
  ASSERT_OK(store_->Apply(Batch({DeleteMember("d")})));
  ASSERT_OK_AND_ASSIGN(network, store_->GetNetwork("n"));
  EXPECT_EQ(network.member_count(), 3);
  EXPECT_EQ(network.tie_count(), 1);
}

TEST_F(StoreReadTest, PagesAreById) {
  ASSERT_OK_AND_ASSIGN(std::vector<v1::Network> networks, store_->ListNetworks("n", 10));
  ASSERT_THAT(networks, SizeIs(1));
  EXPECT_EQ(networks[0].name(), "networks/other");
  ASSERT_OK_AND_ASSIGN(std::vector<StoredMember> members, store_->ListMembers("n", "", 2));
  EXPECT_THAT(Names(members), ElementsAre(MemberPath("a"), MemberPath("b")));
  ASSERT_OK_AND_ASSIGN(members, store_->ListMembers("n", "b", 3));
  EXPECT_THAT(Names(members), ElementsAre(MemberPath("c"), MemberPath("d")));
  ASSERT_OK_AND_ASSIGN(std::vector<StoredTie> ties, store_->ListTies("n", "", {}, 3));
  EXPECT_THAT(Pairs(ties), ElementsAre("a-b", "a-d", "b-d"));
  ASSERT_OK_AND_ASSIGN(ties, store_->ListTies("n", "", {"a", "b"}, 2));
  EXPECT_THAT(Pairs(ties), ElementsAre("a-d", "b-d"));
  ASSERT_OK_AND_ASSIGN(ties, store_->ListTies("n", "", {"a", "d"}, 9));
  EXPECT_THAT(Pairs(ties), ElementsAre("b-d", "c-d"));
  ASSERT_OK_AND_ASSIGN(ties, store_->ListTies("n", "d", {}, 2));
  EXPECT_THAT(Pairs(ties), ElementsAre("a-d", "b-d"));
  ASSERT_OK_AND_ASSIGN(ties, store_->ListTies("n", "d", {"b", "d"}, 2));
  EXPECT_THAT(Pairs(ties), ElementsAre("c-d"));
  ASSERT_OK_AND_ASSIGN(ties, store_->ListTies("other", "", {}, 9));
  EXPECT_THAT(ties, IsEmpty());
}

TEST_F(StoreReadTest, TieIsStoredAsGiven) {
  PutTieMutation with_time = PutTie("c", "a", 2.5);
  with_time.tie.mutable_last_contact()->set_seconds(-1);
  with_time.tie.mutable_last_contact()->set_nanos(500000999);
  with_time.tie.set_kind("worked together");
  PutTieMutation with_period = PutTie("b", "c");
  with_period.tie.set_period(0);
  ASSERT_OK(store_->Apply(Batch({with_time, with_period})));
  ASSERT_OK_AND_ASSIGN(std::vector<StoredTie> ties, store_->ListTies("n", "c", {}, 9));
  ASSERT_THAT(Pairs(ties), ElementsAre("a-c", "b-c", "c-d"));
  EXPECT_EQ(ties[0].tie.weight(), 2.5);
  EXPECT_EQ(ties[0].tie.kind(), "worked together");
  EXPECT_EQ(ties[0].tie.last_contact().seconds(), -1);
  EXPECT_EQ(ties[0].tie.last_contact().nanos(), 500000000) << "cut to microseconds";
  EXPECT_EQ(ties[0].tie.update_time().seconds(), absl::ToUnixSeconds(clock_.Now()));
  EXPECT_EQ(ties[1].tie.weight(), 1) << "0 is read as 1";
  EXPECT_TRUE(ties[1].tie.has_period());
  EXPECT_FALSE(ties[2].tie.has_period());
  EXPECT_FALSE(ties[2].tie.has_last_contact());
  ASSERT_OK_AND_ASSIGN(StoredMember c, store_->GetMember("n", "c"));
  EXPECT_EQ(ties[0].key_b, c.key);
  EXPECT_EQ(ties[2].key_a, c.key);
}

TEST_F(StoreReadTest, PolicyHistoryTellsWhoWhenWhatAndWhy) {
  SetPolicyMutation first{"n", {}, "members asked for closer matches", ""};
  first.policy.set_weak_tie_share(0.1);
  first.policy.mutable_reconnect_after()->set_seconds(60);
  WriteBatch batch = Batch({first});
  batch.caller.id = "weaver-1";
  ASSERT_OK(store_->Apply(batch));
  clock_.Advance(absl::Minutes(1));
  ASSERT_OK_AND_ASSIGN(v1::Network network, store_->GetNetwork("n"));
  SetPolicyMutation second{"n", first.policy, "back again", network.etag()};
  second.policy.clear_weak_tie_share();
  second.policy.add_excluded_circles("board");
  ASSERT_OK(store_->Apply(Batch({second})));
  EXPECT_THAT(store_->Apply(Batch({second})), HasReason("ETAG_MISMATCH"));

  ASSERT_OK_AND_ASSIGN(std::vector<v1::PolicyChange> changes, store_->ListPolicyChanges("n", 0, 9));
  ASSERT_THAT(changes, SizeIs(2));
  EXPECT_THAT(changes[0].changed_fields(), ElementsAre("weak_tie_share", "excluded_circles"));
  EXPECT_EQ(changes[0].reason(), "back again");
  EXPECT_EQ(changes[0].caller(), "local-operator");
  EXPECT_THAT(changes[1].changed_fields(), ElementsAre("weak_tie_share", "reconnect_after"));
  EXPECT_EQ(changes[1].caller(), "weaver-1");
  EXPECT_EQ(changes[1].policy().weak_tie_share(), 0.1);
  EXPECT_EQ(changes[0].time().seconds() - changes[1].time().seconds(), 60);
  ASSERT_OK_AND_ASSIGN(changes, store_->ListPolicyChanges("n", changes[0].change_sequence(), 9));
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_EQ(changes[0].reason(), "members asked for closer matches");
}

TEST_F(StoreReadTest, PolicyOfANewNetworkIsTheFirstChange) {
  CreateNetworkMutation create = CreateNetwork("p");
  create.policy.set_unspoken(v1::Policy::UNSPOKEN_HIDE);
  ASSERT_OK(store_->Apply(Batch({create})));
  ASSERT_OK_AND_ASSIGN(std::vector<v1::PolicyChange> changes, store_->ListPolicyChanges("p", 0, 9));
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_THAT(changes[0].changed_fields(), ElementsAre("unspoken"));
  EXPECT_THAT(*store_->ListPolicyChanges("n", 0, 9), IsEmpty());
}

TEST_F(StoreReadTest, AuditTellsWhoDidWhat) {
  WriteBatch batch = MemberSays({PutMember("a", "my own words")});
  batch.caller.id = "bot";
  ASSERT_OK(store_->Apply(batch));
  ASSERT_OK_AND_ASSIGN(std::vector<AuditEntry> audit, store_->ListAudit("n", 4, 100));
  ASSERT_THAT(audit, SizeIs(6));
  EXPECT_EQ(audit[0].sequence, 5);
  EXPECT_EQ(audit[0].action, "member.put");
  EXPECT_EQ(audit[1].action, "tie.put");
  EXPECT_EQ(audit[1].subject, MemberPath("a") + " " + MemberPath("d"));
  EXPECT_FALSE(audit[1].spoke_for_member);
  EXPECT_EQ(audit[5].caller, "bot");
  EXPECT_TRUE(audit[5].spoke_for_member);
  EXPECT_EQ(audit[5].time, clock_.Now());
  EXPECT_EQ(audit[5].subject, MemberPath("a"));
}

TEST_F(StoreReadTest, NetworkIsReadMembersByKeyThenTies) {
  std::vector<std::string> seen;
  Store::Visitor visitor;
  visitor.network = [&](const v1::Network& n) { return seen.push_back(n.name()), absl::OkStatus(); };
  visitor.member = [&](const StoredMember& m) { return seen.push_back(m.member.name()), absl::OkStatus(); };
  visitor.tie = [&](const StoredTie& t) { return seen.push_back(Pairs({t})[0]), absl::OkStatus(); };
  ASSERT_OK(store_->ReadNetwork("n", visitor));
  EXPECT_THAT(seen, ElementsAre("networks/n", MemberPath("d"), MemberPath("c"), MemberPath("b"), MemberPath("a"), "c-d",
                                "b-d", "a-d", "a-b"));
  visitor.member = [](const StoredMember&) { return absl::CancelledError("enough"); };
  EXPECT_THAT(store_->ReadNetwork("n", visitor), StatusIs(absl::StatusCode::kCancelled, "enough"));
}

TEST_F(StoreReadTest, DeltaCollapsesTheLog) {
  ASSERT_OK_AND_ASSIGN(const StoredMember a, store_->GetMember("n", "a"));
  ASSERT_OK_AND_ASSIGN(const StoredMember b, store_->GetMember("n", "b"));
  ASSERT_OK_AND_ASSIGN(const StoredMember d, store_->GetMember("n", "d"));
  ASSERT_OK(store_->Apply(Batch({PutMember("b", "1"), PutMember("b", "2"), PutMember("e"), DeleteMember("e"),
                                 PutMember("e", "again"), DeleteMember("a")})));
  ASSERT_OK_AND_ASSIGN(Store::Delta delta, store_->ReadDelta("n", 9, 100));
  EXPECT_TRUE(delta.complete);
  EXPECT_EQ(delta.sequence, 17);
  EXPECT_EQ(delta.network.member_count(), 4);
  EXPECT_THAT(Names(delta.members), ElementsAre(MemberPath("b"), MemberPath("e")));
  EXPECT_EQ(delta.members[0].member.bio(), "2");
  ASSERT_THAT(delta.deleted_members, SizeIs(2));
  EXPECT_EQ(delta.deleted_members[0], a.key);
  ASSERT_THAT(delta.neighborhoods, SizeIs(2));
  EXPECT_EQ(delta.neighborhoods[0].key, d.key);
  EXPECT_THAT(Pairs(delta.neighborhoods[0].ties), ElementsAre("b-d", "c-d"));
  EXPECT_EQ(delta.neighborhoods[1].key, b.key);
  EXPECT_THAT(Pairs(delta.neighborhoods[1].ties), ElementsAre("b-d"));
}

TEST_F(StoreReadTest, DeltaOfNothing) {
  ASSERT_OK_AND_ASSIGN(Store::Delta delta, store_->ReadDelta("n", 9, 1));
  EXPECT_TRUE(delta.complete);
  EXPECT_EQ(delta.sequence, 9);
  EXPECT_EQ(delta.network.name(), "networks/n");
  EXPECT_THAT(delta.members, IsEmpty());
  ASSERT_OK_AND_ASSIGN(delta, store_->ReadDelta("n", 50, 1));
  EXPECT_TRUE(delta.complete);
  EXPECT_EQ(delta.sequence, 9) << "the store is older than its reader";
}

TEST_F(StoreReadTest, CutDeltaBringsTheMembersItsTiesName) {
  ASSERT_OK(store_->Apply(Batch({PutTie("a", "c"), PutMember("late"), PutTie("a", "late")})));
  ASSERT_OK_AND_ASSIGN(Store::Delta delta, store_->ReadDelta("n", 9, 1));
  EXPECT_FALSE(delta.complete);
  EXPECT_EQ(delta.sequence, 10);
  EXPECT_THAT(Names(delta.members), ElementsAre(MemberPath("late")));
}

TEST_F(StoreReadTest, PagesTogetherAreTheWhole) {
  // A hub, so that pages end inside one member's ties.
  std::vector<Mutation> mutations;
  for (int i = 0; i < 2000; ++i) {
    const std::string id = absl::StrCat("m", 10000 + i);
    mutations.push_back(PutMember(id));
    mutations.push_back(PutTie("a", id));
  }
  ASSERT_OK(store_->Apply(Batch(std::move(mutations))));
  std::pair<std::string, std::string> after;
  std::set<std::string> seen;
  for (;;) {
    ASSERT_OK_AND_ASSIGN(std::vector<StoredTie> page, store_->ListTies("n", "", after, 100));
    if (page.empty()) break;
    for (const std::string& pair : Pairs(page)) EXPECT_TRUE(seen.insert(pair).second) << pair;
    const size_t prefix = sizeof("networks/n/members/") - 1;
    after = {page.back().tie.member_a().substr(prefix), page.back().tie.member_b().substr(prefix)};
  }
  EXPECT_THAT(seen, SizeIs(2004));
}

}  // namespace
}  // namespace weft
