#ifndef WEFT_SERVICE_TEXT_WARMER_H_
#define WEFT_SERVICE_TEXT_WARMER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "weft/embedding/embedder.h"
#include "weft/matching/recommender.h"

namespace weft {

// Embeds texts for the sake of the embedder's cache, on a worker, so that the writer, who needs them next, finds them
// there. Stops between portions when the checkpoint says so.
absl::Status WarmTexts(const Embedder& embedder, absl::Span<const std::string> texts, const Checkpoint& checkpoint);

}  // namespace weft

#endif  // WEFT_SERVICE_TEXT_WARMER_H_
