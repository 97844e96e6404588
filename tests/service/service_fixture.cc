#include "tests/service/service_fixture.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "indexer/faiss_source.h"
#include "indexer/snapshot_builder.h"
#include "weft/store/store.h"

namespace weft {
namespace {

std::string IdOf(const std::string& name) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  return parts.back();
}

}  // namespace

void ServiceTest::Start() {
  client_.reset();
  server_.reset();
  options_.data_directory = dir_.File("data");
  Server::Parts parts;
  parts.embedder = &embedder_;
  parts.loader = FaissSourceLoader();
  parts.clock = &clock_;
  parts.log = &log_.log();
  ASSERT_OK_AND_ASSIGN(server_, Server::Start(options_, parts));
  client_ = std::make_unique<TestClient>(NewChannel());

  grpc::ClientContext context;
  auto watch = client_->health->Watch(&context, {});
  grpc::health::v1::HealthCheckResponse status;
  while (watch->Read(&status) && status.status() != grpc::health::v1::HealthCheckResponse::SERVING) {
  }
  ASSERT_EQ(status.status(), grpc::health::v1::HealthCheckResponse::SERVING);
  context.TryCancel();
}

std::shared_ptr<grpc::Channel> ServiceTest::NewChannel() const {
  if (options_.listen.empty()) return server_->InProcessChannel();
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);  // No connection of another channel's.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 100);
  return grpc::CreateCustomChannel(server_->address(), grpc::InsecureChannelCredentials(), arguments);
}

v1::CreateNetworkRequest ServiceTest::NewNetwork(const std::string& id) {
  v1::CreateNetworkRequest request;
  request.set_network_id(id);
  request.mutable_network()->mutable_policy()->set_unspoken(v1::Policy::UNSPOKEN_SHOW);
  request.mutable_network()->mutable_policy()->set_unspoken_ground("agreed at the meeting");
  // Rounds by hand only: tests move the clock by weeks.
  request.mutable_network()->mutable_policy()->mutable_introductions()->mutable_round_interval();
  return request;
}

v1::CreateMemberRequest ServiceTest::NewMember(const std::string& id, const std::vector<std::string>& interests) {
  v1::CreateMemberRequest request;
  request.set_parent("networks/n1");
  request.set_member_id(id);
  request.mutable_member();
  for (const std::string& interest : interests) request.mutable_member()->add_interests(interest);
  return request;
}

v1::BatchUpsertTiesRequest ServiceTest::NewTie(const std::string& a, const std::string& b) {
  v1::BatchUpsertTiesRequest request;
  request.set_parent("networks/n1");
  v1::Tie* tie = request.add_ties();
  tie->set_member_a(Name(a));
  tie->set_member_b(Name(b));
  return request;
}

v1::SearchMembersRequest ServiceTest::Search(const std::string& query, const std::string& network) {
  v1::SearchMembersRequest request;
  request.set_parent("networks/" + network);
  request.set_query(query);
  return request;
}

void ServiceTest::AddNetwork(const std::string& id) { ASSERT_THAT(client_->CreateNetwork(NewNetwork(id)), IsGrpcOk()); }
void ServiceTest::AddMember(const std::string& id, const std::vector<std::string>& interests) {
  ASSERT_THAT(client_->CreateMember(NewMember(id, interests)), IsGrpcOk());
}
void ServiceTest::AddTie(const std::string& a, const std::string& b) {
  ASSERT_THAT(client_->BatchUpsertTies(NewTie(a, b)), IsGrpcOk());
}

std::vector<std::string> ServiceTest::Found(const std::string& query, const std::string& network) const {
  v1::SearchMembersResponse response;
  EXPECT_THAT(client_->SearchMembers(Search(query, network), &response), IsGrpcOk());
  std::vector<std::string> ids;
  for (const auto& result : response.results()) ids.push_back(IdOf(result.member()));
  return ids;
}

std::vector<std::string> ServiceTest::Recommended(const std::string& id) const {
  v1::RecommendCollaboratorsRequest request;
  request.set_member(Name(id));
  request.set_page_size(100);
  v1::RecommendCollaboratorsResponse response;
  EXPECT_THAT(client_->RecommendCollaborators(request, &response), IsGrpcOk());
  std::vector<std::string> ids;
  for (const auto& recommendation : response.recommendations()) ids.push_back(IdOf(recommendation.member()));
  return ids;
}

v1::IndexStatus ServiceTest::Index(const std::string& network) const {
  v1::GetIndexStatusRequest request;
  request.set_name("networks/" + network);
  v1::IndexStatus status;
  EXPECT_THAT(client_->GetIndexStatus(request, &status), IsGrpcOk());
  return status;
}

void ServiceTest::BuildWith(const Embedder& embedder, const std::string& network) {
  ASSERT_OK_AND_ASSIGN(const std::unique_ptr<FileLock> lock, AcquireBuildLock(options_.data_directory));
  ASSERT_OK_AND_ASSIGN(const std::unique_ptr<Store> store, Store::Open(options_.data_directory, &clock_, {}));
  ASSERT_OK(BuildAndPublish(options_.data_directory, *store, network, embedder, clock_, {}));
}

}  // namespace weft
