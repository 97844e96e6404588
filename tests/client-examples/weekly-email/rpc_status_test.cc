#include "client-examples/weekly-email/rpc_status.h"

#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/fake_message_service.h"
#include "tests/testing/status_matchers.h"

namespace weft::weekly_email {
namespace {

TEST(RpcStatusTest, KeepsTheReason) {
  const absl::Status status = FromGrpc(ReasonedError(grpc::StatusCode::FAILED_PRECONDITION, "CLAIM_LOST"));
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition, "CLAIM_LOST: no"));
  EXPECT_EQ(ReasonOf(status), "CLAIM_LOST");
}

TEST(RpcStatusTest, WithoutReason) {
  const absl::Status status = FromGrpc(grpc::Status(grpc::StatusCode::UNAVAILABLE, "nobody there"));
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable, "nobody there"));
  EXPECT_EQ(ReasonOf(status), "");
  EXPECT_OK(FromGrpc(grpc::Status::OK));
  EXPECT_EQ(ReasonOf(FromGrpc(grpc::Status(grpc::StatusCode::INTERNAL, "x", "garbage"))), "");
}

}  // namespace
}  // namespace weft::weekly_email
