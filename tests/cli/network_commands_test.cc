#include "cli/network_commands.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;

TEST(NetworkCommandTest, CreateSendsIdNameAndPolicy) {
  FakeServer server;
  Outcome outcome =
      server.Run({"network", "create", "networks/food", "--display-name", "Lind Valley", "--unspoken", "hide"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  v1::CreateNetworkRequest request = server.network.CreateNetwork_.last();
  request.clear_request_id();
  EXPECT_EQ(request.ShortDebugString(),
            "network_id: \"food\" network { display_name: \"Lind Valley\" policy { unspoken: UNSPOKEN_HIDE } }");
}

TEST(NetworkCommandTest, SetPolicyMergesWithThePresentOne) {
  FakeServer server;
  v1::Network& present = server.network.GetNetwork_.Will();
  present.set_etag("e1");
  present.mutable_policy()->set_fit_floor(0.2);
  Outcome outcome =
      server.Run({"network", "set-policy", "food", "--weak-tie-share", "0.5", "--reason", "they seldom meet"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  v1::UpdatePolicyRequest request = server.network.UpdatePolicy_.last();
  request.clear_request_id();
  EXPECT_EQ(request.ShortDebugString(),
            "name: \"networks/food\" policy { weak_tie_share: 0.5 fit_floor: 0.2 } reason: \"they seldom meet\" etag: "
            "\"e1\"");
}

TEST(NetworkCommandTest, SetPolicyReplaces) {
  FakeServer server;
  server.Run({"network", "set-policy", "food", "--replace", "--weak-tie-share", "0.5", "--reason", "r"});
  EXPECT_TRUE(server.network.GetNetwork_.requests.empty());
  EXPECT_EQ(server.network.UpdatePolicy_.last().policy().ShortDebugString(), "weak_tie_share: 0.5");
  EXPECT_EQ(server.network.UpdatePolicy_.last().etag(), "");
}

TEST(NetworkCommandTest, SetPolicyNeedsAReasonAndAChange) {
  FakeServer server;
  EXPECT_EQ(server.Run({"network", "set-policy", "food", "--fit-floor", "0.1"}).exit_code, 2);
  Outcome outcome = server.Run({"network", "set-policy", "food", "--reason", "r"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("nothing to change"));
  EXPECT_TRUE(server.network.UpdatePolicy_.requests.empty());
}

TEST(NetworkCommandTest, GetListAndHistoryPrint) {
  FakeServer server;
  server.network.GetNetwork_.Will().set_display_name("Lind Valley");
  EXPECT_THAT(server.Run({"network", "get", "food"}).out, HasSubstr("Lind Valley"));
  server.network.ListNetworks_.Will().add_networks()->set_name("networks/food");
  EXPECT_THAT(server.Run({"network", "list"}).out, HasSubstr("networks/food"));
  server.network.ListPolicyChanges_.Will().add_policy_changes()->set_reason("they seldom meet");
  EXPECT_THAT(server.Run({"network", "policy-history", "food"}).out, HasSubstr("they seldom meet"));
  EXPECT_EQ(server.network.ListPolicyChanges_.last().parent(), "networks/food");
}

}  // namespace
}  // namespace weft::cli
