// What happens when there is more to do than can be done, or nobody waits for the answer any more. The gate of the
// embedder holds the only worker.

#include <future>

#include "tests/service/service_fixture.h"

namespace weft {
namespace {

class OverloadTest : public ServiceTest {
 protected:
  void SetUp() override {
    options_.workers = 1;
    options_.queue_max = 1;
    ServiceTest::SetUp();
    AddNetwork("n1");
    AddMember("ann", {"seed saving"});
  }

  // A search under way, with a context of its own.
  struct Call {
    grpc::ClientContext context;
    v1::SearchMembersResponse response;
    std::promise<grpc::Status> promise;
    std::future<grpc::Status> result = promise.get_future();
  };
  std::unique_ptr<Call> Begin(const std::string& query) {
    auto call = std::make_unique<Call>();
    requests_.push_back(std::make_unique<v1::SearchMembersRequest>(Search(query)));
    client_->match->async()->SearchMembers(&call->context, requests_.back().get(), &call->response,
                                           [c = call.get()](grpc::Status status) { c->promise.set_value(status); });
    return call;
  }

  // The worker waits at the gate with `held`, and one call, `queued`, for the worker.
  struct Full {
    std::unique_ptr<Call> held;
    std::unique_ptr<Call> queued;
    grpc::Status refused;  // What a third one heard.
  };
  Full FillUp(const std::string& held, const std::string& queued) {
    Full full;
    embedder_.Close();
    full.held = Begin(held);
    embedder_.AwaitWaiting(1);
    // Two alike: one finds the queue empty, the other full. Nothing says which.
    std::unique_ptr<Call> a = Begin(queued);
    std::unique_ptr<Call> b = Begin(queued);
    for (;;) {
      if (a->result.wait_for(std::chrono::milliseconds(1)) == std::future_status::ready) std::swap(a, b);
      if (b->result.wait_for(std::chrono::milliseconds(1)) == std::future_status::ready) break;
    }
    full.refused = b->result.get();
    full.queued = std::move(a);
    return full;
  }

  std::vector<std::unique_ptr<v1::SearchMembersRequest>> requests_;
};

TEST_F(OverloadTest, FullQueueRefusesAtOnceAndHealthAnswers) {
  Full full = FillUp("gate one", "two");
  EXPECT_THAT(full.refused, FailsWith(grpc::StatusCode::RESOURCE_EXHAUSTED, "QUEUE_FULL"));
  EXPECT_THAT(client_->CreateMember(NewMember("bob")), FailsWith(grpc::StatusCode::RESOURCE_EXHAUSTED, "QUEUE_FULL"));
  grpc::ClientContext context;
  grpc::health::v1::HealthCheckResponse health;
  EXPECT_THAT(client_->health->Check(&context, {}, &health), IsGrpcOk());
  EXPECT_EQ(health.status(), grpc::health::v1::HealthCheckResponse::SERVING);
  // What does not parse needs no worker.
  EXPECT_THAT(client_->SearchMembers(Search("")), FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELD"));
  embedder_.Open();
  EXPECT_THAT(full.held->result.get(), IsGrpcOk());
  EXPECT_THAT(full.queued->result.get(), IsGrpcOk());
  EXPECT_THAT(client_->CreateMember(NewMember("bob")), IsGrpcOk());
}

TEST_F(OverloadTest, ExpiredCallsAreDropped) {
  Full full = FillUp("gate one", "two");
  clock_.Advance(absl::Seconds(11));  // No client deadline means 10 s.
  embedder_.Open();
  // At its next checkpoint, and before it began.
  EXPECT_THAT(full.held->result.get(), FailsWith(grpc::StatusCode::DEADLINE_EXCEEDED, "DEADLINE_EXCEEDED"));
  EXPECT_THAT(full.queued->result.get(), FailsWith(grpc::StatusCode::DEADLINE_EXCEEDED, "DEADLINE_EXCEEDED"));
  EXPECT_FALSE(embedder_.HasSeen("two"));
}

TEST_F(OverloadTest, CancelledCallsAreDropped) {
  Full full = FillUp("gate one", "two");
  full.queued->context.TryCancel();
  EXPECT_EQ(full.queued->result.get().error_code(), grpc::StatusCode::CANCELLED);
  log_.Await("call cancelled");
  embedder_.Open();
  EXPECT_THAT(full.held->result.get(), IsGrpcOk());
  EXPECT_THAT(client_->SearchMembers(Search("three")), IsGrpcOk());
  EXPECT_FALSE(embedder_.HasSeen("two"));
}

TEST_F(OverloadTest, ExpiredWritesAreNotWritten) {
  embedder_.Close();
  v1::CreateMemberRequest request = NewMember("bob", {"gate keeping"});
  std::future<grpc::Status> result = std::async(std::launch::async, [&] { return client_->CreateMember(request); });
  embedder_.AwaitWaiting(1);
  clock_.Advance(absl::Seconds(11));
  embedder_.Open();
  EXPECT_THAT(result.get(), FailsWith(grpc::StatusCode::DEADLINE_EXCEEDED, "DEADLINE_EXCEEDED"));
  v1::GetMemberRequest get;
  get.set_name(Name("bob"));
  EXPECT_THAT(client_->GetMember(get), FailsWith(grpc::StatusCode::NOT_FOUND, "MEMBER_NOT_FOUND"));
}

}  // namespace
}  // namespace weft
