#ifndef WEFT_PROFILE_FIELD_CHECK_H_
#define WEFT_PROFILE_FIELD_CHECK_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/repeated_field.h"
#include "google/protobuf/timestamp.pb.h"
#include "weft/base/error.h"

namespace weft {

// What is wrong with a text that must be UTF-8 of at most `bytes_max` bytes, or none.
absl::optional<std::string> TextProblem(absl::string_view text, size_t bytes_max);
// The same for a phrase, which must also hold something visible.
absl::optional<std::string> PhraseProblem(absl::string_view phrase, size_t bytes_max);

// The violations a status was built with; none if it is OK or was built otherwise.
std::vector<FieldViolation> ViolationsOf(const absl::Status& status);

// Collects what is wrong with the fields of one message. Paths are relative to the prefix: prefix "member", path
// "offers[3]" is reported as "member.offers[3]"; an empty prefix adds nothing.
class FieldCheck {
 public:
  using Strings = google::protobuf::RepeatedPtrField<std::string>;

  explicit FieldCheck(absl::string_view prefix) : prefix_(prefix) {}

  void Fail(absl::string_view path, absl::string_view description);
  void Text(absl::string_view path, absl::string_view text, size_t bytes_max);
  // Lists are first checked for their length; of one too long only the first `count_max` are looked at.
  void Phrases(absl::string_view path, const Strings& phrases, size_t count_max);
  void Ids(absl::string_view path, const Strings& ids, size_t count_max);
  void Count(absl::string_view path, size_t count, size_t count_max);
  void Range(absl::string_view path, int64_t value, int64_t min, int64_t max);
  void Share(absl::string_view path, double value);  // Finite, 0 to 1.
  void Time(absl::string_view path, const google::protobuf::Timestamp& time);
  void PositiveDuration(absl::string_view path, const google::protobuf::Duration& duration);

  // OK, or INVALID_ARGUMENT with every violation in the order found.
  absl::Status Result() const;

 private:
  const std::string prefix_;
  std::vector<FieldViolation> violations_;
};

}  // namespace weft

#endif  // WEFT_PROFILE_FIELD_CHECK_H_
