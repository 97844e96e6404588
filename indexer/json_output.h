#ifndef WEFT_INDEXER_JSON_OUTPUT_H_
#define WEFT_INDEXER_JSON_OUTPUT_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "indexer/importer.h"
#include "indexer/snapshot_builder.h"
#include "indexer/snapshot_verifier.h"

namespace weft {

// What the commands print with --json: one document each, indented, defaults printed.
std::string ToJson(const std::string& network, const ImportResult& result);
std::string ToJson(const BuildResult& result);
// `status`: of the verification; the error stands beside what was verified before it.
std::string ToJson(const std::vector<VerifiedSnapshot>& verified, const absl::Status& status);

}  // namespace weft

#endif  // WEFT_INDEXER_JSON_OUTPUT_H_
