#include "tests/service/service_fixture.h"

namespace weft {
namespace {

using ::testing::ElementsAre;

class NetworkServiceTest : public ServiceTest {
 protected:
  v1::UpdatePolicyRequest Share(double share, const std::string& reason) {
    v1::UpdatePolicyRequest request;
    request.set_name("networks/n1");
    request.mutable_policy()->set_weak_tie_share(share);
    request.set_reason(reason);
    return request;
  }
};

TEST_F(NetworkServiceTest, CreateThenGet) {
  v1::CreateNetworkRequest request = NewNetwork("n1");
  request.mutable_network()->set_display_name("Food");
  v1::Network created;
  ASSERT_THAT(client_->CreateNetwork(request, &created), IsGrpcOk());
  EXPECT_EQ(created.name(), "networks/n1");
  EXPECT_EQ(created.display_name(), "Food");
  EXPECT_EQ(created.policy().unspoken(), v1::Policy::UNSPOKEN_SHOW);
  AddMember("ann");
  v1::GetNetworkRequest get;
  get.set_name("networks/n1");
  v1::Network now;
  ASSERT_THAT(client_->GetNetwork(get, &now), IsGrpcOk());
  EXPECT_EQ(now.member_count(), 1);
  EXPECT_EQ(now.change_sequence(), created.change_sequence() + 1);
}

TEST_F(NetworkServiceTest, EmptyNetworkAnswersAtOnce) {
  AddNetwork("n1");
  EXPECT_EQ(Index().state(), v1::IndexStatus::STATE_NO_SNAPSHOT);
  EXPECT_THAT(Found("anything"), ElementsAre());
}

TEST_F(NetworkServiceTest, ListsById) {
  for (const char* id : {"n3", "n1", "n2"}) AddNetwork(id);
  v1::ListNetworksRequest request;
  request.set_page_size(2);
  std::vector<std::string> names;
  do {
    v1::ListNetworksResponse page;
    ASSERT_THAT(client_->ListNetworks(request, &page), IsGrpcOk());
    for (const v1::Network& network : page.networks()) names.push_back(network.name());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ElementsAre("networks/n1", "networks/n2", "networks/n3"));
}

TEST_F(NetworkServiceTest, PolicyChangesAreKeptWithTheirReasons) {
  AddNetwork("n1");
  for (int i = 1; i <= 3; ++i) {
    ASSERT_THAT(client_->UpdatePolicy(Share(i / 10.0, "reason " + std::to_string(i))), IsGrpcOk());
  }
  v1::ListPolicyChangesRequest request;
  request.set_parent("networks/n1");
  request.set_page_size(2);
  std::vector<std::string> reasons;
  do {
    v1::ListPolicyChangesResponse page;
    ASSERT_THAT(client_->ListPolicyChanges(request, &page), IsGrpcOk());
    for (const v1::PolicyChange& change : page.policy_changes()) {
      EXPECT_EQ(change.caller(), "local-operator");
      reasons.push_back(change.reason());
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(reasons, ElementsAre("reason 3", "reason 2", "reason 1", "Created with the network."));
}

TEST_F(NetworkServiceTest, RepeatedWritesAreDoneOnce) {
  v1::CreateNetworkRequest create = NewNetwork("n1");
  create.set_request_id("1");
  ASSERT_THAT(client_->CreateNetwork(create), IsGrpcOk());
  ASSERT_THAT(client_->CreateNetwork(create), IsGrpcOk());
  v1::UpdatePolicyRequest update = Share(0.5, "why");
  update.set_request_id("2");
  v1::Network first;
  v1::Network second;
  ASSERT_THAT(client_->UpdatePolicy(update, &first), IsGrpcOk());
  ASSERT_THAT(client_->UpdatePolicy(update, &second), IsGrpcOk());
  EXPECT_EQ(first.change_sequence(), second.change_sequence());
  EXPECT_EQ(first.etag(), second.etag());
}

TEST_F(NetworkServiceTest, UpdateWithTheEtagReadWorks) {
  AddNetwork("n1");
  v1::GetNetworkRequest get;
  get.set_name("networks/n1");
  v1::Network network;
  ASSERT_THAT(client_->GetNetwork(get, &network), IsGrpcOk());
  v1::UpdatePolicyRequest update = Share(0.5, "why");
  update.set_etag(network.etag());
  EXPECT_THAT(client_->UpdatePolicy(update), IsGrpcOk());
  EXPECT_THAT(client_->UpdatePolicy(update), FailsWith(grpc::StatusCode::ABORTED, "ETAG_MISMATCH"));
}

}  // namespace
}  // namespace weft
