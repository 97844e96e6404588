#ifndef WEFT_PROFILE_LANGUAGE_TAG_H_
#define WEFT_PROFILE_LANGUAGE_TAG_H_

#include <string>

#include "absl/strings/string_view.h"

namespace weft {

// Whether `tag` has the form of a BCP 47 language tag: "en", "pt-BR", "zh-Hant-TW", "x-klingon". Only the form: no
// registry is asked, so "qq-QQ" passes and "english language", "e" and "en_US" do not.
bool IsLanguageTag(absl::string_view tag);

// The tag as BCP 47 recommends to write it: language small, Script capitalized, REGION large, "-" between. Turns
// "PT_br" into "pt-BR". What is no tag afterwards comes back unchanged.
std::string CanonicalLanguageTag(absl::string_view tag);

}  // namespace weft

#endif  // WEFT_PROFILE_LANGUAGE_TAG_H_
