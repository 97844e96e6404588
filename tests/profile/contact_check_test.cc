#include "weft/profile/contact_check.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "weft/profile/field_check.h"

namespace weft {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(EmailAddressTest, Forms) {
  for (const char* address : {"ann@example.org", "a.b+c@x.example", "ann@localhost", "ännchen@müller.example"}) {
    EXPECT_TRUE(IsEmailAddress(address)) << address;
  }
  for (const char* address : {"", "ann", "@example.org", "ann@", "ann@host", "a@b@example.org", "ann @example.org",
                              "ann@example.org\nBcc: all@example.org", "<ann@example.org>", "ann@.example",
                              "ann@example.", "a..b@example.org", "ann,bob@example.org"}) {
    EXPECT_FALSE(IsEmailAddress(address)) << address;
  }
  EXPECT_FALSE(IsEmailAddress(absl::StrCat(std::string(65, 'x'), "@example.org")));
  EXPECT_FALSE(IsEmailAddress(absl::StrCat("x@", std::string(320, 'x'), ".org")));
}

TEST(ContactCheckTest, NamesEachBadFieldWithoutQuotingIt) {
  v1::Contact contact;
  contact.set_email("secret.person at example");
  v1::Contact::Handle* handle = contact.add_handles();
  handle->set_service("My Chat");
  contact.add_handles()->set_service("matrix");
  contact.set_note(std::string(321, 'x'));
  contact.set_mail(static_cast<v1::Contact::Mail>(9));
  const absl::Status status = ValidateContact(contact, "contact");
  std::string fields;
  for (const FieldViolation& violation : ViolationsOf(status)) absl::StrAppend(&fields, violation.field, " ");
  EXPECT_EQ(fields,
            "contact.email contact.handles[0].service contact.handles[0].address contact.handles[1].address "
            "contact.note contact.mail ");
  EXPECT_THAT(std::string(status.message()), Not(HasSubstr("secret")));
}

TEST(ContactCheckTest, EmptyIsFine) { EXPECT_OK(ValidateContact({}, "")); }

TEST(ContactCheckTest, AtMostEightHandles) {
  v1::Contact contact;
  for (int i = 0; i < 9; ++i) {
    v1::Contact::Handle* handle = contact.add_handles();
    handle->set_service("slack");
    handle->set_address(absl::StrCat("U", i));
  }
  EXPECT_THAT(ValidateContact(contact, ""), HasReason("INVALID_FIELD"));
}

TEST(ContactCheckTest, NormalizingKeepsTheFirstOfEqualHandles) {
  v1::Contact contact;
  contact.set_email("  ann@example.org ");
  for (const char* service : {" Slack", "slack", "matrix"}) {
    v1::Contact::Handle* handle = contact.add_handles();
    handle->set_service(service);
    handle->set_address(" U1 ");
  }
  NormalizeContact(&contact);
  EXPECT_EQ(contact.email(), "ann@example.org");
  ASSERT_EQ(contact.handles_size(), 2);
  EXPECT_EQ(contact.handles(0).service(), "slack");
  EXPECT_EQ(contact.handles(0).address(), "U1");
  EXPECT_EQ(contact.handles(1).service(), "matrix");
  EXPECT_OK(ValidateContact(contact, ""));
}

}  // namespace
}  // namespace weft
