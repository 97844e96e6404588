#ifndef WEFT_MATCHING_KINDRED_TERMS_H_
#define WEFT_MATCHING_KINDRED_TERMS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace weft {

// Other names of what a search is about, where people say the same thing without a word in common: "grant writing" has
// "fundraising" and "funding applications". Local encoders do not find one by the other. At most kKindredTermsMax; none
// for most texts. A term counts where it stands in the text as whole words, whatever its case:
//   "help with grant writing"   has "fundraising"
//   "migrant writing"           has none
// A short table of what networks of people ask each other for, made by hand; English. It is no dictionary: a term
// belongs into it only if whoever offers one thing of a group can be asked for the other.
std::vector<std::string> KindredTerms(absl::string_view text);

constexpr int kKindredTermsMax = 4;

}  // namespace weft

#endif  // WEFT_MATCHING_KINDRED_TERMS_H_
