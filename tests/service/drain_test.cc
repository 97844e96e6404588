#include <future>

#include "tests/service/service_fixture.h"

namespace weft {
namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

class HealthTest : public ServiceTest {
 protected:
  grpc::Status Check(const std::string& service, HealthCheckResponse* response) {
    grpc::ClientContext context;
    HealthCheckRequest request;
    request.set_service(service);
    return client_->health->Check(&context, request, response);
  }
};

TEST_F(HealthTest, KnowsItsServices) {
  for (const char* service : {"", "weft.v1.NetworkService", "weft.v1.MemberService", "weft.v1.TieService",
                              "weft.v1.MatchService", "weft.v1.IndexService", "grpc.health.v1.Health"}) {
    HealthCheckResponse response;
    EXPECT_THAT(Check(service, &response), IsGrpcOk()) << service;
    EXPECT_EQ(response.status(), HealthCheckResponse::SERVING) << service;
  }
  HealthCheckResponse response;
  EXPECT_THAT(Check("weft.v1.Nothing", &response), FailsWith(grpc::StatusCode::NOT_FOUND, "SERVICE_NOT_FOUND"));
}

TEST_F(HealthTest, WatchOfAnUnknownServiceSaysSoAndGoesOn) {
  grpc::ClientContext context;
  HealthCheckRequest request;
  request.set_service("weft.v1.Nothing");
  auto watch = client_->health->Watch(&context, request);
  HealthCheckResponse response;
  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVICE_UNKNOWN);
  context.TryCancel();
  EXPECT_FALSE(watch->Read(&response));
  EXPECT_EQ(watch->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

// Over TCP: gRPC's in-process transport ends all calls as soon as the server shuts down.
class DrainTest : public ServiceTest {
 protected:
  void SetUp() override {
    options_.listen = "127.0.0.1:0";
    ServiceTest::SetUp();
  }
};

TEST_F(DrainTest, FinishesWhatIsUnderWay) {
  AddNetwork("n1");
  AddMember("ann", {"seed saving"});
  grpc::ClientContext context;
  auto watch = client_->health->Watch(&context, {});
  HealthCheckResponse health;
  ASSERT_TRUE(watch->Read(&health));
  EXPECT_EQ(health.status(), HealthCheckResponse::SERVING);

  embedder_.Close();
  std::future<grpc::Status> read =
      std::async(std::launch::async, [this] { return client_->SearchMembers(Search("gate one")); });
  std::future<grpc::Status> write =
      std::async(std::launch::async, [this] { return client_->CreateMember(NewMember("bob", {"gate two"})); });
  embedder_.AwaitWaiting(2);
  std::future<void> drained = std::async(std::launch::async, [this] { server_->Drain(absl::Hours(1)); });

  ASSERT_TRUE(watch->Read(&health));
  EXPECT_EQ(health.status(), HealthCheckResponse::NOT_SERVING);
  EXPECT_FALSE(watch->Read(&health));
  EXPECT_THAT(watch->Finish(), FailsWith(grpc::StatusCode::UNAVAILABLE, "SHUTTING_DOWN"));
  embedder_.Open();
  EXPECT_THAT(read.get(), IsGrpcOk());
  EXPECT_THAT(write.get(), IsGrpcOk());
  drained.get();
  EXPECT_FALSE(client_->SearchMembers(Search("seed")).ok());
  Start();
  v1::GetMemberRequest get;
  get.set_name(Name("bob"));
  EXPECT_THAT(client_->GetMember(get), IsGrpcOk());
}

TEST_F(DrainTest, CancelsWhatTakesTooLong) {
  AddNetwork("n1");
  embedder_.Close();
  std::future<grpc::Status> read =
      std::async(std::launch::async, [this] { return client_->SearchMembers(Search("gate one")); });
  embedder_.AwaitWaiting(1);
  std::future<void> drained = std::async(std::launch::async, [this] { server_->Drain(absl::ZeroDuration()); });
  EXPECT_FALSE(read.get().ok());  // The client hears at once.
  embedder_.Open();               // The worker ends at its next checkpoint.
  drained.get();
}

TEST_F(DrainTest, EmptyDirectoryServes) {
  const std::vector<std::string> lines = log_.lines();
  EXPECT_THAT(lines, testing::Contains(testing::HasSubstr("\"event\":\"serving\"")));
}

}  // namespace
}  // namespace weft
