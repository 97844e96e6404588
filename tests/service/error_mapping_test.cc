#include "service/error_mapping.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/service/grpc_error.h"
#include "weft/base/error.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using ::testing::Le;
using ::testing::Pair;

TEST(ErrorMappingTest, OkIsOk) { EXPECT_TRUE(ToGrpc(absl::OkStatus()).ok()); }

TEST(ErrorMappingTest, CarriesReasonDomainAndMetadata) {
  const grpc::Status status =
      ToGrpc(Error(absl::StatusCode::kNotFound, "MEMBER_NOT_FOUND", "no member m1", {{"member", "m1"}}));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(status.error_message(), "no member m1");
  const GrpcError error = ErrorOf(status);
  EXPECT_EQ(error.reason, "MEMBER_NOT_FOUND");
  EXPECT_EQ(error.domain, "weft");
  EXPECT_THAT(error.metadata, ElementsAre(Pair("member", "m1")));
}

TEST(ErrorMappingTest, CarriesEveryField) {
  EXPECT_THAT(ErrorOf(ToGrpc(InvalidFields({{"a", "is bad"}, {"b[1]", "is worse"}}))).fields, ElementsAre("a", "b[1]"));
}

TEST(ErrorMappingTest, ForeignStatusHasCodeAndMessage) {
  const grpc::Status status = ToGrpc(absl::InternalError("x"));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_EQ(status.error_message(), "x");
  EXPECT_EQ(ErrorOf(status).reason, "");
}

TEST(ErrorMappingTest, WhatIsTooLongForAHeaderIsCut) {
  std::vector<FieldViolation> violations;
  for (int i = 0; i < 1000; ++i) violations.push_back({"ties[" + std::to_string(i) + "]", std::string(5000, 'x')});
  const grpc::Status status = ToGrpc(InvalidFields(violations));
  EXPECT_THAT(status.error_message().size() + status.error_details().size(), Le(7000u));
  EXPECT_EQ(ErrorOf(status).fields.front(), "ties[0]");
}

TEST(ErrorMappingTest, NeverCutsACharacterInHalf) {
  std::string snowmen;
  for (int i = 0; i < 1000; ++i) snowmen += "☃";
  EXPECT_EQ(ToGrpc(absl::InternalError(snowmen)).error_message().size() % 3, 0u);
}

}  // namespace
}  // namespace weft
