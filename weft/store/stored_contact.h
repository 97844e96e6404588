#ifndef WEFT_STORE_STORED_CONTACT_H_
#define WEFT_STORE_STORED_CONTACT_H_

#include <string>

#include "weft/v1/contact.pb.h"

namespace weft {

// Writes a member's contact details whole. The caller has validated and merged. A caller that speaks for the member
// makes them spoken; one that does not is kept from what is spoken (Outcome::kKept), but for `email_bounced`.
struct PutContactMutation {
  std::string network;
  std::string member_id;
  v1::Contact contact;  // name, spoken, etag and time are ignored.
  std::string etag;     // Empty: whatever it is. Else ABORTED (ETAG_MISMATCH) if it is another now.
};

}  // namespace weft

#endif  // WEFT_STORE_STORED_CONTACT_H_
