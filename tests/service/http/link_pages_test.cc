#include "service/http/link_pages.h"

#include "absl/strings/ascii.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Intro = v1::Introduction;
using Link = v1::Link;

constexpr char kAnn[] = "networks/n1/members/ann";

Intro Proposed() {
  Intro introduction;
  introduction.set_state(Intro::STATE_PROPOSED);
  introduction.set_kind(v1::Recommendation::KIND_WEAK_TIE);
  Intro::Side* own = introduction.add_sides();
  own->set_member(kAnn);
  own->set_display_name("Ann");
  own->add_reasons()->set_text("You are looking for grant writing; this member offers fundraising.");
  Intro::Side* other = introduction.add_sides();
  other->set_member("networks/n1/members/bob");
  other->set_display_name("Bob & Co");
  other->add_brings("fundraising");
  for (Intro::Action action :
       {Intro::ACTION_ACCEPT, Intro::ACTION_DECLINE, Intro::ACTION_SNOOZE, Intro::ACTION_PASS_ON}) {
    introduction.add_actions(action);
  }
  return introduction;
}

TEST(LinkPagesTest, AProposalSaysWhoAndWhyAndAsks) {
  const std::string page = IntroductionPage("Food", Proposed(), kAnn, Link::ACTION_ACCEPT, {{"c", "Cem"}});
  EXPECT_THAT(page, HasSubstr("<h1>Would you like to meet Bob &amp; Co?</h1>"));
  EXPECT_THAT(page, HasSubstr("A wider circle: this may not be the right person"));
  EXPECT_THAT(page, HasSubstr("this member offers fundraising."));
  for (const char* answer : {"accept", "decline", "snooze", "pass_on"}) {
    EXPECT_THAT(page, HasSubstr("name=\"do\" value=\"" + std::string(answer) + "\"")) << answer;
  }
  EXPECT_THAT(page, HasSubstr("Cem"));
}

TEST(LinkPagesTest, WhatTheLinkSaidStandsFirst) {
  const std::string page = IntroductionPage("Food", Proposed(), kAnn, Link::ACTION_DECLINE, {});
  EXPECT_THAT(page, HasSubstr("value=\"decline\" class=\"first\""));
  EXPECT_LT(page.find("value=\"decline\""), page.find("value=\"accept\""));
  EXPECT_THAT(page, Not(HasSubstr("pass_on")));  // Nobody to ask.
}

TEST(LinkPagesTest, PlainWords) {
  Intro mutual = Proposed();
  mutual.set_state(Intro::STATE_MUTUAL);
  mutual.add_actions(Intro::ACTION_RECORD_OUTCOME);
  for (const std::string& page : {IntroductionPage("Food", Proposed(), kAnn, Link::ACTION_OPEN, {}),
                                  IntroductionPage("Food", mutual, kAnn, Link::ACTION_MET, {}),
                                  ProfilePage("Food", v1::Member(), Link::ACTION_AGREE), UnsubscribePage("Food"),
                                  GoOnPage("Food"), AcquaintancesPage("Food", {{"a", "A"}})}) {
    const std::string lower = absl::AsciiStrToLower(page.substr(page.find("<main>")));
    for (const char* word : {"score", "weak", "round", "token", "cluster"}) EXPECT_THAT(lower, Not(HasSubstr(word)));
  }
}

TEST(LinkPagesTest, ContactsStandOnAMutualPage) {
  Intro mutual = Proposed();
  mutual.set_state(Intro::STATE_MUTUAL);
  mutual.clear_actions();
  mutual.add_actions(Intro::ACTION_RECORD_OUTCOME);
  mutual.set_first_question("What have you learned?");
  mutual.mutable_sides(1)->mutable_contact()->set_email("bob@example.org");
  const std::string page = IntroductionPage("Food", mutual, kAnn, Link::ACTION_MET, {});
  EXPECT_THAT(page, HasSubstr("E-mail: bob@example.org"));
  EXPECT_THAT(page, HasSubstr("What have you learned?"));
  EXPECT_THAT(page, HasSubstr("value=\"met\" class=\"first\""));
  EXPECT_THAT(page, HasSubstr("value=\"did_not_meet\""));
}

TEST(LinkPagesTest, WhatHasEndedAsksNothing) {
  Intro lapsed = Proposed();
  lapsed.set_state(Intro::STATE_LAPSED);
  const std::string page = IntroductionPage("Food", lapsed, kAnn, Link::ACTION_ACCEPT, {});
  EXPECT_THAT(page, HasSubstr("has ended"));
  EXPECT_THAT(page, Not(HasSubstr("<form")));
}

TEST(LinkPagesTest, WhoVouchesIsAskedWhetherTheyIntroduce) {
  Intro asked = Proposed();
  asked.mutable_sides(0)->set_member("networks/n1/members/cem");
  asked.set_state(Intro::STATE_AWAITING_INTRODUCER);
  EXPECT_THAT(IntroductionPage("Food", asked, kAnn, Link::ACTION_ACCEPT, {}),
              HasSubstr("Would you introduce Ann and Bob &amp; Co?"));
  asked.set_state(Intro::STATE_PROPOSED);
  EXPECT_THAT(IntroductionPage("Food", asked, kAnn, Link::ACTION_ACCEPT, {}), HasSubstr("You have introduced"));
}

TEST(LinkPagesTest, AProfileIsShownWhole) {
  v1::Member member;
  member.set_display_name("Ann");
  member.add_offers("bookkeeping");
  member.add_needs("a tractor");
  const std::string page = ProfilePage("Food", member, Link::ACTION_REFUSE);
  EXPECT_THAT(page, HasSubstr("Can offer"));
  EXPECT_THAT(page, HasSubstr("a tractor"));
  EXPECT_THAT(page, HasSubstr("value=\"refuse\" class=\"first\""));
}

TEST(LinkPagesTest, NobodyToAskAbout) {
  EXPECT_THAT(AcquaintancesPage("Food", {}), Not(HasSubstr("<form")));
  EXPECT_THAT(AcquaintancesPage("Food", {{"a", "Ann"}}), HasSubstr("name=\"know\" value=\"a\""));
}

}  // namespace
}  // namespace weft
