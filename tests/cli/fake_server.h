#ifndef WEFT_TESTS_CLI_FAKE_SERVER_H_
#define WEFT_TESTS_CLI_FAKE_SERVER_H_

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "cli/weftctl.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/server.h"
#include "weft/v1/error_details.pb.h"
#include "weft/v1/index_service.grpc.pb.h"
#include "weft/v1/introduction_service.grpc.pb.h"
#include "weft/v1/match_service.grpc.pb.h"
#include "weft/v1/member_service.grpc.pb.h"
#include "weft/v1/network_service.grpc.pb.h"
#include "weft/v1/round_service.grpc.pb.h"
#include "weft/v1/tie_service.grpc.pb.h"

namespace weft::cli {

// One method of the fake server: remembers what it was asked and answers as told. Statuses are used up in order, then
// the calls succeed; responses likewise, but the last one stays.
template <typename Request, typename Response>
struct Canned {
  std::vector<Request> requests;
  std::deque<grpc::Status> statuses;
  std::deque<Response> responses;

  // Asked once more, with what?
  const Request& last() const { return requests.back(); }
  Response& Will() { return responses.emplace_back(); }
  grpc::Status Answer(const Request* request, Response* response) {
    requests.push_back(*request);
    if (!statuses.empty()) {
      grpc::Status status = statuses.front();
      statuses.pop_front();
      if (!status.ok()) return status;
    }
    if (!responses.empty()) *response = responses.front();
    if (responses.size() > 1) responses.pop_front();
    return grpc::Status::OK;
  }
};

#define WEFT_CANNED(method, request_type, response_type)                                                     \
  Canned<request_type, response_type> method##_;                                                             \
  grpc::Status method(grpc::ServerContext*, const request_type* request, response_type* response) override { \
    return method##_.Answer(request, response);                                                              \
  }

struct FakeMatchService : public v1::MatchService::Service {
  WEFT_CANNED(RecommendCollaborators, v1::RecommendCollaboratorsRequest, v1::RecommendCollaboratorsResponse)
  WEFT_CANNED(SearchMembers, v1::SearchMembersRequest, v1::SearchMembersResponse)
  WEFT_CANNED(ExplainMatch, v1::ExplainMatchRequest, v1::ExplainMatchResponse)
};
struct FakeMemberService : public v1::MemberService::Service {
  WEFT_CANNED(GetMember, v1::GetMemberRequest, v1::Member)
  WEFT_CANNED(ListMembers, v1::ListMembersRequest, v1::ListMembersResponse)
  WEFT_CANNED(UpdateMember, v1::UpdateMemberRequest, v1::Member)
  WEFT_CANNED(DeleteMember, v1::DeleteMemberRequest, google::protobuf::Empty)
  WEFT_CANNED(GetContact, v1::GetContactRequest, v1::Contact)
  WEFT_CANNED(UpdateContact, v1::UpdateContactRequest, v1::Contact)
  // The messages of a stream, merged into one.
  Canned<v1::ImportMembersRequest, v1::ImportMembersResponse> ImportMembers_;
  int import_message_count = 0;
  grpc::Status ImportMembers(grpc::ServerContext*, grpc::ServerReader<v1::ImportMembersRequest>* reader,
                             v1::ImportMembersResponse* response) override;
};
struct FakeTieService : public v1::TieService::Service {
  WEFT_CANNED(BatchUpsertTies, v1::BatchUpsertTiesRequest, v1::BatchUpsertTiesResponse)
  WEFT_CANNED(ListTies, v1::ListTiesRequest, v1::ListTiesResponse)
  WEFT_CANNED(DeleteTie, v1::DeleteTieRequest, google::protobuf::Empty)
};
struct FakeNetworkService : public v1::NetworkService::Service {
  WEFT_CANNED(CreateNetwork, v1::CreateNetworkRequest, v1::Network)
  WEFT_CANNED(GetNetwork, v1::GetNetworkRequest, v1::Network)
  WEFT_CANNED(ListNetworks, v1::ListNetworksRequest, v1::ListNetworksResponse)
  WEFT_CANNED(UpdatePolicy, v1::UpdatePolicyRequest, v1::Network)
  WEFT_CANNED(ListPolicyChanges, v1::ListPolicyChangesRequest, v1::ListPolicyChangesResponse)
};
struct FakeIndexService : public v1::IndexService::Service {
  WEFT_CANNED(GetIndexStatus, v1::GetIndexStatusRequest, v1::IndexStatus)
  WEFT_CANNED(ListIndexStatuses, v1::ListIndexStatusesRequest, v1::ListIndexStatusesResponse)
  WEFT_CANNED(ReloadIndex, v1::ReloadIndexRequest, v1::IndexStatus)
};
struct FakeIntroductionService : public v1::IntroductionService::Service {
  WEFT_CANNED(ProposeIntroduction, v1::ProposeIntroductionRequest, v1::Introduction)
  WEFT_CANNED(GetIntroduction, v1::GetIntroductionRequest, v1::Introduction)
  WEFT_CANNED(ListIntroductions, v1::ListIntroductionsRequest, v1::ListIntroductionsResponse)
  WEFT_CANNED(RespondToIntroduction, v1::RespondToIntroductionRequest, v1::RespondToIntroductionResponse)
  WEFT_CANNED(RecordOutcome, v1::RecordOutcomeRequest, v1::RecordOutcomeResponse)
  WEFT_CANNED(WithdrawIntroduction, v1::WithdrawIntroductionRequest, v1::Introduction)
  WEFT_CANNED(ResumeIntroductions, v1::ResumeIntroductionsRequest, google::protobuf::Empty)
  WEFT_CANNED(ListEffects, v1::ListEffectsRequest, v1::ListEffectsResponse)
  WEFT_CANNED(ListIntroductionAudit, v1::ListIntroductionAuditRequest, v1::ListIntroductionAuditResponse)
};
struct FakeRoundService : public v1::RoundService::Service {
  WEFT_CANNED(PlanRound, v1::PlanRoundRequest, v1::PlanRoundResponse)
  WEFT_CANNED(GetRound, v1::GetRoundRequest, v1::Round)
  WEFT_CANNED(ListRounds, v1::ListRoundsRequest, v1::ListRoundsResponse)
  WEFT_CANNED(ListRoundEntries, v1::ListRoundEntriesRequest, v1::ListRoundEntriesResponse)
  WEFT_CANNED(HoldRound, v1::HoldRoundRequest, v1::Round)
  WEFT_CANNED(EditRound, v1::EditRoundRequest, v1::Round)
  WEFT_CANNED(OpenRound, v1::OpenRoundRequest, v1::Round)
  WEFT_CANNED(CloseRound, v1::CloseRoundRequest, v1::Round)
  WEFT_CANNED(ReportRound, v1::ReportRoundRequest, v1::RoundReport)
  WEFT_CANNED(ListMembersNeedingAHand, v1::ListMembersNeedingAHandRequest, v1::ListMembersNeedingAHandResponse)
};
struct FakeHealth : public grpc::health::v1::Health::Service {
  WEFT_CANNED(Check, grpc::health::v1::HealthCheckRequest, grpc::health::v1::HealthCheckResponse)
};

// What a command line left behind.
struct Outcome {
  int exit_code = 0;
  std::string out;
  std::string err;
};

// Runs weftctl without a server of ours.
Outcome Weftctl(const std::vector<std::string>& arguments, const std::string& input = "");

// A server of the generated services on a port of the kernel's choice. Only one call at a time.
class FakeServer {
 public:
  FakeServer();
  // Runs weftctl against this server.
  Outcome Run(std::vector<std::string> arguments, const std::string& input = "") const;
  const std::string& address() const { return address_; }

  FakeMatchService match;
  FakeMemberService member;
  FakeTieService tie;
  FakeNetworkService network;
  FakeIndexService index;
  FakeIntroductionService introductions;
  FakeRoundService rounds;
  FakeHealth health;

 private:
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

// An error as Weft's server sends it.
grpc::Status ErrorWithReason(grpc::StatusCode code, const std::string& reason, const std::string& message,
                             const std::vector<std::pair<std::string, std::string>>& metadata = {});
grpc::Status InvalidFieldError(const std::vector<std::pair<std::string, std::string>>& violations);

}  // namespace weft::cli

#endif  // WEFT_TESTS_CLI_FAKE_SERVER_H_
