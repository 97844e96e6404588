#ifndef WEFT_EMBEDDING_STEMMER_H_
#define WEFT_EMBEDDING_STEMMER_H_

#include <string>

#include "absl/strings/string_view.h"

namespace weft {

// The stem of an English word in lower case: endings of plurals, verbs and derivations are cut, so that words of one
// family meet. A stem is a key, not a word. Words with other letters than a-z come back as they are.
// "gardening", "gardens", "gardener" and "garden" meet in "garden".
// "communication" and "community" do not meet.
std::string Stem(absl::string_view word);

}  // namespace weft

#endif  // WEFT_EMBEDDING_STEMMER_H_
