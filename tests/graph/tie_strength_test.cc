#include "weft/graph/tie_strength.h"

#include <cmath>
#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/graph/graphs.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct StrengthCase {
  const char* name;
  double weight;
  absl::optional<TieTime> time;
  double strength;
};

class StrengthTest : public testing::TestWithParam<StrengthCase> {};

TEST_P(StrengthTest, IsDerived) {
  TieStrength strength(/*median_weight=*/4, TimeOf("2021-08-14"), absl::Hours(24 * 730));
  EXPECT_NEAR(strength.Of(GetParam().weight, GetParam().time), GetParam().strength, 1e-6);
}

INSTANTIATE_TEST_SUITE_P(
    All, StrengthTest,
    testing::Values(StrengthCase{"Median", 4, absl::nullopt, 0.5}, StrengthCase{"Strong", 12, absl::nullopt, 0.75},
                    StrengthCase{"Weak", 1, absl::nullopt, 0.2}, StrengthCase{"Fresh", 4, TimeOf("2021-08-14"), 0.5},
                    StrengthCase{"OneHalfLife", 4, TimeOf("2019-08-15"), 0.25},
                    StrengthCase{"TwoHalfLives", 4, TimeOf("2017-08-15"), 0.125},
                    StrengthCase{"Future", 4, TimeOf("2030-01-01"), 0.5}, StrengthCase{"Period", 4, TimeOf("3"), 0.5},
                    StrengthCase{"Huge", 1e308, absl::nullopt, 1.0},
                    StrengthCase{"Tiny", 1e-308, absl::nullopt, kTieStrengthMin},
                    StrengthCase{"Ancient", 1e-3, TimeOf("1970-02-01"), kTieStrengthMin}),
    [](const auto& info) { return info.param.name; });

TEST(TieStrengthTest, PeriodAsOfDecaysNothing) {
  TieStrength strength(4, TimeOf("12"), absl::Hours(1));
  EXPECT_FLOAT_EQ(strength.Of(4, TimeOf("3")), 0.5f);
  EXPECT_FLOAT_EQ(strength.Of(4, TimeOf("2001-01-01")), 0.5f);
}

TEST(TieStrengthTest, InfiniteHalfLifeTurnsDecayOff) {
  TieStrength strength(4, TimeOf("2021-08-14"), absl::InfiniteDuration());
  EXPECT_FLOAT_EQ(strength.Of(4, TimeOf("1980-08-14")), 0.5f);
}

TEST(TieStrengthTest, NeverLeavesItsRange) {
  for (double median : {1e-300, 1e-3, 1.0, 1e6, 1e300}) {
    TieStrength strength(median, TimeOf("2021-08-14"), absl::Seconds(1));
    for (double weight : {5e-324, 1e-300, 1.0, 1e300, 1.7e308}) {
      for (const char* time : {"0", "1980-01-01", "2021-08-13", "2021-08-14", "9999-01-01"}) {
        const float s = strength.Of(weight, TimeOf(time));
        EXPECT_GE(s, kTieStrengthMin);
        EXPECT_LE(s, 1.0f);
      }
    }
  }
}

struct MedianCase {
  const char* name;
  std::vector<double> weights;
  double median;
};

class MedianTest : public testing::TestWithParam<MedianCase> {};

TEST_P(MedianTest, IsLearned) {
  std::vector<RawTie> ties;
  for (double weight : GetParam().weights) ties.push_back({0, 1, weight});
  ASSERT_OK_AND_ASSIGN(TieStrength strength, TieStrength::Fit(ties, {}));
  EXPECT_DOUBLE_EQ(strength.median_weight(), GetParam().median);
}

INSTANTIATE_TEST_SUITE_P(All, MedianTest,
                         testing::Values(MedianCase{"None", {}, 1}, MedianCase{"One", {3}, 3},
                                         MedianCase{"Odd", {9, 1, 2}, 2}, MedianCase{"Even", {9, 1, 2, 4}, 3},
                                         MedianCase{"Same", {2, 2, 2, 2}, 2},
                                         MedianCase{"Huge", {1.7e308, 1.6e308}, 1.65e308}),
                         [](const auto& info) { return info.param.name; });

TEST(TieStrengthTest, RefusesWeightsThatAreNone) {
  for (double bad : {0.0, -1.0, kInfinity, -kInfinity, std::nan("")}) {
    std::vector<RawTie> ties = {{0, 1, 1}, {1, 2, bad}};
    absl::Status status = DeriveTies(ties, {}).status();
    EXPECT_THAT(status, HasReason("BAD_TIE_WEIGHT"));
    EXPECT_THAT(std::string(status.message()), testing::HasSubstr("tie 1")) << bad;
  }
}

TEST(TieStrengthTest, RefusesHalfLifeThatIsNotPositive) {
  TieStrengthOptions options;
  options.half_life = absl::ZeroDuration();
  EXPECT_THAT(DeriveTies({}, options), HasReason("INVALID_FIELD"));
}

TEST(TieStrengthTest, AsOfIsTheNewestTimeUnlessGiven) {
  std::vector<RawTie> ties = {
      {0, 1, 1, TimeOf("2020-01-01")}, {1, 2, 1}, {2, 3, 1, TimeOf("2021-01-01")}, {3, 4, 1, TimeOf("7")}};
  EXPECT_EQ(NewestTime(ties), TimeOf("2021-01-01"));
  EXPECT_EQ(NewestTime({}), absl::nullopt);
  ASSERT_OK_AND_ASSIGN(TieStrength learned, TieStrength::Fit(ties, {}));
  EXPECT_EQ(learned.as_of(), TimeOf("2021-01-01"));
  TieStrengthOptions options;
  options.as_of = TimeOf("2024-01-01");
  ASSERT_OK_AND_ASSIGN(TieStrength given, TieStrength::Fit(ties, options));
  EXPECT_EQ(given.as_of(), TimeOf("2024-01-01"));
  EXPECT_LT(given.Of(1, TimeOf("2021-01-01")), learned.Of(1, TimeOf("2021-01-01")));
}

TEST(TieStrengthTest, DerivesInOrder) {
  std::vector<RawTie> ties = {{5, 2, 1}, {0, 1, 3}};
  ASSERT_OK_AND_ASSIGN(std::vector<DerivedTie> derived, DeriveTies(ties, {}));
  ASSERT_EQ(derived.size(), 2u);
  EXPECT_EQ(derived[0].a, 5u);
  EXPECT_EQ(derived[0].b, 2u);
  EXPECT_FLOAT_EQ(derived[0].strength, 1.0f / 3);  // Median 2.
  EXPECT_FLOAT_EQ(derived[1].strength, 3.0f / 5);
}

}  // namespace
}  // namespace weft
