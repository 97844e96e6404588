#include <cmath>
#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/store_fixture.h"
#include "weft/base/file.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Outcome = ApplyResult::Outcome;

PutMemberMutation PutExpecting(PutMemberMutation::Expect expect, const std::string& id, const std::string& etag = "") {
  PutMemberMutation mutation = PutMember(id, "changed");
  mutation.expect = expect;
  mutation.member.set_etag(etag);
  return mutation;
}

PutTieMutation TieTo(const std::string& full_name) {
  PutTieMutation mutation = PutTie("a", "b");
  mutation.tie.set_member_b(full_name);
  return mutation;
}

// One batch against a network that holds members a, b, c (bio "x"), a tie a-b of weight 2, and a tie a-c that a member
// has removed.
struct WriteCase {
  const char* name;
  WriteBatch batch;
  std::string reason;  // Empty: succeeds.
  std::vector<Outcome> outcomes;
  int64_t changes = 0;
};

class WriteTest : public StoreFixture, public testing::WithParamInterface<WriteCase> {
 protected:
  void SetUp() override {
    StoreFixture::SetUp();
    ASSERT_OK(store_->Apply(Batch({CreateNetwork(), PutMember("a", "x"), PutMember("b", "x"), PutMember("c", "x"),
                                   PutTie("a", "b", 2), PutTie("a", "c")})));
    ASSERT_OK(store_->Apply(MemberSays({DeleteTie("c", "a")})));
  }
};

TEST_P(WriteTest, DoesWhatItSays) {
  const WriteCase& c = GetParam();
  ASSERT_OK_AND_ASSIGN(const int64_t before, store_->Sequence("n"));
  absl::StatusOr<ApplyResult> result = store_->Apply(c.batch);
  ASSERT_OK_AND_ASSIGN(const int64_t after, store_->Sequence("n"));
  if (!c.reason.empty()) {
    EXPECT_THAT(result, HasReason(c.reason));
    EXPECT_EQ(after, before);
    return;
  }
  ASSERT_OK(result);
  EXPECT_EQ(result->outcomes, c.outcomes);
  EXPECT_EQ(result->sequence, after);
  EXPECT_EQ(after - before, c.changes);
}

constexpr auto kAbsent = PutMemberMutation::Expect::kAbsent;
constexpr auto kEtag = PutMemberMutation::Expect::kEtag;

INSTANTIATE_TEST_SUITE_P(
    All, WriteTest,
    testing::Values(
        WriteCase{"NewMember", Batch({PutMember("d")}), "", {Outcome::kCreated}, 1},
        WriteCase{"ChangedMember", Batch({PutMember("a", "y")}), "", {Outcome::kUpdated}, 1},
        WriteCase{"SameMember", Batch({PutMember("a", "x")}), "", {Outcome::kUnchanged}, 0},
        WriteCase{"AbsentMemberIsThere", Batch({PutExpecting(kAbsent, "a")}), "MEMBER_EXISTS"},
        WriteCase{"AbsentMemberIsAbsent", Batch({PutExpecting(kAbsent, "d")}), "", {Outcome::kCreated}, 1},
        WriteCase{"WrongEtag", Batch({PutExpecting(kEtag, "a", "0")}), "ETAG_MISMATCH"},
        WriteCase{"EmptyEtag", Batch({PutExpecting(kEtag, "a")}), "ETAG_MISMATCH"},
        WriteCase{"EtagOfNobody", Batch({PutExpecting(kEtag, "d", "0")}), "MEMBER_NOT_FOUND"},
        WriteCase{"MemberNotInUtf8", Batch({PutMember("d", "\xff")}), "INVALID_FIELD"},
        WriteCase{"DeleteWithTie", Batch({DeleteMember("b")}), "", {Outcome::kDeleted}, 2},
        WriteCase{"DeleteWithRemovedTie", Batch({DeleteMember("c")}), "", {Outcome::kDeleted}, 1},
        WriteCase{"DeleteNobody", Batch({DeleteMember("d")}), "MEMBER_NOT_FOUND"},
        WriteCase{"DeleteNobodyAllowed", Batch({DeleteMemberMutation{"n", "d", "", true}}), "", {Outcome::kMissing}, 0},
        WriteCase{"DeleteWithWrongEtag", Batch({DeleteMemberMutation{"n", "a", "0", true}}), "ETAG_MISMATCH"},
        WriteCase{"NewTie", Batch({PutTie("c", "b")}), "", {Outcome::kCreated}, 1},
        WriteCase{"ChangedTie", Batch({PutTie("b", "a", 3)}), "", {Outcome::kUpdated}, 1},
        WriteCase{"SameTieOtherWayRound", Batch({PutTie("b", "a", 2)}), "", {Outcome::kUnchanged}, 0},
        WriteCase{"RemovedTieStaysRemoved", Batch({PutTie("a", "c")}), "", {Outcome::kKept}, 0},
        WriteCase{"MemberRevivesTie", MemberSays({PutTie("a", "c")}), "", {Outcome::kCreated}, 1},
        WriteCase{"TieToNobody", Batch({PutTie("a", "d")}), "MEMBER_NOT_FOUND"},
        WriteCase{"TieToSelf", Batch({PutTie("a", "a")}), "INVALID_FIELD"},
        WriteCase{"TieToOtherNetwork", Batch({TieTo("networks/m/members/b")}), "INVALID_FIELD"},
        WriteCase{"TieToNoName", Batch({TieTo("b")}), "INVALID_FIELD"},
        WriteCase{"TieOfNoWeight", Batch({PutTie("a", "b", std::numeric_limits<double>::quiet_NaN())}),
                  "INVALID_FIELD"},
        WriteCase{"TieOfNegativeWeight", Batch({PutTie("a", "b", -1)}), "INVALID_FIELD"},
        WriteCase{"DeleteTie", Batch({DeleteTie("b", "a")}), "", {Outcome::kDeleted}, 1},
        WriteCase{"DeleteMissingTie", Batch({DeleteTie("b", "c")}), "TIE_NOT_FOUND"},
        WriteCase{"DeleteRemovedTie", MemberSays({DeleteTie("a", "c")}), "TIE_NOT_FOUND"},
        WriteCase{"DeleteTieOfNobody", Batch({DeleteTie("a", "d")}), "TIE_NOT_FOUND"},
        WriteCase{"DeleteAndPutTie",
                  Batch({DeleteTie("a", "b"), PutTie("a", "b")}),
                  "",
                  {Outcome::kDeleted, Outcome::kCreated},
                  2},
        WriteCase{"AllOrNone", Batch({PutMember("d"), PutMember("a", "y"), DeleteMember("e")}), "MEMBER_NOT_FOUND"},
        WriteCase{"NetworkExists", Batch({CreateNetwork()}), "NETWORK_EXISTS"},
        WriteCase{"NetworkMissing", Batch({PutMemberMutation{"m", "a", {}}}), "NETWORK_NOT_FOUND"},
        WriteCase{"TwoNetworks", Batch({PutMember("a"), PutMemberMutation{"m", "a", {}}}), "INVALID_FIELD"},
        WriteCase{"SamePolicy", Batch({SetPolicyMutation{"n", {}, "why", ""}}), "", {Outcome::kUnchanged}, 0},
        WriteCase{"PolicyWithWrongEtag", Batch({SetPolicyMutation{"n", {}, "why", "0"}}), "ETAG_MISMATCH"}),
    [](const auto& info) { return info.param.name; });

class StoreWriteTest : public StoreFixture {};

TEST_F(StoreWriteTest, ErrorsNameWhatIsMissing) {
  EXPECT_THAT(store_->Apply(Batch({PutMember("a")})), StatusIs(absl::StatusCode::kNotFound, HasSubstr("network n")));
  ASSERT_OK(store_->Apply(Batch({CreateNetwork(), PutMember("a")})));
  EXPECT_THAT(store_->Apply(Batch({PutTie("a", "zoe")})),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("networks/n/members/zoe")));
}

TEST_F(StoreWriteTest, BatchWithoutMutationsDoesNothing) {
  ASSERT_OK_AND_ASSIGN(ApplyResult result, store_->Apply(Batch({}, "r")));
  EXPECT_EQ(result.sequence, 0);
  EXPECT_THAT(result.outcomes, IsEmpty());
  EXPECT_THAT(store_->ApplyGroup({}), IsEmpty());
}

TEST_F(StoreWriteTest, GroupFailsAndSucceedsBatchByBatch) {
  const std::vector<WriteBatch> group = {Batch({CreateNetwork(), PutMember("a")}),
                                         Batch({PutMember("b"), DeleteMember("nobody")}), Batch({PutMember("c")}),
                                         Batch({CreateNetwork("m")})};
  std::vector<absl::StatusOr<ApplyResult>> results = store_->ApplyGroup(group);
  ASSERT_THAT(results, SizeIs(4));
  ASSERT_OK(results[0]);
  EXPECT_EQ(results[0]->sequence, 2);
  EXPECT_THAT(results[1], HasReason("MEMBER_NOT_FOUND"));
  ASSERT_OK(results[2]);
  EXPECT_EQ(results[2]->sequence, 3) << "the failed batch took numbers";
  ASSERT_OK(results[3]);
  EXPECT_EQ(results[3]->sequence, 1) << "each network counts by itself";
  EXPECT_THAT(store_->GetMember("n", "b"), HasReason("MEMBER_NOT_FOUND"));
  EXPECT_OK(store_->GetMember("n", "c"));
}

TEST_F(StoreWriteTest, EtagFollowsEveryVersionOfAMember) {
  ASSERT_OK(store_->Apply(Batch({CreateNetwork(), PutMember("a", "one")})));
  ASSERT_OK_AND_ASSIGN(StoredMember first, store_->GetMember("n", "a"));
  PutMemberMutation update = PutMember("a", "two");
  update.expect = PutMemberMutation::Expect::kEtag;
  update.member.set_etag(first.member.etag());
  ASSERT_OK(store_->Apply(Batch({update})));
  EXPECT_THAT(store_->Apply(Batch({update})), StatusIs(absl::StatusCode::kAborted, HasSubstr("has changed")));
  ASSERT_OK_AND_ASSIGN(StoredMember second, store_->GetMember("n", "a"));
  EXPECT_NE(second.member.etag(), first.member.etag());
  ASSERT_OK(store_->Apply(Batch({DeleteMemberMutation{"n", "a", second.member.etag(), false}, PutMember("a", "one")})));
  ASSERT_OK_AND_ASSIGN(StoredMember third, store_->GetMember("n", "a"));
  EXPECT_NE(third.member.etag(), first.member.etag());
  EXPECT_NE(third.key, first.key) << "a key is given once";
}

TEST_F(StoreWriteTest, KeysAreNotReusedAfterReopening) {
  ASSERT_OK(store_->Apply(Batch({CreateNetwork(), PutMember("a")})));
  ASSERT_OK_AND_ASSIGN(StoredMember first, store_->GetMember("n", "a"));
  ASSERT_OK(store_->Apply(Batch({DeleteMember("a")})));
  Reopen();
  ASSERT_OK(store_->Apply(Batch({PutMember("a")})));
  ASSERT_OK_AND_ASSIGN(StoredMember second, store_->GetMember("n", "a"));
  EXPECT_GT(second.key, first.key);
}

TEST_F(StoreWriteTest, OutputOnlyFieldsMakeNoChange) {
  ASSERT_OK(store_->Apply(Batch({CreateNetwork(), PutMember("a", "x")})));
  clock_.Advance(absl::Seconds(5));
  PutMemberMutation again = PutMember("a", "x");
  again.member.set_name("something");
  again.member.set_etag("something");
  again.member.mutable_update_time()->set_seconds(1);
  ASSERT_OK_AND_ASSIGN(ApplyResult result, store_->Apply(Batch({again})));
  EXPECT_THAT(result.outcomes, ElementsAre(Outcome::kUnchanged));
  EXPECT_EQ(result.sequence, 2);
  again.member.mutable_participation()->add_spoken_fields("being_found");
  ASSERT_OK_AND_ASSIGN(result, store_->Apply(Batch({again})));
  EXPECT_THAT(result.outcomes, ElementsAre(Outcome::kUpdated)) << "that the member has spoken is news";
  ASSERT_OK_AND_ASSIGN(StoredMember stored, store_->GetMember("n", "a"));
  EXPECT_EQ(stored.member.name(), "networks/n/members/a");
  EXPECT_EQ(stored.member.update_time().seconds() - stored.member.create_time().seconds(), 5);
  EXPECT_THAT(stored.member.participation().spoken_fields(), ElementsAre("being_found"));
}

TEST_F(StoreWriteTest, ErasureLeavesNothingOfTheMember) {
  const std::string secret = "zanzibar-the-unmistakable";
  PutTieMutation tie = PutTie(secret, "b");
  tie.tie.set_kind(absl::StrCat("kind of ", secret));
  ASSERT_OK(store_->Apply(Batch({CreateNetwork(), PutMember(secret, secret), PutMember("b"), tie}, "r1")));
  ASSERT_OK(store_->Apply(Batch({DeleteMember(secret)}, "r2")));
  ASSERT_OK_AND_ASSIGN(std::vector<AuditEntry> audit, store_->ListAudit("n", 0, 100));
  ASSERT_THAT(audit, SizeIs(6));
  EXPECT_EQ(audit[1].subject, "");
  EXPECT_EQ(audit[2].subject, MemberPath("b"));
  EXPECT_EQ(audit[3].subject, "") << "a tie to an erased member";
  EXPECT_EQ(audit[4].action, "tie.delete");
  EXPECT_EQ(audit[5].action, "member.delete");
  EXPECT_EQ(audit[5].subject, "");
  store_.reset();  // The last connection closed: the log is gone, all is in the file.
  ASSERT_OK_AND_ASSIGN(std::string bytes, ReadFile(dir_.File("weft.db")));
  EXPECT_EQ(bytes.find(secret), std::string::npos);
}

class RequestTest : public StoreFixture {
 protected:
  void SetUp() override {
    StoreFixture::SetUp();
    ASSERT_OK(store_->Apply(Batch({CreateNetwork(), PutMember("z")})));
  }
};

TEST_F(RequestTest, RepeatReturnsTheFirstOutcomesAndWritesNothing) {
  const WriteBatch batch = Batch({PutMember("a"), PutTie("a", "z")}, "r");
  ASSERT_OK_AND_ASSIGN(ApplyResult first, store_->Apply(batch));
  EXPECT_FALSE(first.repeated);
  ASSERT_OK(store_->Apply(Batch({DeleteMember("a")})));
  Reopen();
  ASSERT_OK_AND_ASSIGN(ApplyResult second, store_->Apply(batch));
  EXPECT_TRUE(second.repeated);
  EXPECT_EQ(second.sequence, first.sequence);
  EXPECT_THAT(second.outcomes, ElementsAre(Outcome::kCreated, Outcome::kCreated));
  EXPECT_THAT(store_->GetMember("n", "a"), HasReason("MEMBER_NOT_FOUND"));
}

TEST_F(RequestTest, RepeatInsideOneGroup) {
  const WriteBatch batch = Batch({CreateNetwork("m")}, "r");
  const std::vector<WriteBatch> group = {batch, batch};
  std::vector<absl::StatusOr<ApplyResult>> results = store_->ApplyGroup(group);
  ASSERT_OK(results[0]);
  ASSERT_OK(results[1]);
  EXPECT_FALSE(results[0]->repeated);
  EXPECT_TRUE(results[1]->repeated);
}

TEST_F(RequestTest, OtherBatchUnderTheSameIdIsRefused) {
  ASSERT_OK(store_->Apply(Batch({PutMember("a", "x")}, "r")));
  EXPECT_THAT(store_->Apply(Batch({PutMember("a", "y")}, "r")),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("take a new one")));
  EXPECT_THAT(store_->Apply(MemberSays({PutMember("a", "x")})), IsOk());
  WriteBatch as_member = Batch({PutMember("a", "x")}, "r");
  as_member.caller.speaks_for_member = true;
  EXPECT_THAT(store_->Apply(as_member), HasReason("REQUEST_ID_REUSED"));
}

TEST_F(RequestTest, FingerprintStandsForTheMutations) {
  WriteBatch batch = Batch({PutMember("a", "x")}, "r");
  batch.request_fingerprint = "as it came in";
  ASSERT_OK(store_->Apply(batch));
  batch.mutations = {PutMember("a", "merged anew")};
  ASSERT_OK_AND_ASSIGN(ApplyResult result, store_->Apply(batch));
  EXPECT_TRUE(result.repeated);
  batch.request_fingerprint = "another";
  EXPECT_THAT(store_->Apply(batch), HasReason("REQUEST_ID_REUSED"));
}

TEST_F(RequestTest, IdsAreTheCallersOwn) {
  WriteBatch batch = Batch({PutMember("a", "x")}, "r");
  ASSERT_OK(store_->Apply(batch));
  batch.caller.id = "somebody else";
  batch.mutations = {PutMember("a", "y")};
  ASSERT_OK_AND_ASSIGN(ApplyResult result, store_->Apply(batch));
  EXPECT_FALSE(result.repeated);
}

TEST_F(RequestTest, FailedRequestMayBeTriedAgain) {
  const WriteBatch batch = Batch({PutTie("a", "z")}, "r");
  EXPECT_THAT(store_->Apply(batch), HasReason("MEMBER_NOT_FOUND"));
  ASSERT_OK(store_->Apply(Batch({PutMember("a")})));
  ASSERT_OK_AND_ASSIGN(ApplyResult result, store_->Apply(batch));
  EXPECT_FALSE(result.repeated);
}

TEST_F(RequestTest, IsForgottenAfterADay) {
  const WriteBatch batch = Batch({PutMember("a", "x")}, "r");
  ASSERT_OK(store_->Apply(batch));
  clock_.Advance(absl::Hours(24) - absl::Microseconds(1));
  ASSERT_OK_AND_ASSIGN(ApplyResult result, store_->Apply(batch));
  EXPECT_TRUE(result.repeated);
  clock_.Advance(absl::Microseconds(1));
  ASSERT_OK_AND_ASSIGN(result, store_->Apply(batch));
  EXPECT_FALSE(result.repeated);
  EXPECT_THAT(result.outcomes, ElementsAre(Outcome::kUnchanged));
}

}  // namespace
}  // namespace weft
