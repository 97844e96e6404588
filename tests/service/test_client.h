#ifndef WEFT_TESTS_SERVICE_TEST_CLIENT_H_
#define WEFT_TESTS_SERVICE_TEST_CLIENT_H_

#include <memory>
#include <string>
#include <vector>

#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/grpcpp.h"
#include "weft/v1/index_service.grpc.pb.h"
#include "weft/v1/introduction_service.grpc.pb.h"
#include "weft/v1/match_service.grpc.pb.h"
#include "weft/v1/member_service.grpc.pb.h"
#include "weft/v1/message_service.grpc.pb.h"
#include "weft/v1/network_service.grpc.pb.h"
#include "weft/v1/round_service.grpc.pb.h"
#include "weft/v1/tie_service.grpc.pb.h"

namespace weft {

// One method a call, blocking; the response stays in the argument. As thread-safe as the stubs: wholly.
class TestClient {
 public:
  explicit TestClient(const std::shared_ptr<grpc::Channel>& channel)
      : networks(v1::NetworkService::NewStub(channel)),
        members(v1::MemberService::NewStub(channel)),
        ties(v1::TieService::NewStub(channel)),
        match(v1::MatchService::NewStub(channel)),
        index(v1::IndexService::NewStub(channel)),
        introductions(v1::IntroductionService::NewStub(channel)),
        rounds(v1::RoundService::NewStub(channel)),
        messages(v1::MessageService::NewStub(channel)),
        health(grpc::health::v1::Health::NewStub(channel)) {}

#define WEFT_TEST_CALL(stub, Method, Response)                                        \
  grpc::Status Method(const v1::Method##Request& request, Response* response) const { \
    grpc::ClientContext context;                                                      \
    return stub->Method(&context, request, response);                                 \
  }                                                                                   \
  grpc::Status Method(const v1::Method##Request& request) const {                     \
    Response response;                                                                \
    return Method(request, &response);                                                \
  }
  WEFT_TEST_CALL(networks, CreateNetwork, v1::Network)
  WEFT_TEST_CALL(networks, GetNetwork, v1::Network)
  WEFT_TEST_CALL(networks, ListNetworks, v1::ListNetworksResponse)
  WEFT_TEST_CALL(networks, UpdatePolicy, v1::Network)
  WEFT_TEST_CALL(networks, ListPolicyChanges, v1::ListPolicyChangesResponse)
  WEFT_TEST_CALL(members, CreateMember, v1::Member)
  WEFT_TEST_CALL(members, GetMember, v1::Member)
  WEFT_TEST_CALL(members, ListMembers, v1::ListMembersResponse)
  WEFT_TEST_CALL(members, UpdateMember, v1::Member)
  WEFT_TEST_CALL(members, DeleteMember, google::protobuf::Empty)
  WEFT_TEST_CALL(members, GetContact, v1::Contact)
  WEFT_TEST_CALL(members, UpdateContact, v1::Contact)
  WEFT_TEST_CALL(introductions, ProposeIntroduction, v1::Introduction)
  WEFT_TEST_CALL(introductions, GetIntroduction, v1::Introduction)
  WEFT_TEST_CALL(introductions, ListIntroductions, v1::ListIntroductionsResponse)
  WEFT_TEST_CALL(introductions, RespondToIntroduction, v1::RespondToIntroductionResponse)
  WEFT_TEST_CALL(introductions, RecordOutcome, v1::RecordOutcomeResponse)
  WEFT_TEST_CALL(introductions, WithdrawIntroduction, v1::Introduction)
  WEFT_TEST_CALL(introductions, ResumeIntroductions, google::protobuf::Empty)
  WEFT_TEST_CALL(introductions, ListEffects, v1::ListEffectsResponse)
  WEFT_TEST_CALL(introductions, ListIntroductionAudit, v1::ListIntroductionAuditResponse)
  WEFT_TEST_CALL(rounds, PlanRound, v1::PlanRoundResponse)
  WEFT_TEST_CALL(rounds, GetRound, v1::Round)
  WEFT_TEST_CALL(rounds, ListRounds, v1::ListRoundsResponse)
  WEFT_TEST_CALL(rounds, ListRoundEntries, v1::ListRoundEntriesResponse)
  WEFT_TEST_CALL(rounds, HoldRound, v1::Round)
  WEFT_TEST_CALL(rounds, EditRound, v1::Round)
  WEFT_TEST_CALL(rounds, OpenRound, v1::Round)
  WEFT_TEST_CALL(rounds, CloseRound, v1::Round)
  WEFT_TEST_CALL(rounds, ReportRound, v1::RoundReport)
  WEFT_TEST_CALL(rounds, ListMembersNeedingAHand, v1::ListMembersNeedingAHandResponse)
  WEFT_TEST_CALL(messages, ClaimMessages, v1::ClaimMessagesResponse)
  WEFT_TEST_CALL(messages, BeginDelivery, v1::Message)
  WEFT_TEST_CALL(messages, ConfirmDelivery, v1::Message)
  WEFT_TEST_CALL(messages, ResolveMessage, v1::Message)
  WEFT_TEST_CALL(messages, RecordBounce, v1::Message)
  WEFT_TEST_CALL(messages, ListMessages, v1::ListMessagesResponse)
  WEFT_TEST_CALL(messages, PreviewMessages, v1::PreviewMessagesResponse)
  WEFT_TEST_CALL(messages, InviteMembers, v1::InviteMembersResponse)
  WEFT_TEST_CALL(messages, ResolveLink, v1::ResolveLinkResponse)
  WEFT_TEST_CALL(ties, BatchUpsertTies, v1::BatchUpsertTiesResponse)
  WEFT_TEST_CALL(ties, ListTies, v1::ListTiesResponse)
  WEFT_TEST_CALL(ties, DeleteTie, google::protobuf::Empty)
  WEFT_TEST_CALL(match, RecommendCollaborators, v1::RecommendCollaboratorsResponse)
  WEFT_TEST_CALL(match, SearchMembers, v1::SearchMembersResponse)
  WEFT_TEST_CALL(match, ExplainMatch, v1::ExplainMatchResponse)
  WEFT_TEST_CALL(index, GetIndexStatus, v1::IndexStatus)
  WEFT_TEST_CALL(index, ListIndexStatuses, v1::ListIndexStatusesResponse)
  WEFT_TEST_CALL(index, ReloadIndex, v1::IndexStatus)
#undef WEFT_TEST_CALL

  grpc::Status ImportMembers(const std::vector<v1::ImportMembersRequest>& messages,
                             v1::ImportMembersResponse* response) const {
    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientWriter<v1::ImportMembersRequest>> writer = members->ImportMembers(&context, response);
    for (const v1::ImportMembersRequest& message : messages) {
      if (!writer->Write(message)) break;
    }
    writer->WritesDone();
    return writer->Finish();
  }

  const std::unique_ptr<v1::NetworkService::Stub> networks;
  const std::unique_ptr<v1::MemberService::Stub> members;
  const std::unique_ptr<v1::TieService::Stub> ties;
  const std::unique_ptr<v1::MatchService::Stub> match;
  const std::unique_ptr<v1::IndexService::Stub> index;
  const std::unique_ptr<v1::IntroductionService::Stub> introductions;
  const std::unique_ptr<v1::RoundService::Stub> rounds;
  const std::unique_ptr<v1::MessageService::Stub> messages;
  const std::unique_ptr<grpc::health::v1::Health::Stub> health;
};

}  // namespace weft

#endif  // WEFT_TESTS_SERVICE_TEST_CLIENT_H_
