#ifndef WEFT_PROFILE_CONTACT_CHECK_H_
#define WEFT_PROFILE_CONTACT_CHECK_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "weft/v1/contact.pb.h"

// The rules of contact details. Violations never quote an address: errors are logged.
namespace weft {

// Whether it has the form of an address of e-mail: one "@" between two parts without blanks or control characters, the
// second with a dot or "localhost". Whether it works is found out by writing to it.
bool IsEmailAddress(absl::string_view address);

// Forms and limits as contact.proto states them. Violations stand under `field_prefix`.
absl::Status ValidateContact(const v1::Contact& contact, absl::string_view field_prefix);

// Blanks around are cut off; services in lower case; of equal handles the first stays. Idempotent.
void NormalizeContact(v1::Contact* contact);

}  // namespace weft

#endif  // WEFT_PROFILE_CONTACT_CHECK_H_
