#include "service/text_warmer.h"

#include <vector>

#include "weft/base/error.h"

namespace weft {
namespace {

// Texts between two checkpoints, and rows in memory at a time.
constexpr size_t kPortion = 64;

}  // namespace

absl::Status WarmTexts(const Embedder& embedder, absl::Span<const std::string> texts, const Checkpoint& checkpoint) {
  std::vector<float> rows;
  for (size_t begin = 0; begin < texts.size(); begin += kPortion) {
    WEFT_RETURN_IF_ERROR(checkpoint());
    const absl::Span<const std::string> portion = texts.subspan(begin, kPortion);
    rows.resize(portion.size() * static_cast<size_t>(embedder.dimension()));
    WEFT_RETURN_IF_ERROR(embedder.Embed(portion, absl::MakeSpan(rows)));
  }
  return absl::OkStatus();
}

}  // namespace weft
