#include "weft/base/child_name.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

TEST(ChildNameTest, Parses) {
  ASSERT_OK_AND_ASSIGN(const ChildName name, ChildName::Parse("networks/n1/rounds/r7", "rounds"));
  EXPECT_EQ(name.network(), "n1");
  EXPECT_EQ(name.id(), "r7");
}

TEST(ChildNameTest, RefusesOtherNamesAndSaysWhatIsExpected) {
  for (const char* bad : {"", "r7", "networks/n1/rounds", "networks/n1/rounds/", "networks/n1/members/r7",
                          "networks/n1/rounds/r7/entries/1", "networks/ n1/rounds/r7"}) {
    EXPECT_THAT(ChildName::Parse(bad, "rounds", "round"),
                StatusIs(absl::StatusCode::kInvalidArgument, testing::HasSubstr("networks/{network}/rounds/{id}")))
        << bad;
  }
}

}  // namespace
}  // namespace weft
