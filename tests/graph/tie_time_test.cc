#include "weft/graph/tie_time.h"

#include "gtest/gtest.h"

namespace weft {
namespace {

constexpr int64_t kSecond = 1000000;  // In microseconds.

TEST(TieTimeTest, SmallNumbersArePeriods) {
  EXPECT_TRUE(TieTime::FromMicros(0).is_period());
  EXPECT_TRUE(TieTime::FromMicros(999999 * kSecond).is_period());
  EXPECT_FALSE(TieTime::FromMicros(1000000 * kSecond).is_period());
}

TEST(TieTimeTest, TimeIsWhatItWasMadeFrom) {
  const TieTime time = TieTime::FromMicros(1628899200 * kSecond + 250000);
  EXPECT_EQ(time.time(), absl::FromUnixSeconds(1628899200) + absl::Milliseconds(250));
  EXPECT_EQ(time.micros(), 1628899200 * kSecond + 250000);
}

TEST(TieTimeTest, PeriodsComeBeforeTimes) {
  const TieTime period = TieTime::FromMicros(999999 * kSecond);
  const TieTime date = TieTime::FromMicros(31536000 * kSecond);
  EXPECT_LT(period, date);
  EXPECT_NE(period, date);
  EXPECT_EQ(date, TieTime::FromMicros(date.micros()));
}

}  // namespace
}  // namespace weft
