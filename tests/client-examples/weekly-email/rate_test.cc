#include "client-examples/weekly-email/rate.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/fake_timing.h"
#include "tests/testing/status_matchers.h"

namespace weft::weekly_email {
namespace {

using ::testing::ElementsAre;

TEST(RateTest, Parse) {
  EXPECT_EQ(*ParseRate("30/minute"), absl::Seconds(2));
  EXPECT_EQ(*ParseRate("2/second"), absl::Milliseconds(500));
  EXPECT_EQ(*ParseRate("60/hour"), absl::Minutes(1));
  for (const char* text :
       {"", "30", "30/", "0/minute", "-1/minute", "x/minute", "1/day", "1000000/second", "1.5/minute"}) {
    EXPECT_THAT(ParseRate(text), testing::Not(IsOk())) << text;
  }
}

TEST(RateTest, TheFirstGoesAtOnceTheOthersAtADistance) {
  FakeTiming time;
  Pacer pacer(absl::Seconds(2), time.timing());
  EXPECT_TRUE(pacer.Wait());
  EXPECT_TRUE(pacer.Wait());
  time.timing().pause(absl::Milliseconds(1500));
  EXPECT_TRUE(pacer.Wait());
  time.timing().pause(absl::Seconds(10));
  EXPECT_TRUE(pacer.Wait());
  EXPECT_THAT(time.pauses(), ElementsAre(absl::ZeroDuration(), absl::Seconds(2), absl::Milliseconds(1500),
                                         absl::Milliseconds(500), absl::Seconds(10), absl::ZeroDuration()));
}

TEST(RateTest, StopsWhenAskedTo) {
  FakeTiming time;
  Pacer pacer(absl::Seconds(2), time.timing());
  time.Stop();
  EXPECT_FALSE(pacer.Wait());
}

}  // namespace
}  // namespace weft::weekly_email
