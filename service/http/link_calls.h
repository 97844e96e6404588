#ifndef WEFT_SERVICE_HTTP_LINK_CALLS_H_
#define WEFT_SERVICE_HTTP_LINK_CALLS_H_

#include <chrono>  // NOLINT(build/c++11): gRPC's deadlines.
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/status.h"
#include "weft/v1/introduction_service.grpc.pb.h"
#include "weft/v1/match_service.grpc.pb.h"
#include "weft/v1/member_service.grpc.pb.h"
#include "weft/v1/message_service.grpc.pb.h"
#include "weft/v1/network_service.grpc.pb.h"
#include "weft/v1/tie_service.grpc.pb.h"

namespace weft {

// The calls that pages make, blocking, each with the same deadline. Thread-safe.
struct LinkCalls {
  LinkCalls(const std::shared_ptr<grpc::Channel>& channel, absl::Duration call_patience)
      : patience(call_patience),
        messages(v1::MessageService::NewStub(channel)),
        introductions(v1::IntroductionService::NewStub(channel)),
        members(v1::MemberService::NewStub(channel)),
        match(v1::MatchService::NewStub(channel)),
        ties(v1::TieService::NewStub(channel)),
        networks(v1::NetworkService::NewStub(channel)) {}

  // `Call(members, &v1::MemberService::Stub::GetMember, request, &member)`.
  template <typename Stub, typename Request, typename Response>
  grpc::Status Call(const std::unique_ptr<Stub>& stub,
                    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request, Response* response) const {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + absl::ToChronoMilliseconds(patience));
    return ((*stub).*method)(&context, request, response);
  }

  const absl::Duration patience;
  const std::unique_ptr<v1::MessageService::Stub> messages;
  const std::unique_ptr<v1::IntroductionService::Stub> introductions;
  const std::unique_ptr<v1::MemberService::Stub> members;
  const std::unique_ptr<v1::MatchService::Stub> match;
  const std::unique_ptr<v1::TieService::Stub> ties;
  const std::unique_ptr<v1::NetworkService::Stub> networks;
};

// Of the service's errors: the stable reason; empty if there is none.
std::string ReasonOf(const grpc::Status& status);

}  // namespace weft

#endif  // WEFT_SERVICE_HTTP_LINK_CALLS_H_
