#include "cli/index_commands.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;
using HealthStatus = grpc::health::v1::HealthCheckResponse;

TEST(IndexCommandTest, StatusOfAllOrOfOne) {
  FakeServer server;
  server.index.ListIndexStatuses_.Will().add_statuses()->set_network("networks/a");
  EXPECT_THAT(server.Run({"index", "status"}).out, HasSubstr("networks/a"));
  server.index.GetIndexStatus_.Will().set_network("networks/b");
  EXPECT_THAT(server.Run({"index", "status", "b", "--json"}).out, HasSubstr("\"network\": \"networks/b\""));
  EXPECT_EQ(server.index.GetIndexStatus_.last().name(), "networks/b");
}

TEST(IndexCommandTest, ReloadShowsARefusal) {
  FakeServer server;
  server.index.ReloadIndex_.statuses = {
      ErrorWithReason(grpc::StatusCode::FAILED_PRECONDITION, "SNAPSHOT_REFUSED", "rows.bin: checksum differs")};
  Outcome outcome = server.Run({"index", "reload", "a"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("(SNAPSHOT_REFUSED): rows.bin"));
}

TEST(HealthCommandTest, ExitsZeroOnlyIfServing) {
  FakeServer server;
  server.health.Check_.Will().set_status(HealthStatus::SERVING);
  Outcome outcome = server.Run({"health"});
  EXPECT_EQ(outcome.out, "SERVING\n");
  EXPECT_EQ(outcome.exit_code, 0);
  server.health.Check_.responses.clear();
  server.health.Check_.Will().set_status(HealthStatus::NOT_SERVING);
  outcome = server.Run({"health"});
  EXPECT_EQ(outcome.out, "NOT_SERVING\n");
  EXPECT_EQ(outcome.exit_code, 1);
}

TEST(HealthCommandTest, AsksOnce) {
  FakeServer server;
  server.health.Check_.statuses = {grpc::Status(grpc::StatusCode::UNAVAILABLE, "reset")};
  Outcome outcome = server.Run({"health"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_EQ(server.health.Check_.requests.size(), 1u);
}

}  // namespace
}  // namespace weft::cli
