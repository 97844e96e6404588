#include "tests/service/introduction_fixture.h"

namespace weft {

void IntroductionTest::SetUp() {
  ServiceTest::SetUp();
  AddNetwork("n1");
  for (const char* id : {"ann", "bob", "cid", "dee"}) {
    AddMember(id, {"bees"});
    v1::UpdateContactRequest contact;
    contact.mutable_contact()->set_name(Name(id) + "/contact");
    contact.mutable_contact()->set_email(AddressOf(id));
    ASSERT_THAT(client_->UpdateContact(contact), IsGrpcOk());
  }
  AddTie("cid", "ann");
  AddTie("cid", "bob");
}

v1::ProposeIntroductionRequest IntroductionTest::Proposal(const std::string& speaker,
                                                          const std::vector<std::string>& members,
                                                          const std::string& note) {
  v1::ProposeIntroductionRequest request;
  request.set_parent("networks/n1");
  if (!speaker.empty()) request.set_as_member(Name(speaker));
  for (const std::string& member : members) request.add_members(Name(member));
  request.set_note(note);
  return request;
}

v1::RespondToIntroductionRequest IntroductionTest::Answer(const std::string& introduction, const std::string& member) {
  v1::RespondToIntroductionRequest request;
  request.set_name(introduction);
  request.set_as_member(Name(member));
  return request;
}

v1::RespondToIntroductionRequest IntroductionTest::Yes(const std::string& introduction, const std::string& member,
                                                       const std::string& note) {
  v1::RespondToIntroductionRequest request = Answer(introduction, member);
  request.mutable_accept()->set_note(note);
  return request;
}

v1::RespondToIntroductionRequest IntroductionTest::No(const std::string& introduction, const std::string& member,
                                                      v1::Decline::Reason reason) {
  v1::RespondToIntroductionRequest request = Answer(introduction, member);
  request.mutable_decline()->set_reason(reason);
  return request;
}

v1::RecordOutcomeRequest IntroductionTest::OutcomeOf(const std::string& introduction, const std::string& member,
                                                     v1::Outcome::Kind kind) {
  v1::RecordOutcomeRequest request;
  request.set_name(introduction);
  request.set_as_member(Name(member));
  request.mutable_outcome()->set_kind(kind);
  return request;
}

v1::WithdrawIntroductionRequest IntroductionTest::Withdrawal(const std::string& introduction, const std::string& member,
                                                             const std::string& reason) {
  v1::WithdrawIntroductionRequest request;
  request.set_name(introduction);
  if (!member.empty()) request.set_as_member(Name(member));
  request.set_reason(reason);
  return request;
}

v1::UpdateMemberRequest IntroductionTest::Pause(const std::string& member, absl::Time until) {
  v1::UpdateMemberRequest request;
  request.mutable_member()->set_name(Name(member));
  request.mutable_member()->mutable_participation()->mutable_paused_until()->set_seconds(absl::ToUnixSeconds(until));
  request.mutable_update_mask()->add_paths("participation.paused_until");
  request.set_speaker(v1::SPEAKER_MEMBER);
  return request;
}

std::string IntroductionTest::Propose(const std::string& speaker, const std::vector<std::string>& members,
                                      const std::string& note) {
  v1::Introduction made;
  EXPECT_THAT(client_->ProposeIntroduction(Proposal(speaker, members, note), &made), IsGrpcOk());
  return made.name();
}

std::string IntroductionTest::Mutual() {
  const std::string name = Introduced();
  EXPECT_THAT(client_->RespondToIntroduction(Yes(name, "ann")), IsGrpcOk());
  EXPECT_THAT(client_->RespondToIntroduction(Yes(name, "bob")), IsGrpcOk());
  return name;
}

v1::Introduction IntroductionTest::Get(const std::string& introduction, const std::string& member) const {
  v1::GetIntroductionRequest request;
  request.set_name(introduction);
  if (!member.empty()) request.set_as_member(Name(member));
  v1::Introduction found;
  EXPECT_THAT(client_->GetIntroduction(request, &found), IsGrpcOk());
  return found;
}

std::vector<v1::Effect::Kind> IntroductionTest::Effects(const std::string& member) const {
  v1::ListEffectsRequest request;
  request.set_parent("networks/n1");
  request.set_as_member(Name(member));
  v1::ListEffectsResponse response;
  EXPECT_THAT(client_->ListEffects(request, &response), IsGrpcOk());
  std::vector<v1::Effect::Kind> kinds;
  for (const v1::Effect& effect : response.effects()) kinds.push_back(effect.kind());
  return kinds;
}

std::vector<v1::IntroductionEvent::Type> IntroductionTest::Audit(const std::string& introduction) const {
  v1::ListIntroductionAuditRequest request;
  request.set_parent(introduction);
  v1::ListIntroductionAuditResponse response;
  EXPECT_THAT(client_->ListIntroductionAudit(request, &response), IsGrpcOk());
  std::vector<v1::IntroductionEvent::Type> types;
  for (const auto& entry : response.entries()) types.push_back(entry.type());
  return types;
}

IntroductionTest::Stream::Stream(const TestClient& client, const std::string& member, const std::string& resume_token) {
  v1::WatchIntroductionsRequest request;
  request.set_parent("networks/n1");
  request.set_as_member(member);
  request.set_resume_token(resume_token);
  reader_ = client.introductions->WatchIntroductions(&context_, request);
}

IntroductionTest::Stream::~Stream() {
  if (finished_) return;
  context_.TryCancel();
  Finish();
}

v1::IntroductionEvent IntroductionTest::Stream::Next() {
  v1::IntroductionEvent event;
  if (!reader_->Read(&event)) {
    ADD_FAILURE() << "the stream ended: " << Finish().error_message();
    return event;
  }
  if (event.type() != v1::IntroductionEvent::TYPE_UNSPECIFIED) seen_.push_back(event.type());
  return event;
}

v1::IntroductionEvent IntroductionTest::Stream::Await(v1::IntroductionEvent::Type type) {
  for (;;) {
    v1::IntroductionEvent event = Next();
    if (event.type() == type || finished_) return event;
  }
}

grpc::Status IntroductionTest::Stream::Finish() {
  finished_ = true;
  v1::IntroductionEvent event;
  while (reader_->Read(&event)) {
  }
  return reader_->Finish();
}

}  // namespace weft
