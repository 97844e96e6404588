#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_LETTER_TEXT_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_LETTER_TEXT_H_

#include <string>

#include "client-examples/weekly-email/letter.h"

namespace weft::weekly_email {

// The letter as plain text, UTF-8, lines ended by "\n". A paragraph is one line however long: the reader's program
// wraps it to its own width, which on a phone is not ours.
std::string LetterText(const Letter& letter);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_LETTER_TEXT_H_
