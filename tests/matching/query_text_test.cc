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

INSTANTIATE_TEST_SUITE_P(
    All, WithoutLeadInTest,
    testing::Values(Case{"Help", "someone who can help with grant writing", "grant writing"},
                    Case{"Question", "Does anyone know about bees?", "bees"},
                    Case{"Looking", "I am looking for a boat", "a boat"},
                    Case{"Plain", "grant writing", "grant writing"}, Case{"Spaces", "  find   bakers ", "bakers"},
                    Case{"HelpAlone", "help with grant writing", "grant writing"},
                    Case{"Need", "We need help with the harvest", "the harvest"},
                    Case{"To", "someone to write funding applications", "write funding applications"},
                    Case{"With", "Somebody with a boat", "a boat"},
                    Case{"Modal", "can anyone help me with taxes please?", "taxes"},
                    Case{"Good", "find me someone good at accounting!", "accounting"},
                    Case{"Experience", "a person who has experience in mediation", "mediation"},
                    Case{"Who", "who knows how to graft trees?", "graft trees"},
                    Case{"WhoElse", "Who else is interested in seed libraries", "seed libraries"},
                    Case{"PeopleAsAMatter", "people management", "people management"},
                    Case{"MembersAsAMatter", "members meetings", "members meetings"},
                    Case{"CanAsAMatter", "can sealing", "can sealing"}, Case{"HelpAsAMatter", "help desk", "help desk"},
                    Case{"CutInsideAWord", "findings of trials", "findings of trials"},
                    Case{"OnlyQuestion", "does anyone?", "anyone"}, Case{"OnlyMarks", "???", "???"},
                    Case{"OnlyLeadIn", "someone", "someone"}, Case{"NotAWord", "canning tomatoes", "canning tomatoes"},
                    Case{"Empty", "", ""}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
