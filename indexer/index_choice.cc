#include "indexer/index_choice.h"

namespace weft {

absl::optional<FaissOptions> ChooseIndex(size_t rows) {
  if (rows <= kExactRowsMax) return absl::nullopt;
  FaissOptions options;
  options.kind = rows <= kHnswRowsMax ? FaissKind::kHnsw : FaissKind::kIvf;
  // Where widening begins: 30,000 members of five random skills each reach .983 at 256, .954 at 128.
  options.effort = options.kind == FaissKind::kHnsw ? 256 : 64;
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
