#include "client-examples/weekly-email/did_you_meet.h"

#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/rendered_letter.h"
#include "tests/client-examples/weekly-email/sample_messages.h"

namespace weft::weekly_email {
namespace {

TEST(DidYouMeetTest, Letter) { ExpectLetter("did_you_meet", DidYouMeetLetter(DidYouMeetMessage())); }

}  // namespace
}  // namespace weft::weekly_email
