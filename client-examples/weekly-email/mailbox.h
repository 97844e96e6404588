#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_MAILBOX_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_MAILBOX_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace weft::weekly_email {

// An address and whose it is.
struct Mailbox {
  std::string name;  // UTF-8; may be empty.
  std::string address;
};

// Reads "Lind Valley <weekly@weft.example>" or "weekly@weft.example". INVALID_ARGUMENT for anything that
// IsMailAddress refuses, and for control characters.
absl::StatusOr<Mailbox> ParseMailbox(absl::string_view text);

// Whether it may be handed to a mail server as an address: one "@" between two parts, no blank, control character,
// angle bracket, comma or quote, at most 320 bytes.
bool IsMailAddress(absl::string_view address);

// A text that can stand in a header: control characters (so line ends too) and those that turn the direction of writing
// become blanks.
std::string HeaderText(absl::string_view text);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_MAILBOX_H_
