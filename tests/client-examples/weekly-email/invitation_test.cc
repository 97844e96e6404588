#include "client-examples/weekly-email/invitation.h"

#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/rendered_letter.h"
#include "tests/client-examples/weekly-email/sample_messages.h"

namespace weft::weekly_email {
namespace {

TEST(InvitationTest, Letter) { ExpectLetter("invitation", InvitationLetter(InvitationMessage())); }

}  // namespace
}  // namespace weft::weekly_email
