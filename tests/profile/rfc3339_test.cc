#include "weft/profile/rfc3339.h"

#include <string>

#include "gtest/gtest.h"

namespace weft {
namespace {

struct TimeCase {
  const char* name;
  std::string text;
  int64_t seconds;  // -1: refused.
};

class Rfc3339Test : public testing::TestWithParam<TimeCase> {};

TEST_P(Rfc3339Test, Parse) {
  const absl::optional<absl::Time> time = ParseRfc3339(GetParam().text);
  ASSERT_EQ(time.has_value(), GetParam().seconds >= 0);
  if (time.has_value()) {
    EXPECT_EQ(absl::ToUnixSeconds(*time), GetParam().seconds);
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, Rfc3339Test,
    testing::Values(TimeCase{"Date", "2021-08-14", 1628899200},
                    TimeCase{"DateTime", "2021-08-14T10:00:00Z", 1628935200},
                    TimeCase{"SmallLetters", "2021-08-14t10:00:00z", 1628935200},
                    TimeCase{"Blank", "2021-08-14 10:00:00Z", 1628935200},
                    TimeCase{"Offset", "2021-08-14T12:00:00+02:00", 1628935200},
                    TimeCase{"Fraction", "2021-08-14T10:00:00.5Z", 1628935200},
                    TimeCase{"LeapDay", "2024-02-29", 1709164800}, TimeCase{"NoLeapDay", "2023-02-29", -1},
                    TimeCase{"Month13", "2021-13-01", -1}, TimeCase{"NoOffset", "2021-08-14T10:00:00", -1},
                    TimeCase{"NoSeconds", "2021-08-14T10:00Z", -1}, TimeCase{"Hour25", "2021-08-14T25:00:00Z", -1},
                    TimeCase{"ShortMonth", "2021-8-14", -1}, TimeCase{"Trailing", "2021-08-14x", -1},
                    TimeCase{"TrailingBlank", "2021-08-14T10:00:00Z ", -1}, TimeCase{"German", "14.08.2021", -1},
                    TimeCase{"Empty", "", -1}, TimeCase{"Infinite", "infinite-future", -1},
                    TimeCase{"Nul", std::string("2021-08-14\0", 11), -1}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
