#include "cli/member_list_file.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

absl::StatusOr<std::vector<std::string>> Read(const std::string& input) {
  std::istringstream in(input);
  return ReadMemberList("-", "networks/food", {&in, nullptr, nullptr});
}

TEST(MemberListFileTest, ReadsIdsNamesAndProfiles) {
  ASSERT_OK_AND_ASSIGN(const std::vector<std::string> members,
                       Read("# volunteers\n\namara\n food/tuuli \r\n{\"id\":\"jo\",\"bio\":\"a, b\"}\n"
                            "networks/food/members/mei\n"));
  EXPECT_THAT(members, ElementsAre("networks/food/members/amara", "networks/food/members/tuuli",
                                   "networks/food/members/jo", "networks/food/members/mei"));
}

struct BadCase {
  const char* name;
  const char* input;
  const char* said;
};

class BadMemberListTest : public testing::TestWithParam<BadCase> {};

TEST_P(BadMemberListTest, IsRefusedWithItsLine) {
  EXPECT_THAT(Read(GetParam().input), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(GetParam().said)));
}

INSTANTIATE_TEST_SUITE_P(All, BadMemberListTest,
                         testing::Values(BadCase{"TwoOnALine", "amara\na, b\n", "the input:2: 'a, b' is no member"},
                                         BadCase{"NoId", "{\"name\":\"jo\"}\n", "the input:1: "},
                                         BadCase{"BrokenObject", "{\"id\":\"jo\"\n", "the input:1: "},
                                         BadCase{"NumberAsId", "{\"id\":7}\n", "write one id a line"},
                                         BadCase{"Empty", "# nobody\n", "lists no member"}),
                         [](const auto& info) { return info.param.name; });

TEST(MemberListFileTest, NamesAFileThatIsNotThere) {
  EXPECT_THAT(ReadMemberList("/no/such", "networks/food", {}),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("/no/such")));
}

}  // namespace
}  // namespace weft::cli
