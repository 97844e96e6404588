#include "cli/time_text.h"

#include "gtest/gtest.h"

namespace weft::cli {
namespace {

struct DurationCase {
  const char* name;
  const char* text;
  absl::Duration value;  // Zero: refused.
};

class DurationTest : public testing::TestWithParam<DurationCase> {};

TEST_P(DurationTest, Parses) {
  EXPECT_EQ(ParseDurationText(GetParam().text).value_or(absl::ZeroDuration()), GetParam().value);
}

INSTANTIATE_TEST_SUITE_P(All, DurationTest,
                         testing::Values(DurationCase{"Seconds", "10s", absl::Seconds(10)},
                                         DurationCase{"Hours", "1.5h", absl::Minutes(90)},
                                         DurationCase{"Days", "730d", absl::Hours(730 * 24)},
                                         DurationCase{"HalfDay", "0.5d", absl::Hours(12)},
                                         DurationCase{"Zero", "0s", {}}, DurationCase{"Negative", "-1s", {}},
                                         DurationCase{"NoUnit", "10", {}}, DurationCase{"Infinite", "inf", {}},
                                         DurationCase{"InfiniteDays", "infd", {}}, DurationCase{"NanDays", "nand", {}},
                                         DurationCase{"Empty", "", {}}, DurationCase{"Word", "d", {}}),
                         [](const auto& info) { return info.param.name; });

TEST(TimeTextTest, ParsesDatesAndDateTimes) {
  EXPECT_EQ(TimeText(ToProto(*ParseTimeText("2026-05-01"))), "2026-05-01 00:00 UTC");
  EXPECT_EQ(TimeText(ToProto(*ParseTimeText("2026-05-01T09:30:00+02:00"))), "2026-05-01 07:30 UTC");
  for (const char* bad : {"", "tomorrow", "2026-13-01", "infinite-future", "1767225600"}) {
    EXPECT_FALSE(ParseTimeText(bad).has_value()) << bad;
  }
}

TEST(TimeTextTest, KeepsFractionsOfSeconds) {
  google::protobuf::Timestamp time = ToProto(*ParseTimeText("1969-12-31T23:59:59.25Z"));
  EXPECT_EQ(time.seconds(), -1);
  EXPECT_EQ(time.nanos(), 250000000);
}

TEST(DurationTextTest, WritesWholeDaysAsDays) {
  EXPECT_EQ(DurationText(ToProto(absl::Hours(48))), "2d");
  EXPECT_EQ(DurationText(ToProto(absl::Minutes(90))), "1h30m");
  EXPECT_EQ(DurationText(ToProto(absl::ZeroDuration())), "0");
}

}  // namespace
}  // namespace weft::cli
