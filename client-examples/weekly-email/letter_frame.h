#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_LETTER_FRAME_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_LETTER_FRAME_H_

#include <string>

#include "client-examples/weekly-email/letter.h"
#include "weft/v1/message.pb.h"

namespace weft::weekly_email {

// What every letter begins with: masthead, title (also the subject, until the letter sets its own), a greeting to all
// recipients by name, and the footer that says why it came and how to stop it.
Letter FramedLetter(const v1::Message& message, const std::string& title);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_LETTER_FRAME_H_
