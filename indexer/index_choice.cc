#include "indexer/index_choice.h"

namespace weft {

absl::optional<FaissOptions> ChooseIndex(size_t rows) {
  if (rows <= kExactRowsMax) return absl::nullopt;
  FaissOptions options;
  options.kind = rows <= kHnswRowsMax ? FaissKind::kHnsw : FaissKind::kIvf;
  options.effort = options.kind == FaissKind::kHnsw ? 128 : 32;
  return options;
}

absl::optional<FaissOptions> Widened(const FaissOptions& options) {
  constexpr int kEffortMax = 2048;
  if (options.effort >= kEffortMax) return absl::nullopt;
  FaissOptions wider = options;
  wider.effort *= 2;
  wider.proposals += 2;
  return wider;
}

}  // namespace weft
