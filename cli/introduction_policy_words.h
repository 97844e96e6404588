#ifndef WEFT_CLI_INTRODUCTION_POLICY_WORDS_H_
#define WEFT_CLI_INTRODUCTION_POLICY_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "weft/v1/introduction_policy.pb.h"

// A network's policy of introductions in words of the command line: "expiry=10d", "rhythm=weekly", "group_size=3".
namespace weft::cli {

// Sets the field that `words` name. Returns what is wrong with them, or nothing.
std::string SetFromWords(absl::string_view words, v1::IntroductionPolicy* policy);

// "expiry=10d, group_size=3": what is set; "all as by default" if nothing is.
std::string WordsOf(const v1::IntroductionPolicy& policy);

}  // namespace weft::cli

#endif  // WEFT_CLI_INTRODUCTION_POLICY_WORDS_H_
