#include "tests/cli/fake_server.h"

#include <sstream>

#include "grpcpp/server_builder.h"

namespace weft::cli {
namespace {

void AddDetail(const std::string& type, const google::protobuf::Message& detail, v1::StatusDetails* details) {
  google::protobuf::Any* any = details->add_details();
  any->set_type_url("type.googleapis.com/google.rpc." + type);
  any->set_value(detail.SerializeAsString());
}

}  // namespace

grpc::Status FakeMemberService::ImportMembers(grpc::ServerContext*,
                                              grpc::ServerReader<v1::ImportMembersRequest>* reader,
                                              v1::ImportMembersResponse* response) {
  v1::ImportMembersRequest all;
  v1::ImportMembersRequest message;
  while (reader->Read(&message)) {
    ++import_message_count;
    all.MergeFrom(message);
  }
  return ImportMembers_.Answer(&all, response);
}

Outcome Weftctl(const std::vector<std::string>& arguments, const std::string& input) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  Outcome outcome;
  outcome.exit_code = RunWeftctl(arguments, {&in, &out, &err});
  outcome.out = out.str();
  outcome.err = err.str();
  return outcome;
}

FakeServer::FakeServer() {
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  for (grpc::Service* service : std::initializer_list<grpc::Service*>{&match, &member, &tie, &network, &index,
                                                                      &introductions, &rounds, &health}) {
    builder.RegisterService(service);
  }
  server_ = builder.BuildAndStart();
  address_ = "127.0.0.1:" + std::to_string(port);
}

Outcome FakeServer::Run(std::vector<std::string> arguments, const std::string& input) const {
  arguments.insert(arguments.begin(), {"--server", address_});
  return Weftctl(arguments, input);
}

grpc::Status ErrorWithReason(grpc::StatusCode code, const std::string& reason, const std::string& message,
                             const std::vector<std::pair<std::string, std::string>>& metadata) {
  v1::ErrorInfo info;
  info.set_reason(reason);
  info.set_domain("weft");
  for (const auto& entry : metadata) (*info.mutable_metadata())[entry.first] = entry.second;
  v1::StatusDetails details;
  details.set_code(code);
  details.set_message(message);
  AddDetail("ErrorInfo", info, &details);
  return grpc::Status(code, message, details.SerializeAsString());
}

grpc::Status InvalidFieldError(const std::vector<std::pair<std::string, std::string>>& violations) {
  v1::ErrorInfo info;
  info.set_reason("INVALID_FIELD");
  info.set_domain("weft");
  v1::BadRequest bad;
  for (const auto& entry : violations) {
    v1::BadRequest::FieldViolation* violation = bad.add_field_violations();
    violation->set_field(entry.first);
    violation->set_description(entry.second);
  }
  v1::StatusDetails details;
  details.set_code(grpc::StatusCode::INVALID_ARGUMENT);
  details.set_message("bad request");
  AddDetail("ErrorInfo", info, &details);
  AddDetail("BadRequest", bad, &details);
  return grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "bad request", details.SerializeAsString());
}

}  // namespace weft::cli
