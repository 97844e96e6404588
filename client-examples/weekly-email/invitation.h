#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_INVITATION_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_INVITATION_H_

#include "client-examples/weekly-email/letter.h"
#include "weft/v1/message.pb.h"

namespace weft::weekly_email {

// The first letter: all that is held about the member, where it comes from, and three answers: yes, not now, no.
// REQUIRES: KIND_INVITATION.
Letter InvitationLetter(const v1::Message& message);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_INVITATION_H_
