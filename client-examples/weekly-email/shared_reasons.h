#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SHARED_REASONS_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SHARED_REASONS_H_

#include <string>
#include <vector>

#include "weft/v1/introduction.pb.h"

namespace weft::weekly_email {

// Why these people, in words that all of them can read together. A side's reasons speak to that side ("You are looking
// for …"); here they name it ("Amara is looking for …"). The same reason from both ends is said once. At most 4.
std::vector<std::string> SharedReasons(const v1::Introduction& introduction);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_SHARED_REASONS_H_
