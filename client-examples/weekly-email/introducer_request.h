#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_INTRODUCER_REQUEST_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_INTRODUCER_REQUEST_H_

#include "client-examples/weekly-email/letter.h"
#include "weft/v1/message.pb.h"

namespace weft::weekly_email {

// Would you introduce these two? To an acquaintance of both. REQUIRES: KIND_INTRODUCER_REQUEST with one proposal.
Letter IntroducerRequestLetter(const v1::Message& message);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_INTRODUCER_REQUEST_H_
