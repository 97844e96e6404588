#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_STILL_WELCOME_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_STILL_WELCOME_H_

#include "client-examples/weekly-email/letter.h"
#include "weft/v1/message.pb.h"

namespace weft::weekly_email {

// Asked once, after proposals that brought no answer: shall we go on? REQUIRES: KIND_STILL_WELCOME.
Letter StillWelcomeLetter(const v1::Message& message);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_STILL_WELCOME_H_
