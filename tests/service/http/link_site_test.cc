// The pages behind links, over HTTP, against the whole server in process.

#include "service/http/link_site.h"

#include "gmock/gmock.h"
#include "tests/service/http/http_client.h"
#include "tests/service/message_fixture.h"

namespace weft {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Link = v1::Link;
using Message = v1::Message;

class LinkSiteTest : public MessageTest {
 protected:
  void SetUp() override {
    options_.http_listen = "127.0.0.1:0";
    MessageTest::SetUp();
  }
  static std::string PathOf(const Message& message, Link::Action action) {
    return "/i/" + LinkOf(message, action).token();
  }
  std::string Get(const std::string& path) const { return HttpGet(server_->http_address(), path); }
  std::string Post(const std::string& path, const std::string& form) const {
    return HttpPost(server_->http_address(), path, form);
  }
  v1::Introduction Seen(const std::string& name, const std::string& id) const {
    v1::GetIntroductionRequest request;
    request.set_name(name);
    request.set_as_member(Name(id));
    v1::Introduction introduction;
    EXPECT_THAT(calls_->GetIntroduction(request, &introduction), IsGrpcOk());
    return introduction;
  }
  v1::Member Member(const std::string& id) const {
    v1::GetMemberRequest request;
    request.set_name(Name(id));
    v1::Member member;
    EXPECT_THAT(client_->GetMember(request, &member), IsGrpcOk());
    return member;
  }
};

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
  EXPECT_THAT(Post(path, "do=accept&note=Hello"), StartsWith("HTTP/1.1 200 OK"));  // Said twice.
  EXPECT_THAT(Post(path, "do=decline"), StartsWith("HTTP/1.1 409"));               // Too late.
  EXPECT_EQ(Seen(introduction, "bob").state(), v1::Introduction::STATE_MUTUAL);
}

TEST_F(LinkSiteTest, ADeclineIsReadByNobodyElse) {
  AddReachable("ann");
  AddReachable("bob");
  const std::string introduction = Propose("ann", {"bob"});
  const Message message = Claim().messages(0);
  EXPECT_THAT(Post(PathOf(message, Link::ACTION_DECLINE), "do=decline&reason=2"), StartsWith("HTTP/1.1 200 OK"));
  EXPECT_EQ(Seen(introduction, "bob").state(), v1::Introduction::STATE_DECLINED);
  EXPECT_EQ(Seen(introduction, "ann").state(), v1::Introduction::STATE_LAPSED);
  EXPECT_THAT(Get(PathOf(message, Link::ACTION_ACCEPT)), HasSubstr("has ended"));
  EXPECT_THAT(Post(PathOf(message, Link::ACTION_ACCEPT), "do=accept"), StartsWith("HTTP/1.1 409"));
}

TEST_F(LinkSiteTest, DidYouMeet) {
  AddReachable("ann");
  AddReachable("bob");
  const std::string introduction = Propose("ann", {"bob"});
  Accept(introduction, "bob");
  for (const Message& message : Claim().messages()) Send(message);
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
}

TEST_F(LinkSiteTest, AnInvitationShowsWhatIsHeldAndTakesAWord) {
  AddReachable("ann", {"seed saving"});
  Invite();
  const Message message = Claim().messages(0);
  EXPECT_THAT(Get(PathOf(message, Link::ACTION_AGREE)), HasSubstr("seed saving"));
  EXPECT_EQ(Member("ann").participation().being_introduced(), v1::Participation::WORD_UNSPECIFIED);
  EXPECT_THAT(Post(PathOf(message, Link::ACTION_NOT_NOW), "do=not_now"), StartsWith("HTTP/1.1 200 OK"));
  EXPECT_EQ(Member("ann").participation().being_introduced(), v1::Participation::WORD_UNSPECIFIED);
  EXPECT_THAT(Post(PathOf(message, Link::ACTION_AGREE), "do=agree"), StartsWith("HTTP/1.1 200 OK"));
  EXPECT_EQ(Member("ann").participation().being_introduced(), v1::Participation::WORD_AGREED);
  EXPECT_EQ(Member("ann").participation().being_found(), v1::Participation::WORD_AGREED);
  EXPECT_THAT(Member("ann").participation().spoken_fields(), SizeIs(2));
  EXPECT_THAT(Post(PathOf(message, Link::ACTION_REFUSE), "do=refuse"), StartsWith("HTTP/1.1 200 OK"));
  EXPECT_EQ(Member("ann").participation().being_introduced(), v1::Participation::WORD_REFUSED);
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
  ASSERT_THAT(calls_->PreviewMessages(preview, &due), IsGrpcOk());
  EXPECT_THAT(due.messages(), SizeIs(1));  // Looking is no click.
  EXPECT_THAT(Post(path, "List-Unsubscribe=One-Click"), StartsWith("HTTP/1.1 200 OK"));
  EXPECT_THAT(Claim().messages(), IsEmpty());
  EXPECT_THAT(Post(path, "List-Unsubscribe=One-Click"), StartsWith("HTTP/1.1 200 OK"));
}

TEST_F(LinkSiteTest, ALinkIsGoodForItsOwnMatterOnly) {
  AddReachable("ann");
  AddReachable("bob");
  const std::string introduction = Propose("ann", {"bob"});
  const Message message = Claim().messages(0);
  EXPECT_THAT(Post(PathOf(message, Link::ACTION_UNSUBSCRIBE), "do=accept"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(Post(PathOf(message, Link::ACTION_ACCEPT), "do=unsubscribe"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(Post(PathOf(message, Link::ACTION_ACCEPT), "List-Unsubscribe=One-Click"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(Post(PathOf(message, Link::ACTION_ACCEPT), "do=agree"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(Post(PathOf(message, Link::ACTION_ACCEPT), ""), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(Post(PathOf(message, Link::ACTION_ACCEPT), "do=decline&reason=77"), StartsWith("HTTP/1.1 400"));
  EXPECT_THAT(Post(PathOf(message, Link::ACTION_ACCEPT), "do=met"), StartsWith("HTTP/1.1 409"));  // Not mutual.
  EXPECT_EQ(Seen(introduction, "bob").state(), v1::Introduction::STATE_PROPOSED);
}

TEST_F(LinkSiteTest, ForgedExpiredAndUnknown) {
  AddReachable("ann");
  AddReachable("bob");
  Propose("ann", {"bob"});
  const Message message = Claim().messages(0);
  std::string path = PathOf(message, Link::ACTION_ACCEPT);
  std::string forged = path;
  forged[forged.size() / 2] = forged[forged.size() / 2] == 'A' ? 'B' : 'A';
  EXPECT_THAT(Get(forged), StartsWith("HTTP/1.1 404"));
  EXPECT_THAT(Post(forged, "do=accept"), StartsWith("HTTP/1.1 404"));
  for (const char* unknown : {"/", "/i/", "/i", "/x", "/i/../etc/passwd", "/i/%00", "*"}) {
    EXPECT_THAT(Get(unknown), StartsWith("HTTP/1.1 404")) << unknown;
  }
  EXPECT_THAT(Get("/i/" + std::string(401, 'A')), StartsWith("HTTP/1.1 404"));
  const std::string deleted =
      HttpExchange(server_->http_address(), "DELETE " + path + " HTTP/1.1\r\nHost: weft\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(deleted, StartsWith("HTTP/1.1 405"));
  EXPECT_THAT(deleted, HasSubstr("Allow: GET, HEAD, POST"));
  const std::string head =
      HttpExchange(server_->http_address(), "HEAD " + path + " HTTP/1.1\r\nHost: weft\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(head, StartsWith("HTTP/1.1 200"));
  EXPECT_THAT(head, testing::EndsWith("\r\n\r\n"));
  clock_.Advance(absl::Hours(24 * 90));
  EXPECT_THAT(Get(path), StartsWith("HTTP/1.1 410"));
  EXPECT_THAT(Post(path, "do=accept"), StartsWith("HTTP/1.1 410"));
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
  EXPECT_THAT(Post(path, "do=know&know=bob&know=eve&know=nobody"), StartsWith("HTTP/1.1 200 OK"));
  v1::ListTiesRequest list;
  list.set_parent("networks/n1");
  v1::ListTiesResponse ties;
  ASSERT_THAT(client_->ListTies(list, &ties), IsGrpcOk());
  ASSERT_THAT(ties.ties(), SizeIs(1));  // Nobody who was not shown.
  EXPECT_EQ(ties.ties(0).member_b(), Name("bob"));
}

}  // namespace
}  // namespace weft
