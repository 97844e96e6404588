#include <algorithm>
#include <map>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/store_fixture.h"
#include "weft/base/random.h"

namespace weft {
namespace {

using Outcome = ApplyResult::Outcome;
using Pair = std::pair<std::string, std::string>;

Pair Ordered(const std::string& a, const std::string& b) { return {std::min(a, b), std::max(a, b)}; }
std::string IdIn(const std::string& name) { return name.substr(name.rfind('/') + 1); }

// What a store holds, in maps: slow, obvious, whole. One network.
struct Model {
  std::map<std::string, std::string> bios;
  std::map<Pair, double> ties;
  std::set<Pair> removed;
  double share = 0;
  int64_t sequence = 1;

  // The outcome, or the reason of the error.
  struct Answer {
    std::string reason;
    Outcome outcome = Outcome::kUnchanged;
  };
  static Answer Refused(const std::string& reason) { return {reason, Outcome::kUnchanged}; }
  Answer Changed(Outcome outcome) {
    ++sequence;
    return {"", outcome};
  }

  Answer Carry(const CreateNetworkMutation&, bool) { return Refused("NETWORK_EXISTS"); }
  Answer Carry(const SetPolicyMutation& m, bool) {
    if (m.policy.weak_tie_share() == share) return {};
    share = m.policy.weak_tie_share();
    return Changed(Outcome::kUpdated);
  }
  Answer Carry(const PutMemberMutation& m, bool) {
    auto found = bios.find(m.member_id);
    if (found == bios.end()) {
      bios[m.member_id] = m.member.bio();
      return Changed(Outcome::kCreated);
    }
    if (m.expect == PutMemberMutation::Expect::kAbsent) return Refused("MEMBER_EXISTS");
    if (found->second == m.member.bio()) return {};
    found->second = m.member.bio();
    return Changed(Outcome::kUpdated);
  }
  Answer Carry(const DeleteMemberMutation& m, bool) {
    if (bios.erase(m.member_id) == 0) {
      return m.allow_missing ? Answer{"", Outcome::kMissing} : Refused("MEMBER_NOT_FOUND");
    }
    const auto has = [&m](const Pair& pair) { return pair.first == m.member_id || pair.second == m.member_id; };
    for (auto it = ties.begin(); it != ties.end();) {
      if (has(it->first)) {
        ++sequence;
        it = ties.erase(it);
      } else {
        ++it;
      }
    }
    for (auto it = removed.begin(); it != removed.end();) it = has(*it) ? removed.erase(it) : std::next(it);
    return Changed(Outcome::kDeleted);
  }
  Answer Carry(const PutTieMutation& m, bool spoken) {
    const Pair pair = Ordered(IdIn(m.tie.member_a()), IdIn(m.tie.member_b()));
    if (pair.first == pair.second) return Refused("INVALID_FIELD");
    if (bios.count(pair.first) + bios.count(pair.second) < 2) return Refused("MEMBER_NOT_FOUND");
    if (removed.count(pair) > 0) {
      if (!spoken) return {"", Outcome::kKept};
      removed.erase(pair);
    }
    auto found = ties.find(pair);
    if (found == ties.end()) {
      ties[pair] = m.tie.weight();
      return Changed(Outcome::kCreated);
    }
    if (found->second == m.tie.weight()) return {};
    found->second = m.tie.weight();
    return Changed(Outcome::kUpdated);
  }
  Answer Carry(const DeleteTieMutation& m, bool spoken) {
    const Pair pair = Ordered(m.member_a, m.member_b);
    if (ties.erase(pair) == 0) return Refused("TIE_NOT_FOUND");
    if (spoken) removed.insert(pair);
    return Changed(Outcome::kDeleted);
  }

  // The outcomes, or the reason for which nothing was done.
  std::pair<std::string, std::vector<Outcome>> Apply(const WriteBatch& batch) {
    const Model before = *this;
    std::vector<Outcome> outcomes;
    for (const Mutation& mutation : batch.mutations) {
      const Answer answer =
          absl::visit([&](const auto& m) { return Carry(m, batch.caller.speaks_for_member); }, mutation);
      if (!answer.reason.empty()) {
        *this = before;
        return {answer.reason, {}};
      }
      outcomes.push_back(answer.outcome);
    }
    return {"", outcomes};
  }
};

// What one who follows the log knows.
struct Follower {
  int64_t sequence = 0;
  std::map<int64_t, v1::Member> members;
  std::map<int64_t, std::vector<StoredTie>> ties;

  void Apply(const Store::Delta& delta) {
    sequence = delta.sequence;
    for (const StoredMember& member : delta.members) members[member.key] = member.member;
    for (int64_t key : delta.deleted_members) {
      members.erase(key);
      ties.erase(key);
    }
    for (const auto& neighborhood : delta.neighborhoods) {
      ties[neighborhood.key] = neighborhood.ties;
      for (const StoredTie& tie : neighborhood.ties) {
        EXPECT_EQ(members.count(tie.key_a), 1) << "a tie of somebody unknown";
        EXPECT_EQ(members.count(tie.key_b), 1) << "a tie of somebody unknown";
      }
    }
  }
};

class StoreModelTest : public StoreFixture, public testing::WithParamInterface<int> {
 protected:
  WriteBatch AnyBatch() {
    WriteBatch batch;
    batch.caller.speaks_for_member = random_.Below(3) == 0;
    for (int n = 1 + random_.Below(4); n > 0; --n) batch.mutations.push_back(AnyMutation());
    return batch;
  }
  Mutation AnyMutation() {
    switch (random_.Below(12)) {
      case 0: {
        SetPolicyMutation mutation{"n", {}, "why", ""};
        if (const double share = random_.Below(3) / 4.0; share > 0) mutation.policy.set_weak_tie_share(share);
        return mutation;
      }
      case 1:
        return DeleteMemberMutation{"n", AnyId(), "", random_.Below(2) == 0};
      case 2:
      case 3:
        return DeleteTie(AnyId(), AnyId());
      case 4:
      case 5:
      case 6:
      case 7: {
        PutMemberMutation mutation = PutMember(AnyId(), absl::StrCat(random_.Below(3)));
        if (random_.Below(5) == 0) mutation.expect = PutMemberMutation::Expect::kAbsent;
        return mutation;
      }
      default:
        return PutTie(AnyId(), AnyId(), 1 + random_.Below(2));
    }
  }
  std::string AnyId() { return absl::StrCat("m", random_.Below(14)); }

  void ExpectHolds(const Model& model) {
    std::map<std::string, std::string> bios;
    std::map<Pair, double> ties;
    v1::Network network;
    Store::Visitor visitor;
    visitor.network = [&](const v1::Network& n) { return network = n, absl::OkStatus(); };
    visitor.member = [&](const StoredMember& m) {
      return bios[IdIn(m.member.name())] = m.member.bio(), absl::OkStatus();
    };
    visitor.tie = [&](const StoredTie& t) {
      return ties[{IdIn(t.tie.member_a()), IdIn(t.tie.member_b())}] = t.tie.weight(), absl::OkStatus();
    };
    ASSERT_OK(store_->ReadNetwork("n", visitor));
    EXPECT_EQ(bios, model.bios);
    EXPECT_EQ(ties, model.ties);
    EXPECT_EQ(network.change_sequence(), model.sequence);
    EXPECT_EQ(network.member_count(), model.bios.size());
    EXPECT_EQ(network.tie_count(), model.ties.size());
    EXPECT_EQ(network.policy().weak_tie_share(), model.share);
    ASSERT_OK_AND_ASSIGN(const std::vector<AuditEntry> audit, store_->ListAudit("n", 0, 1000000));
    ASSERT_EQ(audit.size(), model.sequence);
    for (size_t i = 0; i < audit.size(); ++i) ASSERT_EQ(audit[i].sequence, i + 1);
  }

  void ExpectKnows(const Follower& follower, const Model& model) {
    std::map<std::string, std::string> bios;
    for (const auto& entry : follower.members) bios[IdIn(entry.second.name())] = entry.second.bio();
    EXPECT_EQ(bios, model.bios);
    std::map<Pair, double> seen_from[2];
    for (const auto& entry : follower.ties) {
      for (const StoredTie& tie : entry.second) {
        seen_from[entry.first == tie.key_b][{IdIn(tie.tie.member_a()), IdIn(tie.tie.member_b())}] = tie.tie.weight();
      }
    }
    EXPECT_EQ(seen_from[0], model.ties);
    EXPECT_EQ(seen_from[1], model.ties);
  }

  Random random_{static_cast<uint64_t>(GetParam())};
};

TEST_P(StoreModelTest, BehavesAsTheModel) {
  ASSERT_OK(store_->Apply(Batch({CreateNetwork()})));
  Model model;
  Follower follower;
  for (int step = 1; step <= 120; ++step) {
    std::vector<WriteBatch> group;
    for (int n = 1 + random_.Below(5); n > 0; --n) group.push_back(AnyBatch());
    std::vector<absl::StatusOr<ApplyResult>> results = store_->ApplyGroup(group);
    ASSERT_EQ(results.size(), group.size());
    for (size_t i = 0; i < group.size(); ++i) {
      const std::pair<std::string, std::vector<Outcome>> expected = model.Apply(group[i]);
      if (!expected.first.empty()) {
        ASSERT_THAT(results[i], HasReason(expected.first));
        continue;
      }
      ASSERT_OK(results[i]);
      ASSERT_EQ(results[i]->outcomes, expected.second);
      ASSERT_EQ(results[i]->sequence, model.sequence);
    }
    if (random_.Below(3) == 0) {
      // Sometimes only a part of the way.
      ASSERT_OK_AND_ASSIGN(const Store::Delta delta, store_->ReadDelta("n", follower.sequence, 1 + random_.Below(9)));
      follower.Apply(delta);
      if (delta.complete) ExpectKnows(follower, model);
    }
    if (step % 20 == 0) {
      if (step % 40 == 0) Reopen();
      ExpectHolds(model);
      for (bool complete = false; !complete;) {
        ASSERT_OK_AND_ASSIGN(const Store::Delta delta, store_->ReadDelta("n", follower.sequence, 5));
        follower.Apply(delta);
        complete = delta.complete;
      }
      ExpectKnows(follower, model);
    }
    if (HasFailure()) FAIL() << "at step " << step;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, StoreModelTest, testing::Range(1, 7));

}  // namespace
}  // namespace weft
