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

PageFacts Facts(Link::Action first) { return {"Food", first, {}}; }

std::string PageOf(const Intro& introduction, Link::Action first, const std::vector<Choice>& acquaintances = {}) {
  return IntroductionPage(Facts(first), introduction, kAnn, acquaintances);
}

Intro Mutual() {
  Intro mutual = Proposed();
  mutual.set_state(Intro::STATE_MUTUAL);
  mutual.mutable_sides(0)->set_answer(Intro::Side::ANSWER_ACCEPTED);
  mutual.clear_actions();
  mutual.add_actions(Intro::ACTION_RECORD_OUTCOME);
  mutual.set_first_question("What have you learned?");
  mutual.mutable_sides(1)->mutable_contact()->set_email("bob@example.org");
  return mutual;
}

Intro Asked() {
  Intro asked = Proposed();
  asked.set_state(Intro::STATE_AWAITING_INTRODUCER);
  asked.mutable_sides(0)->set_member("networks/n1/members/cem");
  asked.mutable_sides(0)->set_display_name("Cem");
  asked.mutable_sides(0)->clear_reasons();
  asked.clear_actions();
  asked.add_actions(Intro::ACTION_ACCEPT);
  asked.add_actions(Intro::ACTION_DECLINE);
  return asked;
}

// Every page there is, as one row each.
std::vector<std::pair<std::string, std::string>> AllPages() {
  std::vector<std::pair<std::string, std::string>> pages;
  pages.emplace_back("Proposal", PageOf(Proposed(), Link::ACTION_OPEN, {{"c", "Cem"}, {"d", "Dee"}}));
  Intro waiting = Proposed();
  waiting.mutable_sides(0)->set_answer(Intro::Side::ANSWER_ACCEPTED);
  EXPECT_THAT(PageOf(waiting, Link::ACTION_OPEN), Not(HasSubstr("class=\"first\"")));  // It has been answered.
  pages.emplace_back("Waiting", PageOf(waiting, Link::ACTION_OPEN, {{"c", "Cem"}}));
  pages.emplace_back("Mutual", PageOf(Mutual(), Link::ACTION_MET));
  Intro tried = Mutual();
  tried.set_state(Intro::STATE_CLOSED);
  tried.mutable_sides(0)->mutable_outcome()->set_kind(v1::Outcome::KIND_DID_NOT_HAPPEN);
  tried.add_actions(Intro::ACTION_TRY_AGAIN);
  pages.emplace_back("TryAgain", PageOf(tried, Link::ACTION_MET));
  for (Intro::Side::Answer said :
       {Intro::Side::ANSWER_UNSPECIFIED, Intro::Side::ANSWER_DECLINED, Intro::Side::ANSWER_SNOOZED,
        Intro::Side::ANSWER_PASSED_ON, Intro::Side::ANSWER_SILENT}) {
    Intro ended = Proposed();
    ended.set_state(Intro::STATE_LAPSED);
    ended.clear_actions();
    ended.mutable_sides(0)->set_answer(said);
    pages.emplace_back("Ended" + std::to_string(said), PageOf(ended, Link::ACTION_ACCEPT));
  }
  pages.emplace_back("Introducer", PageOf(Asked(), Link::ACTION_ACCEPT));
  ProfileFacts profile;
  profile.member.set_display_name("Ann");
  profile.member.add_offers("bookkeeping");
  profile.is_paused = true;
  pages.emplace_back("Profile", ProfilePage(Facts(Link::ACTION_AGREE), profile));
  for (v1::Contact::Mail mail : {v1::Contact::MAIL_ALL, v1::Contact::MAIL_INTRODUCTIONS, v1::Contact::MAIL_NONE}) {
    pages.emplace_back("Mail" + std::to_string(mail), MailPage(Facts(Link::ACTION_UNSUBSCRIBE), mail));
  }
  pages.emplace_back("GoOn", GoOnPage(Facts(Link::ACTION_GO_ON)));
  pages.emplace_back("People", AcquaintancesPage(Facts(Link::ACTION_WHOM_DO_YOU_KNOW), {{"a", "A"}, {"b", "B"}}));
  pages.emplace_back("Notice", NoticePage("Food", "Title", {"Line."}));
  return pages;
}

int CountOf(const std::string& text, const std::string& part) {
  int count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

TEST(LinkPagesTest, PlainWords) {
  for (const auto& page : AllPages()) {
    SCOPED_TRACE(page.first);
    const std::string lower = absl::AsciiStrToLower(page.second.substr(page.second.find("<main>")));
    for (const char* word : {"score", "weak", "round", "token", "cluster", "snapshot", "error"}) {
      EXPECT_THAT(lower, Not(HasSubstr(word)));
    }
  }
}

// What a screen reader and a keyboard need: one title, named fields, no field outside a form, nothing that runs.
TEST(LinkPagesTest, Accessible) {
  for (const auto& page : AllPages()) {
    SCOPED_TRACE(page.first);
    const std::string& html = page.second;
    EXPECT_THAT(html, HasSubstr("<html lang=\"en\">"));
    EXPECT_THAT(html, HasSubstr("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"));
    EXPECT_EQ(CountOf(html, "<h1>"), 1);
    EXPECT_EQ(CountOf(html, "<main>"), 1);
    EXPECT_EQ(CountOf(html, "<script"), 0);
    EXPECT_EQ(CountOf(html, " id="), 0);  // So none can be there twice.
    // Every field stands in its label, every group of them has a legend, every form one button.
    EXPECT_EQ(CountOf(html, "<input"), CountOf(html, "<label"));
    EXPECT_EQ(CountOf(html, "<fieldset><legend>"), CountOf(html, "<fieldset"));
    EXPECT_EQ(CountOf(html, "<button"), CountOf(html, "<form method=\"post\""));
    EXPECT_LE(CountOf(html, "class=\"first\""), CountOf(html, "<form"));
  }
}

TEST(LinkPagesTest, AProposalSaysWhoAndWhyAndAsks) {
  const std::string page = PageOf(Proposed(), Link::ACTION_ACCEPT, {{"c", "Cem"}});
  EXPECT_THAT(page, HasSubstr("<h1>Would you like to meet Bob &amp; Co?</h1>"));
  EXPECT_THAT(page, HasSubstr("A wider circle: this may not be the right person"));
  EXPECT_THAT(page, HasSubstr("this member offers fundraising."));
  for (const char* answer : {"accept", "decline", "snooze", "pass_on"}) {
    EXPECT_THAT(page, HasSubstr("name=\"do\" value=\"" + std::string(answer) + "\"")) << answer;
  }
  EXPECT_THAT(page, HasSubstr("Cem"));
}

TEST(LinkPagesTest, WhatTheLinkSaidStandsFirst) {
  const std::string page = PageOf(Proposed(), Link::ACTION_DECLINE);
  EXPECT_THAT(page, HasSubstr("value=\"decline\" class=\"first\""));
  EXPECT_LT(page.find("value=\"decline\""), page.find("value=\"accept\""));
  EXPECT_THAT(page, Not(HasSubstr("pass_on")));  // Nobody to ask.
}

TEST(LinkPagesTest, WhatHasJustHappenedStandsAbove) {
  PageFacts facts = Facts(Link::ACTION_OPEN);
  facts.banner = {"Thank <you>."};
  const std::string page = IntroductionPage(facts, Proposed(), kAnn, {});
  EXPECT_THAT(page, HasSubstr("role=\"status\">\n<p>Thank &lt;you&gt;.</p>"));
  EXPECT_LT(page.find("Thank"), page.find("Your answer"));
}

TEST(LinkPagesTest, ContactsStandOnAMutualPage) {
  const std::string page = PageOf(Mutual(), Link::ACTION_MET);
  EXPECT_LT(page.find("value=\"met\""), page.find("bob@example.org"));  // What they came for first.
  const std::string early = PageOf(Mutual(), Link::ACTION_OPEN);
  EXPECT_LT(early.find("bob@example.org"), early.find("value=\"met\""));
  EXPECT_THAT(page, HasSubstr("E-mail: bob@example.org"));
  EXPECT_THAT(page, HasSubstr("What have you learned?"));
  EXPECT_THAT(page, HasSubstr("value=\"met\" class=\"first\""));
  EXPECT_THAT(page, HasSubstr("value=\"did_not_meet\""));
}

// Declined, expired and withdrawn read alike to the other side.
TEST(LinkPagesTest, WhatHasEndedAsksNothing) {
  Intro lapsed = Proposed();
  lapsed.set_state(Intro::STATE_LAPSED);
  const std::string page = PageOf(lapsed, Link::ACTION_ACCEPT);
  EXPECT_THAT(page, HasSubstr("has ended"));
  EXPECT_THAT(page, Not(HasSubstr("<form")));
  lapsed.mutable_sides(0)->set_answer(Intro::Side::ANSWER_ACCEPTED);
  EXPECT_EQ(PageOf(lapsed, Link::ACTION_ACCEPT), page);
}

TEST(LinkPagesTest, WhoVouchesIsAskedWhetherTheyIntroduce) {
  const std::string page = PageOf(Asked(), Link::ACTION_ACCEPT);
  EXPECT_THAT(page, HasSubstr("Would you introduce Cem and Bob &amp; Co?"));
  EXPECT_THAT(page, HasSubstr("Yes, I introduce them"));
  EXPECT_THAT(page, Not(HasSubstr("name=\"reason\"")));
  Intro proposed = Asked();
  proposed.set_state(Intro::STATE_LAPSED);  // Before anybody was told.
  EXPECT_THAT(PageOf(proposed, Link::ACTION_ACCEPT), HasSubstr("This introduction has ended"));
  proposed.mutable_propose_time()->set_seconds(1767225600);
  EXPECT_THAT(PageOf(proposed, Link::ACTION_ACCEPT), HasSubstr("You have introduced"));
}

TEST(LinkPagesTest, AProfileIsShownWhole) {
  ProfileFacts profile;
  profile.member.set_display_name("Ann");
  profile.member.set_bio("Keeps bees.");
  for (const char* text : {"soil", "compost"}) profile.member.add_interests(text);
  profile.member.add_offers("bookkeeping");
  profile.member.add_needs("a tractor");
  profile.member.add_circles("north-field");
  profile.member.set_organization("The Farm");
  profile.member.add_languages("en");
  profile.member.set_timezone("Europe/Berlin");
  profile.contact.set_email("ann@example.org");
  profile.held_because = "Somebody wrote it.";
  const std::string page = ProfilePage(Facts(Link::ACTION_REFUSE), profile);
  for (const char* held : {"Ann", "Keeps bees.", "soil", "compost", "bookkeeping", "a tractor", "north-field",
                           "The Farm", "<li>en</li>", "Europe/Berlin", "ann@example.org", "Somebody wrote it."}) {
    EXPECT_THAT(page, HasSubstr(held));
  }
  EXPECT_THAT(page, HasSubstr("value=\"refuse\" class=\"first\""));
  EXPECT_LT(page.find("value=\"refuse\""), page.find("bookkeeping"));  // What they came for first.
  const std::string open = ProfilePage(Facts(Link::ACTION_OPEN), profile);
  EXPECT_LT(open.find("bookkeeping"), open.find("value=\"agree\""));
}

TEST(LinkPagesTest, NobodyToAskAbout) {
  const PageFacts facts = Facts(Link::ACTION_WHOM_DO_YOU_KNOW);
  EXPECT_THAT(AcquaintancesPage(facts, {}), Not(HasSubstr("<form")));
  EXPECT_THAT(AcquaintancesPage(facts, {{"a", "Ann"}}), HasSubstr("name=\"know\" value=\"a\""));
}

}  // namespace
}  // namespace weft
