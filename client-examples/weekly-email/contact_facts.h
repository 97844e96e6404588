#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_CONTACT_FACTS_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_CONTACT_FACTS_H_

#include <vector>

#include "client-examples/weekly-email/letter.h"
#include "weft/v1/contact.pb.h"

namespace weft::weekly_email {

// How to reach somebody, as far as they share it: "E-mail", "Slack", "To reach them". Empty if they share nothing.
std::vector<Fact> ContactFacts(const v1::Contact& contact);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_CONTACT_FACTS_H_
