#include "weft/profile/tie_time.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "weft/profile/profile.h"

namespace weft {
namespace {

struct TieTimeCase {
  const char* name;
  std::string text;
  std::string tie;  // In protobuf's text format, in one line; empty: refused.
};

class TieTimeTest : public testing::TestWithParam<TieTimeCase> {};

TEST_P(TieTimeTest, Parse) {
  v1::Tie tie;
  const absl::Status status = ParseTieTime(GetParam().text, &tie);
  EXPECT_EQ(tie.ShortDebugString(), GetParam().tie);
  if (GetParam().tie.empty()) {
    EXPECT_THAT(status, HasReason("INVALID_FIELD"));
    return;
  }
  ASSERT_OK(status);
  tie.set_member_a("networks/n/members/a");
  tie.set_member_b("networks/n/members/b");
  EXPECT_OK(ValidateTie(tie, ""));
}

INSTANTIATE_TEST_SUITE_P(
    All, TieTimeTest,
    testing::Values(TieTimeCase{"Date", "2021-08-14", "last_contact { seconds: 1628899200 }"},
                    TieTimeCase{"DateTime", "2021-08-14T12:00:00.25+02:00",
                                "last_contact { seconds: 1628935200 nanos: 250000000 }"},
                    TieTimeCase{"UnixSeconds", "1628899200", "last_contact { seconds: 1628899200 }"},
                    TieTimeCase{"UnixFraction", "1628899200.5",
                                "last_contact { seconds: 1628899200 nanos: 500000000 }"},
                    TieTimeCase{"UnixExponent", "1.6288992E+09", "last_contact { seconds: 1628899200 }"},
                    TieTimeCase{"FirstTime", "1000000", "last_contact { seconds: 1000000 }"},
                    TieTimeCase{"LastPeriod", "999999", "period: 999999"}, TieTimeCase{"PeriodZero", "0", "period: 0"},
                    TieTimeCase{"PeriodWithPoint", "7.0", "period: 7"},
                    TieTimeCase{"LastSecond", "9999-12-31T23:59:59Z", "last_contact { seconds: 253402300799 }"},
                    TieTimeCase{"HalfAPeriod", "7.5", ""}, TieTimeCase{"Negative", "-1", ""},
                    TieTimeCase{"Milliseconds", "1628899200000", ""}, TieTimeCase{"BeyondDouble", "1e400", ""},
                    TieTimeCase{"MinusBeyondDouble", "-1e400", ""}, TieTimeCase{"Nan", "nan", ""},
                    TieTimeCase{"Infinity", "inf", ""}, TieTimeCase{"InfiniteFuture", "infinite-future", ""},
                    TieTimeCase{"Hexadecimal", "0x10", ""}, TieTimeCase{"Empty", "", ""},
                    TieTimeCase{"Blank", " 7", ""}, TieTimeCase{"Month", "2021-08", ""},
                    TieTimeCase{"NoSuchDay", "2021-02-30", ""}, TieTimeCase{"NoOffset", "2021-08-14T12:00:00", ""},
                    TieTimeCase{"ReadsAsPeriod", "1970-01-02", ""}, TieTimeCase{"BeforeTheEpoch", "1965-03-01", ""},
                    TieTimeCase{"AfterYear9999", "9999-12-31T23:59:59-01:00", ""},
                    TieTimeCase{"Words", "last year", ""}, TieTimeCase{"Dots", "..", ""},
                    TieTimeCase{"Nul", std::string("7\0", 2), ""}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
