// New snapshots are taken up under load, with no failed call.

#include <atomic>
#include <thread>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "tests/e2e/weft_fixture.h"
#include "weft/v1/match_service.grpc.pb.h"

namespace weft::e2e {
namespace {

using ReloadTest = WeftFixture;

// Calls from several threads until told to stop.
class Load {
 public:
  Load(const std::string& address, int threads) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this, address] { Call(address); });
  }
  void Stop() {
    stop_ = true;
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }
  ~Load() { Stop(); }
  int calls() const { return calls_; }
  int failures() const { return failures_; }

 private:
  void Call(const std::string& address) {
    auto stub = v1::MatchService::NewStub(grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
    v1::RecommendCollaboratorsRequest request;
    request.set_member("networks/food/members/fn-amara");
    while (!stop_) {
      grpc::ClientContext context;
      context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(30)));
      v1::RecommendCollaboratorsResponse response;
      grpc::Status status = stub->RecommendCollaborators(&context, request, &response);
      ++calls_;
      if (!status.ok() || response.recommendations().empty()) {
        ++failures_;
        ADD_FAILURE() << status.error_code() << ": " << status.error_message();
      }
    }
  }

  std::atomic<bool> stop_{false};
  std::atomic<int> calls_{0};
  std::atomic<int> failures_{0};
  std::vector<std::thread> threads_;
};

TEST_F(ReloadTest, ReloadsUnderLoadFailNoCall) {
  MakeFoodNetwork();
  StartServer();
  auto version = [this] { return CtlJson({"index", "status", "food"})["snapshot_version"].get<std::string>(); };
  Load load(address(), 4);
  for (int i = 0; i < 3; ++i) {
    const std::string before = version();
    ASSERT_EQ(Ctl({"member", "put", "food/fn-goran", "--need", "round " + std::to_string(i)}).exit_code, 0);
    Finished build = Indexer("build", {"--network", "food"});
    ASSERT_EQ(build.exit_code, 0) << build.err;
    ASSERT_TRUE(Eventually([&] { return version() != before; }));
    const int calls = load.calls();
    ASSERT_TRUE(Eventually([&] { return load.calls() > calls + 8; }));  // Answered by the new one, too.
  }
  load.Stop();
  EXPECT_EQ(load.failures(), 0);
  nlohmann::json status = CtlJson({"index", "status", "food"});
  EXPECT_EQ(status["state"], "STATE_LOADED");
  EXPECT_EQ(status["overlay_member_count"], "0");
}

TEST_F(ReloadTest, ReloadTakesUpTheNewestAtOnce) {
  MakeFoodNetwork();
  StartServer();
  ASSERT_EQ(Ctl({"member", "put", "food/fn-goran", "--need", "a net"}).exit_code, 0);
  ASSERT_EQ(Indexer("build", {"--network", "food"}).exit_code, 0);
  nlohmann::json status = CtlJson({"index", "reload", "food"});
  EXPECT_EQ(status["snapshot_change_sequence"], status["change_sequence"]);
}

}  // namespace
}  // namespace weft::e2e
