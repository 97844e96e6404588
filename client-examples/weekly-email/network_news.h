#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_NETWORK_NEWS_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_NETWORK_NEWS_H_

#include <string>
#include <vector>

#include "client-examples/weekly-email/letter.h"
#include "weft/v1/digest.pb.h"

namespace weft::weekly_email {

// What is going on in the network, for one reader: new members near their interests, what others look for, lessons
// shared, the last introductions in numbers. Nothing to tell: no blocks. `timezone`: the reader's.
std::vector<Block> NetworkNews(const v1::Digest& digest, const std::string& timezone);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_NETWORK_NEWS_H_
