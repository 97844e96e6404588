#ifndef WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_GOLDEN_FILE_H_
#define WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_GOLDEN_FILE_H_

#include <string>

namespace weft::weekly_email {

// Expects `text` to be what testdata/`name` holds. With WEFT_UPDATE_GOLDEN=1 in the environment the file is written
// anew instead, to be looked at before it is committed.
void ExpectGolden(const std::string& name, const std::string& text);

}  // namespace weft::weekly_email

#endif  // WEFT_TESTS_CLIENT_EXAMPLES_WEEKLY_EMAIL_GOLDEN_FILE_H_
