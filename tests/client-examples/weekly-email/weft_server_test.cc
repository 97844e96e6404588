// The built mailer between the built Weft server and a real mail server: an introduction from the proposal to both
// saying yes, an invitation, previews, and a mailer that is killed.

#include <signal.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "tests/client-examples/weekly-email/smtp_server.h"
#include "tests/e2e/weft_fixture.h"
#include "weft/v1/introduction_service.grpc.pb.h"
#include "weft/v1/member_service.grpc.pb.h"
#include "weft/v1/message_service.grpc.pb.h"

namespace weft::weekly_email {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr absl::Duration kPatience = absl::Seconds(60);
constexpr char kAmara[] = "networks/food/members/fn-amara";
constexpr char kTuuli[] = "networks/food/members/fn-tuuli";

class WeftServerTest : public e2e::WeftFixture {
 protected:
  void SetUp() override {
    MakeFoodNetwork();
    weft_ = e2e::Process::Start({e2e::Program("weft-server"), "--data", data(), "--listen", "127.0.0.1:0", "--http",
                                 "127.0.0.1:0", "--public-url", "https://weft.example"});
    ASSERT_NE(weft_, nullptr);
    absl::optional<std::string> line = weft_->WaitForErrLine("\"serving\"", absl::Now() + kPatience);
    ASSERT_TRUE(line.has_value());
    server_ = nlohmann::json::parse(*line)["address"].get<std::string>();
    auto channel = grpc::CreateChannel(server_, grpc::InsecureChannelCredentials());
    members_ = v1::MemberService::NewStub(channel);
    introductions_ = v1::IntroductionService::NewStub(channel);
    messages_ = v1::MessageService::NewStub(channel);
  }

  // Calls, and fails the test if that fails.
  template <typename Stub, typename Request, typename Response>
  Response Call(Stub* stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                const Request& request) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
    Response response;
    const grpc::Status status = (stub->*method)(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  // Agrees to introductions, with a mail address.
  void Join(const std::string& member) {
    v1::UpdateMemberRequest update;
    update.mutable_member()->set_name(member);
    update.mutable_member()->mutable_participation()->set_being_found(v1::Participation::WORD_AGREED);
    update.mutable_member()->mutable_participation()->set_being_introduced(v1::Participation::WORD_AGREED);
    update.mutable_update_mask()->add_paths("participation.being_found");
    update.mutable_update_mask()->add_paths("participation.being_introduced");
    update.set_speaker(v1::SPEAKER_MEMBER);
    Call(members_.get(), &v1::MemberService::Stub::UpdateMember, update);
    GiveAddress(member);
  }

  void GiveAddress(const std::string& member) {
    v1::UpdateContactRequest update;
    update.mutable_contact()->set_name(absl::StrCat(member, "/contact"));
    update.mutable_contact()->set_email(absl::StrCat(member.substr(member.rfind('-') + 1), "@member.test"));
    update.set_speaker(v1::SPEAKER_MEMBER);
    Call(members_.get(), &v1::MemberService::Stub::UpdateContact, update);
  }

  v1::Introduction ProposeToTuuli() {
    v1::ProposeIntroductionRequest propose;
    propose.set_parent("networks/food");
    propose.set_as_member(kAmara);
    propose.add_members(kTuuli);
    propose.set_note("I have forty jars and one pair of hands.");
    return Call(introductions_.get(), &v1::IntroductionService::Stub::ProposeIntroduction, propose);
  }

  std::vector<v1::Message::State> StatesOf(v1::Message::Kind kind) {
    v1::ListMessagesRequest list;
    list.set_parent("networks/food");
    list.add_kinds(kind);
    const v1::ListMessagesResponse found = Call(messages_.get(), &v1::MessageService::Stub::ListMessages, list);
    std::vector<v1::Message::State> states;
    for (const v1::Message& message : found.messages()) states.push_back(message.state());
    return states;
  }

  std::vector<std::string> MailerArguments(const std::vector<std::string>& more) const {
    std::vector<std::string> argv = {e2e::Program("weft-weekly-email"), "--server", server_, "--network", "food"};
    argv.insert(argv.end(), more.begin(), more.end());
    return argv;
  }
  std::unique_ptr<e2e::Process> StartMailer(std::vector<std::string> kinds = {}) {
    std::vector<std::string> more = {"--smtp",     smtp_.url(),
                                     "--starttls", "opportunistic",
                                     "--rate",     "100/second",
                                     "--from",     "Lind Valley <weekly@weft.example>",
                                     "--journal",  dir_.File("food.journal"),
                                     "--once"};
    for (const std::string& kind : kinds) more.insert(more.end(), {"--kind", kind});
    return e2e::Process::Start(MailerArguments(more));
  }
  void RunMailer(const std::vector<std::string>& kinds = {}) {
    absl::optional<e2e::Finished> finished = StartMailer(kinds)->Wait(absl::Now() + kPatience);
    ASSERT_TRUE(finished.has_value());
    EXPECT_EQ(finished->exit_code, 0) << finished->err;
  }

  SmtpServer smtp_;
  TempDir dir_;
  std::unique_ptr<e2e::Process> weft_;
  std::string server_;
  std::unique_ptr<v1::MemberService::Stub> members_;
  std::unique_ptr<v1::IntroductionService::Stub> introductions_;
  std::unique_ptr<v1::MessageService::Stub> messages_;
};

TEST_F(WeftServerTest, FromTheProposalToBothSayingYes) {
  smtp_.Start();
  Join(kAmara);
  Join(kTuuli);
  const v1::Introduction introduction = ProposeToTuuli();
  RunMailer({"proposal", "mutual"});
  ASSERT_THAT(smtp_.Deliveries(), SizeIs(1));
  EXPECT_THAT(smtp_.Deliveries()[0].to, ElementsAre("tuuli@member.test"));
  EXPECT_THAT(smtp_.Deliveries()[0].bytes, AllOf(HasSubstr("Subject: Would you like to meet Amara, seed saver?\r\n"),
                                                 HasSubstr("List-Unsubscribe: <https://weft.example/i/"),
                                                 HasSubstr("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")));
  // Before both have said yes, no mail names an address of the other.
  EXPECT_THAT(smtp_.Deliveries()[0].bytes, testing::Not(HasSubstr("amara@member.test")));

  v1::RespondToIntroductionRequest yes;
  yes.set_name(introduction.name());
  yes.set_as_member(kTuuli);
  yes.mutable_accept()->set_note("With pleasure.");
  Call(introductions_.get(), &v1::IntroductionService::Stub::RespondToIntroduction, yes);
  RunMailer({"proposal", "mutual"});
  RunMailer({"proposal", "mutual"});
  ASSERT_THAT(smtp_.Deliveries(), SizeIs(2));
  const SmtpServer::Delivery joint = smtp_.Deliveries()[1];
  EXPECT_THAT(joint.to, testing::UnorderedElementsAre("amara@member.test", "tuuli@member.test"));
  EXPECT_THAT(joint.bytes, AllOf(HasSubstr("you both said yes"), HasSubstr("With pleasure."), HasSubstr("Reply-To: ")));
  EXPECT_THAT(joint.bytes, testing::Not(HasSubstr("/i/")));
  EXPECT_THAT(StatesOf(v1::Message::KIND_MUTUAL), ElementsAre(v1::Message::STATE_SENT));
}

TEST_F(WeftServerTest, InvitationsAndPreviews) {
  smtp_.Start();
  GiveAddress("networks/food/members/fn-johan");
  v1::InviteMembersRequest invite;
  invite.set_parent("networks/food");
  invite.add_members("networks/food/members/fn-johan");
  EXPECT_EQ(Call(messages_.get(), &v1::MessageService::Stub::InviteMembers, invite).queued_count(), 1);
  e2e::Finished preview = e2e::RunToEnd(MailerArguments(
      {"--preview", dir_.File("mails"), "--member", "fn-johan", "--kind", "invitation", "--kind", "weekly"}));
  EXPECT_EQ(preview.exit_code, 0) << preview.err;
  EXPECT_THAT(preview.out, AllOf(HasSubstr("invitation-fn-johan.eml"), HasSubstr("weekly-fn-johan.html")));
  EXPECT_THAT(smtp_.Deliveries(), SizeIs(0));
  RunMailer({"invitation"});
  RunMailer({"invitation"});
  ASSERT_THAT(smtp_.Deliveries(), SizeIs(1));
  EXPECT_THAT(smtp_.Deliveries()[0].to, ElementsAre("johan@member.test"));
  EXPECT_THAT(smtp_.Deliveries()[0].bytes, HasSubstr("may we introduce you to people?"));
}

TEST_F(WeftServerTest, ARefusedAddressIsStruckOff) {
  smtp_.Start({"--refuse", "tuuli=550 5.1.1 no such user"});
  Join(kAmara);
  Join(kTuuli);
  ProposeToTuuli();
  RunMailer({"proposal"});
  EXPECT_THAT(StatesOf(v1::Message::KIND_PROPOSAL), ElementsAre(v1::Message::STATE_FAILED));
  v1::GetContactRequest get;
  get.set_name(absl::StrCat(kTuuli, "/contact"));
  get.set_speaker(v1::SPEAKER_MEMBER);
  EXPECT_TRUE(Call(members_.get(), &v1::MemberService::Stub::GetContact, get).email_bounced());
}

// Killed where, and what the server holds when the next mailer has told what it knows.
struct KillAtCase {
  const char* where;
  v1::Message::State state;
  int deliveries;
};

class WeftServerKillTest : public WeftServerTest, public testing::WithParamInterface<KillAtCase> {};

TEST_P(WeftServerKillTest, NothingIsSentTwice) {
  smtp_.Start({"--hold", absl::StrCat(GetParam().where, ":1")});
  Join(kAmara);
  Join(kTuuli);
  ProposeToTuuli();
  std::unique_ptr<e2e::Process> mailer = StartMailer({"proposal"});
  ASSERT_TRUE(smtp_.WaitUntilHeld());
  mailer->Signal(SIGKILL);
  ASSERT_TRUE(mailer->Wait(absl::Now() + kPatience).has_value());
  smtp_.Release();
  RunMailer({"proposal"});
  RunMailer({"proposal"});
  EXPECT_THAT(StatesOf(v1::Message::KIND_PROPOSAL), ElementsAre(GetParam().state));
  EXPECT_THAT(smtp_.Deliveries(), SizeIs(GetParam().deliveries));
}

INSTANTIATE_TEST_SUITE_P(All, WeftServerKillTest,
                         // Claimed only: claimed again at once, and sent. In the mail: not sent, due again in a few
                         // minutes. Stored and not answered: in doubt until the lease ends, and never sent again.
                         testing::Values(KillAtCase{"NOOP", v1::Message::STATE_SENT, 1},
                                         KillAtCase{"DATA", v1::Message::STATE_DUE, 0},
                                         KillAtCase{"STORED", v1::Message::STATE_SENDING, 1}),
                         [](const auto& info) { return info.param.where; });

}  // namespace
}  // namespace weft::weekly_email
