#ifndef WEFT_SNAPSHOT_SNAPSHOT_LAYOUT_H_
#define WEFT_SNAPSHOT_SNAPSHOT_LAYOUT_H_

#include <array>
#include <string>

#include "absl/status/status.h"
#include "weft/snapshot/array_file.h"
#include "weft/snapshot/manifest.h"
#include "weft/snapshot/snapshot_arrays.h"

namespace weft {

// Which arrays stand in which file of a snapshot, and under which names. Reading and writing go through one list each.

constexpr char kManifestFileName[] = "manifest";
// In the order in which they are read.
constexpr std::array<const char*, 4> kArrayFileNames = {"phrases.arrays", "members.arrays", "facets.arrays",
                                                        "graph.arrays"};

// Adds the arrays of one file. REQUIRES: file < kArrayFileNames.size().
void AddArrays(size_t file, const SnapshotArrays& arrays, ArrayFileWriter* writer);

// Takes the arrays of one file, then checks that every number in them is in range, so that nothing read from them later
// can lead outside of them. Files must be read in order: later ones are checked against earlier ones. Errors are
// SNAPSHOT_CORRUPT and name `path`.
absl::Status TakeArrays(size_t file, const ArrayFileReader& reader, const std::string& path, const Manifest& manifest,
                        SnapshotArrays* arrays);

}  // namespace weft

#endif  // WEFT_SNAPSHOT_SNAPSHOT_LAYOUT_H_
