#ifndef WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_RENDERED_LETTER_H_
#define WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_RENDERED_LETTER_H_

#include <string>

#include "client-examples/weekly-email/letter.h"

namespace weft::weekly_email {

// Both forms of a letter against testdata/`name`.txt (with the subject on top) and testdata/`name`.html.
void ExpectLetter(const std::string& name, const Letter& letter);

}  // namespace weft::weekly_email

#endif  // WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_RENDERED_LETTER_H_
