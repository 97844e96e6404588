#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SIDES_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SIDES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "weft/v1/introduction.pb.h"

namespace weft::weekly_email {

// Those of an introduction who still take part, but for `reader` (a member's name; empty: nobody is left out). Sides
// whose member was erased are left out too.
std::vector<const v1::Introduction::Side*> OtherSides(const v1::Introduction& introduction, absl::string_view reader);

// The reader's own side; null if they have none.
const v1::Introduction::Side* OwnSide(const v1::Introduction& introduction, absl::string_view reader);

// "Tuuli and Johan".
std::string NamesOf(const std::vector<const v1::Introduction::Side*>& sides);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SIDES_H_
