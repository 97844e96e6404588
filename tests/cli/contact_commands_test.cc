#include "cli/contact_commands.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ContactCommandTest, GetShowsAMemberTheirOwn) {
  FakeServer server;
  v1::Contact& contact = server.member.GetContact_.Will();
  contact.set_email("amara@example.org");
  contact.set_share_email(false);
  contact.set_mail(v1::Contact::MAIL_INTRODUCTIONS);
  contact.set_email_bounced(true);
  contact.set_note("by phone");
  v1::Contact::Handle* handle = contact.add_handles();
  handle->set_service("slack");
  handle->set_address("U0AMARA");
  const Outcome outcome = server.Run({"contact", "get", "food/amara", "--as-member"});
  EXPECT_EQ(outcome.out,
            "Contact of food/amara\n"
            "  e-mail: amara@example.org\n"
            "  slack: U0AMARA\n"
            "  note: by phone\n"
            "  e-mail: is not given to others\n"
            "  gets: introductions\n"
            "  bounced: mail came back; write the address again once it works\n");
  EXPECT_EQ(server.member.GetContact_.last().ShortDebugString(),
            "name: \"networks/food/members/amara/contact\" speaker: SPEAKER_MEMBER");
}

TEST(ContactCommandTest, PutChangesWhatIsGiven) {
  FakeServer server;
  EXPECT_EQ(server.Run({"contact", "put", "food/amara", "--email", "amara@example.org"}).out,
            "Written for food/amara\n");
  v1::UpdateContactRequest sent = server.member.UpdateContact_.last();
  EXPECT_NE(sent.request_id(), "");
  sent.clear_request_id();
  EXPECT_EQ(sent.ShortDebugString(),
            "contact { name: \"networks/food/members/amara/contact\" email: \"amara@example.org\" } update_mask { "
            "paths: \"email\" }");

  server.Run({"contact", "put", "food/amara", "--as-member", "--handle", "matrix:@amara:example.org", "--note", "ring",
              "--share-email", "no", "--mail", "none"});
  sent = server.member.UpdateContact_.last();
  sent.clear_request_id();
  EXPECT_EQ(sent.ShortDebugString(),
            "contact { name: \"networks/food/members/amara/contact\" handles { service: \"matrix\" address: "
            "\"@amara:example.org\" } note: \"ring\" share_email: false mail: MAIL_NONE } update_mask { paths: "
            "\"handles\" paths: \"mail\" paths: \"note\" paths: \"share_email\" } speaker: SPEAKER_MEMBER");

  server.Run({"contact", "put", "food/amara", "--handle", "", "--email", ""});
  sent = server.member.UpdateContact_.last();
  EXPECT_EQ(sent.contact().handles_size(), 0);
  EXPECT_EQ(sent.update_mask().ShortDebugString(), "paths: \"email\" paths: \"handles\"");
}

TEST(ContactCommandTest, PutRefusesWhatSaysNothing) {
  FakeServer server;
  const Outcome nothing = server.Run({"contact", "put", "food/amara", "--as-member"});
  EXPECT_EQ(nothing.exit_code, 1);
  EXPECT_THAT(nothing.err, HasSubstr("nothing to change: give --email"));
  EXPECT_EQ(Weftctl({"contact", "put", "food/amara", "--handle", "slack"}).exit_code, 2);
  EXPECT_EQ(Weftctl({"contact", "put", "food/amara", "--mail", "some"}).exit_code, 2);
}

TEST(ContactCommandTest, ImportCountsAndFailsIfALineWasBad) {
  FakeServer server;
  Outcome outcome = server.Run({"contact", "import", "food", "-"}, "id,email\namara,amara@example.org\n");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "Contacts: 1 written, 0 kept as members have set them, 0 bad lines\n");
  outcome = server.Run({"contact", "import", "food", "-"}, "id,email\namara\n");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("1 bad line\n"));
  EXPECT_THAT(outcome.err, HasSubstr("1 line not imported, see above"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("example.org")));
}

}  // namespace
}  // namespace weft::cli
