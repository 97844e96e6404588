#include "service/malformed_request.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "google/protobuf/descriptor.h"
#include "service/error_mapping.h"
#include "weft/base/error.h"

namespace weft {
namespace {

// `method` as gRPC writes it: "/weft.v1.MemberService/GetMember".
bool Exists(const std::string& method) {
  const std::string name = absl::StrReplaceAll(absl::StripPrefix(method, "/"), {{"/", "."}});
  return google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name) != nullptr;
}

class Interceptor : public grpc::experimental::Interceptor {
 public:
  // gRPC keeps `info` as long as the interceptor.
  explicit Interceptor(const grpc::experimental::ServerRpcInfo* info) : info_(*info) {}

  void Intercept(grpc::experimental::InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(grpc::experimental::InterceptionHookPoints::PRE_SEND_STATUS)) {
      // Every method of ours is implemented, so it is gRPC that speaks here.
      const grpc::Status status = methods->GetSendStatus();
      if (status.error_code() == grpc::StatusCode::UNIMPLEMENTED && status.error_message().empty() &&
          Exists(info_.method())) {
        methods->ModifySendStatus(ToGrpc(MalformedRequest("the request")));
      }
    }
    methods->Proceed();
  }

 private:
  const grpc::experimental::ServerRpcInfo& info_;
};

class Factory : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  grpc::experimental::Interceptor* CreateServerInterceptor(grpc::experimental::ServerRpcInfo* info) override {
    return new Interceptor(info);  // gRPC deletes it.
  }
};

}  // namespace

absl::Status MalformedRequest(absl::string_view what) {
  return Error(absl::StatusCode::kInvalidArgument, "MALFORMED_REQUEST",
               absl::StrCat(what, " is no message of this method, or holds text that is not UTF-8"));
}

std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> MalformedRequestInterceptors() {
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> factories;
  factories.push_back(std::make_unique<Factory>());
  return factories;
}

}  // namespace weft
