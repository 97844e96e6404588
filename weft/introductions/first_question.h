#ifndef WEFT_INTRODUCTIONS_FIRST_QUESTION_H_
#define WEFT_INTRODUCTIONS_FIRST_QUESTION_H_

#include <string>

#include "weft/v1/introduction.pb.h"

namespace weft {

// A question for all sides to begin with, made of the reason that carried the introduction: of what one looks for and
// another offers before what they care about, and of both before what they belong to. Addresses nobody by name, so that
// it reads the same for each.
// Reason "looking for grant writing, offers fundraising": "What have you learned about “fundraising”, and where would
// help with “grant writing” make the first difference?"
std::string FirstQuestion(const v1::Introduction& introduction);

}  // namespace weft

#endif  // WEFT_INTRODUCTIONS_FIRST_QUESTION_H_
