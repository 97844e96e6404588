#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_PREVIEW_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_PREVIEW_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "client-examples/weekly-email/mail.h"
#include "weft/v1/message.pb.h"

namespace weft::weekly_email {

// Writes each message as it would be sent, "01-weekly-fn-amara.eml", and its page alone, "….html", into `folder`, which
// is made if it is missing. Files of these names are replaced. Returns the files, in order. Links whose address the
// server does not know get one below https://weft.invalid.
absl::StatusOr<std::vector<std::string>> WritePreviews(const std::vector<v1::Message>& messages, const Sender& sender,
                                                       absl::Time now, const std::string& folder);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_PREVIEW_H_
