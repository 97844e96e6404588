#include "weft/profile/field_check.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "weft/base/limits.h"
#include "weft/base/names.h"
#include "weft/base/utf8.h"
#include "weft/profile/phrase.h"

namespace weft {
namespace {

// The range google.protobuf.Timestamp is defined for: the years 1 to 9999.
constexpr int64_t kSecondsMin = -62135596800;
constexpr int64_t kSecondsMax = 253402300799;
constexpr int32_t kNanosMax = 999999999;
// And google.protobuf.Duration: about 10,000 years.
constexpr int64_t kDurationSecondsMax = 315576000000;

std::string Item(absl::string_view path, int index) { return absl::StrCat(path, "[", index, "]"); }

}  // namespace

absl::optional<std::string> TextProblem(absl::string_view text, size_t bytes_max) {
  if (text.size() > bytes_max) {
    return absl::StrCat("is ", text.size(), " bytes long; at most ", bytes_max, " are allowed");
  }
  const size_t valid = Utf8PrefixLength(text);
  if (valid < text.size()) return absl::StrCat("is not UTF-8 (byte ", valid + 1, ")");
  return absl::nullopt;
}

absl::optional<std::string> PhraseProblem(absl::string_view phrase, size_t bytes_max) {
  absl::optional<std::string> problem = TextProblem(phrase, bytes_max);
  if (problem.has_value()) return problem;
  if (NormalizePhrase(phrase).empty()) return std::string("is empty");
  return absl::nullopt;
}

std::vector<FieldViolation> ViolationsOf(const absl::Status& status) {
  absl::optional<ErrorDetail> detail = DetailOf(status);
  if (!detail.has_value()) return {};
  return std::move(detail->violations);
}

void FieldCheck::Fail(absl::string_view path, absl::string_view description) {
  violations_.push_back(
      {absl::StrCat(prefix_, prefix_.empty() || path.empty() ? "" : ".", path), std::string(description)});
}

void FieldCheck::Text(absl::string_view path, absl::string_view text, size_t bytes_max) {
  absl::optional<std::string> problem = TextProblem(text, bytes_max);
  if (problem.has_value()) Fail(path, *problem);
}

void FieldCheck::Phrases(absl::string_view path, const Strings& phrases, size_t count_max) {
  Count(path, phrases.size(), count_max);
  const int checked = std::min(phrases.size(), static_cast<int>(count_max));
  for (int i = 0; i < checked; ++i) {
    absl::optional<std::string> problem = PhraseProblem(phrases[i], kPhraseBytesMax);
    if (problem.has_value()) Fail(Item(path, i), *problem);
  }
}

void FieldCheck::Ids(absl::string_view path, const Strings& ids, size_t count_max) {
  Count(path, ids.size(), count_max);
  const int checked = std::min(ids.size(), static_cast<int>(count_max));
  for (int i = 0; i < checked; ++i) {
    absl::Status status = ValidateId(ids[i], "id");
    if (!status.ok()) Fail(Item(path, i), ViolationsOf(status)[0].description);
  }
}

void FieldCheck::Count(absl::string_view path, size_t count, size_t count_max) {
  if (count > count_max) Fail(path, absl::StrCat("holds ", count, " entries; at most ", count_max, " are allowed"));
}

void FieldCheck::Range(absl::string_view path, int64_t value, int64_t min, int64_t max) {
  if (value < min || value > max) Fail(path, absl::StrCat("is ", value, "; expected ", min, " to ", max));
}

void FieldCheck::Share(absl::string_view path, double value) {
  if (!(value >= 0 && value <= 1)) Fail(path, absl::StrCat("is ", value, "; expected 0 to 1"));
}

void FieldCheck::Time(absl::string_view path, const google::protobuf::Timestamp& time) {
  if (time.seconds() < kSecondsMin || time.seconds() > kSecondsMax || time.nanos() < 0 || time.nanos() > kNanosMax) {
    Fail(path, "is no time between the years 1 and 9999");
  }
}

void FieldCheck::PositiveDuration(absl::string_view path, const google::protobuf::Duration& duration) {
  const bool positive =
      duration.seconds() >= 0 && duration.nanos() >= 0 && (duration.seconds() > 0 || duration.nanos() > 0);
  if (!positive || duration.seconds() > kDurationSecondsMax || duration.nanos() > kNanosMax) {
    Fail(path, "is no duration above 0 and up to 10,000 years");
  }
}

absl::Status FieldCheck::Result() const {
  if (violations_.empty()) return absl::OkStatus();
  return InvalidFields(violations_);
}

}  // namespace weft
