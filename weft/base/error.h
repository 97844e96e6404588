#ifndef WEFT_BASE_ERROR_H_
#define WEFT_BASE_ERROR_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace weft {

// A field of the input that is wrong, and what to do about it.
struct FieldViolation {
  std::string field;        // Path as in the API: "member.offers[3]".
  std::string description;  // "is 512 bytes long; at most 200 are allowed"
};

// What a Status of Weft carries beside code and message. Clients branch on `reason`, never on the message.
struct ErrorDetail {
  std::string reason;                                         // Stable, UPPER_SNAKE_CASE: "MEMBER_NOT_FOUND".
  std::vector<std::pair<std::string, std::string>> metadata;  // Variable parts of the message, by name.
  std::vector<FieldViolation> violations;
};

// Builds a status with a stable reason. REQUIRES: code is not kOk, reason is UPPER_SNAKE_CASE.
absl::Status Error(absl::StatusCode code, absl::string_view reason, absl::string_view message,
                   std::vector<std::pair<std::string, std::string>> metadata = {});

// INVALID_ARGUMENT with reason INVALID_FIELD; the message joins the violations. REQUIRES: not empty.
absl::Status InvalidFields(std::vector<FieldViolation> violations);
absl::Status InvalidField(absl::string_view field, absl::string_view description);

// The detail a status was built with, or none if it was built without these functions.
absl::optional<ErrorDetail> DetailOf(const absl::Status& status);

// The same status with `prefix` and ": " in front of the message; code and detail are kept.
absl::Status Annotate(const absl::Status& status, absl::string_view prefix);

}  // namespace weft

// Returns from the enclosing function if `expr` (an absl::Status) is not ok.
#define WEFT_RETURN_IF_ERROR(expr)               \
  do {                                           \
    absl::Status weft_status_ = (expr);          \
    if (!weft_status_.ok()) return weft_status_; \
  } while (false)

// `lhs` may be a declaration, and `tmp` is a name made here: neither can stand in parentheses.
// NOLINTBEGIN(bugprone-macro-parentheses)
#define WEFT_CONCAT_INNER_(a, b) a##b
#define WEFT_CONCAT_(a, b) WEFT_CONCAT_INNER_(a, b)
#define WEFT_ASSIGN_OR_RETURN_INNER_(tmp, lhs, expr) \
  auto tmp = (expr);                                 \
  if (!tmp.ok()) return tmp.status();                \
  lhs = *std::move(tmp)
// NOLINTEND(bugprone-macro-parentheses)

// Assigns the value of a StatusOr, or returns its status: WEFT_ASSIGN_OR_RETURN(auto store, Store::Open(dir));
#define WEFT_ASSIGN_OR_RETURN(lhs, expr) \
  WEFT_ASSIGN_OR_RETURN_INNER_(WEFT_CONCAT_(weft_status_or_, __LINE__), lhs, expr)

#endif  // WEFT_BASE_ERROR_H_
