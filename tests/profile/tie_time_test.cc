#include "weft/profile/tie_time.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "weft/profile/profile.h"

namespace weft {
namespace {

struct TieTimeCase {
  const char* name;
  std::string text;
  std::string tie;  // In protobuf's text format, in one line.
};

class TieTimeTest : public testing::TestWithParam<TieTimeCase> {};

TEST_P(TieTimeTest, Parse) {
  v1::Tie tie;
  const absl::Status status = ParseTieTime(GetParam().text, &tie);
  ASSERT_OK(status);
  EXPECT_EQ(tie.ShortDebugString(), GetParam().tie);
  tie.set_member_a("networks/n/members/a");
  tie.set_member_b("networks/n/members/b");
  EXPECT_OK(ValidateTie(tie, ""));
}

INSTANTIATE_TEST_SUITE_P(
    All, TieTimeTest,
    testing::Values(TieTimeCase{"Date", "2021-08-14", "last_contact { seconds: 1628899200 }"},
                    TieTimeCase{"LeapDay", "2024-02-29", "last_contact { seconds: 1709164800 }"},
                    TieTimeCase{"DateTime", "2021-08-14T12:00:00.25+02:00",
                                "last_contact { seconds: 1628935200 nanos: 250000000 }"},
                    TieTimeCase{"BlankForT", "2021-08-14 10:00:00Z", "last_contact { seconds: 1628935200 }"},
                    TieTimeCase{"UnixSeconds", "1628899200", "last_contact { seconds: 1628899200 }"},
                    TieTimeCase{"UnixFraction", "1628899200.5",
                                "last_contact { seconds: 1628899200 nanos: 500000000 }"},
                    TieTimeCase{"UnixExponent", "1.6288992E+09", "last_contact { seconds: 1628899200 }"},
                    TieTimeCase{"FirstTime", "1000000", "last_contact { seconds: 1000000 }"},
                    TieTimeCase{"LastPeriod", "999999", "period: 999999"}, TieTimeCase{"PeriodZero", "0", "period: 0"},
                    TieTimeCase{"PeriodWithPoint", "7.0", "period: 7"},
                    TieTimeCase{"LastSecond", "9999-12-31T23:59:59Z", "last_contact { seconds: 253402300799 }"}),
    [](const auto& info) { return info.param.name; });

struct BadTieTimeCase {
  const char* name;
  std::string text;
  const char* why;  // Part of what is said.
};

class BadTieTimeTest : public testing::TestWithParam<BadTieTimeCase> {};

TEST_P(BadTieTimeTest, IsRefusedWithTheReason) {
  v1::Tie tie;
  const absl::Status status = ParseTieTime(GetParam().text, &tie, "ties[3].time");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, testing::HasSubstr(GetParam().why)));
  EXPECT_THAT(status, HasReason("INVALID_FIELD"));
  EXPECT_THAT(std::string(status.message()), testing::HasSubstr("ties[3].time"));
  EXPECT_EQ(status.message().find('\n'), std::string::npos);
  EXPECT_LT(status.message().size(), 400u);
  EXPECT_EQ(tie.ByteSizeLong(), 0u);
}

constexpr char kExpected[] = "expected a date";
constexpr char kLooksLike[] = "a date-time looks like";

INSTANTIATE_TEST_SUITE_P(
    All, BadTieTimeTest,
    testing::Values(BadTieTimeCase{"Empty", "", "leave the time out"}, BadTieTimeCase{"Blank", " 7", kExpected},
                    BadTieTimeCase{"HalfAPeriod", "7.5", "periods, and those are whole"},
                    BadTieTimeCase{"Negative", "-1", "negative"}, BadTieTimeCase{"Nan", "nan", kExpected},
                    BadTieTimeCase{"Infinity", "inf", kExpected}, BadTieTimeCase{"Hexadecimal", "0x10", kExpected},
                    BadTieTimeCase{"BeyondDouble", "1e400", "after the year 9999"},
                    BadTieTimeCase{"MinusBeyondDouble", "-1e400", "negative"},
                    BadTieTimeCase{"Milliseconds", "1628899200000", "in seconds, not milliseconds"},
                    BadTieTimeCase{"InfiniteFuture", "infinite-future", kExpected},
                    BadTieTimeCase{"Month", "2021-08", kExpected}, BadTieTimeCase{"DayFirst", "14.08.2021", kExpected},
                    BadTieTimeCase{"Slashes", "2021/08/14", kExpected},
                    BadTieTimeCase{"NegativeDate", "-2021-08-14", kExpected},
                    BadTieTimeCase{"NoSuchDay", "2021-02-30", "no such day"},
                    BadTieTimeCase{"NoSuchMonth", "2021-13-01", "no such day"},
                    BadTieTimeCase{"NoSuchHour", "2021-08-14T25:00:00Z", kLooksLike},
                    BadTieTimeCase{"NoOffset", "2021-08-14T12:00:00", kLooksLike},
                    BadTieTimeCase{"NewLine", "2021-08-14\n", kLooksLike},
                    BadTieTimeCase{"TrailingJunk", "2021-08-14T10:00:00Z!", kLooksLike},
                    BadTieTimeCase{"NulInADate", std::string("2021-08-14\0Z", 12), kLooksLike},
                    BadTieTimeCase{"ReadsAsPeriod", "1970-01-02", "period numbers"},
                    BadTieTimeCase{"BeforeTheEpoch", "1965-03-01", "period numbers"},
                    BadTieTimeCase{"AfterYear9999", "9999-12-31T23:59:59-01:00", "after the year 9999"},
                    BadTieTimeCase{"Words", "last year", kExpected}, BadTieTimeCase{"Dots", "..", kExpected},
                    BadTieTimeCase{"Nul", std::string("7\0", 2), kExpected},
                    BadTieTimeCase{"Long", std::string(100000, '9'), "after the year 9999"}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
