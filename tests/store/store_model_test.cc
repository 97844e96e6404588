#include <algorithm>
#include <map>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/introduction_fixture.h"
#include "weft/base/random.h"

namespace weft {
namespace {

using Outcome = ApplyResult::Outcome;
using Pair = std::pair<std::string, std::string>;

Pair Ordered(const std::string& a, const std::string& b) { return {std::min(a, b), std::max(a, b)}; }
std::string IdIn(const std::string& name) { return name.substr(name.rfind('/') + 1); }

// What a store holds, in maps: slow, obvious, whole. One network.
struct Model {
  struct Contact {
    std::string email;
    bool spoken = false;
  };
  struct Meeting {
    std::vector<std::string> sides;  // Empty: erased.
    int state = 0;
    int64_t version = 1;
  };
  struct Told {
    std::vector<std::string> recipients;
    bool cancelled = false;
  };
  std::map<std::string, std::string> bios;
  std::map<Pair, double> ties;
  std::set<Pair> removed;
  std::map<std::string, Contact> contacts;
  std::map<std::string, Meeting> meetings;
  std::map<std::string, Told> told;  // By occasion.
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
    contacts.erase(m.member_id);
    for (auto& entry : meetings) {
      for (std::string& side : entry.second.sides) {
        if (side != m.member_id) continue;
        side.clear();
        ++entry.second.version;
      }
    }
    for (auto& entry : told) {
      std::vector<std::string>& to = entry.second.recipients;
      if (std::find(to.begin(), to.end(), m.member_id) == to.end()) continue;
      for (std::string& recipient : to) {
        if (recipient == m.member_id) recipient.clear();
      }
      if (std::all_of(to.begin(), to.end(), [](const std::string& id) { return id.empty(); })) {
        entry.second.cancelled = true;
      }
    }
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

  Answer Carry(const PutContactMutation& m, bool spoken) {
    if (bios.count(m.member_id) == 0) return Refused("MEMBER_NOT_FOUND");
    const bool is_new = contacts.count(m.member_id) == 0;
    Contact present;
    if (!is_new) present = contacts[m.member_id];
    if (present.email == m.contact.email() && (present.spoken || !spoken)) return {};
    if (present.spoken && !spoken) return {"", Outcome::kKept};
    contacts[m.member_id] = {m.contact.email(), present.spoken || spoken};
    return Changed(is_new ? Outcome::kCreated : Outcome::kUpdated);
  }
  Answer Carry(const MemberSpokeMutation& m, bool) {
    return bios.count(m.member_id) == 0 ? Refused("MEMBER_NOT_FOUND") : Changed(Outcome::kUpdated);
  }
  Answer Carry(const PutIntroductionMutation& m, bool) {
    const std::string id = IdIn(m.introduction.introduction.name());
    auto found = meetings.find(id);
    Outcome outcome = Outcome::kUpdated;
    if (m.introduction.version == 0) {
      if (found != meetings.end()) return Refused("INTRODUCTION_EXISTS");
      Meeting meeting;
      for (const auto& side : m.introduction.introduction.sides()) {
        meeting.sides.push_back(IdIn(side.member()));
        if (bios.count(meeting.sides.back()) == 0) return Refused("MEMBER_NOT_FOUND");
      }
      if (meeting.sides[0] == meeting.sides[1]) return Refused("INVALID_FIELD");
      meeting.state = m.introduction.introduction.state();
      meetings[id] = meeting;
      outcome = Outcome::kCreated;
    } else {
      if (found == meetings.end()) return Refused("INTRODUCTION_NOT_FOUND");
      if (found->second.version != m.introduction.version) return Refused("INTRODUCTION_CHANGED");
      ++found->second.version;
      found->second.state = m.introduction.introduction.state();
    }
    sequence += static_cast<int64_t>(m.events.size());
    return {"", outcome};
  }
  Answer Carry(const PutRoundMutation&, bool) { return Refused("unused"); }
  Answer Carry(const PutMessageMutation& m, bool) {
    if (told.count(m.message.occasion) > 0) return {};
    Told message;
    for (const StoredMessage::Recipient& recipient : m.message.recipients) {
      if (bios.count(recipient.member_id) == 0) return Refused("MEMBER_NOT_FOUND");
      message.recipients.push_back(recipient.member_id);
    }
    told[m.message.occasion] = message;
    return {"", Outcome::kCreated};
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
  WriteBatch AnyBatch(const Model& model) {
    WriteBatch batch;
    batch.caller.speaks_for_member = random_.Below(3) == 0;
    for (int n = 1 + random_.Below(4); n > 0; --n) batch.mutations.push_back(AnyMutation(model));
    return batch;
  }
  // Of two members, or a change of one that is there, now and then read too early.
  Mutation AnyIntroduction(const Model& model) {
    const std::string id = absl::StrCat("i", random_.Below(8));
    PutIntroductionMutation mutation =
        Introduce(id, {AnyId(), AnyId()}, static_cast<v1::Introduction::State>(1 + random_.Below(9)));
    auto found = model.meetings.find(id);
    if (found != model.meetings.end() && random_.Below(8) > 0) mutation.introduction.version = found->second.version;
    for (int n = random_.Below(3); n > 0; --n) {
      mutation.events.push_back({v1::IntroductionEvent::TYPE_ANSWERED, AnyId(), ""});
    }
    return mutation;
  }
  Mutation AnyMutation(const Model& model) {
    switch (random_.Below(17)) {
      case 12: {
        PutContactMutation mutation;
        mutation.network = "n";
        mutation.member_id = AnyId();
        mutation.contact.set_email(absl::StrCat(random_.Below(3), "@example.org"));
        return mutation;
      }
      case 13:
      case 14:
        return AnyIntroduction(model);
      case 15: {
        PutMessageMutation mutation;
        mutation.network = "n";
        mutation.message.occasion = absl::StrCat("o", random_.Below(40));
        for (int r = 1 + random_.Below(2); r > 0; --r) mutation.message.recipients.push_back({0, AnyId(), false});
        return mutation;
      }
      case 16:
        return MemberSpokeMutation{"n", AnyId()};
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
    for (const auto& bio : model.bios) {
      ASSERT_OK_AND_ASSIGN(const v1::Contact contact, store_->GetContact("n", bio.first));
      const auto found = model.contacts.find(bio.first);
      EXPECT_EQ(contact.email(), found == model.contacts.end() ? "" : found->second.email);
      EXPECT_EQ(contact.spoken(), found != model.contacts.end() && found->second.spoken);
    }
    ASSERT_OK_AND_ASSIGN(const auto introductions, store_->introductions().List("n", {}, 0, 1000));
    EXPECT_EQ(introductions.size(), model.meetings.size());
    for (const StoredIntroduction& stored : introductions) {
      const Model::Meeting& expected = model.meetings.at(IdIn(stored.introduction.name()));
      EXPECT_EQ(stored.introduction.state(), expected.state);
      EXPECT_EQ(stored.version, expected.version);
      for (size_t s = 0; s < expected.sides.size(); ++s) {
        const std::string& side = stored.introduction.sides(static_cast<int>(s)).member();
        EXPECT_EQ(side, expected.sides[s].empty() ? "" : MemberPath(expected.sides[s]));
      }
    }
    ASSERT_OK_AND_ASSIGN(const auto messages, store_->messages().List("n", {}, 0, 1000));
    EXPECT_EQ(messages.size(), model.told.size());
    for (const StoredMessage& stored : messages) {
      const Model::Told& expected = model.told.at(stored.occasion);
      EXPECT_EQ(stored.state == v1::Message::STATE_CANCELLED, expected.cancelled) << stored.occasion;
      for (size_t r = 0; r < expected.recipients.size(); ++r) {
        EXPECT_EQ(stored.recipients[r].member_id, expected.recipients[r]);
      }
    }
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
    for (int n = 1 + random_.Below(5); n > 0; --n) group.push_back(AnyBatch(model));
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
