#include "cli/rpc_error.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"
#include "tests/testing/status_matchers.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;

TEST(RpcErrorTest, OkStaysOk) { EXPECT_OK(FromGrpc(grpc::Status::OK)); }

TEST(RpcErrorTest, ShowsCodeAndReason) {
  absl::Status status =
      FromGrpc(ErrorWithReason(grpc::StatusCode::NOT_FOUND, "MEMBER_NOT_FOUND", "no member 'x'", {{"member", "x"}}));
  EXPECT_TRUE(ServerAnswered(status));
  EXPECT_EQ(ErrorInfoOf(status)->metadata().at("member"), "x");
  EXPECT_EQ(RenderError(status, "h:1"), "weftctl: NOT_FOUND (MEMBER_NOT_FOUND): no member 'x'\n");
}

TEST(RpcErrorTest, ShowsEachFieldOnALine) {
  absl::Status status = FromGrpc(InvalidFieldError({{"member.bio", "is too long"}, {"member.offers[3]", "is empty"}}));
  EXPECT_EQ(RenderError(status, "h:1"),
            "weftctl: INVALID_ARGUMENT (INVALID_FIELD): bad request\n"
            "  member.bio: is too long\n"
            "  member.offers[3]: is empty\n");
}

TEST(RpcErrorTest, HintsWhenNothingAnswers) {
  absl::Status status = FromGrpc(grpc::Status(grpc::StatusCode::UNAVAILABLE, "failed to connect"));
  EXPECT_FALSE(ServerAnswered(status));
  EXPECT_THAT(RenderError(status, "h:1"), HasSubstr("hint: nothing answers at h:1; start a server"));
  // A server that answers is there.
  status = FromGrpc(ErrorWithReason(grpc::StatusCode::UNAVAILABLE, "SNAPSHOT_REFUSED", "refused"));
  EXPECT_EQ(RenderError(status, "h:1"), "weftctl: UNAVAILABLE (SNAPSHOT_REFUSED): refused\n");
}

TEST(RpcErrorTest, HintsAtTimeoutsAndConflicts) {
  EXPECT_THAT(RenderError(FromGrpc(grpc::Status(grpc::StatusCode::DEADLINE_EXCEEDED, "late")), ""),
              HasSubstr("--timeout"));
  EXPECT_THAT(RenderError(FromGrpc(grpc::Status(grpc::StatusCode::ABORTED, "changed")), ""),
              HasSubstr("read it again"));
}

TEST(RpcErrorTest, ErrorsBeforeAnyCallHaveNoCode) {
  EXPECT_EQ(RenderError(absl::NotFoundError("cannot open x"), ""), "weftctl: cannot open x\n");
}

TEST(RpcErrorTest, ForeignDetailsAreNoHarm) {
  absl::Status status = FromGrpc(grpc::Status(grpc::StatusCode::INTERNAL, "odd\x1b[2J", "\xff\xff not a message"));
  EXPECT_FALSE(ErrorInfoOf(status).has_value());
  EXPECT_EQ(RenderError(status, ""), "weftctl: INTERNAL: odd\xef\xbf\xbd[2J\n");
}

}  // namespace
}  // namespace weft::cli
