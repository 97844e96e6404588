#ifndef WEFT_GRAPH_TIE_TIME_H_
#define WEFT_GRAPH_TIE_TIME_H_

#include <cassert>
#include <cstdint>

#include "absl/time/time.h"
#include "weft/base/clock.h"

namespace weft {

// When the two ends of a tie were last in contact: a point in time, or the number of a period (a wave of a survey, a
// week of a course). Both are seconds, told apart by size alone, so that one number can be stored: below
// kPeriodNumbersEnd it is a period. People's ways to write it are read by weft/profile/tie_time.h. A value, freely
// copied.
class TieTime {
 public:
  // 10^6 seconds: 1970-01-12T13:46:40Z.
  static constexpr int64_t kPeriodNumbersEnd = 1000000;

  // REQUIRES: 0 <= micros, before the year 10000.
  static TieTime FromMicros(int64_t micros) { return TieTime(micros); }

  int64_t micros() const { return micros_; }
  bool is_period() const { return micros_ < kPeriodNumbersEnd * 1000000; }
  // REQUIRES: !is_period().
  absl::Time time() const {
    assert(!is_period());
    return weft::FromMicros(micros_);
  }

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
