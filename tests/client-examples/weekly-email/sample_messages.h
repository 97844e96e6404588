#ifndef WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_SAMPLE_MESSAGES_H_
#define WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_SAMPLE_MESSAGES_H_

#include <string>

#include "weft/v1/message.pb.h"

// Messages as the server sends them, about the invented people of samples/food-network.
namespace weft::weekly_email {

v1::Message InvitationMessage();
v1::Message ProposalMessage();
v1::Message ReminderMessage();
v1::Message IntroducerRequestMessage();
// To both, jointly.
v1::Message MutualMessage();
// To one of them, since the other keeps the address private.
v1::Message MutualMessageToOne();
v1::Message DidYouMeetMessage();
// With a close match, a wider circle, and news.
v1::Message WeeklyMessage();
v1::Message StillWelcomeMessage();

// A small proposal for the `number`-th of many members: "networks/food/messages/m7" to member "m7" at "m7@member.test".
v1::Message NumberedMessage(int number);

}  // namespace weft::weekly_email

#endif  // WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_SAMPLE_MESSAGES_H_
