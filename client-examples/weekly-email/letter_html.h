#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_LETTER_HTML_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_LETTER_HTML_H_

#include <string>

#include "absl/strings/string_view.h"
#include "client-examples/weekly-email/letter.h"

namespace weft::weekly_email {

// The letter as one HTML page for mail programs: one column that fits a phone, styles inline (some programs drop style
// sheets), dark colours where the reader's device asks for them, headings in order, every link named, no image, no
// script, nothing fetched from anywhere. All text is escaped; links that are not http, https or mailto become text.
std::string LetterHtml(const Letter& letter);

// Text for an element or a quoted attribute of HTML.
std::string EscapeHtml(absl::string_view text);

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_LETTER_HTML_H_
