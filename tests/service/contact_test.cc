#include "gmock/gmock.h"
#include "service/contact_update.h"
#include "tests/service/service_fixture.h"

namespace weft {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ContactTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    AddNetwork("n1");
    AddMember("ann");
  }
  static v1::UpdateContactRequest Write(const std::string& email, v1::Speaker speaker = v1::SPEAKER_UNSPECIFIED) {
    v1::UpdateContactRequest request;
    request.mutable_contact()->set_name(Name("ann") + "/contact");
    request.mutable_contact()->set_email(email);
    request.set_speaker(speaker);
    return request;
  }
  v1::Contact Own() const {
    v1::GetContactRequest request;
    request.set_name(Name("ann") + "/contact");
    request.set_speaker(v1::SPEAKER_MEMBER);
    v1::Contact contact;
    EXPECT_THAT(client_->GetContact(request, &contact), IsGrpcOk());
    return contact;
  }
};

TEST_F(ContactTest, OnlyTheMemberReadsIt) {
  v1::Contact answer;
  ASSERT_THAT(client_->UpdateContact(Write("ann@address.example"), &answer), IsGrpcOk());
  EXPECT_EQ(answer.name(), Name("ann") + "/contact");
  EXPECT_EQ(answer.email(), "");
  v1::GetContactRequest request;
  request.set_name(Name("ann") + "/contact");
  EXPECT_THAT(client_->GetContact(request), FailsWith(grpc::StatusCode::PERMISSION_DENIED, "MEMBER_ONLY"));
  EXPECT_EQ(Own().email(), "ann@address.example");
  // No other call carries it.
  v1::GetMemberRequest get;
  get.set_name(Name("ann"));
  v1::Member member;
  ASSERT_THAT(client_->GetMember(get, &member), IsGrpcOk());
  EXPECT_THAT(member.DebugString(), Not(HasSubstr("address.example")));
}

TEST_F(ContactTest, TheMembersWordStays) {
  ASSERT_THAT(client_->UpdateContact(Write("ann@address.example", v1::SPEAKER_MEMBER)), IsGrpcOk());
  EXPECT_THAT(client_->UpdateContact(Write("imported@address.example")),
              FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "MEMBER_HAS_SPOKEN"));
  EXPECT_THAT(client_->UpdateContact(Write("ann@address.example")), IsGrpcOk());  // Changes nothing.
  EXPECT_TRUE(Own().spoken());
}

TEST_F(ContactTest, ChangesWhatTheMaskNames) {
  v1::UpdateContactRequest request = Write("ann@address.example", v1::SPEAKER_MEMBER);
  request.mutable_contact()->add_handles()->set_service("Slack");
  request.mutable_contact()->mutable_handles(0)->set_address("U1");
  ASSERT_THAT(client_->UpdateContact(request), IsGrpcOk());
  EXPECT_EQ(Own().handles(0).service(), "slack");
  request = Write("", v1::SPEAKER_MEMBER);
  request.mutable_contact()->set_mail(v1::Contact::MAIL_NONE);
  v1::Contact answer;
  ASSERT_THAT(client_->UpdateContact(request, &answer), IsGrpcOk());
  EXPECT_EQ(answer.mail(), v1::Contact::MAIL_NONE);
  EXPECT_EQ(answer.email(), "ann@address.example");
  request.mutable_update_mask()->add_paths("email");
  ASSERT_THAT(client_->UpdateContact(request, &answer), IsGrpcOk());
  EXPECT_EQ(answer.email(), "");
  EXPECT_EQ(answer.handles_size(), 1);
}

TEST_F(ContactTest, RefusesWhatIsWrongWithoutQuotingIt) {
  const grpc::Status bad = client_->UpdateContact(Write("secret at address.example"));
  EXPECT_THAT(bad, FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELD"));
  EXPECT_THAT(bad.error_message(), Not(HasSubstr("secret")));
  v1::UpdateContactRequest request = Write("ann@address.example");
  request.mutable_update_mask()->add_paths("phone");
  EXPECT_THAT(client_->UpdateContact(request), FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELD"));
  request = Write("ann@address.example");
  request.mutable_contact()->set_name(Name("ann"));
  EXPECT_THAT(client_->UpdateContact(request), FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELD"));
  request.mutable_contact()->set_name(Name("nobody") + "/contact");
  EXPECT_THAT(client_->UpdateContact(request), FailsWith(grpc::StatusCode::NOT_FOUND, "MEMBER_NOT_FOUND"));
  request = Write("ann@address.example");
  request.mutable_contact()->set_etag("old");
  EXPECT_THAT(client_->UpdateContact(request), FailsWith(grpc::StatusCode::ABORTED, "ETAG_MISMATCH"));
}

TEST_F(ContactTest, ABounceIsForgottenWithTheAddress) {
  v1::Contact present;
  present.set_email("ann@address.example");
  present.set_email_bounced(true);
  v1::Contact wanted = present;
  ASSERT_OK_AND_ASSIGN(v1::Contact updated, UpdatedContact(present, wanted, {}));
  EXPECT_TRUE(updated.email_bounced());
  wanted.set_email("new@address.example");
  ASSERT_OK_AND_ASSIGN(updated, UpdatedContact(present, wanted, {}));
  EXPECT_FALSE(updated.email_bounced());
}

}  // namespace
}  // namespace weft
