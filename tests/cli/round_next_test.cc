#include "cli/round_next.h"

#include "gtest/gtest.h"

namespace weft::cli {
namespace {

struct NextCase {
  const char* name;
  v1::Round::State state;
  bool shown;
  const char* text;
};

class RoundNextTest : public testing::TestWithParam<NextCase> {};

TEST_P(RoundNextTest, SaysWhatToType) {
  Connection connection({});
  v1::Round round;
  round.set_name("networks/food/rounds/r1");
  round.set_state(GetParam().state);
  EXPECT_EQ(RoundNextText(round, GetParam().shown, Session{&connection, {}}), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    All, RoundNextTest,
    testing::Values(NextCase{"Shown", v1::Round::STATE_PLANNED, true,
                             "\nNext: weftctl round edit food/r1 --drop ENTRY --reason '…'\n"
                             "      weftctl round open food/r1\n"},
                    NextCase{"Held", v1::Round::STATE_HELD, false,
                             "\nNext: weftctl round show food/r1\n      weftctl round open food/r1\n"},
                    NextCase{"Open", v1::Round::STATE_OPEN, false,
                             "\nNext: weftctl introductions list food --round r1\n"
                             "      weftctl round report food/r1\n"},
                    NextCase{"Closed", v1::Round::STATE_CLOSED, true, "\nNext: weftctl round report food/r1\n"},
                    NextCase{"Cancelled", v1::Round::STATE_CANCELLED, true, "\nNext: weftctl round plan food\n"},
                    NextCase{"NewState", v1::Round::STATE_UNSPECIFIED, true, ""}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft::cli
