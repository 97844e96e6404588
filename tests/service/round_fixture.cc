#include "tests/service/round_fixture.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace weft {
namespace {

constexpr int kThreads = 10;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

}  // namespace

void RoundTest::SetUp() {
  ServiceTest::SetUp();
  AddNetwork("n1");
}

void RoundTest::AddMembers(const std::vector<std::string>& ids, const std::string& circle) {
  for (const std::string& id : ids) {
    AddMemberWith(id, [&circle](v1::Member* member) {
      member->add_interests("bees");
      if (!circle.empty()) member->add_circles(circle);
    });
  }
}

void RoundTest::AddMemberWith(const std::string& id, const std::function<void(v1::Member*)>& fill) {
  v1::CreateMemberRequest request = NewMember(id);
  fill(request.mutable_member());
  ASSERT_THAT(client_->CreateMember(request), IsGrpcOk());
}

void RoundTest::Say(const std::string& id, const std::string& field,
                    const std::function<void(v1::Participation*)>& fill) {
  v1::UpdateMemberRequest request;
  request.mutable_member()->set_name(Name(id));
  fill(request.mutable_member()->mutable_participation());
  request.mutable_update_mask()->add_paths("participation." + field);
  request.set_speaker(v1::SPEAKER_MEMBER);
  ASSERT_THAT(client_->UpdateMember(request), IsGrpcOk());
}

void RoundTest::Erase(const std::string& id) {
  v1::DeleteMemberRequest request;
  request.set_name(Name(id));
  ASSERT_THAT(client_->DeleteMember(request), IsGrpcOk());
}

void RoundTest::SetPolicy(const std::function<void(v1::Policy*)>& change) {
  v1::GetNetworkRequest get;
  get.set_name("networks/n1");
  v1::Network network;
  ASSERT_THAT(client_->GetNetwork(get, &network), IsGrpcOk());
  v1::UpdatePolicyRequest update;
  update.set_name("networks/n1");
  *update.mutable_policy() = network.policy();
  change(update.mutable_policy());
  update.set_reason("for the test");
  ASSERT_THAT(client_->UpdatePolicy(update), IsGrpcOk());
}

v1::PlanRoundRequest RoundTest::NewPlan(const std::string& circle, const std::string& as) {
  v1::PlanRoundRequest request;
  request.set_parent("networks/n1");
  if (circle.empty()) {
    request.mutable_scope()->set_whole_network(true);
  } else {
    request.mutable_scope()->set_circle(circle);
  }
  if (!as.empty()) request.set_as_member(Name(as));
  return request;
}

v1::PlanRoundRequest RoundTest::NewPlanOf(const std::vector<std::string>& ids) {
  v1::PlanRoundRequest request;
  request.set_parent("networks/n1");
  for (const std::string& id : ids) request.mutable_scope()->mutable_members()->add_members(Name(id));
  return request;
}

v1::OpenRoundRequest RoundTest::NewOpening(const std::string& round) {
  v1::OpenRoundRequest request;
  request.set_name(round);
  return request;
}

v1::CloseRoundRequest RoundTest::NewClosing(const std::string& round) {
  v1::CloseRoundRequest request;
  request.set_name(round);
  request.set_reason("enough for now");
  return request;
}

v1::HoldRoundRequest RoundTest::NewHold(const std::string& round) {
  v1::HoldRoundRequest request;
  request.set_name(round);
  request.set_reason("two more are to join");
  return request;
}

v1::EditRoundRequest RoundTest::NewDrop(const std::string& entry) {
  v1::EditRoundRequest request;
  request.set_name(entry.substr(0, entry.find("/entries/")));
  request.add_edits()->mutable_drop()->set_entry(entry);
  request.mutable_edits(0)->set_reason("they share a desk");
  return request;
}

v1::EditRoundRequest RoundTest::NewSwap(const std::string& round, const std::string& a, const std::string& b) {
  v1::EditRoundRequest request;
  request.set_name(round);
  request.add_edits()->mutable_swap()->set_member_a(Name(a));
  request.mutable_edits(0)->mutable_swap()->set_member_b(Name(b));
  request.mutable_edits(0)->set_reason("the other way round is better");
  return request;
}

v1::EditRoundRequest RoundTest::NewPin(const std::string& round, const std::vector<std::string>& ids) {
  v1::EditRoundRequest request;
  request.set_name(round);
  v1::EditRoundRequest::PinEdit* pin = request.add_edits()->mutable_pin();
  for (const std::string& id : ids) pin->add_members(Name(id));
  request.mutable_edits(0)->set_reason("they asked for it");
  return request;
}

v1::PlanRoundResponse RoundTest::Plan(const v1::PlanRoundRequest& request) {
  v1::PlanRoundResponse response;
  EXPECT_THAT(client_->PlanRound(request, &response), IsGrpcOk());
  return response;
}

v1::Round RoundTest::Open(const std::string& round) {
  v1::Round opened;
  EXPECT_THAT(client_->OpenRound(NewOpening(round), &opened), IsGrpcOk());
  return opened;
}

v1::Round RoundTest::Close(const std::string& round) {
  v1::Round closed;
  EXPECT_THAT(client_->CloseRound(NewClosing(round), &closed), IsGrpcOk());
  return closed;
}

v1::Round RoundTest::Edit(const v1::EditRoundRequest& request) {
  v1::Round edited;
  EXPECT_THAT(client_->EditRound(request, &edited), IsGrpcOk());
  return edited;
}

v1::Round RoundTest::Get(const std::string& round) const {
  v1::GetRoundRequest request;
  request.set_name(round);
  v1::Round found;
  EXPECT_THAT(client_->GetRound(request, &found), IsGrpcOk());
  return found;
}

v1::Round RoundTest::Await(const std::string& round, v1::Round::State state) const {
  for (;;) {
    v1::Round now = Get(round);
    if (now.state() == state || testing::Test::HasFailure()) return now;
    std::this_thread::yield();
  }
}

std::vector<v1::RoundEntry> RoundTest::Entries(const std::string& round) const {
  v1::ListRoundEntriesRequest request;
  request.set_parent(round);
  request.set_page_size(1000);
  v1::ListRoundEntriesResponse response;
  EXPECT_THAT(client_->ListRoundEntries(request, &response), IsGrpcOk());
  return {response.entries().begin(), response.entries().end()};
}

std::vector<v1::Introduction> RoundTest::Introductions(const std::string& round) const {
  v1::ListIntroductionsRequest request;
  request.set_parent("networks/n1");
  request.set_round(round);
  request.set_page_size(1000);
  v1::ListIntroductionsResponse response;
  EXPECT_THAT(client_->ListIntroductions(request, &response), IsGrpcOk());
  return {response.introductions().begin(), response.introductions().end()};
}

v1::RoundReport RoundTest::Report(const std::string& round) const {
  v1::ReportRoundRequest request;
  request.set_name(round);
  v1::RoundReport report;
  EXPECT_THAT(client_->ReportRound(request, &report), IsGrpcOk());
  return report;
}

std::vector<v1::NeedsAHand> RoundTest::Hands(const std::string& round) const {
  v1::ListMembersNeedingAHandRequest request;
  request.set_parent("networks/n1");
  request.set_round(round);
  v1::ListMembersNeedingAHandResponse response;
  EXPECT_THAT(client_->ListMembersNeedingAHand(request, &response), IsGrpcOk());
  return {response.members().begin(), response.members().end()};
}

void RoundTest::Answer(const v1::Introduction& introduction, bool yes) {
  for (const v1::Introduction::Side& side : introduction.sides()) {
    v1::RespondToIntroductionRequest request;
    request.set_name(introduction.name());
    request.set_as_member(side.member());
    if (yes) {
      request.mutable_accept();
    } else {
      request.mutable_decline();
    }
    ASSERT_THAT(client_->RespondToIntroduction(request), IsGrpcOk());
    if (!yes) return;  // That is its end.
  }
}

void RoundTest::Tell(const v1::Introduction& introduction, v1::Outcome::Kind kind, const std::string& lesson) {
  for (const v1::Introduction::Side& side : introduction.sides()) {
    v1::RecordOutcomeRequest request;
    request.set_name(introduction.name());
    request.set_as_member(side.member());
    request.mutable_outcome()->set_kind(kind);
    request.mutable_outcome()->set_lesson(lesson);
    request.mutable_outcome()->set_share_lesson(!lesson.empty());
    ASSERT_THAT(client_->RecordOutcome(request), IsGrpcOk());
  }
}

std::vector<std::string> RoundTest::Members(const v1::RoundEntry& entry) {
  std::vector<std::string> ids;
  for (const v1::RoundEntry::Person& person : entry.members()) ids.push_back(IdOf(person.member()));
  return ids;
}

v1::RoundEntry RoundTest::EntryOf(const std::string& round, const std::string& id) const {
  for (const v1::RoundEntry& entry : Entries(round)) {
    if (entry.standing() == v1::RoundEntry::STANDING_DROPPED) continue;
    for (const v1::RoundEntry::Person& person : entry.members()) {
      if (person.member() == Name(id)) return entry;
    }
  }
  return v1::RoundEntry();
}

std::string RoundTest::PartnerOf(const std::string& round, const std::string& id) const {
  const v1::RoundEntry entry = EntryOf(round, id);
  for (const v1::RoundEntry::Person& person : entry.members()) {
    if (person.member() != Name(id)) return IdOf(person.member());
  }
  return "";
}

int RoundTest::Manyfold(const std::function<grpc::Status()>& call) {
  std::atomic<int> succeeded{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < kMany / kThreads; ++i) succeeded += call().ok();
    });
  }
  for (std::thread& thread : threads) thread.join();
  return succeeded;
}

}  // namespace weft
