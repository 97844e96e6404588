#ifndef WEFT_INDEXER_MEMBER_TABLES_H_
#define WEFT_INDEXER_MEMBER_TABLES_H_

#include "absl/status/status.h"
#include "indexer/network_data.h"
#include "indexer/progress.h"
#include "weft/embedding/embedder.h"
#include "weft/snapshot/snapshot_content.h"

namespace weft {

// Fills the members' part of the content: ids, names, settings, and the dictionaries with each member's numbers.
// Phrases get their texts and no rows yet.
void FillMembers(const NetworkData& data, SnapshotContent* content);

// Embeds the dictionary's phrases in batches, then makes the facet rows: the normalized sum of a member's distinct
// phrases, the bio one more item of the interests. A facet without any direction takes no row.
// REQUIRES: FillMembers came first.
absl::Status FillRows(const Embedder& embedder, const Progress& progress, SnapshotContent* content);

}  // namespace weft

#endif  // WEFT_INDEXER_MEMBER_TABLES_H_
