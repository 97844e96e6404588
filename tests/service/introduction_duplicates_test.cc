// A hundred of the same at once: exactly one takes effect.

#include <algorithm>
#include <thread>

#include "gmock/gmock.h"
#include "tests/service/hundredfold.h"
#include "tests/service/introduction_fixture.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using Event = v1::IntroductionEvent;
using Intro = v1::Introduction;

constexpr int kEach = 10;

class IntroductionDuplicatesTest : public IntroductionTest {};

TEST_F(IntroductionDuplicatesTest, Proposals) {
  EXPECT_EQ(Hundredfold([this] { return client_->ProposeIntroduction(Proposal("ann", {"bob"})); }), 1);
  v1::ListIntroductionsRequest request;
  request.set_parent("networks/n1");
  v1::ListIntroductionsResponse response;
  ASSERT_THAT(client_->ListIntroductions(request, &response), IsGrpcOk());
  EXPECT_EQ(response.introductions_size(), 1);
  // Crosswise: each wants the other, or another.
  EXPECT_EQ(Hundredfold([this] {
              const grpc::Status cid = client_->ProposeIntroduction(Proposal("cid", {"dee"}));
              const grpc::Status dee = client_->ProposeIntroduction(Proposal("dee", {"cid"}));
              return cid.ok() ? cid : dee;
            }),
            1);
}

TEST_F(IntroductionDuplicatesTest, ProposalsOfOneRequestId) {
  v1::ProposeIntroductionRequest request = Proposal("ann", {"bob"});
  request.set_request_id("r");
  EXPECT_EQ(Hundredfold([&] { return client_->ProposeIntroduction(request); }), kHundred);
  v1::ListIntroductionsRequest list;
  list.set_parent("networks/n1");
  v1::ListIntroductionsResponse response;
  ASSERT_THAT(client_->ListIntroductions(list, &response), IsGrpcOk());
  EXPECT_EQ(response.introductions_size(), 1);
}

TEST_F(IntroductionDuplicatesTest, Yes) {
  const std::string name = Introduced();
  EXPECT_EQ(Hundredfold([&] { return client_->RespondToIntroduction(Yes(name, "ann")); }), kHundred);
  EXPECT_EQ(Hundredfold([&] { return client_->RespondToIntroduction(Yes(name, "bob")); }), kHundred);
  EXPECT_THAT(Audit(name),
              ElementsAre(Event::TYPE_PROPOSED, Event::TYPE_ANSWERED, Event::TYPE_ANSWERED, Event::TYPE_MUTUAL));
}

TEST_F(IntroductionDuplicatesTest, No) {
  const std::string name = Introduced();
  EXPECT_EQ(Hundredfold([&] { return client_->RespondToIntroduction(No(name, "ann")); }), kHundred);
  EXPECT_THAT(Audit(name), ElementsAre(Event::TYPE_PROPOSED, Event::TYPE_ANSWERED, Event::TYPE_LAPSED));
}

TEST_F(IntroductionDuplicatesTest, NotNow) {
  const std::string name = Introduced();
  v1::RespondToIntroductionRequest request = Answer(name, "ann");
  request.mutable_snooze();
  EXPECT_EQ(Hundredfold([&] { return client_->RespondToIntroduction(request); }), kHundred);
  EXPECT_THAT(Audit(name), ElementsAre(Event::TYPE_PROPOSED, Event::TYPE_ANSWERED, Event::TYPE_LAPSED));
}

TEST_F(IntroductionDuplicatesTest, NotMe) {
  AddTie("ann", "dee");
  const std::string name = Introduced();
  v1::RespondToIntroductionRequest request = Answer(name, "ann");
  request.mutable_pass_on()->set_member(Name("dee"));
  request.mutable_pass_on()->set_note("why");
  EXPECT_EQ(Hundredfold([&] { return client_->RespondToIntroduction(request); }), kHundred);
  v1::ListIntroductionsRequest list;
  list.set_parent("networks/n1");
  v1::ListIntroductionsResponse response;
  ASSERT_THAT(client_->ListIntroductions(list, &response), IsGrpcOk());
  EXPECT_EQ(response.introductions_size(), 2);
}

TEST_F(IntroductionDuplicatesTest, Outcomes) {
  const std::string name = Mutual();
  EXPECT_EQ(Hundredfold([&] { return client_->RecordOutcome(OutcomeOf(name, "ann", v1::Outcome::KIND_USEFUL)); }),
            kHundred);
  EXPECT_EQ(Hundredfold([&] { return client_->RecordOutcome(OutcomeOf(name, "bob", v1::Outcome::KIND_LEARNED)); }),
            kHundred);
  const auto audit = Audit(name);
  EXPECT_EQ(std::count(audit.begin(), audit.end(), Event::TYPE_OUTCOME_RECORDED), 2);
  EXPECT_EQ(std::count(audit.begin(), audit.end(), Event::TYPE_MET), 1);
  EXPECT_EQ(std::count(audit.begin(), audit.end(), Event::TYPE_CLOSED), 1);
}

TEST_F(IntroductionDuplicatesTest, Withdrawals) {
  const std::string name = Introduced();
  EXPECT_EQ(Hundredfold([&] { return client_->WithdrawIntroduction(Withdrawal(name, "cid")); }), kHundred);
  EXPECT_THAT(Audit(name), ElementsAre(Event::TYPE_PROPOSED, Event::TYPE_LAPSED));
}

// Of contradicting ones the first counts, and everybody agrees on which that was.
TEST_F(IntroductionDuplicatesTest, YesAndNoAtOnce) {
  for (int round = 0; round < 5; ++round) {
    const std::string name = Propose("", {"ann", "bob"}, "x");
    ASSERT_THAT(client_->RespondToIntroduction(Yes(name, "ann")), IsGrpcOk());
    std::thread yes([&] {
      for (int i = 0; i < kEach; ++i) client_->RespondToIntroduction(Yes(name, "bob"));
    });
    std::thread no([&] {
      for (int i = 0; i < kEach; ++i) client_->RespondToIntroduction(No(name, "ann"));
    });
    std::thread withdrawal([&] {
      for (int i = 0; i < kEach; ++i) client_->WithdrawIntroduction(Withdrawal(name, "", "x"));
    });
    yes.join();
    no.join();
    withdrawal.join();
    const auto audit = Audit(name);
    const auto ends = std::count(audit.begin(), audit.end(), Event::TYPE_LAPSED);
    const auto mutual = std::count(audit.begin(), audit.end(), Event::TYPE_MUTUAL);
    EXPECT_EQ(ends + mutual, 1);
    EXPECT_EQ(Get(name, "bob").state(), mutual == 1 ? Intro::STATE_MUTUAL : Intro::STATE_LAPSED);
    clock_.Advance(absl::Hours(24 * 800));
    if (mutual == 1) return;  // The pair now rests for good or for long.
    ASSERT_THAT(client_->ProposeIntroduction(Proposal("ann", {"dee"})), IsGrpcOk());
    return;
  }
}

}  // namespace
}  // namespace weft
