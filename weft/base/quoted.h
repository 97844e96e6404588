#ifndef WEFT_BASE_QUOTED_H_
#define WEFT_BASE_QUOTED_H_

#include <string>

#include "absl/strings/string_view.h"

namespace weft {

// Foreign text as it may stand in an error: in single quotes, cut to at most 80 bytes (and "…"), control characters
// and invalid UTF-8 escaped, so that it neither floods nor steers whatever shows it.
std::string Quoted(absl::string_view text);

}  // namespace weft

#endif  // WEFT_BASE_QUOTED_H_
