#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_MUTUAL_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_MUTUAL_H_

#include "client-examples/weekly-email/letter.h"
#include "weft/v1/message.pb.h"

namespace weft::weekly_email {

// All have said yes. One letter to all of them: what each brings, why, a first question, how to reach each other. Where
// somebody keeps their address to themselves it comes to each alone, and shows the others only. REQUIRES: KIND_MUTUAL.
Letter MutualLetter(const v1::Message& message);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_MUTUAL_H_
