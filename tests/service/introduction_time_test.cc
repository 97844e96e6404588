// What happens by itself as time goes by: the clock is moved by hand, and the tests wait for what they are told.

#include "gmock/gmock.h"
#include "tests/service/introduction_fixture.h"

namespace weft {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using Event = v1::IntroductionEvent;
using Intro = v1::Introduction;

constexpr absl::Duration kDay = absl::Hours(24);

class IntroductionTimeTest : public IntroductionTest {};

TEST_F(IntroductionTimeTest, OneReminderThenItExpires) {
  const auto stream = Watch();
  const std::string name = Introduced();
  ASSERT_THAT(client_->RespondToIntroduction(Yes(name, "ann")), IsGrpcOk());
  clock_.Advance(6 * kDay);
  EXPECT_EQ(stream->Await(Event::TYPE_REMINDED).member(), Name("bob"));
  clock_.Advance(4 * kDay);
  stream->Await(Event::TYPE_LAPSED);
  EXPECT_THAT(stream->seen(),
              ElementsAre(Event::TYPE_PROPOSED, Event::TYPE_ANSWERED, Event::TYPE_REMINDED, Event::TYPE_LAPSED));
  EXPECT_EQ(Get(name, "ann").state(), Intro::STATE_LAPSED);
  EXPECT_EQ(Get(name, "bob").sides(0).answer(), Intro::Side::ANSWER_SILENT);
  EXPECT_THAT(client_->RespondToIntroduction(Yes(name, "bob")),
              FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "INTRODUCTION_ENDED"));
  // By Weft itself, and nobody's word.
  v1::ListIntroductionAuditRequest request;
  request.set_parent(name);
  v1::ListIntroductionAuditResponse audit;
  ASSERT_THAT(client_->ListIntroductionAudit(request, &audit), IsGrpcOk());
  EXPECT_EQ(audit.entries().rbegin()->caller(), "weft");
  EXPECT_FALSE(audit.entries().rbegin()->spoke_for_member());
  // The two rest for 90 days.
  EXPECT_THAT(Recommended("ann"), Not(Contains("bob")));
  clock_.Advance(90 * kDay);
  EXPECT_THAT(Recommended("ann"), Contains("bob"));
}

TEST_F(IntroductionTimeTest, WhatFellDueWhileTheServerWasDownIsDoneOnceItIsUp) {
  const std::string name = Introduced();
  const std::string token = Watch()->Next().resume_token();
  client_.reset();
  server_.reset();
  clock_.Advance(30 * kDay);
  Start();
  const auto stream = Watch("", token);
  stream->Await(Event::TYPE_LAPSED);
  EXPECT_THAT(stream->seen(), ElementsAre(Event::TYPE_LAPSED));  // Too late for the reminder.
  EXPECT_EQ(Get(name, "ann").state(), Intro::STATE_LAPSED);
}

TEST_F(IntroductionTimeTest, AfterTwoWeeksTheyAreAskedWhetherTheyMet) {
  const std::string name = Mutual();
  const auto stream = Watch("ann");
  stream->Next();
  clock_.Advance(14 * kDay);
  EXPECT_EQ(stream->Await(Event::TYPE_DID_YOU_MEET).member(), Name("ann"));
  v1::ListIntroductionsRequest waiting;
  waiting.set_parent("networks/n1");
  waiting.set_as_member(Name("ann"));
  waiting.set_waiting_for_me(true);
  v1::ListIntroductionsResponse response;
  ASSERT_THAT(client_->ListIntroductions(waiting, &response), IsGrpcOk());
  ASSERT_EQ(response.introductions_size(), 1);
  EXPECT_EQ(response.introductions(0).name(), name);
  clock_.Advance(46 * kDay);
  stream->Await(Event::TYPE_CLOSED);
  EXPECT_EQ(Get(name, "bob").state(), Intro::STATE_CLOSED);
  EXPECT_THAT(Recommended("dee"), Contains("ann"));  // Has room again.
}

TEST_F(IntroductionTimeTest, APauseInTheMiddleEndsItAndEndsByItself) {
  const std::string name = Introduced();
  ASSERT_THAT(client_->RespondToIntroduction(Yes(name, "ann")), IsGrpcOk());
  const auto stream = Watch("ann");
  stream->Next();
  ASSERT_THAT(client_->UpdateMember(Pause("bob", clock_.Now() + 3 * kDay)), IsGrpcOk());
  stream->Await(Event::TYPE_LAPSED);
  EXPECT_EQ(Get(name, "ann").state(), Intro::STATE_LAPSED);
  EXPECT_EQ(Get(name, "bob").state(), Intro::STATE_LAPSED);
  EXPECT_THAT(Recommended("dee"), Not(Contains("bob")));
  clock_.Advance(3 * kDay);
  EXPECT_THAT(Recommended("dee"), Contains("bob"));
}

TEST_F(IntroductionTimeTest, ABlockInTheMiddleEndsItAndNobodyIsTold) {
  const std::string name = Introduced();
  ASSERT_THAT(client_->RespondToIntroduction(Yes(name, "ann")), IsGrpcOk());
  const auto stream = Watch("ann");
  stream->Next();
  v1::UpdateMemberRequest block;
  block.mutable_member()->set_name(Name("bob"));
  block.mutable_member()->mutable_participation()->add_blocked("ann");
  block.mutable_update_mask()->add_paths("participation.blocked");
  block.set_speaker(v1::SPEAKER_MEMBER);
  ASSERT_THAT(client_->UpdateMember(block), IsGrpcOk());
  // At once: whoever is first, no address passes.
  client_->RespondToIntroduction(Yes(name, "bob"));
  const v1::IntroductionEvent event = stream->Await(Event::TYPE_LAPSED);
  EXPECT_EQ(event.introduction().state(), Intro::STATE_LAPSED);
  EXPECT_THAT(event.DebugString(), Not(testing::HasSubstr("address.example")));
  EXPECT_THAT(stream->seen(), ElementsAre(Event::TYPE_LAPSED));
}

TEST_F(IntroductionTimeTest, WhoIsErasedInTheMiddleLeavesNothing) {
  const std::string name = Introduced();
  const auto stream = Watch("ann");
  stream->Next();
  v1::DeleteMemberRequest erase;
  erase.set_name(Name("bob"));
  ASSERT_THAT(client_->DeleteMember(erase), IsGrpcOk());
  stream->Await(Event::TYPE_LAPSED);
  const Intro left = Get(name, "ann");
  EXPECT_EQ(left.state(), Intro::STATE_LAPSED);
  EXPECT_EQ(left.sides(1).member(), "");
  EXPECT_THAT(left.DebugString(), Not(testing::HasSubstr("bob")));
  // The introducer, too, leaves nothing.
  erase.set_name(Name("cid"));
  ASSERT_THAT(client_->DeleteMember(erase), IsGrpcOk());
  EXPECT_EQ(Get(name, "ann").introducer(), "");
  EXPECT_EQ(Get(name, "ann").note(), "");
}

TEST_F(IntroductionTimeTest, AfterTwoSilencesTheyRestUntilTheySpeak) {
  const auto stream = Watch();
  for (int i = 0; i < 2; ++i) {
    const std::string name = Propose("", {"ann", "bob"}, "try again");
    ASSERT_THAT(client_->RespondToIntroduction(Yes(name, "bob")), IsGrpcOk());
    clock_.Advance(10 * kDay);
    stream->Await(Event::TYPE_LAPSED);
    clock_.Advance(90 * kDay);
  }
  EXPECT_THAT(Effects("ann"), ElementsAre(v1::Effect::KIND_RESTING));
  EXPECT_THAT(Effects("bob"), IsEmpty());  // Has spoken.
  EXPECT_THAT(Recommended("dee"), Not(Contains("ann")));
  EXPECT_THAT(Recommended("dee"), Contains("bob"));
  v1::ResumeIntroductionsRequest resume;
  resume.set_parent("networks/n1");
  EXPECT_THAT(client_->ResumeIntroductions(resume), FailsWith(grpc::StatusCode::PERMISSION_DENIED, "MEMBER_ONLY"));
  resume.set_as_member(Name("ann"));
  ASSERT_THAT(client_->ResumeIntroductions(resume), IsGrpcOk());
  EXPECT_THAT(Recommended("dee"), Contains("ann"));
  EXPECT_THAT(Effects("ann"), IsEmpty());
}

TEST_F(IntroductionTimeTest, ALongerExpiryTakesEffectOnWhatFollows) {
  v1::UpdatePolicyRequest policy;
  policy.set_name("networks/n1");
  policy.set_reason("people read their mail seldom");
  *policy.mutable_policy() = NewNetwork("n1").network().policy();
  policy.mutable_policy()->mutable_introductions()->mutable_expiry()->set_seconds(20 * 86400);
  ASSERT_THAT(client_->UpdatePolicy(policy), IsGrpcOk());
  const std::string name = Introduced();
  EXPECT_EQ(Get(name, "ann").expire_time().seconds(), absl::ToUnixSeconds(clock_.Now() + 20 * kDay));
}

}  // namespace
}  // namespace weft
