#include "cli/needs_a_hand_text.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "weft/v1/round_service.pb.h"

namespace weft::cli {
namespace {

struct HandCase {
  const char* name;
  const char* member;
  const char* text;
};

class NeedsAHandTextTest : public testing::TestWithParam<HandCase> {};

TEST_P(NeedsAHandTextTest, SaysWhyAndWhatWouldHelp) {
  v1::ListMembersNeedingAHandResponse response;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      std::string("member: 'networks/food/members/noor' ") + GetParam().member, response.add_members()));
  EXPECT_EQ(NeedsAHandText(response.members()), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    All, NeedsAHandTextTest,
    testing::Values(HandCase{"Nobody",
                             "display_name: 'Noor, new here' cause: CAUSE_NOBODY_PERMITTED rounds_waited: 2 "
                             "what_would_help: 'Invite somebody.'",
                             "  Noor, new here (noor): nobody to meet; 2 rounds without an introduction\n"
                             "      Invite somebody.\n"},
                    HandCase{"Taken", "cause: CAUSE_PARTNERS_TAKEN rounds_waited: 1",
                             "  noor: others came first; 1 round without an introduction\n"},
                    HandCase{"Empty", "cause: CAUSE_EMPTY_PROFILE", "  noor: empty profile\n"},
                    HandCase{"Need", "cause: CAUSE_NEED_UNMET phrase: 'a dry room'",
                             "  noor: nobody offers “a dry room”\n"},
                    HandCase{"Odd", "cause: CAUSE_ODD_ONE", "  noor: the odd one\n"},
                    HandCase{"NotReachable", "cause: CAUSE_NOT_REACHABLE", "  noor: cannot be reached\n"},
                    HandCase{"NewCause", "cause: 99", "  noor: not said why\n"}),
    [](const auto& info) { return info.param.name; });

TEST(NeedsAHandTextTest, SaysNothingOfNobody) {
  EXPECT_EQ(NeedsAHandText(v1::ListMembersNeedingAHandResponse().members()), "");
}

}  // namespace
}  // namespace weft::cli
