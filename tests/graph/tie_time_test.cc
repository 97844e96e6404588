#include "weft/graph/tie_time.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

struct GoodCase {
  const char* name;
  const char* text;
  int64_t micros;
  bool is_period;
  const char* printed;
};

class GoodTieTimeTest : public testing::TestWithParam<GoodCase> {};

TEST_P(GoodTieTimeTest, Parses) {
  ASSERT_OK_AND_ASSIGN(TieTime time, TieTime::Parse(GetParam().text));
  EXPECT_EQ(time.micros(), GetParam().micros);
  EXPECT_EQ(time.is_period(), GetParam().is_period);
  EXPECT_EQ(time.ToString(), GetParam().printed);
  ASSERT_OK_AND_ASSIGN(TieTime again, TieTime::Parse(time.ToString()));
  EXPECT_EQ(again, time);
}

constexpr int64_t kMidnight = 1628899200000000;  // 2021-08-14T00:00:00Z

INSTANTIATE_TEST_SUITE_P(
    All, GoodTieTimeTest,
    testing::Values(
        GoodCase{"Date", "2021-08-14", kMidnight, false, "2021-08-14T00:00:00+00:00"},
        GoodCase{"DateTime", "2021-08-14T10:00:00Z", kMidnight + 36000000000, false, "2021-08-14T10:00:00+00:00"},
        GoodCase{"Offset", "2021-08-14T12:00:00+02:00", kMidnight + 36000000000, false, "2021-08-14T10:00:00+00:00"},
        GoodCase{"Fraction", "2021-08-14T00:00:00.25Z", kMidnight + 250000, false, "2021-08-14T00:00:00.25+00:00"},
        GoodCase{"SpaceForT", "2021-08-14 10:00:00Z", kMidnight + 36000000000, false, "2021-08-14T10:00:00+00:00"},
        GoodCase{"LeapDay", "2024-02-29", 1709164800000000, false, "2024-02-29T00:00:00+00:00"},
        GoodCase{"UnixSeconds", "1628899200", kMidnight, false, "2021-08-14T00:00:00+00:00"},
        GoodCase{"UnixFraction", "1628899200.5", kMidnight + 500000, false, "2021-08-14T00:00:00.5+00:00"},
        GoodCase{"Scientific", "1.6288992e+09", kMidnight, false, "2021-08-14T00:00:00+00:00"},
        GoodCase{"PeriodZero", "0", 0, true, "0"}, GoodCase{"PeriodOne", "1", 1000000, true, "1"},
        GoodCase{"HalfPeriod", "1.5", 1500000, true, "1.500000"},
        GoodCase{"LastPeriod", "999999", 999999000000, true, "999999"},
        GoodCase{"FirstTime", "1000000", 1000000000000, false, "1970-01-12T13:46:40+00:00"}),
    [](const auto& info) { return info.param.name; });

struct BadCase {
  const char* name;
  std::string text;
  const char* why;
};

class BadTieTimeTest : public testing::TestWithParam<BadCase> {};

TEST_P(BadTieTimeTest, IsRefusedWithTheReason) {
  absl::Status status = TieTime::Parse(GetParam().text, "ties[3].time").status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, testing::HasSubstr(GetParam().why)));
  EXPECT_THAT(status, HasReason("INVALID_FIELD"));
  EXPECT_THAT(std::string(status.message()), testing::HasSubstr("ties[3].time"));
  EXPECT_EQ(status.message().find('\n'), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    All, BadTieTimeTest,
    testing::Values(BadCase{"Empty", "", "leave the time out"}, BadCase{"Word", "yesterday", "expected a date"},
                    BadCase{"NaN", "NaN", "expected a date"}, BadCase{"Infinity", "inf", "expected a date"},
                    BadCase{"Negative", "-5", "negative"}, BadCase{"NegativeDate", "-2021-08-14", "no number"},
                    BadCase{"Overflow", "1e999", "no number"}, BadCase{"Milliseconds", "1628899200000", "seconds"},
                    BadCase{"Hex", "0x10", "expected a date"}, BadCase{"Spaces", " 5", "expected a date"},
                    BadCase{"NewLine", "2021-08-14\n", "looks like"}, BadCase{"TwoDots", "1.2.3", "no number"},
                    BadCase{"NoSuchDay", "2021-02-30", "no such date"},
                    BadCase{"NoSuchMonth", "2021-13-01", "no such date"},
                    BadCase{"NoOffset", "2021-08-14T10:00:00", "looks like"},
                    BadCase{"TrailingJunk", "2021-08-14T10:00:00Z!", "looks like"},
                    BadCase{"NoSuchHour", "2021-08-14T25:00:00Z", "looks like"},
                    BadCase{"DayFirst", "14.08.2021", "no number"}, BadCase{"Slashes", "2021/08/14", "expected a date"},
                    BadCase{"ReadsAsPeriod", "1970-01-05", "period numbers"},
                    BadCase{"BeforeUnix", "1931-08-14", "period numbers"},
                    BadCase{"InfiniteFuture", "infinite-future", "expected a date"},
                    BadCase{"Nul", std::string("2021-08-14\0Z", 12), "looks like"},
                    BadCase{"Long", std::string(100000, '9'), "no number"}),
    [](const auto& info) { return info.param.name; });

TEST(TieTimeTest, PeriodsComeBeforeTimes) {
  ASSERT_OK_AND_ASSIGN(TieTime period, TieTime::Parse("999999"));
  ASSERT_OK_AND_ASSIGN(TieTime date, TieTime::Parse("1971-01-01"));
  EXPECT_LT(period, date);
}

}  // namespace
}  // namespace weft
