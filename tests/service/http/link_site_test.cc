// The pages behind links, over HTTP, against the whole server in process.

#include "service/http/link_site.h"

#include "gmock/gmock.h"
#include "tests/service/http/link_fixture.h"

namespace weft {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Link = v1::Link;
using Message = v1::Message;

class LinkSiteTest : public LinkTest {};

TEST_F(LinkSiteTest, AProposalIsShownByGetAndAnsweredByPost) {
  AddReachable("ann");
  AddReachable("bob");
  const std::string introduction = Propose("ann", {"bob"});
  const Message message = Claim().messages(0);
  const std::string path = PathOf(message, Link::ACTION_ACCEPT);
  const std::string before = Seen(introduction, "bob").etag();
  for (int time = 0; time < 2; ++time) {
    const std::string page = Get(path);
    EXPECT_THAT(page, StartsWith("HTTP/1.1 200 OK"));
    EXPECT_THAT(page, HasSubstr("Would you like to meet ann?"));
    EXPECT_THAT(page, HasSubstr("Content-Security-Policy: default-src 'none'; style-src 'sha256-"));
    EXPECT_THAT(page, Not(HasSubstr("ann@example.org")));
  }
  EXPECT_EQ(Seen(introduction, "bob").etag(), before);  // Looking is no answer.
  const std::string answer = Post(path, "do=accept&note=Hello");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK"));
  EXPECT_THAT(answer, HasSubstr("ann@example.org"));
  EXPECT_EQ(Seen(introduction, "bob").state(), v1::Introduction::STATE_MUTUAL);
  EXPECT_EQ(Seen(introduction, "ann").sides(1).note(), "Hello");
}

TEST_F(LinkSiteTest, ADeclineIsReadByNobodyElse) {
  AddReachable("ann");
  AddReachable("bob");
  const std::string introduction = Propose("ann", {"bob"});
  const Message message = Claim().messages(0);
  const std::string said = Post(PathOf(message, Link::ACTION_DECLINE), "do=decline&reason=2");
  EXPECT_THAT(said, StartsWith("HTTP/1.1 200 OK"));
  EXPECT_THAT(said, HasSubstr("You have said no to meeting ann"));
  EXPECT_EQ(Seen(introduction, "bob").state(), v1::Introduction::STATE_DECLINED);
  EXPECT_EQ(Seen(introduction, "bob").sides(0).decline().reason(), v1::Decline::REASON_PERSON);
  EXPECT_EQ(Seen(introduction, "ann").state(), v1::Introduction::STATE_LAPSED);
}

TEST_F(LinkSiteTest, NotNowSaysUntilWhen) {
  AddReachable("ann");
  AddReachable("bob");
  const std::string introduction = Propose("ann", {"bob"});
  const std::string path = PathOf(Claim().messages(0), Link::ACTION_SNOOZE);
  EXPECT_THAT(Get(path), HasSubstr("value=\"snooze\" class=\"first\""));
  EXPECT_THAT(Post(path, "do=snooze"), HasSubstr("ann will not be proposed to you before 2 March 2026."));
  EXPECT_THAT(Get(path), HasSubstr("You have said not now"));
  EXPECT_EQ(Seen(introduction, "bob").sides(0).answer(), v1::Introduction::Side::ANSWER_SNOOZED);
}

TEST_F(LinkSiteTest, NotMeAskThem) {
  AddReachable("ann");
  AddReachable("bob");
  AddReachable("cem");
  AddTie("bob", "cem");
  const std::string introduction = Propose("ann", {"bob"});
  const std::string path = PathOf(Claim().messages(0), Link::ACTION_PASS_ON);
  const std::string page = Get(path);
  EXPECT_THAT(page, HasSubstr("name=\"whom\" value=\"cem\""));
  EXPECT_THAT(page, Not(HasSubstr("value=\"ann\"")));
  EXPECT_THAT(Post(path, "do=pass_on&whom=cem&note=Knows+more"), HasSubstr("You have passed ann on"));
  const v1::Introduction passed = Seen(introduction, "bob");
  EXPECT_EQ(passed.sides(0).answer(), v1::Introduction::Side::ANSWER_PASSED_ON);
  const v1::Introduction started = Seen(passed.sides(0).passed_on_to(), "cem");
  EXPECT_EQ(started.introducer(), Name("bob"));
  EXPECT_EQ(started.note(), "Knows more");
}

TEST_F(LinkSiteTest, WhoSaidYesMayStillChangeTheirMind) {
  for (const char* id : {"ann", "bob", "cem"}) AddReachable(id);
  AddTie("cem", "ann");
  AddTie("cem", "bob");
  const std::string introduction = Propose("cem", {"ann", "bob"}, "Both keep bees");
  const Message message = Claim().messages(0);
  const std::string id = message.recipients(0).member() == Name("ann") ? "ann" : "bob";
  const std::string path = PathOf(message, Link::ACTION_ACCEPT);
  EXPECT_THAT(Get(path), HasSubstr("Introduced by cem, who writes:"));
  const std::string said = Post(path, "do=accept");
  EXPECT_THAT(said, HasSubstr("You have said yes. We tell you when everybody has."));
  EXPECT_THAT(said, Not(HasSubstr("@example.org")));
  EXPECT_THAT(said, Not(HasSubstr("value=\"accept\"")));
  EXPECT_THAT(Post(path, "do=decline"), HasSubstr("You have said no"));
  EXPECT_EQ(Seen(introduction, id).state(), v1::Introduction::STATE_DECLINED);
}

TEST_F(LinkSiteTest, DidYouMeet) {
  AddReachable("ann");
  AddReachable("bob");
  const std::string introduction = Propose("ann", {"bob"});
  Accept(introduction, "bob");
  const v1::ClaimMessagesResponse claimed = Claim();
  for (const Message& message : claimed.messages()) Send(message);
  clock_.Advance(absl::Hours(24 * 14));
  const Message message = ClaimWhenDue(Message::KIND_DID_YOU_MEET);
  const std::string id = message.recipients(0).member() == Name("ann") ? "ann" : "bob";
  const std::string path = PathOf(message, Link::ACTION_MET);
  EXPECT_THAT(Get(path), HasSubstr("Did you meet?"));
  EXPECT_NE(Seen(introduction, id).state(), v1::Introduction::STATE_MET);
  EXPECT_THAT(Post(path, "do=met&outcome=4&lesson=Start+small&share=yes"), StartsWith("HTTP/1.1 200 OK"));
  const v1::Introduction met = Seen(introduction, id);
  EXPECT_EQ(met.state(), v1::Introduction::STATE_MET);
  EXPECT_EQ(met.sides(0).outcome().kind(), v1::Outcome::KIND_LEARNED);
  EXPECT_EQ(met.sides(0).outcome().lesson(), "Start small");
  EXPECT_TRUE(met.sides(0).outcome().share_lesson());
  // What was said stands in the form, so that saying more takes nothing back.
  const std::string again = Get(path);
  EXPECT_THAT(again, HasSubstr("value=\"4\" checked"));
  EXPECT_THAT(again, HasSubstr("value=\"Start small\""));
  EXPECT_THAT(again, HasSubstr("value=\"yes\" checked"));
}

TEST_F(LinkSiteTest, InAJointMailEachHasTheirOwnPage) {
  AddReachable("ann");
  AddReachable("bob");
  Accept(Propose("ann", {"bob"}), "bob");
  const v1::ClaimMessagesResponse claimed = Claim();
  ASSERT_THAT(claimed.messages(), SizeIs(1));
  ASSERT_THAT(claimed.messages(0).recipients(), SizeIs(2));
  for (const Message::Recipient& recipient : claimed.messages(0).recipients()) {
    const std::string other = recipient.member() == Name("ann") ? "bob" : "ann";
    for (const Link& link : recipient.links()) {
      if (link.action() != Link::ACTION_OPEN) continue;
      const std::string page = Get("/i/" + link.token());
      EXPECT_THAT(page, HasSubstr("<h1>You and " + other + "</h1>"));
      EXPECT_THAT(page, HasSubstr("E-mail: " + other + "@example.org"));
      EXPECT_THAT(page, Not(HasSubstr(recipient.email())));
    }
  }
}

TEST_F(LinkSiteTest, AfterTwoSilencesOneClickGoesOn) {
  for (const char* id : {"ann", "bob", "cem", "dan"}) AddReachable(id);
  for (const char* speaker : {"ann", "cem"}) {
    const std::string introduction = Propose(speaker, {"bob"});
    clock_.Advance(absl::Hours(24 * 10));
    while (Seen(introduction, "bob").state() == v1::Introduction::STATE_PROPOSED) {
    }
  }
  const std::string path = PathOf(ClaimWhenDue(Message::KIND_STILL_WELCOME), Link::ACTION_GO_ON);
  clock_.Advance(absl::Hours(24 * 31));  // Another month, with room in it.
  EXPECT_THAT(Get(path), HasSubstr("Shall we go on?"));
  v1::ProposeIntroductionRequest request;
  request.set_parent("networks/n1");
  request.set_as_member(Name("dan"));
  request.add_members(Name("bob"));
  EXPECT_FALSE(client_->ProposeIntroduction(request).ok());  // Looking is no word.
  for (int time = 0; time < 2; ++time) EXPECT_THAT(Post(path, "do=go_on"), HasSubstr("Good to have you with us"));
  EXPECT_THAT(client_->ProposeIntroduction(request), IsGrpcOk());
}

TEST_F(LinkSiteTest, WhoDidNotMeetMayTryAgain) {
  AddReachable("ann");
  AddReachable("bob");
  const std::string introduction = Propose("ann", {"bob"});
  Accept(introduction, "bob");
  const v1::ClaimMessagesResponse claimed = Claim();
  for (const Message& message : claimed.messages()) Send(message);
  clock_.Advance(absl::Hours(24 * 14));
  const Message message = ClaimWhenDue(Message::KIND_DID_YOU_MEET);
  const std::string path = PathOf(message, Link::ACTION_DID_NOT_MEET);
  const std::string id = message.recipients(0).member() == Name("ann") ? "ann" : "bob";
  const std::string other = id == "ann" ? "bob" : "ann";
  EXPECT_THAT(Post(path, "do=try_again"), StartsWith("HTTP/1.1 409"));  // Nobody has said that they did not.
  EXPECT_THAT(Post(path, "do=did_not_meet"), StartsWith("HTTP/1.1 200"));
  v1::RecordOutcomeRequest outcome;
  outcome.set_name(introduction);
  outcome.set_as_member(Name(other));
  outcome.mutable_outcome()->set_kind(v1::Outcome::KIND_DID_NOT_HAPPEN);
  ASSERT_THAT(client_->RecordOutcome(outcome), IsGrpcOk());
  EXPECT_THAT(Get(path), HasSubstr("Ask " + other + " once more"));
  EXPECT_THAT(Post(path, "do=try_again"), HasSubstr("We ask them once more"));
  EXPECT_THAT(Post(path, "do=try_again"), StartsWith("HTTP/1.1 409"));  // They are being asked.
  v1::ListIntroductionsRequest list;
  list.set_parent("networks/n1");
  v1::ListIntroductionsResponse listed;
  ASSERT_THAT(client_->ListIntroductions(list, &listed), IsGrpcOk());
  EXPECT_THAT(listed.introductions(), SizeIs(2));
}

TEST_F(LinkSiteTest, AnInvitationShowsWhatIsHeldAndTakesAWord) {
  AddReachable("ann", {"seed saving"});
  Invite();
  const Message message = Claim().messages(0);
  const std::string page = Get(PathOf(message, Link::ACTION_AGREE));
  EXPECT_THAT(page, HasSubstr("seed saving"));
  EXPECT_THAT(page, HasSubstr("E-mail: ann@example.org"));
  EXPECT_THAT(page, HasSubstr("agreed at the meeting"));
  EXPECT_EQ(Member("ann").participation().being_introduced(), v1::Participation::WORD_UNSPECIFIED);
  EXPECT_THAT(Post(PathOf(message, Link::ACTION_AGREE), "do=agree"), HasSubstr("Thank you, you are in."));
  EXPECT_EQ(Member("ann").participation().being_introduced(), v1::Participation::WORD_AGREED);
  EXPECT_EQ(Member("ann").participation().being_found(), v1::Participation::WORD_AGREED);
  EXPECT_THAT(Member("ann").participation().spoken_fields(), SizeIs(2));
  EXPECT_THAT(Get(PathOf(message, Link::ACTION_OPEN)), HasSubstr("You have said yes"));
  EXPECT_THAT(Post(PathOf(message, Link::ACTION_REFUSE), "do=refuse"), StartsWith("HTTP/1.1 200 OK"));
  EXPECT_EQ(Member("ann").participation().being_introduced(), v1::Participation::WORD_REFUSED);
  EXPECT_EQ(Member("ann").participation().being_found(), v1::Participation::WORD_REFUSED);
}

TEST_F(LinkSiteTest, NotNowToAnInvitationIsAPause) {
  AddReachable("ann");
  Invite();
  const Message message = Claim().messages(0);
  for (int time = 0; time < 2; ++time) {  // Said twice, it lasts no longer.
    EXPECT_THAT(Post(PathOf(message, Link::ACTION_NOT_NOW), "do=not_now"),
                HasSubstr("nobody is introduced to you before 2 March 2026."));
    clock_.Advance(absl::Hours(24));
  }
  EXPECT_EQ(Member("ann").participation().being_introduced(), v1::Participation::WORD_UNSPECIFIED);
  EXPECT_THAT(Post(PathOf(message, Link::ACTION_AGREE), "do=agree"), Not(HasSubstr("2 March 2026")));
  EXPECT_FALSE(Member("ann").participation().has_paused_until());
}

TEST_F(LinkSiteTest, OneClickUnsubscribes) {
  AddReachable("ann");
  AddReachable("bob");
  Invite({"ann"});
  const std::string path = PathOf(Claim().messages(0), Link::ACTION_UNSUBSCRIBE);
  EXPECT_THAT(Get(path), HasSubstr("No more mail?"));
  Propose("bob", {"ann"});
  v1::PreviewMessagesRequest preview;
  preview.set_parent("networks/n1");
  v1::PreviewMessagesResponse due;
  ASSERT_THAT(client_->PreviewMessages(preview, &due), IsGrpcOk());
  EXPECT_THAT(due.messages(), SizeIs(1));  // Looking is no click.
  for (int time = 0; time < 2; ++time) {
    EXPECT_THAT(Post(path, "List-Unsubscribe=One-Click"), StartsWith("HTTP/1.1 200 OK"));
    EXPECT_EQ(Contact("ann").mail(), v1::Contact::MAIL_NONE);
    EXPECT_THAT(Claim().messages(), IsEmpty());
  }
  EXPECT_THAT(Get(path), HasSubstr("You get no mail from us"));
  clock_.Advance(absl::Hours(24 * 365));  // The way out stays open.
  EXPECT_THAT(Post(path, "do=no_news"), HasSubstr("only when it is about your own introductions"));
  EXPECT_EQ(Contact("ann").mail(), v1::Contact::MAIL_INTRODUCTIONS);
  EXPECT_THAT(Post(path, "do=mail_again"), HasSubstr("and the weekly news"));
  EXPECT_EQ(Contact("ann").mail(), v1::Contact::MAIL_ALL);
}

TEST_F(LinkSiteTest, TheOneClickOfAMailServiceMayComeInParts) {
  AddReachable("ann");
  Invite();
  const std::string body =
      "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
  const std::string answer =
      HttpExchange(server_->http_address(),
                   "POST " + PathOf(Claim().messages(0), Link::ACTION_UNSUBSCRIBE) +
                       " HTTP/1.1\r\nHost: weft\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=b"
                       "\r\nContent-Length: " +
                       std::to_string(body.size()) + "\r\n\r\n" + body);
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK"));  // And no redirection: mail services follow none.
  EXPECT_EQ(Contact("ann").mail(), v1::Contact::MAIL_NONE);
}

TEST_F(LinkSiteTest, WhomOfTheseDoYouKnow) {
  AddReachable("ann", {"seed saving"});
  AddMember("bob", {"seed saving"});
  AddMember("eve", {"film music"});
  v1::UpdateMemberRequest hide;
  hide.mutable_member()->set_name(Name("eve"));
  hide.mutable_member()->mutable_participation()->set_being_found(v1::Participation::WORD_REFUSED);
  hide.mutable_update_mask()->add_paths("participation.being_found");
  hide.set_speaker(v1::SPEAKER_MEMBER);
  ASSERT_THAT(client_->UpdateMember(hide), IsGrpcOk());
  clock_.Advance(absl::Hours(24 * 7));
  const std::string path = PathOf(ClaimWhenDue(), Link::ACTION_WHOM_DO_YOU_KNOW);
  const std::string page = Get(path);
  EXPECT_THAT(page, HasSubstr("value=\"bob\""));
  EXPECT_THAT(page, Not(HasSubstr("value=\"eve\"")));
  EXPECT_THAT(Post(path, "do=know&know=bob&know=bob&know=eve&know=nobody"), HasSubstr("You know bob."));
  v1::ListTiesRequest list;
  list.set_parent("networks/n1");
  v1::ListTiesResponse ties;
  ASSERT_THAT(client_->ListTies(list, &ties), IsGrpcOk());
  ASSERT_THAT(ties.ties(), SizeIs(1));  // Nobody who was not shown.
  EXPECT_EQ(ties.ties(0).member_b(), Name("bob"));
  EXPECT_THAT(Get(path), HasSubstr("There is nobody to ask you about"));
  EXPECT_THAT(Post(path, "do=know&know=bob"), HasSubstr("Nothing has changed."));  // Said twice.
}

// Without --public-url links lead to this machine, so that a first try works as it is.
TEST_F(LinkSiteTest, LinksLeadHereIfNobodySaysWhereMembersReachThem) {
  options_.public_url = "";
  Start();
  EXPECT_THAT(log_.lines(), Contains(HasSubstr("--public-url")));
  AddReachable("ann");
  Invite();
  const Message message = Claim().messages(0);
  const Link link = LinkOf(message, Link::ACTION_OPEN);
  EXPECT_EQ(link.url(), "http://" + server_->http_address() + "/i/" + link.token());
  EXPECT_THAT(message.email_message_id(), testing::EndsWith("@weft.invalid>"));  // An address is no mail host.
  EXPECT_THAT(Get("/i/" + link.token()), StartsWith("HTTP/1.1 200"));

  options_.http_listen = "0.0.0.0:0";  // Anywhere is nowhere to go.
  Start();
  AddReachable("bob");
  Invite();
  EXPECT_THAT(LinkOf(Claim().messages(0), Link::ACTION_OPEN).url(), StartsWith("http://127.0.0.1:"));

  options_.http_listen = "";  // No pages: no links.
  Start();
  AddReachable("cem");
  Invite();
  EXPECT_EQ(LinkOf(Claim().messages(0), Link::ACTION_OPEN).url(), "");
}

}  // namespace
}  // namespace weft
