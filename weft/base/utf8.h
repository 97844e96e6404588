#ifndef WEFT_BASE_UTF8_H_
#define WEFT_BASE_UTF8_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace weft {

// Length of the longest prefix of `text` that is ASCII.
size_t AsciiPrefixLength(absl::string_view text);

// Length of the longest prefix of `text` that is well-formed UTF-8 (no overlong forms, no surrogates, nothing above
// U+10FFFF): text.size() if all of it is, else the offset of the first bad byte.
size_t Utf8PrefixLength(absl::string_view text);
bool IsValidUtf8(absl::string_view text);

}  // namespace weft

#endif  // WEFT_BASE_UTF8_H_
