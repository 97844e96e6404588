#ifndef WEFT_TESTS_TESTING_STATUS_MATCHERS_H_
#define WEFT_TESTS_TESTING_STATUS_MATCHERS_H_

// Abseil's status matchers, which the distribution's release lacks; same names, so that an upgrade deletes this file.

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "weft/base/error.h"

namespace weft {

inline const absl::Status& StatusOf(const absl::Status& s) { return s; }
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& s) {
  return s.status();
}

MATCHER(IsOk, negation ? "is not OK" : "is OK") {
  *result_listener << StatusOf(arg);
  return StatusOf(arg).ok();
}

MATCHER_P2(StatusIs, code, message, "") {
  *result_listener << StatusOf(arg);
  return StatusOf(arg).code() == code &&
         testing::ExplainMatchResult(message, std::string(StatusOf(arg).message()), result_listener);
}

// The reason of weft/base/error.h.
MATCHER_P(HasReason, reason, "") {
  *result_listener << StatusOf(arg);
  absl::optional<ErrorDetail> detail = DetailOf(StatusOf(arg));
  return detail.has_value() && detail->reason == reason;
}

#define ASSERT_OK(expr) ASSERT_THAT(expr, ::weft::IsOk())
#define EXPECT_OK(expr) EXPECT_THAT(expr, ::weft::IsOk())
// ASSERT_OK_AND_ASSIGN(auto x, F());
#define ASSERT_OK_AND_ASSIGN_INNER_(tmp, lhs, expr) \
  auto tmp = (expr);                                \
  ASSERT_THAT(tmp, ::weft::IsOk());                 \
  lhs = *std::move(tmp)
#define ASSERT_OK_AND_ASSIGN(lhs, expr) \
  ASSERT_OK_AND_ASSIGN_INNER_(WEFT_CONCAT_(weft_test_status_or_, __LINE__), lhs, expr)

}  // namespace weft

#endif  // WEFT_TESTS_TESTING_STATUS_MATCHERS_H_
