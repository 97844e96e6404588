#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_PROPOSAL_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_PROPOSAL_H_

#include "client-examples/weekly-email/letter.h"
#include "weft/v1/message.pb.h"

namespace weft::weekly_email {

// Somebody to meet, outside the week's mail. REQUIRES: KIND_PROPOSAL with one proposal.
Letter ProposalLetter(const v1::Message& message);

// The one reminder of it. REQUIRES: KIND_REMINDER with one proposal.
Letter ReminderLetter(const v1::Message& message);

// What a yes and a no mean; stands below proposals.
Block WhatAnAnswerMeans();

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_PROPOSAL_H_
