#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_PERSON_CARD_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_PERSON_CARD_H_

#include <vector>

#include "client-examples/weekly-email/letter.h"
#include "weft/v1/message.pb.h"

namespace weft::weekly_email {

// The message's `index`-th proposal, as its recipient reads it: a card with whom to meet, why and what they bring, the
// answers, and until when. `several`: other proposals stand beside it, so the buttons say whom they are about.
std::vector<Block> ProposedPeople(const v1::Message& message, int index, bool several);

// How it came about: "Leila, who knows you both, would like to introduce you", and their own line if there is one.
std::vector<Block> HowItCameAbout(const v1::Introduction& introduction, absl::string_view reader);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_PERSON_CARD_H_
