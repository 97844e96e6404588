#ifndef WEFT_INDEXER_TEXT_FILE_EMBEDDING_H_
#define WEFT_INDEXER_TEXT_FILE_EMBEDDING_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "indexer/progress.h"
#include "weft/embedding/embedder.h"

namespace weft {

// Embeds a text file line by line into a file of little-endian float32, one row of embedder.dimension() a line; an
// empty line gives a row of zeros. Replaces `out_path` when all is done. Returns the number of rows. INVALID_FIELD
// names the first line that is not UTF-8 or longer than kImportLineBytesMax; `out_path` is then as it was.
absl::StatusOr<uint64_t> EmbedTextFile(const Embedder& embedder, const std::string& in_path,
                                       const std::string& out_path, const Progress& progress);

}  // namespace weft

#endif  // WEFT_INDEXER_TEXT_FILE_EMBEDDING_H_
