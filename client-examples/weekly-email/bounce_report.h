#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_BOUNCE_REPORT_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_BOUNCE_REPORT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace weft::weekly_email {

// A mail that came back (RFC 3464), as far as it concerns Weft.
struct BounceReport {
  struct Failure {
    std::string member_id;   // Empty if the report does not say whose address it was.
    bool permanent = false;  // The address does not work; else a full mailbox and the like.
    std::string detail;      // What the reporting server says.
  };
  std::string message_id;  // Of the mail that came back, angle brackets included.
  std::vector<Failure> failures;
};

// Reads a mail that arrived at the address for bounces. NOT_FOUND if it reports no failed mail of ours: an answer from
// a person, a notice of absence, a mere delay.
absl::StatusOr<BounceReport> ReadBounce(const std::string& mail);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_BOUNCE_REPORT_H_
