#ifndef WEFT_PROFILE_PHRASE_H_
#define WEFT_PROFILE_PHRASE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace weft {

// The key under which equal phrases meet: NFKC, case folded, runs of white space one blank, none at the ends, control
// and invisible characters out. NormalizePhrase(NormalizePhrase(x)) == NormalizePhrase(x).
//   "  Seed\tSaving " and "SEED saving" have one key; "seed saving" and "seed-saving" have two.
// Empty if nothing visible is in it. Invalid UTF-8 comes back as it is.
std::string NormalizePhrase(absl::string_view text);

// The text as it is stored and shown: NFC, white space and control characters as above, and the marks that turn the
// direction of the text around them (U+202A to 202E, U+2066 to 2069) out. Keeps case, and keeps what NFKC would
// change the meaning of ("2½ days" would become "21⁄2 days", "m²" "m2"). Joiners stay: emoji and many scripts need
// them. CleanText(CleanText(x)) == CleanText(x), and it never changes the key: NormalizePhrase(CleanText(x)) ==
// NormalizePhrase(x). Invalid UTF-8 comes back as it is, for validation to refuse.
std::string CleanText(absl::string_view text);

}  // namespace weft

#endif  // WEFT_PROFILE_PHRASE_H_
