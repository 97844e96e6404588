#ifndef WEFT_SNAPSHOT_MANIFEST_H_
#define WEFT_SNAPSHOT_MANIFEST_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace weft {

// Written in every snapshot. New layout, new number; never reuse.
// 1: until 2026-11. 2: clusters at two resolutions, structural measures, scales of closeness. 3: rhythm and
// introducing in the settings.
constexpr int kSnapshotFormat = 3;

// What a snapshot is and what its files must be. A text file: one line "weft-snapshot {checksum of the rest}", then
// JSON.
struct Manifest {
  struct File {
    std::string name;
    uint64_t size = 0;
    std::string checksum;  // Checksum() of weft/base/file.h
  };
  int format = kSnapshotFormat;
  std::string network;
  std::string version;  // "{change sequence, 12 digits}-{build time, UTC}-{random}"
  int64_t change_sequence = 0;
  int64_t as_of_micros = 0;
  int64_t build_time_micros = 0;
  double median_weight = 1;
  std::string embedder;  // Fingerprint.
  int dimension = 0;
  uint64_t member_count = 0, tie_count = 0, phrase_count = 0, cluster_count = 0, fine_cluster_count = 0;
  // The network had no tie: what stands as clusters was found in circles, organizations and interests.
  bool provisional_clusters = false;
  uint64_t next_cluster_id = 1;  // Above every id ever given, at either resolution, so that none is reused.
  std::string index_type[3];     // By facet: "exact" or the type of the Faiss index; "none" without rows.
  double recall[3] = {1, 1, 1};  // At 100, measured.
  std::vector<File> files;

  std::string Serialize() const;
  // DATA_LOSS (SNAPSHOT_CORRUPT) or FAILED_PRECONDITION (SNAPSHOT_FOREIGN, for another format number) with `path`.
  static absl::StatusOr<Manifest> Parse(absl::string_view text, const std::string& path);
  // `next_cluster_id` of a manifest of any format number, so that no id is reused where the snapshot itself cannot be
  // read; none if the text is damaged.
  static absl::optional<uint64_t> NextClusterId(absl::string_view text);
};

}  // namespace weft

#endif  // WEFT_SNAPSHOT_MANIFEST_H_
