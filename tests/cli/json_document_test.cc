#include "cli/json_document.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "weft/v1/member.pb.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(JsonDocumentTest, HasOriginalNamesAndDefaults) {
  v1::Member member;
  member.set_name("networks/n/members/m");
  ASSERT_OK_AND_ASSIGN(std::string json, JsonDocument(member));
  EXPECT_THAT(json, HasSubstr("\"display_name\": \"\""));
  EXPECT_THAT(json, HasSubstr("\"interests\": []"));
  EXPECT_THAT(json, Not(HasSubstr("introductions_per_month")));  // Unset optionals are absent.
  EXPECT_EQ(json.substr(json.size() - 2), "}\n");
}

TEST(JsonDocumentTest, IsReadBack) {
  v1::Member member;
  member.set_bio("a \"quoted\" word\n");
  ASSERT_OK_AND_ASSIGN(std::string json, JsonDocument(member));
  v1::Member read;
  ASSERT_OK(ParseJsonDocument(json, &read));
  EXPECT_EQ(read.bio(), member.bio());
}

TEST(JsonDocumentTest, RefusesUnknownFieldsAndTimesBeyondJson) {
  v1::Member member;
  EXPECT_THAT(ParseJsonDocument("{\"title\": \"boss\"}", &member),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("title")));
  member.mutable_update_time()->set_seconds(int64_t{1} << 60);
  EXPECT_THAT(JsonDocument(member), StatusIs(absl::StatusCode::kInternal, HasSubstr("JSON")));
}

}  // namespace
}  // namespace weft::cli
