#include "cli/connection.h"

#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"
#include "tests/testing/status_matchers.h"

namespace weft::cli {
namespace {

Connection::Options To(const FakeServer& server) {
  Connection::Options options;
  options.server = server.address();
  return options;
}

TEST(ConnectionTest, TriesAgainWhenNothingAnswered) {
  FakeServer server;
  server.member.GetMember_.statuses = {grpc::Status(grpc::StatusCode::UNAVAILABLE, "reset"),
                                       grpc::Status(grpc::StatusCode::UNAVAILABLE, "reset")};
  server.member.GetMember_.Will().set_bio("x");
  Connection connection(To(server));
  auto member = connection.Call<v1::MemberService>(&v1::MemberService::Stub::GetMember, v1::GetMemberRequest());
  ASSERT_OK(member);
  EXPECT_EQ(member->bio(), "x");
  EXPECT_EQ(server.member.GetMember_.requests.size(), 3u);
}

struct FinalCase {
  const char* name;
  grpc::Status status;
};

class FinalTest : public testing::TestWithParam<FinalCase> {};

TEST_P(FinalTest, IsNotTriedAgain) {
  FakeServer server;
  server.member.GetMember_.statuses = {GetParam().status};
  Connection connection(To(server));
  auto member = connection.Call<v1::MemberService>(&v1::MemberService::Stub::GetMember, v1::GetMemberRequest());
  EXPECT_EQ(static_cast<int>(member.status().code()), GetParam().status.error_code());
  EXPECT_EQ(server.member.GetMember_.requests.size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(All, FinalTest,
                         testing::Values(FinalCase{"NotFound", grpc::Status(grpc::StatusCode::NOT_FOUND, "")},
                                         FinalCase{"Aborted", grpc::Status(grpc::StatusCode::ABORTED, "")},
                                         FinalCase{
                                             "ConsideredUnavailable",
                                             ErrorWithReason(grpc::StatusCode::UNAVAILABLE, "SNAPSHOT_REFUSED", "")}),
                         [](const auto& info) { return info.param.name; });

TEST(ConnectionTest, GivesUpAfterSomeAttempts) {
  Connection::Options options;
  options.server = "127.0.0.1:1";  // Nothing listens there.
  options.attempts = 2;
  Connection connection(options);
  int attempts = 0;
  absl::Status status = connection.Retry([&attempts](grpc::ClientContext*) {
    ++attempts;
    return grpc::Status(grpc::StatusCode::UNAVAILABLE, "refused");
  });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable, "refused"));
  EXPECT_EQ(attempts, 2);
}

}  // namespace
}  // namespace weft::cli
