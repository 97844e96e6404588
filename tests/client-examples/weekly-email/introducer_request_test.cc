#include "client-examples/weekly-email/introducer_request.h"

#include "gtest/gtest.h"
#include "tests/client-examples/weekly-email/rendered_letter.h"
#include "tests/client-examples/weekly-email/sample_messages.h"

namespace weft::weekly_email {
namespace {

TEST(IntroducerRequestTest, Letter) {
  ExpectLetter("introducer_request", IntroducerRequestLetter(IntroducerRequestMessage()));
}

}  // namespace
}  // namespace weft::weekly_email
