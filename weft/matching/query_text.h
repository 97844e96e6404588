#ifndef WEFT_MATCHING_QUERY_TEXT_H_
#define WEFT_MATCHING_QUERY_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace weft {

// What a search is about, without the words that only ask: "someone who can help with grant writing" becomes "grant
// writing", "I am looking for a boat" becomes "a boat". "people management" and "help desk" stay: they are matters
// themselves. The text itself if nothing would be left. English only; other languages stay as they are.
std::string WithoutLeadIn(absl::string_view text);

}  // namespace weft

#endif  // WEFT_MATCHING_QUERY_TEXT_H_
