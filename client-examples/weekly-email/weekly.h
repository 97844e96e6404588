#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_WEEKLY_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_WEEKLY_H_

#include "client-examples/weekly-email/letter.h"
#include "weft/v1/message.pb.h"

namespace weft::weekly_email {

// The week: people to meet, then what is going on in the network. REQUIRES: KIND_WEEKLY.
Letter WeeklyLetter(const v1::Message& message);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_WEEKLY_H_
