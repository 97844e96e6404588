#include "weft/base/error.h"

#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

TEST(ErrorTest, CarriesReasonAndMetadata) {
  absl::Status s =
      Error(absl::StatusCode::kNotFound, "MEMBER_NOT_FOUND", "no member m1", {{"member", "m1"}, {"n", ""}});
  EXPECT_THAT(s, StatusIs(absl::StatusCode::kNotFound, HasSubstr("m1")));
  absl::optional<ErrorDetail> detail = DetailOf(s);
  ASSERT_TRUE(detail.has_value());
  EXPECT_EQ(detail->reason, "MEMBER_NOT_FOUND");
  ASSERT_EQ(detail->metadata.size(), 2u);
  EXPECT_EQ(detail->metadata[0].second, "m1");
  EXPECT_TRUE(detail->violations.empty());
}

TEST(ErrorTest, InvalidFieldsNameEachField) {
  absl::Status s = InvalidFields({{"member.bio", "is too long"}, {"member.offers[3]", "is empty"}});
  EXPECT_THAT(s, StatusIs(absl::StatusCode::kInvalidArgument, "member.bio is too long; member.offers[3] is empty"));
  ASSERT_EQ(DetailOf(s)->violations.size(), 2u);
  EXPECT_EQ(DetailOf(s)->violations[1].field, "member.offers[3]");
}

TEST(ErrorTest, AnnotateKeepsTheDetail) {
  absl::Status s = Annotate(InvalidField("a", "is bad"), "line 3");
  EXPECT_EQ(s.message(), "line 3: a is bad");
  EXPECT_THAT(s, HasReason("INVALID_FIELD"));
  EXPECT_OK(Annotate(absl::OkStatus(), "x"));
}

TEST(ErrorTest, ForeignStatusHasNoDetail) { EXPECT_FALSE(DetailOf(absl::InternalError("x")).has_value()); }

}  // namespace
}  // namespace weft
