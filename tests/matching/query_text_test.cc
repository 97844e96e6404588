#include "weft/matching/query_text.h"

#include "gtest/gtest.h"

namespace weft {
namespace {

struct Case {
  const char* name;
  const char* text;
  const char* core;
};

class WithoutLeadInTest : public testing::TestWithParam<Case> {};

TEST_P(WithoutLeadInTest, KeepsTheCore) { EXPECT_EQ(WithoutLeadIn(GetParam().text), GetParam().core); }

INSTANTIATE_TEST_SUITE_P(All, WithoutLeadInTest,
                         testing::Values(Case{"Help", "someone who can help with grant writing", "grant writing"},
                                         Case{"Question", "Does anyone know about bees?", "bees"},
                                         Case{"Looking", "I am looking for a boat", "a boat"},
                                         Case{"Plain", "grant writing", "grant writing"},
                                         Case{"Spaces", "  find   bakers ", "bakers"},
                                         Case{"OnlyLeadIn", "someone", "someone"},
                                         Case{"NotAWord", "canning tomatoes", "canning tomatoes"},
                                         Case{"Empty", "", ""}),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
