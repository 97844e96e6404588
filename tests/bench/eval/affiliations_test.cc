#include "bench/eval/affiliations.h"

#include <vector>

#include "gtest/gtest.h"

namespace weft {
namespace {

v1::Member Member(const std::vector<std::string>& circles, const std::string& organization) {
  v1::Member member;
  for (const std::string& circle : circles) member.add_circles(circle);
  member.set_organization(organization);
  return member;
}

struct CommonCase {
  const char* name;
  v1::Member a, b;
  bool in_common;
};

class AffiliationsTest : public testing::TestWithParam<CommonCase> {};

TEST_P(AffiliationsTest, FindsWhatTwoShare) {
  const Affiliations affiliations(std::vector<v1::Member>{GetParam().a, GetParam().b});
  EXPECT_EQ(affiliations.InCommon(0, 1), GetParam().in_common);
  EXPECT_EQ(affiliations.InCommon(1, 0), GetParam().in_common);
}

INSTANTIATE_TEST_SUITE_P(
    All, AffiliationsTest,
    testing::Values(CommonCase{"Nothing", Member({}, ""), Member({}, ""), false},
                    CommonCase{"NoOrganizationIsNotTheSame", Member({"garden"}, ""), Member({"board"}, ""), false},
                    CommonCase{"OneCircleOfSeveral", Member({"z", "a", "m"}, ""), Member({"q", "m"}, ""), true},
                    CommonCase{"Organization", Member({}, "Seed Bank"), Member({"board"}, "Seed Bank"), true},
                    CommonCase{"OtherOrganization", Member({}, "Seed Bank"), Member({}, "Bakery"), false},
                    CommonCase{"CircleNamedLikeAnOrganization", Member({"Bakery"}, ""), Member({}, "Bakery"), false}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
