#include "weft/store/policy_history.h"

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

struct ChangedCase {
  const char* name;
  const char* before;
  const char* after;
  std::vector<std::string> changed;
};

class ChangedFieldsTest : public testing::TestWithParam<ChangedCase> {};

TEST_P(ChangedFieldsTest, AreNamed) {
  v1::Policy before;
  v1::Policy after;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(GetParam().before, &before));
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(GetParam().after, &after));
  EXPECT_EQ(ChangedFields(before, after), GetParam().changed);
}

INSTANTIATE_TEST_SUITE_P(
    All, ChangedFieldsTest,
    testing::Values(
        ChangedCase{"Nothing", "weak_tie_share: 0.3", "weak_tie_share: 0.3", {}},
        ChangedCase{"Value", "weak_tie_share: 0.3", "weak_tie_share: 0.4", {"weak_tie_share"}},
        ChangedCase{"SetToZero", "", "weak_tie_share: 0", {"weak_tie_share"}},
        ChangedCase{"Enum", "unspoken: UNSPOKEN_HIDE", "unspoken: UNSPOKEN_ASK_FIRST", {"unspoken"}},
        ChangedCase{"MessageUnset", "reconnect_after { seconds: 1 }", "", {"reconnect_after"}},
        ChangedCase{
            "MessageValue", "reconnect_after { seconds: 1 }", "reconnect_after { seconds: 2 }", {"reconnect_after"}},
        ChangedCase{"EmptyMessage", "", "tie_half_life { }", {"tie_half_life"}},
        ChangedCase{"ListOrder", "excluded_circles: ['a', 'b']", "excluded_circles: ['b', 'a']", {"excluded_circles"}},
        ChangedCase{"ListGrows", "", "excluded_circles: 'a'", {"excluded_circles"}},
        ChangedCase{"Several",
                    "fit_floor: 0.1 require_common_language: true",
                    "fit_floor: 0.2",
                    {"fit_floor", "require_common_language"}}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
