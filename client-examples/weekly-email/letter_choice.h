#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_LETTER_CHOICE_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_LETTER_CHOICE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "client-examples/weekly-email/letter.h"
#include "weft/v1/message.pb.h"

namespace weft::weekly_email {

// The kinds of messages that there are letters for; no others are claimed.
std::vector<v1::Message::Kind> LetterKinds();

// "KIND_DID_YOU_MEET" -> "did-you-meet", the way to write it on a command line and in file names.
std::string KindName(v1::Message::Kind kind);

// The letter for a message. Pure: the same message gives the same letter. INTERNAL if the message lacks what its kind
// promises (a recipient, its content, the links that are its point); such a message is not sent.
absl::StatusOr<Letter> LetterFor(const v1::Message& message);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_LETTER_CHOICE_H_
