#include "cli/network_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;

TEST(NetworkTextTest, ShowsDefaultsAsSuch) {
  v1::Network network;
  network.set_name("networks/food");
  network.mutable_policy()->set_weak_tie_share(0);
  network.mutable_policy()->mutable_reconnect_after()->set_seconds(86400 * 90);
  network.mutable_policy()->set_unspoken(v1::Policy::UNSPOKEN_SHOW);
  network.mutable_policy()->set_unspoken_ground("signed up in March");
  network.mutable_policy()->mutable_introductions()->mutable_expiry()->set_seconds(86400 * 10);
  network.mutable_policy()->mutable_introductions()->set_rhythm(v1::Participation::RHYTHM_WEEKLY);
  const std::string text = NetworkText(network);
  EXPECT_THAT(text, HasSubstr("    introductions               rhythm=weekly, expiry=10d\n"));
  EXPECT_THAT(text, HasSubstr("food  networks/food\n"));
  EXPECT_THAT(text, HasSubstr("    unspoken                    show (signed up in March)\n"));
  EXPECT_THAT(text, HasSubstr("    weak_tie_share              0\n"));
  EXPECT_THAT(text, HasSubstr("    fit_floor                   0.0105 (default)\n"));
  EXPECT_THAT(text, HasSubstr("    reconnect_after             90d\n"));
  EXPECT_THAT(text, HasSubstr("    tie_half_life               730d (default)\n"));
}

TEST(NetworkTextTest, ShowsEveryFieldOfThePolicy) {
  const std::string text = NetworkText({});
  const google::protobuf::Descriptor* policy = v1::Policy::descriptor();
  for (int i = 0; i < policy->field_count(); ++i) {
    if (policy->field(i)->name() == "unspoken_ground") continue;  // Shown with `unspoken`.
    EXPECT_THAT(text, HasSubstr("    " + policy->field(i)->name() + " "));
  }
}

TEST(NetworkTextTest, ListsNetworks) {
  google::protobuf::RepeatedPtrField<v1::Network> networks;
  v1::Network* network = networks.Add();
  network->set_name("networks/food");
  network->set_display_name("Lind Valley");
  network->set_member_count(60);
  network->set_tie_count(127);
  network->set_change_sequence(188);
  EXPECT_EQ(NetworksText(networks),
            "NETWORK        NAME         MEMBERS  TIES  LAST CHANGE\n"
            "networks/food  Lind Valley  60       127   188\n");
  EXPECT_EQ(NetworksText({}), "No networks.\n");
}

TEST(NetworkTextTest, ListsPolicyChanges) {
  google::protobuf::RepeatedPtrField<v1::PolicyChange> changes;
  v1::PolicyChange* change = changes.Add();
  change->set_change_sequence(3);
  change->mutable_time()->set_seconds(1767225600);
  change->set_caller("local-operator");
  change->set_reason("the clusters seldom meet");
  change->add_changed_fields("weak_tie_share");
  EXPECT_EQ(PolicyChangesText(changes),
            "CHANGE  TIME                  WHO             WHAT            WHY\n"
            "3       2026-01-01 00:00 UTC  local-operator  weak_tie_share  the clusters seldom meet\n");
  EXPECT_EQ(PolicyChangesText({}), "The policy has never been changed.\n");
}

}  // namespace
}  // namespace weft::cli
