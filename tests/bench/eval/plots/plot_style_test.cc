#include "bench/eval/plots/plot_style.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

TEST(PlotStyleTest, HasEveryColourForLightAndDark) {
  const std::string css = PlotStyle();
  const size_t dark = css.find("@media (prefers-color-scheme:dark)");
  ASSERT_NE(dark, std::string::npos);
  for (int c = 0; c < kPlotColours; ++c) {
    const std::string rule = absl::StrCat(".plot .c", c, "{color:#");
    EXPECT_THAT(css.substr(0, dark), HasSubstr(rule));
    EXPECT_THAT(css.substr(dark), HasSubstr(rule));
  }
}

TEST(PlotStyleTest, AsksForNothingFromOutside) {
  EXPECT_THAT(PlotStyle(), testing::Not(HasSubstr("url(")));
  EXPECT_THAT(PlotStyle(), testing::Not(HasSubstr("@import")));
}

}  // namespace
}  // namespace weft
