#ifndef WEFT_EMBEDDING_UNICODE_H_
#define WEFT_EMBEDDING_UNICODE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace weft {

// The code points of UTF-8. A byte that belongs to none becomes U+FFFD, one each. Never fails.
std::vector<char32_t> CodePoints(absl::string_view utf8);

// UTF-8 of code points. REQUIRES: each is one that Unicode allows.
std::string Utf8(const std::vector<char32_t>& code_points);

// Unicode's compatibility composition (NFKC), invalid bytes replaced as above.
std::string Nfkc(absl::string_view utf8);

// Simple lower case, one code point for one; invalid bytes replaced as above.
std::string LowerCase(absl::string_view utf8);

// Letters, digits and the marks that belong to letters, of any script.
bool IsWordCharacter(char32_t c);

}  // namespace weft

#endif  // WEFT_EMBEDDING_UNICODE_H_
