#include "client-examples/weekly-email/still_welcome.h"

#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/rendered_letter.h"
#include "tests/client-examples/weekly-email/sample_messages.h"

namespace weft::weekly_email {
namespace {

TEST(StillWelcomeTest, Letter) { ExpectLetter("still_welcome", StillWelcomeLetter(StillWelcomeMessage())); }

}  // namespace
}  // namespace weft::weekly_email
