#ifndef WEFT_TESTS_SERVICE_BAD_REQUEST_H_
#define WEFT_TESTS_SERVICE_BAD_REQUEST_H_

// Rows of what calls refuse: code, reason and field.

#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include "tests/service/service_fixture.h"

namespace weft {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct BadRequest {
  const char* name;
  grpc::StatusCode code;
  std::string reason;
  std::string field;  // Empty: none.
  std::function<grpc::Status(const TestClient&)> call;
};

template <typename Request>
Request With(Request request, const std::function<void(Request*)>& change) {
  change(&request);
  return request;
}

template <typename Request>
Request Make(const std::function<void(Request*)>& fill) {
  return With(Request(), fill);
}

inline v1::CreateMemberRequest Member(const std::function<void(v1::Member*)>& fill) {
  v1::CreateMemberRequest request;
  request.set_parent("networks/n1");
  request.set_member_id("new");
  fill(request.mutable_member());
  return request;
}

inline v1::UpdateMemberRequest Update(const std::function<void(v1::UpdateMemberRequest*)>& fill) {
  v1::UpdateMemberRequest request;
  request.mutable_member()->set_name("networks/n1/members/ann");
  fill(&request);
  return request;
}

inline v1::BatchUpsertTiesRequest Tie(const std::function<void(v1::Tie*)>& fill) {
  v1::BatchUpsertTiesRequest request;
  request.set_parent("networks/n1");
  request.add_ties()->set_member_a("networks/n1/members/ann");
  request.mutable_ties(0)->set_member_b("networks/n1/members/bob");
  fill(request.mutable_ties(0));
  return request;
}

inline v1::RecommendCollaboratorsRequest Recommend(
    const std::function<void(v1::RecommendCollaboratorsRequest*)>& fill) {
  v1::RecommendCollaboratorsRequest request;
  request.set_member("networks/n1/members/ann");
  fill(&request);
  return request;
}

class BadRequestTest : public ServiceTest, public testing::WithParamInterface<BadRequest> {
 protected:
  void ExpectRefusal();
};

inline void BadRequestTest::ExpectRefusal() {
  AddNetwork("n1");
  AddNetwork("n2");
  AddMember("ann", {"seeds"});
  AddMember("bob");
  const int64_t before = Index().change_sequence();
  const grpc::Status status = GetParam().call(*client_);
  EXPECT_THAT(status, FailsWith(GetParam().code, GetParam().reason));
  EXPECT_EQ(ErrorOf(status).domain, "weft");
  if (!GetParam().field.empty()) {
    EXPECT_THAT(ErrorOf(status).fields, testing::Contains(GetParam().field));
  }
  EXPECT_EQ(Index().change_sequence(), before);
}

constexpr auto kInvalid = grpc::StatusCode::INVALID_ARGUMENT;
constexpr auto kNotFound = grpc::StatusCode::NOT_FOUND;
constexpr auto kExists = grpc::StatusCode::ALREADY_EXISTS;
constexpr auto kAborted = grpc::StatusCode::ABORTED;
constexpr const char* kField = "INVALID_FIELD";

using C = const TestClient&;

}  // namespace weft

#endif  // WEFT_TESTS_SERVICE_BAD_REQUEST_H_
