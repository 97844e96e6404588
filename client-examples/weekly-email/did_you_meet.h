#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_DID_YOU_MEET_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_DID_YOU_MEET_H_

#include "client-examples/weekly-email/letter.h"
#include "weft/v1/message.pb.h"

namespace weft::weekly_email {

// Some time after all said yes: one click, and one line of what was learned. REQUIRES: KIND_DID_YOU_MEET.
Letter DidYouMeetLetter(const v1::Message& message);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_DID_YOU_MEET_H_
