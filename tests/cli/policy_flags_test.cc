#include "cli/policy_flags.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::cli {
namespace {

// Parses `arguments` and changes a policy that has a share of 0.2, a floor of 0.1 and circle "board" excluded.
v1::Policy Changed(std::vector<std::string> arguments) {
  CLI::App app;
  PolicyFlags flags;
  flags.AddTo(&app);
  const bool any = !arguments.empty();
  std::reverse(arguments.begin(), arguments.end());
  app.parse(arguments);  // Uses them up.
  EXPECT_EQ(flags.given(), any);
  v1::Policy policy;
  policy.set_weak_tie_share(0.2);
  policy.set_fit_floor(0.1);
  policy.add_excluded_circles("board");
  flags.ApplyTo(&policy);
  return policy;
}

TEST(PolicyFlagsTest, NothingGivenChangesNothing) {
  EXPECT_EQ(Changed({}).ShortDebugString(), "weak_tie_share: 0.2 fit_floor: 0.1 excluded_circles: \"board\"");
}

struct PolicyCase {
  const char* name;
  std::vector<std::string> arguments;
  std::string expected;
};

class PolicyTest : public testing::TestWithParam<PolicyCase> {};

TEST_P(PolicyTest, IsMerged) { EXPECT_THAT(Changed(GetParam().arguments).ShortDebugString(), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    All, PolicyTest,
    testing::Values(
        PolicyCase{"Share", {"--weak-tie-share", "0"}, "weak_tie_share: 0 fit_floor: 0.1 excluded_circles: \"board\""},
        PolicyCase{"Unset", {"--unset", "fit_floor", "--unset", "excluded_circles"}, "weak_tie_share: 0.2"},
        PolicyCase{"Show",
                   {"--unspoken", "show", "--unspoken-ground", "g", "--unset", "weak_tie_share", "--unset", "fit_floor",
                    "--excluded-circle", "x", "--excluded-circle", "y"},
                   "unspoken: UNSPOKEN_SHOW unspoken_ground: \"g\" excluded_circles: \"x\" excluded_circles: \"y\""},
        PolicyCase{"TheRest",
                   {"--bridging-peak",
                    "0.2",
                    "--bridging-width",
                    "0.3",
                    "--periphery-reserve",
                    "0.4",
                    "--exploration-share",
                    "0.5",
                    "--introductions-per-month",
                    "4",
                    "--reconnect-after",
                    "90d",
                    "--exclude-same-organization",
                    "--require-common-language",
                    "--tie-half-life",
                    "1d",
                    "--unset",
                    "weak_tie_share",
                    "--unset",
                    "fit_floor",
                    "--unset",
                    "excluded_circles"},
                   "bridging_peak: 0.2 bridging_width: 0.3 introductions_per_month: 4 reconnect_after { seconds: "
                   "7776000 } exclude_same_organization: true require_common_language: true tie_half_life { seconds: "
                   "86400 } periphery_reserve: 0.4 exploration_share: 0.5"},
        PolicyCase{"Introductions",
                   {"--introductions", "expiry=10d", "--introductions", "rhythm=on_request", "--introductions",
                    "group_size=3"},
                   "weak_tie_share: 0.2 fit_floor: 0.1 excluded_circles: \"board\" introductions { rhythm: "
                   "RHYTHM_ON_REQUEST expiry { seconds: 864000 } group_size: 3 }"},
        PolicyCase{"Allow",
                   {"--allow-same-organization", "--allow-any-language"},
                   "weak_tie_share: 0.2 fit_floor: 0.1 excluded_circles: \"board\""}),
    [](const auto& info) { return info.param.name; });

TEST(PolicyFlagsTest, WrongWordsAreRefused) {
  for (const char* words :
       {"", "expiry", "expiry=", "expiry=soon", "rhythm=daily", "rhythm=unspecified", "group_size=many", "mood=good"}) {
    CLI::App app;
    PolicyFlags flags;
    flags.AddTo(&app);
    EXPECT_THROW(app.parse(std::vector<std::string>{words, "--introductions"}), CLI::ValidationError) << words;
  }
}

TEST(PolicyFlagsTest, EveryFieldHasAFlag) {
  CLI::App app;
  PolicyFlags flags;
  flags.AddTo(&app);
  // One flag a field and --unset, beside --help.
  EXPECT_EQ(app.get_options().size(), v1::Policy::descriptor()->field_count() + 2);
}

}  // namespace
}  // namespace weft::cli
