#ifndef WEFT_GRAPH_TIE_TIME_H_
#define WEFT_GRAPH_TIE_TIME_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace weft {

// When the two ends of a tie were last in contact: a point in time, or the number of a period (a wave of a survey, a
// week of a course). Both are seconds, told apart by size alone, so that one number can be stored: below
// kPeriodNumbersEnd it is a period. A value, freely copied.
class TieTime {
 public:
  // 10^6 seconds: 1970-01-12T13:46:40Z.
  static constexpr int64_t kPeriodNumbersEnd = 1000000;

  // REQUIRES: 0 <= micros, before the year 10000.
  static TieTime FromMicros(int64_t micros) { return TieTime(micros); }

  // Reads an RFC 3339 date ("2021-08-14", midnight UTC) or date-time ("2021-08-14T10:00:00Z"), or Unix seconds
  // ("1628899200"); numbers under 10^6 ("0", "7") are period numbers. An absent time is the caller's to notice: empty
  // text is an error, as are negative numbers, milliseconds, dates that read as period numbers and all else.
  // INVALID_FIELD names `field` and says what is wrong.
  static absl::StatusOr<TieTime> Parse(absl::string_view text, absl::string_view field = "time");

  int64_t micros() const { return micros_; }
  bool is_period() const { return micros_ < kPeriodNumbersEnd * 1000000; }
  // REQUIRES: !is_period().
  absl::Time time() const;

  // What Parse reads back: RFC 3339 in UTC, or the period's number.
  std::string ToString() const;

  friend bool operator==(TieTime a, TieTime b) { return a.micros_ == b.micros_; }
  friend bool operator!=(TieTime a, TieTime b) { return a.micros_ != b.micros_; }
  // Periods come before all points in time.
  friend bool operator<(TieTime a, TieTime b) { return a.micros_ < b.micros_; }

 private:
  explicit TieTime(int64_t micros) : micros_(micros) {}

  int64_t micros_;
};

}  // namespace weft

#endif  // WEFT_GRAPH_TIE_TIME_H_
