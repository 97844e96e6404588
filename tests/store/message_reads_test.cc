#include "weft/store/message_reads.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/introduction_fixture.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Outcome = ApplyResult::Outcome;

class MessageReadsTest : public StoreFixture {
 protected:
  void SetUp() override {
    StoreFixture::SetUp();
    ASSERT_OK(store_->Apply(
        Batch({CreateNetwork(), PutMember("a"), PutMember("b"), PutMember("c"), Introduce("i1", {"a", "b"})})));
  }
  const MessageReads& reads() const { return store_->messages(); }
  PutMessageMutation Tell(const std::string& occasion, const std::vector<std::string>& members,
                          absl::Duration after = absl::ZeroDuration()) const {
    PutMessageMutation mutation;
    mutation.network = "n";
    mutation.message.kind = v1::Message::KIND_PROPOSAL;
    mutation.message.occasion = occasion;
    for (const std::string& member : members) mutation.message.recipients.push_back({0, member, false});
    mutation.message.introduction_ids = {"i1"};
    mutation.message.due_micros = ToMicros(clock_.Now() + after);
    return mutation;
  }
  StoredMessage At(const std::string& occasion) const {
    const auto found = reads().FindOccasion("n", occasion);
    EXPECT_OK(found);
    EXPECT_TRUE(found.ok() && found->has_value()) << occasion;
    return found.ok() && found->has_value() ? **found : StoredMessage();
  }
  static PutMessageMutation Put(StoredMessage message) { return {"n", std::move(message)}; }
  std::vector<std::string> Listed(const MessageFilter& filter) const {
    std::vector<std::string> occasions;
    const auto list = reads().List("n", filter, 0, 100);
    EXPECT_OK(list);
    for (const StoredMessage& message : *list) occasions.push_back(message.occasion);
    return occasions;
  }
};

TEST_F(MessageReadsTest, NobodyIsToldTheSameTwice) {
  ASSERT_OK_AND_ASSIGN(const ApplyResult first, store_->Apply(Batch({Tell("p 1", {"a", "b"})})));
  EXPECT_THAT(first.outcomes, ElementsAre(Outcome::kCreated));
  EXPECT_EQ(first.sequence, 5);  // No change of the network.
  ASSERT_OK_AND_ASSIGN(const ApplyResult second, store_->Apply(Batch({Tell("p 1", {"a"})})));
  EXPECT_THAT(second.outcomes, ElementsAre(Outcome::kUnchanged));
  Reopen();
  const StoredMessage message = At("p 1");
  ASSERT_THAT(message.recipients, SizeIs(2));
  EXPECT_EQ(message.recipients[1].member_id, "b");
  EXPECT_THAT(message.introduction_ids, ElementsAre("i1"));
  EXPECT_EQ(message.state, v1::Message::STATE_DUE);
  ASSERT_OK_AND_ASSIGN(const StoredMessage by_id, reads().Get("n", message.id));
  EXPECT_EQ(by_id.key, message.key);
  EXPECT_THAT(reads().Get("n", "x"), HasReason("MESSAGE_NOT_FOUND"));
}

TEST_F(MessageReadsTest, ErasingAMemberTakesWhatTheirMailServerSaid) {
  ASSERT_OK(store_->Apply(Batch({Tell("p 1", {"a"}), Tell("p 2", {"b"})})));
  for (const char* occasion : {"p 1", "p 2"}) {
    StoredMessage message = At(occasion);
    message.error = "550 no such person";
    ASSERT_OK(store_->Apply(Batch({Put(message)})));
  }
  ASSERT_OK(store_->Apply(Batch({DeleteMember("a")})));
  EXPECT_EQ(At("p 1").error, "");
  EXPECT_EQ(At("p 2").error, "550 no such person");
}

TEST_F(MessageReadsTest, GoesThroughItsLife) {
  ASSERT_OK(store_->Apply(Batch({Tell("p 1", {"a"})})));
  StoredMessage message = At("p 1");
  const StoredMessage before = message;
  message.state = v1::Message::STATE_CLAIMED;
  message.channel = v1::Message::CHANNEL_EMAIL;
  message.claim = "c1";
  message.claim_ends_micros = ToMicros(clock_.Now() + absl::Minutes(5));
  message.attempts = 1;
  ASSERT_OK(store_->Apply(Batch({Put(message)})));
  // Another that had read it before comes too late.
  EXPECT_THAT(store_->Apply(Batch({Put(before)})), HasReason("MESSAGE_CHANGED"));
  ASSERT_OK_AND_ASSIGN(auto due, reads().ListDue("n", clock_.Now(), 0, 0, 10));
  EXPECT_THAT(due, IsEmpty());
  ASSERT_OK_AND_ASSIGN(auto ended, reads().ListClaimsEnded("n", clock_.Now(), 10));
  EXPECT_THAT(ended, IsEmpty());
  ASSERT_OK_AND_ASSIGN(ended, reads().ListClaimsEnded("n", clock_.Now() + absl::Minutes(5), 10));
  ASSERT_THAT(ended, SizeIs(1));
  message = At("p 1");
  EXPECT_EQ(message.claim, "c1");
  EXPECT_EQ(message.version, 2);
  message.state = v1::Message::STATE_SENT;
  message.sent_micros = ToMicros(clock_.Now());
  message.claim.clear();
  message.claim_ends_micros.reset();
  message.recipients[0].bounced = true;
  message.error = "mailbox full";
  ASSERT_OK(store_->Apply(Batch({Put(message)})));
  message = At("p 1");
  EXPECT_EQ(message.sent_micros, ToMicros(clock_.Now()));
  EXPECT_TRUE(message.recipients[0].bounced);
  EXPECT_EQ(message.error, "mailbox full");
  EXPECT_EQ(message.attempts, 1);
}

TEST_F(MessageReadsTest, ListsWhatIsDueInOrder) {
  ASSERT_OK(store_->Apply(Batch({Tell("p 1", {"a"}, absl::Hours(2)), Tell("p 2", {"b"}, absl::Hours(1)),
                                 Tell("p 3", {"c"}, absl::Hours(1)), Tell("p 4", {"c"}, absl::Hours(9))})));
  const absl::Time then = clock_.Now() + absl::Hours(2);
  ASSERT_OK_AND_ASSIGN(auto due, reads().ListDue("n", then, 0, 0, 2));
  ASSERT_THAT(due, SizeIs(2));
  EXPECT_EQ(due[0].occasion, "p 2");
  EXPECT_EQ(due[1].occasion, "p 3");
  ASSERT_OK_AND_ASSIGN(due, reads().ListDue("n", then, due[1].due_micros, due[1].key, 2));
  ASSERT_THAT(due, SizeIs(1));
  EXPECT_EQ(due[0].occasion, "p 1");
  ASSERT_OK_AND_ASSIGN(auto next, reads().NextDue("n", then));
  EXPECT_EQ(next, then + absl::Hours(7));
  ASSERT_OK_AND_ASSIGN(next, reads().NextDue("n", then + absl::Hours(7)));
  EXPECT_EQ(next, absl::nullopt);
}

TEST_F(MessageReadsTest, ListsByFilter) {
  PutMessageMutation weekly = Tell("w a 1", {"a"});
  weekly.message.kind = v1::Message::KIND_WEEKLY;
  weekly.message.introduction_ids.clear();
  ASSERT_OK(store_->Apply(Batch({Tell("p 1", {"a"}), weekly, Tell("p 2", {"b", "a"})})));
  EXPECT_THAT(Listed({}), ElementsAre("p 2", "w a 1", "p 1"));
  MessageFilter filter;
  filter.member_id = "b";
  EXPECT_THAT(Listed(filter), ElementsAre("p 2"));
  filter = {};
  filter.kinds = {v1::Message::KIND_WEEKLY};
  EXPECT_THAT(Listed(filter), ElementsAre("w a 1"));
  filter = {};
  filter.introduction_id = "i1";
  EXPECT_THAT(Listed(filter), ElementsAre("p 2", "p 1"));
  filter.states = {v1::Message::STATE_SENT};
  EXPECT_THAT(Listed(filter), IsEmpty());
  filter = {};
  filter.introduction_id = "x";
  EXPECT_THAT(reads().List("n", filter, 0, 10), HasReason("INTRODUCTION_NOT_FOUND"));
  EXPECT_THAT(store_->Apply(Batch({Tell("p 9", {"nobody"})})), HasReason("MEMBER_NOT_FOUND"));
}

TEST_F(MessageReadsTest, WhoLeavesIsToldNothingMore) {
  ASSERT_OK(store_->Apply(Batch({Tell("p 1", {"a"}), Tell("p 2", {"a", "b"})})));
  ASSERT_OK(store_->Apply(Batch({DeleteMember("a")})));
  EXPECT_EQ(At("p 1").state, v1::Message::STATE_CANCELLED);
  EXPECT_EQ(At("p 2").state, v1::Message::STATE_DUE);
  EXPECT_EQ(At("p 2").recipients[0].member_id, "");
  EXPECT_EQ(At("p 2").recipients[1].member_id, "b");
}

}  // namespace
}  // namespace weft
